"""Short links of the sources become relative links that hold wherever the made file lies."""

from pathlib import PurePosixPath

import pytest
from sample_course import write

from xbcourse.teaching.lesson.links import UnknownTarget, resolve

HERE = PurePosixPath("solutions/zh/01-one-order.ipynb")
WRITTEN_OUT = {
    "[a](lesson:01)": "[a](../../notebooks/zh/01-one-order.ipynb)",
    "[a](exercise:01)": "[a](../../exercises/zh/01-one-order.ipynb)",
    "[a](solution:01)": "[a](01-one-order.ipynb)",
    "[a](answers:01)": "[a](01-one-order-answers.ipynb)",
    "[a](lesson:01#guess)": "[a](../../notebooks/zh/01-one-order.ipynb#guess)",
    "[a](glossary:)": "[a](../../notebooks/zh/glossary.md)",
    "[a](glossary:margin)": "[a](../../notebooks/zh/glossary.md#毛利率)",
    "[a](https://example.com/lesson:01)": "[a](https://example.com/lesson:01)",
    "x = lesson:01": "x = lesson:01",
}


@pytest.mark.parametrize(("short", "long"), WRITTEN_OUT.items())
def test_a_short_link_is_written_out(tmp_path, short, long):
    assert resolve(short, write(tmp_path), HERE, "zh") == long


def test_a_term_of_several_words_has_the_anchor_of_its_heading(tmp_path):
    place = PurePosixPath("notebooks/en/01-one-order.ipynb")
    written = resolve("[a](glossary:acos)", write(tmp_path), place, "en")
    assert written == "[a](glossary.md#ad-cost-share)"


@pytest.mark.parametrize("target", ["lesson:09", "exercise:", "glossary:cm9"])
def test_an_unknown_target_is_named_with_its_line(tmp_path, target):
    with pytest.raises(UnknownTarget) as caught:
        resolve(f"one\ntwo [a]({target})", write(tmp_path), HERE, "zh")
    assert (caught.value.target, caught.value.offset) == (target, 1)

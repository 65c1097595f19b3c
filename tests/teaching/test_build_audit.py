"""Everything that is stale, unpaired, untranslated or not compared is named with file and line."""

import pytest
from sample_course import (
    EXERCISE,
    GLOSSARY,
    compare,
    declare,
    line_of,
    put,
    sheet_of,
    store_unexecuted,
    write,
)

from xbcourse.teaching.lesson import audit
from xbcourse.teaching.lesson.course import Course

SOURCE = "lessons/01-one-order/lesson.md"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The sample course, compared and made."""
    declare(monkeypatch, "m01.left", "m01.duty")
    written = write(tmp_path)
    compare(written)
    store_unexecuted(written)
    return Course(tmp_path)


def found(course):
    """File, line and key of everything to mend, the sources read anew."""
    return [(p.file, p.line, p.key) for p in audit.problems(Course(course.root))]


def edit(course, old, new):
    """Change the lesson's source; the whole new text."""
    path = course.module("01").path("lesson")
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8", newline="\n")
    return text


def test_nothing_is_to_mend_after_a_build(course):
    assert found(course) == []


def test_a_passage_edited_in_one_language_is_stale_and_to_be_compared(course):
    text = edit(course, "进价 7.5 美元", "进价 8 美元")
    zh, en = line_of(text, '+++ {"lang": "zh"'), line_of(text, '+++ {"lang": "en"')
    assert found(course) == [
        (SOURCE, en, "twin_zh_edited"),
        (SOURCE, zh, "made_stale"),  # the lesson and its answers
        (SOURCE, zh, "made_stale"),
    ]


def test_changed_code_makes_both_languages_stale(course):
    text = edit(course, "price = 30", "price = 31")
    line = line_of(text, "```{code-cell} python\n:tags: [compare]")
    assert found(course) == [(SOURCE, line, "made_stale")] * 4


def test_an_untranslated_passage_is_named(course):
    text = edit(course, "## 自测", '## 自测\n\n+++ {"lang": "zh"}\n\n没有译文。')
    first = text[: text.index("## 自测")].rindex("+++")
    assert (SOURCE, line_of(text, text[first:]), "no_english") in found(course)


def test_a_translation_never_compared_is_named(course):
    path = course.module("01").path("exercise")
    path.write_text(EXERCISE, encoding="utf-8", newline="\n")
    english = line_of(EXERCISE, '+++ {"lang": "en"}')
    assert found(course) == [("lessons/01-one-order/exercise.md", english, "twin_never")]


def test_a_changed_title_makes_every_head_stale(course):
    edit(course, "Does one order make money?", "Does an order make money?")
    stale = [problem for problem in found(course) if problem[2] == "made_stale"]
    assert (
        stale
        == [(SOURCE, 1, "made_stale")] * 2
        + [("lessons/01-one-order/exercise.md", 1, "made_stale")] * 2
        + stale[4:]
    )
    assert len(stale) == 4


def test_notebooks_without_a_source_are_named(course):
    left_over = course.root / "notebooks/en/02-gone.ipynb"
    put(left_over, (course.root / sheet_of(course).place).read_text(encoding="utf-8"))
    assert found(course) == [("notebooks/en/02-gone.ipynb", 1, "made_without_source")]


def test_a_changed_glossary_makes_its_pages_stale(course):
    put(course.root / "src/xbcourse/assumptions/glossary.toml", GLOSSARY.replace("货款", "货"))
    assert [key for *_, key in found(course)] == ["glossary_stale"]


def test_a_broken_source_does_not_hide_what_else_is_wrong(course):
    edit(course, "read: 35", "read: soon")
    (course.root / "notebooks/zh/glossary.md").unlink()
    assert found(course) == [
        (SOURCE, 4, "head_minutes"),
        ("src/xbcourse/assumptions/glossary.toml", 1, "glossary_stale"),
    ]

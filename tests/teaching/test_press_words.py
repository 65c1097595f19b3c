"""Prose on paper and screen: what is set apart, where it is cut, how it is divided among slides."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseError
from xbcourse.assumptions.language import speaking
from xbcourse.teaching.press import gist, paging, words
from xbcourse.teaching.press.gist import Unit

PASSAGE = """\
## 保本转化率

先看一笔账。每单剩 49.5 元，点击 6 元。**保本转化率是 12.1%。** 低于它就亏。

$$q = \\frac{\\text{CPC}}{\\text{CM2}}$$

1. 把点击价拖到 3 元
2. 再拖回来

把 `____` 换成你的数。为什么毛利越薄越早停？

[去做练习](exercise:03)

## 下一节
"""


def texts(units):
    return [unescape(re.sub(r"<[^>]+>", "", unit.html)).strip() for unit in units]


# ------------------------------------------------------------------------------------ to HTML


def test_a_link_that_paper_cannot_follow_is_plain_words_and_one_that_it_can_stays():
    html = words.to_html("See [lesson 02](02.ipynb) and [the law](https://example.org/a).")
    assert html == '<p>See lesson 02 and <a href="https://example.org/a">the law</a>.</p>\n'


def test_a_paragraph_of_nothing_but_links_goes():
    assert words.to_html("Text.\n\n[a](exercise:01) · [b](x.ipynb)\n") == "<p>Text.</p>\n"


@pytest.mark.parametrize(
    ("latex", "parts"),
    [
        (
            r"\frac{\text{CM2}}{\text{售价}}",
            ["<mfrac>", "<mtext>CM2</mtext>", "<mtext>售价</mtext>"],
        ),
        (r"\underbrace{x}_{\text{days}}", ["<munder>", "<mtext>days</mtext>"]),
        (r"(1-q)^n \le 5\%", ["<msup>", "<mi>q</mi>", "≤", "<mi>%</mi>"]),
    ],
)
def test_a_formula_becomes_mathml_without_a_trace_of_its_source(latex, parts):
    made = unescape(words.to_html(f"$${latex}$$"))
    assert 'display="block"' in made
    assert all(part in made for part in parts)
    assert "\\" not in made and "$" not in made


def test_a_formula_that_cannot_be_set_is_named():
    with speaking("en"), pytest.raises(CourseError, match=r"another way: \\nosuchthing"):
        words.formula(r"\nosuchthing{x}", "block")


def test_money_is_no_formula():
    assert words.inline("from $5 to $7") == "from $5 to $7"


# ------------------------------------------------------------------------- what stands out


def test_a_text_is_cut_at_its_headings_and_its_gist_is_what_stands_out():
    first, second = gist.sections(PASSAGE)
    assert (first.title, second.title) == ("保本转化率", "下一节")
    bold, formula, one, two, question = gist.gist(first)
    assert texts([bold, one, two, question]) == [
        "保本转化率是 12.1%。",
        "把点击价拖到 3 元",
        "再拖回来",
        "为什么毛利越薄越早停？",
    ]
    assert "<math" in formula.html
    assert gist.gist(second) == []


def test_a_guess_is_read_out_whole_but_for_the_blank():
    shown = " ".join(texts(gist.whole(gist.sections(PASSAGE)[0])))
    assert "先看一笔账。每单剩 49.5 元" in shown
    assert "____" not in shown and "为什么毛利越薄越早停？" in shown


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("It costs 4.50 dollars. **So it loses.** Then what?", ["So it loses."]),
        ("Ready? Why does it lose on every order?", ["Why does it lose on every order?"]),
        ('He said "**so what?** Never mind." Gone.', ['He said "so what? Never mind."']),
        ("他说“怕什么？没事。”就走了。", []),
        ("**One. Two.** Three.", ["One. Two."]),
        ("The rate (**15%. On all**) holds. No.", ["The rate (15%. On all) holds."]),
        ("Nothing to see. Here.", []),
    ],
)
def test_sentences_are_not_cut_inside_numbers_quotes_or_bold(paragraph, kept):
    assert texts(gist.gist(gist.sections(paragraph)[0])) == kept


@given(st.text(alphabet="ab 。？.!*`“”中\n", max_size=60))
def test_sentences_put_together_are_the_paragraph_again(paragraph):
    assert "".join(gist.sentences(paragraph)).strip() == paragraph.strip()


def test_without_anything_set_apart_the_first_sentence_leads():
    (section,) = gist.sections("陈姐开店三年。她想换一种做法。")
    assert texts(gist.lead(section)) == ["陈姐开店三年。"]


# ------------------------------------------------------------------------- divided among slides


def unit(em, roof=""):
    return Unit(f"<li>{em}</li>", em, roof)


def test_a_list_stays_whole_where_that_takes_no_more_slides():
    list_, after = [unit(3, "ol")] * 3, unit(4)
    assert paging.pages([*list_, after], room=10) == [list_, [after]]
    # By height alone the cut would come after the second.
    assert paging.pages([*[unit(3)] * 3, after], room=10) == [[unit(3)] * 2, [unit(3), after]]


def test_items_on_one_slide_come_under_one_roof_with_their_numbers():
    first, second = gist.gist(gist.sections("3. Third\n4. Fourth\n")[0])
    assert paging.html([first, second, Unit("<p>x</p>", 1)]) == (
        '<ol>\n<li value="3">Third</li>\n<li value="4">Fourth</li>\n</ol>\n<p>x</p>'
    )


@given(st.lists(st.floats(0.5, 14), min_size=1, max_size=12))
def test_nothing_is_lost_or_turned_round_and_no_slide_is_too_full(heights):
    units = [Unit(str(n), em) for n, em in enumerate(heights)]
    pages = paging.pages(units, room=12)
    assert [one for page in pages for one in page] == units
    assert all(len(page) == 1 or sum(one.em for one in page) <= 12 for page in pages)
    # Two neighbours that would fit on one slide are never left on two nearly empty ones.
    assert len(pages) <= 1 + 2 * sum(heights) / 12

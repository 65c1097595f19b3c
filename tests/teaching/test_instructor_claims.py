"""Claims of the essay: which a lesson tests, where, and what does not fit the list."""

import pytest
from sample_course import LESSON, line_of, put, write

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.instructor import claims_page, claims_table, module_page, pages
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.problems import SourceError

LIST = """\
id,section,module,kind,zh,en
C01,1.1,01,mechanism,"毛利率高就赚钱。","A high gross margin is a profit."
C02,1.1,01,number,"一单能赚 20 美元。","An order earns $20."
C03,2.1,02,opinion,"价格不重要。","Price does not matter."
"""
FIRST = (
    "在后面。\n",
    "come later.\n",
    "% claim C02 wrong: 只剩 22.5 美元的毛利，其他费用还没减。",
    "% claim C02 wrong: Only 22.50 dollars of gross margin; see the [exercises](exercise:01).",
)
SECOND = (
    "还剩多少？\n",
    "after the cost?\n",
    "% claim C01 holds-if: 费用不超过毛利时才成立。",
    "% claim C01 holds-if: True while fees stay below the margin.",
)


def marked(*marks):
    """The sample lesson with these marks, each given by the words that stand before it."""
    text = LESSON
    for zh_before, en_before, zh, en in marks:
        text = text.replace(zh_before, f"{zh_before}\n{zh}\n")
        text = text.replace(en_before, f"{en_before}\n{en}\n")
    return text


@pytest.fixture(name="tested")
def _tested(tmp_path):
    """A course of one module whose two claims are tested."""
    course = write(tmp_path, marked(FIRST, SECOND))
    put(tmp_path / "lessons/claims.csv", LIST)
    return course


def faults(tmp_path, text):
    """Line, key and claim of what is wrong with the claims of a lesson."""
    course = write(tmp_path, text)
    put(tmp_path / "lessons/claims.csv", LIST)
    found = pages.faults(course, course.module("01"))
    return [(p.line, p.key, p.values["id"]) for p in found]


def test_claims_stand_in_the_order_of_the_list_with_the_heading_above_them(tested):
    found = claims_table.of_module(tested, tested.module("01"))
    assert [(one.claim.id, one.verdict) for one in found] == [("C01", "holds-if"), ("C02", "wrong")]
    assert found[0].headings == {"zh": "自测", "en": "Check yourself"}
    assert found[1].headings == {"zh": "先猜一猜", "en": "Guess first"}


def test_a_complete_lesson_has_no_faults(tmp_path):
    assert faults(tmp_path, marked(FIRST, SECOND)) == []


def test_a_claim_without_a_mark_is_named_and_those_of_other_modules_are_not(tmp_path):
    assert faults(tmp_path, marked(FIRST)) == [(1, "claim_missing", "C01")]
    assert faults(tmp_path, LESSON) == [(1, "claim_missing", "C01"), (1, "claim_missing", "C02")]


@pytest.mark.parametrize(("id_", "key"), [("C44", "claim_unknown"), ("C03", "claim_elsewhere")])
def test_a_mark_that_does_not_fit_the_list_is_named_at_its_line(tmp_path, id_, key):
    *before, zh, en = SECOND
    text = marked(FIRST, (*before, zh.replace("C01", id_), en.replace("C01", id_)))
    line = line_of(text, f"% claim {id_}")
    assert faults(tmp_path, text) == [(line, key, id_), (1, "claim_missing", "C01")]


def test_the_page_gives_claim_verdict_reason_and_the_way_to_the_section(tested):
    page = claims_page.page(tested, "en")
    rows = [line for line in page.splitlines() if line.startswith("| C")]
    lesson = "../../notebooks/en/01-one-order.ipynb"
    assert rows == [
        "| C01 | A high gross margin is a profit.<br>*essay 1.1, mechanism* | **Holds if** | True "
        f"while fees stay below the margin.<br>See [Check yourself]({lesson}#Check-yourself) |",
        "| C02 | An order earns \\$20.<br>*essay 1.1, number* | **Wrong** | Only 22.50 dollars of "
        "gross margin; see the [exercises](../../exercises/en/01-one-order.ipynb)."
        f"<br>See [Guess first]({lesson}#Guess-first) |",
    ]
    assert "These are the 2 claims" in page
    assert "Price does not matter" not in page
    zh = claims_page.page(tested, "zh")
    assert "| C01 | 毛利率高就赚钱。<br>（原文 1.1 节，机制） | **有条件成立** | 费用不超过" in zh
    assert "[自测](../../notebooks/zh/01-one-order.ipynb#自测)" in zh


def test_the_page_counts_verdicts(tested):
    counts = {
        cells[1]: int(cells[3])
        for line in claims_page.page(tested, "en").splitlines()
        if line.startswith("| **") and len(cells := [c.strip() for c in line.split("|")]) == 5
    }
    assert counts == {
        "**Holds**": 0,
        "**Holds if**": 1,
        "**Opinion**": 0,
        "**Wrong**": 1,
        "**Anecdote**": 0,
    }


def test_the_module_s_page_has_the_same_rows(tested):
    for language in LANGUAGES:
        module = module_page.page(tested, tested.module("01"), language)
        rows = [row for row in claims_page.page(tested, language).splitlines() if "| C0" in row]
        assert len(rows) == 2
        assert all(row in module for row in rows)


def test_a_heading_that_would_end_its_link_is_written_as_in_an_address(tmp_path):
    text = marked(FIRST, SECOND).replace("## Guess first", "## Guess (first)")
    course = write(tmp_path, text)
    put(tmp_path / "lessons/claims.csv", LIST)
    assert "[Guess (first)](../../notebooks/en/01-one-order.ipynb#Guess-%28first%29)" in (
        claims_page.page(course, "en")
    )


def test_a_reason_that_links_nowhere_is_told_at_its_line(tmp_path):
    text = marked(FIRST, SECOND).replace("fees stay below", "[fees](glossary:fees) stay below")
    course = write(tmp_path, text)
    put(tmp_path / "lessons/claims.csv", LIST)
    with pytest.raises(SourceError) as caught:
        claims_page.page(Course(tmp_path), "en")
    (problem,) = caught.value.problems
    assert (problem.key, problem.line) == ("link_unknown", line_of(text, "% claim C01 holds-if: T"))
    assert {p.key for p in pages.store(course, course.modules)} == {"link_unknown"}

"""The instructor's pages: what is written stands beside what is made, and stale ones are named."""

import pytest
import sample_questions
from sample_course import (
    EXERCISE,
    GUIDE,
    LESSON,
    compare,
    declare,
    line_of,
    put,
    store_unexecuted,
    write,
)

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.teaching import questions
from xbcourse.teaching.instructor import index_page, module_page, pages
from xbcourse.teaching.lesson import audit, command
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.problems import SourceError

FILE = "lessons/01-one-order/guide.md"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The sample course, whose lesson asks for a duty and whose exercise asks for more."""
    asked = {question.id: question for question in sample_questions.QUESTIONS}
    monkeypatch.setattr(questions, "questions", lambda: asked)
    declare(monkeypatch, *asked)
    more = "".join(
        f"\n```{{code-cell}} python\n:question: {name}\n\n# <solution>\nx = {number}\n# <blank>\n"
        f"x = ____\n# </solution>\n```\n"
        for number, name in enumerate(("m99.rule", "m99.fees", "m99.referral", "m99.judgement"))
    )
    lesson = LESSON.replace("m01.left", "m99.duty")
    return write(tmp_path, lesson, EXERCISE.replace("m01.duty", "m99.acos") + more)


def page(course, language="en"):
    return module_page.page(course, course.module("01"), language)


def test_a_page_has_the_head_of_the_lesson_then_the_guide_then_what_is_made(course):
    text = page(course)
    order = [
        f"<!-- Made from {FILE}, ",
        "# Instructor guide: 01 Does one order make money?",
        "> **A gross margin of 75% can lose money**",
        "about 35 minutes to read, 40 minutes",
        "- Find the break-even price",
        "You can assign to a variable",
        "[Solutions](../../solutions/en/01-one-order.ipynb)",
        "## Plan of the session\n\nGuess first, then the "
        "[lesson](../../notebooks/en/01-one-order.ipynb).",
        "## Board plan",
        "## Discussion questions",
        "## Where students get stuck\n\nPrices with tax.",
        "## Misconceptions",
        "## Marking the written judgement",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "讨论题" not in text
    assert "## 讨论题\n\n毛利率说明了什么？" in page(course, "zh")


def test_every_slip_stands_with_its_wrong_answer_and_the_question_back(course):
    text = page(course)
    assert (
        "**In the lesson: How much duty is due on this shipment?** Answer: \\$0.98\n\n"
        "| Student's answer | Question back |\n|---|---|\n"
        "| \\$3.59 | Which value does customs tax? |\n"
        "| \\$8.32 | Is a rate an amount or a share? |\n"
    ) in text
    assert "| B (threshold) | What of the first 50? |" in text
    assert "| \\$3.59 | 海关按哪个价值征税？ |" in page(course, "zh")


def test_a_function_is_shown_with_the_call_that_goes_wrong(course):
    # 120 at 12%: by portion 6.00 + 5.60, by threshold 9.60; at 30 and 50 they are the same.
    assert "| referral(120.0, 0.12) gives \\$9.60 instead of \\$11.60 | Does the fee" in page(
        course
    )


def test_tables_of_one_size_are_told_apart_by_what_is_in_them(course):
    (row,) = (line for line in page(course).splitlines() if "Which rate do the first 50" in line)
    assert "referral" in row
    assert "6.4" in row  # 8% of 80


def test_a_written_judgement_comes_with_its_rubric_and_no_slips(course):
    assert (
        "**Exercise: Should this order be taken?**\n\n"
        "| Points | What a good answer does |\n|---|---|\n"
        "| 2 | a clear conclusion with a number |\n"
        "| 2 | names the assumption that would turn it |\n"
    ) in page(course)


def test_the_list_of_modules_leads_to_every_guide_that_is_written(course):
    row = "| [01 Does one order make money?](../../notebooks/en/01-one-order.ipynb) | A gross"
    assert row in index_page.page(course, "en")
    assert "| 35 + 40 | [Open](01-one-order.md) |" in index_page.page(course, "en")
    course.module("01").path("guide").unlink()
    assert "| 35 + 40 | – |" in index_page.page(course, "en")


def test_a_guide_that_is_missing_is_asked_for(course):
    compare(course)
    course.module("01").path("guide").unlink()
    (problem,) = audit.unfinished(Course(course.root), course.module("01"))
    assert (problem.file, problem.key) == (FILE, "guide_missing")


def test_a_section_out_of_place_is_named_in_both_languages(tmp_path):
    text = GUIDE.replace("## 讨论题", "## 讨论").replace("## Board plan\n\n", "")
    course = write(tmp_path, guide=text)
    found = [p for p in pages.faults(course, course.module("01")) if p.key == "guide_headings"]
    assert [p.line for p in found] == [
        line_of(text, "## 讨论"),
        line_of(text, "## Discussion questions"),
    ]
    with speaking("en"):
        assert "are, in this order, ## 课堂安排" in str(found[0])
        assert "## Plan of the session, ## Board plan" in str(found[1])


def test_a_section_left_out_at_the_end_is_named(tmp_path):
    text = GUIDE.replace("## Where students get stuck\n", "")
    course = write(tmp_path, guide=text)
    (problem,) = pages.faults(course, course.module("01"))
    assert (problem.line, problem.key) == (line_of(text, "## Discussion"), "guide_headings")


def test_a_guide_without_headings_is_named_at_its_beginning(tmp_path):
    course = write(tmp_path, guide='+++ {"lang": "zh"}\n\n无\n\n+++ {"lang": "en"}\n\nNone\n')
    found = pages.faults(course, course.module("01"))
    assert [(p.line, p.key) for p in found] == [(1, "guide_headings")] * 2


def test_a_guide_takes_prose_in_pairs_and_nothing_else(tmp_path):
    code = "```{code-cell} python\nprint(1)\n```\n"
    head = '---\ntitle: {zh: "一", en: "One"}\n---\n'
    text = head + GUIDE + code + '+++ {"lang": "zh"}\n\n没有译文。\n'
    with pytest.raises(SourceError) as caught:
        assert write(tmp_path, guide=text).module("01").guide
    assert [(p.line, p.key) for p in caught.value.problems] == [
        (2, "head_in_exercise"),
        (line_of(text, code), "guide_code"),
        (line_of(text, '+++ {"lang": "zh"}\n\n没有'), "no_english"),
    ]


def test_a_guide_is_compared_like_a_lesson(course, capsys):
    compare(course)
    path = course.module("01").path("guide")
    assert audit.unfinished(Course(course.root), Course(course.root).module("01")) == []
    text = path.read_text(encoding="utf-8").replace("画瀑布图", "画一张瀑布图")
    put(path, text)
    found = audit.unfinished(Course(course.root), Course(course.root).module("01"))
    assert [(p.file, p.line, p.key) for p in found] == [
        (FILE, line_of(text, '+++ {"lang": "en"'), "twin_zh_edited")
    ]
    assert command._accept(Course(course.root), path) == 0
    assert f"{FILE}: 1 hashes written." in capsys.readouterr().out


def test_a_link_of_a_guide_that_leads_nowhere_is_told_at_its_line(tmp_path):
    text = GUIDE.replace("(lesson:01)", "(lesson:07)")
    course = write(tmp_path, guide=text)
    with pytest.raises(SourceError) as caught:
        page(course, "zh")
    (problem,) = caught.value.problems
    assert (problem.line, problem.key) == (line_of(text, "先猜，再讲"), "link_unknown")


# ------------------------------------------------------------------------------- stored pages


def stale(course):
    course = Course(course.root)
    found = pages.stale(course, course.modules)
    return [(p.file, p.key, str(p.values.get("place", ""))) for p in found]


def test_pages_are_the_same_bytes_each_time_and_end_their_lines_alike(course):
    assert pages.store(course, course.modules) == []
    stored = sorted((course.root / "instructor").rglob("*.md"))
    assert len(stored) == 2 * 3
    before = [path.read_bytes() for path in stored]
    assert pages.store(Course(course.root), Course(course.root).modules) == []
    assert [path.read_bytes() for path in stored] == before
    assert all(b"\r" not in text and text.endswith(b"\n") for text in before)
    assert stale(course) == []


def test_an_edited_page_and_a_changed_source_are_stale(course):
    pages.store(course, course.modules)
    edited = course.root / "instructor/zh/claims.md"
    put(edited, edited.read_text(encoding="utf-8") + "\n")
    path = course.module("01").path("guide")
    put(path, GUIDE.replace("Prices with tax", "Prices before tax"))
    assert stale(course) == [
        ("lessons/claims.csv", "page_stale", "instructor/zh/claims.md"),
        (FILE, "page_stale", "instructor/en/01-one-order.md"),
    ]


def test_a_page_without_a_guide_is_left_over(course):
    pages.store(course, course.modules)
    put(course.root / "instructor/en/02-gone.md", "gone")
    assert ("instructor/en/02-gone.md", "made_without_source", "") in stale(course)


def test_a_broken_lesson_leaves_the_pages_alone_and_is_told_once(course):
    store_unexecuted(course)
    before = {path: path.read_bytes() for path in (course.root / "instructor").rglob("*.md")}
    path = course.module("01").path("lesson")
    put(path, path.read_text(encoding="utf-8").replace("read: 35", "read: soon"))
    broken = Course(course.root)
    assert {p.key for p in pages.store(broken, broken.modules)} == {"head_minutes"}
    assert {path: path.read_bytes() for path in before} == before
    found = [p.key for p in audit.problems(Course(course.root))]
    assert found.count("head_minutes") == 1


def test_building_one_module_makes_its_page_and_those_of_the_course(course):
    second = course.root / "lessons/02-two"
    for kind in ("lesson", "exercise", "guide"):
        put(second / f"{kind}.md", course.module("01").path(kind).read_text(encoding="utf-8"))
    two = Course(course.root)
    pages.store(two, [two.module("02")])
    for language in LANGUAGES:
        made = {path.name for path in (course.root / "instructor" / language).iterdir()}
        assert made == {"02-two.md", "claims.md", "README.md"}

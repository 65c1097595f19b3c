"""Marks of claims: learners never see them, and a wrong one is named with its file and line."""

import pytest
from sample_course import EXERCISE, LESSON, line_of, sheet_of, write

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.teaching.lesson.claim_marks import ClaimMark
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.lesson.sheet import sheets

ZH = "% claim C03 holds-if: 第二批货款要赶在第一批回款之前付。"
EN = "% claim C03 holds-if: The second order is paid before the first one settles."


def marked(zh=ZH, en=EN):
    """The sample lesson with marks at the end of its first passage."""
    zh_end, en_end = "在后面。\n", "come later.\n"
    return LESSON.replace(zh_end, f"{zh_end}\n{zh}\n").replace(en_end, f"{en_end}\n{en}\n")


def problems(tmp_path, text, **sources):
    """What is wrong with a lesson: line, key and gaps."""
    with pytest.raises(SourceError) as caught:
        course = write(tmp_path, text, **sources)
        list(sheets(course, course.module("01")))
    return caught.value.problems


def test_notebooks_are_the_same_with_and_without_marks(tmp_path):
    for language in LANGUAGES:
        plain = sheet_of(write(tmp_path / "a"), language=language)
        with_marks = sheet_of(write(tmp_path / "b", marked()), language=language)
        assert with_marks.notebook == plain.notebook


def test_a_mark_is_read_with_its_line(tmp_path):
    text = marked()
    passage = next(iter(write(tmp_path, text).module("01").lesson.passages))
    assert passage.zh.claims == (
        ClaimMark("C03", "holds-if", "第二批货款要赶在第一批回款之前付。", line_of(text, ZH)),
    )
    assert passage.en.claims == (
        ClaimMark(
            "C03",
            "holds-if",
            "The second order is paid before the first one settles.",
            line_of(text, EN),
        ),
    )


def test_several_claims_may_be_dealt_with_in_one_cell(tmp_path):
    text = marked(f"{ZH}\n% claim C07 opinion: 各人胆量不同。", f"{EN}\n% claim C07 opinion: Yes.")
    passage = next(iter(write(tmp_path, text).module("01").lesson.passages))
    assert [(m.id, m.verdict) for m in passage.en.claims] == [
        ("C03", "holds-if"),
        ("C07", "opinion"),
    ]


WRONG = {
    "claim_unreadable": (ZH, EN.replace("claim", "clam"), "claim_no_english"),
    "claim_verdict": (ZH.replace("holds-if", "true"), EN.replace("holds-if", "true")),
    "claim_no_sentence": (ZH, "% claim C03 holds-if:"),
    "claim_no_english": (ZH, ""),
    "claim_no_chinese": ("", EN),
    "claim_verdicts_differ": (ZH, EN.replace("holds-if", "holds")),
    "not_en": (ZH, ZH),
    "not_zh": (EN, EN),
    "claim_twice": (f"{ZH}\n{ZH}", f"{EN}\n{EN}"),
}


@pytest.mark.parametrize(("key", "written"), WRONG.items())
def test_a_wrong_mark_is_named_with_its_line(tmp_path, key, written):
    zh, en, *also = written
    text = marked(zh, en)
    found = problems(tmp_path, text)
    assert {problem.key for problem in found} == {key, *also}
    (*_, last) = [problem for problem in found if problem.key == key]
    assert "% cla" in text.splitlines()[last.line - 1]
    for language in LANGUAGES:
        with speaking(language):
            assert str(last).startswith(f"lessons/01-one-order/lesson.md:{last.line}: ")
            assert "{" not in str(last)


def test_a_claim_marked_in_two_passages_is_named_at_the_second(tmp_path):
    text = marked().replace("还剩多少？\n", f"还剩多少？\n{ZH}\n")
    text = text.replace("after the cost?\n", f"after the cost?\n{EN}\n")
    (problem,) = problems(tmp_path, text)
    assert (problem.key, problem.values["first"]) == ("claim_twice", line_of(text, ZH))
    assert problem.line == line_of(text, text[text.rindex(ZH) :])


def test_an_exercise_deals_with_no_claim(tmp_path):
    exercise = EXERCISE.replace("## 一 关税\n", f"## 一 关税\n\n{ZH}\n")
    exercise = exercise.replace("## 1 Duty\n", f"## 1 Duty\n\n{EN}\n")
    (problem,) = problems(tmp_path, LESSON, exercise=exercise)
    assert (problem.key, problem.line) == ("claim_not_in_lesson", line_of(exercise, ZH))

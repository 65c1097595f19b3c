"""What stands in a made notebook: the right lines, the right marks, ids that stay."""

import pytest
from nbval.plugin import find_metadata_tags
from sample_course import EXERCISE, LESSON, declare, line_of, sheet_of, write

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.lesson import marks
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.lesson.sheet import sheets

KINDS = ("lesson", "answers", "exercise", "solution")


@pytest.fixture(autouse=True)
def _questions(monkeypatch):
    declare(monkeypatch, "m01.left", "m01.duty")


def code_of(sheet):
    return [cell for cell in sheet.notebook.cells if cell.cell_type == "code"]


def read_by_nbval(cell):
    return dict(find_metadata_tags(cell.metadata))


def text_of(sheet):
    return "\n".join(cell.source for cell in sheet.notebook.cells)


def test_a_module_becomes_four_notebooks_in_each_language(tmp_path):
    course = write(tmp_path)
    assert {str(sheet.place) for sheet in sheets(course, course.module("01"))} == {
        f"{place.format(language)}.ipynb"
        for language in LANGUAGES
        for place in (
            "notebooks/{}/01-one-order",
            "exercises/{}/01-one-order",
            "solutions/{}/01-one-order",
            "solutions/{}/01-one-order-answers",
        )
    }


def test_a_lesson_with_nothing_to_fill_in_has_no_answers(tmp_path):
    course = write(tmp_path, lesson=LESSON[: LESSON.index("```{code-cell} python\n:question")])
    kinds = {sheet.kind for sheet in sheets(course, course.module("01"))}
    assert kinds == {"lesson", "exercise", "solution"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_learner_opens_holds_the_blank_and_no_line_of_the_solution(tmp_path, language):
    course = write(tmp_path)
    for source, unsolved, solved in ((LESSON, "lesson", "answers"), (EXERCISE, *KINDS[2:])):
        cell = next(c for c in getattr(course.module("01"), unsolved).code if c.question)
        (secret,) = marks.secret(cell.text)
        assert secret in source
        asked = text_of(sheet_of(course, unsolved, language))
        assert secret not in asked
        assert f"{cell.called} = ____" in asked
        answered = text_of(sheet_of(course, solved, language))
        assert secret in answered
        assert f"{cell.called} = ____" not in answered
        assert "<solution>" not in asked + answered
        assert "<blank>" not in asked + answered


def test_prose_is_of_one_language_and_code_is_shared(tmp_path):
    course = write(tmp_path)
    zh, en = (sheet_of(course, "lesson", language) for language in LANGUAGES)
    assert "进价 7.5 美元" in text_of(zh)
    assert "进价" not in text_of(en)
    assert "Guess first" in text_of(en)
    assert "Guess first" not in text_of(zh)
    setup, *others = zip(code_of(zh), code_of(en), strict=True)
    assert [cell.source for cell in setup] == ['LANGUAGE = "zh"', 'LANGUAGE = "en"']
    assert all(one.source == other.source and one.id == other.id for one, other in others)


def test_the_head_says_what_the_front_matter_promises(tmp_path):
    head = sheet_of(write(tmp_path)).notebook.cells[0].source
    for words in (
        "# 01 Does one order make money?",
        "**A gross margin of 75% can lose money**",
        "about 35 minutes to read, 40 minutes",
        "- Find the break-even price",
        "[中文](../zh/01-one-order.ipynb)",
        "[Exercises](../../exercises/en/01-one-order.ipynb)",
        "Made from lessons/01-one-order/lesson.md. Edit there",
    ):
        assert words in head


def test_a_compared_cell_carries_the_tag_that_nbval_reads(tmp_path):
    compared, plain = code_of(sheet_of(write(tmp_path)))[1:3]
    assert "compare" in compared.metadata.tags
    assert read_by_nbval(compared) == {"check": True}
    assert read_by_nbval(plain) == {}


def test_marks_of_a_cell_become_what_jupyter_and_nbval_understand(tmp_path):
    hidden = code_of(sheet_of(write(tmp_path, LESSON.replace("[compare]", "[hide]"))))[1]
    assert hidden.metadata.jupyter.source_hidden is True
    raising = LESSON.replace("[compare]", "[raises-exception]")
    raising = code_of(sheet_of(write(tmp_path, raising)))[1]
    assert read_by_nbval(raising) == {"check_exception": True}
    question = code_of(sheet_of(write(tmp_path)))[-1]
    assert question.metadata.xbcourse == {"question": "m01.left"}
    assert "tags" not in question.metadata


def test_ids_are_unique_and_named_ones_stay_when_a_passage_is_put_in(tmp_path):
    before = [cell.id for cell in sheet_of(write(tmp_path)).notebook.cells]
    assert len(set(before)) == len(before)
    more = '+++ {"lang": "zh"}\n\n多说一句。\n\n+++ {"lang": "en"}\n\nOne more word.\n\n'
    named = LESSON.replace(":tags: [compare]", ":name: margin")
    at = named.index("+++")
    after = sheet_of(write(tmp_path, named[:at] + more + named[at:])).notebook.cells
    names = [cell.id for cell in after if cell.id in ("m01-lesson-margin", "m01-lesson-left")]
    assert names == ["m01-lesson-margin", "m01-lesson-left"]
    assert "m01-lesson-left" in before


def test_two_cells_of_one_name_are_refused_even_if_one_is_a_question(tmp_path):
    text = LESSON.replace(":tags: [compare]", ":name: left")
    with pytest.raises(SourceError) as caught:
        sheet_of(write(tmp_path, text))
    (problem,) = caught.value.problems
    first = line_of(text, "```{code-cell} python\n:name: left")
    assert (problem.key, problem.values["first"]) == ("name_twice", first)


def test_a_link_that_leads_nowhere_is_told_at_its_line(tmp_path):
    text = LESSON.replace("(exercise:01)", "(exercise:07)")
    with pytest.raises(SourceError) as caught:
        sheet_of(write(tmp_path, text))
    (problem,) = caught.value.problems
    assert (problem.key, problem.values["target"]) == ("link_unknown", "exercise:07")
    assert problem.line == line_of(text, "售价 30 美元")


def test_every_cell_knows_the_line_that_it_was_made_from(tmp_path):
    sheet = sheet_of(write(tmp_path), language="zh")
    assert len(sheet.lines) == len(sheet.notebook.cells)
    for cell, line in zip(sheet.notebook.cells[1:-1], sheet.lines[1:-1], strict=True):
        first = cell.source.splitlines()[0].replace('"zh"', '"{language}"')
        assert first in "\n".join(LESSON.splitlines()[line - 1 : line + 5])

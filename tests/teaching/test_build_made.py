"""Made notebooks are executed, the same each time, and told apart from what their source makes."""

import json
from pathlib import Path

import nbformat
import pytest
from sample_course import (
    EXERCISE,
    LESSON,
    compare,
    declare,
    line_of,
    sheet_of,
    store_unexecuted,
    write,
)

from xbcourse.teaching.lesson import made
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.problems import SourceError

COMPARED = "```{code-cell} python\n:tags: [compare]"


@pytest.fixture(autouse=True)
def _questions(monkeypatch):
    declare(monkeypatch, "m01.left", "m01.duty")


def with_cell(body, options=""):
    """The sample lesson with one more code cell at its end."""
    return f"{LESSON}\n```{{code-cell}} python\n{options}{body}\n```\n"


def refusal(tmp_path, lesson):
    """The one problem that making this lesson's answers meets."""
    with pytest.raises(SourceError) as caught:
        made.make(sheet_of(write(tmp_path, lesson)))
    (problem,) = caught.value.problems
    return problem


# ------------------------------------------------------------------------------------- executing


def test_making_twice_gives_the_same_bytes_with_the_numbers_in_them(tmp_path):
    sheet = sheet_of(write(tmp_path))
    path = made.store(sheet, made.make(sheet))
    first = path.read_bytes()
    made.store(sheet, made.make(sheet_of(Course(tmp_path))))
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    assert b"\r" not in first
    notebook = nbformat.reads(first.decode(), as_version=4)
    nbformat.validate(notebook)
    shown = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert [out[0].text if out else "" for out in shown] == ["", "0.75\n", "None\n"]
    assert "version" not in notebook.metadata.language_info
    assert made.stale(sheet) is None


def test_an_exercise_is_executed_but_stored_as_a_fresh_sheet(tmp_path):
    sheet = sheet_of(write(tmp_path), "exercise")
    cells = [cell for cell in made.make(sheet).cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
    broken = sheet_of(write(tmp_path, exercise=EXERCISE.replace("print(", "prin(")), "exercise")
    with pytest.raises(SourceError) as caught:
        made.make(broken)
    (problem,) = caught.value.problems
    assert problem.key == "cell_failed"
    assert problem.line == line_of(EXERCISE, "```{code-cell} python\n:question: m01.duty")


def test_a_failing_cell_is_told_with_its_line_and_the_kernel_s_reason(tmp_path):
    text = LESSON.replace("cost = 7.5\n", "cost = 0 / 0\n")
    problem = refusal(tmp_path, text)
    assert problem.line == line_of(text, COMPARED)
    assert "ZeroDivisionError: division by zero (2 cost = 0 / 0)" in str(problem)


def test_an_error_that_the_lesson_wants_is_stored(tmp_path):
    text = with_cell("int('a')", ":tags: [raises-exception]\n\n")
    notebook = made.make(sheet_of(write(tmp_path, text)))
    (shown,) = notebook.cells[-2].outputs
    assert (shown.output_type, shown.ename) == ("error", "ValueError")


def test_a_missing_character_in_a_picture_is_an_error(tmp_path):
    body = "import matplotlib.pyplot as plt\nplt.title('头程')\nplt.show()"
    problem = refusal(tmp_path, with_cell(body, ":alt: {zh: 空, en: empty}\n\n"))
    assert problem.key == "cell_failed"
    assert "Glyph" in str(problem)


def test_warnings_and_paths_of_this_machine_are_refused_where_they_arise(tmp_path):
    body = "import warnings\nfrom pathlib import Path\nprint(Path.home())\nwarnings.warn('old')"
    with pytest.raises(SourceError) as caught:
        made.make(sheet_of(write(tmp_path, with_cell(body))))
    line = line_of(with_cell(body), f"```{{code-cell}} python\n{body}")
    keys = {"output_path", "output_stderr"} if Path.home() != Path("/") else {"output_stderr"}
    assert {p.key for p in caught.value.problems} == keys
    assert {p.line for p in caught.value.problems} == {line}


def test_a_notebook_too_large_to_load_is_refused_at_its_heaviest_cell(tmp_path):
    text = with_cell(f"print('x\\n' * {made.LARGEST // 2})")
    problem = refusal(tmp_path, text)
    assert (problem.key, problem.values["most"]) == ("made_too_large", 400)
    assert problem.line == line_of(text, "```{code-cell} python\nprint('x")


# --------------------------------------------------------------------- telling what is not as made


@pytest.fixture
def stored(tmp_path):
    """The sample course with everything made, though nothing was executed."""
    course = write(tmp_path)
    compare(course)
    store_unexecuted(course)
    return Course(tmp_path)


def after(course, change):
    """What is said of the English lesson once its stored notebook was changed by hand."""
    sheet = sheet_of(course)
    path = course.root / sheet.place
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(made.serialised(nbformat.from_dict(notebook)), encoding="utf-8", newline="\n")
    return made.stale(sheet)


def code_cell(notebook, number):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][number]


EDITS = {
    "prose": lambda n: n["cells"][1].update(source="## Guess"),
    "code": lambda n: code_cell(n, 1).update(source="price = 31"),
    "tags": lambda n: code_cell(n, 1)["metadata"].update(tags=[]),
    "id": lambda n: n["cells"][1].update(id="other"),
    "a cell more": lambda n: n["cells"].append(n["cells"][1] | {"id": "new"}),
    "a cell less": lambda n: n["cells"].pop(),
    "metadata": lambda n: n["metadata"].update(author="me"),
    "count": lambda n: code_cell(n, 0).update(execution_count=7),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_edit_of_a_made_notebook_is_found(stored, change):
    assert after(stored, lambda notebook: None) is None
    assert after(stored, change).key == "made_stale"


def test_the_message_leads_to_the_passage_to_edit(stored):
    problem = after(stored, EDITS["code"])
    text = stored.module("01").path("lesson").read_text(encoding="utf-8")
    assert problem.line == line_of(text, COMPARED)
    assert str(problem).startswith("lessons/01-one-order/lesson.md:")


def test_an_edit_of_the_source_makes_what_was_made_stale(stored):
    path = stored.module("01").path("lesson")
    text = path.read_text(encoding="utf-8").replace("price = 30", "price = 31")
    path.write_text(text, encoding="utf-8", newline="\n")
    problem = made.stale(sheet_of(Course(stored.root)))
    assert (problem.key, problem.line) == ("made_stale", line_of(text, COMPARED))


NO_CELLS = '{"cells": 3, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"cells": 3}', NO_CELLS])
def test_a_broken_notebook_is_told_as_such(stored, text):
    sheet = sheet_of(stored)
    (stored.root / sheet.place).write_text(text, encoding="utf-8")
    assert made.stale(sheet).key == "made_unreadable"


def test_a_notebook_that_is_not_there_was_not_made(stored):
    sheet = sheet_of(stored)
    (stored.root / sheet.place).unlink()
    assert made.stale(sheet).key == "made_missing"


def test_line_ends_and_indentation_are_those_of_the_build(stored):
    sheet = sheet_of(stored)
    path = stored.root / sheet.place
    text = path.read_text(encoding="utf-8")
    path.write_text(json.dumps(json.loads(text), indent=2), encoding="utf-8")
    assert made.stale(sheet).key == "made_stale"


def test_an_output_that_would_be_another_one_is_found_by_running(tmp_path):
    sheet = sheet_of(write(tmp_path))
    path = made.store(sheet, made.make(sheet))
    assert list(made.changed_output(sheet)) == []
    text = path.read_text(encoding="utf-8").replace("0.75", "0.57")
    path.write_text(text, encoding="utf-8", newline="\n")
    assert made.stale(sheet) is None
    (problem,) = made.changed_output(sheet)
    assert (problem.key, problem.line) == ("output_changed", line_of(LESSON, COMPARED))
    assert (problem.values["before"].strip(), problem.values["after"].strip()) == ("0.57", "0.75")

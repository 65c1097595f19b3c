"""What was made is what its sources make, complete, described and small enough."""

import subprocess
import sys

import pytest
from repository import ROOT, code_cells, name, notebooks, read

from xbcourse.teaching.lesson import audit, outputs
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.made import LARGEST


def test_every_made_file_is_what_its_source_makes():
    assert [str(problem) for problem in audit.problems(Course(ROOT))] == []


def test_both_languages_of_every_module_are_there():
    course = Course(ROOT)
    made = {name(path) for path in notebooks()}
    wanted = {
        str(module.made(kind, language))
        for module in course.modules
        for kind in ("lesson", "exercise", "solution")
        for language in ("zh", "en")
    }
    assert len(wanted) >= 12
    assert wanted <= made


@pytest.mark.parametrize("path", notebooks(), ids=name)
def test_nothing_is_stored_that_must_not_be_and_every_figure_is_described(path):
    assert path.stat().st_size <= LARGEST
    for number, cell in enumerate(code_cells(read(path)), start=1):
        assert list(outputs.faults(cell, ROOT)) == [], number


@pytest.mark.parametrize("path", notebooks("notebooks", "solutions"), ids=name)
def test_a_cell_that_is_to_be_compared_has_something_to_compare(path):
    for number, cell in enumerate(code_cells(read(path)), start=1):
        if "compare" in cell.metadata.get("tags", []):
            assert "nbval-check-output" in cell.metadata.tags, number
            assert [text for output in cell.outputs for text in outputs.texts(output)], number


def test_ruff_looks_at_notebooks_too():
    command = [sys.executable, "-m", "ruff", "check", "--show-files", "."]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert {str(path) for path in notebooks()} <= set(listed.stdout.splitlines())

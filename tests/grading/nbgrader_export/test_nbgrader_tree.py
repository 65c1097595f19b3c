"""nbgrader's source tree: cells that it understands, the answers inside its own marks only."""

import json
import re
from collections import Counter

import pytest

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.nbgrader_export import export
from xbcourse.teaching.grading.nbgrader_export.asserting import assert_right
from xbcourse.teaching.placeholder import ____

SEED = "c0ffee" * 10
in_both = pytest.mark.parametrize("language", LANGUAGES)
_MARKED = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1\n?", re.DOTALL)


def _assignment(language="en", **changes):
    settings = {"name": "hw1", "class_code": "ECOM", "language": language, "modules": ("m01",)}
    return Assignment(**{**settings, **changes})


def _cells(folder, language="en", **changes):
    (file,) = export(folder, _assignment(language, **changes), SEED)
    return json.loads(file.read_text(encoding="utf-8"))["cells"]


def _text(cell):
    return "".join(cell["source"])


def _released(cell):
    """The cell as nbgrader's generate_assignment leaves it."""
    return _MARKED.sub("", _text(cell))


@in_both
def test_every_question_can_be_graded_for_its_points(tmp_path, language):
    marked = [c for c in _cells(tmp_path, language) if "nbgrader" in c["metadata"]]
    graded = [c["metadata"]["nbgrader"] for c in marked if c["metadata"]["nbgrader"]["grade"]]
    assert sum(cell["points"] for cell in graded) == _assignment().points
    assert len(graded) == len(_assignment().questions())
    ids = Counter(c["metadata"]["nbgrader"]["grade_id"] for c in marked)
    assert max(ids.values()) == 1
    for cell in marked:
        found = cell["metadata"]["nbgrader"]
        assert found["schema_version"] == 3
        by_a_person = found["solution"] and found["grade"]
        assert by_a_person == cell["id"].endswith("verdict")
        assert found["locked"] != found["solution"]  # tests and set-up are put back, answers never


@in_both
def test_students_get_neither_answers_nor_hidden_cases(tmp_path, language):
    cells = [c for c in _cells(tmp_path, language) if c["cell_type"] == "code"]
    released = "\n".join(map(_released, cells))
    assert SEED not in released
    assert SEED in "\n".join(map(_text, cells))
    for part in ("0.17", "dimensional =", "* 5000", "### "):
        assert part not in released
    assert released.count("____") >= 10
    assert released.count("check(") == 10


def _run(cells, change):
    """Points that the tests give in one process, as nbgrader runs them."""
    space, reached = {}, 0
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        found = cell["metadata"].get("nbgrader", {})
        try:
            exec(change(cell), space)
        except AssertionError:
            continue
        if found.get("grade") and found["locked"]:
            reached += found["points"]
    return reached


def test_the_official_solution_has_full_marks_and_the_untouched_sheet_none(tmp_path):
    cells = _cells(tmp_path)
    assert _run(cells, _text) == _assignment().points - 4  # a person reads the written answer

    def untouched(cell):
        return _text(cell) if "test" in cell["id"] else _released(cell)

    assert _run(cells, untouched) == 0


def test_a_function_that_knows_the_public_cases_only_fails_the_hidden_ones():
    table = {24.0: 4.08, 18.0: 1.80, 15.0: 0.75, 4.0: 0.30}
    assert_right("m01.clothing_fee", table.__getitem__)
    with pytest.raises(AssertionError):
        assert_right("m01.clothing_fee", table.get, hidden=SEED)


def test_an_assertion_says_what_check_says_and_not_the_answer():
    with pytest.raises(AssertionError, match="not yet") as failed:
        assert_right("m01.breakeven_price", 22.5)
    assert "24" not in str(failed.value)
    with pytest.raises(AssertionError, match="not started"):
        assert_right("m01.breakeven_price", ____)


def test_a_config_that_is_there_is_left_alone(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("mine", encoding="utf-8")
    export(tmp_path, _assignment(), SEED)
    assert (tmp_path / "nbgrader_config.py").read_text(encoding="utf-8") == "mine"


def test_the_config_is_python_and_names_the_class(tmp_path):
    export(tmp_path, _assignment("zh", class_code='A"B'), SEED)
    text = (tmp_path / "nbgrader_config.py").read_text(encoding="utf-8")

    class Config(dict):
        def __getattr__(self, name):
            return self.setdefault(name, Config())

        def __setattr__(self, name, value):
            self[name] = value

    config = Config()
    exec(text, {"get_config": lambda: config})
    assert config["CourseDirectory"]["course_id"] == 'A"B'
    assert config["ClearSolutions"]["code_stub"]["python"].startswith("# ")


def test_personal_numbers_are_not_for_nbgrader(tmp_path):
    with pytest.raises(ParameterError, match="personal"):
        export(tmp_path, _assignment(personal=True), SEED)

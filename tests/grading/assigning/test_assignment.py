"""An assignment: what it accepts, what it holds, and that a file gives the same one back."""

import datetime as dt
import json

import pytest

from xbcourse.assumptions.errors import DataError, ParameterError
from xbcourse.teaching.grading.assignment import Assignment, LateRule, load, read_due

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def _assignment(**changes):
    settings = {
        "name": "hw1",
        "class_code": "ECOM-2026A",
        "language": "zh",
        "modules": ("m03", "m01"),
        "due": dt.datetime(2026, 12, 1, 23, 59, tzinfo=SHANGHAI),
        "late": LateRule(0.1, 15, 0.5),
        "personal": True,
    }
    return Assignment(**{**settings, **changes})


def test_a_file_gives_the_same_assignment_back(tmp_path):
    for assignment in (_assignment(), _assignment(due=None, name="作业1", personal=False)):
        assignment.save(tmp_path / "assignment.json")
        assert load(tmp_path / "assignment.json") == assignment


def test_its_questions_are_those_of_the_exercises_in_the_order_of_the_course():
    ids = [question.id for question in _assignment().questions()]
    assert ids[0] == "m01.clothing_fee"
    assert "m01.duty" not in ids  # stands in the lesson
    assert "m01.verdict" in ids  # read by a person
    assert [id_[:3] for id_ in ids] == sorted(id_[:3] for id_ in ids)
    assert _assignment(modules=("m01",)).points == 3 + 1 + 2 + 2 + 2 + 2 + 2 + 3 + 2 + 4


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": "../hw1"}, "grading_assign.name"),
        ({"name": ""}, "grading_assign.name"),
        ({"class_code": " A"}, "grading_assign.class_code"),
        ({"class_code": "A\nB"}, "grading_assign.class_code"),
        ({"language": "fr"}, "errors.unknown_choice"),
        ({"modules": ()}, "grading_assign.no_modules"),
        ({"modules": ("m77",)}, "errors.unknown_choice"),
        ({"due": dt.datetime(2026, 12, 1)}, "grading_assign.due_without_zone"),
    ],
)
def test_what_cannot_be_used_is_refused(changes, key):
    with pytest.raises(ParameterError) as refused:
        _assignment(**changes)
    assert refused.value.key == key


@pytest.mark.parametrize("rule", [(1.2, 0, 0), (0.1, -1, 0), (0.1, 0, float("nan")), (True, 0, 0)])
def test_a_late_rule_takes_shares_and_minutes(rule):
    with pytest.raises(ParameterError):
        LateRule(*rule)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{", "grading_assign.not_an_assignment"),
        ("[]", "grading_assign.not_an_assignment"),
        ('{"name": "hw1"}', "grading_assign.not_an_assignment"),
        ('{"format": 2, "kit": "9.9"}', "grading_assign.newer"),
        ("[" * 100_000, "grading_assign.not_an_assignment"),
    ],
)
def test_a_file_that_is_no_assignment_is_named(tmp_path, text, key):
    file = tmp_path / "assignment.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load(file)
    assert refused.value.key == key
    assert str(file) in str(refused.value)


def test_a_setting_that_was_edited_wrongly_is_named(tmp_path):
    file = tmp_path / "assignment.json"
    content = {**_assignment().as_json(), "language": "fr"}
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load(file)
    assert refused.value.key == "grading_assign.not_usable"
    assert "fr" in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.json"):
        load(tmp_path / "none.json")


def test_a_deadline_as_it_is_typed():
    assert read_due("2026-12-01 23:59+08:00") == dt.datetime(2026, 12, 1, 23, 59, tzinfo=SHANGHAI)
    here = dt.datetime(2026, 12, 1, 23, 59).astimezone()
    assert read_due("2026-12-01 23:59") == read_due(" 2026-12-01 ") == here
    with pytest.raises(ParameterError, match="2026"):
        read_due("next Friday, 2026")

"""Personal numbers: drawn alike everywhere, for each student another, and as hard for all."""

import math

import pytest

from xbcourse.teaching.expects import Number
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.variant import as_hard, drawn, inputs_for, numbers_for, stamp_of
from xbcourse.teaching.question import is_plain
from xbcourse.teaching.questions import by_id, questions

SALT = "5a" * 32
VARYING = [question for question in questions().values() if question.varying]
STUDENTS = 200


def _assignment(**changes):
    settings = {"name": "hw1", "class_code": "A", "language": "en", "modules": ("m01",)}
    return Assignment(**{**settings, "personal": True, **changes})


def test_every_module_has_questions_with_personal_numbers():
    assert {question.module for question in VARYING} == {f"m{number:02}" for number in range(10)}


@pytest.mark.parametrize("question", VARYING, ids=lambda question: question.id)
def test_two_hundred_students_have_numbers_that_are_as_hard(question):
    cases = [drawn(question, f"student {number}") for number in range(STUDENTS)]
    held = set(question.inputs) - set(question.varying)
    for case in cases:
        assert list(case) == list(question.inputs)
        assert is_plain(case)
        assert question.well_posed([case])
        assert all(case[name] == question.inputs[name] for name in held)
        # The published solution's value is never right for a student.
        answer = question.expected(case)
        assert not question.expects.match(answer, question.expected()).right
        if isinstance(question.expects, Number):
            ratio = answer / question.expected()
            assert 0.1 <= ratio <= 10
            assert abs(answer) > 5 * question.expects.tolerance.margin(answer)
    different = {repr(sorted(case.items())) for case in cases}
    assert len(different) >= 20  # so that two neighbours seldom share one


def test_numbers_are_the_same_on_every_machine():
    case = drawn(by_id("m01.billable_weight"), "student 1")
    assert case == {"length_cm": 40, "width_cm": 25, "height_cm": 15, "weight_kg": 2.1}


def test_numbers_depend_on_salt_student_and_assignment_and_on_nothing_else():
    numbers = numbers_for(_assignment(), "2026001", SALT)
    assert set(numbers) == {q.id for q in VARYING if q.module == "m01"}
    assert numbers == numbers_for(_assignment(class_code="B", language="zh"), "2026001", SALT)
    for other in (
        numbers_for(_assignment(), "2026002", SALT),
        numbers_for(_assignment(), "2026001", "a5" * 32),
        numbers_for(_assignment(name="hw2"), "2026001", SALT),
    ):
        assert other != numbers


def test_without_personal_numbers_everybody_has_the_public_ones():
    question = by_id("m01.ad_share")
    everybody = _assignment(personal=False)
    assert inputs_for(question, everybody, "2026001", SALT) == question.inputs
    assert numbers_for(everybody, "2026001", SALT) == {}
    assert stamp_of(everybody, "2026001", SALT) == ""


def test_a_question_without_marks_keeps_its_public_numbers():
    question = by_id("m01.clothing_fee")
    assert inputs_for(question, _assignment(), "2026001", SALT) == question.inputs


def test_stamps_tell_students_apart():
    stamps = {stamp_of(_assignment(), str(number), SALT) for number in range(500)}
    assert len(stamps) == 500


def test_what_is_easier_or_harder_is_not_drawn():
    question = by_id("m01.breakeven_price")  # public: (12 + 6) / (1 - 0.15 - 0.10) = 24
    fine = {"landed": 10.0, "fulfilment": 5.0, "referral_rate": 0.15, "tacos": 0.10}
    assert math.isclose(question.expected(fine), 20.0)
    assert as_hard(question, fine)
    assert not as_hard(question, {**fine, "landed": 13.0})  # 24 again, the published answer
    assert not as_hard(question, {**fine, "landed": 300.0})  # 406.67, seventeen times as much
    assert not as_hard(question, {**fine, "tacos": 1.0})  # no price breaks even

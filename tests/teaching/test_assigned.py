"""Numbers of a learner's own: check goes by them and says so; a spoilt line is told in words."""

import pytest
import sample_questions as sample
from learner import begin

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching import assigned as room
from xbcourse.teaching.assigned import assigned
from xbcourse.teaching.checking import check, hint, solution

#: 10 % of 5.00; the public case is another.
OWN = {"customs_value": 5.0, "duty_rate": 0.1}


@pytest.fixture(autouse=True)
def _session(monkeypatch, tmp_path):
    begin(monkeypatch, tmp_path)
    monkeypatch.setattr(room, "_numbers", {})


def test_checks_go_by_the_own_numbers(capsys):
    assigned("hw1", {"m99.duty": OWN})
    check("m99.duty", 0.5)
    check("m99.duty", sample.duty.expected())
    said = capsys.readouterr().out
    assert "✔ duty: right" in said
    assert "● duty: not yet" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_about_other_numbers_are_explained(capsys, language):
    with speaking(language):
        explained = say("handin.numbers_in_words")
        check("m99.duty", 29.9 * 0.12)
        hint("m99.duty")
        assert explained not in capsys.readouterr().out
        assigned("hw1", {"m99.duty": OWN})
        check("m99.duty", sample.duty.inputs["price"] * 0.1)  # a slip with these numbers
        hint("m99.duty")
        solution("m99.duty")
        assert capsys.readouterr().out.count(explained) == 3


def test_a_question_without_own_numbers_keeps_the_public_ones(capsys):
    assigned("hw1", {"m99.acos": {"price": 1.0}})
    check("m99.duty", sample.duty.expected())
    assert "✔ duty: right" in capsys.readouterr().out


@pytest.mark.parametrize(
    "numbers", [{"m99.duty": {"weight": 1.0}}, {"m99.duty": {"duty_rate": "ten"}}]
)
def test_numbers_that_do_not_fit_the_question_are_told_in_words(capsys, numbers):
    assigned("hw1", numbers)
    check("m99.duty", 0.5)
    assert say("handin.numbers_of_another_version", id="m99.duty") in capsys.readouterr().out


@pytest.mark.parametrize("numbers", [None, ["m99.duty"], {"m99.duty": 3}, {"m99.duty": {1: 2}}])
def test_a_spoilt_line_is_told_in_words(capsys, numbers):
    assigned("hw1", numbers)
    assert say("handin.numbers_spoilt", name="hw1") in capsys.readouterr().out

"""A declaration that lacks something is refused when it is made; draws keep what they promise."""

from dataclasses import replace

import pytest
import sample_questions as sample

from xbcourse.assumptions.language import Text, speaking
from xbcourse.teaching.expects import Criterion, Essay
from xbcourse.teaching.question import Slip, is_plain

WORDS = Text(zh="为什么？", en="Why?")
DUTY, ESSAY, FUNCTION = sample.duty, sample.judgement, sample.fee_function

LACKING = {
    "an_id": (DUTY, {"id": "duty"}),
    "an_id_in_small_letters": (DUTY, {"id": "m01.Duty"}),
    "points": (DUTY, {"points": -1}),
    "two_hints": (DUTY, {"hints": DUTY.hints[:1]}),
    "two_slips": (DUTY, {"slips": DUTY.slips[:1]}),
    "different_slips": (DUTY, {"slips": [DUTY.slips[0], DUTY.slips[0]]}),
    "an_answer": (DUTY, {"answer": None}),
    "a_draw": (DUTY, {"draw": None}),
    "plain_inputs": (DUTY, {"inputs": {"price": object()}}),
    "finite_inputs": (DUTY, {"inputs": {"price": float("inf")}}),
    "one_case": (DUTY, {"further_cases": [DUTY.inputs]}),
    "slips_that_compute": (DUTY, {"slips": [DUTY.slips[0], Slip("number", "3", WORDS)]}),
    "two_cases": (FUNCTION, {"further_cases": []}),
    "the_same_inputs": (FUNCTION, {"further_cases": [{"price": 30.0}]}),
    "no_answer_to_an_essay": (ESSAY, {"answer": lambda: "x"}),
    "a_rubric_that_adds_up": (ESSAY, {"expects": Essay(rubric=[Criterion(1, WORDS)])}),
}


@pytest.mark.parametrize(("question", "change"), LACKING.values(), ids=LACKING)
def test_a_declaration_that_lacks_something_is_refused(question, change):
    with pytest.raises(ValueError, match=r"^question .* needs "):
        replace(question, **change)


def test_a_draw_that_gives_the_public_case_only_is_to_blame():
    stuck = replace(DUTY, draw=lambda rng: dict(DUTY.inputs))
    with pytest.raises(ValueError, match="too few different cases"):
        stuck.drawn("salt")


def test_a_draw_that_hides_a_slip_is_drawn_again_or_blamed():
    # With a customs value equal to the price, duty on the price is no mistake.
    hidden = replace(
        DUTY, draw=lambda rng: {"price": (p := rng.random()), "customs_value": p, "duty_rate": 0.1}
    )
    with pytest.raises(ValueError, match="no draw tells every slip"):
        hidden.drawn("salt")

    def at_times(rng):
        value = rng.choice([8.0, 20.0])
        return {"price": 20.0, "customs_value": value, "duty_rate": rng.choice([0.1, 0.2])}

    assert {case["customs_value"] for case in replace(DUTY, draw=at_times).drawn("salt", 2)} == {
        8.0
    }


def test_a_draw_does_not_depend_on_the_machine():
    # Python's hash differs from run to run; random.Random(text) does not.
    (case,) = DUTY.drawn("salt")
    assert case == {"price": 31.9, "customs_value": 8.0, "duty_rate": 0.15}


def test_computing_an_answer_cannot_change_the_inputs():
    greedy = replace(sample.weekly, answer=lambda start, spent: [spent.pop() for _ in range(3)])
    assert greedy.expected() == greedy.expected() == [150.0, 200.0, 300.0]
    assert sample.weekly.inputs["spent"] == [300.0, 200.0, 150.0]


def test_what_is_computed_in_one_language_is_not_shown_in_the_other():
    named = replace(DUTY, answer=lambda **_: {"zh": 1.0, "en": 2.0}[str(Text(zh="zh", en="en"))])
    for language, value in (("zh", 1.0), ("en", 2.0), ("zh", 1.0)):
        with speaking(language):
            assert named.public() == (value,)


@pytest.mark.parametrize("value", [1, "a", None, True, [1, [2.5]], {"a": {"b": []}}])
def test_plain_values(value):
    assert is_plain(value)


@pytest.mark.parametrize("value", [{1: 2}, [float("nan")], {"a": {1}}, object(), 1j])
def test_values_that_json_would_lose(value):
    assert not is_plain(value)

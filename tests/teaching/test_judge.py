"""The verdict on an answer, for every kind of question, and for what no question asks for."""

import functools
from dataclasses import replace

import pandas as pd
import pytest
import sample_questions as sample
from awkward import AWKWARD, NoRepr, Quits
from sample_questions import referral_fee

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching import patience
from xbcourse.teaching.judge import Observed, Outcome, judge, judge_calls, observe
from xbcourse.teaching.placeholder import ____
from xbcourse.teaching.questions import by_id

in_both = pytest.mark.parametrize("language", LANGUAGES)
of_each = pytest.mark.parametrize("question", sample.QUESTIONS, ids=lambda q: q.variable)
NOTE = "Decline: every order loses 1.20 after ads, and only a flatter box would turn that. " * 3


@pytest.fixture
def short_of_patience(monkeypatch):
    """An endless loop is given up early, to save time."""
    monkeypatch.setitem(patience.call.__kwdefaults__, "steps", 20_000)


RIGHT = {
    "duty": 0.984,
    "acos": 0.25,
    "rule": "A",
    "costs": {"A", "C"},
    "weekly": [700.0, 500.0, 350.0],
    "fees": sample.fee_table(80.0, 4.5),
    "referral": referral_fee,
}


@in_both
@pytest.mark.parametrize(("name", "found"), RIGHT.items(), ids=RIGHT)
def test_right(name, found, language):
    question = next(q for q in sample.QUESTIONS if q.variable == name)
    with speaking(language):
        assert judge(question, found).outcome is Outcome.RIGHT


OTHERWISE = {
    "duty": "0.98 USD",
    "acos": 25,
    "rule": "portion",
    "costs": "AC",
    "weekly": pd.Series([700.0, 500.0, 350.0]),
    "fees": sample.fee_table(80.0, 4.5).iloc[::-1],
    "referral": lambda price, rate: str(referral_fee(price, rate)),
}


@in_both
@pytest.mark.parametrize(("name", "found"), OTHERWISE.items(), ids=OTHERWISE)
def test_right_in_another_shape_says_which_is_expected(name, found, language):
    question = next(q for q in sample.QUESTIONS if q.variable == name)
    with speaking(language):
        verdict = judge(question, found)
    assert verdict.outcome is Outcome.RIGHT_OTHERWISE
    assert verdict.remarks[0]


WRONG = {
    "duty": 3.0,
    "acos": 0.4,
    "costs": {"A"},
    "weekly": [700.0, 500.0, 300.0],
    "fees": sample.fee_table(81.0, 4.5),
    "referral": lambda price, rate: 1.0,
}


@in_both
@pytest.mark.parametrize(("name", "found"), WRONG.items(), ids=WRONG)
def test_wrong_in_no_known_way_still_gets_a_question_back(name, found, language):
    question = next(q for q in sample.QUESTIONS if q.variable == name)
    with speaking(language):
        verdict = judge(question, found)
    assert (verdict.outcome, verdict.slip) == (Outcome.NOT_YET, "")
    assert verdict.ask
    assert verdict.remarks


def test_the_value_found_is_shown_and_the_expected_one_is_not():
    verdict = judge(sample.duty, 3.0)
    assert verdict.remarks == ("Your duty is $3.00.", "(within $0.01 counts as right)")
    assert "0.98" not in " ".join([*verdict.remarks, verdict.ask])


@in_both
@pytest.mark.parametrize(
    ("question", "slip"),
    [(q, s) for q in sample.QUESTIONS for s in q.slips],
    ids=lambda x: getattr(x, "name", None) or x.variable,
)
def test_a_slip_is_answered_with_its_question(question, slip, language):
    found = slip.wrong if question.kind == "function" else slip.value(question.inputs)
    with speaking(language):
        verdict = judge(question, found)
    assert (verdict.outcome, verdict.slip) == (Outcome.NOT_YET, slip.name)
    assert verdict.ask == slip.asks.within(language)


def test_of_two_slips_that_fit_the_failing_call_the_one_that_fits_all_calls_is_named():
    # At 120 both slips are wrong; at 50 and below neither is.
    assert (
        judge(sample.fee_function, lambda p, r: r * p if p <= 50 else 0.08 * p).slip == "threshold"
    )
    assert judge(sample.fee_function, lambda p, r: r * p).slip == "flat_rate"


@in_both
@of_each
@pytest.mark.parametrize("found", AWKWARD.values(), ids=AWKWARD)
def test_no_awkward_value_is_right_or_raises(question, found, language):
    with speaking(language):
        verdict = judge(question, found)
    assert verdict.outcome in (Outcome.NOT_YET, Outcome.CANNOT_TELL)
    assert all(verdict.remarks)


@pytest.mark.parametrize("found", [NoRepr(), Quits()])
def test_a_value_that_fails_when_looked_at_is_named_by_its_type(found):
    assert type(found).__name__ in judge(sample.duty, found).remarks[0]


@of_each
@pytest.mark.parametrize("found", [____, ____ * 2 + 1, [____], {"a": ____}, pd.Series([1, ____])])
def test_a_blank_is_not_started(question, found):
    assert judge(question, found).outcome is Outcome.NOT_STARTED


def test_a_function_that_returns_a_blank_is_not_started():
    def referral(price, rate):
        return ____

    verdict = judge(sample.fee_function, referral)
    assert verdict.outcome is Outcome.NOT_STARTED
    assert verdict.remarks[0].startswith("referral(30.0, 0.15) comes back blank")


def test_a_huge_list_is_judged():
    verdict = judge(sample.weekly, [0.0] * 1_000_000)
    assert verdict.remarks[1] == "There are 1000000 values where 3 are asked for."


# ---- functions ----


@pytest.mark.parametrize(
    "function",
    [
        referral_fee,
        lambda price, rate=0.2, *, unused=None: referral_fee(price, rate),
        lambda *given: referral_fee(*given),
        functools.partial(referral_fee),
    ],
    ids=["named", "defaults", "starred", "partial"],
)
def test_whatever_can_be_called_with_the_arguments_will_do(function):
    assert judge(sample.fee_function, function).outcome is Outcome.RIGHT


@pytest.mark.parametrize("found", [4.5, "referral", None, [referral_fee]])
def test_what_is_no_function_is_told_so(found):
    verdict = judge(sample.fee_function, found)
    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.remarks[0].startswith("The function itself is asked for")


@pytest.mark.parametrize("function", [lambda: 0, lambda price: 0, lambda a, b, c: 0])
def test_the_wrong_number_of_parameters_is_told_before_calling(function):
    verdict = judge(sample.fee_function, function)
    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.remarks[0].startswith("The function is called with 2 arguments")


class _Mute(Exception):
    def __str__(self):
        raise RuntimeError


def _raises(error):
    def referral(price, rate):
        raise error

    return referral


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (SystemExit(3), "SystemExit: 3"),
        (ValueError(), "ValueError"),
        (ValueError("first\nsecond"), "ValueError: first"),
        (_Mute(), "_Mute"),
    ],
    ids=["zero", "exit", "silent", "two_lines", "mute"],
)
def test_an_error_is_told_in_one_line_with_the_call(error, words):
    verdict = judge(sample.fee_function, _raises(error))
    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.remarks == (f"referral(30.0, 0.15) raised an error: {words}",)
    assert verdict.ask == say("checks.raised_ask")


def test_stopping_by_hand_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        judge(sample.fee_function, _raises(KeyboardInterrupt()))


@in_both
def test_an_endless_loop_is_stopped_and_told(short_of_patience, language):
    def referral(price, rate):
        while True:
            price += 1

    with speaking(language):
        verdict = judge(sample.fee_function, referral)
        assert verdict.remarks == (say("checks.endless", call="referral(30.0, 0.15)"),)
    assert verdict.outcome is Outcome.CANNOT_TELL


def test_endless_recursion_is_an_error_like_any_other():
    def referral(price, rate):
        return referral(price, rate)

    assert "RecursionError" in judge(sample.fee_function, referral).remarks[0]


def test_checking_stops_at_the_first_call_that_fails_and_shows_it():
    calls = []

    def referral(price, rate):
        calls.append(price)
        return 4.5 if price == 30 else None

    verdict = judge(sample.fee_function, referral)
    assert verdict.remarks[0] == "referral(50.0, 0.15) gives None."
    assert verdict.outcome is Outcome.CANNOT_TELL


def test_no_call_after_one_that_raised():
    calls = []

    def referral(price, rate):
        calls.append(price)
        raise ValueError

    judge(sample.fee_function, referral)
    assert calls == [30.0]


def test_a_function_cannot_spoil_the_cases_for_the_next_check():
    def spoil(start, spent):
        spent.clear()
        return 0

    cases = [sample.weekly.inputs]
    observe(spoil, cases)
    assert cases[0]["spent"] == [300.0, 200.0, 150.0]


def test_observed_values_alone_give_the_same_verdict_as_the_function():
    cases = sample.fee_function.cases
    seen = [Observed("referral(…)", referral_fee(**case)) for case in cases]
    assert judge_calls(sample.fee_function, seen).outcome is Outcome.RIGHT
    seen[1] = Observed("referral(…)", 3.0)
    assert judge_calls(sample.fee_function, seen).remarks[0] == "referral(…) gives $3.00."


# ---- written answers ----


@in_both
def test_a_written_answer_comes_back_with_its_rubric(language):
    with speaking(language):
        verdict = judge(sample.judgement, NOTE)
        lines = [str(c.words) for c in sample.judgement.expects.rubric]
    assert verdict.outcome is Outcome.WRITTEN
    assert [words in remark for words, remark in zip(lines, verdict.remarks[1:], strict=True)] == [
        True,
        True,
    ]


def test_too_short_a_text_is_not_yet():
    verdict = judge(sample.judgement, "Decline.")
    assert verdict.outcome is Outcome.NOT_YET
    assert verdict.ask == say("checks.too_short_ask")


def test_an_error_in_a_declaration_is_not_blamed_on_the_learner():
    broken = replace(sample.duty, answer=lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        judge(broken, 3.0)


def test_what_is_done_and_what_was_an_attempt():
    done = [outcome for outcome in Outcome if outcome.done]
    assert done == [Outcome.RIGHT, Outcome.RIGHT_OTHERWISE, Outcome.WRITTEN]
    assert [outcome for outcome in Outcome if not outcome.tried] == [Outcome.NOT_STARTED]


def test_other_numbers_are_judged_with_their_own_answer_and_their_own_slips():
    question = by_id("m01.breakeven_price")
    own = {"landed": 10.0, "fulfilment": 5.0, "referral_rate": 0.15, "tacos": 0.10}
    assert judge(question, 20.0, [own]).outcome is Outcome.RIGHT
    assert judge(question, 24.0, [own]).outcome is Outcome.NOT_YET  # right with public numbers
    assert judge(question, 24.0).outcome is Outcome.RIGHT
    assert judge(question, 15.0, [own]).slip == "costs_only"
    assert judge(question, 18.75, [own]).slip == "rates_on_cost"


def test_a_function_is_judged_with_the_cases_that_are_given():
    def flat(price):
        return max(0.30, price * (0.05 if price <= 15 else 0.10 if price <= 20 else 0.17))

    def only_dear(price):
        return price * 0.17

    question = by_id("m01.clothing_fee")
    dear = [{"price": 30.0}, {"price": 100.0}]
    assert judge(question, flat, dear).outcome is Outcome.RIGHT
    assert judge(question, only_dear, dear).outcome is Outcome.RIGHT
    verdict = judge(question, only_dear, [*dear, {"price": 10.0}])
    assert verdict.outcome is Outcome.NOT_YET
    assert "10.0" in verdict.remarks[0]

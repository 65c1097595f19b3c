"""Points for one answer, with answers made by hand: no sandbox."""

import pandas as pd
import pytest

from xbcourse.assumptions.language import LANGUAGES, current, speaking
from xbcourse.teaching.grading.marks.hidden import COUNT, hidden_cases
from xbcourse.teaching.grading.marks.mark import Asked, mark
from xbcourse.teaching.grading.sandbox import Amount, Answer, CallSeen, Strange
from xbcourse.teaching.questions import by_id, questions

GRADED = [question for question in questions().values() if question.points > 0]
FUNCTIONS = [question for question in GRADED if question.kind == "function"]
VALUES = [question for question in GRADED if question.kind in ("number", "choice", "table")]

of_functions = pytest.mark.parametrize("question", FUNCTIONS, ids=lambda q: q.id)


def value(found):
    return Answer("value", found)


def asked(question, salt="00"):
    return Asked(question.id, None, hidden_cases(question, salt, "2026001", "hw1", "ab"))


def calls(asked, function):
    """What the sandbox brings back of a function."""
    cases = (*asked.shown, *asked.hidden)
    return Answer("calls", calls=tuple(CallSeen(function(**case)) for case in cases))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", VALUES, ids=lambda q: q.id)
def test_the_official_value_earns_all_and_leaves_nothing_to_say(question, language):
    with speaking(language):
        marked = mark(Asked(question.id), value(question.public()[0]))
    assert (marked.found, marked.outcome, marked.remarks) == (question.points, "right", ())
    assert not marked.missed


@of_functions
def test_the_official_function_passes_twenty_draws_of_hidden_cases(question):
    for draw in range(20):
        tried = asked(question, salt=f"{draw:02}")
        assert len(tried.hidden) == COUNT
        marked = mark(tried, calls(tried, lambda **case: question.expected(case)))
        assert marked.found == question.points


@of_functions
def test_every_slip_loses_something_in_the_hidden_cases_alone(question):
    tried = asked(question)
    for slip in question.slips:
        answer = calls(tried, lambda slip=slip, **case: slip.value(case))
        marked = mark(tried, answer)
        assert marked.found < question.points
        wrong = [
            not question.expects.match(question.expected(case), slip.value(case)).right
            for case in tried.hidden
        ]
        assert any(wrong)


def test_hidden_cases_are_drawn_from_the_salt_the_student_and_the_bytes():
    question = by_id("m01.clothing_fee")
    drawn = hidden_cases(question, "00", "2026001", "hw1", "ab")
    assert drawn == hidden_cases(question, "00", "2026001", "hw1", "ab")
    others = [("01", "2026001", "ab"), ("00", "2026002", "ab"), ("00", "2026001", "cd")]
    for salt, student, sha256 in others:
        assert drawn != hidden_cases(question, salt, student, "hw1", sha256)
    assert not [case for case in drawn if case in question.cases]
    assert hidden_cases(by_id("m01.duty"), "00", "2026001", "hw1", "ab") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_is_named_and_asks_in_the_students_language(language):
    question = by_id("m01.returns_cost")
    slip = next(slip for slip in question.slips if slip.name == "one_return")
    with speaking(language):
        marked = mark(Asked(question.id), value(slip.value(question.inputs)))
    assert (marked.found, marked.slip) == (0, "one_return")
    assert marked.ask == slip.asks.within(language)


def test_a_personal_variant_is_judged_with_its_own_numbers():
    question = by_id("m01.breakeven_price")
    mine = {"landed": 9.0, "fulfilment": 5.0, "referral_rate": 0.15, "tacos": 0.10}
    personal = Asked(question.id, (mine,))
    assert mark(personal, value(14 / 0.75)).found == 2
    # The published solution is a neighbour's variant.
    assert mark(personal, value(question.public()[0])).found == 0
    assert mark(personal, value(14.0)).slip == "costs_only"


def test_a_function_earns_the_share_of_its_cases():
    question = by_id("m01.clothing_fee")
    tried = asked(question)
    cases = (*tried.shown, *tried.hidden)
    seen = [CallSeen(question.expected(case)) for case in cases]
    seen[0] = CallSeen(trouble="raised", note="ZeroDivisionError: division by zero")
    seen[-1], seen[-2], seen[-3] = CallSeen(-1.0), CallSeen(trouble="endless"), CallSeen(None)
    marked = mark(tried, Answer("calls", calls=tuple(seen)))
    assert marked.found == round(3 * 8 / 12, 2)
    assert "ZeroDivisionError" in marked.remarks[0]
    assert marked.remarks[-1].startswith("Tried on 12 cases")


def test_public_cases_learnt_by_heart_earn_nothing_and_hidden_ones_are_not_shown():
    question = by_id("m01.clothing_fee")
    tried = asked(question)
    by_heart = {case["price"]: question.expected(case) for case in question.cases}
    marked = mark(tried, calls(tried, lambda price: by_heart.get(price, -7.25)))
    assert (marked.found, marked.outcome) == (0, "not yet")
    assert marked.remarks == (
        "Tried on 12 cases, those in the notebook and others: 4 came out right.",
    )
    words = " ".join([*marked.remarks, marked.ask])
    assert "-7.25" not in words
    assert not [case for case in tried.hidden if f"{case['price']}" in words]


def test_a_function_with_a_blank_is_not_started():
    question = by_id("m01.clothing_fee")
    tried = asked(question)
    blank = tuple(CallSeen(trouble="blank") for _ in (*tried.shown, *tried.hidden))
    marked = mark(tried, Answer("calls", calls=blank))
    assert (marked.found, marked.outcome) == (0, "not started")


def test_half_of_the_options_earn_half_and_ticking_all_earns_nothing():
    wrong_steps = Asked("m01.wrong_steps")
    assert [mark(wrong_steps, value(found)).found for found in ({"C", "D"}, {"C"}, {"C", "E"})] == (
        [2, 1, 0]
    )
    assert mark(wrong_steps, value(set("ABCDEF"))).found == 0


def test_a_table_earns_its_right_rows():
    question = by_id("m01.fee_rules")
    right = question.public()[0]
    changed = right.copy()
    changed.iloc[0, 0] += 1
    marked = mark(Asked(question.id), value(changed))
    assert marked.found == round(3 * (len(right) - 1) / len(right), 2)
    assert mark(Asked(question.id), value(pd.DataFrame({"x": [1]}))).found == 0


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer("absent"), "not started"),
        (Answer("blank"), "not started"),
        (Answer("unreadable", note="generator"), "cannot tell"),
        (value(Strange("Everything")), "cannot tell"),
        (value("twelve"), "cannot tell"),
        (value(float("nan")), "not yet"),
        (value(None), "cannot tell"),
        (value(True), "cannot tell"),
        (value({"a": [1]}), "cannot tell"),
    ],
)
def test_what_is_no_number_earns_nothing_and_says_why(answer, outcome):
    marked = mark(Asked("m01.returns_cost"), answer)
    assert (marked.found, marked.outcome) == (0, outcome)
    assert marked.remarks


def test_a_function_that_was_asked_for_cannot_be_a_value():
    marked = mark(asked(by_id("m01.clothing_fee")), value(0.3))
    assert (marked.found, marked.outcome) == (0, "cannot tell")


def test_a_cell_that_stopped_says_with_what():
    marked = mark(Asked("m01.returns_cost"), Answer("absent"), stopped="NameError: no 'price'")
    assert marked.outcome == "cannot tell"
    assert "NameError: no 'price'" in marked.remarks[0]
    for stopped in ("OutOfTime", "not run: out of time"):
        (remark,) = mark(Asked("m01.returns_cost"), Answer("absent"), stopped=stopped).remarks
        assert remark.startswith("This cell ran past the time limit")


def test_right_in_another_shape_is_right():
    marked = mark(Asked("m01.ad_share"), value("60%"))
    assert (marked.found, marked.outcome) == (2, "right in another shape")
    expected = by_id("m01.storage_q4").public()[0]
    assert mark(Asked("m01.storage_q4"), value(Amount(expected, "Fee"))).found == 2


def test_a_written_answer_waits_for_a_person_unless_it_is_blank():
    marked = mark(Asked("m01.verdict"), value("Do not order. ____ <b>CM3</b> is negative."))
    assert (marked.earned, marked.waiting, marked.missed) == (0, 4, False)
    assert [line.points for line in marked.rubric] == [1, 1, 1, 1]
    assert marked.text == "Do not order. ____ <b>CM3</b> is negative."
    for blank in (value("  \n"), value("____"), Answer("blank"), Answer("absent")):
        marked = mark(Asked("m01.verdict"), blank)
        assert (marked.earned, marked.waiting, marked.outcome) == (0, 0, "not started")
    assert mark(Asked("m01.verdict"), value(12.5)).outcome == "cannot tell"
    assert len(mark(Asked("m01.verdict"), value("no " * 10**6)).text) == 50_000


def test_labels_in_the_other_language_are_no_mistake(monkeypatch):
    question = by_id("m01.returns_cost")
    spoken = {"zh": 3.0, "en": 5.0}
    monkeypatch.setattr(type(question), "expected_in", lambda *_: (spoken[current()],))
    for language in LANGUAGES:
        with speaking(language):
            assert mark(Asked(question.id), value(3.0)).found == 2
            assert mark(Asked(question.id), value(5.0)).found == 2
            assert mark(Asked(question.id), value(4.0)).found == 0

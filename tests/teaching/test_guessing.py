"""A guess is kept, the first one for good; the result says how far off it was."""

import json

import pytest
import sample_questions as sample
from awkward import AWKWARD
from learner import begin

from xbcourse.assumptions.language import LANGUAGES, Text, say, speaking
from xbcourse.teaching import questions
from xbcourse.teaching.expects import Choice, Number
from xbcourse.teaching.guessing import guess, reveal
from xbcourse.teaching.placeholder import ____
from xbcourse.teaching.question import Guess

in_both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _session(monkeypatch, tmp_path):
    begin(monkeypatch, tmp_path)


@pytest.fixture
def told(capsys):
    return lambda: capsys.readouterr().out.splitlines()


def asked_for(monkeypatch, expects, answer):
    """Let "m99.thing" be a guess of that kind."""
    thing = Guess(
        "m99.thing", asks=Text(zh="这个", en="This"), expects=expects, answer=lambda: answer
    )
    monkeypatch.setattr(questions, "everything", lambda: {"m99.thing": thing})


def made(tmp_path, id_="m99.profit"):
    record = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))
    return [noted["value"] for noted in record["guesses"][id_]["made"]]


def test_a_guess_is_noted_and_compared_with_the_result(told, tmp_path):
    guess("m99.profit", 8)
    assert told()[0] == "■ Noted: you guess $8.00"
    reveal("m99.profit")
    assert told() == [
        "■ What is left of this order?: -$1.20",
        "  You guessed $8.00: the sign is the other way round, "
        "too high by $9.20 (767% of the result).",
        "  Why: A high gross margin is not a profit.",
    ]
    assert made(tmp_path) == [8.0]


def test_the_first_guess_stays_and_a_later_one_stands_beside_it(told, tmp_path):
    for value in (8, -1, -1, "-2 USD"):
        guess("m99.profit", value)
    assert "  Your first guess, $8.00, is kept as well." in told()
    assert made(tmp_path) == [8.0, -1.0, -2.0]
    reveal("m99.profit")
    lines = told()
    assert lines[1].startswith("  You guessed $8.00")
    assert lines[2] == "  Later you guessed -$2.00: too low by $0.80 (67% of the result)."


@in_both
def test_without_a_guess_the_result_takes_asking_twice(told, language):
    with speaking(language):
        reveal("m99.profit")
        assert "1.20" not in "\n".join(told())
        reveal("m99.profit")
        lines = told()
        assert lines[0].endswith("-$1.20")
        assert len(lines) == 2


@in_both
@pytest.mark.parametrize(
    ("expects", "answer", "value", "key", "gaps"),
    [
        (Number("USD"), 10.0, 10.004, "off_nothing", {}),
        (Number("%"), 0.25, 0.20, "off_low", {"percentage points": 5}),
        (Number("%"), 0.25, 30, "off_high", {"percentage points": 5}),
        (Number(Text(zh="天", en="days")), 12.0, 9, "off_low", {"days": 3}),
        (Number("USD"), 0.0, 3, "off_high", {"$": 3}),
    ],
)
def test_how_far_off_in_words_with_the_unit(
    told, monkeypatch, expects, answer, value, key, gaps, language
):
    asked_for(monkeypatch, expects, answer)
    with speaking(language):
        guess("m99.thing", value)
        told()
        reveal("m99.thing")
        line = told()[1]
        assert say(f"checks.{key}", amount="@").partition("@")[0] in line
        assert all(str(size) in line for size in gaps.values())
        if language == "en":
            assert all(unit in line for unit in gaps)


def test_a_share_guessed_in_percent_is_understood(told, monkeypatch, tmp_path):
    asked_for(monkeypatch, Number("%"), 0.25)
    guess("m99.thing", 30)
    assert "0.3 (30.0%)" in told()[0]
    guess("m99.thing", 1.3)
    assert made(tmp_path, "m99.thing") == [0.3, 1.3]


def test_a_choice_can_be_guessed(told, monkeypatch):
    options = {"up": Text(zh="升", en="it rises"), "down": Text(zh="降", en="it falls")}
    asked_for(monkeypatch, Choice(options), "up")
    guess("m99.thing", "down")
    guess("m99.thing", "up")
    told()
    reveal("m99.thing")
    assert told() == [
        "■ This: up (it rises)",
        "  You guessed down (it falls): it came out otherwise.",
        "  Later you guessed up (it rises): spot on.",
    ]


@in_both
@pytest.mark.parametrize("value", [____, [____], ____ + 1])
def test_a_blank_is_no_guess(told, tmp_path, value, language):
    with speaking(language):
        guess("m99.profit", value)
        assert told()[0] == "○ " + say("checks.guess_blank")
    assert not (tmp_path / "progress.json").exists()


@pytest.mark.parametrize(
    "value",
    [value for name, value in AWKWARD.items() if name not in ("lying_float", "ellipsis")],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_number_is_not_noted(told, tmp_path, value):
    guess("m99.profit", value)
    assert told()[0] == "▲ " + say("checks.guess_unreadable")
    assert not (tmp_path / "progress.json").exists()


@in_both
@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda: guess(), "usage_guess"),
        (lambda: guess(15), "usage_guess"),
        (lambda: reveal(), "usage_reveal"),
        (lambda: guess("m99.profit"), "guess_forgotten"),
        (lambda: guess("m99.duty", 3), "is_a_question"),
    ],
)
def test_a_wrong_call_is_told_how_it_goes(told, call, key, language):
    with speaking(language):
        call()
        (line,) = told()
        assert line.startswith("▲ " + say(f"checks.{key}", id="@", name="@").partition("@")[0])


def test_every_guess_of_the_samples_has_its_reason():
    assert [str(g.because) for g in sample.GUESSES] == ["A high gross margin is not a profit."]

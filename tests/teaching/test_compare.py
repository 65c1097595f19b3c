"""Tolerance at its edge, and values written out whatever they do."""

import math

import pytest
from awkward import NoRepr, Quits
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.language import speaking
from xbcourse.teaching.compare import Grade, Match, Tolerance, Unreadable, glimpse
from xbcourse.teaching.expects import Number

CENT = Tolerance(absolute=0.01)


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        (8.40, 8.41, True),
        (8.40, 8.39, True),
        (0.29, 0.30, True),  # 0.30 - 0.29 is a hair more than 0.01 in binary
        (8.40, 8.4101, False),
        (8.40, 8.3899, False),
        (-8.40, 8.40, False),
        (0.0, 0.01, True),
        (0.0, 0.0101, False),
    ],
)
def test_a_cent_is_a_cent(expected, found, right):
    assert CENT.holds(expected, found) is right


def test_the_wider_of_amount_and_share_counts():
    either = Tolerance(absolute=0.5, relative=0.01)
    assert either.holds(10, 10.5) and not either.holds(10, 10.51)
    assert either.holds(1000, 1010) and not either.holds(1000, 1010.1)


def test_zero_tolerance_forgives_binary_dust_only():
    exactly = Tolerance()
    assert exactly.holds(0.3, 0.1 + 0.2)
    assert not exactly.holds(0.3, 0.3 + 1e-9)


def test_infinite_and_nan():
    assert CENT.holds(math.inf, math.inf)
    assert not CENT.holds(math.inf, -math.inf)
    assert not CENT.holds(math.inf, 1e308)
    assert not CENT.holds(1.0, math.inf)
    assert not CENT.holds(math.nan, math.nan)
    assert not CENT.holds(1.0, math.nan)


@given(st.floats(-1e6, 1e6), st.floats(0, 10), st.floats(0, 0.5))
def test_what_is_inside_the_margin_holds_and_what_is_outside_does_not(expected, absolute, relative):
    tolerance = Tolerance(absolute, relative)
    margin = max(absolute, relative * abs(expected))
    dust = 1e-9 * (1 + abs(expected))
    for sign in (-1, 1):
        assert tolerance.holds(expected, expected + sign * margin * 0.999999)
        assert not tolerance.holds(expected, expected + sign * (margin * 1.000001 + dust))


@pytest.mark.parametrize("bad", [(-0.01, 0), (0, -0.1), (0, 1.0), (math.inf, 0), (math.nan, 0)])
def test_an_impossible_tolerance_is_refused(bad):
    with pytest.raises(ValueError):
        Tolerance(*bad)


@pytest.mark.parametrize(
    ("tolerance", "zh", "en"),
    [
        (Tolerance(absolute=0.01), "误差不超过 0.01 就算对", "within 0.01 counts as right"),
        (Tolerance(relative=0.001), "误差不超过 0.1% 就算对", "within 0.1% counts as right"),
        (Tolerance(relative=0.05), "误差不超过 5% 就算对", "within 5% counts as right"),
        (Tolerance(), "要完全相等才算对", "must be exact"),
    ],
)
def test_the_tolerance_in_words(tolerance, zh, en):
    for language, words in (("zh", zh), ("en", en)):
        with speaking(language):
            assert tolerance.words() == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (24.99, "24.99"),
        ("two\nlines", r"'two\nlines'"),
        (NoRepr(), "<NoRepr>"),
        (Quits(), "<Quits>"),
        (10**5000, "<int>"),  # Python refuses to write out so many digits
    ],
    ids=["number", "text", "no_repr", "quits", "huge"],
)
def test_a_glimpse(value, words):
    assert glimpse(value) == words


@pytest.mark.parametrize(
    "value", [[0.5] * 5_000_000, "x" * 5_000_000, (1,) * 100], ids=["list", "text", "tuple"]
)
def test_a_glimpse_of_much_is_one_line(value):
    assert len(glimpse(value)) == 60
    assert glimpse(value).endswith("…")


def test_only_the_same_in_whatever_shape_is_right():
    assert [Match(grade).right for grade in Grade] == [True, True, False, False]


def test_why_something_is_unreadable_is_said_in_the_readers_language():
    problem = Unreadable("checks.is_text", found="'abc'")
    with speaking("zh"):
        assert problem.match().remark.startswith("这里是文字 'abc'")
    with speaking("en"):
        assert problem.match().remark.startswith("This is the text 'abc'")


def test_a_number_far_below_a_cent_is_not_rounded_away():
    assert Number("USD").show(0.0042) == "$0.0042"

"""One number: right, right in another shape, wrong with a fitting question, or unreadable."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from awkward import LyingFloat
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions import fees
from xbcourse.assumptions.language import LANGUAGES, Text, say, speaking
from xbcourse.teaching.compare import Grade
from xbcourse.teaching.expects import Number

USD, SHARE, KG = Number("USD"), Number("%"), Number(Text(zh="千克", en="kg"))


@pytest.mark.parametrize(
    "found", [8.4, 8.409, np.float64(8.4), np.float32(8.4), Fraction(42, 5), LyingFloat(8.4)]
)
def test_plain_numbers_are_right(found):
    assert USD.match(8.4, found).grade is Grade.SAME


def test_whole_numbers_are_right():
    assert USD.match(8, 8).grade is USD.match(8, np.int64(8)).grade is Grade.SAME


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_capitals_are_money_only_where_they_are_a_currency(language):
    with speaking(language):
        assert Number("SKU").show(25_200) == "25,200 SKU"
        assert Number("EUR").show(30) == "€30.00"


OTHER_SHAPES = {
    "decimal": Decimal("8.40"),
    "text": "8.40",
    "text_with_sign": "$8.40",
    "text_with_currency": "USD 8.40",
    "text_with_unit": "8.40 美元",
    "text_full_width": "８.４０",
    "list": [8.4],
    "tuple_of_text": ("8.4",),
    "array": np.array([[8.4]]),
    "array_without_axes": np.array(8.4),
    "series": pd.Series([8.4], index=["duty"]),
    "frame": pd.DataFrame({"usd": [8.4]}),
    "index": pd.Index([8.4]),
}


@pytest.mark.parametrize("found", OTHER_SHAPES.values(), ids=OTHER_SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_right_in_another_shape_is_told_which(found, language):
    with speaking(language):
        match = USD.match(8.4, found)
    assert match.grade is Grade.OTHERWISE
    assert match.remark


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", 1234.5),
        ("-3.5", -3.5),
        ("−3.5", -3.5),
        ("-$3.50", -3.5),
        ("$-3.50", -3.5),
        ("¥1,000", 1000),
        ("US$ 12", 12),
        ("1e3", 1000),
        (".5 kg", 0.5),
        ("18%", 0.18),
        ("１８％", 0.18),
    ],
)
def test_numbers_are_read_from_text(text, number):
    assert Number(within=1e-9).match(number, text).grade is Grade.OTHERWISE


@pytest.mark.parametrize("text", ["", "abc", "8.4.1", "1,23", "--3", "8 or 9", "八块四", "0x10"])
def test_text_without_one_number_cannot_be_read(text):
    assert USD.match(8.4, text).grade is Grade.UNREADABLE


def test_the_amount_of_a_looked_up_fee_is_found_in_it():
    quote = fees.amazon_referral(29.99, "Home and Kitchen", on="2026-09-16")
    match = USD.match(float(quote.amount), quote)
    assert match.grade is Grade.OTHERWISE
    assert "float(….amount)" in match.remark
    assert USD.match(float(quote.amount) + 1, quote).grade is Grade.DIFFERENT


def test_percent_for_a_share():
    assert SHARE.match(0.25, 0.25).grade is Grade.SAME
    assert SHARE.match(0.25, 0.2505).grade is Grade.SAME
    assert SHARE.match(0.25, "25%").grade is Grade.OTHERWISE
    percent = SHARE.match(0.25, 25)
    assert percent.grade is Grade.OTHERWISE
    assert "0.25" in percent.remark
    assert SHARE.match(0.25, 26).grade is Grade.DIFFERENT
    assert SHARE.match(0.25, 2.5).grade is Grade.DIFFERENT
    # Only a share may come in percent.
    assert USD.match(0.25, 25).grade is Grade.DIFFERENT


@pytest.mark.parametrize(
    ("number", "expected", "edge", "beyond"),
    [
        (USD, 8.4, 8.41, 8.412),
        (SHARE, 0.25, 0.251, 0.2511),
        (KG, 200.0, 200.2, 200.21),
        (Number("USD", within=1), 8.4, 9.4, 9.41),
        (Number("USD", within_share=0.05), 100.0, 105.0, 105.1),
        (Number("USD", within=0), 8.4, 8.4, 8.4000001),
    ],
)
def test_the_tolerance_at_its_edge(number, expected, edge, beyond):
    assert number.match(expected, edge).right
    assert number.match(expected, 2 * expected - edge).right
    assert not number.match(expected, beyond).right
    assert not number.match(expected, 2 * expected - beyond).right


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (-8.4, "ask_sign"),
        (84.0, "ask_unit"),
        (0.084, "ask_unit"),
        (8400.0, "ask_unit"),
        (8.43, "ask_rounding"),
        (float("nan"), "is_nan_ask"),
        (float("inf"), "is_infinite_ask"),
        (Decimal("sNaN"), "is_nan_ask"),
        (10**400, "is_infinite_ask"),
        (5.0, None),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_that_any_number_can_have_are_asked_about(found, key, language):
    with speaking(language):
        match = USD.match(8.4, found)
        assert match.grade is Grade.DIFFERENT
        assert match.ask == (say(f"checks.{key}") if key else "")


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (None, "is_nothing"),
        (True, "is_truth"),
        (np.bool_(False), "is_truth"),
        (len, "is_function"),
        ([8.4, 8.4], "is_no_number"),
        ([], "is_no_number"),
        ({"usd": 8.4}, "is_no_number"),
        (pd.NA, "is_no_number"),
        (8.4 + 0j, "is_no_number"),
    ],
)
def test_what_is_no_number_is_told_so(found, key):
    match = USD.match(8.4, found)
    assert match.grade is Grade.UNREADABLE
    start = say(f"checks.{key}", found="@", kind="@", name="@").partition("@")[0]
    assert match.remark.startswith(start)


def test_a_lying_number_is_taken_for_what_it_is():
    assert USD.match(8.4, LyingFloat(9.4)).grade is Grade.DIFFERENT


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_number_is_right_only_within_its_margin(expected, found):
    right = abs(expected - found) <= 0.01 + 1e-9 * (1 + abs(expected))
    wrong = abs(expected - found) > 0.01 - 1e-9
    assert right if USD.match(expected, found).right else wrong


@pytest.mark.parametrize(
    ("number", "value", "zh", "en"),
    [
        (USD, -3.5, "-$3.50", "-$3.50"),
        (USD, 0.0042, "$0.0042", "$0.0042"),
        (SHARE, 0.254, "0.254 (25.4%)", "0.254 (25.4%)"),
        (SHARE, 25.0, "25", "25"),
        (KG, 2.5, "2.5 千克", "2.5 kg"),
        (KG, 0.00001234, "1.23e-05 千克", "1.23e-05 kg"),
        (USD, "8.4", "'8.4'", "'8.4'"),
        (USD, float("nan"), "nan", "nan"),
    ],
)
def test_a_value_is_shown_as_the_reader_writes_it(number, value, zh, en):
    for language, words in (("zh", zh), ("en", en)):
        with speaking(language):
            assert number.show(value) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (USD, "within $0.01 counts as right"),
        (SHARE, "within 0.1 percentage points counts as right"),
        (KG, "within 0.1% counts as right"),
        (Number("USD", within=0.001), "within $0.0010 counts as right"),
        (Number(Text(zh="天", en="days"), within=0.5), "within 0.5 days counts as right"),
        (Number("%", within_share=0.05), "within 5% counts as right"),
    ],
)
def test_how_exact_it_must_be_is_said_in_the_unit(number, words):
    assert number.exactness() == words

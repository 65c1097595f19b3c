"""Several values in a row: by position, or by label where there are labels."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from awkward import EqualToEverything, LyingText
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching.compare import Grade
from xbcourse.teaching.expects import Listing, Number

CASH = Listing(each=Number("USD"))
ROW = [700.0, 500.0, 350.0]
NAMED = {"referral": 9.9, "fulfilment": 4.5, "storage": 0.25}


def test_the_same_row_is_right():
    assert CASH.match(ROW, [700, 500.004, 350.0]).grade is Grade.SAME
    assert CASH.match(np.array(ROW), np.array(ROW)).grade is Grade.SAME
    assert CASH.match(NAMED, dict(NAMED)).grade is Grade.SAME


OTHER_FORMS = {
    "tuple": tuple(ROW),
    "array": np.array(ROW),
    "column_of_an_array": np.array(ROW).reshape(-1, 1),
    "series": pd.Series(ROW),
    "series_with_labels": pd.Series(ROW, index=["w1", "w2", "w3"]),
    "index": pd.Index(ROW),
    "frame_of_one_column": pd.DataFrame({"cash": ROW}),
    "frame_of_one_row": pd.DataFrame([ROW]),
    "dict": dict(zip("abc", ROW, strict=True)),
    "decimals": [Decimal("700"), Decimal("500"), Decimal("350")],
    "texts": ["$700", "$500", "$350"],
}


@pytest.mark.parametrize("found", OTHER_FORMS.values(), ids=OTHER_FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_form_with_the_same_values_is_right(found, language):
    with speaking(language):
        match = CASH.match(ROW, found)
    assert match.grade is Grade.OTHERWISE
    assert match.remark


def test_labels_in_another_order_are_right_unless_the_order_was_asked_for():
    turned = dict(reversed(NAMED.items()))
    assert CASH.match(NAMED, turned).grade is Grade.OTHERWISE
    assert CASH.match(NAMED, pd.Series(turned)).grade is Grade.OTHERWISE
    ranking = Listing(each=Number("USD"), ordered=True)
    match = ranking.match(NAMED, turned)
    assert (match.grade, match.ask) == (Grade.DIFFERENT, say("checks.ask_order"))
    assert ranking.match(NAMED, dict(NAMED)).grade is Grade.SAME


@pytest.mark.parametrize(
    ("expected", "found", "remark", "ask"),
    [
        (ROW, [700, 480.0, 350], "Item 2 is $480.00.", ""),
        (ROW, [700, 499.0, 350], "Item 2 is $499.00.", "ask_rounding"),
        (ROW, [700, 5000.0, 350], "Item 2 is $5,000.00.", "ask_unit"),
        (ROW, [350, 500, 700], "", "ask_order"),
        (ROW, [700, 500], "There are 2 values where 3 are asked for.", "wrong_length_ask"),
        (ROW, [700, None, 350], "Item 2 is None. A value is missing here.", ""),
        (NAMED, NAMED | {"storage": 0.30}, "storage is $0.30.", ""),
        (NAMED, NAMED | {"tax": 1.0}, "'tax' does not belong here.", ""),
        (NAMED, {"referral": 9.9, "fulfilment": 4.5}, "'storage' is missing.", ""),
    ],
)
def test_a_wrong_row_is_told_where(expected, found, remark, ask):
    match = CASH.match(expected, found)
    assert match.grade is Grade.DIFFERENT
    assert match.remark == remark
    assert match.ask == (say(f"checks.{ask}") if ask else "")


def test_a_label_twice_is_wrong():
    twice = pd.Series([9.9, 4.5, 0.25, 0.25], index=[*NAMED, "storage"])
    assert CASH.match(NAMED, twice).remark == say("checks.label_twice")


@pytest.mark.parametrize("found", [None, 3.0, "700, 500, 350", {1.0, 2.0}, EqualToEverything()])
def test_what_is_no_row_cannot_be_read(found):
    assert CASH.match(ROW, found).grade is Grade.UNREADABLE


def test_a_block_of_values_is_not_a_row():
    match = CASH.match(ROW, np.ones((2, 3)))
    assert match.grade is Grade.UNREADABLE
    assert "2 × 3" in match.remark


def test_nothing_that_is_equal_to_everything_is_right():
    liar = EqualToEverything()
    assert not CASH.match(ROW, [liar, liar, liar]).right
    assert not CASH.match(["a", "b"], [LyingText("x"), LyingText("y")]).right
    assert not CASH.match(NAMED, {liar: 9.9, "fulfilment": 4.5, "storage": 0.25}).right
    assert not CASH.match({"a": 1.0}, {LyingText("b"): 1.0}).right


def test_texts_and_missing_values_in_a_row():
    months = ["2026-01", None, "2026-03"]
    assert CASH.match(months, ["2026-01", float("nan"), "2026-03"]).grade is Grade.SAME
    assert CASH.match(["US", "DE"], ["us", " DE "]).grade is Grade.OTHERWISE
    assert CASH.match(months, ["2026-01", "2026-02", "2026-03"]).grade is Grade.DIFFERENT
    assert CASH.match([True, False], [True, False]).grade is Grade.SAME
    assert not CASH.match([True, False], [1, 0]).right


def test_a_million_values_are_compared():
    many = np.arange(1_000_000.0)
    assert CASH.match(many, many + 0.005).grade is Grade.SAME
    changed = many.copy()
    changed[-1] += 1
    assert CASH.match(many, changed).remark == "Item 1000000 is $1,000,000.00."


@given(st.lists(st.floats(-1e5, 1e5), min_size=2, max_size=6), st.data())
def test_one_value_off_by_more_than_the_tolerance_is_found(values, data):
    position = data.draw(st.integers(0, len(values) - 1))
    wrong = list(values)
    wrong[position] += 0.02
    assert CASH.match(values, list(values)).grade is Grade.SAME
    assert not CASH.match(values, wrong).right


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ROW, "$700.00, $500.00, $350.00"),
        ([*ROW, 1.0], "$700.00, $500.00, $350.00, …"),
        (NAMED, "referral: $9.90, fulfilment: $4.50, storage: $0.25"),
        (3, "3"),
    ],
)
def test_a_row_is_shown(value, words):
    assert CASH.show(value) == words

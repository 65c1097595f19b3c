"""How much of an answer is right: partial credit, kind by kind."""

import pandas as pd
import pytest

from xbcourse.assumptions.language import Text
from xbcourse.teaching.expects import Choice, Listing, Number, Table

OPTIONS = {key: Text(zh=f"第{key}步", en=f"step {key}") for key in "ABCDEF"}
FEES = pd.DataFrame(
    {"fee": ["referral", "storage", "ads"], "usd": [4.5, 0.3, 7.2], "rate": [15, 1, 24]}
)


@pytest.mark.parametrize(
    ("found", "share"),
    [
        *[({"C", "D"}, 1), ("cd", 1), ({"C"}, 0.5), ({"C", "F"}, 0), ({"C", "D", "F"}, 0.5)],
        *[(set("ABCDEF"), 0), (set(), 0), ({"B", "F"}, 0), ("neither", 0), (None, 0)],
        ({"C", "x"}, 0),
    ],
)
def test_of_several_options_a_wrong_one_takes_back_a_right_one(found, share):
    assert Choice(OPTIONS).share({"C", "D"}, found) == share


def test_one_option_and_one_number_are_all_or_nothing():
    assert [Choice(OPTIONS).share("C", found) for found in ("C", "c.", "D", {"C", "D"})] == (
        [1, 1, 0, 0]
    )
    assert [Number("USD").share(5.0, found) for found in (5.004, "5 USD", 5.2, None)] == (
        [1, 1, 0, 0]
    )


@pytest.mark.parametrize(
    ("found", "thirds"),
    [
        (FEES, 3),
        (FEES[::-1].set_index("fee"), 3),
        (FEES.assign(usd=[4.5, 0.3, 9.0]), 2),
        (FEES.assign(usd=[9.0, 0.3, 9.0], rate=[15, 1, 0]), 1),
        (FEES[:2], 2),
        (FEES.drop(columns="rate"), 0),
        (FEES.assign(fee=["x", "y", "z"]), 0),
        ([1, 2, 3], 0),
        (None, 0),
    ],
)
def test_a_table_counts_the_rows_that_are_right_in_every_cell(found, thirds):
    assert Table(key="fee").share(FEES, found) == pytest.approx(thirds / 3)


def test_rows_too_many_make_the_share_smaller():
    padded = pd.concat([FEES, FEES.assign(fee=["x", "y", "z"])])
    assert Table(key="fee").share(FEES, padded) == 0.5
    assert Table(key="fee").share(FEES, pd.concat([FEES, FEES])) == 0.5


def test_in_a_ranking_a_row_counts_in_its_place_only():
    swapped = FEES.iloc[[0, 2, 1]]
    assert Table(key="fee").share(FEES, swapped) == 1
    assert Table(key="fee", ordered=True).share(FEES, swapped) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("expected", "found", "share"),
    [
        ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 0.0, 4.0], 0.75),
        ([1.0, 2.0], [1.0, 2.0, 3.0, 4.0], 0.5),
        ([1.0, 2.0], [], 0),
        ([1.0, 2.0], 7, 0),
        ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 0.0}, 0.5),
        ({"a": 1.0, "b": 2.0}, {"b": 2.0, "c": 1.0}, 0.5),
    ],
)
def test_a_list_counts_its_values_by_label_or_by_place(expected, found, share):
    assert Listing().share(expected, found) == share


def test_in_an_ordered_list_the_label_must_stand_in_its_place():
    found = {"a": 1.0, "c": 3.0, "b": 2.0}
    assert Listing(ordered=True).share({"a": 1.0, "b": 2.0, "c": 3.0}, found) == pytest.approx(
        1 / 3
    )

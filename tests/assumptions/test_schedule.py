"""Fees as functions of the price: portion grows without a jump, threshold jumps."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees.schedule import Band, Piece, Schedule, in_words, pieces
from xbcourse.assumptions.language import Text

CENT = Decimal("0.01")
prices = st.decimals(0, 5000, places=2)


def schedule(*bands, minimum="0"):
    """A schedule of (up to, rate, rule) bands."""
    made, over = [], Decimal(0)
    for to, rate, rule in bands:
        to = None if to is None else Decimal(to)
        made.append(Band(over, to, Decimal(rate), rule))
        over = to
    rule = in_words(made, "USD", Text("售价", "the price"), Decimal(minimum))
    return Schedule(Text("佣金", "fee"), pieces(made), "USD", rule, Decimal(minimum))


portion = schedule(
    ("100", "0.15", "portion"), ("500", "0.10", "portion"), (None, "0.05", "portion")
)
threshold = schedule(
    ("15", "0.05", "threshold"), ("20", "0.10", "threshold"), (None, "0.17", "threshold")
)


@pytest.mark.parametrize(
    ("price", "fee"),
    [("100", "15.00"), ("300", "35.00"), ("500", "55.00"), ("1000", "80.00")],
)
def test_each_slice_pays_its_own_rate(price, fee):
    assert portion.amount(Decimal(price)) == Decimal(fee)


@pytest.mark.parametrize(
    ("price", "fee"),
    [("15", "0.75"), ("15.01", "1.50"), ("20", "2.00"), ("20.01", "3.40")],
)
def test_the_whole_price_pays_the_rate_of_its_band(price, fee):
    assert threshold.amount(Decimal(price)) == Decimal(fee)


@given(prices)
def test_a_cent_more_never_costs_more_than_a_cent_by_portion(price):
    assert 0 <= portion.amount(price + CENT) - portion.amount(price) <= CENT


@given(st.lists(prices, min_size=1, max_size=20), st.sampled_from([portion, threshold]))
def test_many_prices_at_once_agree_with_one_by_one(given_prices, fee):
    at_once = fee.amounts(np.array(given_prices, dtype=float))
    one_by_one = [float(fee.amount(price)) for price in given_prices]
    assert np.abs(at_once - one_by_one).max() <= 0.005 + 1e-9


def test_the_minimum_binds_below_its_price_only():
    fee = schedule((None, "0.15", "flat"), minimum="0.30")
    assert [fee.amount(p) for p in (0, 1, 2, 2.1)] == [
        Decimal(amount) for amount in ("0.30", "0.30", "0.30", "0.32")
    ]
    assert fee.breakpoints() == (Decimal(2),)


@pytest.mark.parametrize("fee", [portion, threshold, schedule((None, "0.15", "flat"), minimum="3")])
def test_between_breakpoints_the_fee_is_a_straight_line(fee):
    ends = [0.0, *map(float, fee.breakpoints()), 2000.0]
    for low, high in pairwise(ends):
        inside = np.linspace(low, high, 7)[1:-1]
        assert np.diff(fee.amounts(inside), n=2) == pytest.approx(0, abs=1e-9)


def test_a_table_that_ends_says_where():
    fee = Schedule(Text("费", "fee"), (Piece(Decimal(50), Decimal("0.1")),), "USD", Text("", ""))
    assert fee.amount(50) == Decimal("5.00")
    for ask in (lambda: fee.amount(50.01), lambda: fee.amounts(np.array([1.0, 50.01]))):
        with pytest.raises(NotCovered, match=r"ends at 50 USD; 50\.01"):
            ask()


def test_a_band_may_leave_out_its_end():
    fee = Schedule(
        Text("费", "fee"),
        (Piece(Decimal(10), Decimal(0), Decimal(2), to_included=False), Piece(None, Decimal(0))),
        "USD",
        Text("", ""),
    )
    assert [fee.amount(p) for p in (9.99, 10)] == [Decimal(2), Decimal(0)]
    assert fee.amounts(np.array([9.99, 10])).tolist() == [2, 0]


@pytest.mark.parametrize("price", [-1, "5", float("nan")])
def test_a_price_must_be_a_number_from_zero(price):
    with pytest.raises(ParameterError, match="price"):
        portion.amount(price)


def test_the_rule_in_words_has_every_number_in_both_languages():
    assert portion.rule.en == (
        "15% of the first 100 USD of the price, 10% of the part from there to 500 USD"
        " and 5% of the rest"
    )
    assert threshold.rule.zh == (
        "售价不超过 15 美元的，整价收 5%，不超过 20 美元的收 10%，更高的收 17%"
    )

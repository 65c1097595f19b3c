"""Money: half a cent goes up, and a number stands for what was written."""

import decimal
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.money import exact, from_fraction, to_cents


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("0.164999", "0.16"),
        ("0.165", "0.17"),
        ("0.175", "0.18"),  # banker's rounding would agree here and not on the line above
        ("2.675", "2.68"),
        ("-0.165", "-0.17"),
        ("3", "3.00"),
    ],
)
def test_half_a_cent_goes_up(amount, cents):
    assert str(to_cents(Decimal(amount))) == cents


@given(st.decimals(-(10**6), 10**6, places=5))
def test_rounding_moves_an_amount_by_half_a_cent_at_most(amount):
    assert abs(to_cents(amount) - amount) <= Decimal("0.005")


@pytest.mark.parametrize(
    "value", [19.99, np.float64(19.99), Decimal("19.99"), Fraction(1999, 100)], ids=repr
)
def test_a_number_is_what_was_written(value):
    assert exact("price", value) == Decimal("19.99")


def test_whole_numbers_of_numpy_are_numbers():
    assert exact("price", np.int64(7)) == 7


@pytest.mark.parametrize("value", ["19.99", None, True, [1], 1j])
def test_what_is_no_number_is_refused_by_name(value):
    with pytest.raises(ParameterError) as error:
        exact("price", value)
    assert "price" in str(error.value) and repr(value) in str(error.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ParameterError, match="price is"):
        exact("price", value)


def test_the_ends_of_what_is_allowed_are_allowed():
    assert exact("share", 0, most=1) == 0
    assert exact("share", 1, most=1) == 1
    with pytest.raises(ParameterError) as error:
        exact("share", 1.2, most=1)
    with speaking("zh"):
        assert str(error.value) == "share 不能是 1.2：可以取 0 到 1。"
    with speaking("en"):
        assert str(error.value) == "share cannot be 1.2: it may be 0 to 1."


def test_either_side_may_be_open():
    assert exact("amount", -5, least=None) == -5
    with pytest.raises(ParameterError, match="∞"):
        exact("amount", -5)


def test_a_fraction_that_never_ends_keeps_the_digits_of_a_decimal():
    third = from_fraction(Fraction(1, 3))
    assert len(third.as_tuple().digits) == decimal.getcontext().prec

"""Units: the factors are exact by definition, and there and back is where one was."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.units import FAMILIES, convert, factor

PAIRS = [(one, other) for family in FAMILIES.values() for one in family for other in family]


@pytest.mark.parametrize(
    ("value", "unit", "other", "found"),
    [
        ("1", "inch", "cm", "2.54"),
        ("1", "ft", "cm", "30.48"),
        ("1", "lb", "kg", "0.45359237"),
        ("16", "oz", "lb", "1"),
        ("1", "cubic_foot", "cubic_inch", "1728"),
        ("1", "cubic_foot", "litre", "28.316846592"),
        ("1", "m3", "litre", "1000"),
    ],
)
def test_known_factors_are_exact(value, unit, other, found):
    assert convert(Decimal(value), unit, other) == Decimal(found)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_there_and_back_is_the_same_quantity(one, other):
    assert convert(convert(Fraction(7, 3), one, other), other, one) == Fraction(7, 3)


@given(st.floats(0.001, 1000), st.sampled_from(PAIRS))
def test_an_array_is_converted_like_its_numbers(value, pair):
    array = convert(np.array([value, 2 * value]), *pair)
    assert array == pytest.approx([convert(value, *pair), 2 * convert(value, *pair)])


def test_a_unit_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(ParameterError) as error:
        factor("pound", "kg")
    for language in ("zh", "en"):
        with speaking(language):
            assert "pound" in str(error.value) and "lb" in str(error.value)


def test_a_length_is_no_weight():
    with pytest.raises(ParameterError, match="to_unit cannot be kg"):
        convert(3, "cm", "kg")

"""Money: how an amount is read, and how a platform rounds it.

The rule of the course: a platform bills every fee line in whole cents, and half a cent goes up.
So a fee is rounded once, line by line, and only sums of rounded lines are added further. That is
an assumption: Amazon, eBay and Shopify publish amounts and rates but no rounding rule, and half
up is what invoices commonly do. The most it can be wrong by is one cent a line.

Decimals, not binary floats, are used where a fee is looked up: 0.15 × 1.10 is 0.165 exactly and
bills 0.17, where floats would compute 0.16499… and lose the cent.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from numbers import Rational, Real

from . import formats
from .errors import ParameterError

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount to whole cents, half a cent up (away from zero).

    >>> to_cents(Decimal("0.165"))
    Decimal('0.17')
    """
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def exact(name: str, value: object, *, least: int | None = 0, most: int | None = None) -> Decimal:
    """A number that a reader gave, as an exact decimal.

    A float stands for the number as written: 19.99 becomes Decimal("19.99"), not the binary
    fraction next to it.

    Parameters
    ----------
    name : str
        What the number is called, for the message.
    value : int, float, Decimal, Fraction or NumPy scalar
        Text is refused, also text that looks like a number.
    least, most : int or None
        Ends of what is allowed, both included; None leaves that side open.

    Raises
    ------
    ParameterError
        Not a number, not finite, or outside `least` to `most`.

    >>> exact("price", 19.99)
    Decimal('19.99')
    """
    number = _decimal(name, value)
    if (least is not None and number < least) or (most is not None and number > most):
        raise ParameterError(
            "errors.out_of_range",
            name=name,
            value=value,
            least="−∞" if least is None else formats.plain(least),
            most="∞" if most is None else formats.plain(most),
            unit="",
        )
    return number


def _decimal(name: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise ParameterError("errors.not_a_number", name=name, value=repr(value))
    if not math.isfinite(value):
        raise ParameterError("errors.not_finite", name=name, value=value)
    if isinstance(value, Rational):
        return from_fraction(Fraction(value))
    return value if isinstance(value, Decimal) else Decimal(str(value))


def from_fraction(value: Fraction) -> Decimal:
    """A fraction as a decimal of 28 digits."""
    # int(): the numerator of a NumPy integer is one too, which Decimal does not take.
    return Decimal(int(value.numerator)) / Decimal(int(value.denominator))

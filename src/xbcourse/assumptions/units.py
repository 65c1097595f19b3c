"""Lengths, weights and volumes: the trade ships in centimetres and bills in inches.

All factors are exact by definition (international yard and pound, 1959): 1 inch = 2.54 cm and
1 lb = 0.45359237 kg.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from .errors import ParameterError

Number = TypeVar("Number")

_CM = Fraction(1)
_INCH = Fraction("2.54")
_KG = Fraction(1)
_LB = Fraction("0.45359237")
_LITRE = Fraction(1)

#: Every unit in terms of its family's own: centimetres, kilograms, litres.
FAMILIES: Mapping[str, Mapping[str, Fraction]] = {
    "length": {"cm": _CM, "mm": _CM / 10, "m": _CM * 100, "inch": _INCH, "ft": _INCH * 12},
    "weight": {"kg": _KG, "g": _KG / 1000, "lb": _LB, "oz": _LB / 16},
    "volume": {
        "litre": _LITRE,
        "cm3": _LITRE / 1000,
        "m3": _LITRE * 1000,
        "cubic_inch": _INCH**3 / 1000,
        "cubic_foot": (_INCH * 12) ** 3 / 1000,
    },
}


def factor(from_unit: str, to_unit: str) -> Fraction:
    """How many `to_unit` make one `from_unit`, exactly.

    Raises
    ------
    ParameterError
        Unknown unit, or two units that do not measure the same thing.

    >>> factor("lb", "oz")
    Fraction(16, 1)
    """
    family = _family("from_unit", from_unit)
    if to_unit not in family:
        raise ParameterError(
            "errors.unknown_choice", name="to_unit", value=to_unit, allowed=", ".join(family)
        )
    return family[from_unit] / family[to_unit]


def convert(value: Number, from_unit: str, to_unit: str) -> Number:
    """The same quantity in another unit; a Fraction stays exact, an array stays an array.

    >>> convert(15, "inch", "cm")
    38.1
    >>> convert(Decimal("2.5"), "lb", "oz")
    Decimal('40.0')
    """
    ratio = factor(from_unit, to_unit)
    if isinstance(value, Fraction):
        return value * ratio
    if isinstance(value, Decimal):
        return value * ratio.numerator / ratio.denominator
    return value * float(ratio)


def _family(name: str, unit: str) -> Mapping[str, Fraction]:
    for family in FAMILIES.values():
        if unit in family:
            return family
    known = ", ".join(unit for family in FAMILIES.values() for unit in family)
    raise ParameterError("errors.unknown_choice", name=name, value=unit, allowed=known)

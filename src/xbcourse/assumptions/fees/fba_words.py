"""Amazon's sizes and weights put into words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .. import formats
from ..language import Text, message
from .words import phrase


def tier_name(tier: str) -> Text:
    """What a size tier is called.

    >>> tier_name("small_bulky").zh
    '小号大件'
    """
    return message(f"fba.tier_{tier}")


def unit_name(unit: str) -> Text:
    """What a unit is called: 磅, lb."""
    return message(f"fba.unit_{unit}")


def plain(value: Decimal) -> str:
    """A measured number to two decimals, without zeros at the end.

    >>> plain(Decimal("11.8110236"))
    '11.81'
    """
    return formats.plain(round(value, 2))


def measure(value: Decimal, unit: str) -> Text:
    """A quantity with its unit.

    >>> measure(Decimal("2.8975"), "lb").en
    '2.9 lb'
    """
    return phrase("fba.measure", value=plain(value), unit=unit_name(unit))


def sides(lengths: Iterable[Decimal]) -> str:
    """Three sides, longest first: 18 × 14 × 8."""
    return " × ".join(plain(length) for length in lengths)


def sentences(*parts: Text) -> Text:
    """Whole sentences, one after the other."""
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts))

"""Amazon's sizes and weights put into words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .. import formats
from ..errors import NotCovered
from ..language import Text, message
from .rows import check_region, regions
from .words import phrase, place


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
    """Whole sentences, one after the other, each with a capital in English."""
    english = (part.en[:1].upper() + part.en[1:] for part in parts)
    return Text(zh="".join(part.zh for part in parts), en=" ".join(english))


def either(names: Iterable[Text]) -> Text:
    """Names in a row: 小包裹、标准包裹."""
    names = list(names)
    return Text(zh="、".join(name.zh for name in names), en=", ".join(name.en for name in names))


def fee_name(entry: str, table: str, region: object, /, **cells: str) -> Text:
    """What a fee is called in a region, which its table must cover (with rows of such cells)."""
    anywhere = phrase(f"fba.{entry}", region="")
    # "Amazon  FBA": the place leaves its space behind.
    anywhere = Text(zh=anywhere.zh, en=" ".join(anywhere.en.split()))
    check_region(anywhere, region, regions(table, **cells))
    return phrase(f"fba.{entry}", region=place(region))


def unknown_product(fee: Text, product: Text, covered: Text) -> NotCovered:
    """That a fee is not known for a kind of product, and for which it is."""
    return NotCovered("fba.product_not_covered", fee=fee, product=product, covered=covered)

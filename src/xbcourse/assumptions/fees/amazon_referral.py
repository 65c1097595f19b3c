"""Amazon's referral fee (销售佣金): a share of what the buyer pays, by category and price band."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from ..language import Text
from ..money import exact
from . import categories
from .quote import Quote, quote
from .rows import Row, check_date, check_region, in_force, matching, regions
from .schedule import ZERO, Band, Schedule, in_words, pieces
from .words import phrase, place

BANDS = "fees_amazon_referral"
MINIMUMS = "fees_amazon_referral_minimum"


def referral_categories(region: str = "US") -> Mapping[str, Text]:
    """The categories with a referral fee in a region, and what they are called.

    >>> referral_categories("US")["Furniture"].zh
    '家具'
    """
    return categories.labels(row["category"] for row in matching(BANDS, region=_region(region)))


def amazon_referral(
    price: float | Decimal, category: str, *, on: dt.date | str, region: str = "US"
) -> Quote:
    """What Amazon takes of a sale.

    Parameters
    ----------
    price : float or Decimal
        All that the buyer pays for the unit: item, shipping and gift wrap, without collected
        sales tax; in the region's currency.
    category : str
        One of `referral_categories`, in English or Chinese.
    on : datetime.date or str
        Day of the sale ("2026-06-01").
    region : str
        "US", "UK" or "DE".

    Returns
    -------
    Quote

    Raises
    ------
    ParameterError
        A price that is not a number or is negative; a category that does not exist.
    NotCovered
        A region or a day that the table does not cover.

    >>> amazon_referral(150, "Electronics Accessories", on="2026-06-01").amount  # 15 + 4
    Decimal('19.00')
    """
    price = exact("price", price)
    schedule = referral_schedule(category, on=on, region=region)
    return quote(
        schedule.name,
        schedule.amount(price),
        schedule.currency,
        schedule.rule,
        schedule.rows,
        check_date(on),
    )


def referral_schedule(category: str, *, on: dt.date | str, region: str = "US") -> Schedule:
    """The referral fee of a category as a function of the price.

    Raises as `amazon_referral` does.

    >>> fee = referral_schedule("Furniture", on="2026-06-01")
    >>> fee.amount(300)  # 15 % of 200 and 10 % of 100
    Decimal('40.00')
    >>> [float(price) for price in fee.breakpoints()]  # ends of the minimum and of the first band
    [2.0, 200.0]
    """
    region = _region(region)
    known = [row["category"] for row in matching(BANDS, region=region)]
    return _schedule(categories.find("category", category, known), check_date(on), region)


@cache
def _schedule(category: str, on: dt.date, region: str) -> Schedule:
    name = phrase("referral", region=place(region))
    rows = in_force(matching(BANDS, region=region, category=category), name, on)
    least = [r for r in matching(MINIMUMS, region=region, category=category) if r.holds_on(on)]
    minimum = least[0].number("minimum") if least else ZERO
    bands = [_band(row) for row in rows]
    currency = rows[0]["currency"]
    return Schedule(
        name=name,
        pieces=pieces(bands),
        currency=currency,
        rule=in_words(bands, currency, phrase("the_price"), minimum),
        minimum=minimum,
        rows=(*rows, *least),
    )


def _band(row: Row) -> Band:
    return Band(
        over=row.number("price_over"),
        to=row.number("price_to"),
        rate=row.number("rate_percent") / 100,
        rule=row["rule"],
    )


def _region(region: str) -> str:
    return check_region(phrase("referral_anywhere"), region, regions(BANDS))

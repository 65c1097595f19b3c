"""eBay's final value fee (成交费): a share of all that the buyer pays, and a fee for the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from ..errors import NotCovered
from ..language import Text
from ..money import exact
from . import categories
from .options import choose, same_in_both
from .quote import Quote, quote
from .rows import Row, check_date, check_region, in_force, matching, table
from .schedule import ZERO, Band, Piece, Schedule, in_words, pieces, stacked
from .words import money, phrase

BANDS = "fees_ebay_final_value"
OTHER = "fees_ebay_other"

#: The Stores that the table calls "Basic or higher".
STORES = ("Basic", "Premium", "Anchor", "Enterprise")

#: Athletic shoes of 150 USD or more: the note of this band waives the fee per order.
NO_ORDER_FEE = "EBY-FVF-022"

#: Categories where listing an item costs 20 USD (note of this band).
DEAR_INSERTION = "EBY-FVF-018"


def ebay_categories(region: str = "US") -> Mapping[str, Text]:
    """The categories with a final value fee in a region, and what they are called.

    >>> ebay_categories()["Guitars and Basses"].zh
    '吉他与贝斯'
    """
    return categories.labels(row["category"] for row in matching(BANDS, region=_region(region)))


def ebay_final_value(
    total: float | Decimal,
    category: str,
    *,
    on: dt.date | str,
    region: str = "US",
    store: str | None = None,
) -> Quote:
    """What eBay takes of a sale: the share of the total and the fee for the order.

    Parameters
    ----------
    total : float or Decimal
        All that the buyer pays in one order: items, shipping and tax; USD.
    category : str
        One of `ebay_categories`, in English or Chinese.
    on : datetime.date or str
        Day of the sale.
    region : str
        "US".
    store : str or None
        The seller's Store: "Basic", "Premium", "Anchor" or "Enterprise". None without one.

    Returns
    -------
    Quote

    Raises
    ------
    ParameterError
        A total that is not a number or is negative; a category or Store that does not exist.
    NotCovered
        A region, a day, a total or a Store's category that the table does not cover.

    >>> ebay_final_value(100, "Most categories", on="2026-06-01").amount  # 13.60 + 0.40
    Decimal('14.00')
    """
    total = exact("total", total)
    schedule = ebay_schedule(category, on=on, region=region, store=store)
    cautions = [
        phrase("platforms.ebay_dear_insertion", amount=money(Decimal(20), "USD"))
        for row in schedule.rows
        if row.id == DEAR_INSERTION
    ]
    return quote(
        schedule.name,
        schedule.amount(total),
        schedule.currency,
        schedule.rule,
        schedule.rows,
        check_date(on),
        cautions=cautions,
    )


def ebay_schedule(
    category: str,
    *,
    on: dt.date | str,
    region: str = "US",
    store: str | None = None,
    per_order: bool = True,
) -> Schedule:
    """The final value fee of a category as a function of the total.

    With ``per_order=False`` only the share of the total, which under the portion rule grows
    without a jump. Raises as `ebay_final_value` does.

    >>> fee = ebay_schedule("Most categories", on="2026-06-01", per_order=False)
    >>> fee.amount(8000)  # 13.6 % of 7,500 and 2.35 % of 500
    Decimal('1031.75')
    """
    region = _region(region)
    category = categories.find("category", category, ebay_categories(region))
    if store is not None:
        store = choose("store", store, same_in_both(STORES))
    return _schedule(category, check_date(on), region, store, bool(per_order))


@cache
def _schedule(
    category: str, on: dt.date, region: str, store: str | None, per_order: bool
) -> Schedule:
    name = phrase("platforms.ebay_final_value", region=phrase(f"region_{region}"))
    key = "any" if store is None else "basic_or_higher"
    known = matching(BANDS, region=region, category=category, store=key)
    if not known:
        raise NotCovered("platforms.ebay_store_not_covered", category=category, store=store)
    rows = sorted(in_force(known, name, on), key=lambda row: row.number("amount_over"))
    bands = [_band(row) for row in rows]
    currency = rows[0]["currency"]
    rule, parts = in_words(bands, currency, phrase("platforms.the_total")), pieces(bands)
    if per_order:
        fees = in_force(matching(OTHER, region=region, fee="per_order"), name, on)
        parts = stacked(parts, _order_fee(rows, fees))
        rule = _with_order_fee(rule, rows, fees, currency)
        rows += fees
    return Schedule(name=name, pieces=parts, currency=currency, rule=rule, rows=tuple(rows))


def _order_fee(bands: list[Row], fees: tuple[Row, ...]) -> tuple[Piece, ...]:
    """The fee per order as a function of the total, up to where the category waives it."""
    free = next((row.number("amount_over") for row in bands if row.id == NO_ORDER_FEE), None)
    steps = [
        Piece(to=row.number("order_to"), rate=ZERO, fixed=row.number("amount")) for row in fees
    ]
    if free is None:
        return tuple(steps)
    last = Piece(to=free, rate=ZERO, fixed=steps[-1].fixed, to_included=False)
    return (*steps[:-1], last, Piece(to=None, rate=ZERO))


def _with_order_fee(rule: Text, bands: list[Row], fees: tuple[Row, ...], currency: str) -> Text:
    small, large = fees
    waived = any(row.id == NO_ORDER_FEE for row in bands)
    return phrase(
        "platforms.ebay_plus_order_waived" if waived else "platforms.ebay_plus_order",
        rule=rule,
        small=money(small.number("amount"), currency),
        to=money(small.number("order_to"), currency),
        large=money(large.number("amount"), currency),
    )


def _band(row: Row) -> Band:
    return Band(
        over=row.number("amount_over"),
        to=row.number("amount_to"),
        rate=row.number("rate_percent") / 100,
        rule=row["rule"],
        to_included=row["to_included"] != "false",
    )


def _region(region: str) -> str:
    regions = {row["region"] for row in table(BANDS)}
    return check_region(phrase("platforms.ebay_final_value_anywhere"), region, regions)

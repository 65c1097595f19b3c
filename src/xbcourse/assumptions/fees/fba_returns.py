"""What comes back to Amazon's warehouses: returns, removals and clearance (清仓)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import ParameterError
from ..language import Text, message
from ..money import exact, to_cents
from . import categories
from .fba_sizes import STANDARD, SizeTier, check_size
from .fba_words import fee_name, measure, tier_name, unknown_product
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching
from .words import money, percent, phrase

TABLE = "fees_fba_returns"

#: Categories that pay for every return, with fees by size.
EVERY_RETURN = "Apparel and shoes"


def fba_return_threshold(category: str, *, on: dt.date | str, region: str = "US") -> Quote:
    """The share of units shipped that may come back before returns are charged.

    Parameters
    ----------
    category : str
        In English or Chinese; an unknown one is answered with all there are.
    on : datetime.date or str
        Day of the return.
    region : str
        "US".

    Returns
    -------
    Quote
        A share: 0.081 is 8.1 %.

    Raises
    ------
    ParameterError
        A category that the table does not have.
    NotCovered
        A region or a day that the table does not cover.

    >>> fba_return_threshold("Home and Kitchen", on="2026-09-16").amount
    Decimal('0.081')
    """
    on = check_date(on)
    name = fee_name("return_threshold", TABLE, region)
    row = _threshold(category, name, on, region)
    share = row.number("amount") / 100
    entry = "return_threshold_rule" if share else "return_threshold_none"
    return quote(name, share, "", phrase(f"fba.{entry}", rate=percent(share)), [row], on)


def fba_returns(
    category: str, *, size: SizeTier | None = None, on: dt.date | str, region: str = "US"
) -> Quote:
    """The processing fee on each returned unit that is charged.

    Parameters
    ----------
    category : str
        One with a threshold, in English or Chinese.
    size : SizeTier or None
        What `fba_size_tier` returned; needed for apparel and shoes only.
    on : datetime.date or str
        Day of the return.
    region : str
        "US".

    Returns
    -------
    Quote
        A range for all but apparel and shoes: how it goes by size was not found.

    Raises
    ------
    ParameterError
        A category that the table does not have; a size that is missing or none.
    NotCovered
        A region, day or size that the table does not cover.

    >>> fee = fba_returns("Home and Kitchen", on="2026-09-16")
    >>> fee.low, fee.high
    (Decimal('1.78'), Decimal('5.79'))
    """
    on = check_date(on)
    name = fee_name("returns", TABLE, region)
    threshold = _threshold(category, name, on, region)
    if threshold["category"] == EVERY_RETURN:
        return _every_return(name, size, threshold, on, region)
    ends = [
        in_force(matching(TABLE, region=region, fee=f"return_processing_{end}"), name, on)[0]
        for end in ("low", "high")
    ]
    low, high = (to_cents(row.number("amount")) for row in ends)
    rule = phrase(
        "fba.returns_range",
        low=money(low, ends[0]["currency"], 2),
        high=money(high, ends[0]["currency"], 2),
        threshold=percent(threshold.number("amount") / 100),
    )
    middle = to_cents((low + high) / 2)
    rows = [*ends, threshold]
    return quote(name, middle, ends[0]["currency"], rule, rows, on, low=low, high=high)


def _every_return(
    name: Text, size: SizeTier | None, threshold: Row, on: dt.date, region: str
) -> Quote:
    if size is None:
        raise ParameterError("fba.need_size")
    size = check_size(size)
    known = matching(TABLE, region=region, fee="return_processing", category=EVERY_RETURN)
    fitting = [row for row in known if row["tier"] == size.tier and _holds(row, size)]
    if not fitting:
        largest = known[-1]
        to = measure(largest.number("weight_to"), largest["weight_unit"])
        covered = phrase("fba.weight_upto", tier=tier_name(largest["tier"]), to=to)
        raise unknown_product(name, _shown(size), covered)
    row = in_force(fitting, name, on)[0]
    rule = phrase(
        "fba.returns_every",
        tier=size.tier_name,
        to=measure(row.number("weight_to"), row["weight_unit"]),
        amount=money(row.number("amount"), row["currency"], 2),
    )
    return quote(name, to_cents(row.number("amount")), row["currency"], rule, [row, threshold], on)


def fba_removal(size: SizeTier, *, on: dt.date | str, region: str = "US") -> Quote:
    """What it costs to have a unit sent back or thrown away.

    Parameters
    ----------
    size : SizeTier
        What `fba_size_tier` returned.
    on : datetime.date or str
        Day of the order to remove.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A size that is none.
    NotCovered
        A region or day that the table does not cover; all but standard-size up to 2 lb.

    >>> from .fba_sizes import fba_size_tier
    >>> fba_removal(fba_size_tier(20, 15, 5, 0.4, on="2026-09-16"), on="2026-09-16").amount
    Decimal('1.53')
    """
    on, size = check_date(on), check_size(size)
    name = fee_name("removal", TABLE, region)
    known = matching(TABLE, region=region, fee="removal_or_disposal")
    fitting = [row for row in known if size.tier in STANDARD and _holds(row, size)]
    if not fitting:
        to = measure(known[-1].number("weight_to"), known[-1]["weight_unit"])
        covered = phrase("fba.weight_upto", tier=message("fba.goods_standard"), to=to)
        raise unknown_product(name, _shown(size), covered)
    row = in_force(fitting, name, on)[0]
    rule = phrase(
        "fba.removal_rule",
        to=measure(row.number("weight_to"), row["weight_unit"]),
        amount=money(row.number("amount"), row["currency"], 2),
    )
    return quote(name, to_cents(row.number("amount")), row["currency"], rule, [row], on)


def fba_liquidation(recovered: float | Decimal, *, on: dt.date | str, region: str = "US") -> Quote:
    """Amazon's share of what a liquidator pays for stock that is given up.

    Parameters
    ----------
    recovered : float or Decimal
        Gross recovery, in the region's currency.
    on : datetime.date or str
        Day of the sale.
    region : str
        "US".

    Raises
    ------
    ParameterError
        An amount that is not a number or is negative.
    NotCovered
        A region or a day that the table does not cover.

    >>> fba_liquidation(200, on="2025-09-16").amount  # 15 %
    Decimal('30.00')
    """
    recovered, on = exact("recovered", recovered), check_date(on)
    name = fee_name("liquidation", TABLE, region)
    (row,) = in_force(matching(TABLE, region=region, fee="liquidation_percent"), name, on)
    share, currency = row.number("amount") / 100, row["currency"]
    rule = phrase("fba.liquidation_rule", recovered=money(recovered, currency), rate=percent(share))
    return quote(name, to_cents(share * recovered), currency, rule, [row], on)


def _threshold(category: object, name: Text, on: dt.date, region: str) -> Row:
    known = matching(TABLE, region=region, fee="return_threshold_percent")
    found = categories.find("category", category, [row["category"] for row in known])
    return in_force([row for row in known if row["category"] == found], name, on)[0]


def _holds(row: Row, size: SizeTier) -> bool:
    """Rows go up in weight, so the first that holds is the band."""
    return size.weight(row["weight_unit"]) <= row.number("weight_to")


def _shown(size: SizeTier) -> Text:
    weight = measure(size.amount, size.weight_unit)
    return phrase("fba.size_shown", tier=size.tier_name, weight=weight)

"""Fees month by month, from the dated tables where one covers them.

A scenario says where it sells (`marketplace`) and on which ground its fees stand (`fee_basis`). By
"tables", the commission, the fulfilment fee and the storage rent of each month come from the fee
tables for its product: a size tier, a price band, the peak of October to January. By "rates", or
where no table covers a fee, they are the scenario's own `ref`, `fulfil_usd`, `hold`, `pay` and
`pay_fix_usd`. The tables carry the cards of one year, so that later years repeat it.

The surcharge on aged stock keeps its rate: the tables rise with every month of age, and the
simulation knows only whether stock is older than half a year.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...assumptions import fees
from ...assumptions.errors import CourseError, CourseWarning, ParameterError
from ...assumptions.scenario import Scenario
from ..listing import Listing, sale_day

MONTHS, WEEKS_A_YEAR = 12, 52

#: The registry's categories as AliExpress groups them.
ALIEXPRESS = {
    "clothing": "Apparel",
    "electronics_accessories": "Consumer electronics",
    "furniture": "Furniture",
    "home_kitchen": "Home and garden",
}


#: What the tables are asked with. Everything else leaves their fees alone, so that a thousand
#: scenarios that differ in capital or conversion are looked up once.
ASKED = (
    *("marketplace", "channels", "category", "destination", "price_usd"),
    *("length_cm", "width_cm", "height_cm", "weight_kg", "fx0"),
)
#: A scenario's own rates, in the order of `Fees`.
RATES = ("ref", "fulfil_usd", "hold", "pay", "pay_fix_usd")
#: Everything that a scenario's fees depend on.
CHARGED = (*ASKED, *RATES, "fee_basis", "month")


@dataclass(frozen=True)
class Fees:
    """What a month charges. Shares of the price; USD a unit or order; CNY a unit and week."""

    ref: float
    fulfil_usd: float
    hold: float
    pay: float
    pay_fix_usd: float


def month_of(first_month: int, week: int) -> int:
    """The month, 1 to 12, in which a week lies when week 0 begins `first_month`.

    >>> month_of(10, 0), month_of(10, 13), month_of(10, 52)
    (10, 1, 10)
    """
    return (first_month - 1 + week * MONTHS // WEEKS_A_YEAR) % MONTHS + 1


def fees_in(scenario: Scenario, month: int) -> Fees:
    """The fees of a scenario in a month, 1 to 12.

    >>> peak, usual = (fees_in(Scenario("self_batch"), month) for month in (11, 6))
    >>> peak.fulfil_usd > usual.fulfil_usd and peak.hold > usual.hold
    True
    """
    return _fees(_charged(scenario), month)


def _charged(scenario: Scenario) -> tuple[object, ...]:
    return tuple(scenario[name] for name in CHARGED)


def _fees(charged: tuple[object, ...], month: int) -> Fees:
    known = dict(zip(CHARGED, charged, strict=True))
    own = Fees(*(known[name] for name in RATES))
    if known["fee_basis"] == "rates":
        return own
    return Fees(**vars(own) | _from_tables(tuple(known[name] for name in ASKED), month))


@lru_cache(maxsize=4096)
def _from_tables(asked: tuple[object, ...], month: int) -> dict[str, float]:
    """The fees that a table covers, by name."""
    with warnings.catch_warnings():
        # How firm a row is can be read off its quote; a simulation would say it a hundred times.
        warnings.simplefilter("ignore", CourseWarning)
        scenario = Scenario(**dict(zip(ASKED, asked, strict=True)))
        found = _marketplace(scenario, month) | _own_site(scenario, month)
    return {name: fee for name, fee in found.items() if fee is not None}


def monthly(scenarios: Sequence[Scenario], weeks: int) -> list[dict[str, NDArray]]:
    """Fees of every week, as columns of shape (scenarios, 1) by name; a month shares one dict."""
    return _monthly(tuple(map(_charged, scenarios)), weeks)


@lru_cache(maxsize=16)
def _monthly(charged: tuple[tuple[object, ...], ...], weeks: int) -> list[dict[str, NDArray]]:
    first_months = [dict(zip(CHARGED, facts, strict=True))["month"] for facts in charged]
    made: dict[tuple[int, ...], dict[str, NDArray]] = {}
    each_week = []
    for week in range(weeks):
        months = tuple(month_of(first, week) for first in first_months)
        if months not in made:
            found = [_fees(facts, month) for facts, month in zip(charged, months, strict=True)]
            made[months] = {
                name: np.array([[getattr(f, name)] for f in found], dtype=np.float32)
                for name in Fees.__dataclass_fields__
            }
        each_week.append(made[months])
    return each_week


def _marketplace(s: Scenario, month: int) -> dict[str, float | None]:
    if s.marketplace == "amazon":
        return _amazon(s, month)
    day = sale_day(month)
    if s.marketplace == "aliexpress":
        category = ALIEXPRESS.get(s.category)
        return {"ref": _share(lambda: fees.aliexpress_commission(100, category, on=day))}
    if s.marketplace == "alibaba":
        return {"ref": _share(lambda: fees.alibaba_transaction(100, on=day))}
    return {}


def _amazon(s: Scenario, month: int) -> dict[str, float | None]:
    listing = Listing(s.but(month=month))
    try:
        order = listing.order()
    except ParameterError:  # the least commission, 0.30 USD, is more than the price
        return {}
    known = {
        "ref": ("referral", float(order.referral_rate)),
        "fulfil_usd": ("fulfilment", float(order.fulfilment)),
        "hold": ("storage", listing.weekly_rent * s.fx0),
    }
    return {name: fee for name, (line, fee) in known.items() if line not in listing.missing}


def _own_site(s: Scenario, month: int) -> dict[str, float | None]:
    if s.channels == "marketplace":
        return {}
    # Two orders tell the share from the fixed part; the tables begin in the middle of the year.
    day = sale_day(max(month, 7))

    def fee(price: int) -> float | None:
        return _amount(lambda: fees.shopify_payment(price, "basic", on=day))

    low, high = fee(100), fee(200)
    if low is None or high is None:
        return {}
    share = round((high - low) / 100, 6)
    return {"pay": share, "pay_fix_usd": round(low - 100 * share, 6)}


def _share(look_up: Callable[[], fees.Quote]) -> float | None:
    """A fee on 100 as a share."""
    amount = _amount(look_up)
    return None if amount is None else amount / 100


def _amount(look_up: Callable[[], fees.Quote]) -> float | None:
    try:
        return float(look_up().amount)
    except CourseError:  # not covered: the scenario's own rate stands
        return None

"""What eBay charges beside the final value fee: Stores, listings, ads, buyers abroad."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import ParameterError
from ..language import Text
from ..money import exact, to_cents
from .ebay import OTHER
from .options import choose, coded, same_in_both
from .quote import Quote, quote
from .ranges import middle, whole
from .rows import Row, check_date, check_region, in_force, matching
from .words import money, percent, phrase


def ebay_store(
    store: str, *, on: dt.date | str, renewal: str = "monthly", region: str = "US"
) -> Quote:
    """The subscription of a Store for one month.

    Parameters
    ----------
    store : str
        "Starter", "Basic", "Premium", "Anchor" or "Enterprise".
    on : datetime.date or str
        Day that is billed.
    renewal : str
        "monthly" or "yearly"; Enterprise is sold by the year only.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A Store or a renewal that does not exist.
    NotCovered
        A region or a day that the table does not cover.

    >>> ebay_store("Basic", on="2025-06-01", renewal="yearly").amount
    Decimal('21.95')
    """
    rows = _rows("store_subscription", region)
    store = choose("store", store, same_in_both(row["store"] for row in rows))
    rows = [row for row in rows if row["store"] == store]
    called = coded(OTHER, "renewal")
    sold = {row["renewal"]: called[row["renewal"]] for row in rows}
    renewal = choose("renewal", renewal, sold)
    name = phrase("platforms.ebay_store", store=store)
    (row,) = in_force((r for r in rows if r["renewal"] == renewal), name, check_date(on))
    amount = row.number("amount")
    rule = phrase("platforms.per_month_paid", amount=money(amount, "USD"), renewal=sold[renewal])
    return quote(name, amount, row["currency"], rule, [row], check_date(on))


def ebay_insertion(listings: int, *, on: dt.date | str, region: str = "US") -> Quote:
    """What the listings of one month cost a seller without a Store.

    Raises `ParameterError` for a number of listings that is not whole or is negative, and
    `NotCovered` for a region or a day outside the table.

    >>> ebay_insertion(300, on="2025-06-01").amount  # 250 are free, 50 at 0.35
    Decimal('17.50')
    """
    listings = whole("listings", listings, least=0)
    name, day = phrase("platforms.ebay_insertion"), check_date(on)
    (free,) = in_force(_rows("free_listings", region), name, day)
    (each,) = in_force(_rows("insertion", region), name, day)
    paid = max(listings - free.number("amount"), Decimal(0))
    rule = phrase(
        "platforms.ebay_insertion_rule",
        free=free["amount"],
        each=money(each.number("amount"), "USD"),
    )
    amount = to_cents(paid * each.number("amount"))
    return quote(name, amount, each["currency"], rule, [free, each], day)


def ebay_international(total: float | Decimal, *, on: dt.date | str, region: str = "US") -> Quote:
    """What eBay adds when the buyer or the delivery address is outside the US.

    `total` is all that the buyer pays, shipping and tax included, USD. Raises `ParameterError` for
    a total that is not a number or is negative, `NotCovered` for a region or day outside the table.

    >>> ebay_international(100, on="2025-06-01").amount
    Decimal('1.65')
    """
    total = exact("total", total)
    name, day = phrase("platforms.ebay_international"), check_date(on)
    (row,) = in_force(_rows("international_percent", region), name, day)
    rate = _share(row)
    rule = phrase("rule_flat", rate=percent(rate), base=phrase("platforms.the_total"))
    cautions = [phrase("platforms.ebay_us_sellers")]
    return quote(name, to_cents(total * rate), "USD", rule, [row], day, cautions=cautions)


def ebay_promoted(
    total: float | Decimal,
    *,
    on: dt.date | str,
    ad_rate: float | Decimal | None = None,
    region: str = "US",
) -> Quote:
    """What a sale through promoted listings (general, pay per sale) costs.

    It is due when the buyer clicked the ad and bought within 30 days.

    Parameters
    ----------
    total : float or Decimal
        All that the buyer pays, USD.
    on : datetime.date or str
        Day that is billed.
    ad_rate : float, Decimal or None
        The share that the seller bids, 0.05 for 5 %. None: the range that is usually recommended.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A total that is not a number or is negative; a rate below eBay's least, or above 1.
    NotCovered
        A region or a day that the table does not cover.

    >>> sale = ebay_promoted(200, on="2025-06-01")
    >>> sale.low, sale.amount, sale.high  # 2 % to 6.5 %
    (Decimal('4.00'), Decimal('8.50'), Decimal('13.00'))
    """
    total = exact("total", total)
    name, day = phrase("platforms.ebay_promoted"), check_date(on)
    (least,) = in_force(_rows("promoted_listings_min_percent", region), name, day)
    base = phrase("platforms.the_total")
    if ad_rate is not None:
        rate = _ad_rate(ad_rate, _share(least))
        rule = phrase(
            "platforms.ebay_ad_rate", rate=percent(rate), base=base, least=percent(_share(least))
        )
        return quote(name, to_cents(total * rate), "USD", rule, [least], day)
    rows = [
        in_force(matching(OTHER, fee=f"promoted_listings_{end}_percent"), name, day)[0]
        for end in ("low", "high")
    ]
    low, high = (_share(row) for row in rows)
    rule = phrase("platforms.ebay_ad_range", low=percent(low), high=percent(high), base=base)
    ends = to_cents(total * low), to_cents(total * high)
    return quote(name, middle(*ends), "USD", rule, [*rows, least], day, low=ends[0], high=ends[1])


def _ad_rate(rate: object, least: Decimal) -> Decimal:
    rate = exact("ad_rate", rate, most=1)
    if rate < least:
        raise ParameterError(
            "errors.out_of_range", name="ad_rate", value=rate, least=least, most=1, unit=""
        )
    return rate


def _share(row: Row) -> Decimal:
    return row.number("amount") / 100


def _rows(fee: str, region: str) -> tuple[Row, ...]:
    rows = matching(OTHER, fee=fee)
    name: Text = coded(OTHER, "fee")[fee]
    region = check_region(name, region, (row["region"] for row in rows))
    return tuple(row for row in rows if row["region"] == region)

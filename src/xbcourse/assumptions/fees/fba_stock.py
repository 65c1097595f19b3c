"""What stock in Amazon's warehouses costs: storage (仓储费), old stock, and too little stock."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import ParameterError
from ..language import message
from ..money import exact, to_cents
from .fba_sizes import STANDARD, SizeTier, check_size
from .fba_words import either, fee_name, plain, tier_name, unknown_product
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching
from .schedule import ZERO
from .words import money, phrase

STORAGE = "fees_fba_storage"
AGED = "fees_fba_aged_stock"
LOW = "fees_fba_low_inventory"

#: Apparel, shoes, bags, jewelry and watches pay no aged surcharge up to this age
#: (note of rows AMZ-US-AGE-001 to -006).
FASHION_FREE_DAYS = 270


def fba_storage(
    cubic_feet: float | Decimal = 1,
    *,
    on: dt.date | str,
    size: str | SizeTier = "standard",
    dangerous_goods: bool = False,
    region: str = "US",
) -> Quote:
    """Storage for a month.

    Parameters
    ----------
    cubic_feet : float or Decimal
        Average volume of all units of the product in the month. One cubic foot unless given, so
        that the amount is the rate.
    on : datetime.date or str
        A day of the month: October to December are dearer.
    size : str or SizeTier
        "standard", "oversize" (bulky and extra-large), or what `fba_size_tier` returned.
    dangerous_goods : bool
        Also goods with lithium batteries that are classed so.
    region : str
        "US".

    Returns
    -------
    Quote

    Raises
    ------
    ParameterError
        A volume that is not a number or is negative, an unknown size.
    NotCovered
        A region, day or kind of goods that the table does not cover.

    >>> fba_storage(10, on="2026-09-16").amount, fba_storage(10, on="2026-11-16").amount
    (Decimal('7.80'), Decimal('24.00'))
    """
    volume, on = exact("cubic_feet", cubic_feet), check_date(on)
    name = fee_name("storage", STORAGE, region, fee="storage")
    size = _size_class(size)
    dangerous = "true" if dangerous_goods else "false"
    rows = matching(STORAGE, region=region, fee="storage", size=size, dangerous_goods=dangerous)
    (row,) = in_force((row for row in rows if _in_month(row, on)), name, on)
    goods = message(f"fba.goods_{size}")
    rule = phrase(
        "fba.storage_rule",
        volume=plain(volume),
        rate=money(row.number("rate_per_cubic_foot"), row["currency"], 2),
        goods=phrase("fba.goods_dangerous", size=goods) if dangerous_goods else goods,
        months=message(f"fba.months_{row['month_from']}_{row['month_to']}"),
    )
    amount = to_cents(volume * row.number("rate_per_cubic_foot"))
    return quote(name, amount, row["currency"], rule, [row], on)


def fba_utilisation(
    cubic_feet: float | Decimal = 1,
    *,
    weeks: float | Decimal,
    on: dt.date | str,
    size: str | SizeTier = "standard",
    region: str = "US",
) -> Quote:
    """The surcharge a month for stock that would last too long at the present pace of sales.

    Parameters
    ----------
    cubic_feet : float or Decimal
        Average volume in the month, without stock of the last 30 days.
    weeks : float or Decimal
        Storage utilisation ratio: average volume over volume shipped a week.
    on : datetime.date or str
        A day of the month.
    size : str or SizeTier
        As in `fba_storage`.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A number that is not one or is negative, an unknown size.
    NotCovered
        Anything but standard-size from January to September.

    >>> fba_utilisation(100, weeks=30, on="2026-06-01").amount  # 0.76 a cubic foot
    Decimal('76.00')
    """
    volume, weeks = exact("cubic_feet", cubic_feet), exact("weeks", weeks)
    on = check_date(on)
    name = fee_name("utilisation", STORAGE, region, fee="utilisation")
    size = _size_class(size)
    known = matching(STORAGE, region=region, fee="utilisation", size=size)
    known = tuple(row for row in known if _in_month(row, on))
    if not known:
        product = phrase("fba.month_of", size=message(f"fba.goods_{size}"), month=on.month)
        raise unknown_product(name, product, message("fba.storage_covered"))
    bands = in_force(known, name, on)
    row = next(row for row in bands if _below(weeks, row.number("weeks_below")))
    rule = phrase(
        "fba.utilisation_rule",
        weeks=plain(weeks),
        volume=plain(volume),
        rate=money(row.number("rate_per_cubic_foot"), row["currency"], 2),
    )
    amount = to_cents(volume * row.number("rate_per_cubic_foot"))
    return quote(name, amount, row["currency"], rule, [row], on)


def fba_aged_stock(
    days: float | Decimal,
    *,
    cubic_feet: float | Decimal = 1,
    units: float | Decimal = 1,
    fashion: bool = False,
    on: dt.date | str,
    region: str = "US",
) -> Quote:
    """The surcharge a month for units that have been in the warehouse for long.

    Parameters
    ----------
    days : float or Decimal
        Age of the units on the 15th of the month.
    cubic_feet, units : float or Decimal
        Their volume, and how many there are: from 366 days the greater of the two rates counts.
    fashion : bool
        Apparel, shoes, bags, jewelry and watches, which are exempt at first.
    on : datetime.date or str
        Day of the count.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A number that is not one or is negative.
    NotCovered
        A region, or an age on a day, that the table does not cover.

    >>> fba_aged_stock(280, cubic_feet=2, on="2026-06-15").amount  # 5.45 a cubic foot
    Decimal('10.90')
    >>> fba_aged_stock(400, cubic_feet=2, units=100, on="2026-06-15").amount  # 0.30 a unit
    Decimal('30.00')
    """
    given = {"days": days, "cubic_feet": cubic_feet, "units": units}
    days, volume, units = (exact(key, value) for key, value in given.items())
    on = check_date(on)
    name = fee_name("aged_stock", AGED, region)
    known = matching(AGED, region=region)
    first = min(row.number("days_from") for row in known)
    age = max(first, days)
    rows = in_force((row for row in known if _of_age(row, age)), name, on)
    rates = {row["charge"]: row for row in rows}
    by_volume, by_unit = rates["per_cubic_foot"], rates.get("per_unit")
    currency = by_volume["currency"]
    if days < first:
        rule = phrase("fba.aged_none", first=plain(first), days=plain(days))
        return quote(name, to_cents(ZERO), currency, rule, [by_volume], on)
    if fashion and days <= FASHION_FREE_DAYS:
        rule = phrase("fba.aged_exempt", last=FASHION_FREE_DAYS)
        return quote(name, to_cents(ZERO), currency, rule, [by_volume], on)
    rule = phrase(
        "fba.aged_rule",
        days=plain(days),
        volume=plain(volume),
        rate=money(by_volume.number("amount"), currency, 2),
    )
    amount = volume * by_volume.number("amount")
    if by_unit:
        amount = max(amount, units * by_unit.number("amount"))
        least = money(by_unit.number("amount"), currency, 2)
        rule = phrase("fba.aged_rule_unit", rule=rule, least=least, units=plain(units))
    return quote(name, to_cents(amount), currency, rule, rows, on)


def fba_low_inventory(
    size: SizeTier,
    *,
    days_30: float | Decimal,
    days_90: float | Decimal,
    on: dt.date | str,
    region: str = "US",
) -> Quote:
    """The fee on each unit sold while stock is low against demand.

    Parameters
    ----------
    size : SizeTier
        What `fba_size_tier` returned.
    days_30, days_90 : float or Decimal
        Days of supply, by the sales of the last 30 and of the last 90 days. Nothing is due unless
        both are below 28; the greater picks the band.
    on : datetime.date or str
        Day of the sale.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A number that is not one or is negative; a size that is none.
    NotCovered
        A region, day or tier that the table does not cover.

    >>> from .fba_sizes import fba_size_tier
    >>> size = fba_size_tier(30, 22, 10, 0.9, on="2026-09-16")  # 2.9 lb
    >>> fba_low_inventory(size, days_30=10, days_90=16, on="2026-09-16").amount
    Decimal('0.70')
    """
    supply = max(exact("days_30", days_30), exact("days_90", days_90))
    on, size = check_date(on), check_size(size)
    name = fee_name("low_inventory", LOW, region)
    known = matching(LOW, region=region, charge="fee")
    fitting = [row for row in known if row["tier"] == size.tier and _of_weight(row, size)]
    if not fitting:
        covered = (tier_name(tier) for tier in dict.fromkeys(row["tier"] for row in known))
        raise unknown_product(name, size.tier_name, either(covered))
    (threshold,) = in_force(matching(LOW, region=region, charge="threshold_days"), name, on)
    bands = in_force(fitting, name, on)
    row = next((row for row in bands if supply < row.number("days_below")), None)
    if row is None:
        most = plain(threshold.number("days_below"))
        rule = phrase("fba.low_inventory_none", threshold=most, days=plain(supply))
        return quote(name, to_cents(ZERO), bands[0]["currency"], rule, [threshold], on)
    amount, currency = row.number("amount"), row["currency"]
    rule = phrase(
        "fba.low_inventory_rule",
        days=plain(supply),
        first=row["days_from"],
        last=row["days_below"],
        amount=money(amount, currency, 2),
    )
    return quote(name, to_cents(amount), currency, rule, [row, threshold], on)


def _size_class(size: object) -> str:
    if isinstance(size, SizeTier):
        return "standard" if size.tier in STANDARD else "oversize"
    if size not in ("standard", "oversize"):
        allowed = "standard, oversize, fba_size_tier(...)"
        raise ParameterError("errors.unknown_choice", name="size", value=size, allowed=allowed)
    return size


def _in_month(row: Row, on: dt.date) -> bool:
    return int(row["month_from"]) <= on.month <= int(row["month_to"])


def _below(value: Decimal, end: Decimal | None) -> bool:
    return end is None or value < end


def _of_age(row: Row, days: Decimal) -> bool:
    # Ages are whole days: half a day past a band still belongs to it.
    last = row.number("days_to")
    return row.number("days_from") <= days and (last is None or days < last + 1)


def _of_weight(row: Row, size: SizeTier) -> bool:
    over, to = row.number("weight_over_lb"), row.number("weight_to_lb")
    weight = size.weight("lb")
    return (over is None or weight > over) and (to is None or weight <= to)

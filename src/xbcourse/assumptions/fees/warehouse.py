"""A seller's own logistics in the US: a third-party warehouse (海外仓), and postage (尾程)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ..errors import NotCovered, ParameterError
from ..formats import plain
from ..language import Text
from ..money import exact
from .options import choose, coded
from .quote import Quote, quote
from .ranges import dated, ranged
from .rows import Row, check_date, in_force, matching, table
from .words import money, percent, phrase, separated

WAREHOUSE = "warehouse_us"
POSTAGE = "postage_us"

#: The one weight band of the postage table ends below a pound.
POUND_KG = Decimal("0.45359237")


def warehouse_measures() -> Mapping[str, Text]:
    """What a third-party warehouse charges for, by the names that `warehouse` takes.

    >>> warehouse_measures()["pick_fee"].en
    'picking'
    """
    return coded(WAREHOUSE, "measure")


def warehouse(measure: str, quantity: float | Decimal = 1, *, on: dt.date | str) -> Quote:
    """What a third-party warehouse in the US charges, from low to high.

    Parameters
    ----------
    measure : str
        One of `warehouse_measures`, such as "pick_fee" or "storage_pallet".
    quantity : float or Decimal
        How many picks, pallets, pallet-months, containers, returns or orders. For
        "total_cost_share" the gross sales in USD, of which a share is taken.
    on : datetime.date or str
        Day that is billed.

    Raises
    ------
    ParameterError
        A measure that does not exist; a quantity that is not a number or is negative.
    NotCovered
        A day before the source.

    >>> picks = warehouse("pick_fee", 3, on="2025-06-01")
    >>> picks.low, picks.high  # 2 to 5 USD each
    (Decimal('6.00'), Decimal('15.00'))
    """
    quantity, day = exact("quantity", quantity), check_date(on)
    measures = warehouse_measures()
    measure = choose("measure", measure, measures)
    (row,) = matching(WAREHOUSE, measure=measure)
    name = phrase("logistics.warehouse", measure=measures[measure])
    if row["unit"] == "percent_of_gross_sales":
        return _share_of_sales(name, row, quantity, day)
    low, high = (row.number(end) for end in ("low", "high"))
    rule = phrase(
        "logistics.warehouse_single" if low == high else "logistics.warehouse_rule",
        unit=coded(WAREHOUSE, "unit")[row["unit"]],
        low=money(low, row["currency"]),
        high=money(high, row["currency"]),
        quantity=plain(quantity),
    )
    return ranged(name, row, quantity, rule, day)


def postage(weight_kg: float | Decimal, zone: int, *, on: dt.date | str) -> Quote:
    """Postage within the US for a parcel under a pound: USPS Ground Advantage, commercial.

    Parameters
    ----------
    weight_kg : float or Decimal
        Weight, kg. The postage is the same for all that the table covers.
    zone : int
        1 (near) to 8 (far).
    on : datetime.date or str
        Day that is billed.

    Raises
    ------
    ParameterError
        A weight that is not a number or is negative; a zone that does not exist.
    NotCovered
        A pound or more; a day before the price list.

    >>> postage(0.3, 5, on="2026-08-01").amount
    Decimal('7.69')
    """
    weight, day = exact("weight_kg", weight_kg), check_date(on)
    rows = {row.number("zone"): row for row in table(POSTAGE)}
    number = exact("zone", zone)
    if number not in rows:
        allowed = separated(rows, "between_rows")
        raise ParameterError("errors.unknown_choice", name="zone", value=zone, allowed=allowed)
    if weight >= POUND_KG:
        raise NotCovered("logistics.postage_too_heavy", weight=plain(weight))
    name = phrase("logistics.postage", zone=number)
    (row,) = in_force(dated(rows[number]), name, day)
    price = row.number("price")
    rule = phrase("logistics.postage_rule", zone=number, amount=money(price, row["currency"]))
    return quote(name, price, row["currency"], rule, [row], day)


def _share_of_sales(name: Text, row: Row, sales: Decimal, day: dt.date) -> Quote:
    low, high = (row.number(end) / 100 for end in ("low", "high"))
    rule = phrase(
        "logistics.warehouse_share",
        sales=money(sales, "USD"),
        low=percent(low),
        high=percent(high),
    )
    return ranged(name, row, sales / 100, rule, day, currency="USD")

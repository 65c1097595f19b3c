"""FBA inbound placement (入库配置服务费): what it costs that Amazon spreads a shipment."""

from __future__ import annotations

import datetime as dt

from ..errors import ParameterError
from ..money import to_cents
from .fba_sizes import SizeTier, check_size
from .fba_words import either, fee_name, measure, sentences, tier_name, unknown_product
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching, table
from .words import money, phrase

TABLE = "fees_fba_inbound"


def fba_inbound(
    size: SizeTier, *, split: str = "minimal", on: dt.date | str, region: str = "US"
) -> Quote:
    """The inbound placement fee on each unit received.

    Parameters
    ----------
    size : SizeTier
        What `fba_size_tier` returned.
    split : str
        "minimal" (one place), "partial" (two or three) or "amazon_optimized" (five or more).
    on : datetime.date or str
        Day of the shipment.
    region : str
        "US".

    Returns
    -------
    Quote
        With `low` and `high` where the fee depends on the part of the country, and a caution
        where all there is is a planning value.

    Raises
    ------
    ParameterError
        A split that does not exist; a size that is none.
    NotCovered
        A region, day, tier or split that the table does not cover.

    >>> from .fba_sizes import fba_size_tier
    >>> fee = fba_inbound(fba_size_tier(30, 22, 10, 0.9, on="2024-06-01"), on="2024-06-01")
    >>> fee.low, fee.high  # 2.9 lb are 46 oz
    (Decimal('0.27'), Decimal('0.49'))
    """
    on, size = check_date(on), check_size(size)
    name = fee_name("inbound", TABLE, region)
    splits = dict.fromkeys(row["split"] for row in table(TABLE))
    if split not in splits:
        raise ParameterError(
            "errors.unknown_choice", name="split", value=split, allowed=", ".join(splits)
        )
    known = matching(TABLE, region=region, split=split)
    fitting = [row for row in known if _fits(row, size)]
    if not fitting:
        covered = dict.fromkeys(row["tier"] for row in known)
        raise unknown_product(name, size.tier_name, either(tier_name(tier) for tier in covered))
    rows = in_force(fitting, name, on)
    amounts = [row.number("amount") for row in rows]
    low, high, currency = min(amounts), max(amounts), rows[0]["currency"]
    middle = to_cents((low + high) / 2)
    rule = phrase(
        "fba.inbound_rule" if low == high else "fba.inbound_range",
        tier=phrase("fba.size_shown", tier=size.tier_name, weight=measure(size.weight("oz"), "oz")),
        split=phrase(f"fba.split_{split}"),
        amount=money(middle, currency, 2),
        low=money(low, currency, 2),
        high=money(high, currency, 2),
    )
    ends = {"low": to_cents(low), "high": to_cents(high)}
    return quote(name, middle, currency, sentences(rule), rows, on, **ends)


def _fits(row: Row, size: SizeTier) -> bool:
    if row["tier"] not in (size.tier, "all"):
        return False
    over, to = row.number("weight_over_oz"), row.number("weight_to_oz")
    weight = size.weight("oz")
    return (over is None or weight > over) and (to is None or weight <= to)

"""How long a seller waits for the money (回款): from the buyer's parcel to the bank account."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal

from ..errors import NotCovered, ParameterError
from ..language import Text
from .options import choose, coded
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching
from .words import phrase, separated

TABLE = "fees_settlement"

#: The reserve that Amazon applies to all sellers, and to those at risk.
RESERVES = {"normal": "DD+7", "elevated": "DD+14 (elevated risk)"}


def settlement_channels() -> Mapping[str, Text]:
    """The channels with a known wait, and what they are called.

    >>> sorted(settlement_channels())
    ['aliexpress', 'amazon']
    """
    return coded(TABLE, "platform")


def settlement_delay(channel: str, *, on: dt.date | str, risk: str = "normal") -> Quote:
    """Calendar days from delivery (AliExpress: from the buyer's confirmation) to the money.

    Amazon holds the money for a reserve after delivery, then pays it out with the next settlement,
    which may fall on the same day or a full cycle later, then the transfer takes business days.

    Parameters
    ----------
    channel : str
        One of `settlement_channels`.
    on : datetime.date or str
        Day of the sale.
    risk : str
        Amazon's reserve: "normal" (seven days) or "elevated" (fourteen).

    Raises
    ------
    ParameterError
        A `risk` that does not exist.
    NotCovered
        A channel or a day that the table does not cover.

    >>> wait = settlement_delay("amazon", on="2026-06-01")
    >>> int(wait.low), int(wait.high)  # 7 + 0 + 3, and 7 + 14 + 5 business days (a week)
    (10, 28)
    """
    channels, day = settlement_channels(), check_date(on)
    try:
        channel = choose("channel", channel, channels)
    except ParameterError:
        covered = separated(channels, "between_rows")
        raise NotCovered(
            "platforms.channel_not_covered", channel=channel, covered=covered
        ) from None
    name = phrase("platforms.settlement", channel=channels[channel])
    return _amazon(name, day, risk) if channel == "amazon" else _aliexpress(name, day)


def _amazon(name: Text, day: dt.date, risk: str) -> Quote:
    risk = choose("risk", risk, {code: phrase(f"platforms.risk_{code}") for code in RESERVES})
    known = [
        matching(TABLE, platform="amazon", measure=measure)
        for measure in ("settlement_cycle", "bank_transfer_days_low", "bank_transfer_days_high")
    ]
    reserves = matching(TABLE, measure="reserve_days_after_delivery", applies_to=RESERVES[risk])
    rows = [in_force(rows, name, day)[0] for rows in (reserves, *known)]
    reserve, cycle, fast, slow = (row.number("value") for row in rows)
    low, high = reserve + fast, reserve + cycle + _calendar_days(slow)
    rule = phrase("platforms.settlement_amazon", reserve=reserve, cycle=cycle, fast=fast, slow=slow)
    return _days(name, low, high, rule, rows, day)


def _aliexpress(name: Text, day: dt.date) -> Quote:
    known = matching(TABLE, measure="escrow_release_days_after_confirmation")
    (row,) = in_force(known, name, day)
    wait = row.number("value")
    rule = phrase("platforms.settlement_aliexpress", days=wait)
    return _days(name, wait, wait, rule, [row], day)


def _calendar_days(business: Decimal) -> Decimal:
    """The most calendar days that so many business days can span: a weekend for every five."""
    return business + 2 * math.ceil(business / 5)


def _days(name: Text, low: Decimal, high: Decimal, rule: Text, rows: list[Row], day: dt.date):
    unit = phrase("platforms.days")
    return quote(name, (low + high) / 2, "", rule, rows, day, low=low, high=high, unit=unit)

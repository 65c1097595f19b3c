"""Alibaba.com (阿里巴巴国际站), for sellers in China: membership, service fee, RFQ quotes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..language import Text
from ..money import exact, to_cents
from .options import choose, named
from .quote import Quote, quote
from .ranges import middle
from .rows import check_date, in_force, matching
from .words import money, percent, phrase

TABLE = "fees_alibaba"

#: What the table calls the memberships, by the codes used here.
MEMBERSHIPS = {
    "export_basic": "出口通 (export basic)",
    "verified_supplier": "金品诚企 (verified supplier)",
}


def alibaba_membership(plan: str, *, on: dt.date | str) -> Quote:
    """The membership of one year.

    Parameters
    ----------
    plan : str
        "export_basic" (出口通) or "verified_supplier" (金品诚企).
    on : datetime.date or str
        Day of the order or of signing up.

    Raises
    ------
    ParameterError
        A membership that does not exist.
    NotCovered
        A day that the table does not cover.

    >>> alibaba_membership("出口通", on="2024-06-01").amount
    Decimal('29800')
    """
    called = named("platforms", "alibaba", MEMBERSHIPS)
    plan = choose("plan", plan, called)
    name, day = phrase("platforms.alibaba_membership", plan=called[plan]), check_date(on)
    known = matching(TABLE, fee="membership", applies_to=MEMBERSHIPS[plan])
    (row,) = in_force(known, name, day)
    amount, currency = row.number("amount"), row["currency"]
    rule = phrase("platforms.per_year", amount=money(amount, currency))
    return quote(name, amount, currency, rule, [row], day)


def alibaba_transaction(order: float | Decimal, *, on: dt.date | str) -> Quote:
    """The service fee on a Trade Assurance order (信保订单).

    Parameters
    ----------
    order : float or Decimal
        What the buyer pays, USD.
    on : datetime.date or str
        Day of the order or of signing up.

    Raises
    ------
    ParameterError
        An order that is not a number or is negative.
    NotCovered
        A day that the table does not cover.

    >>> fee = alibaba_transaction(1000, on="2025-06-01")
    >>> fee.low, fee.high  # 1 % to 2.5 %
    (Decimal('10.00'), Decimal('25.00'))
    """
    order = exact("order", order)
    name, day = phrase("platforms.alibaba_transaction"), check_date(on)
    rows = _ends("transaction_low_percent", "transaction_high_percent", name, day)
    low, high = (row.number("amount") / 100 for row in rows)
    base = phrase("platforms.the_order")
    rule = phrase("platforms.rate_range", low=percent(low), high=percent(high), base=base)
    low, high = to_cents(order * low), to_cents(order * high)
    cautions = [phrase("platforms.alibaba_cap_unknown")]
    return quote(
        name, middle(low, high), "USD", rule, rows, day, low=low, high=high, cautions=cautions
    )


def alibaba_rfq_quotes(*, on: dt.date | str) -> Quote:
    """How many buyers' requests (RFQ) a supplier may answer in a month, without and with reward.

    Raises `NotCovered` for a day that the table does not cover.

    >>> quotes = alibaba_rfq_quotes(on="2024-06-01")
    >>> int(quotes.low), int(quotes.high)  # 10, and up to 20 more
    (10, 30)
    """
    name, day = phrase("platforms.alibaba_rfq"), check_date(on)
    rows = _ends("rfq_quotes", "rfq_quotes_reward_max", name, day)
    base, reward = (row.number("amount") for row in rows)
    rule = phrase("platforms.alibaba_rfq_rule", base=base, reward=reward)
    return quote(
        name,
        base + reward / 2,
        "",
        rule,
        rows,
        day,
        low=base,
        high=base + reward,
        unit=phrase("platforms.quotes_a_month"),
    )


def _ends(low: str, high: str, name: Text, day: dt.date):
    return [in_force(matching(TABLE, fee=fee), name, day)[0] for fee in (low, high)]

"""Shopify: the plan of an own site (独立站), and what it costs to be paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import NotCovered
from ..language import Text
from ..money import exact, to_cents
from .options import choose, named, same_in_both
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching
from .words import money, percent, phrase, separated

TABLE = "fees_shopify"
GATEWAYS = ("shopify_payments", "other")


def shopify_plan(plan: str, *, on: dt.date | str) -> Quote:
    """A plan for one month, paid by the month.

    Parameters
    ----------
    plan : str
        "Basic", "Grow", "Advanced" or "Plus".
    on : datetime.date or str
        Day that is billed.

    Raises
    ------
    ParameterError
        A plan that does not exist.
    NotCovered
        A day that the table does not cover.

    >>> shopify_plan("Basic", on="2026-07-01").amount
    Decimal('39')
    """
    plan = _plan(plan)
    name, day = phrase("platforms.shopify_plan", plan=plan), check_date(on)
    (row,) = in_force(matching(TABLE, fee="subscription", plan=plan), name, day)
    amount = row.number("amount")
    rule = phrase("platforms.shopify_plan_rule", amount=money(amount, row["currency"]))
    return quote(name, amount, row["currency"], rule, [row], day)


def shopify_payment(
    price: float | Decimal,
    plan: str = "Basic",
    *,
    on: dt.date | str,
    gateway: str = "shopify_payments",
    foreign_card: bool = False,
) -> Quote:
    """What is taken of an order for the payment.

    Parameters
    ----------
    price : float or Decimal
        All that the buyer pays for the order, shipping and tax included; USD.
    plan : str
        "Basic", "Grow", "Advanced" or "Plus".
    on : datetime.date or str
        Day that is billed.
    gateway : str
        "shopify_payments": the card rate and the fixed fee. "other": what Shopify takes when the
        money comes through somebody else (PayPal, Airwallex), whose own charge is on top.
    foreign_card : bool
        A card issued outside the store's country, which costs more with Shopify Payments.

    Raises
    ------
    ParameterError
        A price that is not a number or is negative; a plan or gateway that does not exist.
    NotCovered
        A day or a plan that the table does not cover.

    >>> shopify_payment(100, "Basic", on="2026-08-01").amount  # 2.90 + 0.30
    Decimal('3.20')
    >>> shopify_payment(100, "Basic", on="2026-08-01", gateway="other").amount
    Decimal('2.00')
    """
    price, plan, day = exact("price", price), _plan(plan), check_date(on)
    called = named("platforms", "gateway", GATEWAYS)
    gateway = choose("gateway", gateway, called)
    name = phrase("platforms.shopify_payment", plan=plan, gateway=called[gateway])
    if gateway == "other":
        return _other_gateway(price, plan, name, day)
    (rate,), (fixed,) = (
        in_force(_of_plan(fee, plan, name), name, day)
        for fee in ("payment_percent", "payment_fixed")
    )
    rows, share = [rate, fixed], _share(rate)
    if foreign_card:
        rows += in_force(matching(TABLE, fee="international_card_percent"), name, day)
        share += _share(rows[-1])
    rule = phrase(
        "platforms.shopify_payment_foreign" if foreign_card else "platforms.shopify_payment_rule",
        rate=percent(_share(rate)),
        surcharge=percent(share - _share(rate)),
        fixed=money(fixed.number("amount"), fixed["currency"]),
    )
    amount = to_cents(price * share + fixed.number("amount"))
    return quote(name, amount, fixed["currency"], rule, rows, day)


def shopify_chargeback(*, on: dt.date | str) -> Quote:
    """What one disputed payment (拒付) costs, apart from the money that goes back.

    Raises `NotCovered` for a day that the table does not cover.

    >>> shopify_chargeback(on="2024-06-01").amount
    Decimal('15')
    """
    name, day = phrase("platforms.shopify_chargeback"), check_date(on)
    (row,) = in_force(matching(TABLE, fee="chargeback"), name, day)
    amount, currency = row.number("amount"), row["currency"]
    rule = phrase("platforms.shopify_chargeback_rule", amount=money(amount, currency))
    return quote(name, amount, currency, rule, [row], day)


def shopify_fee_returned(fee: float | Decimal, *, on: dt.date | str) -> Quote:
    """How much of a payment fee comes back when the buyer is refunded.

    `fee` is what the payment had cost, USD. Raises `ParameterError` for a fee that is not a number
    or is negative, `NotCovered` for a day that the table does not cover.

    >>> shopify_fee_returned(3.20, on="2026-08-01").amount
    Decimal('0.00')
    """
    fee = exact("fee", fee)
    name, day = phrase("platforms.shopify_fee_returned"), check_date(on)
    (row,) = in_force(matching(TABLE, fee="fee_returned_on_refund_percent"), name, day)
    rule = phrase("platforms.shopify_fee_returned_rule", rate=percent(_share(row)))
    return quote(name, to_cents(fee * _share(row)), row["currency"], rule, [row], day)


def _other_gateway(price: Decimal, plan: str, name: Text, day: dt.date) -> Quote:
    (row,) = in_force(_of_plan("gateway_percent", plan, name), name, day)
    rule = phrase("platforms.shopify_gateway_rule", rate=percent(_share(row)))
    cautions = [phrase("platforms.gateway_own_charge")]
    amount = to_cents(price * _share(row))
    return quote(name, amount, row["currency"], rule, [row], day, cautions=cautions)


def _of_plan(fee: str, plan: str, name: Text) -> tuple[Row, ...]:
    rows = matching(TABLE, fee=fee, plan=plan)
    if not rows:
        covered = dict.fromkeys(row["plan"] for row in matching(TABLE, fee=fee))
        raise NotCovered(
            "platforms.plan_not_covered",
            fee=name,
            plan=plan,
            covered=separated(covered, "between_rows"),
        )
    return rows


def _plan(plan: object) -> str:
    plans = (row["plan"] for row in matching(TABLE, fee="subscription"))
    return choose("plan", plan, same_in_both(plans))


def _share(row: Row) -> Decimal:
    return row.number("amount") / 100

"""What Amazon charges sellers besides its share: plans, the media closing fee, refunds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import ParameterError
from ..money import exact, to_cents
from . import categories
from .amazon_referral import BANDS
from .fba_words import fee_name
from .quote import Quote, quote
from .rows import check_date, in_force, matching
from .schedule import ZERO
from .words import money, percent, phrase

TABLE = "fees_amazon_selling"

#: What each plan pays: by the month, or by the unit sold.
PLANS = {"professional": "subscription", "individual": "per_item"}

#: Categories that pay the closing fee (note of row AMZ-PLAN-006).
MEDIA = (
    "Media (books, DVD, music, software, video)",
    "Video Game Consoles",
    "Video Games and Gaming Accessories",
)


def amazon_plan(plan: str = "professional", *, on: dt.date | str, region: str = "US") -> Quote:
    """The seller's plan: a fee a month (professional) or a fee on each unit sold (individual).

    Parameters
    ----------
    plan : str
        "professional" or "individual".
    on : datetime.date or str
        A day of the month.
    region : str
        "US", "UK" or "DE" (professional only).

    Raises
    ------
    ParameterError
        A plan that does not exist.
    NotCovered
        A region, day or plan that the table does not cover.

    >>> month = amazon_plan("professional", on="2026-09-16").amount
    >>> unit = amazon_plan("individual", on="2026-09-16").amount
    >>> round(month / unit, 1)  # from the 41st unit a month on the professional plan is cheaper
    Decimal('40.4')
    """
    on = check_date(on)
    if plan not in PLANS:
        raise ParameterError(
            "errors.unknown_choice", name="plan", value=plan, allowed=", ".join(PLANS)
        )
    name = fee_name("plan", TABLE, region, fee=PLANS[plan])
    (row,) = in_force(matching(TABLE, region=region, fee=PLANS[plan]), name, on)
    rule = phrase(f"fba.plan_{plan}", amount=money(row.number("amount"), row["currency"], 2))
    if region in ("UK", "DE"):
        rule = phrase("fba.plan_without_vat", rule=rule)
    return quote(name, to_cents(row.number("amount")), row["currency"], rule, [row], on)


def amazon_closing(category: str, *, on: dt.date | str, region: str = "US") -> Quote:
    """The closing fee on each unit of media sold; other categories pay none.

    Parameters
    ----------
    category : str
        One of `referral_categories`, in English or Chinese.
    on : datetime.date or str
        Day of the sale.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A category that does not exist.
    NotCovered
        A region or a day that the table does not cover.

    >>> amazon_closing("Furniture", on="2021-09-16").amount
    Decimal('0.00')
    """
    on = check_date(on)
    name = fee_name("closing", TABLE, region, fee="closing")
    (row,) = in_force(matching(TABLE, region=region, fee="closing"), name, on)
    known = (row["category"] for row in matching(BANDS, region=region))
    due = categories.find("category", category, known) in MEDIA
    shown = money(row.number("amount"), row["currency"], 2)
    rule = phrase("fba.closing_rule" if due else "fba.closing_none", amount=shown)
    amount = to_cents(row.number("amount") if due else ZERO)
    return quote(name, amount, row["currency"], rule, [row], on)


def amazon_refund(referral_fee: float | Decimal, *, on: dt.date | str, region: str = "US") -> Quote:
    """The part of the referral fee that Amazon keeps when a buyer is paid back.

    Parameters
    ----------
    referral_fee : float or Decimal
        Of the unit, as `amazon_referral` gives it.
    on : datetime.date or str
        Day of the refund.
    region : str
        "US".

    Raises
    ------
    ParameterError
        A fee that is not a number or is negative.
    NotCovered
        A region or a day that the table does not cover.

    >>> amazon_refund(4.50, on="2026-09-16").amount, amazon_refund(60, on="2026-09-16").amount
    (Decimal('0.90'), Decimal('5.00'))
    """
    if isinstance(referral_fee, Quote):
        referral_fee = referral_fee.amount
    fee, on = exact("referral_fee", referral_fee), check_date(on)
    name = fee_name("refund", TABLE, region, fee="refund_administration_cap")
    share, most = (
        in_force(matching(TABLE, region=region, fee=f"refund_administration_{part}"), name, on)[0]
        for part in ("share", "cap")
    )
    rate, currency = share.number("amount") / 100, most["currency"]
    rule = phrase(
        "fba.refund_rule",
        fee=money(fee, currency, 2),
        rate=percent(rate),
        most=money(most.number("amount"), currency),
    )
    amount = min(rate * fee, most.number("amount"))
    return quote(name, to_cents(amount), currency, rule, [share, most], on)

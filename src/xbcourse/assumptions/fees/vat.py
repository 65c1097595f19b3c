"""Value added tax (增值税). Prices shown to European consumers contain it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..language import Text
from ..money import exact, to_cents
from .options import coded
from .quote import Quote, quote
from .rows import Row, check_date, check_region, in_force, matching, table
from .words import money, percent, phrase

TABLE = "border_vat"


def vat(
    amount: float | Decimal, country: str, *, on: dt.date | str, included: bool = True
) -> Quote:
    """The tax in a price, or on top of an amount, at the standard rate.

    Parameters
    ----------
    amount : float or Decimal
        A price with tax, or with ``included=False`` an amount without, such as customs value and
        duty together when goods are imported. In the country's currency.
    country : str
        "DE", "FR", "UK", "IT" or "ES".
    on : datetime.date or str
        Day of the sale or of entry.
    included : bool
        Whether `amount` contains the tax.

    Raises
    ------
    ParameterError
        An amount that is not a number or is negative.
    NotCovered
        A country or a day that the table does not cover.

    >>> vat(119, "DE", on="2026-06-01").amount
    Decimal('19.00')
    >>> vat(119, "DE", on="2026-06-01", included=False).amount
    Decimal('22.61')
    """
    amount = exact("amount", amount)
    name, row, day = _found(country, on)
    rate, currency = _rate(row), "GBP" if country == "UK" else "EUR"
    tax = to_cents(amount * rate / (1 + rate) if included else amount * rate)
    base = money(amount, currency)
    entry = "border.vat_included" if included else "border.vat_on_top"
    rule = phrase(entry, base=base, rate=percent(rate))
    return quote(name, tax, currency, rule, [row], day, cautions=[phrase("border.vat_reduced")])


def vat_rate(country: str, *, on: dt.date | str) -> Quote:
    """The standard rate of a country, as a share of an amount without tax.

    Raises `NotCovered` for a country or a day that the table does not cover.

    >>> vat_rate("IT", on="2026-06-01").amount
    Decimal('0.22')
    """
    name, row, day = _found(country, on)
    rule = phrase("border.vat_standard_rate", rate=percent(_rate(row)))
    cautions = [phrase("border.vat_reduced")]
    return quote(name, _rate(row), "", rule, [row], day, cautions=cautions)


def _found(country: str, on: dt.date | str) -> tuple[Text, Row, dt.date]:
    countries = coded(TABLE, "country")
    check_region(phrase("border.vat_anywhere"), country, (row["country"] for row in table(TABLE)))
    name, day = phrase("border.vat", country=countries[country]), check_date(on)
    (row,) = in_force(matching(TABLE, country=country), name, day)
    return name, row, day


def _rate(row: Row) -> Decimal:
    return row.number("rate_percent") / 100

"""Numbers, money and dates as the reader writes them (Babel knows how)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent

from .language import current

Number = float | int | Decimal


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("zh_CN" if language == "zh" else "en_US")


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def number(value: Number, digits: int = 0) -> str:
    """A number with thousands separators and so many decimals.

    >>> number(12345.678, 1)
    '12,345.7'
    """
    return format_decimal(value, format=_pattern(digits), locale=_locale(current()))


def plain(value: Number) -> str:
    """A number with the decimals that it needs and no more.

    >>> plain(24.990), plain(800.0)
    ('24.99', '800')
    """
    return format_decimal(value, format="#,##0.######", locale=_locale(current()))


def percent(share: Number, digits: int = 1) -> str:
    """A share as a percentage.

    >>> percent(0.2984)
    '29.8%'
    """
    return format_percent(share, format=_pattern(digits) + "%", locale=_locale(current()))


def money(amount: Number, currency: str, digits: int = 2) -> str:
    """An amount with its currency sign.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     money(-3.5, "USD")
    '-$3.50'
    """
    sign_first = "¤" + _pattern(digits) + ";-¤" + _pattern(digits)
    return format_currency(
        amount, currency, format=sign_first, locale=_locale(current()), currency_digits=False
    )


def money_short(amount: Number, currency: str, digits: int = 1) -> str:
    """A large amount in short, with at most so many decimals: 1.9M in English, 190万 in Chinese."""
    return format_compact_currency(
        amount, currency, fraction_digits=digits, locale=_locale(current())
    )


def date(day: dt.date) -> str:
    """A day as the reader writes it."""
    return format_date(day, format="medium", locale=_locale(current()))

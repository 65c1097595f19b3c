"""Numbers, money and dates as the reader writes them (Babel knows how)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    NumberPattern,
    format_compact_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    parse_pattern,
)

from .language import current

Number = float | int | Decimal


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("zh_CN" if language == "zh" else "en_US")


def _digits(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


# A slider's move writes dozens of numbers, so that each way of writing is read once.


@cache
def _pattern(digits: int, after: str = "") -> NumberPattern:
    return parse_pattern(_digits(digits) + after)


#: Signs that readers write otherwise than Babel has them: a Chinese seller's dollar is the US one.
_SIGNS = {("zh", "USD"): "$"}


@cache
def _sign(currency: str, language: str) -> str:
    own = _SIGNS.get((language, currency))
    return own or get_currency_symbol(currency, _locale(language))


@cache
def _money_pattern(currency: str, digits: int, language: str) -> NumberPattern:
    amount = f"'{_sign(currency, language)}'{_digits(digits)}"
    return parse_pattern(f"{amount};-{amount}")


def _signed(value: Number, digits: int) -> Number:
    """The value, or nothing where so many decimals show nothing: nothing has no minus."""
    return value if value >= 0 or round(value, digits) else 0


def number(value: Number, digits: int = 0) -> str:
    """A number with thousands separators and so many decimals.

    >>> number(12345.678, 1), number(-0.04, 1)
    ('12,345.7', '0.0')
    """
    value = _signed(value, digits)
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
    share = _signed(share, digits + 2)
    return format_percent(share, format=_pattern(digits, "%"), locale=_locale(current()))


def money(amount: Number, currency: str, digits: int = 2) -> str:
    """An amount with its currency sign.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     money(-3.5, "USD"), money(-0.3, "USD", 0)
    ('-$3.50', '$0')
    """
    language, amount = current(), _signed(amount, digits)
    pattern = _money_pattern(currency, digits, language)
    return format_decimal(amount, format=pattern, locale=_locale(language))


def money_short(amount: Number, currency: str, digits: int = 1) -> str:
    """A large amount in short, with at most so many decimals: 1.9M in English, 190万 in Chinese."""
    language = current()
    # What is too small to be shortened keeps all its decimals, so they go first; and plus nothing
    # is for what rounds to zero from below, which is no minus zero.
    written = format_compact_currency(
        round(amount, digits) + 0, currency, fraction_digits=digits, locale=_locale(language)
    )
    babels = get_currency_symbol(currency, _locale(language))
    return written.replace(babels, _sign(currency, language))


def date(day: dt.date) -> str:
    """A day as the reader writes it."""
    return format_date(day, format="medium", locale=_locale(current()))

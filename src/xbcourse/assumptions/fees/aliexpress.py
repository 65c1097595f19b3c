"""AliExpress (速卖通), for sellers in China: commission, deposit, withdrawal, old annual fee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ..language import Text
from ..money import exact, to_cents
from . import categories
from .quote import Quote, quote
from .ranges import middle
from .rows import Row, check_date, in_force, matching
from .words import money, percent, phrase

TABLE = "fees_aliexpress"


def aliexpress_categories(fee: str = "commission_percent") -> Mapping[str, Text]:
    """The categories that a fee is told apart by, and what they are called.

    `fee` is "commission_percent", "deposit" or "annual_fee".

    >>> aliexpress_categories("annual_fee")["Human hair"].zh
    '假发'
    """
    return categories.labels(row["category"] for row in matching(TABLE, fee=fee))


def aliexpress_commission(
    order: float | Decimal, category: str | None = None, *, on: dt.date | str
) -> Quote:
    """What AliExpress takes of an order.

    Parameters
    ----------
    order : float or Decimal
        What the buyer pays, in any currency; the answer is in the same, labelled USD, in which
        AliExpress sells.
    category : str or None
        One of `aliexpress_categories`, in English or Chinese; from memory. None: the range over
        all categories, which was read in a source.
    on : datetime.date or str
        Day of the order.

    Raises
    ------
    ParameterError
        An order that is not a number or is negative; a category that does not exist.
    NotCovered
        A day that the table does not cover.

    >>> aliexpress_commission(50, "Toys", on="2024-06-01").amount  # 8 %
    Decimal('4.00')
    """
    order = exact("order", order)
    name, day = phrase("platforms.aliexpress_commission"), check_date(on)
    base = phrase("platforms.the_order")
    if category is None:
        return _commission_range(order, name, base, day)
    row = _of_category("commission_percent", category, name, day)
    rate = row.number("amount") / 100
    rule = phrase("rule_flat", rate=percent(rate), base=base)
    return quote(name, to_cents(order * rate), "USD", rule, [row], day)


def _commission_range(order: Decimal, name: Text, base: Text, day: dt.date) -> Quote:
    ends = ("commission_low_percent", "commission_high_percent")
    rows = [in_force(matching(TABLE, fee=end), name, day)[0] for end in ends]
    low, high = (row.number("amount") / 100 for row in rows)
    rule = phrase("platforms.rate_range", low=percent(low), high=percent(high), base=base)
    low, high = to_cents(order * low), to_cents(order * high)
    return quote(name, middle(low, high), "USD", rule, rows, day, low=low, high=high)


def aliexpress_deposit(category: str = "Most categories", *, on: dt.date | str) -> Quote:
    """The deposit of a shop, which comes back when the shop is closed in good order.

    `category` is one of ``aliexpress_categories("deposit")``. Raises `ParameterError` for any
    other, `NotCovered` for a day that the table does not cover.

    >>> aliexpress_deposit(on="2024-06-01").amount
    Decimal('10000')
    """
    name = phrase("platforms.aliexpress_deposit")
    row = _of_category("deposit", category, name, check_date(on))
    span = {"low": money(Decimal(10000), "CNY"), "high": money(Decimal(50000), "CNY")}
    # The note of this row, in the reader's language.
    spread = row["category"] == "Most categories"
    cautions = [phrase("platforms.aliexpress_deposit_spread", **span)] if spread else []
    return _plain(name, row, "platforms.refundable", check_date(on), cautions)


def aliexpress_annual_fee(category: str = "Other categories", *, on: dt.date | str) -> Quote:
    """The annual fee of earlier years, since replaced by the deposit.

    `category` is one of ``aliexpress_categories("annual_fee")``. Raises `ParameterError` for any
    other, `NotCovered` for a day that the table does not cover.

    >>> aliexpress_annual_fee("假发", on="2021-06-01").amount
    Decimal('50000')
    """
    name = phrase("platforms.aliexpress_annual_fee")
    row = _of_category("annual_fee", category, name, check_date(on))
    return _plain(name, row, "platforms.annual_fee_back", check_date(on))


def aliexpress_withdrawal(*, on: dt.date | str) -> Quote:
    """What it costs to have the balance sent to a bank once; to Alipay it is free.

    Raises `NotCovered` for a day that the table does not cover.

    >>> aliexpress_withdrawal(on="2024-06-01").amount
    Decimal('15')
    """
    name, day = phrase("platforms.aliexpress_withdrawal"), check_date(on)
    (row,) = in_force(matching(TABLE, fee="withdrawal"), name, day)
    return _plain(name, row, "platforms.per_transfer", day)


def _of_category(fee: str, category: str, name: Text, day: dt.date) -> Row:
    category = categories.find("category", category, aliexpress_categories(fee))
    label: Text = categories.labels([category])[category]
    name = phrase("platforms.for_category", fee=name, category=label)
    (row,) = in_force(matching(TABLE, fee=fee, category=category), name, day)
    return row


def _plain(name: Text, row: Row, rule: str, day: dt.date, cautions: list[Text] = ()) -> Quote:
    amount, currency = row.number("amount"), row["currency"]
    words = phrase(rule, amount=money(amount, currency))
    return quote(name, amount, currency, words, [row], day, cautions=cautions)

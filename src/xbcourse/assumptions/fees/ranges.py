"""Numbers that a source gives from low to high, and tables that date a row by its year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from ..errors import ParameterError
from ..language import Text
from ..money import exact, to_cents
from .quote import Quote, quote
from .rows import Row, in_force

#: What a fee table would call the doubt that a benchmark's confidence stands for.
_DOUBTS = {"background": "recalled", "transcribed": "single_copy"}


def dated(row: Row) -> tuple[Row, ...]:
    """The one or two facts behind a row of a benchmark table, dated and doubted as in a fee table.

    Such a table has one row for both ends of a range, each end with an identifier of its own, and
    often only a year. It is read from the first to the last day of that year.
    """
    since = row.get("effective_from") or f"{row['year']}-01-01"
    dates = {"valid_from": since, "valid_to": "", "vouched_to": f"{since[:4]}-12-31"}
    doubt = {"caution": _DOUBTS.get(row["confidence"], "")}
    ids = dict.fromkeys(filter(None, (row["id"], row.get("id_high"))))
    return tuple(Row({**row.cells, **dates, **doubt, "id": one}) for one in ids)


def ranged(
    name: Text,
    row: Row,
    factor: Decimal,
    rule: Text,
    on: dt.date,
    *,
    also: Iterable[Row] = (),
    cautions: Iterable[Text] = (),
    currency: str | None = None,
) -> Quote:
    """A quote of a benchmark row's range times a factor, such as a rate a kilogram times kilograms.

    The row's own remark is the first caution. `currency` is that of the row unless it is given.
    Raises `NotCovered` before the row's year.
    """
    rows = (*in_force(dated(row), name, on), *(fact for other in also for fact in dated(other)))
    low, high = (to_cents(row.number(end) * factor) for end in ("low", "high"))
    remarks = (_remark(row),) if row["note"] else ()
    return quote(
        name,
        middle(low, high),
        currency or row["currency"],
        rule,
        rows,
        on,
        low=low,
        high=high,
        cautions=(*remarks, *cautions),
    )


def _remark(row: Row) -> Text:
    """A row's note as a sentence."""
    zh, en = row["note_zh"], row["note"]
    return Text(zh=f"{zh}。", en=f"{en[0].upper()}{en[1:]}.")


def middle(low: Decimal, high: Decimal) -> Decimal:
    """Half way between two amounts, to the cent.

    >>> middle(Decimal("1.00"), Decimal("1.01"))
    Decimal('1.01')
    """
    return to_cents((low + high) / 2)


def whole(name: str, value: object, *, least: int = 1) -> int:
    """A number of things.

    Raises
    ------
    ParameterError
        Not a number, not whole, or below `least`.

    >>> whole("containers", 2)
    2
    """
    number = exact(name, value, least=least)
    if number != number.to_integral_value():
        raise ParameterError("errors.not_whole", name=name, value=value)
    return int(number)

"""Exchange rates (汇率): the European Central Bank's reference rates, one day a week.

Source: European Central Bank (ECB), euro foreign exchange reference rates, one day a week
selected, figures unchanged; table ``exchange_rates``. They are mid rates for information: what a
seller gets for dollars is less by the spread and the fee of whoever exchanges them.

A rate is what one unit of `base` costs in `quote`: USD in CNY is about 7. Rates between two
currencies other than the euro are the quotient of their euro rates.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pandas as pd

from . import datasets
from .errors import NotCovered, ParameterError
from .fees.rows import check_date
from .language import say
from .money import exact

TABLE = "exchange_rates"
EURO = "EUR"

#: A row answers for the days up to the next week's.
REACH = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class _Table:
    """The days with rates, in order, and what one euro bought on each."""

    days: tuple[dt.date, ...]
    per_euro: Mapping[str, tuple[Decimal, ...]]

    @property
    def last(self) -> dt.date:
        """The last day that the table answers for."""
        return self.days[-1] + REACH

    def row(self, day: dt.date) -> int:
        """The last row on or before a day."""
        if not self.days[0] <= day <= self.last:
            raise NotCovered("currency.not_covered", date=day, since=self.days[0], until=self.last)
        return bisect.bisect_right(self.days, day) - 1


def currencies() -> tuple[str, ...]:
    """The currencies that there are rates for, by ISO code.

    >>> "CNY" in currencies()
    True
    """
    return tuple(_table().per_euro)


def rate(on: dt.date | str, base: str, quote: str) -> Decimal:
    """What one unit of `base` costs in `quote` on a day.

    Parameters
    ----------
    on : datetime.date or str
        The last rate published on or before this day counts ("2024-06-28").
    base, quote : str
        ISO codes, of `currencies`.

    Returns
    -------
    Decimal
        As published from the euro; of 28 digits between two other currencies.

    Raises
    ------
    ParameterError
        A currency that is not in the table; a day that is not a date.
    NotCovered
        A day before the table begins or more than six days after it ends.

    >>> rate("2024-06-28", "EUR", "USD")
    Decimal('1.0705')
    >>> round(rate("2024-06-30", "USD", "CNY"), 4)  # of Friday 28 June: 7.7748 / 1.0705
    Decimal('7.2628')
    """
    base, quote = _known("base", base), _known("quote", quote)
    row = _table().row(check_date(on))
    if base == quote:
        return Decimal(1)
    dear, cheap = _table().per_euro[quote][row], _table().per_euro[base][row]
    return dear if base == EURO else dear / cheap


def convert(amount: float | Decimal, base: str, quote: str, *, on: dt.date | str) -> Decimal:
    """An amount of `base` in `quote`, unrounded. Raises as `rate` does.

    Parameters
    ----------
    amount : float or Decimal
        May be negative.
    base, quote : str
        ISO codes, of `currencies`.
    on : datetime.date or str
        The last rate published on or before this day counts.

    >>> round(convert(50, "CNY", "USD", on="2024-06-28"), 2)
    Decimal('6.88')
    """
    return exact("amount", amount, least=None) * rate(on, base, quote)


def history(
    base: str,
    quote: str,
    *,
    since: dt.date | str | None = None,
    until: dt.date | str | None = None,
) -> pd.Series:
    """The rate week by week, to plot or to average.

    Parameters
    ----------
    base, quote : str
        ISO codes, of `currencies`.
    since, until : datetime.date or str or None
        First and last day, both included; all of the table unless given.

    Returns
    -------
    pandas.Series
        Floats by date. Named for a chart.

    Raises
    ------
    ParameterError
        A currency that is not in the table; a day that is not a date.
    NotCovered
        No published day from `since` to `until`.

    >>> history("EUR", "USD", since="2024-06-17", until="2024-06-30").tolist()
    [1.0688, 1.0705]
    """
    base, quote = _known("base", base), _known("quote", quote)
    table = _table()
    first = table.days[0] if since is None else check_date(since)
    last = table.days[-1] if until is None else check_date(until)
    rows = range(bisect.bisect_left(table.days, first), bisect.bisect_right(table.days, last))
    if not rows:
        ends = {"first": table.days[0], "last": table.days[-1]}
        raise NotCovered("currency.no_published_day", since=first, until=last, **ends)
    return pd.Series(
        [float(table.per_euro[quote][row] / table.per_euro[base][row]) for row in rows],
        index=pd.DatetimeIndex([table.days[row] for row in rows], name="date"),
        name=say("currency.history_name", base=base, quote=quote),
    )


@cache
def _table() -> _Table:
    rows = datasets.rows(TABLE)
    codes = [column for column in rows[0] if column != "date"]
    return _Table(
        days=tuple(dt.date.fromisoformat(row["date"]) for row in rows),
        per_euro={
            EURO: (Decimal(1),) * len(rows),
            **{code: tuple(Decimal(row[code]) for row in rows) for code in codes},
        },
    )


def _known(name: str, currency: object) -> str:
    if not isinstance(currency, str) or currency.upper() not in _table().per_euro:
        known = ", ".join(_table().per_euro)
        raise ParameterError("currency.unknown", name=name, value=repr(currency), known=known)
    return currency.upper()

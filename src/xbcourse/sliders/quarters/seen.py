"""The quarters that were played, as a picture, a sentence, figures and a small table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import pandas as pd

from ...analysis.quarters.levers import WEEKS, Choice
from ...assumptions.formats import money, number
from ...assumptions.language import say
from ...charts import look
from ...charts.marks import Mark
from ...charts.record import line
from ...charts.rows import Row, RowsData
from ..view import KeyFigure, Shown

_STARS = (3.0, 5.0)


def yuan(amount: float) -> str:
    """Whole yuan, with the minus that growth is written with.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("zh"):
    ...     yuan(-58526.0)
    '−¥58,526'
    """
    return money(amount, "CNY", 0).replace("-", "−")


def seen_shown(table: pd.DataFrame, choices: Sequence[Choice], ruined: bool = False) -> Shown:
    """What a seller sees after some quarters.

    Parameters
    ----------
    table : DataFrame
        `analysis.quarters.year.seen` of the choices.
    choices : sequence of Choice
        One for each quarter, at least one.
    ruined : bool
        Whether the business is over.
    """
    finding = _finding(table, choices[-1], ruined)
    data = RowsData(
        x=table["week"].to_numpy(),
        rows=_rows(table),
        x_label=say("quarters.week"),
        finding=finding,
        write_x=partial(look.number_axis, whole=True),
        marks=_marks(len(choices)),
    )
    return Shown(data, finding, figures(table, len(choices)), lambda: _table(table, choices))


def figures(table: pd.DataFrame, quarter: int) -> tuple[KeyFigure, ...]:
    """The numbers of one quarter, from 1."""
    weeks = table[table["quarter"] == quarter]
    sold, visits = weeks["sold"].sum(), weeks["visits"].sum()
    empty = (weeks["stock"] == 0).sum()
    share = 100 * sold / visits if visits else 0.0
    return (
        KeyFigure.number(say("quarters.figure_sold"), sold),
        KeyFigure.number(say("quarters.figure_conversion"), share, digits=1),
        KeyFigure.money(say("quarters.figure_ads"), weeks["ads"].sum(), "CNY", 0, better=0),
        KeyFigure.number(say("quarters.figure_empty"), int(empty), better=-1),
        _stars(weeks["stars"].iloc[-1]),
        KeyFigure.money(say("quarters.figure_cash"), weeks["cash"].iloc[-1], "CNY", 0),
    )


def _finding(table: pd.DataFrame, choice: Choice, ruined: bool) -> str:
    last = table.iloc[-1]
    weeks = table[table["quarter"] == last["quarter"]]
    words = {
        "quarter": number(last["quarter"]),
        "sold": number(weeks["sold"].sum()),
        "stock": number(last["stock"]),
        "stars": _rated(last["stars"]),
        "cash": yuan(last["cash"]),
        "owed": yuan(last["receivable"]),
    }
    if ruined:
        return say("quarters.quarter_ruined", **words)
    return say("quarters.quarter_stopped" if choice.stop else "quarters.quarter_closed", **words)


def _stars(value: float) -> KeyFigure:
    name = say("quarters.figure_stars")
    if math.isnan(value):
        return KeyFigure(name, value, say("quarters.no_stars"))
    return KeyFigure.number(name, value, digits=2)


def _rated(stars: float) -> str:
    """The rating as a part of a sentence."""
    if math.isnan(stars):
        return say("quarters.not_rated")
    return say("quarters.rated", stars=number(stars, 1))


def _rows(table: pd.DataFrame) -> tuple[Row, ...]:
    def values(name: str):
        return table[name].to_numpy()

    write_cash = partial(look.money_axis, currency="CNY")
    stock = (
        line(values("stock"), say("quarters.in_stock")),
        line(values("on_order"), say("quarters.under_way")),
    )
    cash = (
        line(values("cash"), say("quarters.in_account")),
        line(values("receivable"), say("quarters.owed")),
    )
    return (
        Row(say("quarters.row_sold"), (line(values("sold")),), look.number_axis),
        Row(say("quarters.row_stock"), stock, look.number_axis),
        Row(say("quarters.row_visits"), (line(values("visits")),), look.number_axis),
        Row(say("quarters.row_stars"), (line(values("stars")),), look.number_axis, limits=_STARS),
        Row(say("quarters.row_cash"), cash, write_cash),
    )


def _marks(quarters: int) -> tuple[Mark, ...]:
    """Where the second, third and fourth quarter begin."""
    return tuple(
        Mark(WEEKS * k + 0.5, say("quarters.quarter_mark", quarter=k + 1))
        for k in range(1, quarters)
    )


def _table(table: pd.DataFrame, choices: Sequence[Choice]) -> pd.DataFrame:
    by = table.groupby("quarter")
    last = by.last()
    return pd.DataFrame(
        {
            say("quarters.column_quarter"): [number(k + 1) for k in range(len(choices))],
            say("quarters.column_ordered"): [number(choice.order) for choice in choices],
            say("quarters.column_sold"): [number(v) for v in by["sold"].sum()],
            say("quarters.column_stock"): [number(v) for v in last["stock"]],
            say("quarters.column_visits"): [number(v) for v in by["visits"].sum()],
            say("quarters.column_ads"): [number(v) for v in by["ads"].sum()],
            say("quarters.column_stars"): [_stars(v).text for v in last["stars"]],
            say("quarters.column_cash"): [number(v) for v in last["cash"]],
        }
    )

"""Module 03, wholesale: from inquiries to orders, and what few large orders do to a year."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.wholesale_year import MONTHS, WholesaleYear, wholesale_year
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.rows import Band, Level, Row, Rows, RowsData
from ...model.theory.wholesale import orders_needed, orders_won
from ..view import KeyFigure, Shown, view

yuan = partial(money, currency="CNY", digits=0)

#: Years that are simulated, and how many of them are drawn one by one.
YEARS, DRAWN = 1000, 12
#: A month is quiet if no order is won in it.
QUIET = 0.5


@view(
    inputs=(
        "inquiries",
        "sample_share",
        "sample_order_share",
        "order_usd",
        "order_spread",
        "wholesale_margin",
        "membership",
        "fixed",
        "sample_cost",
    ),
    chart=Rows,
    title=Text(zh="一年几十单，够不够活？", en="Are some dozens of orders a year enough?"),
    presets={
        "verified": (
            Text(zh="换成金品诚企", en="The dearer membership"),
            {"membership": "verified_supplier"},
        ),
        "large": (Text(zh="单子大一倍", en="Orders twice as large"), {"order_usd": 6000.0}),
        "traffic": (Text(zh="询盘多一倍", en="Twice the inquiries"), {"inquiries": 120}),
        "equal": (Text(zh="每单一样大", en="All orders of one size"), {"order_spread": 0.0}),
        "priced_down": (
            Text(zh="毛利压到 10%", en="Bargained down to a margin of 10%"),
            {"wholesale_margin": 0.10},
        ),
    },
    base="hardware_factory",
)
def wholesale_months(scenario: Scenario) -> Shown:
    """Orders and margin of each month, the result so far, and the money laid out."""
    s, year = scenario, _year(scenario)
    sentence = _year_in_words(year)
    data = RowsData(
        x=np.arange(1, MONTHS + 1),
        rows=(
            Row(say("m03.orders_row"), (_band(year.orders),), _whole_axis),
            Row(say("m03.margin_row"), (_band(year.margin),), _yuan_axis),
            Row(
                say("m03.result_row"),
                (_band(year.result[1:]),),
                _yuan_axis,
                Level(0.0, say("m03.breakeven_level")),
            ),
            Row(say("m03.money_row"), (_band(year.cash[1:]),), _yuan_axis),
        ),
        x_label=say("m03.months_axis"),
        finding=sentence,
        write_x=_whole_axis,
    )
    return Shown(data, sentence, _figures(s, year), lambda: _table(year))


_yuan_axis = partial(look.money_axis, currency="CNY")
_whole_axis = partial(look.number_axis, whole=True)


@lru_cache(maxsize=8)
def _year(s: Scenario) -> WholesaleYear:
    return wholesale_year(s, paths=YEARS)


def _band(runs: NDArray) -> Band:
    low, middle, high = np.quantile(runs, (0.05, 0.5, 0.95), axis=1)
    return Band("", middle, low, high, runs[:, :DRAWN].T)


def _needed(year: WholesaleYear) -> float:
    return float(orders_needed(year.yearly_cost, year.order_margin))


def _year_in_words(year: WholesaleYear) -> str:
    end, orders = year.result[-1], year.orders.sum(axis=0)
    few, many = np.quantile(orders, (0.05, 0.95))
    loss = float((end < 0).mean())
    return say(
        _how_the_year_went(many, loss),
        few=number(few),
        many=number(many),
        needed=number(_needed(year)),
        loss=percent(loss, 0),
        left=yuan(round(abs(float(np.median(end))), -2)),
    )


def _how_the_year_went(many: float, loss: float) -> str:
    """The sentence for a good year of so many orders, and a share of years that lose."""
    if many < 1:
        return "m03.year_empty"
    return "m03.year_loses" if loss > 0.8 else "m03.year_open" if loss > 0.2 else "m03.year_gains"


def _figures(s: Scenario, year: WholesaleYear) -> tuple[KeyFigure, ...]:
    expected = MONTHS * float(orders_won(s.inquiries, s.sample_share, s.sample_order_share))
    return (
        KeyFigure.number(say("m03.orders_expected"), expected, "", 1),
        KeyFigure.number(say("m03.orders_needed"), _needed(year), better=-1),
        KeyFigure.percent(say("m03.chance_of_loss"), float((year.result[-1] < 0).mean()), 0, -1),
        KeyFigure.money(
            say("m03.laid_out"), float(np.quantile(year.paid_ahead, 0.95)), "CNY", 0, -1
        ),
    )


def _table(year: WholesaleYear) -> pd.DataFrame:
    """The year in words: a poor one, a middling one and a good one of each quantity."""
    quantities = {
        "orders": (year.orders.sum(axis=0), number),
        "quiet": ((year.orders < QUIET).sum(axis=0), number),
        "three": (_top_three(year), partial(percent, digits=0)),
        "result": (year.result[-1], yuan),
        "ahead": (year.paid_ahead, yuan),
    }
    shares = (0.05, 0.5, 0.95)
    rows = [
        [say(f"m03.year_{name}"), *(write(v) for v in np.quantile(values, shares))]
        for name, (values, write) in quantities.items()
    ]
    columns = [say("m03.column_what"), *(say(f"m03.column_{n}") for n in ("p5", "p50", "p95"))]
    return pd.DataFrame(rows, columns=columns)


def _top_three(year: WholesaleYear) -> NDArray:
    """What the three best months bring, as a share of the year's margin."""
    whole = np.maximum(year.margin.sum(axis=0), 1e-9)
    return np.sort(year.margin, axis=0)[-3:].sum(axis=0) / whole

"""A small view for the tests of the panel: profit of one order along the price.

Above `FAULTY` the view refuses to answer, so that tests can see what a fault looks like.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from xbcourse.assumptions.formats import money
from xbcourse.assumptions.language import Text
from xbcourse.assumptions.scenario import Scenario
from xbcourse.charts import look
from xbcourse.charts.chart import Chart
from xbcourse.sliders import KeyFigure, Shown, view

#: Prices from here on make the view fail.
FAULTY = 100.0


@dataclass(frozen=True)
class Line:
    """A line over prices, the point we are at, and the finding."""

    prices: np.ndarray
    profits: np.ndarray
    here: tuple[float, float]
    finding: str


class LineChart(Chart):
    """A line and a point on it."""

    def build(self, figure: Figure, data: Line) -> None:
        self.axes = look.axes(figure)
        look.money_axis(self.axes.xaxis, "USD")
        look.money_axis(self.axes.yaxis, "USD")
        self.axes.set_xlabel(str(Text(zh="售价", en="Price")))
        (self.line,) = self.axes.plot([], [], **look.stroke(0))
        (self.point,) = self.axes.plot([], [], "o", color=look.NAVY, markersize=9)
        (ghost,) = self.axes.plot([], [], **look.GHOST_LINE)
        (spot,) = self.axes.plot([], [], "o", color=look.GHOST, markersize=8)
        self.title = look.finding(figure)
        self.ghosts = [ghost, spot]
        self.moving = [self.line, self.point, self.title]

    def frame(self, data: Line) -> Hashable:
        return look.span(data.profits)

    def fit(self, data: Line) -> None:
        self.axes.set(xlim=(0, 120), ylim=self.frame(data))

    def move(self, data: Line) -> None:
        self.line.set_data(data.prices, data.profits)
        self.point.set_data([data.here[0]], [data.here[1]])
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: Line) -> None:
        line, spot = self.ghosts
        line.set_data(data.prices, data.profits)
        spot.set_data([data.here[0]], [data.here[1]])


@view(
    inputs=("price_usd", "cogs", "acos"),
    chart=LineChart,
    title=Text(zh="卖得贵就赚得多吗？", en="Does a higher price earn more?"),
    presets={
        "cheap": (Text(zh="低价", en="Cheap"), {"price_usd": 12.0}),
        "ads": (Text(zh="猛投广告", en="Heavy ads"), {"acos": 0.5, "price_usd": 30.0}),
    },
)
def demo(scenario: Scenario) -> Shown:
    """Price less unit cost less ads."""
    if scenario.price_usd >= FAULTY:
        raise ZeroDivisionError("demo")
    prices = np.linspace(1, 120, 120)
    cost = scenario.cogs / 6.65
    profit = scenario.price_usd * (1 - scenario.acos) - cost
    sentence = str(
        Text(
            zh=f"售价 {money(scenario.price_usd, 'USD')} 时，每单剩 {money(profit, 'USD')}。",
            en=f"At {money(scenario.price_usd, 'USD')} an order leaves {money(profit, 'USD')}.",
        )
    )
    line = Line(prices, prices * (1 - scenario.acos) - cost, (scenario.price_usd, profit), sentence)
    figures = (
        KeyFigure.money(str(Text(zh="每单利润", en="Profit")), profit, "USD"),
        KeyFigure.percent(str(Text(zh="利润率", en="Margin")), profit / scenario.price_usd),
        KeyFigure.money(
            str(Text(zh="广告费", en="Ads")), scenario.price_usd * scenario.acos, "USD", better=-1
        ),
    )
    return Shown(line, sentence, figures, lambda: _table(scenario))


def _table(scenario: Scenario) -> pd.DataFrame:
    return pd.DataFrame({str(Text(zh="售价", en="Price")): [money(scenario.price_usd, "USD")]})

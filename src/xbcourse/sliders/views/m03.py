"""Module 03, the ad test click by click: when the clicks have said enough."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.ad_campaigns import ends, sale_clicks, sales_after, stop_clicks
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.marks import Mark
from ...charts.rows import Band, Level, Row, Rows, RowsData
from ...model.economics import breakeven_conversion
from ...model.theory.ad_test import chance_of_paying
from ..view import KeyFigure, Shown, view

yuan = partial(money, currency="CNY", digits=0)

#: Campaigns that are simulated, and how many of them are drawn one by one.
CAMPAIGNS, DRAWN = 800, 20
#: Points along the axis of clicks.
POINTS = 101
#: The axis reaches so many times the clicks that no sale at all would need.
REACH = 4
#: The axis of a chance, with room for its line.
SHARE = (0.0, 1.05)
#: Stands for a break-even conversion of 100 % and more: a click costs what an order leaves.
CERTAIN = 0.999
#: A campaign that this share of luck sees stopped is called stopped.
NEARLY_ALL = 0.95

ONE_TEST = ("click_price", "order_margin", "cvr_m", "ad_budget", "stop_risk")

PRESETS = {
    "hopeless": (
        Text(zh="转化率 0.3%：周屿的广告", en="Conversion 0.3%: Zhou Yu's ads"),
        {"cvr_m": 0.003},
    ),
    "poor": (
        Text(zh="转化率 6%：差一半", en="Conversion 6%: half of what it takes"),
        {"cvr_m": 0.06},
    ),
    "good": (Text(zh="转化率 15%：其实能赚", en="Conversion 15%: it would pay"), {"cvr_m": 0.15}),
    "thin": (Text(zh="每单只剩 20 元", en="Only 20 yuan left of an order"), {"order_margin": 20.0}),
    "patient": (
        Text(zh="更有耐心：误停风险 1%", en="More patient: 1% risk of a wrong stop"),
        {"stop_risk": 0.01},
    ),
}


class AdTest(NamedTuple):
    """A test as its numbers: break-even conversion, clicks to be bought, and where each of the
    simulated campaigns sells and is stopped."""

    breakeven: float
    clicks: int
    first: int
    sold: NDArray
    ended: NDArray

    @property
    def stopped(self) -> float:
        """Share of campaigns that the rule stops before the budget is spent."""
        return float((self.ended <= self.clicks).mean())

    @property
    def bought(self) -> NDArray:
        """Clicks that each campaign has bought in the end."""
        return np.minimum(self.ended, self.clicks)


@view(
    inputs=ONE_TEST,
    chart=Rows,
    title=Text(zh="广告试到第几次点击就该停？", en="After how many clicks should the test stop?"),
    presets=PRESETS,
    base="ad_story",
)
def ad_clicks(scenario: Scenario) -> Shown:
    """Money, the chance that the product pays, and the campaigns stopped, click by click."""
    s, test = scenario, _ad_test(scenario)
    x = np.unique(np.linspace(0, _horizon(test), POINTS).round())
    sales = sales_after(test.sold, x).astype(float)
    cash = sales * s.order_margin - x * s.click_price
    chance = _chances(test.breakeven, sales, x)
    share = np.array([(test.ended <= clicks).mean() for clicks in x])
    sentence = _when_to_stop(s, test)
    data = RowsData(
        x=x,
        rows=(
            Row(say("m03.cash_row"), (_band(cash),), partial(look.money_axis, currency="CNY")),
            Row(
                say("m03.chance_row"),
                (_band(chance),),
                look.percent_axis,
                Level(s.stop_risk, say("m03.stop_level", level=percent(s.stop_risk, 0))),
                SHARE,
            ),
            Row(
                say("m03.stopped_row"),
                (Band("", share, share, share),),
                look.percent_axis,
                limits=SHARE,
            ),
        ),
        x_label=say("m03.clicks_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        marks=_click_marks(s, test, x[-1]),
    )
    return Shown(data, sentence, _test_figures(s, test), lambda: _click_table(s, test))


# One test, click by click.


def _ad_test(s: Scenario) -> AdTest:
    return _tested(breakeven_of(s), affordable(s), s.cvr_m, s.stop_risk)


def breakeven_of(s: Scenario) -> float:
    """Conversion at which a click earns its price; where none does, as good as certainty."""
    return min(float(breakeven_conversion(s.click_price, s.order_margin)), CERTAIN)


@lru_cache(maxsize=8)
def _tested(breakeven: float, clicks: int, conversion: float, level: float) -> AdTest:
    sold = sales_of(conversion, clicks)
    stops = stop_clicks("every_click", breakeven, clicks, level=level)
    first = int(stop_clicks("every_click", breakeven, 10**9, level=level, sales=1)[0])
    return AdTest(breakeven, clicks, first, sold, ends(sold, stops, clicks))


@lru_cache(maxsize=8)
def sales_of(conversion: float, clicks: int) -> NDArray:
    return sale_clicks(conversion, clicks, campaigns=CAMPAIGNS)


def affordable(s: Scenario) -> int:
    """Clicks that the budget buys."""
    return max(int(s.ad_budget / s.click_price + 1e-9), 1)


def _horizon(test: AdTest) -> int:
    """Where the axis of clicks ends: past the stop, and no farther than the budget."""
    return min(int(look.round_up(REACH * test.first)), max(test.clicks, 10))


def _chances(breakeven: float, sales: NDArray, clicks: NDArray) -> NDArray:
    """Chance that ads pay, of each campaign after so many clicks; few numbers of sales occur."""
    most = int(sales.max())
    count = np.minimum(np.arange(most + 1)[:, None], clicks)
    table = chance_of_paying(breakeven, count, clicks[None, :])
    return table[sales.astype(int), np.arange(clicks.size)]


def _band(runs: NDArray, name: str = "") -> Band:
    low, middle, high = np.quantile(runs, (0.05, 0.5, 0.95), axis=0)
    return Band(name, middle, low, high, runs[:DRAWN])


def _click_marks(s: Scenario, test: AdTest, end: float) -> tuple[Mark, ...]:
    if test.first > end:
        return ()
    spent = yuan(test.first * s.click_price)
    return (Mark(test.first, say("m03.stop_mark", clicks=number(test.first), spent=spent)),)


def _when_to_stop(s: Scenario, test: AdTest) -> str:
    """The finding: a bad product is stopped for how much, a good one how often by mistake."""
    words = {
        "conversion": percent(s.cvr_m, 1),
        "breakeven": percent(test.breakeven, 1),
        "first": number(test.first),
        "spent": yuan(np.median(test.bought) * s.click_price),
        "budget": yuan(s.ad_budget),
        "stopped": percent(test.stopped, 0),
        "level": percent(s.stop_risk, 0),
        "clicks": number(test.clicks),
        "price": money(s.click_price, "CNY"),
        "margin": money(s.order_margin, "CNY"),
    }
    if test.breakeven == CERTAIN:
        return say("m03.no_conversion_pays", **words)
    if test.first > test.clicks:
        return say("m03.budget_too_small", **words)
    if s.cvr_m >= test.breakeven:
        hardly_any = words["stopped"] == percent(0, 0)
        return say("m03.good_product_safe" if hardly_any else "m03.good_product", **words)
    return say("m03.bad_product" if test.stopped >= NEARLY_ALL else "m03.close_product", **words)


def _test_figures(s: Scenario, test: AdTest) -> tuple[KeyFigure, ...]:
    whole = test.clicks * (s.cvr_m * s.order_margin - s.click_price)
    return (
        KeyFigure.percent(say("m03.breakeven"), test.breakeven, better=-1),
        KeyFigure.number(say("m03.first_stop"), test.first, say("m03.clicks"), better=-1),
        KeyFigure.money(
            say("m03.spent_at_stop"), float(np.median(test.bought)) * s.click_price, "CNY", 0, -1
        ),
        KeyFigure.money(say("m03.whole_budget"), whole, "CNY", 0),
    )


def _click_table(s: Scenario, test: AdTest) -> pd.DataFrame:
    """Clicks and money until the end of the test: of quick, middling and slow campaigns."""
    shares = (0.05, 0.5, 0.95)
    bought = np.quantile(test.bought, shares, method="inverted_cdf")
    return pd.DataFrame(
        {
            say("m03.column_campaign"): [say(f"m03.campaign_{n}") for n in ("fast", "mid", "slow")],
            say("m03.column_clicks"): [number(n) for n in bought],
            say("m03.column_spent"): [yuan(n * s.click_price) for n in bought],
        }
    )

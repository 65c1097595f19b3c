"""Module 03, retail on a marketplace: an order on eBay, and depending on one platform."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.platforms import Baskets, baskets
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.registry import parameter
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.marks import Mark
from ...charts.paths import Band, Level, Paths, PathsData
from ...charts.waterfall import Step, Waterfall, WaterfallData
from ...model.ebay_order import buyer_pays, ebay_order
from ...model.economics import Contribution, contribution
from ..view import KeyFigure, Shown, view

usd = partial(money, currency="USD")
yuan = partial(money, currency="CNY", digits=0)

WEEKS_PER_YEAR = 52

#: Lines of an order on eBay with what they are drawn as.
LINES = {
    "price": "revenue",
    "unit_cost": "goods",
    "duty": "goods",
    "supplier_shipping": "goods",
    "parcel_fee": "goods",
    "cm1": "total",
    "referral": "selling",
    "closing": "selling",
    "returns": "selling",
    "cm2": "total",
    "ads": "ads",
    "cm3": "total",
}
#: What eBay takes.
TAKEN = ("referral", "closing", "ads")
#: Lines that have another name here than in the statement.
CALLED = {"referral": "m03.final_value", "closing": "m03.international", "ads": "m03.promotion"}

#: Paths that are simulated, and how many of each band are drawn one by one.
PATHS, DRAWN = 400, 14


@view(
    inputs=(
        "price_usd",
        "ds_cogs",
        "ds_ship",
        "duty",
        "sales_tax",
        "ret",
        "promoted_rate",
        "ad_order_share",
        "weeks_in_stock",
        "fx0",
    ),
    chart=Waterfall,
    title=Text(zh="eBay 一单，平台拿走几成？", en="How much of an eBay order goes to eBay?"),
    presets={
        "bargained": (
            Text(zh="买家砍价 20%", en="Bargained down by 20%"),
            {"price_usd": 29.49},
        ),
        "all_promoted": (
            Text(zh="单单靠推广，费率 12%", en="Every order promoted, at 12%"),
            {"promoted_rate": 0.12, "ad_order_share": 1.0},
        ),
        "both": (
            Text(zh="又砍价，又推广", en="Bargained down and promoted"),
            {"price_usd": 29.49, "promoted_rate": 0.12, "ad_order_share": 1.0},
        ),
        "fast": (Text(zh="一周就周转一次", en="Turned over every week"), {"weeks_in_stock": 1.0}),
    },
    base="ebay_lamp",
)
def ebay_margin(scenario: Scenario) -> Shown:
    """The statement of an order on eBay; its fees are taken on the total, tax included."""
    s, statement = scenario, contribution(ebay_order(scenario))
    taken = -sum(float(statement.rows[line]) for line in TAKEN)
    sentence = _order_in_words(s, statement, taken)
    steps = tuple(
        Step(say(CALLED.get(line, f"economics.{line}")), _amount(statement, line), kind)
        for line, kind in LINES.items()
    )
    data = WaterfallData(steps, "USD", sentence)
    figures = (
        KeyFigure.money(say("m03.left_of_order"), float(statement.cm3), "USD"),
        KeyFigure.percent(say("m03.taken"), taken / s.price_usd, better=-1),
        KeyFigure.percent(say("m03.one_turn"), _one_turn(statement)),
        KeyFigure.percent(say("m03.one_year"), _one_year(s, statement), 0),
    )
    return Shown(data, sentence, figures, lambda: _statement(steps, s.price_usd))


@view(
    inputs=(
        "sus_weeks",
        "event_week",
        "first_share",
        "second_fixed",
        "search",
        "price_usd",
        "ds_cogs",
        "fixed",
        "capital",
    ),
    chart=Paths,
    title=Text(
        zh="平台封店，一家和两家差多少？", en="The account is suspended: one platform or two?"
    ),
    presets={
        "long": (Text(zh="封店一个季度", en="Closed for a quarter"), {"sus_weeks": 13}),
        "short": (Text(zh="只封一周", en="Closed for a week"), {"sus_weeks": 1}),
        "small": (
            Text(zh="流量少一半的小店", en="Half the traffic"),
            {"search": 3000.0},
        ),
        "token": (
            Text(zh="第二家只占一成", en="Only a tenth on the second"),
            {"first_share": 0.9},
        ),
    },
    base="one_platform",
)
def one_basket(scenario: Scenario) -> Shown:
    """Cash of the same shop on one platform and on two, when the first closes for a while."""
    s, both = scenario, _both(scenario)
    sentence = _baskets_in_words(s, both)
    weeks = np.arange(1, both.one.shape[0] + 1)
    data = PathsData(
        x=weeks,
        bands=(
            _band(say("m03.one_platform"), both.one),
            _band(say("m03.two_platforms"), both.two),
        ),
        x_label=say("m03.weeks_axis"),
        y_label=say("m03.cash_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_closed_and_open(s, weeks[-1]),
        levels=(Level(both.line, say("m03.credit_line")),),
    )
    figures = (
        KeyFigure.money(say("m03.lost_with_one"), both.lost("one"), "CNY", 0, -1),
        KeyFigure.money(say("m03.lost_with_two"), both.lost("two"), "CNY", 0, -1),
        KeyFigure.money(say("m03.premium"), both.premium, "CNY", 0, -1),
        _worth_it(both),
    )
    return Shown(data, sentence, figures, lambda: _baskets_table(both))


# An order on eBay.


def _amount(statement: Contribution, line: str) -> float:
    return float(statement.rows[line] if line in statement.rows else getattr(statement, line))


def _one_turn(statement: Contribution) -> float:
    """What an order leaves for each dollar laid out before the buyer paid."""
    return float(statement.cm3 / statement.landed_cost)


def _one_year(s: Scenario, statement: Contribution) -> float:
    """The same over a year, if the money is laid out again as soon as the goods are sold."""
    return _one_turn(statement) * _turns(s)


def _turns(s: Scenario) -> float:
    """How often a year the goods are sold and bought again."""
    return WEEKS_PER_YEAR / max(s.weeks_in_stock, 1.0)


def _order_in_words(s: Scenario, statement: Contribution, taken: float) -> str:
    cm3 = float(statement.cm3)
    words = {
        "price": usd(s.price_usd),
        "total": usd(buyer_pays(s)),
        "taken": usd(taken),
        "share": percent(taken / s.price_usd),
        "left": usd(abs(cm3)),
        "turn": percent(_one_turn(statement), 0),
        "turns": number(_turns(s), 0 if _turns(s) >= 10 else 1),
    }
    if cm3 >= 0:
        return say("m03.order_gains", **words)
    return say("m03.order_loses_by_ads" if statement.cm2 > 0 else "m03.order_loses", **words)


def _statement(steps: tuple[Step, ...], price: float) -> pd.DataFrame:
    shown = [step for step in steps if step.kind == "total" or abs(step.amount) > 0.005]
    return pd.DataFrame(
        {
            say("m03.column_line"): [step.label for step in shown],
            say("m03.column_amount"): [usd(step.amount) for step in shown],
            say("m03.column_share"): [percent(step.amount / price) for step in shown],
        }
    )


# One platform or two.


@lru_cache(maxsize=8)
def _both(s: Scenario) -> Baskets:
    return baskets(s, paths=PATHS)


def _band(name: str, cash: NDArray) -> Band:
    low, middle, high = np.quantile(cash, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high, cash[:, :DRAWN].T)


def _closed_and_open(s: Scenario, end: float) -> tuple[Mark, ...]:
    """When the account is closed, and when it opens again if that is before the end."""
    closed, opens = s.event_week, s.event_week + s.sus_weeks
    marks = (Mark(closed, say("m03.closed_mark")), Mark(opens, say("m03.open_mark")))
    return marks if opens <= end else marks[:1]


def _baskets_in_words(s: Scenario, both: Baskets) -> str:
    words = {
        "weeks": parameter("sus_weeks").show(s.sus_weeks),
        "one": yuan(round(both.lost("one"), -2)),
        "two": yuan(round(both.lost("two"), -2)),
        "premium": yuan(both.premium),
        "chance": percent(min(both.worth_it_above, 1.0), 0),
    }
    saved = -round(both.lost("one"), -2)
    if both.lost("one") <= 0:
        return say(
            "m03.nothing_to_insure" if saved else "m03.nothing_lost", **words, saved=yuan(saved)
        )
    if both.premium == 0:
        return say("m03.free_basket", **words)
    return say("m03.basket_pays" if both.worth_it_above < 1 else "m03.basket_too_dear", **words)


def _worth_it(both: Baskets) -> KeyFigure:
    """From which chance of the event in a year the second platform pays."""
    chance = both.worth_it_above
    label = say("m03.worth_it_above")
    if chance < 1:
        return KeyFigure.percent(label, chance, 0, better=-1)
    return KeyFigure(label, 1.0, say("m03.never_worth_it"), better=-1)


def _baskets_table(both: Baskets) -> pd.DataFrame:
    quantiles = {name: np.quantile(v, (0.05, 0.5, 0.95)) for name, v in both.worth.items()}
    return pd.DataFrame(
        [
            [
                say(f"m03.ends_{name}"),
                *(yuan(round(v, -2)) for v in quantiles[name]),
                percent(both.ruined(name)),
            ]
            for name in quantiles
        ],
        columns=[
            say("m03.column_way"),
            *(say(f"m03.column_{n}") for n in ("p5", "p50", "p95")),
            say("m03.column_ruined"),
        ],
    )

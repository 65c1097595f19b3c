"""Module 00: price against what is left of an order."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from ...assumptions.formats import money
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.curve import Curve, CurveData, Mark
from ...model.economics import OrderTerms, breakeven_price, contribution
from ..view import KeyFigure, Shown, view

#: The axis: near prices, and all that the slider reaches for whoever goes there.
NEAR, FAR = np.linspace(4.99, 60, 112), np.linspace(4.99, 150, 146)

usd = partial(money, currency="USD")


@view(
    inputs=("price_usd", "cogs"),
    chart=Curve,
    title=Text(zh="卖多少钱才不亏？", en="Which price does not lose money?"),
    presets={
        "cheap": (Text(zh="低价冲量", en="Cheap to win volume"), {"price_usd": 10.99}),
        "dear": (Text(zh="品牌定价", en="Priced as a brand"), {"price_usd": 39.99}),
    },
    base="phone_stand",
)
def first_slider(scenario: Scenario) -> Shown:
    """What one order leaves, along the price: commission, fulfilment and unit cost only."""
    left = float(contribution(_order(scenario, scenario.price_usd)).cm3)
    lowest = float(breakeven_price(_order(scenario, scenario.price_usd)))
    prices = NEAR if max(scenario.price_usd, lowest) <= NEAR[-1] else FAR
    sentence = _sentence(scenario.price_usd, left, lowest)
    data = CurveData(
        x=prices,
        y=contribution(_order(scenario, prices)).cm3,
        here=(scenario.price_usd, left),
        here_label=say("m00.here", left=usd(left)),
        x_label=say("m00.price_axis"),
        y_label=say("m00.left_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="USD"),
        write_y=partial(look.money_axis, currency="USD"),
        marks=(Mark(lowest, say("m00.breakeven", price=usd(lowest))),),
    )
    figures = (
        KeyFigure.money(say("m00.left"), left, "USD"),
        KeyFigure.money(say("m00.breakeven_price"), lowest, "USD", better=-1),
    )
    return Shown(data, sentence, figures, lambda: _table(scenario))


def _order(scenario: Scenario, price: float | np.ndarray) -> OrderTerms:
    return OrderTerms(
        price=price,
        unit_cost=scenario.cogs / scenario.fx0,
        referral_rate=scenario.ref,
        fulfilment=scenario.fulfil_usd,
    )


def _sentence(price: float, left: float, lowest: float) -> str:
    known = {"price": usd(price), "breakeven": usd(lowest)}
    if left < 0:
        return say("m00.loses", loss=usd(-left), **known)
    return say("m00.gains", left=usd(left), **known)


def _table(scenario: Scenario) -> pd.DataFrame:
    prices = np.array([10.0, 15.0, 20.0, 25.0, 30.0])
    left = contribution(_order(scenario, prices)).cm3
    return pd.DataFrame(
        {
            say("m00.column_price"): [usd(p) for p in prices],
            say("m00.left"): [usd(v) for v in left],
        }
    )

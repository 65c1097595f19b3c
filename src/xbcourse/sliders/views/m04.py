"""Module 04: what one customer of the own site is worth, and how often the site is ahead."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.ahead import share_ahead
from ...analysis.customers import CustomerAccount, customer_account
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.curve import Curve, CurveData, Mark
from ...model.simulation import simulate
from ..view import KeyFigure, Shown, view

yuan = partial(money, currency="CNY", digits=0)

#: Which luck the module's views share, and the weeks that a table shows.
SEED = 0
TABLE_WEEKS = (4, 13, 26, 52, 104, 156, 208)
#: How far the curves are drawn, weeks.
FOUR_YEARS = 208

#: Repeat purchase as at CDNOW (0.243, 4.414, 0.793, 2.426), as near as the sliders come.
CDNOW = {"bgnbd_r": 0.24, "bgnbd_alpha": 4.0}
LIKE_CDNOW = Text(zh="像 CDNOW 那样爱回头", en="Customers return as at CDNOW")

#: What the sliders of `own_site_ahead` change in every way of doing business.
SITE_INPUTS = (
    "bgnbd_r",
    "bgnbd_alpha",
    "weeks",
    "wom",
    "content",
    "launch_d_b",
    "cvr_d",
    "search",
    "price_usd",
)


@view(
    inputs=(
        "bgnbd_r",
        "bgnbd_alpha",
        "weeks",
        "ads_d_c0",
        "cvr_d",
        "price_usd",
        "p0_usd",
        "cogs",
        "bgnbd_a",
        "discount",
    ),
    chart=Curve,
    title=Text(zh="买来一个新客，几时回本？", en="When does a new customer pay off?"),
    presets={
        "cdnow": (LIKE_CDNOW, CDNOW),
        "dear": (
            Text(
                zh="点击按行业中位数，每次近 5 元", en="Clicks at the industry median, near 5 CNY"
            ),
            {"ads_d_c0": 4.6},
        ),
        "dear_cdnow": (
            Text(zh="点击近 5 元，客人爱回头", en="Clicks near 5 CNY, customers return"),
            CDNOW | {"ads_d_c0": 4.6},
        ),
        "convert": (Text(zh="转化率 4%", en="Conversion of 4%"), {"cvr_d": 0.04}),
        "valuable": (
            Text(
                zh="换成贵一倍的货，点击近 5 元，客人爱回头",
                en="Goods twice the price, same clicks",
            ),
            CDNOW | {"ads_d_c0": 4.6, "price_usd": 49.99, "p0_usd": 49.99, "cogs": 76.0},
        ),
    },
    base="hybrid_staged",
)
def list_value(scenario: Scenario) -> Shown:
    """The account of one customer of the own site along the horizon."""
    account = customer_account(scenario, FOUR_YEARS)
    weeks = int(scenario.weeks)
    balance = float(account.balance[weeks])
    sentence = _account_in_words(account, weeks)
    marks = ()
    if account.payback:
        marks = (Mark(account.payback, say("m04.payback_mark", week=account.payback)),)
    data = CurveData(
        x=np.arange(FOUR_YEARS + 1.0),
        y=account.balance,
        here=(float(weeks), balance),
        here_label=say("m04.balance_here", weeks=weeks, balance=yuan(balance)),
        x_label=say("m04.horizon_axis"),
        y_label=say("m04.balance_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=marks,
    )
    figures = (
        KeyFigure.money(say("m04.acquisition"), account.acquisition, "CNY", 0, better=-1),
        KeyFigure.money(say("m04.first_order"), account.first, "CNY", 0),
        KeyFigure.number(
            say("m04.repeat_orders", weeks=weeks), account.orders[weeks], say("m04.times"), 2
        ),
        _payback(account),
        KeyFigure.money(say("m04.by_content"), account.by_content, "CNY", 0, better=-1),
    )
    return Shown(data, sentence, figures, lambda: _account_table(account))


@view(
    inputs=SITE_INPUTS,
    chart=Curve,
    title=Text(zh="多开一个独立站，几成胜算？", en="How often is the own site ahead?"),
    presets={
        "cdnow": (LIKE_CDNOW, CDNOW),
        "cdnow_long": (
            Text(zh="客人爱回头，看四年", en="Customers return, over four years"),
            CDNOW | {"weeks": 208},
        ),
        "long": (
            Text(zh="客人照旧，看四年", en="Four years, customers as they are"),
            {"weeks": 208},
        ),
        "no_talk": (Text(zh="没有口碑传播", en="No word of mouth"), {"wom": 0.0}),
        "no_content": (Text(zh="独立站不做内容", en="A site without content"), {"content": 0.0}),
    },
    base="hybrid_staged",
    draft=100,
    paths=500,
)
def own_site_ahead(scenario: Scenario, paths: int) -> Shown:
    """Share of the runs in which a shop with a site has more cash than the same shop without."""
    run = simulate(
        {
            "with": scenario,
            "without": scenario.but(channels="marketplace"),
            "batch": with_inputs("self_batch", scenario, SITE_INPUTS),
        },
        paths=paths,
        weeks=FOUR_YEARS,
        seed=SEED,
    )
    ahead = share_ahead(run, "with", "without")
    week = int(scenario.weeks)
    here = float(ahead[week - 1])
    half = _from_when(ahead)
    words = {"weeks": week, "share": percent(here, 0), "week": half}
    sentence = say("m04.ahead_never" if half is None else "m04.ahead_from", **words)
    marks = () if half is None else (Mark(float(half), say("m04.half_mark", week=half)),)
    data = CurveData(
        x=np.arange(1.0, FOUR_YEARS + 1),
        y=ahead,
        here=(float(week), here),
        here_label=say("m04.ahead_here", weeks=week, share=percent(here, 0)),
        x_label=say("m04.week_axis"),
        y_label=say("m04.ahead_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=look.percent_axis,
        marks=marks,
        # A share of all runs: the curve moves, and the axis does not.
        top=1.0,
    )
    middle = {name: np.median(run.trajectory("cash", name), axis=1) for name in run.scenarios}
    of_batch = share_ahead(run, "with", "batch")
    figures = (
        KeyFigure.percent(say("m04.ahead_of_market"), here, 0),
        KeyFigure.percent(say("m04.ahead_of_batch"), float(of_batch[week - 1]), 0),
        KeyFigure.money(say("m04.median_with"), middle["with"][week - 1], "CNY", 0),
        KeyFigure.money(say("m04.median_without"), middle["without"][week - 1], "CNY", 0),
    )
    return Shown(data, sentence, figures, lambda: _ahead_table(ahead, of_batch, middle))


def with_inputs(preset: str, scenario: Scenario, inputs: tuple[str, ...]) -> Scenario:
    """Another preset under what the reader has moved away from the view's base."""
    moved = scenario.changes()
    return Scenario(preset, **{name: moved[name] for name in inputs if name in moved})


# One customer.


def _account_in_words(account: CustomerAccount, weeks: int) -> str:
    balance = float(account.balance[weeks])
    words = {
        "acquisition": yuan(account.acquisition),
        "first": yuan(account.first),
        "lost": yuan(-account.first),
        "weeks": weeks,
        "balance": yuan(balance),
        "missing": yuan(-balance),
        "payback": account.payback,
    }
    if account.first <= 0:
        return say("m04.order_never_pays", **words)
    if account.payback is None:
        return say("m04.list_never_pays", **words)
    if account.payback > weeks:
        return say("m04.list_pays_late", **words)
    return say("m04.list_pays" if account.payback else "m04.first_pays", **words)


def _payback(account: CustomerAccount) -> KeyFigure:
    if account.payback is None:
        return KeyFigure(say("m04.payback"), math.nan, say("m04.never"), better=-1)
    return KeyFigure.number(say("m04.payback"), account.payback, say("m04.weeks"), better=-1)


def _account_table(account: CustomerAccount) -> pd.DataFrame:
    shown = [0, *TABLE_WEEKS[1:]]
    return pd.DataFrame(
        {
            say("m04.column_horizon"): [number(week) for week in shown],
            say("m04.column_orders"): [number(account.orders[week], 2) for week in shown],
            say("m04.column_balance"): [yuan(account.balance[week]) for week in shown],
        }
    )


# How often the own site is ahead.


def _from_when(ahead: NDArray) -> int | None:
    """The first week from which on the share stays above one half; None: it does not."""
    below = np.flatnonzero(ahead <= 0.5)
    if not below.size:
        return 1
    return int(below[-1]) + 2 if below[-1] < len(ahead) - 1 else None


def _ahead_table(ahead: NDArray, of_batch: NDArray, middle: dict[str, NDArray]) -> pd.DataFrame:
    shown = TABLE_WEEKS[2:]
    return pd.DataFrame(
        {
            say("m04.column_horizon"): [number(week) for week in shown],
            say("m04.ahead_of_market"): [percent(ahead[week - 1], 0) for week in shown],
            say("m04.ahead_of_batch"): [percent(of_batch[week - 1], 0) for week in shown],
            say("m04.median_with"): [yuan(middle["with"][week - 1]) for week in shown],
            say("m04.median_without"): [yuan(middle["without"][week - 1]) for week in shown],
        }
    )

"""Module 08, the furniture factory: its half year, the size of its first order, and stopping."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis import bulk_order
from ...analysis.bulk_order import OrderOutcomes
from ...assumptions.formats import money, money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.marks import Mark
from ...charts.paths import Band, Paths, PathsData
from ...charts.rows import Level, Row, Rows, RowsData
from ...model.simulation import Simulation, simulate
from ..view import KeyFigure, Shown, view

yuan = partial(money, currency="CNY", digits=0)

#: The luck that all pictures of the module share, and how many single runs are drawn.
SEED, RUNS = 0, 14
#: First orders that the curve is drawn through, pieces.
ORDERS = (100, 300, 600, 1000, 1500, 2000, 2600, 3200, 3800, 4400, 5000)
#: First orders of the table.
TOLD = (300, 1000, 2000, 4400)
#: Below so many stars the marketplace demotes (`model.simulation.shocks`).
DANGEROUS_STARS = 3.9
#: The axis of stars begins here or, where stars fall lower, there; and ends with the most.
STARS = (3.0, 5.0)
#: The axis of a share, with room for its line.
SHARE = (0.0, 1.1)

GOOD = {"quality": 4.6, "delay_days": 5.0}
SERVED = Text(zh="评分 4.6、5 天送到", en="4.6 stars, 5-day delivery")
SALVAGE = (Text(zh="清仓只收回 20%", en="Clearance brings only 20%"), {"salv": 0.2})


@view(
    inputs=(
        "first_order",
        "quality",
        "delay_days",
        "search",
        "cvr_m",
        "launch_b",
        "ret",
        "price_usd",
        "salv",
    ),
    chart=Rows,
    title=Text(zh="家具厂的半年：货先订，单后来", en="Half a year: stock first, buyers later"),
    presets={
        "served": (SERVED, GOOD),
        "loved": (
            Text(zh="服务好，转化率 10%", en="Good service, 10% conversion"),
            {**GOOD, "cvr_m": 0.1},
        ),
        "traffic": (Text(zh="流量涨到 4 倍", en="Four times the traffic"), {"search": 14000.0}),
        "ads": (Text(zh="广告加到每周 1 万", en="10,000 a week on ads"), {"launch_b": 10000.0}),
        "clearance": SALVAGE,
    },
    base="furniture",
    draft=128,
    paths=1000,
)
def factory_half_year(scenario: Scenario, paths: int) -> Shown:
    """Orders, stars, clicks left and the result if one stopped, week by week."""
    s = _waiting(scenario)
    run = simulate(
        {"bulk": bulk_order.ordering(s, s.first_order), "test": bulk_order.as_test(s)},
        paths=paths,
        seed=SEED,
        keep=("sold", "stars", "demotion", "cash", "receivable", "stock"),
    )
    result = {name: _result(run, name) for name in run.scenarios}
    stars = _band("", run.trajectory("stars", "bulk"))
    sold = {name: float(np.median(run.outcome("sold", name))) for name in run.scenarios}
    ends = {name: float(np.median(values[-1])) for name, values in result.items()}
    sentence = say(
        "m08.half_year",
        pieces=number(s.first_order),
        sold=number(sold["bulk"]),
        bulk=_gain_words(ends["bulk"]),
        test_pieces=number(bulk_order.TEST_PIECES),
        test=_gain_words(ends["test"]),
    )
    name = {
        "bulk": say("m08.bulk", pieces=number(s.first_order)),
        "test": say("m08.test", pieces=number(bulk_order.TEST_PIECES)),
    }
    data = RowsData(
        x=np.arange(1, run.weeks + 1),
        rows=(
            Row(
                say("m08.orders_row"),
                (_band("", run.trajectory("sold", "bulk")),),
                partial(look.number_axis, whole=True),
            ),
            Row(
                say("m08.stars_row"),
                (stars,),
                look.number_axis,
                Level(DANGEROUS_STARS, say("m08.demoted_below")),
                (min(np.floor(stars.reach()[0]), STARS[0]), STARS[1]),
            ),
            Row(
                say("m08.clicks_row"),
                (_band("", run.trajectory("demotion", "bulk")),),
                look.percent_axis,
                limits=SHARE,
            ),
            Row(
                say("m08.result_row"),
                tuple(_band(name[key], values) for key, values in result.items()),
                partial(look.money_axis, currency="CNY"),
            ),
        ),
        x_label=say("m08.weeks_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        marks=(Mark(_arrives(s), say("m08.arrived_mark")),),
    )
    figures = (
        KeyFigure.money(say("m08.bulk_end"), ends["bulk"], "CNY", 0),
        KeyFigure.money(say("m08.test_end"), ends["test"], "CNY", 0),
        KeyFigure.number(say("m08.sold"), sold["bulk"]),
        KeyFigure.number(say("m08.stars_end"), _median_end(run, "stars"), digits=1),
        KeyFigure.percent(say("m08.clicks_end"), _median_end(run, "demotion"), 0),
    )
    return Shown(data, sentence, figures, lambda: _half_year_table(run, result))


@view(
    inputs=(
        "first_order",
        "mu0",
        "bias0",
        "theta_sigma",
        "search",
        "cvr_m",
        "quality",
        "delay_days",
        "salv",
        "price_usd",
    ),
    chart=Paths,
    title=Text(
        zh="第一批订多少？计划和可能的结果",
        en="How large a first order? The plan and what can happen",
    ),
    presets={
        "test": (
            Text(zh="300 件，照样信原来的预测", en="300 units, still believing the forecast"),
            {"first_order": 300},
        ),
        "doubt": (
            Text(zh="300 件，先不下结论", en="300 units, no verdict yet"),
            {"first_order": 300, "mu0": 10.0, "bias0": 0.0},
        ),
        "served": (SERVED, GOOD),
        "loved": (
            Text(zh="服务好，转化率 10%", en="Good service, 10% conversion"),
            {**GOOD, "cvr_m": 0.1},
        ),
        "traffic": (Text(zh="流量涨到 4 倍", en="Four times the traffic"), {"search": 14000.0}),
        "clearance": SALVAGE,
    },
    base="furniture",
    draft=64,
    paths=500,
)
def order_size(scenario: Scenario, paths: int) -> Shown:
    """Gain of the half year along the first order: as planned, and as simulated."""
    s = _waiting(scenario)
    orders = tuple(sorted({*ORDERS, s.first_order}))
    found = bulk_order.order_outcomes(s, orders, paths=paths, seed=SEED)
    patient = bulk_order.order_outcomes(bulk_order.open_minded(s), orders, paths=paths, seed=SEED)
    here = orders.index(s.first_order)
    best = bulk_order.order_for_belief(s)
    plan = [bulk_order.planned_gain(s, orders, chance) for chance in (None, 0.05, 0.95)]
    sentence = _order_in_words(s, found, here, float(plan[0][here]))
    data = PathsData(
        x=found.orders,
        bands=(
            Band(say("m08.plan"), *plan),
            _band(say("m08.may_come"), found.gain),
            _band(say("m08.may_come_open"), patient.gain, runs=0),
        ),
        x_label=say("m08.order_axis"),
        y_label=say("m08.gain_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_order_marks(s, best),
        loss_below=0.0,
    )
    figures = (
        KeyFigure.money(say("m08.median_gain"), float(np.median(found.gain[here])), "CNY", 0),
        KeyFigure.money(say("m08.patient_gain"), float(np.median(patient.gain[here])), "CNY", 0),
        KeyFigure.money(say("m08.planned"), float(plan[0][here]), "CNY", 0),
        KeyFigure.percent(say("m08.chance_of_loss"), float((found.gain[here] < 0).mean()), 0, -1),
        KeyFigure.number(say("m08.left"), float(np.median(found.left[here])), better=-1),
        KeyFigure.number(say("m08.best_for_belief"), round(best), better=0),
    )
    return Shown(data, sentence, figures, lambda: _order_table(s, found, patient))


# The half year.


def _waiting(scenario: Scenario) -> Scenario:
    """He keeps the product, as the essay tells it: no stop rule."""
    return scenario.but(kill=0.0)


def _arrives(s: Scenario) -> int:
    """The week in which the first goods are paid and can be sold."""
    return s.lead + 1


def _band(name: str, values: NDArray, runs: int = RUNS) -> Band:
    """Over the paths in the last axis."""
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high, values[:, :runs].T if runs else None)


def _result(run: Simulation, name: str) -> NDArray:
    """Gain so far if one stopped: what is under way is cancelled and its deposit lost, what is in
    stock is sold off. CNY, shape (weeks, paths)."""
    s = run.scenarios[name]
    worth = run.trajectory("stock", name).astype(float) * s.salv * s.cogs
    for quantity in ("cash", "receivable"):
        worth += run.trajectory(quantity, name)
    return worth - s.capital


def _median_end(run: Simulation, quantity: str) -> float:
    return float(np.median(run.trajectory(quantity, "bulk")[-1]))


def in_short(amount: float) -> str:
    """To the nearest thousand yuan."""
    return money_short(round(float(amount), -3), "CNY", 2)


def _gain_words(amount: float) -> str:
    return say("m08.gains" if amount >= 0 else "m08.loses", amount=in_short(abs(amount)))


def _half_year_table(run: Simulation, result: dict[str, NDArray]) -> pd.DataFrame:
    weeks = [week for week in (4, 9, 10, 12, 16, 20, 26) if week <= run.weeks]
    at = [week - 1 for week in weeks]
    sold = np.cumsum(run.trajectory("sold", "bulk"), axis=0)
    stars = run.trajectory("stars", "bulk")
    return pd.DataFrame(
        {
            say("m08.column_week"): weeks,
            say("m08.column_sold"): [number(np.median(sold[i])) for i in at],
            say("m08.column_stars"): [number(np.median(stars[i]), 1) for i in at],
            say("m08.column_bulk"): [yuan(np.median(result["bulk"][i])) for i in at],
            say("m08.column_test"): [yuan(np.median(result["test"][i])) for i in at],
        }
    )


# The size of the first order.


def _order_in_words(s: Scenario, found: OrderOutcomes, here: int, plan: float) -> str:
    low, middle, high = np.quantile(found.gain[here], (0.05, 0.5, 0.95))
    words = {
        "pieces": number(s.first_order),
        "plan": _gain_words(plan),
        "middle": _gain_words(middle),
        "low": _gain_words(low),
        "high": _gain_words(high),
        "loss": percent(float((found.gain[here] < 0).mean()), 0),
    }
    if high < 0:
        return say("m08.order_loses", **words)
    return say("m08.order_open", **words)


def _order_marks(s: Scenario, best: float) -> tuple[Mark, ...]:
    here = Mark(float(s.first_order), say("m08.here_mark", pieces=number(s.first_order)))
    if not ORDERS[0] <= best <= ORDERS[-1]:
        return (here,)
    return Mark(best, say("m08.best_mark", pieces=number(round(best)))), here


def _order_table(s: Scenario, found: OrderOutcomes, patient: OrderOutcomes) -> pd.DataFrame:
    told = sorted({*TOLD, s.first_order})
    rows = [int(np.flatnonzero(found.orders == pieces)[0]) for pieces in told]
    quantiles = np.quantile(found.gain[rows], (0.05, 0.5, 0.95), axis=1)
    low, middle, high = ([yuan(v) for v in values] for values in quantiles)
    return pd.DataFrame(
        {
            say("m08.column_order"): [number(pieces) for pieces in told],
            say("m08.column_plan"): [yuan(v) for v in bulk_order.planned_gain(s, told)],
            say("m08.column_low"): low,
            say("m08.column_middle"): middle,
            say("m08.column_high"): high,
            say("m08.column_open"): [yuan(np.median(patient.gain[row])) for row in rows],
            say("m08.column_left"): [number(np.median(found.left[row])) for row in rows],
        }
    )

"""Module 09: the modes at one position, simulated there; and the middle between two ways."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...analysis.intervals import Interval, mean_interval
from ...analysis.modes import MODES, alike, assuming
from ...analysis.recommend import Recommendation, recommend
from ...analysis.utility import log_multiple, score
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.paths import Band, Level, Mark, Paths, PathsData
from ...charts.ranges import Range, Ranges, RangesData
from ...model.simulation import simulate
from ..view import KeyFigure, Shown, view
from .m09 import mode_name

SEED = 0
#: Of a range: its ends and its middle.
QUANTILES = (0.05, 0.5, 0.95)
#: What of the reader's is set in all modes; everything else moves them alike.
POSITION = ("capital", "theta_sigma", "exper", "risk_aversion", "ruin_limit")


class Outcome(NamedTuple):
    """Of a mode: profit in shares of the capital at 5 %, 50 %, 95 % of the paths."""

    low: float
    middle: float
    high: float


@view(
    inputs=(
        "capital",
        "theta_sigma",
        "exper",
        "cogs",
        "ds_ship",
        "duty",
        "search",
        "risk_aversion",
    ),
    chart=Ranges,
    title=Text(
        zh="站在你这一格，六种模式值多少？", en="What are the six modes worth where you are?"
    ),
    presets={
        "proven": (
            Text(zh="80 万、两个爆款", en="800,000 and two winners"),
            {"capital": 800_000.0, "theta_sigma": 0.5, "exper": 0.5},
        ),
        "old_hand": (
            Text(zh="200 万、老手、心里有数", en="Two million, an old hand, known demand"),
            {"capital": 2_000_000.0, "theta_sigma": 0.4, "exper": 0.8},
        ),
        "cheap_goods": (Text(zh="拿货价 25 元", en="Goods at 25 CNY"), {"cogs": 25.0}),
        "duty": (Text(zh="关税 60%", en="Duty of 60%"), {"duty": 0.6}),
        "timid": (Text(zh="输不起", en="Cannot afford to lose"), {"risk_aversion": 3.0}),
        "quiet": (Text(zh="冷门类目，流量只有三成", en="A quiet category"), {"search": 1000.0}),
    },
    draft=64,
    paths=512,
)
def stage_position(scenario: Scenario, paths: int) -> Shown:
    """All modes at one position, by simulation."""
    outcomes, found = position(scenario, paths)
    table = found.modes.set_index("scenario")
    sentence = _position_sentence(found, paths)
    data = RangesData(
        rows=tuple(
            Range(
                mode_name(name),
                outcome.low,
                outcome.middle,
                outcome.high,
                _row_words(*table.loc[name, ["growth", "ruin"]]),
            )
            for name, outcome in outcomes.items()
        ),
        x_label=say("m09.profit_axis"),
        finding=sentence,
        write_x=look.percent_axis,
        threshold=Level(0.0, say("m09.even")),
    )
    best = found.best
    growth = float(np.expm1(found.growth)) if best else 0.0
    lead = found.lead.mean if found.lead else 0.0
    figures = (
        KeyFigure.percent(say("m09.growth_of_best"), growth, 0),
        KeyFigure.percent(say("m09.lead_of_best"), float(np.expm1(lead)), 0),
        KeyFigure.number(
            say("m09.feasible"), int(table["feasible"].sum()), say("m05.modes"), better=0
        ),
    )
    return Shown(data, sentence, figures, lambda: _position_table(found))


@lru_cache(maxsize=64)
def position(scenario: Scenario, paths: int) -> tuple[dict[str, Outcome], Recommendation]:
    """Outcomes of all modes at the reader's position, and what `recommend` says of them."""
    own = {name: scenario[name] for name in POSITION}
    defaults = {name: Scenario()[name] for name in POSITION}
    modes = alike(assuming(scenario, **defaults))
    simulation = simulate(
        {name: assuming(one, **own) for name, one in modes.items()},
        paths=paths,
        seed=SEED,
        keep=(),
    )
    outcomes = {}
    for name in MODES:
        profit = simulation.outcome("wealth", name) / scenario.capital - 1
        outcomes[name] = Outcome(*(float(v) for v in np.quantile(profit, QUANTILES)))
    return outcomes, recommend(simulation)


def _row_words(growth: float, ruin: float) -> str:
    """What a mode is worth for certain, as a gain or a loss, and its chance of ruin."""
    sure = round(float(np.expm1(growth)), 2)
    key = "m09.row_loss" if sure < 0 else "m09.row"
    return say(key, growth=percent(abs(sure), 0), ruin=percent(float(ruin), 0))


def _position_sentence(found: Recommendation, paths: int) -> str:
    words = {"paths": number(paths)}
    if found.best is None:
        limit = percent(found.ruin_limit, 0)
        return say("m09.position_ruin", limit=limit, **words)
    words["best"] = mode_name(found.best)
    sure = float(np.expm1(found.growth))
    words["growth"] = percent(abs(sure) if found.answer == "stay_out" else sure, 0)
    if found.second is None:
        alone = "m09.position_out" if found.answer == "stay_out" else "m09.position_alone"
        return say(alone, **words)
    words["second"] = mode_name(found.second)
    return say(f"m09.position_{'out' if found.answer == 'stay_out' else found.answer}", **words)


def _position_table(found: Recommendation) -> pd.DataFrame:
    yuan = partial(money, currency="CNY", digits=0)
    rows = [
        [
            mode_name(row.scenario),
            percent(float(np.expm1(row.growth)), 0),
            yuan(round(row.certain_wealth, -3)),
            percent(row.ruin, 0),
            say("m09.yes") if row.feasible else say("m09.no"),
        ]
        for row in found.modes.itertuples()
    ]
    columns = ("mode", "growth", "certain", "ruin", "feasible")
    return pd.DataFrame(rows, columns=[say(f"m09.column_{column}") for column in columns])


# -------------------------------------------------------------------------------------- middle

#: Content spend, CNY a week, at which the hybrid is simulated.
SPENDS = np.array([0.0, 500.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0])


@view(
    inputs=("cvr_d", "capital", "theta_sigma", "exper", "weeks", "wom", "cogs", "search"),
    chart=Paths,
    title=Text(zh="一只脚踏进独立站，会怎样？", en="One foot in an own site: what happens?"),
    presets={
        "converts": (Text(zh="站的转化做到 3%", en="The site converts 3%"), {"cvr_d": 0.03}),
        "converts_four_years": (
            Text(zh="转化 3%，看四年", en="3%, over four years"),
            {"cvr_d": 0.03, "weeks": 208},
        ),
        "poor": (
            Text(zh="转化 3%，但只有 30 万", en="3%, but only 300,000"),
            {"cvr_d": 0.03, "capital": 300_000.0},
        ),
        "no_talk": (Text(zh="没有口碑客", en="Nobody recommends it"), {"wom": 0.0}),
    },
    base="in_the_middle",
    draft=64,
    paths=384,
)
def stage_middle(scenario: Scenario, paths: int) -> Shown:
    """Growth of a hybrid by content spend, against the same seller on the marketplace only."""
    alone, ahead = middle(scenario, paths)
    growth, low, high = np.expm1(alone + np.array(ahead)).T
    without = float(np.expm1(alone))
    worst, best = int(growth.argmin()), int(growth.argmax())
    level_spend = overtaking(growth, without)
    if growth.max() <= without:
        key = "m09.middle_never"
    elif high[worst] >= without:
        # Squeezed is only who is behind by more than the luck of the runs.
        key = "m09.middle_always"
    else:
        key = "m09.middle_only_down" if level_spend is None else "m09.middle_finding"
    spend = partial(money, currency="CNY", digits=0)
    sentence = say(
        key,
        alone=percent(without, 0),
        half=percent(float(growth[0]), 0),
        best=percent(float(growth[best]), 0),
        spend=spend(float(SPENDS[best])),
        worst=percent(float(growth[worst]), 0),
        level=spend(round(level_spend, -2)) if level_spend is not None else "",
    )
    marks = () if level_spend is None else (Mark(level_spend, say("m09.mark_level")),)
    data = PathsData(
        x=SPENDS,
        bands=(Band(say("m09.both"), growth, low, high),),
        x_label=say("m09.content_axis"),
        y_label=say("m09.growth_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        write_y=look.percent_axis,
        marks=marks,
        levels=(Level(without, say("m09.alone")),),
        loss_below=0.0,
        reading=say("m09.middle_reading", paths=number(paths)),
    )
    figures = (
        KeyFigure.percent(say("m09.alone"), without, 0),
        KeyFigure.percent(say("m09.half"), float(growth[0]), 0),
        KeyFigure.percent(say("m09.all_in"), float(growth[-1]), 0),
    )
    return Shown(data, sentence, figures, lambda: _middle_table(without, growth))


@lru_cache(maxsize=64)
def middle(scenario: Scenario, paths: int) -> tuple[float, tuple[Interval, ...]]:
    """Growth without a site; by how much it is more with one, at each content spend, same luck."""
    scenarios = {"alone": assuming(scenario, channels="marketplace")} | {
        f"{spend:g}": assuming(scenario, content=float(spend)) for spend in SPENDS
    }
    found = simulate(scenarios, paths=paths, seed=SEED, keep=())
    (value, alone), *mixed = (
        score(log_multiple(found.outcome("wealth", name), scenario.capital), scenario.risk_aversion)
        for name in scenarios
    )
    return value, tuple(mean_interval(one - alone) for _, one in mixed)


def overtaking(growth: np.ndarray, level: float) -> float | None:
    """The content spend, CNY a week, from which on a site is worth more than none.

    >>> overtaking(np.array([0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1]), 0.25)
    250.0
    """
    above = growth > level
    if above[0] or not above.any():
        return None
    after = int(above.argmax())
    share = (level - growth[after - 1]) / (growth[after] - growth[after - 1])
    return float(SPENDS[after - 1] + share * (SPENDS[after] - SPENDS[after - 1]))


def _middle_table(without: float, growth: np.ndarray) -> pd.DataFrame:
    rows = [[say("m09.alone"), percent(without, 0)]]
    rows += [
        [say("m09.with_content", spend=money(spend, "CNY", 0)), percent(float(value), 0)]
        for spend, value in zip(SPENDS, growth, strict=True)
    ]
    return pd.DataFrame(rows, columns=[say("m09.column_way"), say("m09.column_growth")])

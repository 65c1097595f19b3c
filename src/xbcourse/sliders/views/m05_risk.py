"""Module 05: how bad the bad years of each mode are, and what each shock costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...analysis.modes import MODES, alike
from ...analysis.risk import cvar
from ...analysis.stress import stress, usual_shocks
from ...assumptions.formats import money, money_short, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.heat import Heat, HeatData
from ...charts.paths import Level
from ...charts.ranges import Range, Ranges, RangesData
from ...model.simulation import Shock, simulate
from ..view import KeyFigure, Shown, view
from .m05 import SEED, mode_name

yuan = partial(money, currency="CNY", digits=0)

#: Of a range: its ends and its middle.
QUANTILES = (0.05, 0.5, 0.95)
#: In whole percent, so small a share is none.
UNSEEN = 0.005


class Risk(NamedTuple):
    """Profit of a mode, CNY: 5 %, median, 95 %, mean of the worst 5 %; chances of a loss and of
    ruin."""

    low: float
    middle: float
    high: float
    worst: float
    loss: float
    ruin: float


@view(
    inputs=(
        "capital",
        "theta_sigma",
        "exper",
        "kill",
        "haz_mult",
        "cogs",
        "launch_b",
        "search",
    ),
    chart=Ranges,
    title=Text(zh="坏年景有多坏？", en="How bad are the bad years?"),
    presets={
        "rich": (Text(zh="本金 100 万", en="A million to start with"), {"capital": 1_000_000.0}),
        "poor": (Text(zh="本金 15 万", en="150,000 to start with"), {"capital": 150_000.0}),
        "known": (Text(zh="卖什么心里有数", en="A product you know"), {"theta_sigma": 0.3}),
        "stubborn": (Text(zh="从不止损", en="Never stop a product"), {"kill": 0.0}),
        "strict": (
            Text(zh="平台管得严：规则风险五倍", en="Five times the policy risk"),
            {"haz_mult": 5.0},
        ),
    },
    draft=128,
    paths=1000,
)
def mode_risks(scenario: Scenario, paths: int) -> Shown:
    """Profit of every mode as a range, with its chance of ruin."""
    risks = _risks(scenario, paths)
    safest = max(risks, key=lambda name: risks[name].worst)
    boldest = min(risks, key=lambda name: risks[name].worst)
    frailest = max(risks, key=lambda name: risks[name].ruin)
    sentence = say(
        "m05.risks_finding" if risks[frailest].ruin > UNSEEN else "m05.risks_finding_safe",
        safest=mode_name(safest),
        mildest=_gain(risks[safest].worst),
        boldest=mode_name(boldest),
        hardest=_gain(risks[boldest].worst),
        frailest=mode_name(frailest),
        ruin=percent(risks[frailest].ruin, 0),
    )
    data = RangesData(
        rows=tuple(
            Range(
                mode_name(name),
                risk.low,
                risk.middle,
                risk.high,
                say("m05.ruined", share=percent(risk.ruin, 0)),
            )
            for name, risk in risks.items()
        ),
        x_label=say("m05.profit_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        threshold=Level(0.0, say("m05.money_back")),
    )
    figures = (
        KeyFigure.money(
            say("m05.worst_of", mode=mode_name("self_batch")), risks["self_batch"].worst, "CNY", 0
        ),
        KeyFigure.money(
            say("m05.worst_of", mode=mode_name("platform_direct")),
            risks["platform_direct"].worst,
            "CNY",
            0,
        ),
        KeyFigure.percent(
            say("m05.ruin_of", mode=mode_name("self_batch")), risks["self_batch"].ruin, better=-1
        ),
    )
    return Shown(data, sentence, figures, lambda: _risk_table(risks))


@lru_cache(maxsize=128)
def _risks(scenario: Scenario, paths: int) -> Mapping[str, Risk]:
    found = simulate(alike(scenario), paths=paths, seed=SEED, keep=())
    risks = {}
    for name, row in found.scenarios.items():
        profit = found.outcome("wealth", name).astype(float) - row.capital
        quantiles = map(float, np.quantile(profit, QUANTILES))
        shares = float((profit < 0).mean()), float(found.ruined(name).mean())
        risks[name] = Risk(*quantiles, cvar(profit), *shares)
    return risks


def _gain(amount: float) -> str:
    """An amount as "lose ..." or "earn ..."."""
    key = "m05.loses" if amount < 0 else "m05.earns"
    return say(key, amount=money_short(abs(amount), "CNY"))


def _risk_table(risks: Mapping[str, Risk]) -> pd.DataFrame:
    rows = [
        [
            mode_name(name),
            *(yuan(value) for value in (risk.worst, risk.low, risk.middle, risk.high)),
            percent(risk.loss, 0),
            percent(risk.ruin, 1),
        ]
        for name, risk in risks.items()
    ]
    columns = ("mode", "worst", "low_profit", "median", "high_profit", "loss", "ruin")
    return pd.DataFrame(rows, columns=[say(f"m05.column_{column}") for column in columns])


# -------------------------------------------------------------------------------------- shocks


@view(
    inputs=(
        "event_week",
        "sus_weeks",
        "capital",
        "cogs",
        "content",
        "cvr_d",
        "search",
    ),
    chart=Heat,
    title=Text(zh="同一个坏消息，谁最疼？", en="Same bad news: who is hurt most?"),
    presets={
        "late": (Text(zh="第 48 周才出事", en="It comes in week 48"), {"event_week": 48}),
        "long": (Text(zh="一封就是 13 周", en="Suspended for 13 weeks"), {"sus_weeks": 13}),
        "rich": (Text(zh="本金 100 万", en="A million to start with"), {"capital": 1_000_000.0}),
        "own_site": (
            Text(
                zh="独立站做成了：内容 3,000，转化 3%",
                en="A strong own site: content 3,000, conversion 3%",
            ),
            {"content": 3000.0, "cvr_d": 0.03, "event_week": 48},
        ),
    },
    draft=64,
    paths=320,
)
def mode_shocks(scenario: Scenario, paths: int) -> Shown:
    """What each shock takes from each mode, in shares of what a path usually gains or loses."""
    losses = _losses(scenario, paths)
    worst = losses.stack().idxmax()
    banned = losses.loc["suspension"]
    sentence = say(
        "m05.shocks_finding" if banned.min() > UNSEEN else "m05.shocks_finding_spared",
        week=scenario.event_week,
        shock=say(f"m05.shock_{worst[0]}"),
        hit=mode_name(worst[1]),
        share=percent(losses.loc[worst], 0),
        most=mode_name(banned.idxmax()),
        banned=percent(banned.max(), 0),
        least=mode_name(banned.idxmin()),
        spared=percent(float(banned.min()), 0),
    )
    table = losses[list(MODES)].T
    data = HeatData(
        rows=tuple(mode_name(name) for name in table.index),
        columns=tuple(say(f"m05.shock_{name}") for name in table.columns),
        shares=_mildest_best(table.to_numpy()),
        words=tuple(tuple(map(_whole, row)) for row in table.to_numpy()),
        finding=sentence,
    )
    figures = tuple(
        KeyFigure.percent(say("m05.banned_of", mode=mode_name(name)), banned[name], 0, better=-1)
        for name in ("self_batch", "platform_direct", "hybrid_staged")
    )
    return Shown(data, sentence, figures, lambda: _shock_table(table))


@lru_cache(maxsize=128)
def _losses(scenario: Scenario, paths: int) -> pd.DataFrame:
    """Shocks × modes: the mean loss in shares of the mean absolute profit."""
    table = stress(alike(scenario), shocks=shocks_of(scenario), paths=paths, seed=SEED)
    wide = table.pivot(index="shock", columns="scenario", values="share").fillna(0.0)
    return wide.loc[list(usual_shocks(1)), list(MODES)]


def shocks_of(scenario: Scenario) -> dict[str, tuple[Shock, ...]]:
    """The usual shocks in the week of the scenario, with its length of suspension."""
    week, sizes = scenario.event_week, {"suspension": scenario.sus_weeks}
    return {
        name: tuple(replace(e, week=week, size=sizes.get(e.kind, e.size)) for e in events)
        for name, events in usual_shocks(scenario.weeks).items()
    }


def _mildest_best(losses: np.ndarray) -> np.ndarray:
    """Each column from its largest loss, 0, to its smallest, 1."""
    low, high = losses.min(axis=0), losses.max(axis=0)
    span = high - low
    return np.divide(high - losses, span, out=np.full(losses.shape, 0.5), where=span > 0)


def _whole(share: float) -> str:
    """In whole percent, and nothing is not less than nothing."""
    return percent(round(share, 2) + 0.0, 0)


def _shock_table(table: pd.DataFrame) -> pd.DataFrame:
    shown = table.map(_whole)
    shown.columns = [say(f"m05.shock_{name}") for name in table.columns]
    shown.index = [mode_name(name) for name in table.index]
    return shown.rename_axis(say("m05.column_mode")).reset_index()

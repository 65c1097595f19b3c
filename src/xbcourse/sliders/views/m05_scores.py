"""Module 05: scores on the four dimensions, who wins under which weights, and what turns it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from ...analysis.compare import compare
from ...analysis.duel import duel
from ...analysis.modes import MODES, alike
from ...analysis.scorecard import DIMENSIONS, scorecard, weighted, winning_weights
from ...assumptions.formats import money, money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.registry import parameter
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.heat import Heat, HeatData
from ...charts.paths import Level
from ...charts.tornado import Swing, Tornado, TornadoData
from ..view import KeyFigure, Shown, view
from .m05 import SEED, mode_name

WEIGHTS = {dimension: f"weight_{dimension}" for dimension in DIMENSIONS}

#: Whose duel the tornado shows: own stock against the lightest mode.
FIRST, SECOND = "self_batch", "platform_direct"
#: So many assumptions are named in a title.
NAMED = 4
#: What is doubted, besides the sliders' values.
DOUBTED = (
    "cogs",
    "ds_cogs",
    "ds_ship",
    "lead",
    "theta_sigma",
    "capital",
    "risk_aversion",
    "duty",
)


class Card(NamedTuple):
    """Scores, modes × dimensions, and the share of all weightings that each mode wins."""

    scores: pd.DataFrame
    wins: Mapping[str, float]


@view(
    inputs=(
        *WEIGHTS.values(),
        "theta_sigma",
        "capital",
        "cogs",
        "ds_ship",
        "duty",
        "content",
    ),
    chart=Heat,
    title=Text(zh="你在乎什么，谁就赢？", en="Who wins depends on what counts?"),
    presets={
        "cost_only": (
            Text(zh="只看成本", en="Only costs count"),
            {"weight_cost": 10.0, "weight_traffic": 0.0, "weight_supply": 0.0, "weight_risk": 0.0},
        ),
        "risk_first": (
            Text(zh="最怕出事", en="Safety first"),
            {"weight_cost": 2.0, "weight_traffic": 2.0, "weight_supply": 4.0, "weight_risk": 10.0},
        ),
        "batch_wins": (
            Text(zh="让自营备货赢", en="Let own stock by batch win"),
            {
                "theta_sigma": 0.3,
                "cogs": 25.0,
                "weight_cost": 3.0,
                "weight_traffic": 1.0,
                "weight_supply": 1.0,
                "weight_risk": 6.0,
            },
        ),
        "quick_wins": (
            Text(zh="让自营快反赢", en="Let quick response win"),
            {
                "theta_sigma": 0.3,
                "cogs": 25.0,
                "weight_cost": 1.0,
                "weight_traffic": 3.0,
                "weight_supply": 4.0,
                "weight_risk": 3.0,
            },
        ),
        "direct_wins": (
            Text(zh="让平台直发赢", en="Let direct shipping win"),
            {
                "ds_ship": 20.0,
                "weight_cost": 3.0,
                "weight_traffic": 1.0,
                "weight_supply": 2.0,
                "weight_risk": 6.0,
            },
        ),
        "drop_wins": (
            Text(zh="让混合代发赢", en="Let dropshipping win"),
            {
                "theta_sigma": 0.3,
                "ds_ship": 25.0,
                "weight_cost": 1.0,
                "weight_traffic": 5.0,
                "weight_supply": 2.0,
                "weight_risk": 4.0,
            },
        ),
    },
    draft=128,
    paths=1000,
)
def mode_scores(scenario: Scenario, paths: int) -> Shown:
    """Six modes on four dimensions, and who is first under the reader's weights."""
    card = _card(_unweighted(scenario), paths)
    weights = {dimension: scenario[name] for dimension, name in WEIGHTS.items()}
    even = not any(weights.values())
    totals = weighted(_long(card.scores), dict.fromkeys(weights, 1.0) if even else weights)
    first, second = totals.index[:2]
    able = sum(wins > 0 for wins in card.wins.values())
    best_in = int((card.scores.idxmax() == first).sum())
    sentence = say(
        "m05.scores_even" if even else "m05.scores_finding",
        first=mode_name(first),
        score=number(totals[first], 2),
        second=mode_name(second),
        other=number(totals[second], 2),
        best_in=best_in,
        able=_who_is_able(card.wins),
    )
    data = _heat(card.scores, totals, sentence)
    figures = (
        KeyFigure.number(say("m05.first_score", mode=mode_name(first)), totals[first], digits=2),
        KeyFigure.number(say("m05.able"), able, say("m05.modes"), better=0),
        KeyFigure.percent(say("m05.wins_of", mode=mode_name(first)), card.wins[first], 0, better=0),
    )
    return Shown(data, sentence, figures, lambda: _score_table(card, totals))


def _who_is_able(wins: Mapping[str, float]) -> str:
    """Which modes weights alone can make win; the shorter list is told."""
    able = [mode_name(name) for name in MODES if wins[name] > 0]
    unable = [mode_name(name) for name in MODES if not wins[name] > 0]
    if not unable:
        return say("m05.able_all")
    few = len(able) <= len(unable)
    key = "m05.able_few" if few else "m05.able_most"
    return say(key, modes=say("m05.list").join(able if few else unable))


def _unweighted(scenario: Scenario) -> Scenario:
    """The same world whatever one values, so that weights need no new simulation."""
    return scenario.but(**{name: parameter(name).default for name in WEIGHTS.values()})


@lru_cache(maxsize=128)
def _card(scenario: Scenario, paths: int) -> Card:
    scores = scorecard(compare(alike(scenario), paths=paths, seed=SEED, shocks={}))
    wins = winning_weights(scores).set_index("scenario")["wins"]
    wide = scores.pivot(index="scenario", columns="dimension", values="score")
    return Card(wide.loc[list(MODES), list(DIMENSIONS)], wins.to_dict())


def _long(scores: pd.DataFrame) -> pd.DataFrame:
    return (
        scores.rename_axis("scenario")
        .reset_index()
        .melt("scenario", var_name="dimension", value_name="score")
    )


def _heat(scores: pd.DataFrame, totals: pd.Series, sentence: str) -> HeatData:
    table = scores.assign(total=totals[scores.index])
    return HeatData(
        rows=tuple(mode_name(name) for name in table.index),
        columns=(
            *(say(f"analysis.dimension_{dimension}") for dimension in DIMENSIONS),
            say("m05.total"),
        ),
        shares=_between_worst_and_best(table.to_numpy()),
        words=tuple(tuple(number(score, 2) for score in row) for row in table.to_numpy()),
        finding=sentence,
    )


def _between_worst_and_best(values: np.ndarray) -> np.ndarray:
    """Each column from its worst, 0, to its best, 1."""
    low, high = values.min(axis=0), values.max(axis=0)
    span = high - low
    return np.divide(values - low, span, out=np.full(values.shape, 0.5), where=span > 0)


def _score_table(card: Card, totals: pd.Series) -> pd.DataFrame:
    ranks = totals.rank(ascending=False, method="min").astype(int)
    rows = [
        [
            mode_name(name),
            *(number(score, 2) for score in card.scores.loc[name]),
            number(totals[name], 2),
            ranks[name],
            percent(card.wins[name], 0),
        ]
        for name in MODES
    ]
    columns = [
        say("m05.column_mode"),
        *(say(f"analysis.dimension_{dimension}") for dimension in DIMENSIONS),
        say("m05.total"),
        say("m05.rank"),
        say("m05.column_wins"),
    ]
    return pd.DataFrame(rows, columns=columns)


# --------------------------------------------------------------------------- what turns it


@view(
    inputs=(
        "doubt",
        "cogs",
        "ds_ship",
        "lead",
        "theta_sigma",
        "capital",
        "risk_aversion",
        "search",
    ),
    chart=Tornado,
    title=Text(zh="哪个假设一动，冠军就换人？", en="Which assumption changes the winner?"),
    presets={
        "half": (
            Text(zh="每个数都可能差一半", en="Every number may be off by half"),
            {"doubt": 0.5},
        ),
        "bold": (Text(zh="不怕亏，只看平均", en="Only the average counts"), {"risk_aversion": 0.0}),
        "known": (Text(zh="卖什么心里有数", en="A product you know"), {"theta_sigma": 0.3}),
        "near": (Text(zh="交期缩到 4 周", en="Stock within 4 weeks"), {"lead": 4}),
    },
    draft=64,
    paths=400,
)
def mode_flips(scenario: Scenario, paths: int) -> Shown:
    """What each assumption does to the lead of one mode over another, risk allowed for."""
    table = _duel(scenario, paths)
    lead = float(table["base"].iloc[0])
    ahead, behind = (FIRST, SECOND) if lead >= 0 else (SECOND, FIRST)
    turning = table.loc[table["flips"], "parameter"].tolist()
    sentence = say(
        ("m05.flips_none", "m05.flips_one", "m05.flips_finding")[min(len(turning), 2)],
        ahead=mode_name(ahead),
        behind=mode_name(behind),
        lead=money_short(round(abs(lead), -3), "CNY"),
        doubt=percent(scenario.doubt, 0),
        turning=_listed(turning),
    )
    data = TornadoData(
        swings=tuple(_swing(row) for row in table.itertuples()),
        base=lead,
        x_label=say("m05.lead_axis", first=mode_name(FIRST), second=mode_name(SECOND)),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        threshold=Level(0.0, say("m05.level")),
    )
    figures = (
        KeyFigure.money(say("m05.lead_of", mode=mode_name(FIRST)), lead, "CNY", digits=0, better=0),
        KeyFigure.number(
            say("m05.turning"), len(turning), say("m05.of_doubted", count=len(table)), better=0
        ),
    )
    return Shown(data, sentence, figures, lambda: _swing_table(table))


def _listed(names: list[str]) -> str:
    """Labels of parameters, no more of them than a title has room for."""
    labels = [str(parameter(name).label) for name in names]
    named = say("m05.list").join(labels[:NAMED])
    more = len(labels) - NAMED
    return say("m05.and_more", named=named, more=more) if more > 0 else named


@lru_cache(maxsize=128)
def _duel(scenario: Scenario, paths: int) -> pd.DataFrame:
    return duel(
        scenario,
        FIRST,
        SECOND,
        parameters=DOUBTED,
        spread=scenario.doubt,
        paths=paths,
        seed=SEED,
    )


def _swing(row) -> Swing:
    known = parameter(row.parameter)
    return Swing(
        label=str(known.label),
        low=row.at_low,
        high=row.at_high,
        low_words=known.show(row.low),
        high_words=known.show(row.high),
        flips=bool(row.flips),
    )


def _swing_table(table: pd.DataFrame) -> pd.DataFrame:
    yuan = partial(money, currency="CNY", digits=0)
    rows = [
        [
            str(parameter(row.parameter).label),
            parameter(row.parameter).show(row.low),
            yuan(row.at_low),
            parameter(row.parameter).show(row.high),
            yuan(row.at_high),
            say("m05.yes") if row.flips else say("m05.no"),
        ]
        for row in table.itertuples()
    ]
    columns = ("assumption", "low", "lead_low", "high", "lead_high", "flips")
    return pd.DataFrame(rows, columns=[say(f"m05.column_{column}") for column in columns])

"""Module 09: which mode where, on a map, and from how much capital on changing pays.

Both views read the grid of `analysis.stage_grid`; the pictures say so.
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.modes import MODES
from ...analysis.stage_grid import Answers, stage_grid
from ...analysis.switching import CAPITALS, gains, highest_cost, threshold
from ...assumptions.formats import money, money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.atlas import CELL, NONE, Atlas, AtlasData, Choice
from ...charts.curve import Curve, CurveData, Mark
from ..view import KeyFigure, Shown, view

short = partial(money_short, currency="CNY", digits=2)

#: Cells of the map, and what it spans: capital in CNY by its logarithm, demand uncertainty.
ROWS, COLUMNS = 36, 600 // CELL
CAPITAL, UNCERTAINTY = (60e3, 5e6), (0.2, 1.4)
_CAPITAL_TICKS = (100e3, 200e3, 500e3, 1e6, 2e6, 5e6)
_UNCERTAINTY_TICKS = (0.2, 0.5, 0.8, 1.1, 1.4)
#: Where a border is looked for between the reader's capital and the right edge.
_STEPS = 600
#: What moves the map, besides the two axes.
MOVERS = ("exper", "search", "ds_ship")


def mode_name(name: str) -> str:
    """A preset in few words."""
    return say(f"m05.{name}")


def letter(name: str) -> str:
    """A preset in one character."""
    return say(f"m09.letter_{name}")


# ----------------------------------------------------------------------------------------- map


@view(
    inputs=("capital", "theta_sigma", "exper", "search", "ds_ship", "ruin_limit"),
    chart=Atlas,
    title=Text(zh="你在地图的哪一格？", en="Where on the map are you?"),
    presets={
        "beginner": (
            Text(zh="20 万、没经验、全凭猜", en="200,000, no experience, all guesswork"),
            {"capital": 200_000.0, "theta_sigma": 1.0, "exper": 0.1},
        ),
        "proven": (
            Text(zh="80 万、两个爆款", en="800,000 and two winners"),
            {"capital": 800_000.0, "theta_sigma": 0.5, "exper": 0.5},
        ),
        "old_hand": (
            Text(zh="200 万、老手、心里有数", en="Two million, an old hand, known demand"),
            {"capital": 2_000_000.0, "theta_sigma": 0.4, "exper": 0.8},
        ),
        "quiet": (Text(zh="冷门类目，流量只有三成", en="A quiet category"), {"search": 1000.0}),
        "cheap_parcel": (Text(zh="直发小包跌到 15 元", en="Parcels at 15 CNY"), {"ds_ship": 15.0}),
    },
)
def stage_map(scenario: Scenario) -> Shown:
    """The decision map, with the reader's own position on it."""
    found = answers(scenario)
    own = here(scenario)
    sentence = _map_sentence(scenario, own)
    x, y = _place(scenario.capital, scenario.theta_sigma)
    data = AtlasData(
        best=np.where(found.out, NONE, found.best),
        second=np.where(found.tie, found.second, NONE),
        choices=tuple(Choice(letter(name), mode_name(name)) for name in MODES),
        here=(x, y),
        here_label=say("m09.here", answer=_answer(own)),
        x_ticks=tuple((_place(v, 0.2)[0], short(v)) for v in _CAPITAL_TICKS),
        y_ticks=tuple((_place(1e6, v)[1], number(v, 1)) for v in _UNCERTAINTY_TICKS),
        x_label=say("m09.capital_axis"),
        y_label=say("m09.uncertainty_axis"),
        finding=sentence,
        source=say("m09.from_grid"),
    )
    best = int(own.best)
    growth = float(np.expm1(own.growth[best])) if best >= 0 else 0.0
    ruin = float(own.ruin[best] if best >= 0 else own.ruin.min())
    figures = (
        KeyFigure.percent(say("m09.growth_of_best"), growth, 0),
        KeyFigure.percent(say("m09.ruin_of_best"), ruin, 0, better=-1),
        KeyFigure.percent(say("m09.share_out"), float(found.out.mean()), 0, better=0),
    )
    return Shown(data, sentence, figures, lambda: _map_table(scenario))


def answers(scenario: Scenario) -> Answers:
    """The answers of the whole map: rows from the bottom, columns from the left."""
    return _answers(*(scenario[name] for name in (*MOVERS, "ruin_limit")))


@lru_cache(maxsize=64)
def _answers(exper: float, search: float, ds_ship: float, ruin_limit: float) -> Answers:
    capital, uncertainty = cells()
    found = stage_grid().answers(
        ruin_limit,
        capital=capital,
        theta_sigma=uncertainty,
        exper=exper,
        search=search,
        ds_ship=ds_ship,
    )
    # The grid has capital before uncertainty; a map has its rows first.
    return Answers(*(np.swapaxes(field, 0, 1) for field in vars(found).values()))


def cells() -> tuple[NDArray, NDArray]:
    """Capital of the columns and demand uncertainty of the rows, at the middle of each cell."""
    across = (np.arange(COLUMNS) + 0.5) / COLUMNS
    up = (np.arange(ROWS) + 0.5) / ROWS
    (poor, rich), (known, unknown) = CAPITAL, UNCERTAINTY
    return poor * (rich / poor) ** across, known + (unknown - known) * up


def here(scenario: Scenario, **changes: float) -> Answers:
    """The answer at the reader's own position."""
    names = ("capital", "theta_sigma", *MOVERS)
    place = {name: scenario[name] for name in names} | changes
    return stage_grid().answers(scenario.ruin_limit, **place)


def _place(capital: float, uncertainty: float) -> tuple[float, float]:
    """Where on the map, as shares of its width and height; beyond it, at its edge."""
    (poor, rich), (known, unknown) = CAPITAL, UNCERTAINTY
    x = np.log(capital / poor) / np.log(rich / poor)
    y = (uncertainty - known) / (unknown - known)
    return float(np.clip(x, 0, 1)), float(np.clip(y, 0, 1))


def _answer(own: Answers) -> str:
    """The answer in words: a mode, two that tie, or to stay out."""
    if own.out:
        return say("charts.stay_out")
    if own.tie:
        both = sorted((int(own.best), int(own.second)))
        return say("m09.tied", first=mode_name(MODES[both[0]]), second=mode_name(MODES[both[1]]))
    return mode_name(MODES[int(own.best)])


def _map_sentence(scenario: Scenario, own: Answers) -> str:
    words = {
        "capital": short(scenario.capital),
        "uncertainty": number(scenario.theta_sigma, 2),
        "exper": number(scenario.exper, 2),
        "next": _beyond(scenario).strip() or _next_border(scenario),
    }
    if own.out:
        key = "m09.map_ruin" if own.best < 0 else "m09.map_out"
        return say(key, lowest=percent(float(own.ruin.min()), 0), **words)
    growth = percent(float(np.expm1(own.growth[int(own.best)])), 0)
    return say(
        "m09.map_tie" if own.tie else "m09.map_mode", answer=_answer(own), growth=growth, **words
    )


def next_border(scenario: Scenario) -> tuple[float, Answers] | None:
    """The line that the reader meets first to the right: from how much capital on the answer is
    another, and which. Two that tie are an answer of their own, as they are on the map."""
    capital = np.geomspace(scenario.capital, CAPITAL[1], _STEPS)
    row = here(scenario, capital=capital)
    answer = _code(row)
    other = np.flatnonzero(answer != answer[0])
    if scenario.capital >= CAPITAL[1] or not len(other):
        return None
    first = float(capital[other[0]])
    return first, here(scenario, capital=first)


def _code(found: Answers) -> NDArray[np.int_]:
    """A number for each answer, whoever of two that tie is ahead."""
    low, high = np.minimum(found.best, found.second), np.maximum(found.best, found.second)
    one = np.where(found.tie, (low + 1) * (len(MODES) + 1) + high + 1, found.best + 1)
    return np.where(found.out, 0, one)


def _next_border(scenario: Scenario) -> str:
    found = next_border(scenario)
    if found is None:
        return say("m09.no_border")
    capital, answer = found
    # Two figures: a border is no sharper than the grid.
    about = round(capital, 1 - int(np.log10(capital)))
    key = "m09.border_tie" if answer.tie else "m09.border"
    return say(key, capital=short(about), answer=_answer(answer))


def _beyond(scenario: Scenario) -> str:
    """A warning where the grid ends before the slider does."""
    place = {name: scenario[name] for name in ("capital", "theta_sigma", *MOVERS)}
    return "" if stage_grid().covers(**place) else say("m09.beyond")


def _map_table(scenario: Scenario) -> pd.DataFrame:
    rows = []
    for uncertainty in (1.2, 0.9, 0.6, 0.3):
        spots = [
            here(scenario, theta_sigma=uncertainty, capital=capital) for capital in _CAPITAL_TICKS
        ]
        rows.append([number(uncertainty, 1), *(_answer(spot) for spot in spots)])
    columns = [say("m09.column_uncertainty"), *(short(value) for value in _CAPITAL_TICKS)]
    return pd.DataFrame(rows, columns=columns)


# -------------------------------------------------------------------------------------- switch


@view(
    inputs=("capital", "switch_cost", "theta_sigma", "exper", "search", "ds_ship"),
    chart=Curve,
    title=Text(zh="从多少本金起，换模式才划算？", en="From how much capital on does changing pay?"),
    presets={
        "free": (Text(zh="换模式不花钱", en="Changing costs nothing"), {"switch_cost": 0.0}),
        "dear": (Text(zh="换一次 15 万", en="Changing costs 150,000"), {"switch_cost": 150_000.0}),
        "known": (Text(zh="爆款跑通了", en="Winners are known"), {"theta_sigma": 0.4}),
        "seasoned": (Text(zh="做过几年", en="Years of experience"), {"exper": 0.7}),
        "cheap_parcel": (Text(zh="直发小包跌到 20 元", en="Parcels at 20 CNY"), {"ds_ship": 20.0}),
    },
)
def stage_switch(scenario: Scenario) -> Shown:
    """What leaving direct parcels is worth, by capital, once the switching cost is paid."""
    place = ground(scenario)
    gain, _ = gains(place, CAPITALS, scenario.switch_cost)
    own, own_target = gains(place, np.array([scenario.capital]), scenario.switch_cost)
    free, paid = thresholds(scenario)
    to = mode_name(own_target[0])
    sentence = _switch_sentence(scenario, free, paid, to)
    at = float(np.clip(scenario.capital, CAPITALS[0], CAPITALS[-1]))
    y = float(np.interp(at, CAPITALS, gain))
    marks = [(free, "m09.mark_free"), (paid, "m09.mark_paid")]
    if free == paid:
        marks = marks[:1]
    data = CurveData(
        x=CAPITALS,
        y=gain,
        here=(at, y),
        here_label=say(
            "m09.switch_here" if at == scenario.capital else "m09.switch_here_beyond",
            capital=short(scenario.capital),
        ),
        x_label=say("m09.switch_x"),
        y_label=say("m09.switch_y"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        write_y=partial(look.money_axis, currency="CNY"),
        marks=tuple(
            Mark(place, say(key, capital=short(place))) for place, key in marks if place is not None
        ),
    )
    most = highest_cost(place, scenario.capital)
    figures = (
        KeyFigure.money(say("m09.gain_here", mode=to), float(own[0]), "CNY", digits=0),
        KeyFigure.money(say("m09.worth_paying"), most, "CNY", digits=0, better=0),
    )
    return Shown(data, sentence, figures, lambda: _switch_table(scenario))


def thresholds(scenario: Scenario) -> tuple[float | None, float | None]:
    """Least capital at which changing pays: without a cost, and with it; None up to 3 million."""
    return tuple(threshold(ground(scenario), cost) for cost in (0.0, scenario.switch_cost))


def ground(scenario: Scenario) -> dict[str, float]:
    """Everything of a place on the grid but its capital."""
    return {name: scenario[name] for name in ("theta_sigma", *MOVERS)}


def _switch_sentence(scenario: Scenario, free, paid, to: str) -> str:
    cost = short(scenario.switch_cost)
    beyond = _beyond(scenario)
    if free is None:
        return say("m09.switch_never", cost=cost) + beyond
    if free == paid:
        return say("m09.switch_free", free=short(free)) + beyond
    if paid is None:
        return say("m09.switch_too_dear", free=short(free), cost=cost) + beyond
    return say("m09.switch_finding", free=short(free), paid=short(paid), cost=cost) + beyond


def _switch_table(scenario: Scenario) -> pd.DataFrame:
    capital = np.unique([scenario.capital, 300e3, 600e3, 1e6, 1.5e6, 2e6, 3e6])
    place = ground(scenario)
    free, names = gains(place, capital, 0.0)
    paid, _ = gains(place, capital, scenario.switch_cost)
    yuan = partial(money, currency="CNY", digits=0)
    return pd.DataFrame(
        {
            say("m09.column_capital"): [short(value) for value in capital],
            say("m09.column_target"): [mode_name(name) for name in names],
            say("m09.column_free"): [yuan(round(float(value), -3)) for value in free],
            say("m09.column_paid"): [yuan(round(float(value), -3)) for value in paid],
        }
    )

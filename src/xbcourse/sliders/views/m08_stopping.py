"""Module 08, stop-loss: going on against selling off now, in every week, sunk cost apart."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis import bulk_order
from ...analysis.intervals import mean_interval
from ...analysis.stop_loss import StoppingWeeks, stopping_weeks
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.marks import Mark
from ...charts.rows import Band, Level, Row, Rows, RowsData
from ..view import KeyFigure, Shown, view
from .m08 import GOOD, RUNS, SALVAGE, SEED, SERVED, in_short

yuan = partial(money, currency="CNY", digits=0)

#: Until when "going on" is followed: a year from the day of the order.
YEAR = 52
#: Weeks of the table.
TOLD = (1, 8, 12, 16, 26, 39, 51)
#: Below this many paths that still exist nothing is said of a week.
FEWEST = 20


@view(
    inputs=(
        "stop_week",
        "salv",
        "deposit",
        "hold",
        "aged_fee",
        "fixed",
        "first_order",
        "search",
        "cvr_m",
        "quality",
        "delay_days",
        "price_usd",
    ),
    chart=Rows,
    title=Text(zh="这一周收手，还是撑到年底？", en="Stop this week, or hold out until year-end?"),
    presets={
        "cancel": (
            Text(zh="第 8 周：货还没到", en="Week 8: goods not yet here"),
            {"stop_week": 8},
        ),
        "published": (
            Text(zh="第 8 周，清仓只收回 20%", en="Week 8, clearance brings only 20%"),
            {"stop_week": 8, "salv": 0.2},
        ),
        "clearance": SALVAGE,
        "served": (SERVED, GOOD),
        "loved": (
            Text(zh="服务好，转化率 10%", en="Good service, 10% conversion"),
            {**GOOD, "cvr_m": 0.1},
        ),
        "rent": (Text(zh="仓租涨到 4 倍", en="Four times the rent"), {"hold": 1.4}),
    },
    base="furniture",
    draft=128,
    paths=1000,
)
def stop_or_go(scenario: Scenario, paths: int) -> Shown:
    """What is sunk, what stopping and going on come to, and their difference, by week."""
    s = scenario
    found = _stopping(bulk_order.ordering(s, s.first_order), paths)
    known = (~np.isnan(found.liquidated)).sum(axis=1) >= FEWEST
    weeks = found.weeks[known]
    here = int(np.abs(weeks - s.stop_week).argmin())
    gain = _alive(found.gain[known][here])
    sunk = _alive(found.sunk[known][here])
    sentence = _stop_in_words(s, int(weeks[here]), gain, float(sunk.mean()))
    if s.stop_week > weeks[-1]:
        sentence = say("m08.gone_before", asked=number(s.stop_week), sentence=sentence)
    data = RowsData(
        x=weeks,
        rows=(
            Row(
                say("m08.sunk_row"),
                (_over_alive("", found.sunk[known]),),
                partial(look.money_axis, currency="CNY"),
            ),
            Row(
                say("m08.gain_row"),
                (_over_alive("", found.gain[known]),),
                partial(look.money_axis, currency="CNY"),
                Level(0.0, say("m08.no_difference")),
            ),
        ),
        x_label=say("m08.stop_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        marks=_stop_marks(s, int(weeks[here])),
    )
    figures = (
        KeyFigure.money(say("m08.sunk"), float(sunk.mean()), "CNY", 0, better=0),
        KeyFigure.money(say("m08.stop_brings"), s.capital - float(sunk.mean()), "CNY", 0),
        KeyFigure.money(say("m08.go_on_brings"), float(gain.mean()), "CNY", 0),
        KeyFigure.percent(say("m08.go_on_better"), float((gain > 0).mean()), 0, better=0),
    )
    return Shown(data, sentence, figures, lambda: _stop_table(found, known))


@lru_cache(maxsize=16)
def _stopping(scenario: Scenario, paths: int) -> StoppingWeeks:
    return stopping_weeks(scenario, paths=paths, weeks=YEAR, seed=SEED)


def _alive(values: NDArray) -> NDArray:
    """Of the paths on which the business still exists."""
    return values[~np.isnan(values)]


def _over_alive(name: str, values: NDArray) -> Band:
    low, middle, high = np.nanquantile(values, (0.05, 0.5, 0.95), axis=1)
    whole = values[:, ~np.isnan(values).any(axis=0)]
    cloud = whole[:, :RUNS].T if whole.size else None
    return Band(name, middle, low, high, cloud)


def _stop_in_words(s: Scenario, week: int, gain: NDArray, sunk: float) -> str:
    mean = mean_interval(gain)
    words = {
        "week": number(week),
        "sunk": in_short(sunk),
        "gain": in_short(abs(mean.mean)),
        "better": percent(float((gain > 0).mean()), 0),
    }
    if mean.has_zero:
        return say("m08.stop_tie", **words)
    if mean.mean > 0:
        return say("m08.go_on", **words)
    return say("m08.cancel" if week <= s.lead else "m08.stop", **words)


def _stop_marks(s: Scenario, week: int) -> tuple[Mark, ...]:
    arrives = s.lead + 1
    marks = [Mark(float(week), say("m08.stop_mark", week=number(week)))]
    if arrives != week:
        marks.append(Mark(float(arrives), say("m08.balance_mark")))
    return tuple(sorted(marks, key=lambda mark: mark.x))


def _stop_table(found: StoppingWeeks, known: NDArray) -> pd.DataFrame:
    weeks = [week for week in TOLD if known[week - 1]]
    stop = [found.liquidated[week - 1] for week in weeks]
    gain = [_alive(found.gain[week - 1]) for week in weeks]
    return pd.DataFrame(
        {
            say("m08.column_stop"): weeks,
            say("m08.column_sunk"): [yuan(found.capital - _alive(v).mean()) for v in stop],
            say("m08.column_now"): [yuan(_alive(v).mean()) for v in stop],
            say("m08.column_on"): [
                yuan(_alive(v).mean() + g.mean()) for v, g in zip(stop, gain, strict=True)
            ],
            say("m08.column_gain"): [yuan(g.mean()) for g in gain],
            say("m08.column_better"): [percent(float((g > 0).mean()), 0) for g in gain],
        }
    )

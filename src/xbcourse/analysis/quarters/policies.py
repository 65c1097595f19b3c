"""Benchmarks: what others would have done in the same market on the same luck.

stay out     nothing is ordered, nothing is spent: the capital stays as it is
newsvendor   knows what every seller of such goods knows, and no more: orders up to the quantity of
             the critical ratio, from sales so far, and leaves the other levers as usual
random       every lever anywhere in its range: the mean of many such years
best found   knows the market: a search through years of constant rules. A ceiling, not a standard
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np

from ...assumptions.scenario import Scenario
from ...model.economics import contribution
from ...model.orders import mode_order
from ...model.simulation import simulate
from .levers import BASE, LEVERS, QUARTERS, STOP, WEEKS, Choice
from .market import Market, generator
from .year import Quarter, Year, decisions, lived, year

#: Years drawn at random, whose mean is the benchmark.
RANDOM_YEARS = 20
#: Log-s.d. of sales from one market to another, which everybody knows, and what is left of it for
#: whoever has watched a quarter of sales (a teaching assumption). Appeal and traffic differ by
#: hypot(0.4, 0.25) = 0.47; rank makes more of it, up to 1/(1 − φ) = 1.85 times as much
#: (`theory.flywheel`), and in the first weeks on sale 0.8 is measured.
UNKNOWN, LEARNED = 0.8, 0.3
#: The search: rounds, years a round, those of a round that go on, and paths of each. How many
#: years were tried is said beside the result.
ROUNDS, TRIED, KEPT, SEARCHED = 6, 40, 5, 64
#: Ruin beyond this share of paths is out of the question, as in the lesson on stages.
RUIN_LIMIT = 0.10


def stay_out() -> Year:
    """Nothing at all."""
    return year([STOP])


@cache
def critical_ratio() -> float:
    """What a piece that sells earns, against what one that is left loses.

    As in the lesson on the furniture factory: what is left is cleared. It need not be before the
    year is over, so that the rule is careful in the first three quarters.

    >>> round(critical_ratio(), 2)
    0.56
    """
    usual = Scenario(BASE).but(acos=0.0, ad_order_share=0.0)
    order = contribution(mode_order(usual))
    gain = float(order.cm2)
    loss = float(order.landed_cost) - usual.salv * usual.cogs
    return gain / (gain + loss)


@cache
def newsvendor_year() -> Year:
    """Order up to the critical ratio of the demand until the goods after these can be sold.

    Demand is lognormal around its forecast. With spread σ, the quantity for a ratio CR is
    weeks · forecast · exp(σ Φ⁻¹(CR) − σ²/2).

    >>> [round(quarter.cover, 1) for quarter in newsvendor_year()]
    [10.6, 18.0, 18.0, 13.0]
    """
    lead, z = Scenario(BASE).lead, NormalDist().inv_cdf(critical_ratio())
    quarters = []
    for number in range(QUARTERS):
        # From now until the next order is in; nothing is sold before the first goods come, and
        # nothing after the year.
        weeks = WEEKS if number in (0, QUARTERS - 1) else WEEKS + lead
        spread = LEARNED if number else UNKNOWN
        cover = weeks * math.exp(spread * z - spread**2 / 2)
        quarters.append(Quarter(Choice(), round(cover, 3)))
    return tuple(quarters)


def kept_year(there: Market) -> Year:
    """The newsvendor's year with the orders that it places on the path that happens.

    On every other path it then orders the same, as whoever wrote down four numbers does, instead of
    following the sales of that path. Orders are as the lever allows: none, or 100 to 3,000 pieces.

    >>> from .market import market
    >>> [quarter.choice.order for quarter in kept_year(market("FOSHAN1"))]
    [849, 687, 2186, 1063]
    """
    run = simulate(
        there.scenario,
        paths=1,
        seed=there.seed,
        decisions=decisions(newsvendor_year(), there),
        keep=("on_order",),
    )
    # Nothing is under way any more when the next order is placed.
    ordered = run.trajectory("on_order", "scenario")[::WEEKS, 0]
    return year([Choice(order=_orderable(float(pieces))) for pieces in ordered])


def _orderable(pieces: float) -> int:
    """The nearest number of pieces that somebody at the lever can order."""
    least, most = Scenario(BASE).moq, LEVERS["order"].high
    return 0 if pieces < least / 2 else round(min(max(pieces, least), most))


def random_years(code: str) -> tuple[Year, ...]:
    """Years of somebody who decides by dice, drawn from the code."""
    luck = generator(code, "random policies")
    return tuple(year([_dice(luck) for _ in range(QUARTERS)]) for _ in range(RANDOM_YEARS))


def _dice(luck: random.Random) -> Choice:
    drawn = {name: luck.randint(0, round(_steps(name))) for name in LEVERS}
    values = {name: _on_step(name, drawn[name]) for name in LEVERS}
    if 0 < values["order"] < Scenario(BASE).moq:
        values["order"] = 0
    return Choice(**values)


def _steps(name: str) -> float:
    lever = LEVERS[name]
    return (lever.high - lever.low) / lever.step


def _on_step(name: str, step: int) -> float:
    lever = LEVERS[name]
    value = round(lever.low + min(max(step, 0), _steps(name)) * lever.step, 2)
    return int(value) if lever.kind == "whole" else value


@lru_cache(maxsize=32)
def best_found(there: Market) -> tuple[Year, int]:
    """The best year found by a search that knows the market, and how many years were tried.

    Each quarter has a price, ads, care, content and weeks of forecast sales to order up to. The
    search begins with the newsvendor, keeps the best of a round and varies them at random (an
    evolution strategy), on luck of its own: whoever searched on the luck that counts would find
    that luck. Years that are ruined on more than a tenth of the paths do not count.
    """
    luck = generator(there.code, "search")
    kept, tried = [newsvendor_year()], 1
    for round_ in range(ROUNDS):
        wide = 0.5 ** (round_ / 3)
        fresh = [_varied(kept[k % len(kept)], luck, wide) for k in range(TRIED)]
        every = [*kept, *fresh]
        tried += len(fresh)
        run = lived({str(k): one for k, one in enumerate(every)}, _elsewhere(there), SEARCHED)
        value = [worth(run[str(k)]) for k in range(len(every))]
        kept = [every[k] for k in np.argsort(value, kind="stable")[::-1][:KEPT]]
    return _best_of([*kept, newsvendor_year(), stay_out()], there), tried


def worth(of) -> float:
    """Mean growth; nothing in the world is worth more ruin than the limit."""
    return float(of.growth.mean()) - (10.0 if of.ruined.mean() > RUIN_LIMIT else 0.0)


def _elsewhere(there: Market) -> Market:
    """The same market on other luck."""
    return replace(there, seed=there.seed ^ 1)


def _best_of(years: Sequence[Year], there: Market) -> Year:
    """The best on the paths that are scored."""
    run = lived({str(k): one for k, one in enumerate(years)}, there)
    return years[max(range(len(years)), key=lambda k: worth(run[str(k)]))]


def _varied(of: Year, luck: random.Random, wide: float) -> Year:
    """The same year with some levers moved, on their steps."""
    return tuple(_moved(quarter, luck, wide) for quarter in of)


def _moved(quarter: Quarter, luck: random.Random, wide: float) -> Quarter:
    values = quarter.choice.values()
    if values["stop"]:
        return quarter
    for name in ("price", "ads", "care", "site"):
        if luck.random() < 0.5:
            lever = LEVERS[name]
            step = round((values[name] - lever.low) / lever.step)
            step += round(luck.gauss(0, 1) * wide * _steps(name) / 5)
            values[name] = _on_step(name, step)
    cover = quarter.cover or 0.0
    if luck.random() < 0.7:
        cover = round(max(cover + luck.gauss(0, 6) * wide, 0.0), 1)
    return Quarter(Choice(**values), cover)

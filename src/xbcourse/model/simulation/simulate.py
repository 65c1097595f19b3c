"""The simulation as a lesson calls it: scenarios in, outcomes of many paths out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.registry import parameter
from ...assumptions.scenario import Scenario
from . import engine
from .books import WEEKLY, Books, goods
from .decisions import Decision, Decisions, by_scenario, make_turns
from .events import Events
from .market import make_market
from .noise import BLOCK, Noise, draw, whole
from .results import Simulation
from .shocks import Shock

#: Paths that are computed together: so many that NumPy is busy, so few that the cache holds them.
CHUNK = 16 * BLOCK

#: Events of all scenarios, or those of each by its name.
Shocks = Sequence[Shock] | Mapping[str, Sequence[Shock]]

Scenarios = Scenario | Mapping[str, Scenario] | Iterable[str]


def simulate(
    scenarios: Scenarios,
    *,
    paths: int = 1000,
    weeks: int | None = None,
    seed: int = 0,
    shocks: Shocks = (),
    decisions: Decisions = (),
    keep: Collection[str] = ("cash",),
) -> Simulation:
    """Run scenarios week by week, all on the same luck.

    Parameters
    ----------
    scenarios : Scenario, mapping of str to Scenario, or names of presets
        What to compare. One scenario is called "scenario" in the result.
    paths : int
        How many times the world is lived through.
    weeks : int, optional
        1 to 520. Default: what the scenarios say, which must then be the same for all.
    seed : int
        Which luck. The same seed gives the same numbers, whatever else is simulated beside.
    shocks : sequence of Shock, or mapping of str to sequence of Shock
        Events in chosen weeks before the last, on every path: those of all scenarios, or those of
        each by its name (none where it is not named).
    decisions : sequence of Decision, or mapping of str to sequence of Decision
        What is decided in chosen weeks, by every scenario or by those of that name. Whoever decides
        orders nothing by itself.
    keep : collection of str
        Quantities whose weekly values are kept; see `books.WEEKLY`. Each takes 4 bytes a
        scenario, week and path.

    Raises
    ------
    ParameterError
        No scenario, or what is none; different lengths; less than one path or week; a shock after
        the end, or of a scenario that is not there; a quantity that does not exist; a decision that
        cannot be taken.

    >>> two = simulate(["self_batch", "platform_direct"], paths=100)
    >>> two.outcomes["wealth"].shape
    (2, 100)
    """
    named = _named(scenarios)
    weeks = _length(named) if weeks is None else _checked_weeks(weeks)
    events, keep = _events(shocks, named, weeks), _checked_keep(keep)
    decided = by_scenario(decisions, named, weeks)
    noise = draw(paths, weeks, seed)
    rows = list(named.values())
    parts = [
        _part(rows, noise.part(slice(first, first + CHUNK)), events, decided, keep)
        for first in range(0, paths, CHUNK)
    ]
    return Simulation(
        scenarios=named,
        weeks=weeks,
        paths=paths,
        seed=seed,
        outcomes=_joined([outcomes for outcomes, _ in parts]),
        trajectories=_joined([trajectories for _, trajectories in parts]),
    )


def _part(
    scenarios: Sequence[Scenario],
    noise: Noise,
    events: Sequence[Sequence[Shock]],
    decisions: Sequence[Sequence[Decision]],
    keep: tuple[str, ...],
) -> tuple[dict[str, NDArray], dict[str, NDArray]]:
    """Outcomes and trajectories of some of the paths, in the order of the scenarios given."""
    turns = make_turns(scenarios, decisions, noise.paths)
    plan = turns.first
    market = make_market(plan.scenarios, noise)
    books = Books(plan, noise.weeks, noise.paths, keep)
    scripted = Events([events[i] for i in plan.order])
    state = engine.run(turns, market, noise, scripted, books)
    outcomes = {
        "wealth": engine.wealth(state),
        "lowest_cash": state.lowest,
        "lowest_week": state.lowest_week,
        "ruin_week": state.ruin_week,
        "products_tried": state.candidate + 1,
        **goods(state),
        **books.totals,
    }
    back = np.argsort(plan.order)
    return (
        {name: values[back] for name, values in outcomes.items()},
        {name: values[back] for name, values in books.trajectories.items()},
    )


def _joined(parts: Sequence[Mapping[str, NDArray]]) -> dict[str, NDArray]:
    return {name: np.concatenate([p[name] for p in parts], axis=-1) for name in parts[0]}


def _named(scenarios: Scenarios) -> dict[str, Scenario]:
    if isinstance(scenarios, Scenario):
        return {"scenario": scenarios}
    if isinstance(scenarios, str):
        return {scenarios: Scenario(scenarios)}
    if isinstance(scenarios, Mapping):
        named = {str(name): scenario for name, scenario in scenarios.items()}
    elif isinstance(scenarios, Iterable):
        named = {name: Scenario(name) if isinstance(name, str) else name for name in scenarios}
    else:
        raise ParameterError("simulation.not_a_scenario", value=repr(scenarios))
    if not named:
        raise ParameterError("simulation.no_scenario")
    for name, scenario in named.items():
        if not isinstance(name, str) or not isinstance(scenario, Scenario):
            raise ParameterError("simulation.not_a_scenario", value=repr(scenario))
    return named


def _length(named: Mapping[str, Scenario]) -> int:
    lengths = {name: scenario.weeks for name, scenario in named.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name}: {weeks}" for name, weeks in lengths.items())
        raise ParameterError("simulation.different_lengths", lengths=listed)
    return next(iter(lengths.values()))


def _checked_weeks(weeks: int) -> int:
    """As many as a scenario may say, or an error."""
    return parameter("weeks").possible(whole("weeks", weeks))


def _events(shocks: Shocks, named: Mapping[str, Scenario], weeks: int) -> list[tuple[Shock, ...]]:
    """The events of each scenario, in the order given."""
    if not isinstance(shocks, Mapping):
        return [_checked_shocks(shocks, weeks)] * len(named)
    for name in shocks:
        if name not in named:
            allowed = ", ".join(named)
            raise ParameterError(
                "errors.unknown_choice", name="shocks", value=repr(name), allowed=allowed
            )
    return [_checked_shocks(shocks.get(name, ()), weeks) for name in named]


def _checked_shocks(shocks: Sequence[Shock], weeks: int) -> tuple[Shock, ...]:
    shocks = (shocks,) if isinstance(shocks, Shock) or not _many(shocks) else tuple(shocks)
    for shock in shocks:
        if not isinstance(shock, Shock):
            raise ParameterError("simulation.not_a_shock", value=repr(shock))
        if shock.week >= weeks:
            raise ParameterError("simulation.shock_week", value=shock.week, last=weeks - 1)
    return shocks


def _checked_keep(keep: Collection[str]) -> tuple[str, ...]:
    keep = tuple(keep) if _many(keep) else (keep,)
    for name in keep:
        if not isinstance(name, str) or name not in WEEKLY:
            allowed = ", ".join(WEEKLY)
            raise ParameterError(
                "errors.unknown_choice", name="keep", value=repr(name), allowed=allowed
            )
    return tuple(dict.fromkeys(keep))


def _many(things: object) -> bool:
    """Whether these are several things, and not one word."""
    return isinstance(things, Iterable) and not isinstance(things, str)

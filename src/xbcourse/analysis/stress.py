"""Stress: what each shock costs each scenario, on the same luck as the undisturbed years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from ..assumptions.scenario import Scenario
from ..model.simulation import Shock, Simulation, simulate
from .intervals import paired_interval
from .modes import MODES, Scenarios, by_name, scaled

#: Shocks come after this share of the time, when business has settled.
SETTLED = 0.25
COLUMNS = [
    *("shock", "label", "scenario", "base", "shocked", "loss", "low", "high", "unit"),
    *("share", "ruin_base", "ruin_shocked"),
]


def usual_shocks(weeks: int) -> dict[str, tuple[Shock, ...]]:
    """What may happen to anyone, after a quarter of the time. Sizes are teaching assumptions.

    Clicks fall to 40 %; six weeks of suspension; eight weeks of late deliveries; duty up by 25
    points and 15 CNY more a parcel, about what the end of the US exemption for parcels below 800
    USD and the tariffs of 2025 brought; a dollar worth 10 % less.

    >>> usual_shocks(104)["suspension"]
    (Shock(kind='suspension', week=26, size=6),)
    """
    week = int(weeks * SETTLED)
    return {
        "demotion": (Shock("demotion", week, 0.4),),
        "suspension": (Shock("suspension", week, 6),),
        "delay": (Shock("delay", week, 8),),
        "duty": (Shock("duty", week, 0.25), Shock("parcel_fee", week, 15)),
        "exchange": (Shock("exchange", week, -0.10),),
    }


def stress(
    scenarios: Scenarios | Simulation = MODES,
    *,
    shocks: Mapping[str, Sequence[Shock]] | None = None,
    hazard_factors: Sequence[float] = (),
    paths: int = 1000,
    weeks: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """What shocks cost, paired with the undisturbed run.

    Parameters
    ----------
    scenarios : mapping of str to Scenario, names of presets, or Simulation
        A simulation without shocks is taken as the undisturbed run; `paths`, `weeks` and `seed` are
        then its own.
    shocks : mapping of str to sequence of Shock, optional
        Each entry is a year of its own, with all its events. Default: `usual_shocks`.
    hazard_factors : sequence of float
        Also: the policy exposure (`haz_mult`) times each factor.
    paths, weeks, seed : int
        As for `simulate`.

    Returns
    -------
    pandas.DataFrame
        A row for each shock and scenario. `base`, `shocked`: mean wealth in CNY; `loss` = base −
        shocked with its paired 95 % interval `low` to `high`; `share`: the loss in shares of the
        mean absolute profit of the undisturbed run (the mean itself may be near zero); probability
        of ruin before and after. `label`: the shock in the reader's language.

    Raises
    ------
    ParameterError
        As `simulate`; a factor that is negative or none.

    >>> table = stress(["platform_direct"], hazard_factors=[3], paths=64, weeks=52)
    >>> table["shock"].tolist()
    ['demotion', 'suspension', 'delay', 'duty', 'exchange', 'hazards × 3']
    """
    known = scenarios if isinstance(scenarios, Simulation) else None
    named = known.scenarios if known else by_name(scenarios)
    if known:
        paths, weeks, seed = known.paths, known.weeks, known.seed
    length = next(iter(named.values())).weeks if weeks is None else weeks
    scripted = usual_shocks(length) if shocks is None else shocks
    cases = [_Case(name, _labelled(name), named, events) for name, events in scripted.items()]
    cases += [_exposed(named, factor) for factor in map(_checked, hazard_factors)]
    undisturbed = [] if known else [_Case("", "", named, ())]
    if not cases:
        return pd.DataFrame(columns=COLUMNS)
    lived = _lived([*undisturbed, *cases], paths, weeks, seed)
    before = {
        name: _Years.of(known, name) if known else _Years.of(lived, f"/{name}") for name in named
    }
    rows = [
        (
            *(case.name, case.label, name),
            *_loss(before[name], _Years.of(lived, f"{case.name}/{name}"), named[name].capital),
        )
        for case in cases
        for name in named
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


class _Case(NamedTuple):
    """One kind of misfortune: whom it meets, and what happens to each of them."""

    name: str
    label: str
    scenarios: Mapping[str, Scenario]
    events: Sequence[Shock]


class _Years(NamedTuple):
    """How the years of a scenario ended: wealth, and whether in ruin, on every path."""

    wealth: NDArray
    ruined: NDArray

    @classmethod
    def of(cls, simulation: Simulation, name: str) -> _Years:
        return cls(simulation.outcome("wealth", name), simulation.ruined(name))


def _exposed(scenarios: Mapping[str, Scenario], factor: float) -> _Case:
    label = say("analysis.shock_hazards", factor=f"{factor:g}")
    more = {name: scaled(s, "haz_mult", factor) for name, s in scenarios.items()}
    return _Case(f"hazards × {factor:g}", label, more, ())


def _lived(cases: Sequence[_Case], paths: int, weeks: int | None, seed: int) -> Simulation:
    """All cases of all scenarios on the same luck; a scenario is called by its case and its name.

    At once, since one simulation of 36 rows takes a third of the time of six of 6 (64 paths)."""
    return simulate(
        {f"{case.name}/{name}": s for case in cases for name, s in case.scenarios.items()},
        paths=paths,
        weeks=weeks,
        seed=seed,
        shocks={f"{case.name}/{name}": case.events for case in cases for name in case.scenarios},
        keep=(),
    )


def _loss(before: _Years, after: _Years, capital: float) -> tuple:
    """What a misfortune cost a scenario: the columns from `base` on."""
    loss = paired_interval(before.wealth, after.wealth)
    means = before.wealth.mean(dtype=float), after.wealth.mean(dtype=float)
    profit = np.abs(before.wealth.astype(float) - capital).mean()
    share = loss.mean / profit if profit else np.nan
    ruin = before.ruined.mean(), after.ruined.mean()
    return (*means, *loss, "CNY", share, *map(float, ruin))


def _labelled(name: str) -> str:
    """The usual shocks in the reader's language; the reader's own by the reader's names."""
    return say(f"analysis.shock_{name}") if name in usual_shocks(1) else name


def _checked(factor: float) -> float:
    if not isinstance(factor, int | float) or isinstance(factor, bool) or not 0 <= factor < np.inf:
        raise ParameterError("analysis.factor", name="hazard_factors", value=repr(factor))
    return float(factor)

"""Stress: what each shock costs each scenario, on the same luck as the undisturbed years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
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
        Each entry is one run, with all its events. Default: `usual_shocks`.
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
    if isinstance(scenarios, Simulation):
        base = scenarios
    else:
        base = simulate(by_name(scenarios), paths=paths, weeks=weeks, seed=seed, keep=())
    scripted = usual_shocks(base.weeks) if shocks is None else shocks
    rows = []
    for name, events in scripted.items():
        rows += _losses(name, _labelled(name), base, _again(base, base.scenarios, events))
    for factor in map(_checked, hazard_factors):
        exposed = {n: scaled(s, "haz_mult", factor) for n, s in base.scenarios.items()}
        label = say("analysis.shock_hazards", factor=f"{factor:g}")
        rows += _losses(f"hazards × {factor:g}", label, base, _again(base, exposed, ()))
    return pd.DataFrame(rows, columns=COLUMNS)


def _again(base: Simulation, scenarios: Mapping, events: Sequence[Shock]) -> Simulation:
    """The same luck under other circumstances."""
    return simulate(
        scenarios, paths=base.paths, weeks=base.weeks, seed=base.seed, shocks=events, keep=()
    )


def _losses(shock: str, label: str, base: Simulation, shocked: Simulation) -> list[tuple]:
    rows = []
    for name, scenario in base.scenarios.items():
        before, after = base.outcome("wealth", name), shocked.outcome("wealth", name)
        loss = paired_interval(before, after)
        means = before.mean(dtype=float), after.mean(dtype=float)
        profit = np.abs(before.astype(float) - scenario.capital).mean()
        share = loss.mean / profit if profit else np.nan
        ruin = base.ruined(name).mean(), shocked.ruined(name).mean()
        rows.append((shock, label, name, *means, *loss, "CNY", share, *map(float, ruin)))
    return rows


def _labelled(name: str) -> str:
    """The usual shocks in the reader's language; the reader's own by the reader's names."""
    return say(f"analysis.shock_{name}") if name in usual_shocks(1) else name


def _checked(factor: float) -> float:
    if not isinstance(factor, int | float) or isinstance(factor, bool) or not 0 <= factor < np.inf:
        raise ParameterError("analysis.factor", name="hazard_factors", value=repr(factor))
    return float(factor)

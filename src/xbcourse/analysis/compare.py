"""Operating modes side by side on the same luck: cost structure, traffic, supply, risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..assumptions.errors import ParameterError
from ..model.simulation import OUTCOMES, TOTALS, Shock, Simulation, simulate
from .costs import order_costs, order_margins, totals_table
from .intervals import paired_interval
from .modes import MODES, Scenarios, by_name
from .risk import risk_table
from .stress import stress
from .supply import KEPT, supply_table
from .traffic import SOURCES, concentration_table, traffic_shares


@dataclass(frozen=True)
class Comparison:
    """Everything that `compare` found, as tidy tables with units.

    Attributes
    ----------
    simulation : Simulation
        What the tables were read from.
    costs, margins, totals : DataFrame
        Cost structure: `order_costs`, `order_margins`, `totals_table`.
    traffic, concentration : DataFrame
        `traffic_shares`, `concentration_table`.
    supply : DataFrame
        `supply_table`.
    risk, shocks : DataFrame
        `risk_table`; loss under each shock, see `stress`.
    differences : DataFrame
        In wealth, against the first scenario; see `differences`.
    """

    simulation: Simulation
    costs: pd.DataFrame
    margins: pd.DataFrame
    totals: pd.DataFrame
    traffic: pd.DataFrame
    concentration: pd.DataFrame
    supply: pd.DataFrame
    risk: pd.DataFrame
    shocks: pd.DataFrame
    differences: pd.DataFrame


def compare(
    scenarios: Scenarios = MODES,
    *,
    paths: int = 1000,
    weeks: int | None = None,
    seed: int = 0,
    shocks: Mapping[str, Sequence[Shock]] | None = None,
) -> Comparison:
    """Compare scenarios on the four dimensions, on the same luck.

    Parameters
    ----------
    scenarios : mapping of str to Scenario, or names of presets
        Default: two presets for each operating mode.
    paths, weeks, seed : int
        As for `simulate`.
    shocks : mapping of str to sequence of Shock, optional
        Events to be withstood, by name. Default: those of `stress`. An empty mapping: none.

    Raises
    ------
    ParameterError
        As `simulate`.

    >>> found = compare(["self_batch", "platform_direct"], paths=64, shocks={})
    >>> found.differences[["scenario", "against"]].to_numpy().tolist()
    [['platform_direct', 'self_batch']]
    """
    named = by_name(scenarios)
    simulation = simulate(
        named, paths=paths, weeks=weeks, seed=seed, keep=("cash", *KEPT, *SOURCES)
    )
    return Comparison(
        simulation=simulation,
        costs=order_costs(named),
        margins=order_margins(named),
        totals=totals_table(simulation),
        traffic=traffic_shares(simulation),
        concentration=concentration_table(simulation),
        supply=supply_table(simulation),
        risk=risk_table(simulation),
        shocks=stress(simulation, shocks=shocks),
        differences=differences(simulation),
    )


def differences(
    simulation: Simulation, outcome: str = "wealth", against: str | None = None
) -> pd.DataFrame:
    """By how much scenarios differ in an outcome, path by path on the same luck.

    Parameters
    ----------
    simulation : Simulation
        Of at least two paths.
    outcome : str
        One of `OUTCOMES` or `TOTALS` of the simulation.
    against : str, optional
        The scenario that the others are compared with. Default: the first.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, `against`, `outcome`, `difference` with its 95 % interval `low` to
        `high`, `unit`, and `certain` (whether the interval leaves out zero).

    Raises
    ------
    ParameterError
        Unknown outcome or scenario; a single path.
    """
    units = OUTCOMES | TOTALS
    if outcome not in units:
        allowed = ", ".join(units)
        raise ParameterError(
            "errors.unknown_choice", name="outcome", value=repr(outcome), allowed=allowed
        )
    names = list(simulation.scenarios)
    against = names[0] if against is None else against
    base = simulation.outcome(outcome, against)
    rows = []
    for name in names:
        if name != against:
            found = paired_interval(simulation.outcome(outcome, name), base)
            rows.append((name, against, outcome, *found, units[outcome], not found.has_zero))
    columns = ["scenario", "against", "outcome", "difference", "low", "high", "unit", "certain"]
    return pd.DataFrame(rows, columns=columns)

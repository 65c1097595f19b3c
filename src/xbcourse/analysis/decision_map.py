"""The decision map: which mode for which capital, uncertainty and experience.

Every cell of the map is a recommendation of its own, on the same luck as all others, so that a
border is where it is because of the assumptions. Which mode stands where is not written anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from ..assumptions.errors import ParameterError
from ..model.simulation import simulate
from .modes import MODES, Scenarios, assuming, by_name, numeric, scaled
from .recommend import Recommendation, recommend
from .sweep import sweep

#: Capital in CNY × spread of appeal (log-s.d.) × experience (0 to 1).
AXES: Mapping[str, Sequence[float]] = {
    "capital": (60_000, 120_000, 250_000, 500_000, 1_000_000, 2_000_000),
    "theta_sigma": (0.3, 0.6, 0.9, 1.2),
    "exper": (0.1, 0.4, 0.8),
}


@dataclass(frozen=True)
class Cell:
    """One place on the map: everything that its recommendation depends on."""

    place: tuple[tuple[str, float], ...]
    scenarios: tuple[tuple[str, Any], ...]
    paths: int
    weeks: int | None
    seed: int
    risk_aversion: float | None
    ruin_limit: float | None


@dataclass(frozen=True, eq=False)
class DecisionMap:
    """Recommendations over a grid.

    Attributes
    ----------
    axes : mapping of str to sequence of float
        Parameters of the grid and their values.
    cells : DataFrame
        A row for each cell: the axes; `answer`, `best`, `second`; `growth` of the best (log of the
        certainty equivalent as a multiple of the capital); the `lead` of best over second with its
        paired 95 % interval `low` to `high`; probability of `ruin` of the best.
    modes : DataFrame
        A row for each cell and scenario: the axes, and the columns of `Recommendation.modes`.
    """

    axes: Mapping[str, Sequence[float]]
    cells: pd.DataFrame
    modes: pd.DataFrame

    def choices(self) -> pd.Series:
        """The answers, indexed by the axes: a mode's name, with "~" for a tie; "stay_out"."""
        answer, best = self.cells["answer"], self.cells["best"]
        words = best.where(answer != "tie", best + "~").where(answer != "stay_out", "stay_out")
        return words.set_axis(pd.MultiIndex.from_frame(self.cells[list(self.axes)]))


def decision_map(
    axes: Mapping[str, Sequence[float]] = AXES,
    scenarios: Scenarios = MODES,
    *,
    assumptions: Mapping[str, Any] | None = None,
    factors: Mapping[str, float] | None = None,
    paths: int = 2000,
    weeks: int | None = None,
    seed: int = 0,
    risk_aversion: float | None = None,
    ruin_limit: float | None = None,
    **how,
) -> DecisionMap:
    """The recommendation in every cell of a grid.

    Parameters
    ----------
    axes : mapping of str to sequence of float
        Parameters and the values that all scenarios take of them.
    scenarios : mapping of str to Scenario, or names of presets
        What can be chosen.
    assumptions : mapping of str to value, optional
        Assumptions that all scenarios share, in the units of the registry.
    factors : mapping of str to float, optional
        Assumptions that are multiplied in every scenario.
    paths, weeks, seed : int
        As for `simulate`. A cell takes the time of one simulation.
    risk_aversion, ruin_limit : float, optional
        As for `recommend`.
    **how
        `scheduler`, `progress`, `resume`, `workers`: see `sweep.sweep`.

    Raises
    ------
    ParameterError
        Unknown parameter, an axis without values, and what `recommend` and `sweep` refuse.

    >>> few = {"capital": [60_000, 500_000], "theta_sigma": [0.3]}
    >>> two = decision_map(few, ["platform_direct"], paths=64, scheduler="serial", progress=False)
    >>> two.choices().tolist()
    ['stay_out', 'platform_direct']
    """
    axes = _checked(axes)
    named = {
        name: _assumed(scenario, assumptions or {}, factors or {})
        for name, scenario in by_name(scenarios).items()
    }
    places = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    cells = [
        Cell(
            tuple(place.items()),
            tuple((name, assuming(scenario, **place)) for name, scenario in named.items()),
            *(paths, weeks, seed, risk_aversion, ruin_limit),
        )
        for place in places
    ]
    found = sweep(cells, recommend_cell, **how)
    return DecisionMap(
        axes=axes,
        cells=pd.DataFrame([p | _cell(r) for p, r in zip(places, found, strict=True)]),
        modes=pd.concat(
            [_modes(p, r) for p, r in zip(places, found, strict=True)], ignore_index=True
        ),
    )


def recommend_cell(cell: Cell) -> Recommendation:
    """The recommendation of one cell; what a worker of a sweep does."""
    simulation = simulate(
        dict(cell.scenarios), paths=cell.paths, weeks=cell.weeks, seed=cell.seed, keep=()
    )
    return recommend(simulation, risk_aversion=cell.risk_aversion, ruin_limit=cell.ruin_limit)


def moved(before: DecisionMap, after: DecisionMap) -> pd.DataFrame:
    """Where the answer changes from one map to another, as when one assumption has moved.

    Parameters
    ----------
    before, after : DecisionMap
        On the same axes.

    Returns
    -------
    pandas.DataFrame
        A row for each cell whose answer changed: the axes, `before`, `after` (names as in
        `DecisionMap.choices`), and `certain`: neither answer is a tie. Nothing certain has moved
        where a tie only turns into one of the two that tied.

    Raises
    ------
    ParameterError
        Maps of different grids.
    """
    old, new = before.choices(), after.choices()
    if list(before.axes) != list(after.axes) or not old.index.equals(new.index):
        raise ParameterError("analysis.different_maps")
    table = pd.DataFrame({"before": old, "after": new}).reset_index()
    ties = (before.cells["answer"] == "tie") | (after.cells["answer"] == "tie")
    table["certain"] = ~ties
    return table[table["before"] != table["after"]].reset_index(drop=True)


def _checked(axes: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    found = {
        name: tuple(numeric(name).possible(v) for v in values) for name, values in axes.items()
    }
    for name, values in found.items():
        if not values or len(set(values)) < len(values):
            raise ParameterError("analysis.axis", name=name, values=list(values))
    if not found:
        raise ParameterError("analysis.axis", name="axes", values=[])
    return found


def _assumed(scenario, assumptions: Mapping[str, Any], factors: Mapping[str, float]):
    scenario = assuming(scenario, **assumptions)
    for name, factor in factors.items():
        scenario = scaled(scenario, name, factor)
    return scenario


def _cell(found: Recommendation) -> dict[str, Any]:
    lead, low, high = found.lead or (float("nan"),) * 3
    ruin = found.modes.set_index("scenario")["ruin"]
    return {
        "answer": found.answer,
        "best": found.best,
        "second": found.second,
        "growth": found.growth,
        "lead": lead,
        "low": low,
        "high": high,
        "ruin": float(ruin[found.best]) if found.best else float("nan"),
    }


def _modes(place: Mapping[str, float], found: Recommendation) -> pd.DataFrame:
    table = found.modes.copy()
    for at, (name, value) in enumerate(place.items()):
        table.insert(at, name, value)
    return table

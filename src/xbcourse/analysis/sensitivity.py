"""Which assumptions matter: one at a time, all at once, and those that flip the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.errors import CourseError, ParameterError
from ..assumptions.registry import parameter
from ..assumptions.scenario import Scenario
from ..model.simulation import simulate
from .designs import READINGS, read
from .intervals import mean_interval
from .modes import MODES, Scenarios, assuming, by_name, fitted, numeric
from .recommend import Recommendation, recommend

#: What outcomes depend on most, by the Sobol indices of a study of all parameters.
LEADING = ("capital", "lead", "price_usd", "cogs", "duty", "theta_sigma", "exper", "mu0")
#: A spread of 0.2 moves a parameter by 20 % both ways; "slider" from one end of its slider to the
#: other.
SPREAD = 0.2


def ends(scenario: Scenario, name: str, spread: float | str = SPREAD) -> tuple[float, float]:
    """The low and the high value of a parameter whose influence is asked for.

    Parameters
    ----------
    scenario : Scenario
        Where from.
    name : str
        A parameter with a number as its value.
    spread : float or "slider"
        Share of the value, both ways (but never beyond what is possible), or the slider's ends.

    >>> ends(Scenario(), "cogs", 0.25), ends(Scenario(), "lead", "slider")
    ((28.5, 47.5), (1.0, 16.0))
    """
    known, value = numeric(name), scenario[name]
    if spread == "slider":
        return float(known.low), float(known.high)
    if isinstance(spread, bool) or not isinstance(spread, int | float) or not 0 < spread < np.inf:
        raise ParameterError("analysis.spread", value=repr(spread))
    low, high = sorted((value * (1 - spread), value * (1 + spread)))
    return float(fitted(known, low)), float(fitted(known, high))


def one_at_a_time(
    function: Callable[[Sequence[Mapping[str, float]]], NDArray],
    base: Mapping[str, float],
    ranges: Mapping[str, tuple[float, float]],
) -> pd.DataFrame:
    """How a result moves when one input moves and the others stay.

    Parameters
    ----------
    function : callable
        Of a list of inputs at once: the results, shape (inputs,) or (inputs, paths) on the same
        luck.
    base : mapping of str to float
        Where all inputs are.
    ranges : mapping of str to (float, float)
        Low and high value of each input that moves.

    Returns
    -------
    pandas.DataFrame
        A row for each input, the most influential first. Columns `parameter`, `low`, `high`,
        `base` (the result where all inputs are at `base`), `at_low`, `at_high`, `swing` (at high
        less at low), and its paired 95 % interval `swing_low` to `swing_high` (the swing itself
        where there are no paths).

    >>> table = one_at_a_time(lambda designs: np.array([d["x"] - 3 * d["y"] for d in designs]),
    ...                       {"x": 1.0, "y": 1.0}, {"x": (0, 2), "y": (0, 2)})
    >>> table[["parameter", "swing"]].to_numpy().tolist()
    [['y', -6.0], ['x', 2.0]]
    """
    designs = [dict(base)]
    for name, values in ranges.items():
        designs += [{**base, name: value} for value in values]
    results = np.asarray(function(designs), dtype=float)
    means = results if results.ndim == 1 else results.mean(axis=1)
    rows = []
    for k, (name, (low, high)) in enumerate(ranges.items()):
        at_low, at_high = 1 + 2 * k, 2 + 2 * k
        swing = _swing(results[at_high] - results[at_low])
        rows.append((name, low, high, means[0], means[at_low], means[at_high], *swing))
    columns = [
        *("parameter", "low", "high", "base", "at_low", "at_high"),
        *("swing", "swing_low", "swing_high"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    order = table["swing"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def tornado(
    scenario: Scenario | str,
    against: Scenario | str | None = None,
    *,
    parameters: Sequence[str] = LEADING,
    spread: float | str = SPREAD,
    reading: str = "growth",
    paths: int = 1000,
    weeks: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """The influence of assumptions on a scenario, or on its lead over another, one at a time.

    Parameters
    ----------
    scenario : Scenario or name of a preset
        What is judged.
    against : Scenario or name of a preset, optional
        With it, the result is the difference, and both take the moved value.
    parameters : sequence of str
        Which assumptions move.
    spread : float or "slider"
        How far; see `ends`.
    reading : {"growth", "profit"}
        Log of the certainty equivalent as a multiple of the capital; or mean profit in CNY.
    paths, weeks, seed : int
        As for `simulate`.

    Returns
    -------
    pandas.DataFrame
        As `one_at_a_time`, with `label` and `unit` of the parameter in the reader's language, and
        the `reading_unit` of the results.

    Raises
    ------
    ParameterError
        A parameter that is unknown or a choice, a spread that is none, and what `simulate` refuses.
    """
    scenario = _scenario(scenario)
    players = [scenario] if against is None else [scenario, _scenario(against)]
    ranges = {name: ends(scenario, name, spread) for name in parameters}

    def results(designs: Sequence[Mapping[str, float]]) -> NDArray:
        return _read(players, designs, reading, paths=paths, weeks=weeks, seed=seed)

    table = one_at_a_time(results, {}, ranges)
    table.insert(1, "label", [str(parameter(name).label) for name in table["parameter"]])
    table.insert(2, "unit", [str(parameter(name).unit) for name in table["parameter"]])
    return table.assign(reading_unit=READINGS[reading])


def flips(
    scenarios: Scenarios = MODES,
    *,
    parameters: Sequence[str] = LEADING,
    spread: float | str = SPREAD,
    paths: int = 1000,
    weeks: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Which assumptions change the recommendation when they move alone.

    A spread in shares moves each scenario from its own value; "slider" gives all the same one.

    Returns
    -------
    pandas.DataFrame
        A row for each parameter and end: `parameter`, `label`, `end` ("low" or "high"), `value` (of
        the first scenario), `before`, `after` (the recommended scenario, or None for staying out),
        `answer` there ("mode", "tie" or "stay_out"), and whether it `flips`.

    Raises
    ------
    ParameterError
        As `tornado`.
    """
    named = by_name(scenarios)

    def judged(scenarios: Mapping[str, Scenario]) -> Recommendation:
        return recommend(simulate(scenarios, paths=paths, weeks=weeks, seed=seed, keep=()))

    before, rows = judged(named), []
    for name in parameters:
        moved = {key: ends(scenario, name, spread) for key, scenario in named.items()}
        for k, end in enumerate(("low", "high")):
            at_end = {key: assuming(s, **{name: moved[key][k]}) for key, s in named.items()}
            after = judged(at_end)
            value = next(iter(moved.values()))[k]
            choices = before.choice, after.choice
            label, changed = str(parameter(name).label), choices[0] != choices[1]
            rows.append((name, label, end, value, *choices, after.answer, changed))
    columns = ["parameter", "label", "end", "value", "before", "after", "answer", "flips"]
    return pd.DataFrame(rows, columns=columns)


def sobol_indices(
    function: Callable[[NDArray], NDArray],
    ranges: Mapping[str, tuple[float, float]],
    *,
    base_points: int = 512,
    seed: int = 0,
) -> pd.DataFrame:
    """How much of the variance of a result each input explains, alone and with the others.

    Parameters
    ----------
    function : callable
        Of inputs, shape (designs, inputs), in the order of `ranges`: results, shape (designs,).
    ranges : mapping of str to (float, float)
        Inputs are uniform between these ends.
    base_points : int
        A power of two. The function is called with (inputs + 2) times as many designs. 512 or more:
        with 128 the indices of a simulation still move by 0.15.
    seed : int
        Of the scrambled points and of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        A row for each input, the most influential first: `parameter`; `first`, the share of the
        variance that it explains alone; `total`, the share that would stay if all others were
        known; and half of their 95 % intervals, `first_error` and `total_error` (Saltelli et al.
        2010, *Computer Physics Communications* 181(2):259-270).

    Raises
    ------
    ParameterError
        Base points that are no power of two.
    CourseError
        SALib is not installed.
    """
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as points
    except ImportError:
        raise CourseError("analysis.needs_package", package="SALib") from None
    if not isinstance(base_points, int) or base_points < 2 or base_points & (base_points - 1):
        raise ParameterError("analysis.power_of_two", value=repr(base_points))
    problem = {
        "num_vars": len(ranges),
        "names": list(ranges),
        "bounds": [list(map(float, bounds)) for bounds in ranges.values()],
    }
    designs = points.sample(problem, base_points, calc_second_order=False, seed=seed)
    results = np.asarray(function(designs), float)
    # SALib takes a seed of 0 for none.
    found = analysis.analyze(problem, results, calc_second_order=False, seed=seed + 1)
    table = pd.DataFrame(
        {
            "parameter": list(ranges),
            "first": found["S1"],
            "first_error": found["S1_conf"],
            "total": found["ST"],
            "total_error": found["ST_conf"],
        }
    )
    return table.sort_values("total", ascending=False, kind="stable").reset_index(drop=True)


def sobol(
    scenario: Scenario | str,
    against: Scenario | str | None = None,
    *,
    parameters: Sequence[str] = LEADING,
    spread: float | str = "slider",
    reading: str = "growth",
    paths: int = 256,
    weeks: int | None = None,
    base_points: int = 512,
    seed: int = 0,
) -> pd.DataFrame:
    """Sobol indices of assumptions, for a scenario or for its lead over another.

    All designs meet the same luck, so that the variance is that of the assumptions. Parameters as
    for `tornado` and `sobol_indices`; 8 of them at 512 base points are 5,120 designs.

    Returns
    -------
    pandas.DataFrame
        As `sobol_indices`, with the `label` of each parameter.
    """
    scenario = _scenario(scenario)
    players = [scenario] if against is None else [scenario, _scenario(against)]
    ranges = {name: ends(scenario, name, spread) for name in parameters}

    def results(designs: NDArray) -> NDArray:
        changes = [dict(zip(ranges, map(float, design), strict=True)) for design in designs]
        found = _read(players, changes, reading, paths=paths, weeks=weeks, seed=seed)
        return found.mean(axis=1)

    table = sobol_indices(results, ranges, base_points=base_points, seed=seed)
    table.insert(1, "label", [str(parameter(name).label) for name in table["parameter"]])
    return table


def _read(
    players: Sequence[Scenario], designs: Sequence[Mapping[str, float]], reading: str, **how: Any
) -> NDArray:
    """Readings of every design, shape (designs, paths): of one scenario, or first less second."""
    rows = [
        assuming(player, **{name: fitted(parameter(name), v) for name, v in design.items()})
        for design in designs
        for player in players
    ]
    found = read(rows, reading, **how)
    return found if len(players) == 1 else found[0::2] - found[1::2]


def _swing(difference: NDArray) -> tuple[float, float, float]:
    if difference.ndim == 0:
        return (float(difference),) * 3
    return mean_interval(difference)


def _scenario(scenario: Scenario | str) -> Scenario:
    return next(iter(by_name(scenario).values()))

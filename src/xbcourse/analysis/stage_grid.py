"""The decision map on a grid that was computed once: every answer in a few milliseconds.

A decision map takes a simulation of six modes in each of its cells, half a minute in all; a slider
has a twentieth of a second. So the certainty equivalents of the modes were simulated once, at a few
values of five assumptions (`datasets/generators/stage_grid.py`), and are interpolated in between.
Nothing about stages is stored: a cell holds six numbers and six chances of ruin, and the answer is
chosen from them anew each time, as in `recommend`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..assumptions.datasets import load
from ..assumptions.errors import ParameterError
from ..assumptions.scenario import Scenario
from ..model.simulation import simulate
from .modes import MODES, alike, assuming
from .utility import log_multiple

#: Where the modes were simulated: CNY, log-s.d. of appeal, 0 to 1, clicks a week, CNY a parcel.
AXES: Mapping[str, Sequence[float]] = {
    "capital": (30e3, 60e3, 120e3, 200e3, 300e3, 500e3, 800e3, 1.3e6, 2.2e6, 5e6),
    "theta_sigma": (0.2, 0.4, 0.6, 0.8, 1.1, 1.4),
    "exper": (0.0, 0.5, 1.0),
    "search": (1000.0, 2000.0, 3500.0, 6000.0),
    "ds_ship": (15.0, 37.0, 60.0),
}
#: Measured as multiples, not as distances.
_LOGARITHMIC = ("capital", "search")
#: Paths in each cell, all on the luck of one seed.
PATHS, SEED = 512, 0
#: Standard error that interpolation adds to a difference in growth; see the card of the data set.
INTERPOLATION = 0.025
#: A growth in two years that is no more than rounding: nothing was ventured.
NOTHING = 0.005
#: Of a 95 % interval.
_Z = 1.96


def simulated(place: Mapping[str, float], paths: int = PATHS) -> pd.DataFrame:
    """What the grid holds, by simulation at one place: modes × `growth`, `error`, `ruin`.

    Parameters
    ----------
    place : mapping of str to float
        A value for each of `AXES`.
    paths : int
        Simulated futures.

    Returns
    -------
    pandas.DataFrame
        `growth` and `ruin` as in `Recommendation.modes` at risk aversion 1; `error`: standard error
        of the difference in growth to the best mode of the place, on the same luck.
    """
    return simulated_many([place], paths)[0]


def simulated_many(places: Sequence[Mapping[str, float]], paths: int = PATHS) -> list[pd.DataFrame]:
    """As `simulated`, many places in one simulation, which takes a tenth of the time."""
    scenarios = {
        (number, mode): scenario
        for number, place in enumerate(places)
        for mode, scenario in _scenarios(place).items()
    }
    named = {f"{number} {mode}": scenario for (number, mode), scenario in scenarios.items()}
    found = simulate(named, paths=paths, seed=SEED, keep=())
    tables = []
    for number, place in enumerate(places):
        names = [f"{number} {mode}" for mode in MODES]
        logs = np.array([log_multiple(found.outcome("wealth", n), place["capital"]) for n in names])
        ruin = [float(np.mean(found.ruined(n))) for n in names]
        tables.append(_summary(logs, ruin))
    return tables


def _scenarios(place: Mapping[str, float]) -> dict[str, Scenario]:
    """All modes there. Traffic and parcels move them alike, the reader's position sets them."""
    moved = alike(Scenario(search=place["search"], ds_ship=place["ds_ship"]))
    position = {name: place[name] for name in ("capital", "theta_sigma", "exper")}
    return {mode: assuming(scenario, **position) for mode, scenario in moved.items()}


def _summary(logs: NDArray, ruin: Sequence[float]) -> pd.DataFrame:
    growth = logs.mean(axis=1)
    behind = logs - logs[growth.argmax()]
    error = behind.std(axis=1, ddof=1) / np.sqrt(logs.shape[1])
    return pd.DataFrame({"growth": growth, "error": error, "ruin": ruin}, index=list(MODES))


@dataclass(frozen=True, eq=False)
class Answers:
    """What to choose at each place of a map, with what it rests on.

    Attributes
    ----------
    growth, ruin : ndarray, shape (..., modes)
        In the order of `MODES`: log of the certainty equivalent as a multiple of the capital;
        chance that the money runs out.
    best, second : ndarray of int, shape (...)
        Numbers of modes among those within the ruin limit; −1 where there is none.
    tie, out : ndarray of bool, shape (...)
        Best and second cannot be told apart; no mode is worth entering.
    """

    growth: NDArray
    ruin: NDArray
    best: NDArray
    second: NDArray
    tie: NDArray
    out: NDArray


@dataclass(frozen=True, eq=False)
class StageGrid:
    """Growth, error and ruin of six modes over `axes`, by interpolation between the grid's points.

    Along capital and traffic it is straight in their logarithms, along the others in themselves.
    Beyond the grid the value at its edge holds.
    """

    axes: Mapping[str, Sequence[float]]
    #: Shape: one dimension an axis, then modes, then growth, error, ruin.
    values: NDArray

    def at(self, **place: ArrayLike) -> NDArray:
        """Modes × (growth, error, ruin) at a place, or at many.

        Parameters
        ----------
        **place : float or ndarray
            A value for each axis. Of one axis or more it may be an array; such axes make a grid,
            in the order of `axes`.

        Returns
        -------
        ndarray, shape (one dimension for each array, modes, 3)

        Raises
        ------
        ParameterError
            An axis without a value, or a value for none.

        >>> stage_grid().at(capital=5e5, theta_sigma=0.6, exper=0.5, search=3500, ds_ship=37).shape
        (6, 3)
        """
        if set(place) != set(self.axes):
            raise ParameterError(
                "analysis.axis", name="axes", values=sorted(set(place) ^ set(self.axes))
            )
        # Axes with one value shrink the table before those with many are spread out.
        one_first = sorted(self.axes, key=lambda name: np.ndim(place[name]))
        found, left = self.values, list(self.axes)
        for name in one_first:
            found = _along(found, left.index(name), self.axes[name], place[name], name)
            if not np.ndim(place[name]):
                left.remove(name)
        return found

    def covers(self, **place: float) -> bool:
        """Whether a place lies within the grid, so that nothing is held at its edge."""
        return all(
            self.axes[name][0] <= value <= self.axes[name][-1] for name, value in place.items()
        )

    def answers(self, ruin_limit: float = 0.10, **place: ArrayLike) -> Answers:
        """The choice at a place, or at many, by the rule of `recommend`.

        Parameters
        ----------
        ruin_limit : float
            Highest chance of ruin that is put up with.
        **place : float or ndarray
            As for `at`.

        >>> found = stage_grid().answers(
        ...     capital=5e5, theta_sigma=0.3, exper=0.4, search=3500, ds_ship=37
        ... )
        >>> MODES[found.best], bool(found.out)
        ('self_batch', False)
        """
        growth, error, ruin = np.moveaxis(self.at(**place), -1, 0)
        allowed = np.where(ruin <= ruin_limit, growth, -np.inf)
        order = np.argsort(-allowed, axis=-1, kind="stable")
        best, second = order[..., 0], order[..., 1]
        top = np.take_along_axis(allowed, order[..., :2], axis=-1)
        none, alone = ~np.isfinite(top[..., 0]), ~np.isfinite(top[..., 1])
        doubt = np.hypot(_pick(error, second), INTERPOLATION)
        with np.errstate(invalid="ignore"):  # nobody ahead of nobody
            tie = ~alone & (top[..., 0] - top[..., 1] <= _Z * doubt)
        out = none | ~(top[..., 0] > NOTHING)
        return Answers(
            growth=growth,
            ruin=ruin,
            best=np.where(none, -1, best),
            second=np.where(alone, -1, second),
            tie=tie & ~out,
            out=out,
        )


@cache
def stage_grid() -> StageGrid:
    """The grid of the data set `stage_grid`, read once."""
    table = load("stage_grid")
    axes = {name: tuple(sorted(table[name].unique())) for name in AXES}
    table = table.sort_values(list(axes))
    shape = tuple(len(values) for values in axes.values())
    columns = [f"{mode}_{name}" for mode in MODES for name in ("growth", "error", "ruin")]
    numbers = table[columns].to_numpy(float) / 1000
    return StageGrid(axes, numbers.reshape(*shape, len(MODES), 3))


def _along(
    values: NDArray, axis: int, points: Sequence[float], wanted: ArrayLike, name: str
) -> NDArray:
    """Values between the points of one axis; a single wanted value takes the axis away."""
    scale = np.log if name in _LOGARITHMIC else np.asarray
    known, asked = scale(np.asarray(points, float)), scale(np.asarray(wanted, float))
    place = np.interp(asked, known, np.arange(len(known)))
    below = np.minimum(place.astype(int), len(known) - 2)
    share = (place - below).reshape(place.shape + (1,) * (values.ndim - axis - 1))
    low, high = np.take(values, below, axis), np.take(values, below + 1, axis)
    return low + share * (high - low)


def _pick(values: NDArray, numbers: NDArray) -> NDArray:
    return np.take_along_axis(values, numbers[..., None], axis=-1)[..., 0]

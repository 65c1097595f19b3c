"""Many scenarios on the same luck, some dozens at a time, read by one outcome."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.scenario import Scenario
from ..model.simulation import simulate
from ..model.simulation.noise import whole
from .utility import log_multiple, score

#: Scenarios × paths that are computed together: so many that NumPy is busy, so few that the cache
#: holds them; and never fewer than so many scenarios.
TOGETHER, FEWEST = 4096, 12
#: What can be asked of a scenario, and its unit.
READINGS = {"growth": "log of the multiple of the capital", "profit": "CNY"}


def read(
    scenarios: Sequence[Scenario],
    reading: str = "growth",
    *,
    paths: int,
    weeks: int | None = None,
    seed: int = 0,
) -> NDArray[np.float64]:
    """One outcome of many scenarios, path by path on the same luck.

    Parameters
    ----------
    scenarios : sequence of Scenario
        However many.
    reading : {"growth", "profit"}
        What each path contributes to the growth that a mode is scored by, at the scenario's risk
        aversion (`utility.score`); or wealth less capital, CNY.
    paths, weeks, seed : int
        As for `simulate`.

    Returns
    -------
    ndarray, shape (scenarios, paths)

    >>> read([Scenario("self_batch")] * 2, "profit", paths=32, weeks=26).shape
    (2, 32)
    """
    if reading not in READINGS:
        allowed = ", ".join(READINGS)
        raise ParameterError(
            "errors.unknown_choice", name="reading", value=repr(reading), allowed=allowed
        )
    rows = []
    together = max(FEWEST, TOGETHER // whole("paths", paths))
    for first in range(0, len(scenarios), together):
        part = scenarios[first : first + together]
        named = {str(k): scenario for k, scenario in enumerate(part)}
        wealth = simulate(named, paths=paths, weeks=weeks, seed=seed, keep=()).outcomes["wealth"]
        rows += [_reading(reading, s, w) for s, w in zip(named.values(), wealth, strict=True)]
    return np.array(rows)


def _reading(reading: str, scenario: Scenario, wealth: NDArray) -> NDArray:
    if reading == "profit":
        return wealth.astype(float) - scenario.capital
    return score(log_multiple(wealth, scenario.capital), scenario.risk_aversion)[1]

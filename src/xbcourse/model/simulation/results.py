"""What came out: outcomes of every path, and the trajectories that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.scenario import Scenario

#: Outcomes of a path and their units.
OUTCOMES = {
    "wealth": "CNY",
    "lowest_cash": "CNY",
    "lowest_week": "week, from 0",
    "ruin_week": "week, from 0; −1 where it never came",
    "products_tried": "products",
    "received": "units",
    "liquidated": "units",
    "unsold": "units",
}


@dataclass(frozen=True)
class Simulation:
    """The result of `simulate`: named arrays with units, and tables made of them.

    Attributes
    ----------
    scenarios : mapping of str to Scenario
        What was simulated, by name.
    weeks, paths, seed : int
        How much, and on which luck.
    outcomes : mapping of str to ndarray, shape (scenarios, paths)
        What each path came to; names and units in `OUTCOMES` and `books.TOTALS`.
    trajectories : mapping of str to ndarray, shape (scenarios, weeks, paths)
        The quantities that were kept; names and units in `books.WEEKLY`.
    """

    scenarios: Mapping[str, Scenario]
    weeks: int
    paths: int
    seed: int
    outcomes: Mapping[str, NDArray]
    trajectories: Mapping[str, NDArray]

    def outcome(self, name: str, scenario: str) -> NDArray:
        """One outcome of one scenario, an array over the paths."""
        return _known("outcome", name, self.outcomes)[self._row(scenario)]

    def trajectory(self, name: str, scenario: str) -> NDArray:
        """One kept quantity of one scenario, shape (weeks, paths)."""
        return _known("trajectory", name, self.trajectories)[self._row(scenario)]

    def ruined(self, scenario: str) -> NDArray:
        """Where the scenario ends in ruin, an array of truth values over the paths."""
        return self.outcome("ruin_week", scenario) >= 0

    def to_frame(self) -> pd.DataFrame:
        """Outcomes as a tidy table: a row for each scenario and path."""
        index = pd.MultiIndex.from_product(
            [list(self.scenarios), range(self.paths)], names=["scenario", "path"]
        )
        flat = {name: values.reshape(-1) for name, values in self.outcomes.items()}
        return pd.DataFrame(flat, index=index).reset_index()

    def bands(
        self, name: str, shares: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95)
    ) -> pd.DataFrame:
        """Quantiles of a kept quantity, week by week: a row for each scenario and week.

        A share of 0.05 is the value below which 5% of the paths lie.
        """
        for share in shares:
            if not isinstance(share, Real) or not 0 <= share <= 1:
                raise ParameterError("simulation.share_of_paths", value=repr(share))
        values = np.quantile(_known("trajectory", name, self.trajectories), shares, axis=2)
        index = pd.MultiIndex.from_product(
            [list(self.scenarios), range(self.weeks)], names=["scenario", "week"]
        )
        columns = {share: values[k].reshape(-1) for k, share in enumerate(shares)}
        return pd.DataFrame(columns, index=index).reset_index()

    def _row(self, scenario: str) -> int:
        names = list(self.scenarios)
        _known("scenario", scenario, names)
        return names.index(scenario)


def _known(kind: str, name: str, those):
    """The thing of that name, or an error that lists the names there are."""
    if name not in those:
        allowed = ", ".join(those)
        raise ParameterError("errors.unknown_choice", name=kind, value=name, allowed=allowed)
    return those[name] if isinstance(those, Mapping) else name

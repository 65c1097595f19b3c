"""Two modes against each other: which assumption, moved alone, makes the other one win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.registry import parameter
from ..assumptions.scenario import Scenario
from .designs import read
from .modes import alike, assuming, fitted
from .sensitivity import SPREAD, ends, one_at_a_time


def sure_profit(scenarios: Sequence[Scenario], *, paths: int, seed: int = 0) -> NDArray[np.float64]:
    """Certainty equivalent of each scenario less its capital, CNY, on the same luck.

    The sure gain that is as good as the whole spread of outcomes to somebody of the scenario's risk
    aversion (`utility`). Negative: keeping the money would have been better.

    >>> bold, careful = Scenario(risk_aversion=0, weeks=52), Scenario(risk_aversion=3, weeks=52)
    >>> gains = sure_profit([bold, careful], paths=64)
    >>> bool(gains[0] > gains[1])
    True
    """
    growth = read(scenarios, "growth", paths=paths, seed=seed).mean(axis=1)
    return np.array([s.capital for s in scenarios]) * np.expm1(growth)


def duel(
    scenario: Scenario,
    first: str,
    second: str,
    *,
    parameters: Sequence[str],
    spread: float | str = SPREAD,
    paths: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """By how much one preset beats another, and how each assumption alone moves that lead.

    Parameters
    ----------
    scenario : Scenario
        What is assumed; both presets are moved as it is (`alike`).
    first, second : str
        Presets.
    parameters : sequence of str
        Which assumptions move, each for both presets alike.
    spread : float or "slider"
        How far; see `sensitivity.ends`.
    paths, seed : int
        As for `simulate`.

    Returns
    -------
    pandas.DataFrame
        As `one_at_a_time`; results are the lead of the first in `sure_profit`, CNY. And `flips`:
        whether the winner is another one at the low or the high end.

    >>> table = duel(Scenario(weeks=26), "self_batch", "platform_direct", parameters=["cogs"],
    ...              paths=64)
    >>> bool(table["at_low"].iloc[0] > table["at_high"].iloc[0])  # dear goods hurt those who stock
    True
    """
    ranges = {name: ends(scenario, name, spread) for name in parameters}

    def leads(designs: Sequence[Mapping[str, float]]) -> NDArray:
        players = []
        for design in designs:
            values = {name: fitted(parameter(name), value) for name, value in design.items()}
            both = alike(assuming(scenario, **values), (first, second))
            players += [both[first], both[second]]
        sure = sure_profit(players, paths=paths, seed=seed)
        return sure[0::2] - sure[1::2]

    table = one_at_a_time(leads, {}, ranges)
    sign = np.sign(table[["base", "at_low", "at_high"]])
    turned = (sign["at_low"] != sign["base"]) | (sign["at_high"] != sign["base"])
    return table.assign(flips=turned)

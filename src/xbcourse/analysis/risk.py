"""Risk: what the bad years cost, whether and when the money runs out, when it is back."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError
from ..model.simulation import Simulation
from .intervals import over_paths
from .tidy import quantities

#: The share of worst paths that CVaR looks at.
WORST = 0.05

UNITS = {
    "mean_profit": "CNY",
    "median_profit": "CNY",
    "cvar": "CNY",
    "loss_probability": "share",
    "ruin_probability": "share",
    "lowest_cash": "CNY",
    "funding_need": "CNY",
    "lowest_week": "week, from 0",
    "payback_share": "share",
    "payback_week": "week, from 0",
}


def cvar(values: ArrayLike, share: float = WORST) -> float:
    """Mean of the worst share of the paths (conditional value at risk, expected shortfall).

    Parameters
    ----------
    values : array_like, shape (paths,)
        More is better, such as profit in CNY.
    share : float
        How many of the worst paths, from just above 0 to 1. Where it is no whole number of paths,
        the last one counts in part (Rockafellar & Uryasev 2000, *Journal of Risk* 2(3):21-41).

    Returns
    -------
    float
        In the unit of the values. Negative: a loss.

    Raises
    ------
    ParameterError
        A share that is none.

    >>> cvar([-40.0, -20.0, 10.0, 90.0], share=0.5)
    -30.0
    """
    values = np.sort(over_paths("values", values))
    if not 0 < share <= 1:
        raise ParameterError("analysis.not_a_share", name="share", value=share)
    weight = np.clip(share * values.size - np.arange(values.size), 0, 1)
    return float(weight @ values / weight.sum())


def payback_week(cash: NDArray, capital: float) -> NDArray[np.intp]:
    """The first week in which the money put in has come back.

    Parameters
    ----------
    cash : ndarray, shape (weeks, paths)
        CNY at the end of each week.
    capital : float
        CNY at the start.

    Returns
    -------
    ndarray of int, shape (paths,)
        First week, after the cash has been below the capital, in which it is not any more; −1
        where that never happens.

    >>> payback_week(np.array([[80.0, 90.0], [70.0, 60.0], [105.0, 99.0]]), 100.0)
    array([ 2, -1])
    """
    invested = np.logical_or.accumulate(cash < capital, axis=0)
    back = invested & (cash >= capital)
    return np.where(back.any(axis=0), back.argmax(axis=0), -1)


def risk_table(simulation: Simulation, share: float = WORST) -> pd.DataFrame:
    """Risk of each scenario.

    Parameters
    ----------
    simulation : Simulation
        With `cash` kept.
    share : float
        Of the worst paths, for `cvar`.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario and quantity; see `tidy.quantities`. Profit is wealth less
        capital. `funding_need`: capital that would have kept the cash above zero on all but the
        worst share of the paths. `lowest_cash` and `lowest_week`: median of the lowest cash of a
        path, and of its week. `payback_week`: median of the paths that pay back, which are
        `payback_share` of all.

    Raises
    ------
    ParameterError
        Cash was not kept; a share that is none.
    """
    values = {name: _risk(simulation, name, share) for name in simulation.scenarios}
    return quantities(values, UNITS)


def _risk(simulation: Simulation, name: str, share: float) -> dict[str, float]:
    capital = simulation.scenarios[name].capital
    profit = simulation.outcome("wealth", name).astype(float) - capital
    lowest = simulation.outcome("lowest_cash", name).astype(float)
    back = payback_week(simulation.trajectory("cash", name), capital)
    paid = back[back >= 0]
    return {
        "mean_profit": profit.mean(),
        "median_profit": np.median(profit),
        "cvar": cvar(profit, share),
        "loss_probability": np.mean(profit < 0),
        "ruin_probability": simulation.ruined(name).mean(),
        "lowest_cash": np.median(lowest),
        "funding_need": max(capital - float(np.quantile(lowest, share)), 0.0),
        "lowest_week": np.median(simulation.outcome("lowest_week", name)),
        "payback_share": paid.size / back.size,
        "payback_week": np.median(paid) if paid.size else np.nan,
    }

"""Profit and cash side by side: what the books say a business is worth, and what it earned.

    book value = cash + receivable + deposits + stock at its landed cost

Profit is what the book value grows by (accrual accounting): goods that were paid and not yet sold
are no loss, money that is earned and not yet paid out is no lack. That is why a business can earn
in the very quarter in which its cash runs out. Overheads, ads, storage and what returns cost are
taken off as they arise; goods cleared below their cost, and deposits that are lost, when it
happens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.scenario import Scenario
from ..model.simulation import Simulation

#: Quantities to keep of a simulation whose books are to be read.
KEPT = ("cash", "receivable", "deposits", "stock")
#: Weeks of a quarter.
QUARTER = 13


def landed_cost(scenario: Scenario) -> float:
    """What a unit has cost when it stands in the warehouse abroad, CNY.

    >>> round(landed_cost(Scenario(cogs=38, pack=3, freight=3.5, duty=0.3)), 2)  # + 11.40 duty
    55.9
    """
    s = scenario
    return s.cogs * (1 + s.duty * s.customs_value_share) + s.pack + s.freight


def goods_at_cost(simulation: Simulation, name: str) -> NDArray:
    """Stock at its landed cost, CNY, shape (weeks, paths). The duty must be that of the scenario,
    without a scripted step."""
    stock = simulation.trajectory("stock", name).astype(float)
    return stock * landed_cost(simulation.scenarios[name])


def book_value(simulation: Simulation, name: str) -> NDArray:
    """What the books say, CNY: first the capital, then the end of every week.

    Parameters
    ----------
    simulation : Simulation
        With `KEPT` kept.
    name : str
        The scenario.

    Returns
    -------
    ndarray, shape (weeks + 1, paths)
        It counts stock at its landed cost; in a clearance sale it is worth less.
    """
    value = goods_at_cost(simulation, name)
    for quantity in ("cash", "receivable", "deposits"):
        value += simulation.trajectory(quantity, name)
    return np.vstack([np.full(simulation.paths, simulation.scenarios[name].capital), value])


def weekly_profit(simulation: Simulation, name: str) -> NDArray:
    """Accounting profit of every week, CNY, shape (weeks, paths); see `book_value`."""
    return np.diff(book_value(simulation, name), axis=0)


def profit_before_ruin(simulation: Simulation, name: str, weeks: int = QUARTER) -> NDArray:
    """Accounting profit of the last weeks before the cash ran out, CNY, shape (paths,).

    NaN where it never does. The week of ruin itself is left out, for the bankruptcy adds losses of
    its own; so are weeks before the first.
    """
    value = book_value(simulation, name)
    week = simulation.outcome("ruin_week", name).astype(int)
    path = np.arange(simulation.paths)
    earned = value[week, path] - value[np.maximum(week - weeks, 0), path]
    return np.where(week >= 0, earned, np.nan)


def profitable_and_ruined(simulation: Simulation, name: str, weeks: int = QUARTER) -> float:
    """Share of all paths whose cash runs out although the weeks before were profitable."""
    return float((profit_before_ruin(simulation, name, weeks) > 0).mean())


def worst_run(flows: NDArray, weeks: int = 4) -> NDArray:
    """The worst sum of so many weeks in a row, on every path.

    Parameters
    ----------
    flows : ndarray, shape (weeks, paths)
        Money a week, such as profit, or what is missing against an undisturbed year.
    weeks : int
        At most as many as there are.

    Raises
    ------
    ParameterError
        No weeks, or more than there are.

    >>> worst_run(np.array([[1.0], [-5.0], [2.0], [-6.0]]), weeks=2)
    array([-4.])
    """
    if not 1 <= weeks <= len(flows):
        raise ParameterError("analysis.weeks_in_a_row", value=weeks, most=len(flows))
    sums = np.cumsum(np.vstack([np.zeros(flows.shape[1]), flows]), axis=0)
    return (sums[weeks:] - sums[:-weeks]).min(axis=0)

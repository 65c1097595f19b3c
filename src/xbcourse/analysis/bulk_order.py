"""A bulk order before the first sale: what the plan promised, and what may come of it.

The plan knows one number, the expected sales a week, and counts goods that are left at what they
cost. The simulation knows how the product really sells, and counts them at what a clearance brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..assumptions.scenario import Scenario
from ..model.economics import contribution
from ..model.orders import mode_order
from ..model.simulation import simulate
from ..model.theory.demand import LognormalDemand
from ..model.theory.newsvendor import Season, newsvendor, season
from .modes import assuming

#: Pieces of a test, and what its owner expects before anybody has bought, units a week.
TEST_PIECES, NOTHING_KNOWN = 300, 10.0
#: An expected demand of nothing has no distribution.
_LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class OrderOutcomes:
    """What may come of first orders, on the same luck.

    Attributes
    ----------
    orders : ndarray, shape (orders,)
        Units of the first order.
    gain : ndarray, shape (orders, paths)
        Wealth at the end less the capital, CNY.
    sold, left : ndarray, shape (orders, paths)
        Units sold, and units cleared or left at the end.
    """

    orders: NDArray
    gain: NDArray
    sold: NDArray
    left: NDArray


def expected_sales(scenario: Scenario) -> float:
    """Units a week that the seller expects: the estimate with a beginner's optimism on top.

    >>> round(expected_sales(Scenario("furniture")), 6)  # 60 · (1 + 1.0 · (1 − 0.1))
    114.0
    """
    s = scenario
    return s.mu0 * (1 + s.bias0 * (1 - s.exper))


def weeks_on_sale(scenario: Scenario) -> int:
    """Weeks that are left to sell once the first order can be sold.

    >>> weeks_on_sale(Scenario("furniture"))  # 26 less 9 of lead time, and that of ordering
    16
    """
    return max(scenario.weeks - scenario.lead - 1, 0)


def expected_demand(scenario: Scenario) -> LognormalDemand:
    """Demand of all weeks on sale as the seller expects it, spread as the appeal of products is."""
    mean = max(expected_sales(scenario) * weeks_on_sale(scenario), _LEAST)
    return LognormalDemand(mean, scenario.theta_sigma)


def planned_gain(scenario: Scenario, orders: ArrayLike, chance: float | None = None) -> NDArray:
    """Gain that the plan promises, CNY: unsold goods are counted at what they cost.

    Parameters
    ----------
    scenario : Scenario
        Its expectation, costs and horizon.
    orders : array_like
        Units of the first order.
    chance : float, optional
        Demand that is exceeded with chance 1 − this. Default: exactly the mean.

    Returns
    -------
    ndarray
        Units sold × CM3 − overhead of all weeks. More goods never make it worse.

    >>> planned_gain(Scenario("furniture"), [1000, 4600]).round(-2).tolist()
    [10100.0, 61300.0]
    """
    demand = expected_demand(scenario)
    wanted = demand.mean if chance is None else demand.quantile(chance)
    sold = np.minimum(np.asarray(orders, dtype=float), wanted)
    overhead = scenario.fixed * scenario.weeks
    return sold * float(contribution(mode_order(scenario)).cm3) - overhead


def order_for_belief(scenario: Scenario) -> float:
    """The best first order if the seller's own expectation were right, units.

    The newsvendor's quantity: what a unit earns (CM3) against what one that is left loses; 0 where
    a unit earns nothing.

    >>> round(order_for_belief(Scenario("furniture")))  # CR = 62.10 / (62.10 + 168) = 0.27
    811
    """
    price, cost, salvage = _unit(scenario)
    if price <= cost:
        return 0.0
    return float(newsvendor(expected_demand(scenario), price, cost, salvage).quantity)


def expected_season(scenario: Scenario, orders: ArrayLike) -> Season:
    """What first orders come to on average if the seller's own expectation is right.

    Parameters
    ----------
    scenario : Scenario
        Its expectation and costs.
    orders : array_like
        Units of the first order.

    Returns
    -------
    Season
        Units sold and left, and profit in CNY before overheads; what is left brings its salvage.

    >>> expected_season(Scenario("furniture"), [811, 1824]).profit.round(-3).tolist()
    [33000.0, -17000.0]
    """
    return season(expected_demand(scenario), orders, *_unit(scenario))


def _unit(scenario: Scenario) -> tuple[float, float, float]:
    """What a unit that sells leaves before its cost, its cost, and what one that is left brings."""
    statement = contribution(mode_order(scenario))
    cost = float(statement.landed_cost)
    # The newsvendor asks that a unit left loses something.
    salvage = min(scenario.salv * scenario.cogs, cost - 0.01)
    return cost + float(statement.cm3), cost, salvage


def ordering(scenario: Scenario, units: float) -> Scenario:
    """The scenario with this first order, whatever the seller expects. It is also the least that
    the factory makes at a time."""
    return assuming(scenario, moq=round(units), cover0=0.0)


def open_minded(scenario: Scenario) -> Scenario:
    """The same company that expects next to nothing until buyers have spoken, and restocks by what
    they buy."""
    return assuming(scenario, mu0=NOTHING_KNOWN, bias0=0.0)


def as_test(scenario: Scenario, units: int = TEST_PIECES) -> Scenario:
    """The same company with a test: a small order and an open mind.

    Without the second the first is no test: who still expects the old sales orders again at once.
    """
    return open_minded(ordering(scenario, units))


def order_outcomes(
    scenario: Scenario, orders: Sequence[float], *, paths: int = 1000, seed: int = 0
) -> OrderOutcomes:
    """What may come of each first order.

    Parameters
    ----------
    scenario : Scenario
        Everything but the order.
    orders : sequence of float
        Units, each once.
    paths, seed : int
        As for `simulate`.
    """
    made = {str(round(units)): ordering(scenario, units) for units in orders}
    run = simulate(made, paths=paths, seed=seed, keep=())
    found = {
        name: np.array([run.outcome(name, key).astype(float) for key in made])
        for name in ("wealth", "sold", "liquidated", "unsold")
    }
    return OrderOutcomes(
        orders=np.array([round(units) for units in orders], dtype=float),
        gain=found["wealth"] - scenario.capital,
        sold=found["sold"],
        left=found["liquidated"] + found["unsold"],
    )

"""Two orders in one season, for customers who do not wait (两次下单).

The style sells at a steady rate that nobody knows before; D is what the whole season asks for. The
second order is placed once the rate has been seen, and arrives when a share a of the season's
demand has passed. Whoever comes before that and finds nothing is lost. With the loss function
L(q) = E[(D − q)⁺], a first order Q leads to

    sold out of the first     E[D] − L(Q)
    left over                 Q − E[D] + L(Q)
    lost before the second    a·L(Q/a)
    the second order          L(Q) − a·L(Q/a), all of it sold.

The best first order weighs running out in time for nobody's help against being left with stock. At
one cost c for both orders, with price p and salvage value v, it is where

    (p − c)·P(aD > Q) = (c − v)·P(D ≤ Q).

A second order that comes too late (a = 1) leaves the newsvendor; one that comes at once (a = 0)
needs no first. That the rate is seen exactly is the most the first sales can tell:
`quick_response` has early sales that tell less, and customers who wait.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, POSITIVE, REAL, SHARE, called, checked
from .demand import Demand


@dataclass(frozen=True)
class TwoOrders:
    """What two orders are expected to come to. Units, and money in the currency of the price.

    Attributes
    ----------
    first_order, second_order : ndarray
        Units ordered before the season; units expected to be ordered in it.
    sold, leftover, lost_sales : ndarray
        Expected units sold, left for clearance, and asked for in vain.
    profit : ndarray
        Expected profit.
    """

    first_order: NDArray
    second_order: NDArray
    sold: NDArray
    leftover: NDArray
    lost_sales: NDArray
    profit: NDArray


def best_two_orders(
    demand: Demand,
    passed: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
    second_cost: ArrayLike | None = None,
) -> TwoOrders:
    """The best first order, and what it comes to with the second.

    Parameters
    ----------
    demand : Demand
        Of the whole season.
    passed : array_like
        Share a of the season's demand that comes before the second order can be sold, 0 to 1.
    price, unit_cost, salvage : array_like
        What a sold unit leaves before the cost of goods; landed cost; what a unit that is left
        still brings. Salvage below the cost.
    second_cost : array_like, optional
        Landed cost in the second order, not below the salvage value; default: that of the first.

    Returns
    -------
    TwoOrders
        Nothing is ordered at a cost that the price does not cover.

    Raises
    ------
    ParameterError
        A number out of its range, or a salvage value that is not below the costs.

    >>> from xbcourse.model.theory.demand import DiscreteDemand
    >>> demand = DiscreteDemand([100, 1000], [0.5, 0.5])
    >>> best = best_two_orders(demand, passed=0.2, price=50, unit_cost=20, salvage=10)
    >>> float(best.first_order), float(best.second_order)  # 800 more if it flies
    (200.0, 400.0)
    >>> float(best.profit)  # 550·30 sold, 100 left in half of the cases at a loss of 10
    16000.0
    """
    p, c, v, c2, a = _money(demand, passed, price, unit_cost, salvage, second_cost)
    demand_end = demand.quantile(1 - 1e-9) + np.zeros_like(p)
    low, high = np.zeros_like(p), np.maximum(demand_end, 1.0)
    again = np.where(c2 < p, 1.0, 0.0)  # nobody orders again at a loss
    for _ in range(60):
        middle = (low + high) / 2
        out = 1 - demand.cdf(middle)
        out_before = np.where(a > 0, 1 - demand.cdf(middle / np.maximum(a, 1e-12)), 0.0)
        # One more unit: sold for sure only where the second order could not have served it.
        gain = (p - v) * out - again * (p - c2) * (out - out_before) - (c - v)
        low, high = np.where(gain > 0, middle, low), np.where(gain > 0, high, middle)
    first = np.where(c < p, np.where(low > 0, (low + high) / 2, 0.0), 0.0)
    return after_first_order(demand, _near_whole(first), a, p, c, v, c2)


def after_first_order(
    demand: Demand,
    first_order: ArrayLike,
    passed: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
    second_cost: ArrayLike | None = None,
) -> TwoOrders:
    """What any first order comes to with the second. Parameters as in `best_two_orders`.

    >>> from xbcourse.model.theory.demand import DiscreteDemand
    >>> demand = DiscreteDemand([100, 1000], [0.5, 0.5])
    >>> little = after_first_order(demand, 50, 0.2, price=50, unit_cost=20, salvage=10)
    >>> float(little.lost_sales), float(little.second_order)  # 150 of the hit; 50 or 800 more
    (75.0, 425.0)
    """
    p, c, v, c2, a = _money(demand, passed, price, unit_cost, salvage, second_cost)
    _, first = checked(mean=(demand.mean, AMOUNT), first_order=(first_order, AMOUNT))
    missed = demand.lost(first)
    before = np.where(a > 0, a * demand.lost(first / np.maximum(a, 1e-12)), 0.0)
    second = np.where(c2 < p, np.maximum(missed - before, 0.0), 0.0)
    from_first = demand.mean - missed
    leftover = first - from_first
    return TwoOrders(
        first_order=first,
        second_order=second,
        sold=from_first + second,
        leftover=leftover,
        lost_sales=missed - second,
        profit=(p - c) * from_first - (c - v) * leftover + (p - c2) * second,
    )


def _near_whole(units: NDArray) -> NDArray:
    """Halving ends a hair beside a jump of a discrete demand."""
    whole = np.round(units)
    return np.where(np.abs(units - whole) < 1e-6 * np.maximum(1, whole), whole, units)


def _money(
    demand: Demand,
    passed: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike,
    second_cost: ArrayLike | None,
) -> list[NDArray]:
    _, price, cost, salvage, later, passed = checked(
        mean=(demand.mean, AMOUNT),
        price=(price, POSITIVE),
        unit_cost=(unit_cost, AMOUNT),
        salvage=(salvage, REAL),
        second_cost=(unit_cost if second_cost is None else second_cost, AMOUNT),
        passed=(passed, SHARE),
    )
    _, price, cost, salvage, later, passed = np.broadcast_arrays(
        demand.mean, price, cost, salvage, later, passed
    )
    too_high = salvage >= np.minimum(cost, later)
    if np.any(too_high):
        raise ParameterError(
            "theory.salvage_too_high",
            name=called("salvage"),
            value=float(salvage[too_high].flat[0]),
            cost=float(np.minimum(cost, later)[too_high].flat[0]),
        )
    return [price, cost, salvage, later, passed]

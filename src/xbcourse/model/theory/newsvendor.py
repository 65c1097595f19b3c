"""The newsvendor: one order before the season, no second chance (报童模型).

Too little loses Cu = price − cost on every unit missed (underage), too much loses Co = cost −
salvage on every unit left (overage). The best quantity covers demand with chance

    CR = Cu / (Cu + Co),    Q* = F⁻¹(CR).

Arrow, Harris & Marschak (1951), *Econometrica* 19(3):250-272; Snyder & Shen (2019), *Fundamentals
of Supply Chain Theory*, 2nd ed., ch. 4; Cachon & Terwiesch, *Matching Supply with Demand*, ch. on
the newsvendor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, POSITIVE, REAL, SHARE, called, checked
from .demand import Demand


@dataclass(frozen=True)
class Season:
    """What one order is expected to come to. Units, and money in the currency of the price.

    Attributes
    ----------
    quantity : ndarray
        Units ordered.
    sold, leftover, lost_sales : ndarray
        Expected units sold, left for clearance, and asked for in vain.
    in_stock : ndarray
        Chance that nobody is turned away.
    profit : ndarray
        Expected profit.
    """

    quantity: NDArray
    sold: NDArray
    leftover: NDArray
    lost_sales: NDArray
    in_stock: NDArray
    profit: NDArray


def critical_ratio(underage: ArrayLike, overage: ArrayLike) -> NDArray:
    """CR = Cu / (Cu + Co): the chance with which demand should be covered.

    Parameters
    ----------
    underage, overage : array_like
        Money lost on a unit too few, and on a unit too many. Positive.

    >>> float(critical_ratio(underage=30, overage=10))
    0.75
    """
    under, over = checked(underage=(underage, POSITIVE), overage=(overage, POSITIVE))
    return under / (under + over)


def optimal_quantity(demand: Demand, ratio: ArrayLike) -> NDArray:
    """Q* = F⁻¹(CR), the smallest quantity that covers demand with chance CR. Never below 0.

    >>> from xbcourse.model.theory.demand import NormalDemand
    >>> float(optimal_quantity(NormalDemand(100, 20), 0.75).round(1))  # 100 + 0.674·20
    113.5
    """
    (ratio,) = checked(ratio=(ratio, SHARE))
    return np.maximum(demand.quantile(ratio), 0.0)


def newsvendor(
    demand: Demand, price: ArrayLike, unit_cost: ArrayLike, salvage: ArrayLike = 0.0
) -> Season:
    """The best order before the season and what it is expected to come to.

    Parameters
    ----------
    demand : Demand
        Of the whole season.
    price : array_like
        What a sold unit leaves before the cost of goods. Positive.
    unit_cost, salvage : array_like
        Landed cost of a unit; what a unit that is left still brings. Salvage below the cost.

    Returns
    -------
    Season
        With the quantity 0 where a unit costs no less than it brings.

    Raises
    ------
    ParameterError
        Salvage at or above the cost: leftovers would lose nothing, and no quantity be too large.

    >>> from xbcourse.model.theory.demand import DiscreteDemand
    >>> demand = DiscreteDemand([100, 200], [0.4, 0.6])
    >>> best = newsvendor(demand, price=50, unit_cost=20, salvage=10)  # CR = 30 / 40
    >>> float(best.quantity), float(best.profit)  # 160·50 + 40·10 − 200·20
    (200.0, 4400.0)
    """
    price, cost, salvage = _money(demand, price, unit_cost, salvage)
    # A unit that costs more than it sells for gains nothing, whatever it brings when left over.
    gain = np.maximum(price - cost, 0.0)
    ratio = gain / (gain + (cost - salvage))
    # At ratio 0 nothing is bought; F⁻¹(0) would still be the least demand that can be.
    best = np.where(ratio > 0, optimal_quantity(demand, ratio), 0.0)
    return season(demand, best, price, cost, salvage)


def season(
    demand: Demand,
    quantity: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
) -> Season:
    """What any one order is expected to come to: π(Q) = Cu·E[sold] − Co·E[left].

    >>> from xbcourse.model.theory.demand import DiscreteDemand
    >>> demand = DiscreteDemand([100, 200], [0.4, 0.6])
    >>> float(season(demand, 100, price=50, unit_cost=20, salvage=10).profit)
    3000.0
    """
    price, cost, salvage = _money(demand, price, unit_cost, salvage)
    _, quantity = checked(mean=(demand.mean, AMOUNT), quantity=(quantity, AMOUNT))
    lost = demand.lost(quantity)
    sold = demand.mean - lost
    leftover = quantity - sold
    return Season(
        quantity=quantity,
        sold=sold,
        leftover=leftover,
        lost_sales=lost,
        in_stock=demand.cdf(quantity),
        profit=(price - cost) * sold - (cost - salvage) * leftover,
    )


def _money(
    demand: Demand, price: ArrayLike, unit_cost: ArrayLike, salvage: ArrayLike
) -> list[NDArray]:
    _, *money = checked(
        mean=(demand.mean, AMOUNT),
        price=(price, POSITIVE),
        unit_cost=(unit_cost, AMOUNT),
        salvage=(salvage, REAL),
    )
    _, cost, salvage = np.broadcast_arrays(*money)
    if np.any(salvage >= cost):
        first = np.argmax(salvage >= cost)
        raise ParameterError(
            "theory.salvage_too_high",
            name=called("salvage"),
            value=float(salvage.flat[first]),
            cost=float(cost.flat[first]),
        )
    return money

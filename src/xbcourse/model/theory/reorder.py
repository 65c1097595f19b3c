"""Reorder point and order quantity, (r, Q): stock is watched, an order takes a while to arrive.

With demand D over the lead time normal, N(µ, σ²), the inventory position is uniform between r and
r + Q, so every long-run figure is an average over that stretch, and the averages of the loss
function have a closed form through the second-order loss.

Snyder & Shen (2019), *Fundamentals of Supply Chain Theory*, 2nd ed., ch. 5, eq. (5.7) for the
cost; Zipkin (2000), *Foundations of Inventory Management*, ch. 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from .checks import AMOUNT, FRACTION, POSITIVE, REAL, checked, one_each
from .demand import NormalDemand, density
from .eoq import eoq


@dataclass(frozen=True)
class ReorderPolicy:
    """When and how much: order `quantity` as soon as stock and orders fall to `reorder_point`.

    Units; `cost` per unit of time, without the goods.
    """

    reorder_point: float
    quantity: float
    cost: float


def lead_demand(
    mean: ArrayLike, sd: ArrayLike, lead: ArrayLike, lead_sd: ArrayLike = 0.0
) -> NormalDemand:
    """Demand over the lead time: mean µL, variance Lσ² + µ²σ_L².

    Parameters
    ----------
    mean, sd : array_like
        Demand of one week, units.
    lead, lead_sd : array_like
        Lead time and its standard deviation, weeks. An uncertain lead time often takes more stock
        than uncertain demand.

    >>> demand = lead_demand(mean=100, sd=30, lead=9, lead_sd=0.9)
    >>> float(demand.mean), float(demand.sd.round(1))  # √(9·30² + 100²·0.9²) = √16200
    (900.0, 127.3)
    """
    mean, sd, lead, lead_sd = checked(
        mean=(mean, POSITIVE), sd=(sd, AMOUNT), lead=(lead, POSITIVE), lead_sd=(lead_sd, AMOUNT)
    )
    return NormalDemand(mean * lead, np.sqrt(lead * sd**2 + mean**2 * lead_sd**2))


def safety_stock(demand: NormalDemand, service: ArrayLike) -> NDArray:
    """Stock beyond the demand expected over the lead time, zσ with z = Φ⁻¹(service).

    Parameters
    ----------
    demand : NormalDemand
        Over the lead time.
    service : array_like
        Chance that a cycle passes without a stock-out (type-1 service), between 0 and 1.

    >>> float(safety_stock(lead_demand(100, 30, lead=9), 0.95).round())  # 1.645·90
    148.0
    """
    (service,) = checked(service=(service, FRACTION))
    return demand.sd * ndtri(service)


def reorder_fill_rate(
    demand: NormalDemand, reorder_point: ArrayLike, order_quantity: ArrayLike
) -> NDArray:
    """Share of demand filled at once (type-2 service): 1 − [n(r) − n(r + Q)] / Q.

    n is the loss function of demand over the lead time; the second term, buyers who were still
    waiting when the order arrived, hardly matters unless Q is small.

    >>> demand = NormalDemand(100, 20)
    >>> float(reorder_fill_rate(demand, 100, 200).round(3))  # 1 − 20·0.3989/200
    0.96
    """
    r, quantity = checked(
        reorder_point=(reorder_point, REAL), order_quantity=(order_quantity, POSITIVE)
    )
    return 1 - (demand.lost(r) - demand.lost(r + quantity)) / quantity


def reorder_cost(
    demand: NormalDemand,
    reorder_point: ArrayLike,
    order_quantity: ArrayLike,
    rate: ArrayLike,
    order_cost: ArrayLike,
    holding_cost: ArrayLike,
    stockout_cost: ArrayLike,
) -> NDArray:
    """Exact long-run cost of any (r, Q) per unit of time: (Kλ + ∫ g(y) dy) / Q, y from r to r + Q.

    g(y) = h·E[(y − D)⁺] + p·E[(D − y)⁺] is the newsvendor's cost.

    Parameters
    ----------
    demand : NormalDemand
        Over the lead time, units.
    reorder_point, order_quantity : array_like
        r and Q, units.
    rate : array_like
        Demand λ, units per unit of time.
    order_cost, holding_cost, stockout_cost : array_like
        K per order; h and p per unit and unit of time.

    >>> demand = NormalDemand(1300 / 12, 150 / 12**0.5)
    >>> float(reorder_cost(demand, 126.8, 328.5, 1300, 8, 0.225, 7.5).round(2))
    78.07
    """
    r, quantity, rate, fixed, hold, wait = checked(
        reorder_point=(reorder_point, REAL),
        order_quantity=(order_quantity, POSITIVE),
        rate=(rate, POSITIVE),
        order_cost=(order_cost, POSITIVE),
        holding_cost=(holding_cost, POSITIVE),
        stockout_cost=(stockout_cost, POSITIVE),
    )
    missed = _second_loss(demand, r) - _second_loss(demand, r + quantity)
    held = quantity * (r + quantity / 2 - demand.mean) + missed
    return (fixed * rate + hold * held + wait * missed) / quantity


def reorder_policy(
    demand: NormalDemand, rate: float, order_cost: float, holding_cost: float, stockout_cost: float
) -> ReorderPolicy:
    """The (r, Q) that costs least, exactly.

    For a given Q the best stretch [r, r + Q] is where the newsvendor's cost is equal at both ends;
    the best Q is where that cost equals the average cost of the policy.

    The five inputs are those of `reorder_cost`, one number each.

    >>> demand = NormalDemand(1300 / 12, 150 / 12**0.5)
    >>> best = reorder_policy(demand, 1300, 8, 0.225, 7.5)
    >>> round(best.reorder_point), round(best.quantity), round(best.cost, 2)
    (127, 328, 78.07)
    """
    from scipy.optimize import brentq

    costs = rate, order_cost, holding_cost, stockout_cost = one_each(
        rate=(rate, POSITIVE),
        order_cost=(order_cost, POSITIVE),
        holding_cost=(holding_cost, POSITIVE),
        stockout_cost=(stockout_cost, POSITIVE),
    )
    least = demand.quantile(stockout_cost / (stockout_cost + holding_cost))
    span = float(eoq(rate, order_cost, holding_cost).quantity + demand.sd) * 4

    def newsvendor_cost(y: float) -> float:
        lost = demand.lost(y)
        return float(holding_cost * (y - demand.mean + lost) + stockout_cost * lost)

    def best_point(quantity: float) -> float:
        def uneven(r: float) -> float:
            return newsvendor_cost(r) - newsvendor_cost(r + quantity)

        return brentq(uneven, float(least) - quantity, float(least), xtol=1e-10)

    def too_small(quantity: float) -> float:
        r = best_point(quantity)
        return newsvendor_cost(r) - float(reorder_cost(demand, r, quantity, *costs))

    quantity = brentq(too_small, 1e-6 * span, span, xtol=1e-10)
    r = best_point(quantity)
    return ReorderPolicy(r, quantity, float(reorder_cost(demand, r, quantity, *costs)))


def _second_loss(demand: NormalDemand, y: NDArray) -> NDArray:
    """n₂(y) = ½E[((D − y)⁺)²], so written that demand may be certain (σ = 0)."""
    above = y - demand.mean
    with np.errstate(over="ignore"):
        z = above / demand.sd
    return ((above**2 + demand.sd**2) * ndtr(-z) - above * demand.sd * density(z)) / 2

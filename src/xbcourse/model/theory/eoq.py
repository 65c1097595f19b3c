"""Economic order quantity: steady demand, a fixed cost per order, a cost of keeping stock.

Harris (1913), "How many parts to make at once", *Factory* 10:135-136, 152; Snyder & Shen (2019),
*Fundamentals of Supply Chain Theory*, 2nd ed., ch. 3: eq. (3.4) and (3.5), with backorders (3.27)
to (3.29).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import POSITIVE, checked


@dataclass(frozen=True)
class OrderCycle:
    """How to order. Units; money per the time unit of demand.

    Attributes
    ----------
    quantity : ndarray
        Units per order.
    interval : ndarray
        Time between orders.
    short_share : ndarray
        Share of demand that waits for the next delivery; 0 without backorders.
    cost : ndarray
        Ordering, holding and waiting per unit of time, without the goods.
    """

    quantity: NDArray
    interval: NDArray
    short_share: NDArray
    cost: NDArray


def eoq(rate: ArrayLike, order_cost: ArrayLike, holding_cost: ArrayLike) -> OrderCycle:
    """Q* = √(2Kλ/h), at a cost of √(2Kλh).

    Parameters
    ----------
    rate : array_like
        Demand λ, units per unit of time. Positive.
    order_cost : array_like
        Fixed cost K of an order, however large. Positive.
    holding_cost : array_like
        Cost h of one unit in stock per unit of time. Positive.

    >>> cycle = eoq(rate=100, order_cost=50, holding_cost=4)
    >>> float(cycle.quantity), float(cycle.cost), float(cycle.interval)
    (50.0, 200.0, 0.5)
    """
    rate, fixed, hold = checked(
        rate=(rate, POSITIVE),
        order_cost=(order_cost, POSITIVE),
        holding_cost=(holding_cost, POSITIVE),
    )
    quantity = np.sqrt(2 * fixed * rate / hold)
    return OrderCycle(
        quantity=quantity,
        interval=quantity / rate,
        short_share=np.zeros_like(quantity),
        cost=np.sqrt(2 * fixed * rate * hold),
    )


def eoq_cost(
    order_quantity: ArrayLike, rate: ArrayLike, order_cost: ArrayLike, holding_cost: ArrayLike
) -> NDArray:
    """Ordering and holding per unit of time with any order quantity: Kλ/Q + hQ/2.

    Twice or half the best quantity costs a quarter more: the curve is flat.

    >>> eoq_cost([25, 50, 100], rate=100, order_cost=50, holding_cost=4).tolist()
    [250.0, 200.0, 250.0]
    """
    quantity, rate, fixed, hold = checked(
        order_quantity=(order_quantity, POSITIVE),
        rate=(rate, POSITIVE),
        order_cost=(order_cost, POSITIVE),
        holding_cost=(holding_cost, POSITIVE),
    )
    return fixed * rate / quantity + hold * quantity / 2


def eoq_with_backorders(
    rate: ArrayLike, order_cost: ArrayLike, holding_cost: ArrayLike, stockout_cost: ArrayLike
) -> OrderCycle:
    """EOQ where buyers wait and waiting costs p per unit and unit of time.

    Q* = √(2Kλ(h + p)/(hp)), the share h/(h + p) of demand waits, cost √(2Kλhp/(h + p)). The larger
    p, the nearer to `eoq`.

    >>> cycle = eoq_with_backorders(rate=100, order_cost=50, holding_cost=4, stockout_cost=12)
    >>> float(cycle.short_share), float(cycle.cost.round(1))  # 4/16; 200·√(12/16)
    (0.25, 173.2)
    """
    rate, fixed, hold, wait = checked(
        rate=(rate, POSITIVE),
        order_cost=(order_cost, POSITIVE),
        holding_cost=(holding_cost, POSITIVE),
        stockout_cost=(stockout_cost, POSITIVE),
    )
    quantity = np.sqrt(2 * fixed * rate * (hold + wait) / (hold * wait))
    return OrderCycle(
        quantity=quantity,
        interval=quantity / rate,
        short_share=hold / (hold + wait),
        cost=np.sqrt(2 * fixed * rate * hold * wait / (hold + wait)),
    )

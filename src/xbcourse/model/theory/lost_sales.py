"""Lost sales with one-for-one replenishment, (S − 1, S): Erlang's loss formula.

Where a buyer who finds nothing goes elsewhere and every sale is ordered again at once, the units
under way are the busy lines of a telephone exchange with S lines: demand is lost when all S units
are under way. Only the mean of the lead time matters, not its distribution.

Erlang (1917); Karush (1957), "A queuing model for an inventory problem", *Operations Research*
5(5); Zipkin (2000), *Foundations of Inventory Management*, ch. 7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, COUNT, POSITIVE, checked


@dataclass(frozen=True)
class OneForOne:
    """`fill_rate` share of demand; `on_hand` and `under_way` mean units."""

    fill_rate: NDArray
    on_hand: NDArray
    under_way: NDArray


def erlang_b(servers: ArrayLike, load: ArrayLike) -> NDArray:
    """Share of calls that find every line busy: (aˢ/s!) / Σ aⁱ/i!.

    Parameters
    ----------
    servers : array_like of whole numbers
        Lines s; units in circulation.
    load : array_like
        Offered load a: arrival rate × mean holding time, no unit.

    >>> float(erlang_b(servers=2, load=1))  # ½ / (1 + 1 + ½)
    0.2
    """
    servers, load = checked(servers=(servers, COUNT), load=(load, AMOUNT))
    servers, load = np.broadcast_arrays(servers, load)
    blocked = np.ones(servers.shape)
    for line in range(1, int(servers.max()) + 1):  # B(s) = aB(s − 1) / (s + aB(s − 1))
        busy = load * blocked
        blocked = np.where(line <= servers, busy / (line + busy), blocked)
    return blocked


def one_for_one(stock: ArrayLike, rate: ArrayLike, lead: ArrayLike) -> OneForOne:
    """What S units in circulation do.

    Parameters
    ----------
    stock : array_like of whole numbers
        Units S on hand and under way together.
    rate, lead : array_like
        Demand, units a week, Poisson; weeks from order to arrival.

    >>> shop = one_for_one(stock=2, rate=0.25, lead=4)
    >>> float(shop.fill_rate), float(shop.on_hand.round(6))
    (0.8, 1.2)
    """
    stock, rate, lead = checked(stock=(stock, COUNT), rate=(rate, POSITIVE), lead=(lead, AMOUNT))
    filled = 1 - erlang_b(stock, rate * lead)
    under_way = rate * lead * filled  # Little: flow × time
    return OneForOne(fill_rate=filled, on_hand=stock - under_way, under_way=under_way)

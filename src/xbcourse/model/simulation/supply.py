"""Stock: what is ordered, when it arrives, how old it is, and when a product is given up.

S2  forecast        F ← F + α (sold − F). Sales are all that a seller sees: a week in which the
                    shelf ran empty or the account was suspended counts only if it lifts F
S3  reorder point   s = F L + z √(F L + 0.09 F² L),  L = lead time + 1 week of review
    order           q = max(MOQ, s + cover·F − position) when the position is below s and half a
                    year of sales is worth at least q; never more than the cash can carry, and
                    not before the product has been on sale
S4  first order     max(MOQ, F·cover0), as far as the cash can carry; who cannot pay for the
                    least order stops trading
S5  staged          one MOQ when the test ends with 12 weeks of sales worth it, then as S3
S6  stop rule       after the test weeks (counted from the first day on sale), F < kill and
                    nothing on order: clear the stock, take the next candidate; after the last
                    candidate the seller stops trading
S7  aged stock      (received until 26 weeks ago − gone until now)⁺: first in, first out
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from .quick import ONE, ZERO, flags, number

#: A restock is bought when the cash covers this share of its landed cost: the deposit now, and
#: most of the rest is earned while it is under way. A teaching assumption.
PAID_IN_ADVANCE = number(0.6)
#: Spread of weekly demand around its forecast, squared. A teaching assumption.
FORECAST_VARIANCE = number(0.09)
#: Weeks of sales that an order may be worth; that a staged seller wants to see before the first.
MOST_WEEKS, STAGED_WEEKS = number(26.0), number(12.0)
#: Weeks after which stock counts as aged (181 days at Amazon).
AGED_AFTER = 26
#: Weeks that an order takes longer when it is placed in a delayed week. A teaching assumption.
DELAYED_LEAD = 2


def next_forecast(
    p: SimpleNamespace, forecast: NDArray, sold: NDArray, censored: NDArray
) -> NDArray:
    """What is expected for next week (S2).

    `censored` says where sales fell short of what would have been wanted. Averaging such weeks in
    would take an empty shelf for a lack of buyers: the forecast would fall, and the next order
    with it.
    """
    change = sold - forecast
    change *= p.alpha
    # Where censored, 0 in the place of a fall. (A masked operation would take ten times as long.)
    np.maximum(change, change * flags(~censored), out=change)
    change += forecast
    return change


def reorder_point(forecast: NDArray, lead: NDArray, z: NDArray) -> NDArray:
    """Stock position below which a new order is due (S3), `lead` with the week of review.

    >>> reorder_point(np.array([40.0]), np.array([4.0]), np.array([0.0])).tolist()
    [160.0]
    """
    expected = forecast * lead
    spread = FORECAST_VARIANCE * forecast
    spread += ONE
    spread *= expected
    np.sqrt(spread, out=spread)
    spread *= z
    spread += expected
    return spread


def affordable(
    cash: NDArray, reserve: NDArray, landed: NDArray, deposit: NDArray, share: np.float32
) -> NDArray:
    """Units that the cash can carry (S3): a share of their landed cost, and never less than their
    deposit.

    The share is `PAID_IN_ADVANCE` for restocks. The first order of a product is carried whole:
    nothing is earned before it arrives.

    >>> cash, reserve, landed, deposit = map(np.array, (35e3, 5e3, 50.0, 12.0))
    >>> float(affordable(cash, reserve, landed, deposit, PAID_IN_ADVANCE).round())
    1000.0
    """
    carried = np.maximum(share * landed, deposit)
    return ((cash - reserve) / np.maximum(carried, 1e-6)).astype(np.float32)


class Pipeline:
    """Units under way: a ring of arrival weeks, as long as the longest lead time."""

    def __init__(self, lead: NDArray, paths: int) -> None:
        self.lead = lead
        self.length = int(lead.max(initial=0)) + DELAYED_LEAD + 2
        self.ring = np.zeros((self.length, len(lead), paths), dtype=np.float32)
        self.on_order = np.zeros((len(lead), paths), dtype=np.float32)

    def place(self, places: NDArray, units: NDArray, week: int, delayed: NDArray) -> None:
        """Order units at the start of a week; they can be sold `lead` weeks later.

        `places` count through rows and paths; `delayed` is 1 where deliveries are delayed.
        """
        self.on_order.ravel()[places] += units
        lead = self.lead[places // self.on_order.shape[1]]
        slot = (week + lead + DELAYED_LEAD * (delayed > 0)) % self.length
        self.ring.reshape(self.length, -1)[slot, places] += units

    def cancel(self, places: NDArray) -> None:
        """Take back all orders there."""
        self.on_order.ravel()[places] = 0
        self.ring.reshape(self.length, -1)[:, places] = 0

    def arrive(self, week: int) -> NDArray:
        """The units that arrive this week."""
        slot = self.ring[week % self.length]
        arrived = slot.copy()
        slot.fill(0)
        self.on_order -= arrived
        return arrived


class Ageing:
    """How much of the stock is older than `AGED_AFTER` weeks, from two running totals (S7)."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.received = np.zeros((AGED_AFTER + 1, *shape), dtype=np.float32)
        self.gone = np.zeros(shape, dtype=np.float32)

    def received_until(self, week: int) -> NDArray:
        """All units that ever arrived, at the end of a week."""
        return self.received[week % (AGED_AFTER + 1)]

    def aged(self, week: int, arrived: NDArray, gone: NDArray) -> NDArray:
        """Aged units at the end of a week in which so many arrived and so many went."""
        length = AGED_AFTER + 1
        aged = self.received[(week + 1) % length] - self.gone  # what came 26 weeks ago or earlier
        np.add(self.received[(week - 1) % length], arrived, out=self.received[week % length])
        self.gone += gone
        aged -= gone
        return np.maximum(aged, ZERO, out=aged)

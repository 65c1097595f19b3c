"""A year of wholesale on a B2B platform, month by month: orders, margin and cash.

Orders are Poisson (`theory.wholesale`), their values gamma-distributed with the coefficient of
variation of the scenario. Luck is drawn once: with more inquiries every year has at least as many
orders, and a picture moves because of the slider. What a month costs beside its orders, samples
included, is taken at its mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, pdtr

from ..assumptions import fees
from ..assumptions.scenario import Scenario
from ..model.simulation.noise import whole
from ..model.theory.wholesale import orders_won

MONTHS = 12
WEEKS_PER_MONTH = 52 / 12
#: The day whose list prices of memberships are used, the last that the fee table covers.
PRICED_ON = "2024-12-31"
#: Paid with the order (30 %, row B2B-CNV-008), and months until the rest (45 to 90 days from
#: inquiry to shipment, rows B2B-CNV-006/007).
BUYERS_DEPOSIT, MONTHS_TO_BALANCE = 0.30, 2


@dataclass(frozen=True)
class WholesaleYear:
    """What so many years could have been. Money in CNY.

    Attributes
    ----------
    orders, margin : ndarray, shape (12, paths)
        Orders won in each month, and what they leave after goods and service fee.
    result : ndarray, shape (13, paths)
        Margin so far less membership, samples and overheads; month 0 is the first day.
    cash : ndarray, shape (13, paths)
        Money in and out so far: goods are paid with the order, the buyer pays 30 % then and the
        rest two months later.
    yearly_cost : float
        Membership, samples and overheads of a year.
    order_margin : float
        What a mean order leaves.
    """

    orders: NDArray
    margin: NDArray
    result: NDArray
    cash: NDArray
    yearly_cost: float
    order_margin: float

    @property
    def paid_ahead(self) -> NDArray:
        """The most that the seller had laid out at the end of a month, of each path."""
        return -self.cash.min(axis=0)


def wholesale_year(scenario: Scenario, *, paths: int = 400, seed: int = 0) -> WholesaleYear:
    """Live through a wholesale year many times.

    Parameters
    ----------
    scenario : Scenario
        Inquiries and their shares, value and margin of an order, membership, sample, overheads.
    paths, seed : int
        How many years, and on which luck.

    Raises
    ------
    ParameterError
        Less than one path, or a seed that is none.

    >>> equal = Scenario("hardware_factory", order_spread=0.0, fx0=7.0, order_usd=1000.0)
    >>> year = wholesale_year(equal, paths=5)
    >>> bool((year.margin == 1400 * year.orders).all())  # 20 % of 7,000
    True
    """
    s = scenario
    luck = _luck(whole("paths", paths), whole("seed", seed, least=0))
    orders = _poisson(float(orders_won(s.inquiries, s.sample_share, s.sample_order_share)), luck[0])
    value = s.order_usd * s.fx0 * _sizes(orders, s.order_spread, luck[1])
    margin = s.wholesale_margin * value
    samples = s.inquiries * s.sample_share * s.sample_cost
    monthly = samples + s.fixed * WEEKS_PER_MONTH
    member = _membership(s.membership)
    result = _from_the_start(margin - monthly, -member)
    received = BUYERS_DEPOSIT * value
    received[MONTHS_TO_BALANCE:] += (1 - BUYERS_DEPOSIT) * value[:-MONTHS_TO_BALANCE]
    cash = _from_the_start(received - (value - margin) - monthly, -member)
    return WholesaleYear(
        orders=orders,
        margin=margin,
        result=result,
        cash=cash,
        yearly_cost=member + MONTHS * monthly,
        order_margin=s.wholesale_margin * s.order_usd * s.fx0,
    )


def _from_the_start(monthly: NDArray, paid_first: float) -> NDArray:
    start = np.full((1, monthly.shape[1]), paid_first)
    return np.concatenate([start, paid_first + monthly.cumsum(axis=0)])


@lru_cache(maxsize=4)
def _membership(plan: str) -> float:
    return float(fees.alibaba_membership(plan, on=PRICED_ON).amount)


@lru_cache(maxsize=2)
def _luck(paths: int, seed: int) -> NDArray:
    drawn = np.random.default_rng(seed).random((2, MONTHS, paths))
    drawn.flags.writeable = False
    return drawn


def _poisson(mean: float, luck: NDArray) -> NDArray:
    """The Poisson quantile of each share in `luck`."""
    up_to = np.arange(int(mean + 10 * np.sqrt(mean)) + 10)
    return np.searchsorted(pdtr(up_to, mean), luck).astype(float)


def _sizes(orders: NDArray, spread: float, luck: NDArray) -> NDArray:
    """What so many orders come to, in mean orders: a sum of gammas is a gamma."""
    if spread == 0:
        return orders.copy()
    shape = orders / spread**2
    return np.where(orders > 0, spread**2 * gammaincinv(np.maximum(shape, 1e-9), luck), 0.0)

"""Quick response: order little first, look at the first sales, order again (小单快反).

Total demand of the season D and the signal that early sales give of it are bivariate normal with
correlation ρ. Once the signal is seen, demand is known to

    D | signal ~ Normal(M, σ√(1 − ρ²)),    M ~ Normal(μ, ρσ),

and the second order, dearer by the premium, tops up to max(Q₁, M + z₂σ√(1 − ρ²)), where z₂ is the
newsvendor's safety factor at the dearer cost. The first order Q₁ maximises what both are expected
to earn. As in the original, demand that comes before the second order arrives can wait for it or is
covered by the first.

Fisher & Raman (1996), "Reducing the cost of demand uncertainty through accurate response to early
sales", *Operations Research* 44(1):87-99.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from .checks import AMOUNT, POSITIVE, REAL, SHARE, checked, one_each
from .demand import NormalDemand, density
from .newsvendor import newsvendor

#: Standard deviations beyond which the signal does not matter any more.
_FAR = 9.0
_NODES, _WEIGHTS = leggauss(96)


@dataclass(frozen=True)
class QuickResponse:
    """What a second order is worth. Money in the currency of the price, units of product.

    Attributes
    ----------
    first_order, second_order : ndarray
        Units ordered before the season; units expected to be ordered after the first sales.
    profit : ndarray
        Expected profit with both orders.
    single_profit : ndarray
        Expected profit of the best single order.
    value : ndarray
        What the second chance adds: never negative.
    perfect_profit : ndarray
        Expected profit if the early sales told everything (ρ = 1): the most that can be had.
    """

    first_order: NDArray
    second_order: NDArray
    profit: NDArray
    single_profit: NDArray
    value: NDArray
    perfect_profit: NDArray


@dataclass(frozen=True)
class _Problem:
    """A checked problem: costs per unit, spread of the signal and of what it leaves open."""

    mean: NDArray
    known: NDArray
    open: NDArray
    price: NDArray
    cost: NDArray
    dear: NDArray
    salvage: NDArray

    @property
    def safety(self) -> NDArray:
        """z₂; far below zero where the dear unit can earn nothing."""
        ratio = (self.price - self.dear) / (self.price - self.salvage)
        return ndtri(np.clip(ratio, 1e-300, 1.0))


def quick_response(
    mean: ArrayLike,
    sd: ArrayLike,
    correlation: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
    premium: ArrayLike = 0.0,
) -> QuickResponse:
    """The best first order, and what the second order is worth. Arrays are a portfolio of styles.

    Parameters
    ----------
    mean, sd : array_like
        Demand of the season before anything is sold, units.
    correlation : array_like
        Between early and total sales, 0 to 1: 0 the early sales tell nothing, 1 everything. See
        `early_correlation`.
    price, unit_cost, salvage : array_like
        What a sold unit leaves before the cost of goods; landed cost in the first order; what a
        unit that is left still brings.
    premium : array_like
        How much dearer a unit of the second order is, as a share of `unit_cost` (air freight,
        small lots): 0.2 is 20 % dearer.

    Returns
    -------
    QuickResponse

    >>> told_all = quick_response(100, 10, correlation=1.0, price=50, unit_cost=20)
    >>> float(told_all.first_order), float(told_all.profit.round(6))  # order what is asked for
    (0.0, 3000.0)
    >>> told_nothing = quick_response(100, 30, correlation=0.0, price=50, unit_cost=20, premium=0.1)
    >>> float(told_nothing.value.round(6))
    0.0
    """
    problem = _problem(mean, sd, correlation, price, unit_cost, salvage, premium)
    first = _best_first(problem)
    profit, second = _evaluate(problem, first)
    perfect = _problem(mean, sd, np.ones_like(problem.mean), price, unit_cost, salvage, premium)
    single = newsvendor(NormalDemand(mean, sd), price, unit_cost, salvage).profit
    # The second order may always be left out; a difference below zero would be rounding.
    profit = np.maximum(profit, single)
    return QuickResponse(
        first_order=first,
        second_order=second,
        profit=profit,
        single_profit=single,
        value=profit - single,
        perfect_profit=np.maximum(_evaluate(perfect, _best_first(perfect))[0], profit),
    )


def profit_after_first(
    first_order: ArrayLike,
    mean: ArrayLike,
    sd: ArrayLike,
    correlation: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
    premium: ArrayLike = 0.0,
) -> NDArray:
    """Expected profit of any first order, if the second is the best that can then be made.

    Parameters as in `quick_response`; `first_order` in units.

    >>> float(profit_after_first(0, 100, 10, 1.0, price=50, unit_cost=20, premium=0.5).round(6))
    2000.0
    """
    problem = _problem(mean, sd, correlation, price, unit_cost, salvage, premium)
    (first,) = checked(first_order=(first_order, AMOUNT))
    return _evaluate(problem, first)[0]


def early_correlation(
    season: ArrayLike, lead: ArrayLike, mean_sd: ArrayLike, weekly_sd: ArrayLike
) -> NDArray:
    """How well the sales before the last possible second order tell those of the whole season.

    Weekly sales are m + noise; m is the same in every week and unknown with standard deviation
    `mean_sd`, the noise is new every week. The second order must be placed `lead` weeks before the
    end, so n = season − lead weeks have been seen:

        ρ = (nNτ² + nν²) / √((n²τ² + nν²)(N²τ² + Nν²)).

    Parameters
    ----------
    season, lead : array_like
        Weeks N that the product sells, and weeks from order to arrival.
    mean_sd, weekly_sd : array_like
        τ, doubt about the product's weekly sales; ν, noise from week to week. Units a week.

    Returns
    -------
    ndarray
        1 if nothing is left to come (lead 0), 0 if the second order would be too late.

    >>> early_correlation(16, lead=[0, 12, 16], mean_sd=20, weekly_sd=20).round(3).tolist()
    [1.0, 0.922, 0.0]
    """
    total, lead, doubt, noise = checked(
        season=(season, POSITIVE),
        lead=(lead, AMOUNT),
        mean_sd=(mean_sd, AMOUNT),
        weekly_sd=(weekly_sd, AMOUNT),
    )
    seen = np.maximum(total - lead, 0.0)
    common = seen * total * doubt**2 + seen * noise**2
    early = seen**2 * doubt**2 + seen * noise**2
    whole = total**2 * doubt**2 + total * noise**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(common > 0, np.minimum(common / np.sqrt(early * whole), 1.0), 0.0)


def committed_orders(
    total: float,
    mean: ArrayLike,
    sd: ArrayLike,
    correlation: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike = 0.0,
    premium: ArrayLike = 0.0,
) -> NDArray:
    """First orders of a portfolio of styles if the factory wants `total` units before the season.

    The question of Fisher & Raman's skiwear maker: capacity must be used early, but for which
    styles? For those that one can rely on; the hazardous ones wait for the first sales.

    Parameters
    ----------
    total : float
        Units that must be ordered first, over all styles. Where the best first orders come to more
        by themselves, those are returned.
    mean, sd, correlation, price, unit_cost, salvage, premium : array_like
        As in `quick_response`, one value a style or one for all.

    Returns
    -------
    ndarray
        First order of each style, units: the allocation that earns most.

    >>> steady_or_not = {"mean": 100, "sd": [10, 40], "correlation": 0.9}
    >>> committed_orders(100, **steady_or_not, price=50, unit_cost=20).round().tolist()
    [80.0, 20.0]
    """
    problem = _problem(mean, sd, correlation, price, unit_cost, salvage, premium)
    (total,) = one_each(total=(total, AMOUNT))
    orders = _best_first(problem)
    # A bonus on every unit ordered first, the same for all styles, until they come to the total.
    low, high = 0.0, float(np.max(problem.dear - problem.salvage))
    if orders.sum() >= total:
        return orders
    for _ in range(40):
        bonus = (low + high) / 2
        orders = _best_first(problem, bonus)
        low, high = (bonus, high) if orders.sum() < total else (low, bonus)
    # What is rounded off, or more than can ever be sold, is spread alike.
    return orders * (total / orders.sum())


def _problem(
    mean: ArrayLike,
    sd: ArrayLike,
    correlation: ArrayLike,
    price: ArrayLike,
    unit_cost: ArrayLike,
    salvage: ArrayLike,
    premium: ArrayLike,
) -> _Problem:
    mean, sd, rho, price, cost, salvage, premium = np.broadcast_arrays(
        *checked(
            mean=(mean, POSITIVE),
            sd=(sd, AMOUNT),
            correlation=(correlation, SHARE),
            price=(price, POSITIVE),
            unit_cost=(unit_cost, AMOUNT),
            salvage=(salvage, REAL),
            premium=(premium, AMOUNT),
        )
    )
    dear = cost * (1 + premium)
    rho = np.where(dear < price, rho, 0.0)  # nobody orders again at a loss: the signal is no use
    return _Problem(
        mean=mean,
        known=np.maximum(rho * sd, 1e-12 * mean),
        open=np.maximum(np.sqrt(1 - rho**2) * sd, 1e-12 * mean),
        price=price,
        cost=cost,
        dear=dear,
        salvage=salvage,
    )


def _evaluate(p: _Problem, first: NDArray) -> tuple[NDArray, NDArray]:
    """Expected profit of a first order, and the expected size of the second."""
    # Up to `enough` (in standard deviations of the signal) the first order needs no second.
    enough = (first - p.mean - p.safety * p.open) / p.known
    asked = (p.mean + p.safety * p.open - first) * ndtr(-enough) + p.known * density(enough)
    topped_up = (p.price - p.dear) * (p.mean * ndtr(-enough) + p.known * density(enough))
    topped_up -= (p.price - p.salvage) * p.open * density(p.safety) * ndtr(-enough)
    kept = _below(p, enough, first, lambda m, z, s: m - s * (density(z) - z * ndtr(-z)))
    kept = (p.price - p.salvage) * kept - (p.dear - p.salvage) * first * ndtr(enough)
    return topped_up + kept + (p.dear - p.cost) * first, np.maximum(asked, 0.0)


def _best_first(p: _Problem, bonus: float = 0.0) -> NDArray:
    """The first order at which one more unit is worth its cost; by halving, profit is concave."""
    low = np.zeros_like(p.mean)
    high = p.mean + _FAR * (p.known + p.open)
    for _ in range(60):
        middle = (low + high) / 2
        more = _slope(p, middle) + bonus > 1e-12 * p.price
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return np.where(low > 0, (low + high) / 2, 0.0)


def _slope(p: _Problem, first: NDArray) -> NDArray:
    """d profit / d first order: the premium saved, less the regret where it was too much."""
    enough = (first - p.mean - p.safety * p.open) / p.known
    sold = _below(p, enough, first, lambda m, z, s: ndtr(-z))
    regret = (p.price - p.salvage) * sold - (p.dear - p.salvage) * ndtr(enough)
    return p.dear - p.cost + regret


def _below(p: _Problem, enough: NDArray, first: NDArray, what: Callable) -> NDArray:
    """E[what(M, z, s); no second order], s the open spread and z = (Q₁ − M)/s, by quadrature."""
    until = np.clip(enough, -_FAR, _FAR)
    half = (until + _FAR)[..., None] / 2
    signal = half * (_NODES + 1) - _FAR
    expected = p.mean[..., None] + p.known[..., None] * signal
    spread = p.open[..., None]
    values = what(expected, (first[..., None] - expected) / spread, spread)
    return np.sum(_WEIGHTS * half * density(signal) * values, axis=-1)

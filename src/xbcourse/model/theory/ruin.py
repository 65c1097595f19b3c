"""How likely the money is to run out (现金流断裂).

Cash that drifts and trembles (Brownian motion with drift µ and volatility σ a week) from capital u
is below zero at some time up to T with chance

    Φ(−(u + µT)/(σ√T)) + exp(−2µu/σ²)·Φ((−u + µT)/(σ√T)),

and ever with exp(−2µu/σ²) if µ > 0, else for sure. Who looks at the account only every Δ weeks
misses some of the dips: as if the capital were larger by 0.5826·σ√Δ (Siegmund 1979, *Advances in
Applied Probability* 11(4):701-719; Broadie, Glasserman & Kou 1997, *Mathematical Finance*
7(4):325-349).

Blows that come at random and are exponential in size, against a steady income that exceeds their
average by the loading θ, ruin with chance exp(−θu/((1 + θ)·mean))/(1 + θ): Asmussen & Albrecher
(2010), *Ruin Probabilities*, 2nd ed., ch. I and IV.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtr

from .checks import AMOUNT, FRACTION, HORIZON, POSITIVE, REAL, checked

#: −ζ(1/2)/√(2π): how far a random walk overshoots on average, in steps.
OVERSHOOT = 0.5825971579390107


def ruin_probability(
    capital: ArrayLike,
    drift: ArrayLike,
    volatility: ArrayLike,
    horizon: ArrayLike = np.inf,
    check_interval: ArrayLike = 0.0,
) -> NDArray:
    """Chance that cash falls below zero within the horizon.

    Parameters
    ----------
    capital : array_like
        u, money at the start, credit line included.
    drift, volatility : array_like
        µ and σ: mean and standard deviation of the weekly cash flow. σ positive.
    horizon : array_like
        T, weeks; infinite for "ever".
    check_interval : array_like
        Δ, weeks from look to look; 0 where the first moment below zero counts, 1 for weekly books.

    >>> float(ruin_probability(capital=100, drift=1, volatility=10).round(4))  # e⁻²
    0.1353
    """
    u, drift, sigma, horizon, step = checked(
        capital=(capital, AMOUNT),
        drift=(drift, REAL),
        volatility=(volatility, POSITIVE),
        horizon=(horizon, HORIZON),
        check_interval=(check_interval, AMOUNT),
    )
    u = u + OVERSHOOT * sigma * np.sqrt(step)
    reflected = -2 * drift * u / sigma**2
    ever = np.exp(np.minimum(reflected, 0.0))
    weeks = np.where(np.isinf(horizon), 1.0, horizon)
    spread = sigma * np.sqrt(weeks)
    # The power may overflow where the normal tail underflows; their logarithms do neither.
    mirrored = np.exp(np.minimum(reflected + log_ndtr((-u + drift * weeks) / spread), 0.0))
    within = ndtr(-(u + drift * weeks) / spread) + mirrored
    return np.where(np.isinf(horizon), ever, np.minimum(within, 1.0))


def capital_for_ruin_limit(limit: ArrayLike, drift: ArrayLike, volatility: ArrayLike) -> NDArray:
    """Capital with which ruin, ever, is just as likely as the limit allows: −σ² ln(limit)/(2µ).

    Parameters
    ----------
    limit : array_like
        Chance of ruin that one accepts, between 0 and 1.
    drift, volatility : array_like
        As in `ruin_probability`. The drift must be positive.

    >>> float(capital_for_ruin_limit(0.05, drift=1, volatility=10).round())  # 50·ln 20
    150.0
    """
    limit, drift, sigma = checked(
        limit=(limit, FRACTION), drift=(drift, POSITIVE), volatility=(volatility, POSITIVE)
    )
    return -(sigma**2) * np.log(limit) / (2 * drift)


def ruin_by_blows(capital: ArrayLike, mean_loss: ArrayLike, loading: ArrayLike) -> NDArray:
    """Chance that blows of exponential size ever ruin the firm.

    Parameters
    ----------
    capital : array_like
        u, money at the start.
    mean_loss : array_like
        Average size of a blow (a frozen account, a lost container). Positive.
    loading : array_like
        θ, by how much income exceeds the average loss, as a share of it. Positive.

    Returns
    -------
    ndarray
        How often blows come does not matter: income is measured against them.

    >>> float(ruin_by_blows(capital=0, mean_loss=50, loading=0.25))  # 1 / 1.25
    0.8
    """
    u, mean, loading = checked(
        capital=(capital, AMOUNT), mean_loss=(mean_loss, POSITIVE), loading=(loading, POSITIVE)
    )
    return np.exp(-loading * u / ((1 + loading) * mean)) / (1 + loading)

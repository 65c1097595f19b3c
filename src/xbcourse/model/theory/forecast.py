"""Learning how much sells a week from what sold (Gamma-Poisson).

Before the launch the weekly demand λ is a guess μ₀ that weighs as much as k₀ weeks of sales:
λ ~ Gamma(k₀μ₀, k₀). After n weeks with S sales it is Gamma(k₀μ₀ + S, k₀ + n), so that

    forecast = (k₀μ₀ + S) / (k₀ + n).

Gelman et al., *Bayesian Data Analysis*, 3rd ed. (2013), sec. 2.6.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

from .checks import AMOUNT, POSITIVE, REAL, SHARE, checked


def updated_forecast(
    rate: ArrayLike, evidence: ArrayLike, sold: ArrayLike, weeks: ArrayLike
) -> NDArray:
    """Expected weekly demand once some weeks were seen.

    Parameters
    ----------
    rate : array_like
        The guess μ₀, units a week. Positive.
    evidence : array_like
        Weeks of sales k₀ that the guess is worth. Positive.
    sold, weeks : array_like
        Units sold so far, in how many weeks.

    >>> float(updated_forecast(rate=60, evidence=4, sold=60, weeks=2))  # (240 + 60) / (4 + 2)
    50.0
    """
    rate, evidence, sold, weeks = checked(
        rate=(rate, POSITIVE),
        evidence=(evidence, POSITIVE),
        sold=(sold, AMOUNT),
        weeks=(weeks, AMOUNT),
    )
    return (evidence * rate + sold) / (evidence + weeks)


class GammaPoissonDemand:
    """Demand of some weeks whose weekly mean is only known as a guess: negative binomial.

    Wider than Poisson, and the more so the less the guess is worth. What the weeks so far have
    taught goes in by `after`.

    Parameters
    ----------
    rate, evidence : array_like
        As in `updated_forecast`: the guess, units a week, and the weeks of sales it is worth.
    weeks : array_like
        Weeks that the demand is counted over. Positive.

    >>> season = GammaPoissonDemand(rate=50, evidence=2, weeks=10)
    >>> float(season.mean), float(season.sd.round(1))  # √(500·(1 + 10/2))
    (500.0, 54.8)
    >>> float(season.after(sold=160, weeks_seen=2).mean)  # 8 weeks of (100 + 160) / 4
    520.0
    """

    def __init__(self, rate: ArrayLike, evidence: ArrayLike, weeks: ArrayLike) -> None:
        self.rate, self.evidence, self.weeks = checked(
            rate=(rate, POSITIVE), evidence=(evidence, POSITIVE), weeks=(weeks, POSITIVE)
        )
        self.mean = self.rate * self.weeks
        self.sd = np.sqrt(self.mean * (1 + self.weeks / self.evidence))
        self._shape = self.rate * self.evidence
        self._odds = self.evidence / (self.evidence + self.weeks)

    def after(self, sold: ArrayLike, weeks_seen: ArrayLike) -> GammaPoissonDemand:
        """Demand of the weeks that are left, now that `weeks_seen` of them sold `sold`."""
        (seen,) = checked(weeks_seen=(weeks_seen, AMOUNT))
        rate = updated_forecast(self.rate, self.evidence, sold, seen)
        return GammaPoissonDemand(rate, self.evidence + seen, self.weeks - seen)

    def cdf(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        k = np.maximum(np.floor(quantity), 0)
        return np.where(quantity < 0, 0.0, betainc(self._shape, k + 1, self._odds))

    def quantile(self, chance: ArrayLike) -> NDArray:
        (chance,) = checked(chance=(chance, SHARE))
        inner = np.clip(chance, 1e-300, 1 - 1e-15)
        low = np.full(np.broadcast_shapes(chance.shape, self.mean.shape), -1.0)
        high = np.ceil(self.mean + 40 * self.sd * np.maximum(self.sd / self.mean, 1) + 40)
        while np.any(high - low > 1):  # the chance is reached at `high` and not yet at `low`
            middle = np.floor((low + high) / 2)
            reached = self.cdf(middle) >= inner
            low, high = np.where(reached, low, middle), np.where(reached, middle, high)
        return np.where(chance == 1, np.inf, high)

    def lost(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        k = np.maximum(np.floor(quantity), 0)
        # E[D; D > k] is the mean times the chance that a demand with one more success reaches k.
        reached = np.where(k == 0, 1.0, betainc(np.maximum(k, 1), self._shape + 1, 1 - self._odds))
        above = betainc(k + 1, self._shape, 1 - self._odds)
        lost = np.maximum(self.mean * reached - quantity * above, 0.0)
        return np.where(quantity < 0, self.mean - quantity, lost)

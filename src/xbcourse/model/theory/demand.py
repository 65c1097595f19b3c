"""Distributions of demand: what is expected to be sold, and to be missed, at a given quantity.

Every distribution answers the same four questions, so that the newsvendor and the stock formulas
need not know which one they were given:

``mean``           expected demand
``cdf(q)``         chance that demand is at most q
``quantile(p)``    the quantity that covers demand with chance p, F⁻¹(p)
``lost(q)``        the loss function E[(D − q)⁺]: units asked for beyond q
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainc, gammaincc, ndtr, ndtri, pdtrik

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, POSITIVE, REAL, SHARE, called, checked

#: Stands for no spread at all, where a formula divides by it.
_NO_SPREAD = 1e-300


class Demand(Protocol):
    """Demand of one selling period, in units."""

    @property
    def mean(self) -> NDArray: ...
    def cdf(self, quantity: ArrayLike) -> NDArray: ...
    def quantile(self, chance: ArrayLike) -> NDArray: ...
    def lost(self, quantity: ArrayLike) -> NDArray: ...


def density(z: ArrayLike) -> NDArray:
    """φ(z), the standard normal density."""
    z = np.clip(z, -40, 40)  # beyond that it is zero, and squares overflow
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def standard_loss(z: ArrayLike) -> NDArray:
    """Standard normal loss function L(z) = φ(z) − z(1 − Φ(z)): E[(Z − z)⁺].

    Snyder & Shen (2019), *Fundamentals of Supply Chain Theory*, app. C; tables in any operations
    textbook. Without safety stock (z = 0) it is 1/√(2π).

    >>> standard_loss([0.0, 1.0]).round(4).tolist()
    [0.3989, 0.0833]
    """
    (z,) = checked(z=(z, REAL))
    return np.maximum(density(z) - z * ndtr(-z), 0.0)


class NormalDemand:
    """Demand that is normal: the sum of many small orders, or an expert's guess with its error.

    Parameters
    ----------
    mean : array_like
        Expected demand, units.
    sd : array_like
        Standard deviation, units. Above a third of the mean the formula counts on negative demand;
        take `LognormalDemand` then.

    >>> season = NormalDemand(mean=100, sd=20)
    >>> float(season.cdf(120).round(4)), float(season.lost(100).round(3))  # Φ(1); 20/√(2π)
    (0.8413, 7.979)
    """

    def __init__(self, mean: ArrayLike, sd: ArrayLike) -> None:
        self.mean, sd = checked(mean=(mean, AMOUNT), sd=(sd, AMOUNT))
        self.sd = np.maximum(sd, _NO_SPREAD)

    def cdf(self, quantity: ArrayLike) -> NDArray:
        return ndtr(self._z(quantity))

    def quantile(self, chance: ArrayLike) -> NDArray:
        (chance,) = checked(chance=(chance, SHARE))
        return self.mean + self.sd * ndtri(chance)

    def lost(self, quantity: ArrayLike) -> NDArray:
        z = self._z(quantity)
        return np.maximum((self.mean - quantity) * ndtr(-z) + self.sd * density(z), 0.0)

    def _z(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        with np.errstate(over="ignore"):
            return (quantity - self.mean) / self.sd


class LognormalDemand:
    """Demand of a product that nobody knows yet: most sell little, a few sell many times as much.

    Parameters
    ----------
    mean : array_like
        Expected demand, units. Positive.
    log_sd : array_like
        Standard deviation σ of log demand: 0.3 a product like others before it, 0.8 a new one,
        1.2 anyone's guess.

    >>> new = LognormalDemand(mean=100, log_sd=0.8)
    >>> float(new.quantile(0.5).round(1))  # the median is 100·exp(−0.8²/2)
    72.6
    """

    def __init__(self, mean: ArrayLike, log_sd: ArrayLike) -> None:
        self.mean, log_sd = checked(mean=(mean, POSITIVE), log_sd=(log_sd, AMOUNT))
        self.log_sd = np.maximum(log_sd, _NO_SPREAD)
        self._log_median = np.log(self.mean) - self.log_sd**2 / 2

    def cdf(self, quantity: ArrayLike) -> NDArray:
        return ndtr(self._z(quantity))

    def quantile(self, chance: ArrayLike) -> NDArray:
        (chance,) = checked(chance=(chance, SHARE))
        return np.exp(self._log_median + self.log_sd * ndtri(chance))

    def lost(self, quantity: ArrayLike) -> NDArray:
        z = self._z(quantity)
        above = self.mean * ndtr(self.log_sd - z) - np.asarray(quantity) * ndtr(-z)
        return np.maximum(above, 0.0)

    def _z(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        with np.errstate(over="ignore", divide="ignore"):
            return (np.log(np.maximum(quantity, 0)) - self._log_median) / self.log_sd


class PoissonDemand:
    """Demand of many buyers who decide each for themselves, at a known mean.

    >>> rare = PoissonDemand(mean=2)
    >>> float(rare.cdf(0).round(4)), float(rare.quantile(0.9))  # e⁻²; 0.677 up to 2, 0.947 up to 4
    (0.1353, 4.0)
    """

    def __init__(self, mean: ArrayLike) -> None:
        (self.mean,) = checked(mean=(mean, POSITIVE))

    def cdf(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        return np.where(quantity < 0, 0.0, gammaincc(_whole(quantity) + 1, self.mean))

    def quantile(self, chance: ArrayLike) -> NDArray:
        (chance,) = checked(chance=(chance, SHARE))
        inner = np.clip(chance, 0.0, np.nextafter(1, 0))
        units = np.ceil(pdtrik(np.maximum(inner, np.exp(-self.mean)), self.mean) - 1e-9)
        units = np.maximum(np.nan_to_num(units), 0)
        # The inverse is found by search and may end a hair on the wrong side of a whole number.
        units = np.where((units > 0) & (self.cdf(units - 1) >= inner), units - 1, units)
        units = np.where(self.cdf(units) < inner, units + 1, units)
        return np.where(chance == 1, np.inf, units)

    def lost(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        k = _whole(quantity)
        at_least_k = np.where(k == 0, 1.0, gammainc(np.maximum(k, 1), self.mean))
        above = gammainc(k + 1, self.mean)
        # Between whole numbers the loss is a straight line with slope −P(D > k).
        lost = np.maximum(self.mean * at_least_k - quantity * above, 0.0)
        return np.where(quantity < 0, self.mean - quantity, lost)


@dataclass(frozen=True, eq=False)
class DiscreteDemand:
    """A few cases with their chances: "it flops, it does fairly, it flies".

    Parameters
    ----------
    values : array_like
        Demand in each case, units.
    shares : array_like
        Chance of each case; they add up to 1.

    >>> launch = DiscreteDemand(values=[100, 400, 1000], shares=[0.5, 0.3, 0.2])
    >>> float(launch.mean), float(launch.lost(400)), float(launch.quantile(0.6))
    (370.0, 120.0, 400.0)
    """

    values: ArrayLike
    shares: ArrayLike

    def __post_init__(self) -> None:
        values, shares = checked(values=(self.values, AMOUNT), shares=(self.shares, SHARE))
        values, shares = np.broadcast_arrays(np.atleast_1d(values), np.atleast_1d(shares))
        if abs(shares.sum() - 1) > 1e-9:
            total = float(shares.sum())
            raise ParameterError("theory.not_one", name=called("shares"), value=total)
        order = np.argsort(values)
        object.__setattr__(self, "values", values[order])
        object.__setattr__(self, "shares", shares[order])

    @property
    def mean(self) -> NDArray:
        return self.shares @ self.values

    def cdf(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        return (self.values <= quantity[..., None]) @ self.shares

    def quantile(self, chance: ArrayLike) -> NDArray:
        (chance,) = checked(chance=(chance, SHARE))
        # Shares such as 0.1 + 0.2 add up to a hair more or less than was meant.
        short = np.cumsum(self.shares) < chance[..., None] - 1e-12
        return self.values[np.minimum(short.sum(axis=-1), len(self.values) - 1)]

    def lost(self, quantity: ArrayLike) -> NDArray:
        (quantity,) = checked(quantity=(quantity, REAL))
        return np.maximum(self.values - quantity[..., None], 0) @ self.shares


def _whole(quantity: NDArray) -> NDArray:
    return np.maximum(np.floor(quantity), 0)

"""Repeat purchase of customers who are free to come back: BG/NBD.

A customer buys at a rate λ ~ Gamma(r, α) and after every purchase leaves for good with chance
p ~ Beta(a, b). What is known of a customer is (x, t_x, T): x repeat purchases, the last of them
t_x weeks after the first purchase, observed for T weeks.

Fader, Hardie & Lee (2005), "Counting your customers" the easy way: an alternative to the
Pareto/NBD model, *Marketing Science* 24(2):275-284.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln, gammaln, hyp2f1

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, COUNT, POSITIVE, Range, called, checked

#: Around a = 1 the closed form is 0/0; its value there lies between those on both sides.
_BESIDE = 1e-4


@dataclass(frozen=True)
class FittedCustomers:
    """BG/NBD parameters by maximum likelihood, and the log-likelihood that they reach."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


def expected_purchases(
    t: ArrayLike, r: ArrayLike, alpha: ArrayLike, a: ArrayLike, b: ArrayLike
) -> NDArray:
    """E[X(t)]: purchases that a new customer is expected to make within t weeks (eq. 9).

    Parameters
    ----------
    t : array_like
        Weeks since the first purchase, which is not counted.
    r, alpha : array_like
        Buying rate λ ~ Gamma(r, α): mean r/α purchases a week while the customer stays. Positive.
    a, b : array_like
        Chance to leave after a purchase p ~ Beta(a, b): mean a/(a + b). Positive.

    >>> float(expected_purchases(52.0, 0.243, 4.414, 0.793, 2.426).round(2))
    1.45
    """
    t, r, alpha, a, b = checked(t=(t, AMOUNT), **_parameters(r, alpha, a, b))
    return _off_the_pole(lambda a: _expected(t, r, alpha, a, b, before=b - 1), a)


def expected_purchases_of(
    t: ArrayLike,
    purchases: ArrayLike,
    last_purchase: ArrayLike,
    observed: ArrayLike,
    r: ArrayLike,
    alpha: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
) -> NDArray:
    """E[Y(t) | x, t_x, T]: purchases of a known customer in the next t weeks (eq. 10).

    Parameters
    ----------
    t : array_like
        Weeks ahead.
    purchases, last_purchase, observed : array_like
        x, t_x and T in weeks; t_x is 0 for who never came back.
    r, alpha, a, b : array_like
        As in `expected_purchases`.

    >>> float(expected_purchases_of(39, 2, 30.43, 38.86, 0.243, 4.414, 0.793, 2.426).round(3))
    1.226
    """
    x, last, seen, t, r, alpha, a, b = _customers(
        purchases, last_purchase, observed, t=(t, AMOUNT), **_parameters(r, alpha, a, b)
    )
    ahead = _off_the_pole(
        lambda a: _expected(t, r + x, alpha + seen, a, b + x, before=b + x - 1), a
    )
    return ahead * chance_alive(x, last, seen, r, alpha, a, b)


def chance_alive(
    purchases: ArrayLike,
    last_purchase: ArrayLike,
    observed: ArrayLike,
    r: ArrayLike,
    alpha: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
) -> NDArray:
    """P(alive | x, t_x, T): chance that the customer has not left for good.

    Fader, Hardie & Lee (2008), "Computing P(alive) using the BG/NBD model", technical note. In this
    model who never came back is alive for sure: one leaves only after a repeat purchase.

    >>> float(chance_alive(1, 5, 5, r=1, alpha=1, a=1, b=1))  # just bought: 1 / (1 + a/b)
    0.5
    """
    x, last, seen, r, alpha, a, b = _customers(
        purchases, last_purchase, observed, **_parameters(r, alpha, a, b)
    )
    left = a / (b + np.maximum(x, 1) - 1) * ((alpha + seen) / (alpha + last)) ** (r + x)
    return np.where(x > 0, 1 / (1 + left), 1.0)


def log_likelihood(
    purchases: ArrayLike,
    last_purchase: ArrayLike,
    observed: ArrayLike,
    r: ArrayLike,
    alpha: ArrayLike,
    a: ArrayLike,
    b: ArrayLike,
) -> NDArray:
    """ln L of each customer (eq. 6); the sum over customers is what `fit_customers` maximises.

    >>> float(log_likelihood(0, 0, 3, r=1, alpha=1, a=1, b=1).round(4))  # no purchase: ln(1/4)
    -1.3863
    """
    given = _customers(purchases, last_purchase, observed, **_parameters(r, alpha, a, b))
    return _log_likelihood(*given)


def fit_customers(
    purchases: ArrayLike, last_purchase: ArrayLike, observed: ArrayLike
) -> FittedCustomers:
    """Parameters by maximum likelihood.

    Parameters
    ----------
    purchases, last_purchase, observed : array_like
        x, t_x and T of every customer, weeks.

    Raises
    ------
    ParameterError
        Nobody came back: nothing can be said about rates, or about leaving.
    """
    from scipy.optimize import minimize

    customers = np.stack(np.broadcast_arrays(*_customers(purchases, last_purchase, observed)))
    known, copies = np.unique(customers.reshape(3, -1), axis=1, return_counts=True)
    if not np.any(known[0] > 0):
        raise ParameterError("theory.nobody_came_back", name=called("purchases"))

    # In units of the longest observation, so that the search starts near in every data set.
    scale = known[2].max()
    scaled = known / np.array([[1.0], [scale], [scale]])

    def misfit(logs: NDArray) -> float:
        return -(copies @ _log_likelihood(*scaled, *np.exp(logs))) / copies.sum()

    bounds = [(-12.0, 12.0)] * 4
    rough = minimize(misfit, np.zeros(4), method="L-BFGS-B", bounds=bounds)
    fine = {"xatol": 1e-7, "fatol": 1e-13, "maxiter": 4000, "maxfev": 4000}
    best = minimize(misfit, rough.x, method="Nelder-Mead", bounds=bounds, options=fine)
    r, alpha, a, b = np.exp(best.x) * [1, scale, 1, 1]
    reached = copies @ _log_likelihood(*known, r, alpha, a, b)
    return FittedCustomers(float(r), float(alpha), float(a), float(b), float(reached))


def _expected(
    t: NDArray, r: NDArray, alpha: NDArray, a: NDArray, b: NDArray, before: NDArray
) -> NDArray:
    c = a + before
    c = np.where(np.abs(c) < 1e-9, 1e-9, c)  # 0 times infinity; the limit is finite
    stay = (alpha / (alpha + t)) ** r * hyp2f1(r, b, c, t / (alpha + t))
    return c / (a - 1) * (1 - stay)


def _off_the_pole(formula: Callable[[NDArray], NDArray], a: NDArray) -> NDArray:
    """The formula, with its limit where a is so near 1 that it would be 0/0."""
    near = np.abs(a - 1) < _BESIDE
    below = formula(np.where(near, 1 - _BESIDE, a))
    if not np.any(near):
        return below
    above = formula(np.where(near, 1 + _BESIDE, a))
    way = (a - 1 + _BESIDE) / (2 * _BESIDE)
    return np.where(near, below + way * (above - below), below)


def _log_likelihood(
    x: NDArray, last: NDArray, seen: NDArray, r: NDArray, alpha: NDArray, a: NDArray, b: NDArray
) -> NDArray:
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    stayed = -(r + x) * np.log(alpha + seen)
    left = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last)
    return common + np.where(x > 0, np.logaddexp(stayed, left), stayed)


def _parameters(
    r: ArrayLike, alpha: ArrayLike, a: ArrayLike, b: ArrayLike
) -> dict[str, tuple[ArrayLike, Range]]:
    return {"r": (r, POSITIVE), "alpha": (alpha, POSITIVE), "a": (a, POSITIVE), "b": (b, POSITIVE)}


def _customers(
    purchases: ArrayLike,
    last_purchase: ArrayLike,
    observed: ArrayLike,
    **others: tuple[ArrayLike, Range],
) -> list[NDArray]:
    x, last, seen, *rest = np.broadcast_arrays(
        *checked(
            purchases=(purchases, COUNT),
            last_purchase=(last_purchase, AMOUNT),
            observed=(observed, AMOUNT),
            **others,
        )
    )
    if np.any(last > seen):
        raise ParameterError(
            "theory.bought_after_the_end",
            name=called("last_purchase"),
            value=float(last[last > seen].flat[0]),
            observed=float(seen[last > seen].flat[0]),
        )
    return [x, last, seen, *rest]

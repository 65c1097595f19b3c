"""Certainty equivalents: what a risky business is worth to somebody who minds losses.

Wealth W is measured in multiples of the capital K and not below 0.05: U(max(W, 0.05 K)/K) with
constant relative risk aversion γ,

    U(x) = (x^(1−γ) − 1)/(1 − γ),  ln x at γ = 1.

The certainty equivalent is the sure multiple that is as good as all the paths together. Its
logarithm is the growth that a mode is scored by: zero where nothing was won or lost, negative where
keeping the money would have been better. At γ = 1 it is the mean of ln x (Pratt 1964,
*Econometrica* 32(1/2):122-136).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.registry import parameter
from .intervals import Interval, mean_interval, over_paths

#: Nobody is poorer than this share of the capital: debts end with the business. An assumption.
FLOOR = 0.05


def log_multiple(wealth: ArrayLike, capital: float) -> NDArray[np.float64]:
    """ln(max(W, 0.05 K)/K) of every path.

    >>> log_multiple([100.0, -30.0], 100.0).round(3).tolist()
    [0.0, -2.996]
    """
    if not capital > 0:
        raise ParameterError("analysis.not_positive", name="capital", value=capital)
    return np.log(np.maximum(over_paths("wealth", wealth) / capital, FLOOR))


def growth(wealth: ArrayLike, capital: float, risk_aversion: float = 1.0) -> float:
    """Logarithm of the certainty equivalent, as a multiple of the capital.

    Parameters
    ----------
    wealth : array_like, shape (paths,)
        Final wealth in CNY.
    capital : float
        CNY at the start, positive.
    risk_aversion : float
        γ: 0 looks at the mean only, 1 is log utility, more minds losses more.

    Returns
    -------
    float
        0.10: as good as a sure growth of e^0.10 − 1 = 10.5 % over the whole time.

    Raises
    ------
    ParameterError
        No paths, a capital or a risk aversion that is none.

    >>> round(growth([50.0, 200.0], 100.0), 6)  # half and double cancel
    0.0
    >>> round(growth([50.0, 200.0], 100.0, risk_aversion=0), 4)  # ln 1.25
    0.2231
    """
    return score(log_multiple(wealth, capital), risk_aversion)[0]


def score(logs: NDArray, risk_aversion: float) -> tuple[float, NDArray[np.float64]]:
    """Growth, and what every path contributes to it.

    The contributions have the mean of the growth. Their spread over paths gives its interval (delta
    method), and the difference of two scenarios' contributions the paired interval.
    """
    aversion = parameter("risk_aversion").possible(risk_aversion)
    if aversion == 1:
        return float(logs.mean()), logs
    # expm1 and log1p keep the digits where γ is nearly 1.
    gains = np.expm1((1 - aversion) * logs)
    mean = gains.mean()
    value = float(np.log1p(mean) / (1 - aversion))
    return value, value + (gains - mean) / ((1 + mean) * (1 - aversion))


def growth_interval(wealth: ArrayLike, capital: float, risk_aversion: float = 1.0) -> Interval:
    """`growth` with its 95 % interval.

    >>> growth_interval([100.0, 100.0], 100.0)
    Interval(mean=0.0, low=0.0, high=0.0)
    """
    return mean_interval(score(log_multiple(wealth, capital), risk_aversion)[1])

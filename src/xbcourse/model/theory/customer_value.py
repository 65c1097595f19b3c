"""What a customer is worth: margins still to come, at today's value.

Constant retention: Gupta & Lehmann (2003), "Customers as assets", *Journal of Interactive
Marketing* 17(1):9-24. Customers who are free to come back: `repeat_purchase` (Fader, Hardie & Lee
2005), discounted week by week.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, COUNT, REAL, SHARE, called, checked, one_each
from .repeat_purchase import expected_purchases


def value_with_retention(
    margin: ArrayLike, retention: ArrayLike, discount: ArrayLike = 0.0
) -> NDArray:
    """Value of the purchases after the first: m·ret/(1 + i − ret), over all time.

    Parameters
    ----------
    margin : array_like
        Contribution m of one period, such as a year.
    retention : array_like
        Share of customers who are still there a period later, 0 to 1.
    discount : array_like
        Interest rate i of one period.

    Raises
    ------
    ParameterError
        Everybody stays and nothing is discounted: the sum has no end.

    >>> float(value_with_retention(margin=100, retention=0.5))
    100.0
    """
    margin, stay, rate = checked(
        margin=(margin, REAL), retention=(retention, SHARE), discount=(discount, AMOUNT)
    )
    if np.any(1 + rate - stay <= 0):
        raise ParameterError("theory.endless_value", name=called("retention"), value=1)
    return margin * stay / (1 + rate - stay)


def value_of_repeat_purchases(
    margin: ArrayLike,
    weeks: int,
    r: float,
    alpha: float,
    a: float,
    b: float,
    discount: float = 0.0,
) -> NDArray:
    """Value of the repeat purchases of a new customer: Σ m·(E[X(k)] − E[X(k−1)])·(1 + i)^(−k).

    Parameters
    ----------
    margin : array_like
        Contribution m of one purchase.
    weeks : int
        How far ahead k one counts.
    r, alpha, a, b : float
        BG/NBD parameters, weeks; see `repeat_purchase.expected_purchases`.
    discount : float
        Interest rate i of a week; `weekly_rate` gives it.

    >>> value = value_of_repeat_purchases(100, 52, r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> float(value.round(1))  # 1.446 purchases in a year, undiscounted
    144.6
    """
    margin, rate = checked(margin=(margin, REAL), discount=(discount, AMOUNT))
    (weeks,) = one_each(weeks=(weeks, COUNT))
    week = np.arange(int(weeks) + 1)
    bought = np.diff(expected_purchases(week, r, alpha, a, b))
    return margin * np.sum(bought * (1 + rate[..., None]) ** -week[1:], axis=-1)


def weekly_rate(yearly: ArrayLike) -> NDArray:
    """The weekly rate that compounds to a yearly one, 52 weeks a year.

    >>> float(((1 + weekly_rate(0.08)) ** 52).round(9))
    1.08
    """
    (yearly,) = checked(yearly=(yearly, AMOUNT))
    return np.expm1(np.log1p(yearly) / 52)

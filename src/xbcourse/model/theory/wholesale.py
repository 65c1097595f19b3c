"""Few large orders: how uneven a wholesale year is, in closed form.

Inquiries come at random (Poisson). Each leads to a sample with chance a and each sample to an order
with chance b, so that orders are Poisson too, with mean μ = inquiries · a · b: thinning does not
change the kind of luck. With N orders of mean value m and coefficient of variation v, the value of
a year has mean μ m and standard deviation m √(μ (1 + v²)) (compound Poisson; Feller 1968, *An
Introduction to Probability Theory and Its Applications*, vol. 1, ch. XII).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, POSITIVE, SHARE, checked


def orders_won(inquiries: ArrayLike, sample_share: ArrayLike, order_share: ArrayLike) -> NDArray:
    """Expected orders out of so many inquiries.

    Parameters
    ----------
    inquiries : array_like
        In some span of time.
    sample_share, order_share : array_like
        Share of inquiries that lead to a sample, and of samples that lead to an order.

    >>> float(orders_won(600, 0.10, 0.30))
    18.0
    """
    inquiries, sample_share, order_share = checked(
        inquiries=(inquiries, AMOUNT),
        sample_share=(sample_share, SHARE),
        order_share=(order_share, SHARE),
    )
    return inquiries * sample_share * order_share


def none_in(orders: ArrayLike) -> NDArray:
    """Chance of not a single order in a span of time in which `orders` are expected: e^(−μ).

    >>> float(none_in(2.5).round(3))  # thirty orders a year, in one month
    0.082
    """
    (orders,) = checked(orders=(orders, AMOUNT))
    return np.exp(-orders)


def orders_needed(yearly_cost: ArrayLike, order_margin: ArrayLike) -> NDArray:
    """Orders a year that pay for what does not depend on them, in whole orders.

    Parameters
    ----------
    yearly_cost : array_like
        Membership, wages, samples: paid whatever comes of them.
    order_margin : array_like
        What an order leaves after goods and service fee. Positive, in the same currency.

    >>> float(orders_needed(100_000, 4_000)), float(orders_needed(100_001, 4_000))
    (25.0, 26.0)
    """
    yearly_cost, order_margin = checked(
        yearly_cost=(yearly_cost, AMOUNT), order_margin=(order_margin, POSITIVE)
    )
    return np.ceil(yearly_cost / order_margin)


def lumpiness(orders: ArrayLike, spread: ArrayLike = 0.0) -> NDArray:
    """Coefficient of variation of what the orders add up to: √((1 + v²)/μ).

    Parameters
    ----------
    orders : array_like
        Expected orders μ. Positive.
    spread : array_like
        Coefficient of variation v of one order: 0 if all are equal.

    >>> float(lumpiness(25)), float(lumpiness(2, spread=1))  # 1/√25; √(2/2)
    (0.2, 1.0)
    """
    orders, spread = checked(orders=(orders, POSITIVE), spread=(spread, AMOUNT))
    return np.sqrt((1 + spread**2) / orders)

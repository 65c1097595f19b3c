"""Clicks for money: the first costs c₀, every further one more, and there are no more than K.

    a(B) = K·B / (B + c₀K)        clicks a week for a budget B
    B* = c₀K·(√(m·CVR/c₀) − 1)⁺   the budget that earns most, m the contribution before ads

Average click price c₀ + B/K. Ads pay at all only if m·CVR, what a click earns, exceeds c₀. The
curve is the Hill function with exponent 1: Jin, Wang, Sun, Chan & Koehler (2017), "Bayesian methods
for media mix modeling with carryover and shape effects", Google; carry-over: Broadbent (1979),
"One way TV advertisements work", *Journal of the Market Research Society* 21(3):139-166.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, FRACTION, POSITIVE, REAL, Range, checked

KEPT = Range("kept", lambda v: (v >= 0) & (v < 1))


def paid_clicks(spend: ArrayLike, first_price: ArrayLike, ad_depth: ArrayLike) -> NDArray:
    """Clicks that a budget buys.

    Parameters
    ----------
    spend : array_like
        Budget B, money a week.
    first_price : array_like
        Price c₀ of the first click. Positive.
    ad_depth : array_like
        Clicks K that are to be had in a week at any price. Positive.

    >>> float(paid_clicks(spend=2000, first_price=2, ad_depth=1000))
    500.0
    """
    spend, first, depth = _auction(spend, first_price, ad_depth)
    return depth * spend / (spend + first * depth)


def average_click_price(spend: ArrayLike, first_price: ArrayLike, ad_depth: ArrayLike) -> NDArray:
    """What a click costs on average at this budget: c₀ + B/K.

    >>> float(average_click_price(spend=2000, first_price=2, ad_depth=1000))
    4.0
    """
    spend, first, depth = _auction(spend, first_price, ad_depth)
    return first + spend / depth


def next_click_price(spend: ArrayLike, first_price: ArrayLike, ad_depth: ArrayLike) -> NDArray:
    """What one click more costs at this budget: c₀(1 + B/(c₀K))². The average hides it.

    >>> float(next_click_price(spend=2000, first_price=2, ad_depth=1000))
    8.0
    """
    spend, first, depth = _auction(spend, first_price, ad_depth)
    return first * (1 + spend / (first * depth)) ** 2


def ad_profit(
    spend: ArrayLike,
    margin: ArrayLike,
    conversion: ArrayLike,
    first_price: ArrayLike,
    ad_depth: ArrayLike,
) -> NDArray:
    """What ads leave in a week: contribution of the orders they bring, less the budget.

    >>> float(ad_profit(2000, margin=80, conversion=0.1, first_price=2, ad_depth=1000))
    2000.0
    """
    margin, conversion, spend, first, depth = checked(
        margin=(margin, REAL),
        conversion=(conversion, FRACTION),
        spend=(spend, AMOUNT),
        first_price=(first_price, POSITIVE),
        ad_depth=(ad_depth, POSITIVE),
    )
    return margin * conversion * paid_clicks(spend, first, depth) - spend


def optimal_ad_spend(
    margin: ArrayLike, conversion: ArrayLike, first_price: ArrayLike, ad_depth: ArrayLike
) -> NDArray:
    """The weekly budget B* that earns most by itself; 0 where ads cannot pay.

    Spending more is an investment in rank (`flywheel`), not in this week.

    Parameters
    ----------
    margin : array_like
        Contribution of an order before ads (CM2).
    conversion : array_like
        Orders per click, between 0 and 1.
    first_price, ad_depth : array_like
        c₀ and K, as in `paid_clicks`.

    >>> float(optimal_ad_spend(margin=80, conversion=0.1, first_price=2, ad_depth=1000))  # √4 − 1
    2000.0
    """
    margin, conversion, first, depth = checked(
        margin=(margin, REAL),
        conversion=(conversion, FRACTION),
        first_price=(first_price, POSITIVE),
        ad_depth=(ad_depth, POSITIVE),
    )
    earned = np.maximum(margin * conversion / first, 0.0)
    return first * depth * np.maximum(np.sqrt(earned) - 1, 0.0)


def adstock(spend: ArrayLike, keep: ArrayLike) -> NDArray:
    """Advertising still at work, week by week: A_t = B_t + λA_{t−1}. Its half-life: `half_life(λ)`.

    Parameters
    ----------
    spend : array_like
        Budgets; the last axis is the week.
    keep : array_like
        Share λ that is still at work a week later, 0 to below 1. One number for all weeks.

    >>> adstock([100, 0, 0, 100], keep=0.5).tolist()
    [100.0, 50.0, 25.0, 112.5]
    """
    (spend,) = checked(spend=(spend, AMOUNT))
    (keep,) = checked(keep=(keep, KEPT))
    at_work = np.atleast_1d(spend).copy()
    for week in range(1, at_work.shape[-1]):
        at_work[..., week] += keep * at_work[..., week - 1]
    return at_work


def adstock_steady(spend: ArrayLike, keep: ArrayLike) -> NDArray:
    """Advertising at work if the same is spent every week for long: B/(1 − λ).

    >>> float(adstock_steady(100, keep=0.5))
    200.0
    """
    spend, keep = checked(spend=(spend, AMOUNT), keep=(keep, KEPT))
    return spend / (1 - keep)


def _auction(spend: ArrayLike, first_price: ArrayLike, ad_depth: ArrayLike) -> list[NDArray]:
    return checked(
        spend=(spend, AMOUNT), first_price=(first_price, POSITIVE), ad_depth=(ad_depth, POSITIVE)
    )

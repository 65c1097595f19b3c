"""Where an order starts to lose money: prices, advertising shares, click prices, conversions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import checked
from .terms import OrderTerms


def breakeven_price(terms: OrderTerms) -> NDArray:
    """Price at which CM3 is exactly zero, with all rates and amounts of `terms` as they are.

    Exact because every row is linear in the price. Where fees move in steps (fee tables), use
    `breakeven_prices`.

    Returns
    -------
    ndarray
        NaN where no price can break even: rates and advertising take the whole price.

    >>> terms = OrderTerms(price=30.0, unit_cost=7.5, referral_rate=0.15, tacos=0.10)
    >>> float(breakeven_price(terms))
    10.0
    """
    t = terms
    per_returned = t.return_handling + t.refund_kept - t.resale_share * t.unit_cost
    fixed = (
        t.landed_cost
        + t.closing
        + t.payment_fixed
        + t.fulfilment
        + t.storage
        + t.return_rate * per_returned
    )
    kept = (1 - t.return_rate) * (1 / (1 + t.vat_rate) - t.referral_rate)
    kept = kept - t.payment_rate - t.tacos
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(kept > 0, fixed / kept, np.nan)


def breakeven_prices(profit_at, breakpoints: ArrayLike, low: float, high: float) -> NDArray:
    """All prices between `low` and `high` where a piecewise linear profit changes its sign.

    Fee tables have slopes that change (portion rules) and jumps (threshold rules, price bands), so
    there may be several: just above a jump a dearer order can earn less than a cheaper one.

    Parameters
    ----------
    profit_at : callable
        Array of prices → array of profits. Linear between breakpoints, closed on the left
        (the value at a breakpoint belongs to the piece below it or above; both sides are tried).
    breakpoints : array_like
        Prices where the formula changes.
    low, high : float
        Where to look.

    Returns
    -------
    ndarray
        Sorted. A jump over zero is reported at its breakpoint.

    >>> breakeven_prices(lambda p: np.where(p < 10, p - 8, p - 11), [10.0], 1.0, 20.0)
    array([ 8., 10., 11.])
    """
    inner = np.asarray(breakpoints, dtype=float)
    edges = np.unique(np.concatenate([[low, high], inner[(inner > low) & (inner < high)]]))
    # Stand a hair inside each piece, so that it does not matter which side owns the breakpoint.
    width = np.diff(edges)
    left, right = edges[:-1] + 1e-9 * width, edges[1:] - 1e-9 * width
    at_left, at_right = np.asarray(profit_at(left)), np.asarray(profit_at(right))
    slope = (at_right - at_left) / (right - left)
    inside = (at_left < 0) != (at_right < 0)
    crossings = left[inside] - at_left[inside] / slope[inside]
    jumps = edges[1:-1][(at_right[:-1] < 0) != (at_left[1:] < 0)]
    return np.unique(np.round(np.concatenate([crossings, jumps]), 9))


def breakeven_acos(margin_before_ads: ArrayLike, price: ArrayLike) -> NDArray:
    """Largest share of the price that may be spent on ads before an order loses money.

    Parameters
    ----------
    margin_before_ads : array_like
        CM2 of one order, in the currency of `price`.
    price : array_like
        Price the buyer pays. Positive.

    Returns
    -------
    ndarray
        Share of the price, below 1. Negative: no ad budget can work.

    >>> float(breakeven_acos(6.0, 24.0))
    0.25
    """
    return np.asarray(margin_before_ads, dtype=float) / checked("price", price)


def breakeven_cpc(margin_before_ads: ArrayLike, conversion: ArrayLike) -> NDArray:
    """Click price at which an order from ads earns nothing: CM2 × conversion.

    >>> float(breakeven_cpc(6.0, 0.1).round(2))
    0.6
    """
    return np.asarray(margin_before_ads, dtype=float) * checked("conversion", conversion)


def breakeven_conversion(click_price: ArrayLike, margin_before_ads: ArrayLike) -> NDArray:
    """Conversion at which an order from ads earns nothing: click price / CM2.

    Infinite where CM2 is not positive: no conversion is high enough.

    >>> float(breakeven_conversion(0.9, 6.0))
    0.15
    """
    cpc = checked("click_price", click_price)
    margin = np.asarray(margin_before_ads, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(margin > 0, cpc / margin, np.inf)

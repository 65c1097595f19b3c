"""Ratios of the trade: ACoS, ROAS, TACoS, GMROI."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import checked


def acos(ad_spend: ArrayLike, ad_revenue: ArrayLike) -> NDArray:
    """Advertising cost of sales: ad spend / revenue of the orders that came through ads.

    >>> float(acos(10.0, 40.0)), float(roas(10.0, 40.0))
    (0.25, 4.0)
    """
    return _ratio(checked("ad_spend", ad_spend), checked("ad_revenue", ad_revenue))


def roas(ad_spend: ArrayLike, ad_revenue: ArrayLike) -> NDArray:
    """Return on ad spend, the inverse of ACoS."""
    return _ratio(checked("ad_revenue", ad_revenue), checked("ad_spend", ad_spend))


def tacos(acos: ArrayLike, ad_order_share: ArrayLike) -> NDArray:
    """Total ACoS: ad spend / all revenue = ACoS × share of the orders that came through ads.

    >>> float(tacos(0.30, 0.5))
    0.15
    """
    return checked("acos", acos) * checked("ad_order_share", ad_order_share)


def gmroi(yearly_margin: ArrayLike, average_stock: ArrayLike) -> NDArray:
    """Gross margin return on inventory: a year's CM2 / average stock at cost.

    >>> float(gmroi(120_000.0, 40_000.0))
    3.0
    """
    return _ratio(np.asarray(yearly_margin, dtype=float), checked("average_stock", average_stock))


def _ratio(above: NDArray, below: NDArray) -> NDArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)

"""Base stock: every week order back up to S (periodic review, unfilled orders wait).

An order placed now is in use `lead` weeks later and has to last until the next one arrives, so S
must cover lead + 1 weeks of demand. With demand normal and independent from week to week, over k
weeks it is N(kµ, kσ²), and

    EB(k) = σ√k · L(z_k),    z_k = (S − kµ) / (σ√k)

is the expected shortfall of S over k weeks.

Snyder & Shen (2019), *Fundamentals of Supply Chain Theory*, 2nd ed., ch. 4; Cachon & Terwiesch,
*Matching Supply with Demand*, ch. on the order-up-to model.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, POSITIVE, checked
from .demand import NormalDemand
from .newsvendor import critical_ratio


def base_stock(
    mean: ArrayLike,
    sd: ArrayLike,
    lead: ArrayLike,
    holding_cost: ArrayLike,
    stockout_cost: ArrayLike,
) -> NDArray:
    """S* = F⁻¹(p / (p + h)), F the demand of lead + 1 weeks.

    Parameters
    ----------
    mean, sd : array_like
        Demand of a week, units.
    lead : array_like
        Weeks from order to arrival; 0 if an order arrives before the week's demand.
    holding_cost, stockout_cost : array_like
        Per unit and week: h in stock, p waiting. Positive.

    >>> float(base_stock(100, 30, lead=3, holding_cost=1, stockout_cost=9).round())  # 400 + 1.28·60
    477.0
    """
    ratio = critical_ratio(underage=stockout_cost, overage=holding_cost)
    return _over(mean, sd, lead, 1).quantile(ratio)


def cycle_service(stock: ArrayLike, mean: ArrayLike, sd: ArrayLike, lead: ArrayLike) -> NDArray:
    """Type-1 service: the share of weeks in which nobody has to wait, F(S) over lead + 1 weeks.

    >>> float(cycle_service(400, 100, 30, lead=3))
    0.5
    """
    return _over(mean, sd, lead, 1).cdf(stock)


def fill_rate(stock: ArrayLike, mean: ArrayLike, sd: ArrayLike, lead: ArrayLike) -> NDArray:
    """Type-2 service: the share of demand filled at once, 1 − [EB(lead + 1) − EB(lead)] / µ.

    At a stock worth having it is higher than type 1: in a week with a stock-out, most buyers still
    got theirs.

    >>> float(fill_rate(100, 100, 30, lead=0).round(3))  # 1 − 30·0.3989/100
    0.88
    """
    (weekly,) = checked(mean=(mean, POSITIVE))
    new = _over(mean, sd, lead, 1).lost(stock) - _over(mean, sd, lead, 0).lost(stock)
    return 1 - new / weekly


def _over(mean: ArrayLike, sd: ArrayLike, lead: ArrayLike, extra: int) -> NormalDemand:
    mean, sd, lead = checked(mean=(mean, POSITIVE), sd=(sd, AMOUNT), lead=(lead, AMOUNT))
    weeks = lead + extra
    return NormalDemand(weeks * mean, np.sqrt(weeks) * sd)

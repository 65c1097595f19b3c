"""Content on the own site: visits that are built up slowly and fade slowly.

    G ← (1 − δ)G + ηC

C money a week, η visits a week that one unit of money adds, δ what fades in a week. Nerlove & Arrow
(1962), "Optimal advertising policy under dynamic conditions", *Economica* 29(114):129-142.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, FRACTION, checked


def content_visits(
    spend: ArrayLike, visits_per_money: ArrayLike, decay: ArrayLike, weeks: ArrayLike
) -> NDArray:
    """Visits a week after so many weeks of spending, from nothing: (ηC/δ)(1 − (1 − δ)ⁿ).

    Parameters
    ----------
    spend : array_like
        C, money a week.
    visits_per_money : array_like
        η, visits a week per unit of money.
    decay : array_like
        δ, share of the visits that fades in a week, between 0 and 1.
    weeks : array_like
        n, weeks since the first spending.

    >>> content_visits(1000, visits_per_money=0.03, decay=0.5, weeks=[0, 1, 2]).tolist()
    [0.0, 30.0, 45.0]
    """
    spend, effect, decay, weeks = checked(
        spend=(spend, AMOUNT),
        visits_per_money=(visits_per_money, AMOUNT),
        decay=(decay, FRACTION),
        weeks=(weeks, AMOUNT),
    )
    return -content_steady(spend, effect, decay) * np.expm1(weeks * np.log1p(-decay))


def content_steady(spend: ArrayLike, visits_per_money: ArrayLike, decay: ArrayLike) -> NDArray:
    """Visits a week where it settles, ηC/δ. Half of it stands after `half_life(1 − δ)` weeks.

    With C = 1: the visits that one unit of money brings over its whole life.

    >>> float(content_steady(1000, visits_per_money=0.03, decay=0.015).round(9))
    2000.0
    """
    spend, effect, decay = checked(
        spend=(spend, AMOUNT),
        visits_per_money=(visits_per_money, AMOUNT),
        decay=(decay, FRACTION),
    )
    return effect * spend / decay

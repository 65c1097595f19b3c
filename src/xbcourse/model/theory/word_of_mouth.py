"""Word of mouth: buyers who were pleased send visitors, some of whom buy and send visitors.

    W ← (1 − δ)W + ν·S·(R − 4.2)⁺

Visits by recommendation grow by ν per sale and per star that the rating R stands above 4.2, and
fade by δ a week. How many sales one sale brings in the end by its own visitors,

    R₀ = ν·(R − 4.2)⁺·CVR / δ,

is the reproduction number of epidemics (Anderson & May 1991, *Infectious Diseases of Humans*):
below 1 word of mouth multiplies all other sales by 1/(1 − R₀), from 1 on it feeds itself until the
market is told. The form and the 4.2 stars are assumptions of this course.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, FRACTION, STARS, called, checked

#: Stars from which on buyers recommend. A teaching assumption.
RECOMMENDED_FROM = 4.2


def reproduction_number(
    visits_per_sale: ArrayLike, rating: ArrayLike, conversion: ArrayLike, decay: ArrayLike
) -> NDArray:
    """Sales that one sale brings in the end through the visitors it sends directly.

    Parameters
    ----------
    visits_per_sale : array_like
        ν, visits a week that a sale adds per star above 4.2.
    rating : array_like
        R, stars, 1 to 5.
    conversion : array_like
        Orders per recommended visit, between 0 and 1.
    decay : array_like
        δ, share of the visits that fades in a week, between 0 and 1.

    >>> float(reproduction_number(0.20, rating=4.7, conversion=0.20, decay=0.05).round(9))
    0.4
    """
    told, rating, conversion, decay = checked(
        visits_per_sale=(visits_per_sale, AMOUNT),
        rating=(rating, STARS),
        conversion=(conversion, FRACTION),
        decay=(decay, FRACTION),
    )
    return told * np.maximum(rating - RECOMMENDED_FROM, 0) * conversion / decay


def word_of_mouth_sales(
    other_sales: ArrayLike,
    visits_per_sale: ArrayLike,
    rating: ArrayLike,
    conversion: ArrayLike,
    decay: ArrayLike,
) -> NDArray:
    """Weekly sales in all, once settled, if `other_sales` come from elsewhere: S/(1 − R₀).

    >>> float(word_of_mouth_sales(60, 0.20, rating=4.7, conversion=0.20, decay=0.05).round(9))
    100.0
    """
    other, *_ = checked(
        other_sales=(other_sales, AMOUNT),
        visits_per_sale=(visits_per_sale, AMOUNT),
        rating=(rating, STARS),
        conversion=(conversion, FRACTION),
        decay=(decay, FRACTION),
    )
    repeated = reproduction_number(visits_per_sale, rating, conversion, decay)
    if np.any(repeated >= 1):
        first = float(repeated[repeated >= 1].flat[0])
        raise ParameterError(
            "theory.feeds_itself", name=called("visits_per_sale"), value=round(first, 2)
        )
    return other / (1 - repeated)

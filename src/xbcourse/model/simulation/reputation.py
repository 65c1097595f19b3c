"""What buyers say: reviews, stars, and how a late parcel spoils them.

T11  of the orders of a week a share ρ_r leaves a review, with mean star q − (star loss · delayed ·
     exposed); stars R and their number n fade by 1% a week, so that old reviews count less.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from .quick import FIVE, ONE, number

#: What is left each week of the weight of older reviews; reviews that a new listing starts with,
#: at the product's own quality; standard deviation of one review's stars. Teaching assumptions.
FADING, FIRST_REVIEWS, STAR_SPREAD = number(0.99), number(5.0), number(1.1)


def exposure(p: SimpleNamespace, from_supplier: NDArray) -> NDArray:
    """Share of the orders that cross the border one by one, and so can be late."""
    return p.stock_in_china + from_supplier * p.border_share


def review(
    p: SimpleNamespace,
    reviews: NDArray,
    stars: NDArray,
    ordered: NDArray,
    late: NDArray,
    luck: NDArray,
) -> NDArray:
    """Mean star after a week with so many orders; their number `reviews` is brought up to date."""
    new = p.rev_rate * ordered
    reviews *= FADING
    total = stars * reviews
    star = p.quality - p.late_pen * late
    star *= new
    total += star
    reviews += new
    np.sqrt(new, out=new)
    new *= STAR_SPREAD
    new *= luck
    total += new
    total /= reviews
    np.maximum(total, ONE, out=total)
    return np.minimum(total, FIVE, out=total)

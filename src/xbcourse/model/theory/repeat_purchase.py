"""Repeat purchase of customers who are free to come back: BG/NBD.

A customer buys at a rate λ ~ Gamma(r, α) and after every purchase leaves for good with chance
p ~ Beta(a, b). Fader, Hardie & Lee (2005), "Counting your customers" the easy way, *Marketing
Science* 24(2):275-284.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import hyp2f1


def expected_purchases(t: ArrayLike, r: float, alpha: float, a: float, b: float) -> NDArray:
    """E[X(t)]: purchases that a new customer is expected to make within t weeks (eq. 9).

    >>> float(expected_purchases(52.0, 0.243, 4.414, 0.793, 2.426).round(2))
    1.44
    """
    t = np.asarray(t, dtype=float)
    shrunk = (alpha / (alpha + t)) ** r * hyp2f1(r, b, a + b - 1, t / (alpha + t))
    return (a + b - 1) / (a - 1) * (1 - shrunk)

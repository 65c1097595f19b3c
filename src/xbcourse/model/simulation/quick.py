"""Numbers and places for arrays that are small: what a week computes with, and what costs least.

A week is some 300 operations on arrays of a few hundred numbers, and NumPy spends most of its time
not on the numbers but on finding out what it was given. Measured at 6 × 64: times a Python number
660 ns, times a 32-bit scalar 520, times a 32-bit array without dimensions 370, times an array of
its own shape 330; times truth values, which must be converted, 2,400. The results are the same to
the bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def number(value: float) -> NDArray[np.float32]:
    """A 32-bit number as an array without dimensions."""
    return np.array(value, dtype=np.float32)


ZERO, ONE, FIVE = number(0), number(1), number(5)


def flags(where: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Truth values as 1 and 0.

    >>> flags(np.array([True, False])).tolist()
    [1.0, 0.0]
    """
    return where.astype(np.float32)


def places_where(where: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where it is true, counted through the rows.

    >>> places_where(np.array([[False, True], [True, False]])).tolist()
    [1, 2]
    """
    return where.ravel().nonzero()[0]

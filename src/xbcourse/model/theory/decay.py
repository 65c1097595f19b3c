"""Half-lives: what shrinks by the same factor every week."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import SHARE, checked


def half_life(keep: ArrayLike) -> NDArray:
    """Weeks until half is left, ln ½ / ln(keep); of a loss rate δ, about ln 2 / δ if δ is small.

    Parameters
    ----------
    keep : array_like
        Share that is still there a week later, 0 to 1.

    Returns
    -------
    ndarray
        Weeks, not rounded; 0 if nothing is kept, infinite if everything is.

    >>> half_life([0.5, 0.25, 1.0]).tolist()
    [1.0, 0.5, inf]
    """
    (keep,) = checked(keep=(keep, SHARE))
    with np.errstate(divide="ignore"):
        return np.abs(np.log(0.5) / np.log(keep))

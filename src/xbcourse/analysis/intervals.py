"""How sure a mean is: confidence intervals over paths, and of differences on the same luck.

Two modes that meet the same luck have good and bad years together, so that most of the luck cancels
in their difference path by path. The interval of the paired difference is what a comparison rests
on; the intervals of both means say little about it.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError


class Interval(NamedTuple):
    """A mean and where it may truly lie, in the unit of the values."""

    mean: float
    low: float
    high: float

    @property
    def has_zero(self) -> bool:
        """Whether zero lies inside, so that not even the sign is certain.

        >>> Interval(mean=3.0, low=-1.0, high=7.0).has_zero
        True
        """
        return bool(self.low <= 0 <= self.high)


def mean_interval(values: ArrayLike, level: float = 0.95) -> Interval:
    """The mean over paths with its confidence interval.

    Parameters
    ----------
    values : array_like, shape (paths,)
        One number a path; at least two.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Interval
        Normal approximation: mean ± z·s/√n. Where the appeal of products is drawn evenly
        (`simulation.noise`), the true interval is narrower, so that this one errs on the safe side.

    Raises
    ------
    ParameterError
        Fewer than two paths, numbers that are none, a confidence that is none.

    >>> [round(value, 6) for value in mean_interval([1.0, 3.0])]  # s = √2, so that s/√n = 1
    [2.0, 0.040036, 3.959964]
    """
    values = over_paths("values", values)
    if not 0 < level < 1:
        raise ParameterError("analysis.not_a_share", name="level", value=level)
    z = NormalDist().inv_cdf((1 + level) / 2)
    mean, error = float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))
    return Interval(mean, mean - z * error, mean + z * error)


def paired_interval(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> Interval:
    """The mean of `first` − `second`, path by path, with its confidence interval.

    Parameters
    ----------
    first, second : array_like, shape (paths,)
        Outcomes of both on the same luck.
    level : float
        Confidence, between 0 and 1.

    Raises
    ------
    ParameterError
        As `mean_interval`; different numbers of paths.

    >>> paired_interval([1.0, 2.0, 9.0], [0.0, 1.0, 8.0])  # always better by one, whatever the luck
    Interval(mean=1.0, low=1.0, high=1.0)
    """
    first, second = over_paths("first", first), over_paths("second", second)
    if first.shape != second.shape:
        raise ParameterError(
            "errors.same_length", name="second", value=second.size, expected=first.size
        )
    return mean_interval(first - second, level)


def over_paths(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """The values as 64-bit numbers, one a path, or an error that names them."""
    array = np.asarray(values, dtype=float)
    if array.ndim != 1 or array.size < 2:
        raise ParameterError("analysis.few_paths", name=name, shape=array.shape)
    if not np.isfinite(array).all():
        first = float(array[~np.isfinite(array)][0])
        raise ParameterError("errors.not_finite", name=name, value=first)
    return array

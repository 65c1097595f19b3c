"""What the closed forms accept: numbers in the range that their meaning allows, named if not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.language import say
from ..economics.checks import must_fit_together


@dataclass(frozen=True, slots=True)
class Range:
    """Values that mean something. `words` names the entry that says which those are."""

    words: str
    holds: Callable[[NDArray], NDArray]
    endless: bool = False


REAL = Range("real", lambda v: v == v)
POSITIVE = Range("positive", lambda v: v > 0)
AMOUNT = Range("amount", lambda v: v >= 0)
COUNT = Range("count", lambda v: (v >= 0) & (v == np.floor(v)))
SHARE = Range("share", lambda v: (v >= 0) & (v <= 1))
FRACTION = Range("fraction", lambda v: (v > 0) & (v < 1))
STARS = Range("stars", lambda v: (v >= 1) & (v <= 5))
#: Time that may never end.
HORIZON = Range("positive", lambda v: v > 0, endless=True)


def checked(**inputs: tuple[ArrayLike, Range]) -> list[NDArray]:
    """Each value as a float array, in the order given; all of them fit together.

    Raises
    ------
    ParameterError
        Text, a truth value, NaN, infinity, a value outside its range, shapes that do not broadcast.

    >>> mean, service = checked(mean=(120, POSITIVE), service=([0.9, 0.95], FRACTION))
    >>> float(mean), service.tolist()
    (120.0, [0.9, 0.95])
    """
    arrays = {name: _one(name, value, allowed) for name, (value, allowed) in inputs.items()}
    must_fit_together(arrays)
    return list(arrays.values())


def one_each(**inputs: tuple[ArrayLike, Range]) -> list[float]:
    """As `checked`, for formulas that take one number of each and no arrays.

    >>> one_each(rate=(1300, POSITIVE), order_cost=(8, POSITIVE))
    [1300.0, 8.0]
    """
    numbers = []
    for name, (value, allowed) in inputs.items():
        array = _one(name, value, allowed)
        if array.ndim:
            raise ParameterError("theory.one_number", name=called(name), value=array.shape[0])
        numbers.append(float(array))
    return numbers


def called(name: str) -> str:
    """An input as the reader types it, with its meaning in words."""
    return f"{name} ({say(f'theory.{name}')})"


def _one(name: str, value: ArrayLike, allowed: Range) -> NDArray:
    array = _numbers(name, value)
    finite = ~np.isnan(array) if allowed.endless else np.isfinite(array)
    if not np.all(finite):
        first = float(array[~finite].flat[0])
        raise ParameterError("errors.not_finite", name=called(name), value=first)
    right = allowed.holds(array)
    if not np.all(right):
        first = float(array[~right].flat[0])
        words = say(f"theory.allowed_{allowed.words}")
        raise ParameterError("theory.impossible", name=called(name), value=first, allowed=words)
    return array


def _numbers(name: str, value: ArrayLike) -> NDArray:
    try:
        raw = np.asarray(value)
        # NumPy would read "12" as 12 and True as 1; whoever typed them meant something else.
        if raw.dtype.kind not in "iufO" or raw.size == 0:
            raise TypeError
        return raw.astype(float)
    except (TypeError, ValueError):
        raise ParameterError("errors.not_a_number", name=called(name), value=repr(value)) from None

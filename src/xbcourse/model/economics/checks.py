"""Terms of an order must be finite, not negative, and fit together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.language import say

#: Quantities that are shares of something and cannot exceed it.
_SHARES = frozenset(
    {"return_rate", "resale_share", "referral_rate", "payment_rate", "conversion", "ad_order_share"}
)
#: Whatever is not larger is finite.
_LARGEST = np.finfo(float).max


def checked(name: str, value: ArrayLike) -> NDArray:
    """The value as a float array, or an error that names it in the reader's language."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        array = None
    if array is None or isinstance(value, str | bool):
        raise ParameterError("errors.not_a_number", name=_called(name), value=repr(value))
    # A slider's move checks eighty of them; words are looked for only when something is wrong.
    if array.size and not _all_possible(name, array):
        _refuse(name, value, array)
    return array


def _all_possible(name: str, array: NDArray) -> bool:
    """Whether all is finite and within its limits; NaN is not within any."""
    low, high = (array.min(), array.max()) if array.ndim else (array.item(),) * 2
    least_is_right = low > 0 if name == "price" else low >= 0
    return bool(least_is_right and high <= (1.0 if name in _SHARES else _LARGEST))


def _refuse(name: str, value: ArrayLike, array: NDArray) -> NoReturn:
    """Say what is wrong first: a number that is not finite, or the first that is not possible."""
    if not np.all(np.isfinite(array)):
        raise ParameterError("errors.not_finite", name=_called(name), value=value)
    first = next(number for number in array.flat if not _all_possible(name, np.asarray(number)))
    allowed = "economics.allowed_share" if name in _SHARES else "economics.allowed_amount"
    allowed = "economics.allowed_price" if name == "price" else allowed
    raise ParameterError(
        "economics.impossible", name=_called(name), value=float(first), allowed=say(allowed)
    )


def _called(name: str) -> str:
    return f"{name} ({say(f'economics.{name}')})"


def must_fit_together(values: Mapping[str, NDArray]) -> None:
    """Refuse arrays that do not broadcast, naming the first that does not fit."""
    shape = ()
    for name, value in values.items():
        if value.shape in ((), shape):
            continue
        try:
            shape = np.broadcast_shapes(shape, value.shape)
        except ValueError:
            raise ParameterError(
                "errors.same_length", name=name, value=value.shape[0], expected=shape[0]
            ) from None

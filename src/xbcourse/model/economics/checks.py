"""Terms of an order must be finite, not negative, and fit together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.language import say

#: Quantities that are shares of something and cannot exceed it.
_SHARES = frozenset(
    {"return_rate", "resale_share", "referral_rate", "payment_rate", "conversion", "ad_order_share"}
)


def checked(name: str, value: ArrayLike) -> NDArray:
    """The value as a float array, or an error that names it in the reader's language."""
    called = f"{name} ({say(f'economics.{name}')})"
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ParameterError("errors.not_a_number", name=called, value=repr(value)) from None
    if isinstance(value, str | bool):
        raise ParameterError("errors.not_a_number", name=called, value=repr(value))
    if not np.all(np.isfinite(array)):
        raise ParameterError("errors.not_finite", name=called, value=value)
    most = 1.0 if name in _SHARES else np.inf
    wrong = (array < 0) | (array > most) | ((array == 0) & (name == "price"))
    if np.any(wrong):
        first = float(array[wrong].flat[0]) if array.ndim else float(array)
        allowed = "economics.allowed_share" if most == 1.0 else "economics.allowed_amount"
        allowed = "economics.allowed_price" if name == "price" else allowed
        raise ParameterError("economics.impossible", name=called, value=first, allowed=say(allowed))
    return array


def must_fit_together(values: Mapping[str, NDArray]) -> None:
    """Refuse arrays that do not broadcast, naming the first that does not fit."""
    shape = ()
    for name, value in values.items():
        try:
            shape = np.broadcast_shapes(shape, value.shape)
        except ValueError:
            raise ParameterError(
                "errors.same_length", name=name, value=value.shape[0], expected=shape[0]
            ) from None

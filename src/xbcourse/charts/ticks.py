"""Axes in the reader's own writing, and limits that stay put."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise

from matplotlib.axis import Axis
from matplotlib.ticker import Formatter, MaxNLocator

from ..assumptions import formats

#: An axis that reaches this amount writes its money short: $1.2M, 120万.
_LONG = 100_000
#: What is smaller is a zero that was rounded on its way.
_NOTHING = 1e-9
#: The same as a share of what is shown beside it; sums of many thousand numbers are no rounder.
_ROUNDED = 1e-6


class Ticks(Formatter):
    """Tick labels with as many decimals as the distance between the ticks needs, and no more."""

    def __init__(self, write: Callable[[float, int], str]) -> None:
        self._write = write
        self._digits = 0

    def __call__(self, value: float, position: int | None = None) -> str:
        # Without this a tick at -0.0 would read "-0".
        return self._write(value + 0.0 if abs(value) > _NOTHING else 0.0, self._digits)

    def set_locs(self, locs: Iterable[float]) -> None:
        super().set_locs(locs)
        self._digits = _digits_for(sorted(locs))


class PercentTicks(Ticks):
    """Shares in percent: two decimals fewer than the share itself."""

    def __init__(self) -> None:
        super().__init__(lambda share, digits: formats.percent(share, max(0, digits - 2)))


class MoneyTicks(Ticks):
    """Money, with cents or without, or all of it short: one axis has one way of writing."""

    def __init__(self, currency: str) -> None:
        super().__init__(self._amount)
        self._currency = currency
        self._short = False

    def set_locs(self, locs: Iterable[float]) -> None:
        places = list(locs)
        super().set_locs(places)
        self._short = any(abs(place) >= _LONG for place in places)

    def _amount(self, amount: float, digits: int) -> str:
        if self._short:
            # Ticks are round numbers, so that two decimals leave nothing out: $1.25M.
            return formats.money_short(amount, self._currency, 2)
        # A tick every 2.5 dollars reads better as $2.50 than as $2.5.
        return formats.money(amount, self._currency, 2 if digits == 1 else digits)


def money(axis: Axis, currency: str, most: int = 6) -> None:
    """Write an axis in money, with the currency sign, with about `most` ticks."""
    _set(axis, MoneyTicks(currency), most)


def percent(axis: Axis, most: int = 6) -> None:
    """Write an axis of shares in percent."""
    _set(axis, PercentTicks(), most)


def number(axis: Axis, most: int = 6, whole: bool = False) -> None:
    """Write an axis of plain numbers; `whole` allows no ticks between them."""
    _set(axis, Ticks(formats.number), most, integer=whole)


def span(values: Iterable[float], room: float = 0.08, zero: bool = True) -> tuple[float, float]:
    """Limits around the values on round numbers, in steps so coarse that they rarely change.

    Parameters
    ----------
    values : iterable of float
        Everything that must be inside. What is not finite is left out.
    room : float
        Free room at each end that is not zero, as a share of the whole.
    zero : bool
        Whether zero must be inside too.

    Returns
    -------
    tuple of float
        Low and high, ready as a part of a chart's `frame`.

    >>> span([3.2, 17.0]), span([3.4, 18.0])
    ((0.0, 20.0), (0.0, 20.0))
    >>> span([-4.0, 25.0])
    (-10.0, 30.0)
    """
    finite = [float(value) for value in values if math.isfinite(value)]
    if zero or not finite:
        finite.append(0.0)
    low, high = min(finite), max(finite)
    if max(-low, high) < _NOTHING:
        low, high = 0.0, 1.0  # nothing but zeros: an axis needs a length all the same
    # What is next to nothing is a zero that was rounded on its way, and needs no room of its own.
    low, high = (0.0 if abs(end) < _ROUNDED * (high - low) else end for end in (low, high))
    reach = (high - low) or abs(high)
    low -= room * reach if low < 0 or not zero else 0.0
    high += room * reach if high > 0 or not zero else 0.0
    step = round_up(reach / 5)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return round(low, 10) + 0.0, round(high, 10) + 0.0


def round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 ... that is not smaller; 0 for 0 and below.

    >>> round_up(17.0), round_up(0.2)
    (20.0, 0.2)
    """
    if value <= 0:
        return 0.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(factor * size for factor in (1, 2, 5, 10) if factor * size >= value * (1 - 1e-9))


def _digits_for(places: list[float]) -> int:
    gaps = [b - a for a, b in pairwise(places) if b - a > _NOTHING]
    if not gaps:
        return 0
    text = f"{min(gaps):.6f}".rstrip("0")
    return len(text.partition(".")[2])


def _set(axis: Axis, formatter: Formatter, most: int, integer: bool = False) -> None:
    axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], integer=integer))
    axis.set_major_formatter(formatter)

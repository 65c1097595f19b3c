"""Key figures: the few numbers beside a picture, each with what changed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from ..assumptions import formats
from ..assumptions.language import say


@dataclass(frozen=True)
class KeyFigure:
    """One number that a view wants its reader to watch.

    Parameters
    ----------
    label : str
        What it is, in the reader's language.
    value : float
        The number itself; compared with the start to say what changed.
    text : str
        The number as the reader writes it, with its unit.
    better : int
        +1 if more is better, -1 if less is better, 0 if neither.
    difference : callable, optional
        Writes a difference of two such numbers. `money`, `percent` and `number` bring theirs;
        without it a change shows its direction only.

    >>> KeyFigure.number("Days", 31.0).changed_by(KeyFigure.number("Days", 28.0))
    '+3'
    """

    label: str
    value: float
    text: str
    better: int = 1
    difference: Callable[[float], str] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def money(
        cls, label: str, amount: float, currency: str, digits: int = 2, better: int = 1
    ) -> KeyFigure:
        """An amount of money."""

        def write(value: float) -> str:
            return formats.money(value, currency, digits)

        return cls(label, float(amount), write(amount), better, write)

    @classmethod
    def percent(cls, label: str, share: float, digits: int = 1, better: int = 1) -> KeyFigure:
        """A share in percent. Its change is told in percentage points."""

        def points(value: float) -> str:
            return say("charts.points", value=formats.number(value * 100, digits))

        return cls(label, float(share), formats.percent(share, digits), better, points)

    @classmethod
    def number(
        cls, label: str, value: float, unit: str = "", digits: int = 0, better: int = 1
    ) -> KeyFigure:
        """A plain number with a unit, such as days or pieces."""

        def write(value: float) -> str:
            return f"{formats.number(value, digits)} {unit}".strip()

        return cls(label, float(value), write(value), better, write)

    def direction(self, start: KeyFigure) -> int:
        """+1 if it rose since `start`, -1 if it fell, 0 if it reads the same."""
        if self.text == start.text or not math.isfinite(self.value - start.value):
            return 0
        return 1 if self.value > start.value else -1

    def changed_by(self, start: KeyFigure) -> str:
        """The change since `start` with its sign; empty where nothing can be said."""
        direction = self.direction(start)
        if not direction or self.difference is None:
            return ""
        sign = "+" if direction > 0 else "−"
        return sign + self.difference(abs(self.value - start.value))

"""What happened, week by week: one line a quantity, nothing simulated and nothing to spread."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import NDArray

from ..assumptions.language import say
from .bands import Band
from .rows import Rows

__all__ = ["Record", "line"]


class Record(Rows):
    """Rows of single lines, for what was seen and not for what may come."""

    def reading(self, bands: Sequence[Band]) -> str:
        """How the picture is to be read, in words."""
        return say("charts.record")


def line(values: NDArray, name: str = "") -> Band:
    """A band that is a single line."""
    return Band(name, values, values, values)

"""A formula beside its simulation: lines, and the simulated points they should run through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from . import look
from .bands import Band
from .paths import Level, Mark, Paths, PathsData

__all__ = ["Band", "Dots", "Formula", "FormulaData", "Level", "Mark", "line"]


@dataclass(frozen=True)
class Dots:
    """Simulated values at some x: the mean, and the ends of its margin of error."""

    x: NDArray
    y: NDArray
    low: NDArray
    high: NDArray


@dataclass(frozen=True)
class FormulaData(PathsData):
    """Lines (`bands`, see `line`), and for each of the first ones the points simulated for it.

    `remark`: what lines and points are, in words; it stands below and never changes.
    """

    dots: tuple[Dots, ...] = ()
    remark: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.dots) > len(self.bands):
            raise ValueError(f"points for {len(self.bands)} lines at most, got {len(self.dots)}")

    def reach(self) -> tuple[float, float]:
        ends = [end for dots in self.dots for end in (dots.low.min(), dots.high.max())]
        ends += [end for band in self.bands for end in band.reach(self.runs())]
        floor = [] if self.loss_below is None else [self.loss_below]
        return look.span([*ends, *(level.y for level in self.levels), *floor])


class Formula(Paths):
    """Lines with points on them, each line's points in its colour and with its own marker."""

    def build(self, figure: Figure, data: FormulaData) -> None:
        super().build(figure, data)
        strokes = [look.STROKES[slot] for slot in range(len(data.dots))]
        self.bars = [
            self.axes.plot([], [], color=stroke.color, linewidth=1.6)[0] for stroke in strokes
        ]
        self.points = [
            self.axes.plot(
                [], [], stroke.marker, color=stroke.color, markeredgecolor="white", markersize=7.5
            )[0]
            for stroke in strokes
        ]
        self.moving += [*self.bars, *self.points]

    def reading(self, data: FormulaData) -> str:
        return data.remark

    def move(self, data: FormulaData) -> None:
        super().move(data)
        for bar, point, dots in zip(self.bars, self.points, data.dots, strict=True):
            point.set_data(dots.x, dots.y)
            gap = np.full(len(dots.x), np.nan)
            bar.set_data(
                np.column_stack([dots.x, dots.x, gap]).ravel(),
                np.column_stack([dots.low, dots.high, gap]).ravel(),
            )


def line(name: str, y: NDArray) -> Band:
    """A line without a band around it.

    >>> line("profit", np.array([1.0, 2.0])).reach()
    (1.0, 2.0)
    """
    return Band(name, y, y, y)

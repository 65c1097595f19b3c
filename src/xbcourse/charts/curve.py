"""A quantity along one assumption: a line, where we stand on it, and the points worth knowing."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from numpy.typing import NDArray

from . import look
from .chart import DPI, Chart
from .marks import MOST_MARKS, Mark, Marks, checked

__all__ = ["MOST_MARKS", "Curve", "CurveData", "Mark"]

#: Where the axes begin, as a share of the width, unless the ticks need more.
_LEFT = 0.1


@dataclass(frozen=True)
class CurveData:
    """What the picture shows.

    `x`, `y`: the line; a NaN in `y` breaks it, so that a jump is seen as a jump.
    `here`: where the reader's assumptions stand. `write_x`, `write_y` set up an axis in money,
    percent or numbers (`look.money_axis` and its like). `top`: where the vertical axis ends, for
    what cannot grow without limit, such as a share.
    """

    x: NDArray
    y: NDArray
    here: tuple[float, float]
    here_label: str
    x_label: str
    y_label: str
    finding: str
    write_x: Callable[[Axis], None]
    write_y: Callable[[Axis], None]
    marks: tuple[Mark, ...] = field(default=())
    top: float | None = None

    def __post_init__(self) -> None:
        checked(self.marks)


class Curve(Chart):
    """One line with the reader's own point on it; below zero the ground is shaded as loss."""

    size = (9.6, 4.6)

    def build(self, figure: Figure, data: CurveData) -> None:
        """Make the line, the point and as many marks as there may ever be."""
        self.axes = look.axes(figure, (_LEFT, 0.14, 0.96 - _LEFT, 0.69))
        self.loss = self.axes.axhspan(-1, 0, color=look.LOSS, alpha=0.08, linewidth=0)
        self.axes.axhline(0, color=look.INK, linewidth=0.9)
        (self.line,) = self.axes.plot([], [], **look.stroke(0))
        self.marks = Marks([self.axes])
        (self.point,) = self.axes.plot([], [], "o", color=look.NAVY, markersize=9)
        self.here = look.direct_label(self.axes, color=look.NAVY)
        self.title = look.finding(figure)
        (ghost_line,) = self.axes.plot([], [], **look.GHOST_LINE)
        (ghost_point,) = self.axes.plot(
            [], [], "o", color=look.GHOST, markerfacecolor="white", markersize=8
        )
        self.ghosts = [ghost_line, ghost_point]
        self.moving = [self.line, *self.marks.moving, self.point, self.here, self.title]

    def frame(self, data: CurveData) -> Hashable:
        low, high = look.span(data.y)
        reach = low, high if data.top is None else data.top
        return float(data.x[0]), float(data.x[-1]), reach, data.x_label, data.y_label

    def fit(self, data: CurveData) -> None:
        left, right, (low, high), x_label, y_label = self.frame(data)
        self.axes.set(xlim=(left, right), ylim=(low, high), xlabel=x_label, ylabel=y_label)
        self.loss.set_bounds(0, low, 1, -low)
        data.write_x(self.axes.xaxis)
        data.write_y(self.axes.yaxis)
        left = max(_LEFT, look.room_at_left(self.axes) / (self.size[0] * DPI))
        self.axes.set_position((left, 0.14, 0.96 - left, 0.69))

    def move(self, data: CurveData) -> None:
        self.line.set_data(data.x, data.y)
        self.point.set_data([data.here[0]], [data.here[1]])
        self._put_here(data)
        self.marks.move(data.marks)
        self.title.set_text(look.lines(data.finding))

    def remember(self, data: CurveData) -> None:
        line, point = self.ghosts
        line.set_data(data.x, data.y)
        point.set_data([data.here[0]], [data.here[1]])

    def _put_here(self, data: CurveData) -> None:
        """The name of the point, off the line: above it on the left where the line rises."""
        x, y = data.here
        rising = np.interp(x, data.x, data.y) >= data.y[0]
        leftwards = self._share(x, 0) > (0.3 if rising else 0.65)
        height = self._share(y, 1)
        upwards = height < 0.1 or ((leftwards or not rising) and height < 0.8)
        self.here.set_text(data.here_label)
        self.here.set(ha="right" if leftwards else "left", va="bottom" if upwards else "top")
        across, up = (-0.015 if leftwards else 0.015), (0.03 if upwards else -0.03)
        self.here.set_position((x + self._step(across, 0), y + self._step(up, 1)))

    def _share(self, value: float, axis: int) -> float:
        """Where a value lies on an axis (0: x, 1: y), from 0 to 1."""
        low, high = (self.axes.get_xlim, self.axes.get_ylim)[axis]()
        return (value - low) / (high - low)

    def _step(self, share: float, axis: int) -> float:
        low, high = (self.axes.get_xlim, self.axes.get_ylim)[axis]()
        return share * (high - low)

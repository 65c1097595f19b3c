"""A quantity along one assumption: a line, where we stand on it, and the points worth knowing."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from . import look
from .chart import DPI, Chart
from .marks import MOST_MARKS, Mark, Marks, checked, room, seen

__all__ = ["MOST_MARKS", "Curve", "CurveData", "Mark"]

#: Where the axes begin, as a share of the width, unless the ticks need more.
_LEFT = 0.1
#: Where they begin and end in height, and the pixels between title and axes that words may take.
_BOTTOM, _TOP, _FREE = 0.14, 0.83, 8
#: Pixels from the point to its name: tried from near to far. Beside the point, and over or under.
_GAPS, _OVER = ((12, 8), (12, 22), (22, 40)), (14, 28, 46)
#: Pixels of paper that the name keeps free of lines.
_CLEAR = 2
#: How much worse a name on the curve is than one on the zero line or on the line of a mark.
_ON_CURVE = 20


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
        self.axes = look.axes(figure, (_LEFT, _BOTTOM, 0.96 - _LEFT, _TOP - _BOTTOM))
        self.loss = self.axes.axhspan(-1, 0, color=look.LOSS, alpha=0.08, linewidth=0)
        self.axes.axhline(0, color=look.INK, linewidth=0.9)
        (self.line,) = self.axes.plot([], [], **look.stroke(0))
        self.marks = Marks([self.axes])
        (self.point,) = self.axes.plot([], [], "o", color=look.NAVY, markersize=9)
        self.here = look.direct_label(
            self.axes, color=look.NAVY, va="bottom", transform=IdentityTransform()
        )
        self.title = look.finding(figure)
        (ghost_line,) = self.axes.plot([], [], **look.GHOST_LINE)
        (ghost_point,) = self.axes.plot(
            [], [], "o", color=look.GHOST, markerfacecolor="white", markersize=8
        )
        # At the end of the axes too, the whole point is to be seen.
        self.point.set_clip_on(False)
        ghost_point.set_clip_on(False)
        self.ghosts = [ghost_line, ghost_point]
        self.moving = [self.line, *self.marks.moving, self.point, self.here, self.title]

    def frame(self, data: CurveData) -> Hashable:
        low, high = look.span(data.y)
        reach = low, high if data.top is None else data.top
        ends = float(data.x[0]), float(data.x[-1])
        return ends, reach, data.x_label, data.y_label, room(seen(data.marks, ends), _FREE)

    def fit(self, data: CurveData) -> None:
        ends, (low, high), x_label, y_label, above = self.frame(data)
        tall = _TOP - _BOTTOM - above / (self.size[1] * DPI)
        y_label = look.upright(y_label, tall * self.size[1] * DPI)
        self.axes.set(xlim=ends, ylim=(low, high), xlabel=x_label, ylabel=y_label)
        self.loss.set_bounds(0, low, 1, -low)
        data.write_x(self.axes.xaxis)
        data.write_y(self.axes.yaxis)
        left = max(_LEFT, look.room_at_left(self.axes) / (self.size[0] * DPI))
        self.axes.set_position((left, _BOTTOM, 0.96 - left, tall))

    def move(self, data: CurveData) -> None:
        self.line.set_data(data.x, data.y)
        self.point.set_data([data.here[0]], [data.here[1]])
        self._put_here(data)
        self.marks.move(data.marks)
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: CurveData) -> None:
        line, point = self.ghosts
        line.set_data(data.x, data.y)
        point.set_data([data.here[0]], [data.here[1]])

    def _put_here(self, data: CurveData) -> None:
        """The name of the point, as near to it as it can be without a line running through it."""
        self.here.set_text(data.here_label)
        box, curve = self.axes.bbox, self._pixels(data.x, data.y)
        (x, y), (_, zero) = self._pixels(*data.here), self._pixels(data.here[0], 0.0)
        rules = [self._pixels(mark.x, 0.0)[0] for mark in data.marks]
        name = self.here.get_window_extent()
        best, chosen = np.inf, (0.0, 0.0)
        for rank, (left, bottom) in enumerate(_around(x, y, name.width, name.height)):
            right, top = left + name.width, bottom + name.height
            inside = box.x0 <= left and right <= box.x1 and box.y0 <= bottom and top <= box.y1
            if not inside:
                continue
            crossed = sum(left - _CLEAR < rule < right + _CLEAR for rule in rules)
            crossed += bottom - _CLEAR < zero < top + _CLEAR
            bad = rank / 100 + crossed + _ON_CURVE * _overlap(curve, left, right, bottom, top)
            if bad < best:
                best, chosen = bad, (left, bottom)
            if best < 1:
                break  # nothing is crossed, and whatever follows is farther away
        self.here.set_position(chosen)

    def _pixels(self, x: NDArray | float, y: NDArray | float) -> tuple[NDArray, NDArray]:
        """Where values of both axes are on the canvas."""
        (left, right), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()
        box = self.axes.bbox
        across, up = (np.asarray(x) - left) / (right - left), (np.asarray(y) - low) / (high - low)
        return box.x0 + across * box.width, box.y0 + up * box.height


def _around(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """Lower left corners of a name around a point, the nearest first."""
    corners = []
    for (aside, upwards), over in zip(_GAPS, _OVER, strict=True):
        for bottom in (y + upwards, y - upwards - height):
            corners += [(x + aside, bottom), (x - aside - width, bottom)]
        corners += [(x - width / 2, y + over), (x - width / 2, y - over - height)]
    return corners


def _overlap(
    curve: tuple[NDArray, NDArray], left: float, right: float, bottom: float, top: float
) -> float:
    """How much of the height of a box the curve crosses, from 0 to 1."""
    x, y = curve
    within = y[(x > left - _CLEAR) & (x < right + _CLEAR)]
    at_ends = np.interp([left - _CLEAR, right + _CLEAR], x, y)
    heights = np.concatenate([within, at_ends])
    heights = heights[np.isfinite(heights)]
    if not heights.size:
        return 0.0
    shared = min(heights.max(), top + _CLEAR) - max(heights.min(), bottom - _CLEAR)
    # A level curve crosses without any height.
    crossing = heights.max() > bottom - _CLEAR and heights.min() < top + _CLEAR
    return max(shared / (top - bottom), 0.05) if crossing else 0.0

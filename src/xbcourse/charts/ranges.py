"""One row each: the middle, where 90 of 100 runs lie, and a word."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from ..assumptions.language import say
from . import bars, flags, look
from .bands import Level
from .chart import DPI, Chart
from .flags import Flags
from .names import margin

__all__ = ["Level", "Range", "Ranges", "RangesData"]

_BOTTOM, _TOP = 0.14, 0.855
#: Height of a bar and of its ghost, in rows.
_BAR, _GHOST = 0.36, 0.6
#: What a bar is filled with, so pale that the dot and the lines are seen on it.
_PALE = "#BCD5EA"


@dataclass(frozen=True)
class Range:
    """One mode or policy: its middle, 5 and 95 %, and words at the right end of the row."""

    name: str
    low: float
    middle: float
    high: float
    words: str = ""


@dataclass(frozen=True)
class RangesData:
    """What the picture shows: the rows from top to bottom, and a value worth a line.

    The number of rows is fixed for the life of a chart; their order may change.
    """

    rows: tuple[Range, ...]
    x_label: str
    finding: str
    write_x: Callable[[Axis], None]
    threshold: Level | None = None


class Ranges(Chart):
    """Intervals under each other, with the middle as a dot; words in a column at the right."""

    size = (9.6, 4.6)

    def __init__(self) -> None:
        super().__init__()
        self._start: dict[str, Range] = {}

    def build(self, figure: Figure, data: RangesData) -> None:
        """Make all bars as one collection, all dots as one line of markers."""
        self.axes = look.axes(figure, (0.2, _BOTTOM, 0.6, 0.68))
        look.dress(self.axes, grid="x")
        self.title = look.finding(figure)
        look.remark(figure, say("charts.interval"))
        self.bars = bars.collection(self.axes, facecolor=_PALE, edgecolor=look.BLUE, linewidth=1.0)
        self.flags = Flags(self.axes, [flags.THRESHOLD])
        dot = {"marker": "o", "linestyle": "none", "markersize": 10, "markeredgecolor": "white"}
        (self.dots,) = self.axes.plot([], [], color=look.NAVY, **dot)
        beside = {"fontsize": look.TICK_SIZE, "transform": self.axes.get_yaxis_transform()}
        self.words = [look.direct_label(self.axes, **beside) for _ in data.rows]
        hollow = {**dot, "markerfacecolor": "white", "markeredgecolor": look.QUIET}
        (ghost_dots,) = self.axes.plot([], [], **hollow)
        self.ghosts = [bars.collection(self.axes, **look.GHOST_PATCH), ghost_dots]
        self.moving = [self.bars, *self.flags.moving, self.dots, *self.words, self.title]

    def frame(self, data: RangesData) -> Hashable:
        names = tuple(row.name for row in data.rows)
        values = [value for row in data.rows for value in (row.low, row.middle, row.high)]
        values += [data.threshold.y] if data.threshold else []
        sides = margin(names, look.TICK_SIZE), margin([r.words for r in data.rows], look.TICK_SIZE)
        return names, look.span(values, room=0.04, zero=False), sides, data.x_label

    def fit(self, data: RangesData) -> None:
        names, limits, (left, right), x_label = self.frame(data)
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        top = _TOP - (flags.HEIGHT / high if data.threshold else 0.0)
        self.axes.set_position((left / wide, _BOTTOM, 1 - (left + right) / wide, top - _BOTTOM))
        self.axes.set(xlim=limits, ylim=(len(names) - 0.5, -0.5))
        self.axes.set_xlabel(x_label, loc="left")
        look.name_rows(self.axes, names)
        data.write_x(self.axes.xaxis)
        self._order = names
        self._put_ghosts()

    def move(self, data: RangesData) -> None:
        rows = np.arange(len(data.rows))
        low, middle, high = np.array([(r.low, r.middle, r.high) for r in data.rows]).T
        self.bars.set_verts(bars.corners(low, high, rows, _BAR))
        self.dots.set_data(middle, rows)
        pen = 1 + 12 / self.axes.bbox.width
        for number, (words, row) in enumerate(zip(self.words, data.rows, strict=True)):
            words.set_text(row.words)
            words.set_position((pen, number))
        self.flags.move([data.threshold and (data.threshold.y, data.threshold.label)])
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: RangesData) -> None:
        self._start = {row.name: row for row in data.rows}
        self._put_ghosts()

    def _put_ghosts(self) -> None:
        """The start, each in the row where its name is now."""
        rows = [row for row, name in enumerate(self._order) if name in self._start]
        start = [self._start[self._order[row]] for row in rows]
        ends = [one.low for one in start], [one.high for one in start]
        self.ghosts[0].set_verts(bars.corners(*ends, rows, _GHOST))
        self.ghosts[1].set_data([one.middle for one in start], rows)

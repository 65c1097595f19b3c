"""Horizontal bars made of parts, one a row; what is negative goes to the left of zero."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..assumptions.language import say
from . import bars, key, look
from .chart import DPI, Chart
from .key import Key
from .names import margin

_BOTTOM, _TOP, _RIGHT = 0.13, 0.845, 0.965
#: Height of a bar and of its ghost, in rows.
_BAR, _GHOST = 0.62, 0.82
_TOTAL = {"marker": "D", "markersize": 7, "color": look.INK, "linestyle": "none"}


@dataclass(frozen=True)
class StackRow:
    """One bar: its parts in the order of the key, and its sum in words."""

    name: str
    parts: tuple[float, ...]
    total: str


@dataclass(frozen=True)
class StacksData:
    """What the picture shows: the names of the parts, and the rows from top to bottom.

    The number of rows and of parts is fixed for the life of a chart.
    """

    parts: tuple[str, ...]
    rows: tuple[StackRow, ...]
    x_label: str
    finding: str
    write_x: Callable[[Axis], None]

    def __post_init__(self) -> None:
        if not 1 <= len(self.parts) <= len(look.FILLS):
            raise ValueError(f"1 to {len(look.FILLS)} parts, got {len(self.parts)}")
        for row in self.rows:
            if len(row.parts) != len(self.parts):
                raise ValueError(
                    f"{row.name}: {len(self.parts)} parts wanted, got {len(row.parts)}"
                )

    def spans(self) -> tuple[NDArray, NDArray]:
        """Where each part begins and ends: rows by parts."""
        parts = np.array([row.parts for row in self.rows], dtype=float)
        up, down = np.maximum(parts, 0.0), np.minimum(parts, 0.0)
        ends = np.where(parts < 0, down.cumsum(axis=1), up.cumsum(axis=1))
        return ends - parts, ends


class Stacks(Chart):
    """Stacked bars under a key; a diamond marks the sum, and its words stand at the end."""

    size = (9.6, 4.8)

    def build(self, figure: Figure, data: StacksData) -> None:
        """Make one collection of all parts, and for each row its sum."""
        self.axes = look.axes(figure, (0.2, _BOTTOM, _RIGHT - 0.2, 0.6))
        look.dress(self.axes, grid="x")
        self.title = look.finding(figure)
        swatches = [look.swatch(number) for number in range(len(data.parts))]
        self.key = Key(self.axes, [*swatches, _TOTAL])
        self.bars = bars.collection(
            self.axes,
            facecolors=[swatch["color"] for swatch in swatches],
            edgecolors="white",
            linewidths=0.7,
        )
        self.zero = self.axes.axvline(0, color=look.INK, linewidth=0.9)
        self.ghosts = [bars.collection(self.axes, **look.GHOST_PATCH)]
        (self.sums,) = self.axes.plot([], [], markeredgecolor="white", zorder=3, **_TOTAL)
        self.totals = [look.direct_label(self.axes, fontsize=look.TICK_SIZE) for _ in data.rows]
        self.moving = [self.bars, self.zero, self.sums, *self.totals, self.title]

    def frame(self, data: StacksData) -> Hashable:
        names = tuple(row.name for row in data.rows)
        left = margin(names, look.TICK_SIZE)
        wide = _RIGHT * self.size[0] * DPI - left
        room = look.room_for([row.total for row in data.rows], look.TICK_SIZE, wide)
        limits = look.widen(look.span(np.ravel(data.spans()[1]), room=0.02), right=room)
        return names, data.parts, left, limits, data.x_label

    def fit(self, data: StacksData) -> None:
        names, parts, left, limits, x_label = self.frame(data)
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        entries = [*parts, say("charts.sum")]
        top = _TOP - key.LINE * key.lines(entries, wide) / high - 0.01
        self.key.fit(entries, _TOP)
        self.axes.set_position((left / wide, _BOTTOM, _RIGHT - left / wide, top - _BOTTOM))
        self.axes.set(xlim=limits, ylim=(len(names) - 0.4, -0.6))
        self.axes.set_xlabel(x_label, loc="left")
        look.name_rows(self.axes, names)
        data.write_x(self.axes.xaxis)

    def move(self, data: StacksData) -> None:
        starts, ends = data.spans()
        rows = np.arange(len(data.rows))
        self.bars.set_verts(bars.corners(starts, ends, rows[:, None], _BAR), closed=False)
        low, high = self.axes.get_xlim()
        self.sums.set_data([sum(row.parts) for row in data.rows], rows)
        for number, (row, total) in enumerate(zip(data.rows, self.totals, strict=True)):
            total.set_text(row.total)
            total.set_position((max(0.0, ends[number].max()) + 0.012 * (high - low), number))
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: StacksData) -> None:
        _, ends = data.spans()
        low, high = np.minimum(ends, 0).min(axis=1), np.maximum(ends, 0).max(axis=1)
        self.ghosts[0].set_verts(bars.corners(low, high, np.arange(len(low)), _GHOST))

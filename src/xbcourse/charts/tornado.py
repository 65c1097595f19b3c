"""What each assumption does to one result: the widest swing on top."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import blended_transform_factory
from numpy.typing import NDArray

from ..assumptions.language import say
from . import bars, flags, look
from .bands import Level
from .chart import DPI, Chart
from .flags import Flags
from .key import LINE, Key
from .names import margin

__all__ = ["Level", "Swing", "Tornado", "TornadoData"]

#: More would be too low for the words at their ends.
MOST_SWINGS = 10

_BOTTOM, _TOP, _RIGHT = 0.12, 0.855, 0.965
#: Height of a bar, in rows; where both ends lie on one side, the bars share the row.
_BAR, _HALF, _GHOST = 0.62, 0.4, 0.82
#: The key's numbers of the colours of the low and the high end.
_LOW, _HIGH = 3, 2
_BASE = {"color": look.INK, "linewidth": 1.1}


@dataclass(frozen=True)
class Swing:
    """What the result is at the low and at the high end of one assumption.

    `low_words`, `high_words`: the assumption's values there. `flips`: within this range, the
    choice changes.
    """

    label: str
    low: float
    high: float
    low_words: str
    high_words: str
    flips: bool = False


@dataclass(frozen=True)
class TornadoData:
    """What the picture shows: the swings in any order, and the result as things are assumed now.

    The number of swings is fixed for the life of a chart. `threshold`: a result worth a line.
    """

    swings: tuple[Swing, ...]
    base: float
    x_label: str
    finding: str
    write_x: Callable[[Axis], None]
    threshold: Level | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.swings) <= MOST_SWINGS:
            raise ValueError(f"1 to {MOST_SWINGS} swings, got {len(self.swings)}")

    def ranked(self) -> list[Swing]:
        """The widest first, measured from the base as well."""

        def width(swing: Swing) -> float:
            ends = swing.low, swing.high, self.base
            return max(ends) - min(ends)

        return sorted(self.swings, key=width, reverse=True)


class _Place(NamedTuple):
    """Where the low and high ends of the swings lie: results, heights in rows, and thickness."""

    ends: NDArray
    heights: NDArray
    thick: NDArray


class Tornado(Chart):
    """Bars from the base to both ends; at each end stands what was assumed there."""

    size = (9.6, 5.2)

    def __init__(self) -> None:
        super().__init__()
        self._start: dict[str, tuple[float, float, float]] = {}

    def build(self, figure: Figure, data: TornadoData) -> None:
        """Make the bars of both ends as one collection each, and their words."""
        self.axes = look.axes(figure, (0.25, _BOTTOM, _RIGHT - 0.25, 0.6))
        look.dress(self.axes, grid="x")
        self.title = look.finding(figure)
        self.key = Key(self.axes, [look.swatch(_LOW), look.swatch(_HIGH)])
        self.ghosts = [bars.collection(self.axes, **look.GHOST_PATCH)]
        self.bars = [
            bars.collection(
                self.axes, facecolor=look.fill(number), edgecolor="white", linewidth=0.7
            )
            for number in (_LOW, _HIGH)
        ]
        self.flags = Flags(self.axes, [_BASE, flags.THRESHOLD])
        # Two words for each swing: at the low and at the high end.
        self.words = [[self._word() for _ in data.swings] for _ in (_LOW, _HIGH)]
        self.flips = [self._flip(figure) for _ in data.swings]
        self.moving = [*self.bars, *self.flags.moving, *self.words[0], *self.words[1]]
        self.moving += [*self.flips, self.title]

    def frame(self, data: TornadoData) -> Hashable:
        names = tuple(swing.label for swing in data.ranked())
        left = margin(names, look.TICK_SIZE)
        right = self._right(data)
        wide = right * self.size[0] * DPI - left
        words = [words for swing in data.swings for words in (swing.low_words, swing.high_words)]
        room = look.room_for(words, look.TICK_SIZE, wide)
        results = [result for swing in data.swings for result in (swing.low, swing.high)]
        results += [data.base] + ([data.threshold.y] if data.threshold else [])
        limits = look.widen(look.span(results, room=0.02, zero=False), room, room)
        return names, left, right, limits, data.x_label

    def fit(self, data: TornadoData) -> None:
        names, left, right, limits, x_label = self.frame(data)
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        top = _TOP - (LINE + flags.HEIGHT) / high
        self.key.fit([say("charts.low_end"), say("charts.high_end")], _TOP)
        self.axes.set_position((left / wide, _BOTTOM, right - left / wide, top - _BOTTOM))
        self.axes.set(xlim=limits, ylim=(len(names) - 0.5, -0.5))
        self.axes.set_xlabel(x_label, loc="left")
        look.name_rows(self.axes, names)
        data.write_x(self.axes.xaxis)
        self._order = names
        self._put_ghosts()

    def move(self, data: TornadoData) -> None:
        swings = data.ranked()
        place = _place(swings, data.base)
        for end, collection in enumerate(self.bars):
            shown = bars.corners(data.base, place.ends[end], place.heights[end], place.thick)
            collection.set_verts(shown, closed=False)
        self._write(swings, place, data.base)
        threshold = data.threshold and (data.threshold.y, data.threshold.label)
        self.flags.move([(data.base, say("charts.as_now")), threshold])
        for row, (flip, swing) in enumerate(zip(self.flips, swings, strict=True)):
            flip.set_visible(swing.flips)
            flip.set_position((0.985, row))
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: TornadoData) -> None:
        self._start = {swing.label: (swing.low, swing.high, data.base) for swing in data.swings}
        self._put_ghosts()

    def _put_ghosts(self) -> None:
        """Outlines of the swings at the start, each in the row where its assumption is now."""
        rows = [row for row, name in enumerate(self._order) if name in self._start]
        spans = np.array([self._start[self._order[row]] for row in rows]).reshape(-1, 3)
        outlines = bars.corners(spans.min(axis=1), spans.max(axis=1), rows, _GHOST)
        self.ghosts[0].set_verts(outlines)

    def _write(self, swings: list[Swing], place: _Place, base: float) -> None:
        """The assumption's value at each end, on the outer side of the bar."""
        low, high = self.axes.get_xlim()
        for row, swing in enumerate(swings):
            for end, words in enumerate((swing.low_words, swing.high_words)):
                here, there = place.ends[end, row], place.ends[1 - end, row]
                # An end that stays at the base is written on the side where the other is not.
                outwards = here - base or base - there or end - 0.5
                step = 0.01 * (high - low) * (-1 if outwards < 0 else 1)
                label = self.words[end][row]
                label.set_text(words)
                label.set_ha("right" if outwards < 0 else "left")
                label.set_position((here + step, place.heights[end, row]))

    def _right(self, data: TornadoData) -> float:
        """The right edge of the axes, as a share: farther left if some swing flips the choice."""
        if not any(swing.flips for swing in data.swings):
            return _RIGHT
        needed = look.reach(say("charts.flips"), look.TICK_SIZE) + 10
        return 0.985 - needed / (self.size[0] * DPI)

    def _word(self) -> Text:
        # A line that the word would lie on breaks off around it.
        return look.direct_label(self.axes, fontsize=look.TICK_SIZE, paper=1.0)

    def _flip(self, figure: Figure) -> Text:
        """At the right edge of the picture, in its row."""
        edge = blended_transform_factory(figure.transFigure, self.axes.transData)
        style = {"fontsize": look.TICK_SIZE, "color": look.WINE, "ha": "right", "transform": edge}
        return look.direct_label(self.axes, say("charts.flips"), **style)


def _place(swings: list[Swing], base: float) -> _Place:
    ends = np.array([[s.low for s in swings], [s.high for s in swings]], dtype=float)
    shared = (ends[0] - base) * (ends[1] - base) > 0
    rows = np.arange(len(swings))
    aside = np.where(shared, _HALF / 2, 0.0)
    return _Place(ends, np.stack([rows - aside, rows + aside]), np.where(shared, _HALF, _BAR))

"""A scorecard: several dials side by side, the same few policies under each other in each."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from . import look
from .chart import DPI, Chart
from .key import LINE, Key, lines
from .names import margin

#: More dials would be too narrow, more policies too low.
MOST_DIALS, MOST_POLICIES = 6, 7
_BOTTOM = 0.075
#: Pixels over the dials for their names, between two dials, and at the right edge.
_HEADING, _GAP, _EDGE = 42, 14, 12
#: Pixels kept free for a dot at either end of a scale; numbers stand right of it.
_DOT_ROOM = 8
#: How far below the reader's own dot the diamond is, in rows.
_BELOW = 0.3
_DOT = {"linestyle": "none", "markeredgecolor": "white", "zorder": 3}
_OWN = {**_DOT, "color": look.BLUE, "marker": "o", "markersize": 10}
_OTHERS = {**_DOT, "color": look.NAVY, "marker": "s", "markersize": 8}
_HAPPENED = {
    **_DOT,
    "marker": "D",
    "markersize": 7,
    "markerfacecolor": "white",
    "markeredgecolor": look.ORANGE,
    "markeredgewidth": 1.8,
}
_BAR = {"color": "#9DBFDD", "linewidth": 5.0, "linestyle": "-"}


@dataclass(frozen=True)
class Dial:
    """One measure of all policies.

    `values`: one for each policy, NaN where there is none; `low`, `high`: ends of its bar, NaN for
    none; `words`: the values as they are written; `happened`: what came in fact, of the first
    policy; `limits`: ends of the scale where they are given by nature (0 to 1).
    """

    name: str
    values: tuple[float, ...]
    words: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    happened: float = math.nan
    limits: tuple[float, float] | None = None

    def reach(self) -> tuple[float, float]:
        """Ends of the scale: no ticks stand on it, so it is no longer than what is on it."""
        if self.limits is not None:
            return self.limits
        every = np.array([*self.values, *self.low, *self.high, self.happened], dtype=float)
        every = every[np.isfinite(every)]
        low, high = (float(every.min()), float(every.max())) if len(every) else (0.0, 0.0)
        return (low, high) if low < high else (low - 1.0, high + 1.0)


@dataclass(frozen=True)
class DialsData:
    """What the picture shows. The first policy is the reader's own.

    `key`: what the dot, the bar and the diamond are, in words.
    """

    policies: tuple[str, ...]
    dials: tuple[Dial, ...]
    finding: str
    key: tuple[str, str, str]

    def __post_init__(self) -> None:
        if not 1 <= len(self.dials) <= MOST_DIALS:
            raise ValueError(f"1 to {MOST_DIALS} dials, got {len(self.dials)}")
        if not 1 <= len(self.policies) <= MOST_POLICIES:
            raise ValueError(f"1 to {MOST_POLICIES} policies, got {len(self.policies)}")
        for dial in self.dials:
            if {len(dial.values), len(dial.words), len(dial.low), len(dial.high)} != {
                len(self.policies)
            }:
                raise ValueError(f"{dial.name}: one value for each policy")


class DialBoard(Chart):
    """Dots on short scales, with the number beside each; the reader's own row on top."""

    size = (9.6, 4.3)

    def build(self, figure: Figure, data: DialsData) -> None:
        """Make one pair of axes a dial."""
        self.all_axes = [look.axes(figure, (0.1, 0.1, 0.1, 0.1)) for _ in data.dials]
        self.title = look.finding(figure)
        self.key = Key(self.all_axes[0], [_OWN, _BAR, _HAPPENED])
        self.parts = [_Dial(axes, len(data.policies)) for axes in self.all_axes]
        self.moving = [self.title, *(artist for part in self.parts for artist in part.moving)]

    def frame(self, data: DialsData) -> Hashable:
        dials = tuple((dial.name, dial.reach(), dial.words) for dial in data.dials)
        return data.policies, dials, data.key

    def fit(self, data: DialsData) -> None:
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        left = margin(data.policies, look.TICK_SIZE)
        top = 1 - (52 + lines(data.key, wide) * LINE + _HEADING) / high
        each = (wide - left - _EDGE) / len(data.dials)
        for number, (part, dial) in enumerate(zip(self.parts, data.dials, strict=True)):
            begin = (left + number * each) / wide
            part.axes.set_position((begin, _BOTTOM, (each - _GAP) / wide, top - _BOTTOM))
            part.fit(dial, each - _GAP, data.policies if number == 0 else ())
        self.key.fit(data.key, 1 - 50 / high)

    def move(self, data: DialsData) -> None:
        for part, dial in zip(self.parts, data.dials, strict=True):
            part.move(dial)
        self.title.set_text(look.headline(data.finding))


class _Dial:
    """The artists of one dial."""

    def __init__(self, axes: Axes, policies: int) -> None:
        self.axes = axes
        look.dress(axes, grid="none")
        axes.spines["bottom"].set_visible(False)
        axes.axhspan(-0.5, 0.5, color="#EAF2F9", zorder=0)
        self.bars = LineCollection([], colors=[_BAR["color"]], linewidths=_BAR["linewidth"])
        axes.add_collection(self.bars, autolim=False)
        (self.others,) = axes.plot([], [], **_OTHERS)
        (self.own,) = axes.plot([], [], **_OWN)
        (self.happened,) = axes.plot([], [], **_HAPPENED)
        above = {"transform": axes.transAxes, "va": "bottom", "paper": 0.0}
        self.heading = look.direct_label(axes, "", (0.0, 1.02), **above)
        beside = {"transform": axes.get_yaxis_transform(), "ha": "right", "paper": 0.0}
        self.words = [
            look.direct_label(axes, fontsize=look.TICK_SIZE, **beside) for _ in range(policies)
        ]
        self.moving = [self.bars, self.others, self.own, self.happened, *self.words]

    def fit(self, dial: Dial, wide: float, names: tuple[str, ...]) -> None:
        """Scale, heading and, in the first dial, the names of the policies.

        `wide`: pixels from edge to edge. The longest number takes its part, the scale the rest.
        """
        longest = max(look.reach(words, look.TICK_SIZE) for words in dial.words)
        right = (longest + 2 * _DOT_ROOM) / wide
        limits = look.widen(dial.reach(), left=_DOT_ROOM / wide, right=right)
        self.axes.set(xlim=limits, ylim=(len(dial.values) - 0.5, -0.5))
        self.axes.set_xticks([])
        self.axes.set_yticks([])
        if names:
            look.name_rows(self.axes, names)
        self.heading.set_text(look.lines(dial.name, 20))

    def move(self, dial: Dial) -> None:
        """Put the dots, bars and numbers of all policies where they are."""
        rows = np.arange(len(dial.values))
        values = np.array(dial.values, dtype=float)
        self.own.set_data(values[:1], rows[:1])
        self.others.set_data(values[1:], rows[1:])
        self.happened.set_data([dial.happened], [_BELOW])
        ends = zip(dial.low, dial.high, rows, strict=True)
        self.bars.set_segments([[(low, y), (high, y)] for low, high, y in ends if low < high])
        for y, (words, text) in enumerate(zip(self.words, dial.words, strict=True)):
            words.set_text(text)
            words.set_position((1.0, y))

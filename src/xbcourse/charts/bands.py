"""What may happen over time, drawn: a band, its middle line, single runs behind it, levels.

The pieces that `paths` and `rows` are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from numpy.typing import NDArray

from ..assumptions.language import say
from . import look
from .names import Names

#: Bands that can still be told apart where they lie over each other.
MOST_BANDS = 4
#: Horizontal lines with a word.
MOST_LEVELS = 2
#: Single runs drawn behind the bands of a picture; more would be a second band.
MOST_RUNS = 40

_LEVEL = {"color": look.QUIET, "linewidth": 1.2, "linestyle": (0, (2, 1.5))}


@dataclass(frozen=True)
class Band:
    """A quantity over time: in the middle, and where 90 of 100 runs lie (5 to 95 %).

    `middle`, `low`, `high`: one value for each x. `cloud`: some single runs, one a row.
    """

    name: str
    middle: NDArray
    low: NDArray
    high: NDArray
    cloud: NDArray | None = None

    def __post_init__(self) -> None:
        if self.cloud is not None and len(self.cloud) > MOST_RUNS:
            raise ValueError(f"at most {MOST_RUNS} single runs, got {len(self.cloud)}")

    def reach(self, runs: int = MOST_RUNS) -> tuple[float, float]:
        """Lowest and highest value to be seen where so many single runs are drawn."""
        cloud = [] if self.cloud is None else [self.cloud[:runs]]
        seen = [y for y in (self.low, self.high, self.middle, *cloud) if y.size]
        return min(float(y.min()) for y in seen), max(float(y.max()) for y in seen)


@dataclass(frozen=True)
class Level:
    """A value worth a line and a word (a credit limit, a break-even)."""

    y: float
    label: str


class Ribbons:
    """The artists of some bands and levels in one pair of axes, with their names beside it.

    Of each band's single runs at most `runs` are drawn: each costs a tenth of a millisecond.
    """

    def __init__(
        self, axes: Axes, bands: int, runs: int, fontsize: float = look.LABEL_SIZE
    ) -> None:
        self.axes = axes
        self._runs = runs
        strokes = [look.stroke(number) for number in range(bands)]
        self.clouds = [self._cloud(stroke["color"]) for stroke in strokes]
        self.fills = [self._fill(stroke, 0.2 if bands < 3 else 0.13) for stroke in strokes]
        self.rules = [axes.axhline(0, **_LEVEL) for _ in range(MOST_LEVELS)]
        self.lines = [axes.plot([], [], **stroke)[0] for stroke in strokes]
        self.ghosts: list[Artist] = [axes.plot([], [], **look.GHOST_LINE)[0] for _ in strokes]
        self.names = Names(axes, [*strokes, *[_LEVEL] * MOST_LEVELS], fontsize)
        self.moving: list[Artist] = [*self.clouds, *self.fills, *self.rules, *self.lines]
        self.moving += self.names.moving

    def move(self, x: NDArray, bands: Sequence[Band], levels: Sequence[Level] = ()) -> None:
        """Put everything where the bands and levels are."""
        around = np.concatenate([x, x[::-1]])
        for slot, band in enumerate(bands):
            edge = np.concatenate([band.low, band.high[::-1]])
            self.fills[slot].set_verts([np.column_stack([around, edge])], closed=False)
            self.lines[slot].set_data(x, band.middle)
            self.clouds[slot].set_segments(_runs(x, band.cloud, self._runs))
        for slot, rule in enumerate(self.rules):
            rule.set_visible(slot < len(levels))
            if slot < len(levels):
                rule.set_ydata([levels[slot].y] * 2)
        named = [(float(band.middle[-1]), band.name) for band in bands]
        self.names.move([*named, *((level.y, level.label) for level in levels)])

    def remember(self, x: NDArray, bands: Sequence[Band]) -> None:
        """Put the ghosts where the bands are."""
        for ghost, band in zip(self.ghosts, bands, strict=True):
            ghost.set_data(x, band.middle)

    def _cloud(self, color: str) -> LineCollection:
        runs = LineCollection([], colors=[color], linewidths=0.6, alpha=0.4)
        return self.axes.add_collection(runs, autolim=False)

    def _fill(self, stroke: dict[str, Any], opacity: float) -> PolyCollection:
        color, dash = stroke["color"], stroke["linestyle"]
        fill = PolyCollection([], facecolors=[(color, opacity)], edgecolors=[(color, 0.55)])
        fill.set(linewidth=0.8, linestyle=dash)
        return self.axes.add_collection(fill, autolim=False)


def how_to_read(bands: Iterable[Band]) -> str:
    """What a band, its middle line and the thin lines mean, in words."""
    runs = any(band.cloud is not None for band in bands)
    return say("charts.band_and_runs" if runs else "charts.band")


def _runs(x: NDArray, cloud: NDArray | None, most: int) -> NDArray:
    """The single runs as segments: runs, points, x and y."""
    if cloud is None:
        return np.empty((0, 2, 2))
    drawn = cloud[:most]
    return np.stack([np.broadcast_to(x, drawn.shape), drawn], axis=-1)

"""What may happen over time, drawn: a band, its middle line, single runs behind it, levels.

The pieces that `paths` and `rows` are made of. Names stand in a column beside the axes, each with
a short sample of its line, moved apart where two lines end close together.
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

#: Bands that can still be told apart where they lie over each other.
MOST_BANDS = 4
#: Horizontal lines with a word.
MOST_LEVELS = 2
#: Single runs drawn behind the bands of a picture; more would be a second band.
MOST_RUNS = 40

#: How wide a name may get before it is broken, in Latin characters.
_NAME_WIDTH = 22
#: Pixels between the axes and the words of a name: a gap, the sample of its line, a gap.
_SAMPLE = (7, 27, 33)
#: The margin beside the axes changes in steps of so many pixels, so that it rarely changes.
_MARGIN_STEP = 24
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

    def reach(self) -> tuple[float, float]:
        """Lowest and highest value to be seen."""
        seen = [self.low, self.high, self.middle, *([] if self.cloud is None else [self.cloud])]
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
        self._runs, self._fontsize = runs, fontsize
        strokes = [look.stroke(number) for number in range(bands)]
        self.clouds = [self._cloud(stroke["color"]) for stroke in strokes]
        self.fills = [self._fill(stroke, 0.2 if bands < 3 else 0.13) for stroke in strokes]
        self.rules = [axes.axhline(0, **_LEVEL) for _ in range(MOST_LEVELS)]
        self.lines = [axes.plot([], [], **stroke)[0] for stroke in strokes]
        self.ghosts: list[Artist] = [axes.plot([], [], **look.GHOST_LINE)[0] for _ in strokes]
        beside = axes.get_yaxis_transform()
        self.samples = [
            axes.plot([], [], transform=beside, clip_on=False, **stroke)[0]
            for stroke in [*strokes, *[_LEVEL] * MOST_LEVELS]
        ]
        self.names = [
            look.direct_label(axes, fontsize=fontsize, transform=beside, paper=0.0)
            for _ in self.samples
        ]
        self.moving: list[Artist] = [*self.clouds, *self.fills, *self.rules, *self.lines]
        self.moving += [*self.samples, *self.names]

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
        self._name([*named, *((level.y, level.label) for level in levels)])

    def remember(self, x: NDArray, bands: Sequence[Band]) -> None:
        """Put the ghosts where the bands are."""
        for ghost, band in zip(self.ghosts, bands, strict=True):
            ghost.set_data(x, band.middle)

    def _name(self, named: Sequence[tuple[float, str]]) -> None:
        """Each name at its height, apart from the others, inside the height of the axes."""
        low, high = self.axes.get_ylim()
        box = self.axes.bbox
        words = [look.lines(name, _NAME_WIDTH) for _, name in named]
        line = 1.2 * look.pixels(self._fontsize) / box.height * (high - low)
        sizes = [line * (text.count("\n") + 1) if text else 0.0 for text in words]
        spots = look.spread([y for y, _ in named], sizes, low, high)
        start, end, pen = (1 + pixels / box.width for pixels in _SAMPLE)
        for slot, (sample, name) in enumerate(zip(self.samples, self.names, strict=True)):
            used = slot < len(named) and bool(words[slot])
            sample.set_visible(used)
            name.set_visible(used)
            if used:
                sample.set_data([start, end], [spots[slot]] * 2)
                name.set_text(words[slot])
                name.set_position((pen, spots[slot]))

    def _cloud(self, color: str) -> LineCollection:
        runs = LineCollection([], colors=[color], linewidths=0.6, alpha=0.4)
        return self.axes.add_collection(runs, autolim=False)

    def _fill(self, stroke: dict[str, Any], opacity: float) -> PolyCollection:
        color, dash = stroke["color"], stroke["linestyle"]
        fill = PolyCollection([], facecolors=[(color, opacity)], edgecolors=[(color, 0.55)])
        fill.set(linewidth=0.8, linestyle=dash)
        return self.axes.add_collection(fill, autolim=False)


def margin(names: Iterable[str], fontsize: float = look.LABEL_SIZE) -> int:
    """Pixels to keep free beside the axes for these names, in coarse steps."""
    widest = max((look.reach(look.lines(name, _NAME_WIDTH), fontsize) for name in names), default=0)
    wanted = _SAMPLE[-1] + widest if widest else 12
    return -(-round(wanted) // _MARGIN_STEP) * _MARGIN_STEP


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

"""What could happen over time: up to four bands over the weeks, with single runs behind them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from matplotlib.axis import Axis
from matplotlib.figure import Figure
from numpy.typing import NDArray

from . import look
from .bands import MOST_BANDS, MOST_LEVELS, MOST_RUNS, Band, Level, Ribbons, how_to_read
from .chart import DPI, Chart
from .marks import Mark, Marks, checked, room, seen
from .names import margin

__all__ = ["Band", "Level", "Mark", "Paths", "PathsData"]

_LEFT, _BOTTOM, _HEIGHT = 0.11, 0.15, 0.68
#: Pixels between the title and the axes that words may take.
_FREE = 11


@dataclass(frozen=True)
class PathsData:
    """What the picture shows.

    `bands` share `x`; their number is fixed for the life of a chart. `levels`: horizontal lines
    with a word. `loss_below`: under this value the ground is shaded as loss. `write_x`, `write_y`
    set up an axis in money, percent or numbers (`look.money_axis` and its like). `reading`: how the
    picture is to be read, where its bands are not what 90 of 100 runs do.
    """

    x: NDArray
    bands: tuple[Band, ...]
    x_label: str
    y_label: str
    finding: str
    write_x: Callable[[Axis], None]
    write_y: Callable[[Axis], None]
    marks: tuple[Mark, ...] = ()
    levels: tuple[Level, ...] = ()
    loss_below: float | None = None
    reading: str = ""

    def __post_init__(self) -> None:
        checked(self.marks)
        if not 1 <= len(self.bands) <= MOST_BANDS:
            raise ValueError(f"1 to {MOST_BANDS} bands, got {len(self.bands)}")
        if len(self.levels) > MOST_LEVELS:
            raise ValueError(f"at most {MOST_LEVELS} levels, got {len(self.levels)}")

    def reach(self) -> tuple[float, float]:
        """Limits of the vertical axis, in coarse steps."""
        ends = [end for band in self.bands for end in band.reach(self.runs())]
        floor = [] if self.loss_below is None else [self.loss_below]
        return look.span([*ends, *(level.y for level in self.levels), *floor])

    def runs(self) -> int:
        """How many single runs of each band are drawn."""
        return MOST_RUNS // len(self.bands)

    def names(self) -> list[str]:
        """What stands beside the axes."""
        return [band.name for band in self.bands] + [level.label for level in self.levels]


class Paths(Chart):
    """Bands with their middle lines; how likely "inside the band" is stands below, in words."""

    size = (9.6, 4.8)

    def build(self, figure: Figure, data: PathsData) -> None:
        """Make as many ribbons as there are bands, and all marks and levels there may ever be."""
        self.axes = look.axes(figure, (_LEFT, _BOTTOM, 0.7, _HEIGHT))
        self.loss = self.axes.axhspan(-1, 0, color=look.LOSS, alpha=0.1, linewidth=0)
        self.axes.axhline(0, color=look.INK, linewidth=0.9)
        self.title = look.finding(figure)
        look.remark(figure, data.reading or self.reading(data))
        self.marks = Marks([self.axes])
        self.ribbons = Ribbons(self.axes, len(data.bands), data.runs())
        self.ghosts = self.ribbons.ghosts
        self.moving = [*self.ribbons.moving, *self.marks.moving, self.title]

    def reading(self, data: PathsData) -> str:
        """How the picture is to be read, in words."""
        return how_to_read(data.bands)

    def frame(self, data: PathsData) -> Hashable:
        ends, labels = (float(data.x[0]), float(data.x[-1])), (data.x_label, data.y_label)
        above = room(seen(data.marks, ends), _FREE)
        return ends, data.reach(), data.loss_below, labels, margin(data.names()), above

    def fit(self, data: PathsData) -> None:
        ends, (bottom, top), floor, (x_label, y_label), beside, above = self.frame(data)
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        tall = _HEIGHT - above / high
        self.axes.set(xlim=ends, ylim=(bottom, top), ylabel=look.upright(y_label, tall * high))
        self.axes.set_xlabel(x_label, loc="left")
        self.loss.set_bounds(0, bottom, 1, 0.0 if floor is None else floor - bottom)
        data.write_x(self.axes.xaxis)
        data.write_y(self.axes.yaxis)
        left = max(_LEFT, look.room_at_left(self.axes) / wide)
        self.axes.set_position((left, _BOTTOM, 1 - left - beside / wide, tall))

    def move(self, data: PathsData) -> None:
        self.ribbons.move(data.x, data.bands, data.levels)
        self.marks.move(data.marks)
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: PathsData) -> None:
        self.ribbons.remember(data.x, data.bands)

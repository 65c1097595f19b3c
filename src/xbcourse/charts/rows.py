"""A chain of causes: two to five small charts under each other, on one horizontal axis."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation
from numpy.typing import NDArray

from . import look
from .bands import MOST_BANDS, MOST_RUNS, Band, Level, Ribbons, how_to_read
from .chart import DPI, Chart
from .marks import Mark, Marks, checked, room
from .names import margin

__all__ = ["Band", "Level", "Mark", "Row", "Rows", "RowsData"]

#: More rows would be too low to be read.
MOST_ROWS = 5

_LEFT, _BOTTOM, _TOP = 0.11, 0.115, 0.865
#: Pixels above each row for its name, and from the row up to it.
_HEADING, _LIFT = 24, 3
#: A row is low: few ticks.
_TICKS = 3


@dataclass(frozen=True)
class Row:
    """One quantity: its name with the unit, one to four bands, how its axis is written.

    `limits`: ends of the vertical axis where it should neither start at zero nor leave room (stars,
    a share of all); they too must move in coarse steps.
    """

    label: str
    bands: tuple[Band, ...]
    write_y: Callable[[Axis], None]
    level: Level | None = None
    limits: tuple[float, float] | None = None

    def reach(self, runs: int = MOST_RUNS) -> tuple[float, float]:
        """Limits of the vertical axis where so many runs of a band are drawn, in coarse steps."""
        if self.limits is not None:
            return self.limits
        ends = [end for band in self.bands for end in band.reach(runs)]
        return look.span([*ends, *(level.y for level in self.levels())])

    def levels(self) -> list[Level]:
        """The row's level, if it has one."""
        return [] if self.level is None else [self.level]

    def names(self) -> list[str]:
        """What stands beside the row."""
        return [band.name for band in self.bands] + [level.label for level in self.levels()]


@dataclass(frozen=True)
class RowsData:
    """What the picture shows: the rows from top to bottom, the cause above what it causes.

    All bands share `x`. The number of rows and of each row's bands is fixed for the life of a
    chart. A band without a name is the row's own.
    """

    x: NDArray
    rows: tuple[Row, ...]
    x_label: str
    finding: str
    write_x: Callable[[Axis], None]
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        checked(self.marks)
        if not 2 <= len(self.rows) <= MOST_ROWS:
            raise ValueError(f"2 to {MOST_ROWS} rows, got {len(self.rows)}")
        for row in self.rows:
            if not 1 <= len(row.bands) <= MOST_BANDS:
                raise ValueError(f"1 to {MOST_BANDS} bands in a row, got {len(row.bands)}")

    def runs(self) -> int:
        """How many single runs of each band are drawn."""
        return MOST_RUNS // 2 // sum(len(row.bands) for row in self.rows)


class Rows(Chart):
    """Small charts whose time runs along one axis, so that an effect is seen after its cause."""

    size = (9.6, 6.0)

    def build(self, figure: Figure, data: RowsData) -> None:
        """Make the axes of each row with all that moves in them."""
        self.all_axes = [look.axes(figure, box) for box in self._boxes(data, _LEFT, 0.2)]
        for axes in self.all_axes:
            axes.axhline(0, color=look.INK, linewidth=0.9)
        self.title = look.finding(figure)
        bands = [band for row in data.rows for band in row.bands]
        look.remark(figure, self.reading(bands))
        self.headings = [_heading(axes) for axes in self.all_axes]
        self.marks = Marks(self.all_axes, over=_HEADING)
        self.ribbons = [
            Ribbons(axes, len(row.bands), data.runs(), look.TICK_SIZE)
            for axes, row in zip(self.all_axes, data.rows, strict=True)
        ]
        self.ghosts = [ghost for ribbons in self.ribbons for ghost in ribbons.ghosts]
        self.moving = [artist for ribbons in self.ribbons for artist in ribbons.moving]
        # The lines of marks run through the headings, which must stay readable on top of them.
        self.moving += [*self.marks.moving, *self.headings, self.title]

    def frame(self, data: RowsData) -> Hashable:
        ends = float(data.x[0]), float(data.x[-1])
        limits = tuple((row.label, row.reach(data.runs())) for row in data.rows)
        names = [name for row in data.rows for name in row.names()]
        return ends, limits, data.x_label, margin(names, look.TICK_SIZE), room(data.marks)

    def fit(self, data: RowsData) -> None:
        ends, limits, x_label, beside, _ = self.frame(data)
        last = self.all_axes[-1]
        for number, (axes, row) in enumerate(zip(self.all_axes, data.rows, strict=True)):
            label, reach = limits[number]
            axes.set(xlim=ends, ylim=reach)
            data.write_x(axes.xaxis)
            row.write_y(axes.yaxis)
            axes.yaxis.get_major_locator().set_params(nbins=_TICKS)
            axes.tick_params(axis="x", labelbottom=axes is last)
            self.headings[number].set_text(label)
        left = max(_LEFT, *(look.room_at_left(axes) / self.size[0] / DPI for axes in self.all_axes))
        boxes = self._boxes(data, left, beside / (self.size[0] * DPI))
        for axes, box in zip(self.all_axes, boxes, strict=True):
            axes.set_position(box)
        last.set_xlabel(x_label, loc="left")

    def move(self, data: RowsData) -> None:
        for ribbons, row in zip(self.ribbons, data.rows, strict=True):
            ribbons.move(data.x, row.bands, row.levels())
        self.marks.move(data.marks)
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: RowsData) -> None:
        for ribbons, row in zip(self.ribbons, data.rows, strict=True):
            ribbons.remember(data.x, row.bands)

    def reading(self, bands: Sequence[Band]) -> str:
        """How the picture is to be read, in words."""
        return how_to_read(bands)

    def _boxes(
        self, data: RowsData, left: float, beside: float
    ) -> list[tuple[float, float, float, float]]:
        """Where the axes of each row are, from top to bottom; the words of marks stand above."""
        high = self.size[1] * DPI
        top = _TOP - room(data.marks) / high
        each, heading = (top - _BOTTOM) / len(data.rows), _HEADING / high
        width = 1 - left - beside
        return [
            (left, top - (row + 1) * each, width, each - heading) for row in range(len(data.rows))
        ]


def _heading(axes: Axes) -> Text:
    """The name of a row, at its upper left, outside."""
    lifted = axes.transAxes + ScaledTranslation(0, _LIFT / DPI, axes.figure.dpi_scale_trans)
    above = {"transform": lifted, "va": "bottom", "paper": 1.0}
    return look.direct_label(axes, "", (0.0, 1.0), fontsize=look.LABEL_SIZE, **above)

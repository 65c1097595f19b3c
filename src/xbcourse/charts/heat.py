"""Modes by dimensions: a number in each cell, and how good it is in its column as the colour."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..assumptions.language import say
from . import look
from .chart import DPI, Chart
from .names import margin

_BOTTOM, _TOP, _RIGHT = 0.075, 0.845, 0.98
#: From this share on the ground is so dark that words on it are white.
_DARK = 0.72
#: Pixels of paper around a cell, where the outline of what was best at the start can be seen.
_GAP = 3
#: Pixels a line of a column's name takes, and room for the outline around a cell.
_LINE, _PAD = 17, 8

#: From pale to dark, so that a grey print keeps the order; words can be read on every shade.
PALE_TO_DARK = LinearSegmentedColormap.from_list(
    "course", [(0.0, "#EEF2F7"), (0.65, "#78AAD3"), (1.0, "#0F4A86")]
)


@dataclass(frozen=True)
class HeatData:
    """What the picture shows.

    `shares`: rows by columns, from 0 (worst of its column) to 1 (best). `words`: the number of
    each cell with its unit, as it is to be read. The number of rows and columns is fixed.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shares: NDArray
    words: tuple[tuple[str, ...], ...]
    finding: str

    def __post_init__(self) -> None:
        wanted = len(self.rows), len(self.columns)
        found = len(self.words), *{len(row) for row in self.words}
        if self.shares.shape != wanted or found != wanted:
            raise ValueError(f"{wanted} shares and words wanted, got {self.shares.shape}, {found}")

    def best(self) -> NDArray[np.bool_]:
        """Which cells are the best of their column; none where all are equal."""
        top, bottom = self.shares.max(axis=0), self.shares.min(axis=0)
        return (self.shares == top) & (top > bottom)


class Heat(Chart):
    """A table whose cells are the darker the better; the best of each column is outlined."""

    size = (9.6, 4.8)

    def build(self, figure: Figure, data: HeatData) -> None:
        """Make the cells as one collection, and the words of each."""
        rows, columns = data.shares.shape
        self.axes = look.axes(figure, (0.2, _BOTTOM, _RIGHT - 0.2, 0.7))
        look.dress(self.axes, grid="none")
        self.axes.spines[:].set_visible(False)
        self.axes.tick_params(axis="x", labelbottom=False, labeltop=True, labelcolor=look.INK)
        self.axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
        self.title = look.finding(figure)
        look.remark(figure, say("charts.darker_is_better"))
        self.cells = self._collection(cmap=PALE_TO_DARK, clim=(0, 1))
        middle = {"ha": "center", "paper": 0.0}
        self.words = [
            look.direct_label(self.axes, "", (column, row), **middle)
            for row in range(rows)
            for column in range(columns)
        ]
        self.outlines = self._collection(facecolor="none", edgecolor=look.ORANGE, linewidth=2.6)
        self.ghosts = [self._collection(**look.GHOST_PATCH)]
        self.moving = [self.cells, self.outlines, *self.words, self.title]

    def frame(self, data: HeatData) -> Hashable:
        return data.rows, data.columns

    def fit(self, data: HeatData) -> None:
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        left = margin(data.rows, look.TICK_SIZE)
        each = (_RIGHT * wide - left) / len(data.columns)
        # A Latin character takes about half the size of its font.
        broken = [
            look.lines(name, each / (0.6 * look.pixels(look.TICK_SIZE))) for name in data.columns
        ]
        above = _LINE * max(name.count("\n") + 1 for name in broken) + _PAD
        height = _TOP - above / high - _BOTTOM
        self.axes.set_position((left / wide, _BOTTOM, _RIGHT - left / wide, height))
        self.axes.set_xticks(range(len(broken)), broken)
        look.name_rows(self.axes, data.rows)
        # In pixels, a cell is as wide and high as this; what stays free around it is a share.
        self.size_of_cell = each, height * high / len(data.rows)
        self.cells.set_verts(self._around(np.ones_like(data.shares, dtype=bool), _GAP))

    def move(self, data: HeatData) -> None:
        shares = np.clip(data.shares, 0.0, 1.0)
        self.cells.set_array(shares.ravel())
        self.outlines.set_verts(self._around(data.best(), _GAP))
        for label, share, words in zip(self.words, shares.flat, np.ravel(data.words), strict=True):
            label.set_text(str(words))
            label.set_color(words_on(share))
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: HeatData) -> None:
        self.ghosts[0].set_verts(self._around(data.best(), 0))

    def _collection(self, **style: object) -> PolyCollection:
        return self.axes.add_collection(PolyCollection([], **style), autolim=False)

    def _around(self, chosen: NDArray[np.bool_], inset: float) -> NDArray:
        """Corners of each chosen cell, row by row, so many pixels inside its borders."""
        half = 0.5 - inset / np.array(self.size_of_cell)
        turns = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
        return np.argwhere(chosen)[:, None, ::-1] + turns


def words_on(share: float) -> str:
    """The colour of words that can be read on the shade of this share."""
    return "white" if share >= _DARK else look.INK

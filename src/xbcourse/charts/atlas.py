"""A map of answers: which of several choices stands where, and where the reader is on it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy.typing import NDArray

from ..assumptions.language import say
from . import look
from .chart import DPI, Chart

#: Number of the answer "none of them".
NONE = -1
#: Choices that patterns and colours keep apart.
MOST_KINDS = 6
#: Which way of painting is the hairline in a tie: after the patterns and the grounds.
_HAIRLINE = 2 * MOST_KINDS
#: Pixels of paper in a cell of the map, and around the map.
CELL = 10
_LEFT, _BOTTOM = 78, 66
#: Pixels of the column of names: gap, swatch, gap.
_GAP, _SWATCH, _LINE = 18, 26, 34
#: Words stand only in areas so many cells deep to every side, on no more than so many areas.
_DEEP, MOST_WORDS = 1, 12

#: Cells from the star to its name; and a code of cells where no word may stand.
_ASIDE, _COVERED = 1.4, -1

_GROUND = ("#8DB9DE", "#F3D08C", "#A5D9D2", "#E3E3F4", "#E2A48A", "#C7C0EA")
_LINES = (look.NAVY, "#8A5A00", "#0F5F58", look.INK, "#6E2B12", "#43307A")


@dataclass(frozen=True)
class Choice:
    """One of the answers: a letter for the map, a name for the column beside it."""

    letter: str
    name: str


@dataclass(frozen=True)
class AtlasData:
    """What the picture shows.

    `best`: rows from the bottom, columns from the left; numbers of `choices`, or `NONE`. `second`:
    who ties with the best there, or `NONE`. `here` and the ticks are shares of the width and of the
    height. `source`: where the answers come from. The number of rows and columns is fixed.
    """

    best: NDArray
    second: NDArray
    choices: tuple[Choice, ...]
    here: tuple[float, float]
    here_label: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    x_label: str
    y_label: str
    finding: str
    source: str

    def __post_init__(self) -> None:
        if self.best.shape != self.second.shape or self.best.ndim != 2:
            raise ValueError(f"one shape wanted, got {self.best.shape}, {self.second.shape}")
        if not 1 <= len(self.choices) <= MOST_KINDS:
            raise ValueError(f"1 to {MOST_KINDS} choices, got {len(self.choices)}")
        highest, lowest = max(self.best.max(), self.second.max()), self.best.min()
        if highest >= len(self.choices) or lowest < NONE:
            raise ValueError(f"answers from {NONE} to {len(self.choices) - 1} wanted")

    def codes(self) -> NDArray[np.int_]:
        """One number for each answer; who of two that tie is ahead makes none of its own."""
        low, high = np.minimum(self.best, self.second), np.maximum(self.best, self.second)
        tied = self.second > NONE
        return np.where(tied, (low + 1) * (MOST_KINDS + 1) + high + 1, self.best + 1)

    def words(self, row: int, column: int) -> str:
        """What is written in the area of a cell."""
        best, second = int(self.best[row, column]), int(self.second[row, column])
        if best == NONE:
            return say("charts.stay_out")
        pair = [best] if second == NONE else sorted((best, second))
        return "/".join(self.choices[number].letter for number in pair)


class Atlas(Chart):
    """Areas in colours and patterns, with a letter in each and the names in a column beside them.

    A tie is striped in the colours of both, with white hairlines between the stripes, so that it is
    seen in grey as well. What does not pay is white with dots.
    """

    size = (9.6, 5.2)

    def build(self, figure: Figure, data: AtlasData) -> None:
        """Make the map as one image, the borders as one collection, and words for all areas."""
        self.rows, self.columns = data.best.shape
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        box = _LEFT / wide, _BOTTOM / high, self.columns * CELL / wide, self.rows * CELL / high
        self.axes = look.axes(figure, box)
        look.dress(self.axes, grid="none")
        self.axes.set(xlim=(0, self.columns), ylim=(0, self.rows))
        self.title = look.finding(figure)
        look.remark(figure, data.source)
        self.paints = _paints(self.rows * CELL, self.columns * CELL)
        self.striped = _stripes(self.rows * CELL, self.columns * CELL)
        self.hairlines = _hairlines(self.rows * CELL, self.columns * CELL)
        self.image = AxesImage(self.axes, interpolation="nearest", origin="lower")
        self.image.set_extent((0, self.columns, 0, self.rows))
        self.image.set_data(self._painted(data))
        self.axes.add_image(self.image)
        self.borders = self._lines(colors=[look.INK], linewidths=1.6)
        middle = {"ha": "center", "paper": 0.85}
        self.words = [look.direct_label(self.axes, **middle) for _ in range(MOST_WORDS)]
        # Over the words, whose paper would hide it.
        star = {
            "marker": "*",
            "zorder": 4,
            "linestyle": "none",
            "clip_on": False,
            "markeredgecolor": "white",
        }
        (self.point,) = self.axes.plot([], [], color=look.WINE, markersize=20, **star)
        self.here = look.direct_label(self.axes, color=look.WINE, paper=0.9)
        under = self._lines(colors=["white"], linewidths=4.0)
        over = self._lines(colors=[look.WINE], linewidths=2.0, linestyles=[(0, (3, 2))])
        self.ghosts = [under, over]
        # The map covers its axes, so that ghosts have to be drawn after it.
        self.moving = [self.image, self.borders, *self.ghosts, *self.words, self.point, self.here]
        self.moving.append(self.title)
        self._column(figure, data)

    def frame(self, data: AtlasData) -> Hashable:
        return data.x_ticks, data.y_ticks, data.x_label, data.y_label

    def fit(self, data: AtlasData) -> None:
        self.axes.set_xticks(*_ticks(data.x_ticks, self.columns))
        self.axes.set_yticks(*_ticks(data.y_ticks, self.rows))
        self.axes.set_xlabel(data.x_label, loc="left")
        self.axes.set_ylabel(data.y_label)

    def move(self, data: AtlasData) -> None:
        self.image.set_data(self._painted(data))
        codes = data.codes()
        self.borders.set_segments(borders(codes))
        self._put_words(data, codes, self._put_here(data))
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: AtlasData) -> None:
        for ghost in self.ghosts:
            ghost.set_segments(borders(data.codes()))

    def _painted(self, data: AtlasData) -> NDArray[np.uint8]:
        """The map in pixels; in a tie stripes of one choice alternate with those of the other."""
        tied = data.second > NONE
        # The patterns of single choices, their plain grounds, a hairline, nothing worth choosing.
        ways = _HAIRLINE + 2
        low, high = np.minimum(data.best, data.second), np.maximum(data.best, data.second)
        first = _enlarged(np.where(tied, low + MOST_KINDS, data.best) % ways)
        other = _enlarged(np.where(tied, high + MOST_KINDS, data.best) % ways)
        between = _enlarged(np.where(tied, _HAIRLINE, data.best) % ways)
        way = np.where(self.hairlines, between, np.where(self.striped, other, first))
        pixels = self.paints.view(np.uint32).ravel()
        picked = pixels[way.ravel() * way.size + np.arange(way.size)]
        return picked.view(np.uint8).reshape(*way.shape, 4)

    def _put_here(self, data: AtlasData) -> NDArray[np.bool_]:
        """Put the star and its name; the cells that both cover."""
        x, y = data.here[0] * self.columns, data.here[1] * self.rows
        self.point.set_data([x], [y])
        left = data.here[0] > 0.6
        self.here.set(ha="right" if left else "left")
        self.here.set_text(data.here_label)
        height = min(max(y, 1.0), self.rows - 1.0)
        self.here.set_position((x + (-_ASIDE if left else _ASIDE), height))
        reach = _ASIDE + look.reach(data.here_label, look.LABEL_SIZE) / CELL
        first, last = (x - reach, x + _ASIDE) if left else (x - _ASIDE, x + reach)
        covered = np.zeros(data.best.shape, bool)
        column, row = (np.arange(n) + 0.5 for n in (self.columns, self.rows))
        across, up = (first <= column) & (column <= last), np.abs(row - height) <= _ASIDE
        covered[np.ix_(up, across)] = True
        return covered

    def _put_words(self, data: AtlasData, codes: NDArray, covered: NDArray[np.bool_]) -> None:
        places = list(areas(np.where(covered, _COVERED, codes)))[:MOST_WORDS]
        for slot, words in enumerate(self.words):
            words.set_visible(slot < len(places))
            if slot < len(places):
                row, column = places[slot]
                words.set_text(data.words(row, column))
                words.set_position((column + 0.5, row + 0.5))

    def _lines(self, **style: object) -> LineCollection:
        return self.axes.add_collection(LineCollection([], **style), autolim=False)

    def _column(self, figure: Figure, data: AtlasData) -> None:
        """Names of all choices with their patterns, of a tie, and of nothing, from the top."""
        left = _LEFT + self.columns * CELL + _GAP
        top = _BOTTOM + self.rows * CELL - _SWATCH
        entries = [
            (f"{one.letter}  {one.name}", self.paints[k]) for k, one in enumerate(data.choices)
        ]
        striped = np.where(_stripes(_SWATCH, _SWATCH)[..., None], *_swatches(self.paints))
        striped[_hairlines(_SWATCH, _SWATCH)] = _rgba("white")
        entries.append((say("charts.tie"), striped))
        entries.append((say("charts.stay_out"), self.paints[NONE]))
        for number, (words, paint) in enumerate(entries):
            bottom = top - number * _LINE
            swatch = np.ascontiguousarray(paint[:_SWATCH, :_SWATCH][::-1])
            figure.figimage(swatch, left, bottom)
            place = left + _SWATCH + 8, bottom + _SWATCH / 2
            look.direct_label(
                self.axes, words, place, transform=None, paper=0.0, fontsize=look.TICK_SIZE
            )


def borders(codes: NDArray) -> NDArray:
    """Lines between neighbouring cells of different answers: lines, ends, x and y.

    >>> borders(np.array([[1, 1, 2]])).tolist()  # between the second and the third column
    [[[2, 0], [2, 1]]]
    """
    row, column = np.nonzero(codes[:, 1:] != codes[:, :-1])
    upright = np.stack([column + 1, row, column + 1, row + 1], axis=-1)
    row, column = np.nonzero(codes[1:] != codes[:-1])
    level = np.stack([column, row + 1, column + 1, row + 1], axis=-1)
    return np.concatenate([upright, level]).reshape(-1, 2, 2)


def areas(codes: NDArray) -> Iterator[tuple[int, int]]:
    """For each answer the cell farthest from its borders, the largest areas first.

    >>> list(areas(np.array([[1] * 5] * 3 + [[2] * 5] * 5)))
    [(5, 2), (1, 2)]
    """
    numbers, counts = np.unique(codes[codes != _COVERED], return_counts=True)
    for number in numbers[np.argsort(-counts, kind="stable")]:
        left = codes == number
        depth = 0
        while (fewer := _shrunk(left)).any():
            left, depth = fewer, depth + 1
        if depth >= _DEEP:
            # Of several cells equally deep the one nearest to their middle.
            cells = np.argwhere(left)
            off = np.abs(cells - cells.mean(axis=0)).sum(axis=1)
            yield tuple(int(at) for at in cells[off.argmin()])


def _shrunk(area: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The area without the cells at its border and at the edge of the map."""
    inner = np.zeros_like(area)
    inner[1:-1, 1:-1] = (
        area[1:-1, 1:-1] & area[:-2, 1:-1] & area[2:, 1:-1] & area[1:-1, :-2] & area[1:-1, 2:]
    )
    return inner


def _enlarged(numbers: NDArray) -> NDArray:
    return np.repeat(np.repeat(numbers, CELL, axis=0), CELL, axis=1)


def _stripes(rows: int, columns: int) -> NDArray[np.bool_]:
    """Every second diagonal stripe, six pixels wide."""
    return np.add.outer(np.arange(rows), np.arange(columns)) % 12 < 6


def _hairlines(rows: int, columns: int) -> NDArray[np.bool_]:
    """A pixel wherever one stripe begins and another ends."""
    return np.add.outer(np.arange(rows), np.arange(columns)) % 6 < 1


def _paints(rows: int, columns: int) -> NDArray[np.uint8]:
    """The map painted all over in each way: patterns, grounds, hairline, dots for nothing."""
    y, x = np.mgrid[:rows, :columns]
    patterns = (
        np.zeros((rows, columns), bool),
        (x + y) % 10 < 2,
        (x - y) % 10 < 2,
        (x % 10 < 2) & (y % 10 < 2),
        y % 10 < 2,
        (x % 10 < 1) | (y % 10 < 1),
    )
    colours = zip(patterns, _GROUND, _LINES, strict=True)
    painted = [np.where(drawn[..., None], _rgba(line), _rgba(g)) for drawn, g, line in colours]
    plain = [np.broadcast_to(_rgba(ground), (rows, columns, 4)) for ground in _GROUND]
    dots = ((x % 20 < 2) & (y % 20 < 2)) | ((x % 20 // 2 == 5) & (y % 20 // 2 == 5))
    nothing = np.where(dots[..., None], _rgba(look.GHOST), _rgba("white"))
    white = np.broadcast_to(_rgba("white"), (rows, columns, 4))
    return np.ascontiguousarray(np.stack([*painted, *plain, white, nothing]))


def _swatches(paints: NDArray) -> tuple[NDArray, NDArray]:
    """The plain grounds of the first and the last choice, which a striped swatch is made of."""
    return tuple(paints[k][:_SWATCH, :_SWATCH] for k in (MOST_KINDS, 2 * MOST_KINDS - 1))


def _rgba(colour: str) -> NDArray[np.uint8]:
    return (255 * np.array(to_rgba(colour))).astype(np.uint8)


def _ticks(ticks: tuple[tuple[float, str], ...], length: int) -> tuple[list[float], list[str]]:
    return [place * length for place, _ in ticks], [words for _, words in ticks]

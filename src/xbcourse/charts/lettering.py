"""Text that moves cheaply: each piece of type is cut once, and from then on only put in its place.

matplotlib lays out and rasterises a text anew on every draw, a millisecond or two for a single
amount of money. A slider moves a dozen of them twenty times a second, and hardly a number comes
twice; but its ten digits do. So each figure keeps pieces of type as small masks, as a printer does:
a digit, a Chinese character, a Latin word. A new text is a row of them, each on a whole pixel.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil, isfinite
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from . import fonts

#: How much of the size of a font is above the baseline; the rest is below (Noto Sans SC).
_ABOVE = 0.88
#: Pixels of paper left and right of a text, where a slanting letter may reach over.
_MARGIN = 2
#: Where a text begins, as a share of its width or height, by its alignment.
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0, "bottom": 0.0, "top": 1.0}


#: A Latin word, with a currency sign if it has one, or any other single character.
_PIECES = re.compile(r"[A-Za-z$€£¥]+|.")


class Type(NamedTuple):
    """A piece of type: its ink (0 to 255), where that lies from the pen, how far the pen moves on.

    In pixels; `up` is how many rows of the ink are above the baseline.
    """

    ink: NDArray[np.uint8]
    right: int
    up: int
    advance: float


class Case:
    """The type of one figure, each piece cut when it is first needed. Its panel has a lock."""

    def __init__(self) -> None:
        self._types: dict[tuple[str, float, float], Type] = {}

    def line(self, words: str, size: float, dpi: float) -> tuple[list[tuple[int, Type]], int]:
        """Pieces of type with the pixel at which each begins, and the width of them all."""
        placed, pen = [], 0.0
        for piece in _PIECES.findall(words):
            kind = self._type(piece, size, dpi)
            placed.append((round(pen), kind))
            pen += kind.advance
        return placed, ceil(pen)

    def _type(self, piece: str, size: float, dpi: float) -> Type:
        key = piece, size, dpi
        if key not in self._types:
            self._types[key] = _cut(piece, size, dpi)
        return self._types[key]


class Label(Text):
    """A text in the course's font, in as many lines as it has, aligned as a whole.

    Parameters
    ----------
    x, y, text, **properties
        As for `matplotlib.text.Text`. Not rotated, and in no other font.
    case : Case
        The type of the figure.
    linespacing : float
        Height of a line, in sizes of the font.
    paper : float
        How opaque the white behind the text is, from 0 to 1.
    """

    def __init__(
        self,
        x: float = 0,
        y: float = 0,
        text: str = "",
        *,
        case: Case,
        linespacing: float = 1.2,
        paper: float = 0.0,
        **properties: Any,
    ) -> None:
        # Two dollar signs are two amounts of money and no mathematics.
        super().__init__(x, y, text, parse_math=False, fontfamily=fonts.load(), **properties)
        self.case = case
        self._height = linespacing
        self._paper = paper
        self._made_of: Any = None

    @allow_rasterization
    def draw(self, renderer: Any) -> None:
        """Put the text on the canvas."""
        placed = self._placed()
        if placed is None:
            return
        graphics = renderer.new_gc()
        self._set_gc_clip(graphics)
        renderer.draw_image(graphics, *placed)
        graphics.restore()
        self.stale = False

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Bbox:
        """Where the text is on the canvas, in pixels, without its margins."""
        placed = self._placed()
        if placed is None:
            return Bbox.unit()
        left, bottom, image = placed
        height, width = image.shape[:2]
        return Bbox.from_bounds(left + _MARGIN, bottom, width - 2 * _MARGIN, height)

    def _placed(self) -> tuple[int, int, NDArray[np.uint8]] | None:
        """The lower left pixel of the image, and the image; None where nothing is to be seen."""
        if not self.get_visible() or not self.get_text():
            return None
        place = self.convert_xunits(self._x), self.convert_yunits(self._y)
        x, y = self.get_transform().transform(place)
        if not (isfinite(x) and isfinite(y)):
            return None
        image = self._image()
        height, width = image.shape[0], image.shape[1] - 2 * _MARGIN
        left = round(x - _BEFORE[self.get_ha()] * width) - _MARGIN
        upright = self.get_va()
        below = self._below if upright == "baseline" else _BEFORE[upright] * height
        return left, round(y - below), image

    def _image(self) -> NDArray[np.uint8]:
        """The text as a picture, set anew only when it says or looks like something else."""
        dpi = self.get_figure(root=True).dpi
        made_of = self.get_text(), self.get_size(), dpi, self.get_ha(), self.get_color()
        if made_of != self._made_of:
            shades = _shades(to_rgba(self.get_color()), self._paper)
            # A canvas counts the rows of an image from below.
            self._kept = np.take(shades, self._ink(dpi)[::-1], axis=0)
            self._made_of = made_of
        return self._kept

    def _ink(self, dpi: float) -> NDArray[np.uint8]:
        size = self.get_size()
        em = size * dpi / 72
        lines = [self.case.line(words, size, dpi) for words in self.get_text().split("\n")]
        widest, high = max(width for _, width in lines), round(self._height * em)
        ink = np.zeros((high * len(lines), widest + 2 * _MARGIN), dtype=np.uint8)
        baseline = round(_ABOVE * em + (self._height - 1) * em / 2)
        self._below = high - baseline
        for number, (pieces, width) in enumerate(lines):
            start = _MARGIN + round(_BEFORE[self.get_ha()] * (widest - width))
            for pen, kind in pieces:
                _stamp(ink, kind, baseline + number * high, start + pen)
        return ink


def width(words: str, size: float, dpi: float) -> int:
    """How many pixels wide a label of these words is; no figure is needed."""
    lines = (_PIECES.findall(line) for line in words.split("\n"))
    return max(ceil(sum(_kept_advance(piece, size, dpi) for piece in line)) for line in lines)


def label(figure: Figure, x: float, y: float, text: str, **properties: Any) -> Label:
    """A label set in the type that the figure's other labels are set in."""
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    case = next((text.case for text in texts if isinstance(text, Label)), None)
    return Label(x, y, text, case=case or Case(), **properties)


def _stamp(ink: NDArray[np.uint8], kind: Type, baseline: int, pen: int) -> None:
    """Press a piece of type onto the paper; what would lie beyond the edge is cut off."""
    top, left = baseline - kind.up, pen + kind.right
    above, before = max(0, -top), max(0, -left)
    rows, columns = kind.ink.shape
    there = ink[top + above : top + rows, left + before : left + columns]
    part = kind.ink[above : above + there.shape[0], before : before + there.shape[1]]
    np.maximum(there, part, out=there)


def _cut(piece: str, size: float, dpi: float) -> Type:
    """Let matplotlib draw a piece of text on a little paper of its own.

    A character that no font has is warned about by matplotlib.
    """
    font = FontProperties(family=list(fonts.load()), size=size)
    advance = _advance(piece, font, dpi)
    em = ceil(size * dpi / 72)
    paper = RendererAgg(ceil(advance) + 2 * em, 4 * em, dpi)
    paper.draw_text(paper.new_gc(), em, 2 * em, piece, font, 0)
    ink = np.asarray(paper.buffer_rgba())[..., 3]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return Type(ink[:0, :0].copy(), 0, 0, advance)
    top, left = int(rows[0]), int(columns[0])
    inked = ink[top : rows[-1] + 1, left : columns[-1] + 1].copy()
    return Type(inked, left - em, 2 * em - top, advance)


@lru_cache(maxsize=4096)
def _kept_advance(piece: str, size: float, dpi: float) -> float:
    return _advance(piece, FontProperties(family=list(fonts.load()), size=size), dpi)


def _advance(piece: str, font: FontProperties, dpi: float) -> float:
    """How far the pen moves on for a piece of type."""
    return _width(f"|{piece}|", font, dpi) - _width("||", font, dpi)


def _width(words: str, font: FontProperties, dpi: float) -> float:
    """How wide words with ink at both ends are; a space by itself has none, and no width."""
    return RendererAgg(1, 1, dpi).get_text_width_height_descent(words, font, False)[0]


@lru_cache(maxsize=64)
def _shades(color: tuple[float, float, float, float], paper: float) -> NDArray[np.uint8]:
    """For each of 256 strengths of ink: ink over white paper of this opacity, as RGBA."""
    ink = np.arange(256)[:, None] / 255 * color[3]
    opacity = ink + paper * (1 - ink)
    seen = ink * np.array(color[:3]) + paper * (1 - ink)
    shades = np.hstack([np.divide(seen, opacity, where=opacity > 0, out=seen), opacity])
    return np.round(shades * 255).astype(np.uint8)

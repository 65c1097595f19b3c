"""One look for every chart of the course.

Colour never carries a meaning alone: a second line has another dash and another marker, a loss has
a sign, a line has its name beside it. The colours can be told apart with the common kinds of colour
blindness and in a grey print; a test measures both.

Gain is blue and loss is orange, not green and red: one reader in twelve men cannot tell those
apart, and on a Chinese stock screen red means up.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import matplotlib
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from . import fonts
from .chart import DPI
from .lettering import label, width
from .ticks import money as money_axis
from .ticks import number as number_axis
from .ticks import percent as percent_axis
from .ticks import round_up, span

__all__ = [
    "apply",
    "axes",
    "direct_label",
    "dress",
    "fill",
    "finding",
    "headline",
    "lines",
    "money_axis",
    "name_rows",
    "number_axis",
    "percent_axis",
    "pixels",
    "reach",
    "remark",
    "room_at_left",
    "room_for",
    "round_up",
    "span",
    "spread",
    "stroke",
    "swatch",
    "upright",
    "widen",
]

# From dark to light, so that a grey print keeps them apart.
NAVY, WINE, BLUE, ORANGE, TEAL = "#0C2B57", "#86204A", "#1A67AB", "#D0621A", "#27A59C"

#: What money earned, money lost and a sum of both are drawn in.
GAIN, LOSS, TOTAL = BLUE, ORANGE, NAVY
#: The parts of an order's price, from what comes in to what is left.
STAGE = {"revenue": NAVY, "goods": BLUE, "selling": TEAL, "ads": WINE, "total": NAVY}
#: Text, quieter text, hairlines, and the state the reader started from.
INK, QUIET, HAIRLINE, GHOST = "#1F2A37", "#5A6572", "#E1E6EB", "#9AA5B1"

#: How the starting state is drawn: an empty outline, a thin dashed line.
GHOST_PATCH = {"facecolor": "none", "edgecolor": QUIET, "linewidth": 1.2, "linestyle": (0, (3, 2))}
GHOST_LINE = {"color": GHOST, "linewidth": 1.6, "linestyle": (0, (3, 2))}

#: Sizes of text in points.
TITLE_SIZE, LABEL_SIZE, TICK_SIZE = 13.0, 10.5, 9.5


#: How wide the name of a row or a line may get before it is broken, in Latin characters.
NAME_WIDTH = 22
#: Pixels beside the ticks of a vertical axis: two gaps, its name, and the edge of the paper.
_BESIDE_TICKS = 36
#: Room for words beside bars is given in steps of this share, so that it rarely changes.
_ROOM = 0.04


#: What a break of a title costs after these endings, elsewhere, and within brackets, in widths of
#: a character.
_BREAKS = (((";", ":", ".", "；", "：", "。"), 0), ((",", "，"), 20))
_NO_BREAK, _IN_BRACKETS = 40, 60


class Stroke(NamedTuple):
    """How one of several lines is drawn: colour, dash and marker change together."""

    color: str
    linestyle: Any
    marker: str


STROKES = (
    Stroke(BLUE, "-", "o"),
    Stroke(ORANGE, (0, (6, 2)), "s"),
    Stroke(NAVY, (0, (1.2, 1.4)), "^"),
    Stroke(TEAL, (0, (7, 2, 1.5, 2)), "D"),
    Stroke(WINE, (0, (4, 1.5, 1, 1.5, 1, 1.5)), "v"),
)

#: Areas that lie on each other, up to eight, light and dark in turn: a grey print keeps them apart.
FILLS = (BLUE, "#EFC06A", NAVY, TEAL, WINE, "#C9DCE8", ORANGE, "#B79BE0")


def fill(number: int) -> str:
    """The colour of the area of that number, from 0."""
    return FILLS[number % len(FILLS)]


def swatch(number: int) -> dict[str, Any]:
    """Keywords for a short line that shows the colour of an area before its name."""
    return {"color": fill(number), "linewidth": 9.0, "solid_capstyle": "butt"}


def stroke(number: int, marker: bool = False) -> dict[str, Any]:
    """Keywords for the line of that number, from 0; with its marker if asked.

    >>> stroke(0)
    {'color': '#1A67AB', 'linestyle': '-', 'linewidth': 2.2}
    """
    chosen = STROKES[number % len(STROKES)]
    keywords = {"color": chosen.color, "linestyle": chosen.linestyle, "linewidth": 2.2}
    return keywords | ({"marker": chosen.marker} if marker else {})


def apply() -> None:
    """Give the learner's own charts (seaborn, pandas, matplotlib) the course's look and font.

    Sets matplotlib's defaults. The course's own charts do not depend on them.
    """
    matplotlib.rcParams.update(_defaults())


def axes(figure: Figure, box: tuple[float, float, float, float] = (0.08, 0.13, 0.89, 0.72)) -> Axes:
    """Axes in this box (left, bottom, width, height as shares of the figure), in the look."""
    made = figure.add_axes(box)
    dress(made)
    return made


def dress(ax: Axes, grid: str = "y") -> None:
    """Give existing axes the look. `grid` is "x", "y", "both" or "none".

    Everything is set on the axes themselves and nothing in matplotlib's defaults, which the
    learner may change, and which a slider on another thread must not.
    """
    ax.set_facecolor("white")
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set(color=GHOST, linewidth=0.8)
    ax.tick_params(
        which="both",
        length=0,
        pad=6,
        labelsize=TICK_SIZE,
        labelcolor=QUIET,
        labelfontfamily=list(fonts.load()),
        grid_color=HAIRLINE,
        grid_linewidth=0.8,
        grid_linestyle="-",
        grid_alpha=1.0,
    )
    ax.grid(False)
    if grid != "none":
        ax.grid(True, axis=grid)
    for name in (ax.xaxis.label, ax.yaxis.label):
        name.set(color=QUIET, fontsize=LABEL_SIZE, fontfamily=fonts.load())


def name_rows(ax: Axes, names: Sequence[str]) -> None:
    """Write the name of each row at the left, in place of ticks; a long one in several lines."""
    ax.set_yticks(range(len(names)), [lines(name, NAME_WIDTH) for name in names])
    ax.tick_params(axis="y", labelcolor=INK)


def finding(figure: Figure, words: str = "") -> Text:
    """The title: what the chart shows, as a sentence, at the top left. Two lines at most.

    Put it among the moving artists and give it new words with ``set_text(headline(words))``.
    """
    title = label(
        figure,
        0.02,
        0.965,
        headline(words),
        ha="left",
        va="top",
        color=INK,
        fontsize=TITLE_SIZE,
        linespacing=1.35,
        transform=figure.transFigure,
    )
    title.set_figure(figure)
    figure.texts.append(title)
    return title


def remark(figure: Figure, words: str) -> Text:
    """A quiet line at the bottom right: how the picture is to be read. It never moves."""
    place = {"transform": figure.transFigure, "ha": "right", "va": "bottom", "paper": 0.0}
    ax = figure.axes[0]
    return direct_label(ax, words, (0.985, 0.02), color=QUIET, fontsize=TICK_SIZE, **place)


def direct_label(ax: Axes, words: str = "", xy: tuple[float, float] = (0, 0), **text: Any) -> Text:
    """A name or number beside what it names, on a little white, in data coordinates.

    `text` overrides matplotlib's text properties, such as `ha`, `va`, `color`, `transform`.
    """
    keywords: dict[str, Any] = {
        "ha": "left",
        "va": "center",
        "color": INK,
        "fontsize": LABEL_SIZE,
        "paper": 0.75,
        "transform": ax.transData,
        "clip_on": False,
    }
    made = label(ax.get_figure(root=True), *xy, words, **keywords | text)
    return ax.add_artist(made)


def lines(words: str, width: float = 96) -> str:
    """Break a sentence into lines. A Chinese character is as wide as two Latin ones.

    >>> print(lines("Ads eat what the margin leaves, and then some more", 30))
    Ads eat what the margin
    leaves, and then some more
    >>> print(lines("广告费吃掉了毛利，这一单还要倒贴", 18))
    广告费吃掉了毛利，
    这一单还要倒贴
    """
    broken, line, used = [], "", 0
    for piece in _pieces(words):
        if line and used + _width(piece.rstrip()) > width:
            broken.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += _width(piece)
    return "\n".join([*broken, line.rstrip()])


@lru_cache(maxsize=256)
def headline(words: str, width: float = 96) -> str:
    """A title in one line or, where it is too long, in two that end where its sense does.

    >>> print(headline("A unit costs 5.00 dollars; two of them leave 2.00", 40))
    A unit costs 5.00 dollars;
    two of them leave 2.00
    >>> print(headline("本钱十四万元，断裂四十三家；压到一成以内，得有二十二万元", 40))
    本钱十四万元，断裂四十三家；
    压到一成以内，得有二十二万元
    """
    if _width(words) <= width:
        return words
    pieces = _pieces(words)
    best, broken = math.inf, lines(words, width)
    for place in range(1, len(pieces)):
        first, second = "".join(pieces[:place]).rstrip(), "".join(pieces[place:]).rstrip()
        longer = max(_width(first), _width(second))
        # As even as may be; a break within a phrase, or in brackets, must be worth it.
        inside = sum(map(first.count, "(（")) > sum(map(first.count, ")）"))
        costs = (cost for ends, cost in _BREAKS if first.endswith(ends))
        cost = longer + (_IN_BRACKETS if inside else next(costs, _NO_BREAK))
        if longer <= width and cost < best:
            best, broken = cost, f"{first}\n{second}"
    return broken


def pixels(points: float) -> float:
    """How many pixels a size of text in points is."""
    return points * DPI / 72


def reach(words: str, points: float) -> float:
    """Pixels that words take in width; no figure is needed.

    >>> reach("成本", 7.2)
    20
    """
    return width(words, points, DPI)


def upright(words: str, pixels_high: float) -> str:
    """The name of a vertical axis, in two lines where it is longer than the axis.

    >>> print(upright("Lost in the worst weeks (USD)", 150))
    Lost in the
    worst weeks (USD)
    """
    if reach(words, LABEL_SIZE) <= pixels_high:
        return words
    return headline(words, 0.7 * _width(words))


def room_at_left(ax: Axes) -> float:
    """Pixels that the vertical axis takes with its ticks, as they stand now, and its name."""
    further = ax.get_ylabel().count("\n") * 1.2 * pixels(LABEL_SIZE)
    low, high = sorted(ax.get_ylim())
    places = [place for place in ax.yaxis.get_major_locator()() if low <= place <= high]
    written = ax.yaxis.get_major_formatter().format_ticks(places)
    return max((reach(text, TICK_SIZE) for text in written), default=0.0) + _BESIDE_TICKS + further


def room_for(words: Iterable[str], points: float, pixels_wide: float) -> float:
    """The share of a width that words beside a bar need, in coarse steps, at most one third.

    >>> room_for(["$12.00"], 7.2, 500)
    0.08
    """
    widest = max((reach(text, points) for text in words if text), default=0.0)
    return min(_ROOM * math.ceil((widest + 8) / pixels_wide / _ROOM), 1 / 3)


def widen(
    limits: tuple[float, float], left: float = 0.0, right: float = 0.0
) -> tuple[float, float]:
    """Limits of an axis with these shares of its new length kept free at its ends.

    >>> widen((0.0, 60.0), right=0.25)
    (0.0, 80.0)
    """
    low, high = limits
    length = (high - low) / (1 - left - right)
    return low - left * length, high + right * length


def spread(
    places: list[float],
    gap: float | list[float],
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Move places apart until each is at least `gap` from the next, as little as possible.

    For the labels at the ends of lines that end close together. The order is kept. `gap` may be
    a list, the size of each label. All of them stay between `low` and `high` if there is room.

    >>> spread([1.0, 1.1, 5.0], 1.0)
    [0.55, 1.55, 5.0]
    >>> spread([1.0, 1.0, 5.0], [1.0, 3.0, 1.0])
    [0.0, 2.0, 5.0]
    >>> spread([1.0, 1.1, 5.0], 1.0, low=1.0)
    [1.0, 2.0, 5.0]
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    sizes = gap if isinstance(gap, list) else [gap] * len(places)
    # How far each must be from the first at least; beyond that, places must only not fall.
    least = [0.0]
    least += [(sizes[a] + sizes[b]) / 2 for a, b in pairwise(order)]
    least = list(accumulate(least))
    blocks: list[list[float]] = []  # [sum of wishes, count]
    for rank, which in enumerate(order):
        blocks.append([places[which] - least[rank], 1])
        while len(blocks) > 1 and _mean(blocks[-1]) < _mean(blocks[-2]):
            wished, count = blocks.pop()
            blocks[-1][0] += wished
            blocks[-1][1] += count
    starts = [_mean(block) for block in blocks for _ in range(int(block[1]))]
    placed = {}
    for rank, which in enumerate(order):
        spot = max(starts[rank], low) + least[rank]
        placed[which] = min(spot, high - least[-1] + least[rank])
    return [placed[which] for which in range(len(places))]


def _mean(block: list[float]) -> float:
    return block[0] / block[1]


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _pieces(words: str) -> list[str]:
    """What may stand at the start of a line: a Latin word, or a Chinese character with the
    punctuation that follows it."""
    pieces: list[str] = []
    for character in words:
        chinese = unicodedata.east_asian_width(character) in "WF"
        closing = unicodedata.category(character) in ("Po", "Pe", "Pf")
        fresh = not pieces or pieces[-1].endswith(" ") or (chinese and not closing)
        fresh = fresh or (not closing and character != " " and _is_chinese(pieces[-1][-1]))
        if fresh:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _is_chinese(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _defaults() -> dict[str, Any]:
    """The look as matplotlib defaults."""
    return {
        "font.family": list(fonts.load()),
        "axes.unicode_minus": True,
        # Colours only: seaborn draws trial lines, which a cycle of dashes would run ahead of.
        "axes.prop_cycle": cycler(color=[s.color for s in STROKES]),
        "axes.titlelocation": "left",
        "axes.titlesize": TITLE_SIZE,
        "axes.titlepad": 12,
        "axes.titlecolor": INK,
        "axes.labelcolor": QUIET,
        "axes.labelsize": LABEL_SIZE,
        "axes.edgecolor": GHOST,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "grid.color": HAIRLINE,
        "grid.linewidth": 0.8,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelsize": TICK_SIZE,
        "ytick.labelsize": TICK_SIZE,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "lines.linewidth": 2.2,
        "legend.frameon": False,
        "text.color": INK,
        "figure.figsize": (8.0, 4.2),
        "figure.dpi": 100,
        "figure.facecolor": "white",
        "figure.constrained_layout.use": True,
    }

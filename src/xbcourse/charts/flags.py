"""Upright lines through rows of bars, each with a word over the axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from . import look

#: Pixels to keep free over the axes for the words.
HEIGHT = 20
#: How a value that matters is drawn, such as where a loss begins.
THRESHOLD = {"color": look.WINE, "linewidth": 1.4, "linestyle": (0, (5, 2))}


class Flags:
    """Lines and words; words that would touch are moved apart, and stay over the axes."""

    def __init__(self, axes: Axes, styles: Sequence[dict[str, Any]]) -> None:
        self._axes = axes
        above = {"ha": "center", "va": "bottom", "transform": axes.get_xaxis_transform()}
        self.rules = [axes.axvline(0, **style) for style in styles]
        self.words = [
            look.direct_label(axes, fontsize=look.TICK_SIZE, color=style["color"], **above)
            for style in styles
        ]
        self.moving = [*self.rules, *self.words]

    def move(self, flags: Sequence[tuple[float, str] | None]) -> None:
        """Put each line with its word where it belongs; None is not to be seen."""
        (low, high), wide = self._axes.get_xlim(), self._axes.bbox.width
        pixel = (high - low) / wide
        shown = [flag for flag in flags if flag is not None]
        widths = [(look.reach(words, look.TICK_SIZE) + 12) * pixel for _, words in shown]
        order = sorted(range(len(shown)), key=lambda number: shown[number][0])
        ends = (low, high)
        if shown:
            ends = low + widths[order[0]] / 2, high - widths[order[-1]] / 2
        spots = iter(look.spread([x for x, _ in shown], widths, *ends))
        for flag, rule, words in zip(flags, self.rules, self.words, strict=True):
            rule.set_visible(flag is not None)
            words.set_visible(flag is not None)
            if flag is not None:
                rule.set_xdata([flag[0]] * 2)
                words.set_text(flag[1])
                words.set_position((next(spots), 1.0))

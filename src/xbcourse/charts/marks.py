"""Points on the horizontal axis worth a line and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from . import look

#: How many marks a chart can carry; more would hide what it shows.
MOST_MARKS = 4

#: From here on, as a share of the axis, a word stands on the left of its line.
_LATE = 0.75


@dataclass(frozen=True)
class Mark:
    """A point on the axis worth a line and a word (a break-even price, a limit of a size tier)."""

    x: float
    label: str


class Marks:
    """Dotted lines through one or several axes above each other; their words in the first."""

    def __init__(self, axes: Sequence[Axes]) -> None:
        self._axes = axes[0]
        self.rules = [self._rule(one) for one in axes]
        self.words = [
            look.direct_label(axes[0], fontsize=look.TICK_SIZE) for _ in range(MOST_MARKS)
        ]
        self.moving = [*self.rules, *self.words]

    def move(self, marks: Sequence[Mark]) -> None:
        """Marks hang from the top, each a step lower, so that near ones do not cover each other."""
        for rule in self.rules:
            rule.set_segments([[(mark.x, 0), (mark.x, 1)] for mark in marks])
        for slot, words in enumerate(self.words):
            words.set_visible(slot < len(marks))
            if slot < len(marks):
                self._put(slot, marks[slot])

    def _put(self, slot: int, mark: Mark) -> None:
        words, box = self.words[slot], self._axes.bbox
        (left, right), (low, high) = self._axes.get_xlim(), self._axes.get_ylim()
        share = (mark.x - left) / (right - left)
        words.set_text(mark.label)
        width = look.reach(mark.label, look.TICK_SIZE) + 6
        before = share > _LATE or share * box.width + width > box.width
        before = before and share * box.width > width
        words.set_ha("right" if before else "left")
        aside = (-6 if before else 6) / box.width * (right - left)
        down = (0.9 + 1.35 * slot) * look.pixels(look.TICK_SIZE) / box.height
        words.set_position((mark.x + aside, high - down * (high - low)))

    @staticmethod
    def _rule(axes: Axes) -> LineCollection:
        rule = LineCollection([], colors=[look.QUIET], linewidths=1.0, linestyles=[(0, (1, 2))])
        rule.set_transform(axes.get_xaxis_transform())
        return axes.add_collection(rule, autolim=False)


def checked(marks: Sequence[Mark]) -> None:
    """Refuse more marks than there is room for."""
    if len(marks) > MOST_MARKS:
        raise ValueError(f"at most {MOST_MARKS} marks, got {len(marks)}")

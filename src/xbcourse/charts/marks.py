"""Points on the horizontal axis worth a line and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from . import look

#: How many marks a chart can carry (more would hide what it shows), and room for how many is kept.
MOST_MARKS, _USUAL = 4, 2

#: Pixels from one word down to the next, and from a line to its word.
_STEP, _ASIDE = 1.3 * look.pixels(look.TICK_SIZE), 6
#: From here on, as a share of the axis, a word stands on the left of its line.
_LATE = 0.75


@dataclass(frozen=True)
class Mark:
    """A point on the axis worth a line and a word (a break-even price, a limit of a size tier)."""

    x: float
    label: str


class Marks:
    """Dotted lines through one or several axes under each other, with a word each.

    The words stand over the first axes, so many pixels higher than `over`, where no line of the
    chart can run through them; each a step from the next, so that near ones do not cover each
    other.
    """

    def __init__(self, axes: Sequence[Axes], over: int = 0) -> None:
        self._axes, self._over = axes[0], over
        self.rules = [_rule(one) for one in axes]
        self.rules[0].set_clip_on(False)
        size = look.TICK_SIZE
        self.words = [look.direct_label(axes[0], fontsize=size) for _ in range(MOST_MARKS)]
        self.moving = [*self.rules, *self.words]

    def move(self, marks: Sequence[Mark]) -> None:
        """Put lines and words where the marks are; what lies beyond the axis is not to be seen."""
        marks = sorted(seen(marks, self._axes.get_xlim()), key=lambda mark: mark.x)
        before = [self._before(mark) for mark in marks]
        # From the bottom up: words on the right, the last first, then words on the left: so no
        # word is crossed by the line of another.
        order = [slot for slot in reversed(range(len(marks))) if not before[slot]]
        order += [slot for slot in range(len(marks)) if before[slot]]
        tops = [self._top(order.index(slot)) for slot in range(len(marks))]
        for number, rule in enumerate(self.rules):
            ends = tops if not number else [1.0] * len(marks)
            rule.set_segments(
                [[(mark.x, 0), (mark.x, end)] for mark, end in zip(marks, ends, strict=True)]
            )
        for slot, words in enumerate(self.words):
            words.set_visible(slot < len(marks))
            if slot < len(marks):
                self._put(words, marks[slot], tops[slot], before[slot])

    def _top(self, row: int) -> float:
        """Where the middle of a word is, as a share of the height of the axes."""
        return 1 + (self._over + _STEP * (row + 0.5)) / self._axes.bbox.height

    def _before(self, mark: Mark) -> bool:
        """Whether the word stands on the left of its line, as there is more room."""
        wide = self._axes.bbox.width
        left, right = self._axes.get_xlim()
        place = (mark.x - left) / (right - left) * wide
        needed = look.reach(mark.label, look.TICK_SIZE) + _ASIDE
        return needed < place and (place > _LATE * wide or place + needed > wide)

    def _put(self, words: Text, mark: Mark, top: float, before: bool) -> None:
        wide = self._axes.bbox.width
        (left, right), (low, high) = self._axes.get_xlim(), self._axes.get_ylim()
        words.set_text(mark.label)
        words.set_ha("right" if before else "left")
        aside = (-_ASIDE if before else _ASIDE) / wide * (right - left)
        words.set_position((mark.x + aside, low + top * (high - low)))


def seen(marks: Sequence[Mark], ends: tuple[float, float]) -> list[Mark]:
    """The marks that lie between the ends of the axis."""
    return [mark for mark in marks if ends[0] <= mark.x <= ends[1]]


def room(marks: Sequence[Mark], free: int = 0) -> int:
    """Pixels that the words of marks take over the axes, beyond those that are free anyway.

    One word gets as much as two: at the ends of a slider the second often goes, and the axes would
    be drawn anew each time.
    """
    rows = max(_USUAL, len(marks)) if marks else 0
    return max(0, round(_STEP * rows) - free)


def checked(marks: Sequence[Mark]) -> None:
    """Refuse more marks than there is room for."""
    if len(marks) > MOST_MARKS:
        raise ValueError(f"at most {MOST_MARKS} marks, got {len(marks)}")


def _rule(axes: Axes) -> LineCollection:
    rule = LineCollection([], colors=[look.QUIET], linewidths=1.0, linestyles=[(0, (1, 2))])
    rule.set_transform(axes.get_xaxis_transform())
    return axes.add_collection(rule, autolim=False)

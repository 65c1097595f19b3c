"""What "the same answer" means: exactly, within the tolerance, or written in another shape.

Only values are compared. Nothing here runs a learner's code, shows anything, or knows a question.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from ..assumptions import formats
from ..assumptions.language import say


class Grade(Enum):
    """How a found value relates to the expected one."""

    SAME = "same"
    OTHERWISE = "right in another shape"
    DIFFERENT = "different"
    UNREADABLE = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Match:
    """The result of one comparison.

    Attributes
    ----------
    grade : Grade
    remark : str
        One sentence for the reader: the shape it came in, where it differs, why it is unreadable.
    ask : str
        A question that helps with this kind of difference, where there is one.
    """

    grade: Grade
    remark: str = ""
    ask: str = ""

    @property
    def right(self) -> bool:
        """Whether the value is the expected one, in whatever shape."""
        return self.grade in (Grade.SAME, Grade.OTHERWISE)


SAME = Match(Grade.SAME)


class Unreadable(Exception):
    """A value that is not of the kind asked for; `key` and `gaps` say why, for the reader."""

    def __init__(self, key: str, **gaps: str) -> None:
        super().__init__(key)
        self.key, self.gaps = key, gaps

    def match(self) -> Match:
        """The same as the result of a comparison."""
        return Match(Grade.UNREADABLE, say(self.key, **self.gaps))


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far off still counts as right: an amount, or a share of the expected value.

    The wider of the two counts. Infinite values are equal to themselves only.

    >>> Tolerance(absolute=0.01).holds(8.40, 8.41)
    True
    >>> Tolerance(relative=0.001).holds(1000.0, 1002.0)
    False
    """

    absolute: float = 0.0
    relative: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.absolute < math.inf and 0 <= self.relative < 1):
            raise ValueError(f"a tolerance is zero or more, and a share below 1: {self}")

    def margin(self, expected: float) -> float:
        """The largest difference from `expected` that counts as right.

        A hair more than was stated, so that 0.30 is "within 0.01" of 0.29 in binary numbers too.
        """
        size = abs(expected)
        return max(self.absolute, self.relative * size) * (1 + 1e-9) + 1e-12 * size

    def holds(self, expected: float, found: float) -> bool:
        """Whether `found` is right where `expected` is expected."""
        if math.isfinite(expected) and math.isfinite(found):
            return abs(found - expected) <= self.margin(expected)
        return expected == found

    def words(self, show: Callable[[float], str] = formats.plain) -> str:
        """The tolerance as the learner is told it; `show` writes an amount with its unit."""
        if self.relative:
            return say(
                "checks.within", margin=formats.percent(self.relative, _digits(self.relative))
            )
        if self.absolute:
            return say("checks.within", margin=show(self.absolute))
        return say("checks.exact")


def glimpse(value: object, longest: int = 60) -> str:
    """A value as Python writes it, cut to a line; never fails, whatever the object does.

    >>> glimpse("24.99")
    "'24.99'"
    """
    if type(value) in (list, tuple, str) and len(value) > longest:
        value = value[:longest]  # fills the line already; a million items need not be written out
    try:
        text = " ".join(repr(value).split())
    except (Exception, SystemExit):  # a learner's class may have a broken __repr__
        text = f"<{type(value).__name__}>"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _digits(share: float) -> int:
    """Decimals that a share needs when it is written in percent.

    >>> _digits(0.001), _digits(0.05)
    (1, 0)
    """
    return max(0, -math.floor(math.log10(share * 100) + 1e-9))

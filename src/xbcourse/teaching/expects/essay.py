"""A written judgement, with the rubric that a person reads it by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ...assumptions.language import Text, say
from ..compare import SAME, Grade, Match, glimpse
from .expectation import Expectation

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\u3400-\u9fff]+(?:[-'’.,][^\W\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what a good answer does, and the points for it."""

    points: float
    words: Text


@dataclass(frozen=True, slots=True)
class Essay(Expectation):
    """A short text. No machine judges it: its length is looked at, the rubric is shown.

    Parameters
    ----------
    rubric : sequence of Criterion
        Their points add up to the question's.
    at_least : int
        Fewest words (see `count_words`) that can be called an attempt.
    """

    kind: ClassVar[str] = "essay"

    rubric: Sequence[Criterion]
    at_least: int = 30

    def match(self, expected: Any, found: Any) -> Match:
        """Long enough, too short, or not a text. `expected` plays no part."""
        if not isinstance(found, str):
            remark = say("checks.is_no_text", kind=type(found).__name__, found=glimpse(found))
            return Match(Grade.UNREADABLE, remark)
        words = count_words(found)
        if words >= self.at_least:
            return SAME
        remark = say("checks.too_short", words=words, least=self.at_least)
        return Match(Grade.DIFFERENT, remark, say("checks.too_short_ask"))

    def show(self, value: Any) -> str:
        if isinstance(value, str):
            return say("checks.words", words=count_words(value))
        return glimpse(value)


def count_words(text: str) -> int:
    """Words of a text in either language: three Chinese characters count as two words.

    >>> count_words("Stop the ads today."), count_words("今天就停掉广告")
    (4, 4)
    """
    return len(_WORD.findall(text)) + 2 * len(_HAN.findall(text)) // 3

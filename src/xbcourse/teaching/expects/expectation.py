"""What every kind of answer can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from ..compare import Match, glimpse


class Expectation(ABC):
    """One kind of answer: recognises it, shows it, and says how exact it must be."""

    #: The word the progress file, the grader and the tests use for this kind.
    kind: ClassVar[str]

    @abstractmethod
    def match(self, expected: Any, found: Any) -> Match:
        """How `found`, which may be anything at all, relates to `expected`."""

    def share(self, expected: Any, found: Any) -> float:
        """How much of the answer is right, from 0 to 1: partial credit where parts can be told.

        Here all or nothing; kinds with parts say how they count them.
        """
        return 1.0 if self.match(expected, found).right else 0.0

    def show(self, value: Any) -> str:
        """A value of this kind as the reader writes it; other values as Python does."""
        return glimpse(value)

    def in_full(self, value: Any) -> list[list[str]]:
        """Everything in a right answer, as lines of cells; for whoever may see it."""
        return [[self.show(value)]]

    def exactness(self) -> str:
        """The tolerance in the reader's words; empty where there is nothing to say."""
        return ""

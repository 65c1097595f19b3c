"""A function that the learner writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..compare import Match
from .expectation import Expectation


@dataclass(frozen=True, slots=True)
class Function(Expectation):
    """A function. It is called with each case, by position; what it returns is compared.

    Parameters
    ----------
    returns : Expectation
        What one call gives: a `Number`, a `Choice`, a `Listing` or a `Table`.
    """

    kind: ClassVar[str] = "function"

    returns: Expectation

    def match(self, expected: Any, found: Any) -> Match:
        """How the value of one call relates to the expected one."""
        return self.returns.match(expected, found)

    def show(self, value: Any) -> str:
        return self.returns.show(value)

    def in_full(self, value: Any) -> list[list[str]]:
        return self.returns.in_full(value)

    def exactness(self) -> str:
        return self.returns.exactness()

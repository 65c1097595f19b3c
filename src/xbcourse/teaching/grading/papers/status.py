"""What can be said of a paper before, and instead of, a number."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a paper, or a student's hand-in, has come. Never a number: unreadable is not zero.

    >>> Status.UNREADABLE == "unreadable", Status.UNREADABLE.counts, Status.MISSING.counts
    (True, False, True)
    """

    OK = "ok"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    NEEDS_A_HUMAN = "needs a human"

    @property
    def counts(self) -> bool:
        """Whether a score stands behind it: a marked paper, or zero for one never handed in."""
        return self in (Status.OK, Status.MISSING)

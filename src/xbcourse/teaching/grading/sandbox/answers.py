"""What came out of the sandbox: plain values, and how the run ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal


class Ended(StrEnum):
    """How a run ended. The words are those of a paper's status."""

    OK = "ok"
    TIMED_OUT = "timed out"
    #: It used more than it may, or sent something that no honest notebook sends.
    REFUSED = "refused"
    #: It ended before its answers could be read: a crash, or a call that ends Python itself.
    NEEDS_A_HUMAN = "needs a human"


@dataclass(frozen=True, slots=True)
class CallSeen:
    """What one call of a function gave.

    Attributes
    ----------
    value : object
        What it returned, where `trouble` is empty.
    trouble : str
        "" (it returned a value), "blank" (something with a blank in it), "raised" (an error),
        "endless" (more time than a call may take), "arguments" (it cannot be called with so many),
        "unreadable" (it returned something that cannot be sent), "not called" (no time was left).
    note : str
        The error in Python's words, or the type of what cannot be sent; at most 300 characters.
    """

    value: Any = None
    trouble: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes
    ----------
    state : str
        "value"; "calls" (a function, called with every case); "blank" (not filled in);
        "absent" (neither handed to ``check`` nor there under its name); "unreadable" (cannot be
        sent: too large, too deep, or of a type that has no plain form).
    value : object
        A plain Python, NumPy or pandas value, built on this side; see `Strange` and `Amount`.
    calls : tuple of CallSeen
        One for each case of the probe.
    note : str
        Why it is unreadable, or the name of the type; at most 300 characters.
    handed_in : bool
        Whether the notebook handed it to ``check``; otherwise it was found under its name.
    """

    state: Literal["value", "calls", "blank", "absent", "unreadable"]
    value: Any = None
    calls: tuple[CallSeen, ...] = ()
    note: str = ""
    handed_in: bool = False


@dataclass(frozen=True, slots=True)
class CellReport:
    """How one cell ran: the error in Python's words (at most 300 characters), and the seconds."""

    error: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything one notebook answered.

    Attributes
    ----------
    status : Ended
    reason : str
        A catalogue key that says why it did not end well, and what to do
        ("grading_sandbox.out_of_memory"); empty where it did.
    answers : mapping of str to Answer
        One for each probe, by question id; all absent where the run did not end well.
    cells : tuple of CellReport
    seconds : float
        From start to end, on the clock.
    detail : str
        More about the reason, for the log; perhaps written by the submission, at most 300
        characters.
    """

    status: Ended
    reason: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cells: tuple[CellReport, ...] = ()
    seconds: float = 0.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Strange:
    """Stands for something that has no plain form: only the name of its type came out.

    >>> Strange("Generator")
    <Generator>
    """

    kind: str

    def __repr__(self) -> str:
        return f"<{self.kind}>"


@dataclass(frozen=True, slots=True)
class Amount:
    """Stands for an object that carries a number as its ``amount``, like a fee with its source."""

    amount: Any
    kind: str = "Amount"

"""One received file, as intake understood it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ....assumptions.errors import CourseError
from .status import Status

#: Why a paper does not count that a person left out.
LEFT_OUT = "grading_papers.left_out"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One received file: what is in it, whose it is, and what stands in the way.

    Parameters
    ----------
    file : str
        The name as received, with the way through folders and archives ("a.zip/王小明/p1.ipynb").
    sha256 : str
        Of the received bytes, as a receipt states it; empty where the bytes were not read.
    student, module : str, optional
        The id on the roster and the module ("m01"), where they are known.
    status : Status
        `OK`: has an owner and a module and may be run. `UNREADABLE`, `REFUSED` (unsafe or too
        large) and `NEEDS_A_HUMAN` (whose it is, or whether it counts, is not for a program to
        decide) may not.
    why : CourseError, optional
        For all but `OK`: the reason and the advice, in the reader's language when it is read.
    remarks : tuple of CourseError
        What should be in the log though the paper counts.
    cells : tuple of str
        Sources of the code cells, in order.
    prose : tuple of str
        Sources of the other cells, in order.
    stamp : mapping
        What the notebook says of the assignment it was handed out with; may be forged.
    received : Path, optional
        Where the received bytes are kept.
    submitted : datetime, optional
        When the learning platform took it; aware. None: not known.
    marked_late : bool
        The learning platform's own mark of lateness in the file name.
    attempt : int
        The number that a learning platform or a browser gave to a later copy; 0 for the first.
    decided : bool
        A person said that this one counts.
    proposed : str, optional
        For a paper without an owner: the id of who it may be, for a person to confirm.
    """

    file: str
    sha256: str = ""
    student: str | None = None
    module: str | None = None
    status: Status = Status.OK
    why: CourseError | None = None
    remarks: tuple[CourseError, ...] = ()
    cells: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    stamp: Mapping[str, Any] = field(default_factory=dict)
    received: Path | None = None
    submitted: dt.datetime | None = None
    marked_late: bool = False
    attempt: int = 0
    decided: bool = False
    proposed: str | None = None

    @property
    def is_left_out(self) -> bool:
        """Whether a person said that it does not count."""
        return self.why is not None and self.why.key == LEFT_OUT

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide: what does not fit, and what belongs to nobody.

        A damaged file counts among these too, or its owner would pass for one who handed in
        nothing.
        """
        waits = self.status is Status.NEEDS_A_HUMAN or not self.student
        return waits and not self.is_left_out

    @property
    def reason(self) -> str:
        """Why it is not `OK`, and what to do, in the reader's language; empty where it is."""
        return str(self.why) if self.why else ""


@dataclass(frozen=True)
class Ignored:
    """A received file that is nobody's work: a checkpoint, a receipt, what a computer leaves."""

    file: str
    why: CourseError


@dataclass(frozen=True, kw_only=True)
class Collected:
    """Everything that was received; each file is in exactly one of `papers` and `ignored`.

    Parameters
    ----------
    papers : tuple of Paper
        Every received piece of work, by name.
    chosen : mapping
        (student's id, module) → the paper that counts. Where all that a student handed in cannot
        be used, it is one of those, with its status, even one that is only proposed to be theirs:
        never `missing`.
    missing : tuple of (str, str)
        (student's id, module) of which nothing came.
    ignored : tuple of Ignored
        Files that are nobody's work.
    remarks : tuple of CourseError
        What the log should say of the whole, such as that nothing is known of times.
    """

    papers: tuple[Paper, ...]
    chosen: Mapping[tuple[str, str], Paper]
    missing: tuple[tuple[str, str], ...]
    ignored: tuple[Ignored, ...] = ()
    remarks: tuple[CourseError, ...] = ()

    @property
    def others(self) -> tuple[Paper, ...]:
        """Papers with an owner in whose place another one counts."""
        used = {id(paper) for paper in self.chosen.values()}
        return tuple(p for p in self.papers if p.student and id(p) not in used)

    @property
    def unknown(self) -> tuple[Paper, ...]:
        """Papers without an owner."""
        return tuple(paper for paper in self.papers if not paper.student)

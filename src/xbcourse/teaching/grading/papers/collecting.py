"""Take in what a class handed in: every file named once, one paper chosen for each exercise."""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ....assumptions.errors import CourseError, DataError, reason_of
from . import notebook
from .archives import BROKEN, Litter, Received, TurnedAway, walk
from .choosing import choose
from .deadlines import Times
from .decisions import LEAVE_OUT, Decisions
from .late import Extension
from .naming import attempt_in, is_marked_late, module_in
from .notebook import Unusable
from .owners import Owner, owner_by_content, owner_by_name, owner_by_numbers
from .paper import LEFT_OUT, Collected, Ignored, Paper
from .roster import Roster
from .status import Status
from .understanding import Asked, understand

#: Larger files are read, but no copy of them is kept beside the results.
LARGEST_KEPT = 20 * 2**20
#: What lies beside notebooks and is nobody's answer.
_BESIDE = re.compile(
    r"(.*[-_ ])?(receipt|回执)([-_ ].*)?\.txt|progress\S*\.json|(submissions|times)\.csv"
    r"|.*_onlinetext_?.*\.html?|readme(\.\w\w)?\.(md|txt)",
    re.IGNORECASE,
)


def collect(
    source: Path,
    roster: Roster,
    assignment: Asked,
    *,
    keep: Path,
    times: Times | None = None,
    extensions: Mapping[tuple[str, str], Extension] | None = None,
    variants: Mapping[str, str] | None = None,
    decisions: Decisions | None = None,
) -> Collected:
    """Read everything in a folder or zip, say whose each file is, and choose what counts.

    Parameters
    ----------
    source : Path
        A folder, a zip as a learning platform hands it out, or one notebook. Never written to.
    roster : Roster
        The class.
    assignment : Asked
        An `Assignment`.
    keep : Path
        A folder for the received bytes, each file named by its SHA-256; made where there is none.
    times : Times, optional
        When papers came. Without it nobody is late.
    extensions : mapping, optional
        As `deadlines.read_extensions` gives it.
    variants : mapping, optional
        Stamp's variant → id of the student to whom it was handed out.
    decisions : Decisions, optional
        What a person decided about papers of an earlier run.

    Returns
    -------
    Collected
        The same for the same files, in whatever order they are found.

    Raises
    ------
    DataError
        The source itself cannot be opened, or holds the folder of the copies. A file in it never
        raises: it has a status.
    """
    if source.is_dir() and keep.resolve().is_relative_to(source.resolve()):
        # The copies of one run would be the papers of the next.
        raise DataError("grading_papers.kept_within", folder=keep, source=source)
    keep.mkdir(parents=True, exist_ok=True)
    intake = _Intake(roster, assignment, keep, variants or {})
    papers, ignored = [], []
    for found in intake.papers(source):
        (papers if isinstance(found, Paper) else ignored).append(found)
    papers = sorted(intake.with_owners(papers), key=lambda paper: (paper.file, paper.sha256))
    decided = [_decided(paper, decisions, assignment) for paper in papers]
    return choose(
        decided,
        roster,
        assignment,
        times=times,
        extensions=extensions or {},
        ignored=tuple(sorted(ignored, key=lambda left: left.file)),
    )


@dataclass(frozen=True)
class _Intake:
    roster: Roster
    assignment: Asked
    keep: Path
    variants: Mapping[str, str]

    def papers(self, source: Path) -> Iterator[Paper | Ignored]:
        for found in walk(source):
            if isinstance(found, Litter):
                yield Ignored(found.name, CourseError("grading_papers.litter"))
            elif isinstance(found, TurnedAway):
                yield self._named(Paper(file=found.name, status=found.status, why=found.why))
            elif _BESIDE.fullmatch(found.name.rpartition("/")[2]):
                yield Ignored(found.name, CourseError("grading_papers.beside"))
            else:
                yield self._named(self._read(found))

    def _read(self, received: Received) -> Paper:
        paper = Paper(file=received.name)
        try:
            paper = replace(paper, sha256=notebook.digest(received.opened))
            paper = replace(paper, received=self._kept(received, paper.sha256))
            written = notebook.read(received.opened)
        except Unusable as error:
            return replace(paper, status=error.status, why=error.why)
        except BROKEN as error:
            why = CourseError("grading_papers.not_read", reason=str(error) or type(error).__name__)
            return replace(paper, status=Status.UNREADABLE, why=why)
        found = understand(written, received.name, self.assignment)
        remarks = found.remarks
        if received.size > LARGEST_KEPT:
            gaps = {"megabytes": received.size >> 20, "most": LARGEST_KEPT >> 20}
            remarks = (*remarks, CourseError("grading_papers.large_outputs", **gaps))
        return replace(
            paper,
            module=found.module,
            status=Status.NEEDS_A_HUMAN if found.why else Status.OK,
            why=found.why,
            remarks=remarks,
            cells=written.cells,
            prose=written.prose,
            stamp=found.stamp,
        )

    def _kept(self, received: Received, sha256: str) -> Path | None:
        """A copy of the bytes, complete or not there."""
        if received.size > LARGEST_KEPT:
            return None
        place = self.keep / f"{sha256}.ipynb"
        if not place.exists():
            handle, part = tempfile.mkstemp(dir=self.keep, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as copy, received.opened() as stream:
                    while piece := stream.read(2**20):
                        _written(copy, piece, self.keep)
                Path(part).replace(place)
            finally:
                Path(part).unlink(missing_ok=True)
        return place

    def _named(self, paper: Paper) -> Paper:
        """What the name says, for papers that can be read and for those that cannot."""
        module = paper.module
        if module is None and paper.status in (Status.UNREADABLE, Status.REFUSED):
            module = module_in(paper.file)
            module = module if module in self.assignment.modules else None
        return replace(
            paper,
            module=module,
            attempt=attempt_in(paper.file),
            marked_late=is_marked_late(paper.file),
        )

    def with_owners(self, papers: list[Paper]) -> Iterator[Paper]:
        """The papers with their owners, as `owners` lays down."""
        owners = [owner_by_name(paper.file, self.roster) for paper in papers]
        carriers = defaultdict(set)
        for paper in papers:
            carriers[paper.stamp.get("variant"), paper.module].add(paper.sha256)
        handed_in = {(o.student, p.module) for o, p in zip(owners, papers, strict=True)}
        for owner, paper in zip(owners, papers, strict=True):
            if owner.student:
                yield self._owned(paper, owner.student)
                continue
            variant = paper.stamp.get("variant", "")
            student = owner_by_numbers(variant, self.variants)
            if student is None or not owner.unnamed:
                written = (*paper.cells, *paper.prose)
                proposed = owner.proposed or student or owner_by_content(written, self.roster)
                yield _without_owner(paper, owner, proposed)
            elif len(carriers[variant, paper.module]) > 1 or (student, paper.module) in handed_in:
                yield _without_owner(paper, _copied(), student)
            else:
                remark = CourseError("grading_papers.owner_by_numbers", student=student)
                yield replace(paper, student=student, remarks=(*paper.remarks, remark))

    def _owned(self, paper: Paper, student: str) -> Paper:
        other = owner_by_numbers(paper.stamp.get("variant", ""), self.variants)
        if other in (None, student):
            return replace(paper, student=student)
        remark = CourseError("grading_papers.neighbours_numbers", student=student, other=other)
        return replace(paper, student=student, remarks=(*paper.remarks, remark))


def _written(copy: BinaryIO, piece: bytes, keep: Path) -> None:
    """Write a piece. That our own disk is full must not pass for a paper that cannot be read."""
    try:
        copy.write(piece)
    except OSError as error:
        gaps = {"folder": keep, "reason": reason_of(error)}
        raise DataError("grading_papers.not_kept", **gaps) from None


def _copied() -> Owner:
    return Owner(why=CourseError("grading_papers.numbers_twice"))


def _without_owner(paper: Paper, owner: Owner, proposed: str | None) -> Paper:
    """A readable paper then waits for a person; an unreadable one keeps its own trouble."""
    if paper.status is Status.OK:
        paper = replace(paper, status=Status.NEEDS_A_HUMAN, why=owner.why)
    return replace(paper, proposed=proposed)


def _decided(paper: Paper, decisions: Decisions | None, assignment: Asked) -> Paper:
    """The paper as a person decided about it; nobody decides that a damaged file can be read."""
    word = decisions.about(paper) if decisions else None
    if word is None:
        return paper
    if word == LEAVE_OUT:
        why = CourseError(LEFT_OUT)
        return replace(paper, student=None, proposed=None, status=Status.REFUSED, why=why)
    module = paper.module or (assignment.modules[0] if len(assignment.modules) == 1 else None)
    paper = replace(paper, student=word, module=module, decided=True)
    if module is None or paper.status not in (Status.OK, Status.NEEDS_A_HUMAN):
        return paper
    remark = CourseError("grading_papers.decided", student=word)
    return replace(paper, status=Status.OK, why=None, remarks=(*paper.remarks, remark))

"""What is done with one student's files: run them, mark the answers, follow slips through.

It needs nothing but what is in the job, so that it can be done on another machine. No salt, no
roster, and no other student's work is among it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ....assumptions.errors import CourseError
from ....assumptions.language import Text, speaking
from .. import sandbox
from ..marks.follow import Round, rounds, with_given
from ..marks.mark import Asked, mark
from ..marks.marked import MarkedQuestion
from ..papers.status import Status
from ..sandbox import Answer, Answers, Limits, Probe, SandboxRefused
from .task import spoken


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file: its code cells, and what its student was asked."""

    module: str
    cells: tuple[str, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One student's files."""

    student: str
    language: str
    files: tuple[FileJob, ...] = field(repr=False)
    limits: Limits = field(default_factory=Limits, repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file.

    Parameters
    ----------
    module : str
    status : Status
    why : Text, optional
        For every status but "ok".
    questions : tuple of MarkedQuestion
        Empty where there is no answer to mark.
    """

    module: str
    status: Status
    why: Text | None = None
    questions: tuple[MarkedQuestion, ...] = ()


def work(job: Job) -> tuple[Done, ...]:
    """The marks of one student's files. One that cannot be marked does not stop the others.

    Raises
    ------
    SandboxRefused
        Where no sandbox is to be had: then nobody is graded.
    """
    with speaking(job.language):
        return tuple(_file(file, job.limits) for file in job.files)


def _file(file: FileJob, limits: Limits) -> Done:
    try:
        return _marked(file, limits)
    except SandboxRefused:
        raise
    except Exception as error:  # a fault of ours that this file brought to light
        reason = f"{type(error).__name__}: {error}"[:300]
        why = spoken(CourseError("grading_run.failed", reason=reason))
        return Done(file.module, Status.NEEDS_A_HUMAN, why)


def _marked(file: FileJob, limits: Limits) -> Done:
    probes = {asked.id: _probe(asked) for asked in file.asked}
    seen = sandbox.run(file.cells, list(probes.values()), limits)
    status = Status(seen.status.value)
    if status is not Status.OK:
        return Done(file.module, status, spoken(_why(seen)))
    marks = {asked.id: _mark(asked, file.cells, seen) for asked in file.asked}
    failing = [a for a in file.asked if _failed(a, marks[a.id])]
    for again in rounds(file.cells, failing):
        marks |= _followed(again, file, probes, marks, limits)
    return Done(file.module, Status.OK, questions=tuple(marks.values()))


def _why(seen: Answers) -> CourseError:
    """Why a run did not end well; what came of it stands last, since a student is not told it."""
    why = CourseError(seen.reason)
    return CourseError("grading_run.in_detail", why=why, detail=seen.detail) if seen.detail else why


def _followed(
    again: Round,
    file: FileJob,
    probes: Mapping[str, Probe],
    marks: Mapping[str, MarkedQuestion],
    limits: Limits,
) -> dict[str, MarkedQuestion]:
    """The questions that earn more once those they build on are right.

    What came out this time is not shown: it may have been computed from a reference.
    """
    cells = with_given(file.cells, again.given)
    seen = sandbox.run(cells, [probes[id_] for id_ in again.scored], limits)
    better = {}
    for asked in file.asked:
        if asked.id not in again.scored:
            continue
        before, found = marks[asked.id], mark(asked, _answer(asked, seen)).found
        if found > before.found:
            names = tuple(given for given in again.given if given != asked.id)
            better[asked.id] = replace(before, found=found, followed=names)
    return better


def _mark(asked: Asked, cells: Sequence[str], seen: Answers) -> MarkedQuestion:
    return mark(asked, _answer(asked, seen), _stopped(asked, cells, seen))


def _failed(asked: Asked, marked: MarkedQuestion) -> bool:
    return asked.question.kind != "essay" and marked.found < marked.points


def _probe(asked: Asked) -> Probe:
    question = asked.question
    if question.kind != "function":
        return Probe(question.id, question.variable)
    cases = tuple(list(case.values()) for case in (*asked.shown, *asked.hidden))
    return Probe(question.id, question.variable, "function", cases)


def _answer(asked: Asked, seen: Answers) -> Answer:
    return seen.answers.get(asked.id, Answer("absent"))


def _stopped(asked: Asked, cells: Sequence[str], seen: Answers) -> str:
    """The error with which the last cell stopped that hands a question in."""
    check = re.compile(rf"\bcheck\(\s*['\"]{re.escape(asked.id)}['\"]")
    for source, report in zip(reversed(cells), reversed(seen.cells), strict=False):
        if check.search(source):
            return report.error
    return ""

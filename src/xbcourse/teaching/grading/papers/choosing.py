"""Of all that a student handed in for an exercise, the one paper that counts.

The last that came before the student's deadline; where all came later, the last. A paper that
cannot be read stands back behind one that can. Papers of which nothing says which is the last,
neither a time nor the number of a copy, are left to a person.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ....assumptions.errors import CourseError
from ....assumptions.language import say
from .deadlines import Times, extension_of
from .late import Extension, extended, is_in_time
from .paper import Collected, Ignored, Paper
from .roster import Roster
from .status import Status
from .understanding import Asked

_Key = tuple[str, str]
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def choose(
    papers: Sequence[Paper],
    roster: Roster,
    assignment: Asked,
    *,
    times: Times | None,
    extensions: Mapping[_Key, Extension],
    ignored: tuple[Ignored, ...] = (),
) -> Collected:
    """Choose among papers with owners; the result does not depend on their order."""
    papers = _timed(papers, times)
    groups: dict[_Key, list[int]] = defaultdict(list)
    for place, paper in enumerate(papers):
        owner = paper.student or paper.proposed
        if owner:
            for module in [paper.module] if paper.module else assignment.modules:
                groups[owner, module].append(place)
    chosen: dict[_Key, int] = {}
    for (student, module), places in groups.items():
        due = extended(assignment.due, extension_of(extensions, student, module))
        chosen[student, module], tied = _best(papers, places, due, assignment)
        files = say("grading_papers.comma").join(sorted({papers[n].file for n in tied}))
        for place in tied:
            papers[place] = _undecided(papers[place], student, files)
    papers = [_with_mark(paper, assignment) for paper in papers]
    wanted = [(student, module) for student in roster for module in assignment.modules]
    return Collected(
        papers=tuple(papers),
        chosen={key: papers[chosen[key]] for key in wanted if key in chosen},
        missing=tuple(key for key in wanted if key not in chosen),
        ignored=ignored,
        remarks=tuple(_remarks(papers, {*chosen.values()}, assignment)),
    )


def _best(
    papers: Sequence[Paper], places: Sequence[int], due: dt.datetime | None, assignment: Asked
) -> tuple[int, list[int]]:
    """The place of the one that counts; and all that might as well, where they differ."""
    candidates = _candidates(papers, places, due, assignment)
    last = max(_order(papers[n]) for n in candidates)
    tied = [n for n in candidates if _order(papers[n]) == last]
    first = min(tied, key=lambda n: (papers[n].student is None, papers[n].file, papers[n].sha256))
    # What was only saved again, with other outputs, is the same answers.
    differ = len({papers[n].cells for n in tied}) > 1 and papers[first].status is Status.OK
    return first, tied if differ else []


def _candidates(
    papers: Sequence[Paper], places: Sequence[int], due: dt.datetime | None, assignment: Asked
) -> Sequence[int]:
    """Of one student's papers those among which the last one counts."""
    fit = [n for n in places if papers[n].status is Status.OK]
    decided = [n for n in fit if papers[n].decided]
    those = decided or fit or places
    known = [n for n in those if papers[n].submitted]
    in_time = [n for n in known if is_in_time(due, papers[n].submitted, assignment.late)]
    unmarked = [n for n in those if not papers[n].marked_late]
    return in_time or known or unmarked or those


def _order(paper: Paper) -> tuple[dt.datetime, int]:
    return paper.submitted or _LONG_AGO, paper.attempt


def _undecided(paper: Paper, student: str, files: str) -> Paper:
    why = CourseError("grading_papers.which_is_last", files=files)
    return replace(paper, status=Status.NEEDS_A_HUMAN, why=why, proposed=student)


def _with_mark(paper: Paper, assignment: Asked) -> Paper:
    """A platform's word that a paper came late costs nothing, since it does not say how late."""
    if not paper.marked_late or paper.submitted or assignment.due is None:
        return paper
    return replace(paper, remarks=(*paper.remarks, CourseError("grading_papers.marked_late")))


def _timed(papers: Iterable[Paper], times: Times | None) -> list[Paper]:
    """The papers with the times of the table: of the file, or of the student's last copy."""
    papers = list(papers)
    if times is None:
        return papers
    last: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for paper in papers:
        key = paper.student, paper.module
        last[key] = max(last[key], paper.attempt)
    for place, paper in enumerate(papers):
        if paper.student:
            time = times.of_file(paper.student, paper.file, paper.sha256)
            if time is None and paper.attempt == last[paper.student, paper.module]:
                time = times.of_last(paper.student, paper.module)
            papers[place] = replace(paper, submitted=time)
    return papers


def _remarks(
    papers: Sequence[Paper], chosen: Iterable[int], assignment: Asked
) -> Iterable[CourseError]:
    owned = [papers[n] for n in chosen if papers[n].student]
    timeless = sum(paper.submitted is None for paper in owned)
    if assignment.due and owned and timeless == len(owned):
        yield CourseError("grading_papers.no_times")
    elif assignment.due and timeless:
        yield CourseError("grading_papers.some_without_time", count=timeless)
    unknown = sum(paper.is_open and not paper.student for paper in papers)
    if unknown:
        yield CourseError("grading_papers.without_owner", count=unknown)

"""Scores put into the file that a platform gave, in its own column, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ....assumptions.errors import ParameterError
from ..papers.roster import Roster
from ..papers.status import Status
from ..papers.student import Student
from . import columns
from .grids import grids_of

#: What a platform writes where it has no score; Moodle a dash.
_NOTHING = ("", "-")


@dataclass(frozen=True, kw_only=True)
class Score:
    """What a student has reached: a number only where the status stands behind one.

    Parameters
    ----------
    student : str
        The id on the roster.
    known_as : tuple of str
        Logins, e-mail, a platform's number.
    status : Status
    score : float, optional
        Points, late penalties taken off. None where there is no number.
    of : float
        The most there is.
    """

    student: str
    known_as: tuple[str, ...] = ()
    status: Status
    score: float | None
    of: float

    @property
    def number(self) -> float | None:
        """The number to write; None leaves the cell empty."""
        return self.score if self.status.counts else None


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The platform's file with the scores, and what a person should know of it.

    Parameters
    ----------
    content : bytes
        The file.
    key, column : str
        Headings of the columns of students and of scores.
    written : mapping
        Student's id → the number written.
    empty : mapping
        Student's id → the status for which the cell was left empty.
    changed : mapping
        Student's id → what stood there before and now does not.
    only_there : tuple of str
        Keys in the platform's file of nobody who was graded; their rows are as they were.
    only_here : tuple of str
        Ids of those who were graded and are not in the platform's file.
    out_of : float
        The most that a written number can be.
    """

    content: bytes
    key: str
    column: str
    written: Mapping[str, str]
    empty: Mapping[str, Status]
    changed: Mapping[str, str]
    only_there: tuple[str, ...]
    only_here: tuple[str, ...]
    out_of: float


def fill(
    template: Path,
    scores: Iterable[Score],
    assignment: str,
    *,
    key: str | None = None,
    column: str | None = None,
    out_of: float | None = None,
) -> Filled:
    """Fill in the file that a platform exported.

    Parameters
    ----------
    template : Path
        The platform's file: CSV in any form, or XLSX. Not written to.
    scores : iterable of Score
        The class.
    assignment : str
        Its name, by which the column is found where none is given.
    key, column : str, optional
        Headings. Where they are not given they are found if only one can be meant.
    out_of : float, optional
        Turn the scores into scores out of this number; by default they are left as they are.

    Returns
    -------
    Filled

    Raises
    ------
    DataError, ParameterError
        The file cannot be filled safely; says why and what to do.
    """
    scores = {score.student: score for score in scores}
    roster = Roster([Student(s.student, aliases=s.known_as) for s in scores.values()])
    heading = columns.heading_of(grids_of(template), key, template.name)
    by = columns.key_column(heading, key, roster, template.name)
    into = columns.score_column(heading, column, assignment, template.name)
    if by == into:
        raise ParameterError("grading_books.same_column", column=heading.row[by])
    columns.refuse_collisions(heading.rows, by, roster, template.name)
    of = max((score.of for score in scores.values()), default=0.0)
    _refuse_other_scale(columns.maximum(heading, into), of, out_of, heading.row[into])
    students = columns.matched(heading.rows, by, roster)
    shown = {line: _shown(scores[student], out_of) for line, student in students.items()}
    before = {row.line: row[into] for row in heading.rows}
    return Filled(
        content=heading.grid.with_values({(line, into): text for line, text in shown.items()}),
        key=heading.row[by],
        column=heading.row[into],
        written={students[line]: text for line, text in shown.items() if text},
        empty={students[n]: scores[students[n]].status for n, text in shown.items() if not text},
        changed={
            students[line]: before[line]
            for line, text in shown.items()
            if before[line] not in _NOTHING and not _equal(before[line], text)
        },
        only_there=tuple(row[by] for row in heading.rows if row[by] and row.line not in students),
        only_here=_absent(scores, students.values()),
        out_of=out_of or of,
    )


def as_number(value: float) -> str:
    """A number with two decimals at most.

    >>> as_number(18.0), as_number(17.456), as_number(0.0)
    ('18', '17.46', '0')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shown(score: Score, out_of: float | None) -> str:
    if score.number is None:
        return ""
    scale = out_of / score.of if out_of and score.of else 1.0
    return as_number(score.number * scale)


def _refuse_other_scale(
    maximum: float | None, of: float, out_of: float | None, column: str
) -> None:
    """18 of 24 points must not become 18 of 100 unnoticed."""
    if maximum is not None and out_of is None and abs(maximum - of) > 1e-9:
        gaps = {"column": column, "maximum": as_number(maximum), "of": as_number(of)}
        raise ParameterError("grading_books.other_scale", **gaps)


def _absent(scores: Mapping[str, Score], found: Iterable[str]) -> tuple[str, ...]:
    there = set(found)
    return tuple(student for student in scores if student not in there)


def _equal(before: str, after: str) -> bool:
    try:
        return float(before.replace(",", ".")) == float(after)
    except ValueError:
        return before == after

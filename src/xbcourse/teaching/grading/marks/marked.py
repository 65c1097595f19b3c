"""What is known of a student's work once it has been marked; plain values that JSON can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from ....assumptions.language import Text
from ..papers.status import Status

#: Raised when an older program could no longer read what is written.
FORMAT = 1

#: Points and scores are rounded to so many decimals: thirds and late penalties need some.
DIGITS = 2


@dataclass(frozen=True, slots=True)
class MarkedCriterion:
    """A line of a rubric, or a question or module marked as a whole, with a person's marks.

    Parameters
    ----------
    points : float
        The most it gives.
    earned : float or None
        None: no person has read it yet.
    comment : str
        What that person wrote beside it.
    """

    points: float
    earned: float | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedQuestion:
    """One question of one student.

    Parameters
    ----------
    id : str
        "m01.duty".
    points : float
        The most it gives.
    found : float
        What the program gave; zero for what only a person can mark.
    outcome : str
        The value of an `Outcome`: "right", "not yet", ...
    slip : str
        The name of the slip that was recognised.
    remarks : tuple of str
        What was found and where, in the student's language. Never an expected value.
    ask : str
        The question to think about.
    followed : tuple of str
        Questions whose right answers, in place of the student's own, made this one (more) right.
    text : str
        A written answer, for the person who reads it.
    rubric : tuple of MarkedCriterion
        For a written answer, line by line.
    overruled : MarkedCriterion, optional
        A person's mark that stands instead of the program's.
    """

    id: str
    points: float
    found: float = 0.0
    outcome: str
    slip: str = ""
    remarks: tuple[str, ...] = ()
    ask: str = ""
    followed: tuple[str, ...] = ()
    text: str = ""
    rubric: tuple[MarkedCriterion, ...] = ()
    overruled: MarkedCriterion | None = None

    @property
    def earned(self) -> float:
        """What it earns so far."""
        if self.overruled and self.overruled.earned is not None:
            return self.overruled.earned
        read = (line.earned for line in self.rubric)
        return round(self.found + sum(points for points in read if points is not None), DIGITS)

    @property
    def waiting(self) -> float:
        """Points that wait for a person."""
        if self.overruled and self.overruled.earned is not None:
            return 0.0
        return sum(line.points for line in self.rubric if line.earned is None)

    @property
    def missed(self) -> bool:
        """Whether it could have earned more, as far as that is known."""
        return self.waiting == 0 and self.earned < self.points

    def as_json(self) -> dict[str, Any]:
        """Plain values; what is empty is left out."""
        plain = {name: value for name, value in asdict(self).items() if value not in ("", (), None)}
        return {**plain, "earned": self.earned}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One module of one student: the file that counts, and what it earned.

    Parameters
    ----------
    module : str
        "m01".
    status : Status
    of : float
        The most it gives.
    why : Text, optional
        For every status but "ok": the reason and the advice.
    file, sha256 : str
        The name as received, and the hash that a receipt states.
    submitted : datetime, optional
        When the learning platform took it.
    due : datetime, optional
        The student's own deadline, where it is later than the class's.
    days : int
        Days late that count.
    lost : float
        The share of what it earns that they take.
    questions : tuple of MarkedQuestion
    made_from : str
        A hash of everything that the marks depend on: equal ones need not be computed again.
    by_hand : MarkedCriterion, optional
        A person's mark for the whole of it, which stands instead of what its questions earn.
    by_hand_before : MarkedCriterion, optional
        Such a mark, given to another file than the one that counts now; it earns nothing.
    """

    module: str
    status: Status
    of: float
    why: Text | None = None
    file: str = ""
    sha256: str = ""
    submitted: dt.datetime | None = None
    due: dt.datetime | None = None
    days: int = 0
    lost: float = 0.0
    questions: tuple[MarkedQuestion, ...] = ()
    made_from: str = ""
    by_hand: MarkedCriterion | None = None
    by_hand_before: MarkedCriterion | None = None

    @property
    def is_by_hand(self) -> bool:
        """Whether a person gave the points for the whole of it."""
        return self.by_hand is not None and self.by_hand.earned is not None

    @property
    def standing(self) -> Status:
        """What it is to the gradebook: the file's own status, unless a person gave points."""
        return Status.OK if self.is_by_hand else self.status

    @property
    def earned(self) -> float:
        """Points so far, before a penalty."""
        if self.is_by_hand:
            return self.by_hand.earned
        return round(sum(question.earned for question in self.questions), DIGITS)

    @property
    def penalty(self) -> float:
        """Points lost by being late; more, as a person gives more."""
        return round(max(self.earned, 0.0) * self.lost, DIGITS)

    @property
    def waiting(self) -> float:
        """Points that wait for a person."""
        return 0.0 if self.is_by_hand else sum(question.waiting for question in self.questions)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the student's file."""
        plain = {
            "module": self.module,
            "status": self.status.value,
            "of": self.of,
            "earned": self.earned,
            "why": asdict(self.why) if self.why else None,
            "file": self.file,
            "sha256": self.sha256,
            "submitted": self.submitted.isoformat() if self.submitted else None,
            "due": self.due.isoformat() if self.due else None,
            "days": self.days,
            "lost": self.lost,
            "penalty": self.penalty,
            "made_from": self.made_from,
            "by_hand": asdict(self.by_hand) if self.by_hand else None,
            "by_hand_before": asdict(self.by_hand_before) if self.by_hand_before else None,
        }
        questions = [question.as_json() for question in self.questions]
        return {**{k: v for k, v in plain.items() if v not in ("", None)}, "questions": questions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One student's work.

    Parameters
    ----------
    student, name, section : str
        As the roster has them.
    language : str
        The one the student reads.
    parts : tuple of Part
        One for each module of the assignment.
    versions : mapping of str to str
        Of the course, Python and the packages that the marks depend on.
    """

    student: str
    name: str = ""
    section: str = ""
    language: str
    parts: tuple[Part, ...]
    versions: Mapping[str, str]

    @property
    def status(self) -> Status:
        """ "ok" where every part is marked or was not handed in; "missing" where none was."""
        states = {part.standing for part in self.parts}
        first = (s for s in Status if s in states and not s.counts)
        return next(first, Status.OK if Status.OK in states else Status.MISSING)

    @property
    def of(self) -> float:
        """The most there is."""
        return sum(part.of for part in self.parts)

    @property
    def raw(self) -> float:
        """Points so far, before penalties."""
        return round(sum(part.earned for part in self.parts), DIGITS)

    @property
    def penalty(self) -> float:
        """Points lost by being late."""
        return round(sum(part.penalty for part in self.parts), DIGITS)

    @property
    def late_days(self) -> int:
        """The most days late of any part."""
        return max((part.days for part in self.parts), default=0)

    @property
    def waiting(self) -> float:
        """Points that wait for a person."""
        return sum(part.waiting for part in self.parts)

    @property
    def score(self) -> float | None:
        """What goes into the gradebook; None where there is no number to be had."""
        return round(self.raw - self.penalty, DIGITS) if self.status.counts else None

    @property
    def questions(self) -> Iterator[MarkedQuestion]:
        """All questions of all parts."""
        return (question for part in self.parts for question in part.questions)

    def with_parts(self, parts: tuple[Part, ...]) -> Marked:
        """The same student with other parts."""
        return replace(self, parts=parts)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the student's file; totals too, for whoever reads only those."""
        return {
            "format": FORMAT,
            "student": self.student,
            "name": self.name,
            "section": self.section,
            "language": self.language,
            "status": self.status.value,
            "score": self.score,
            "of": self.of,
            "raw": self.raw,
            "penalty": self.penalty,
            "late_days": self.late_days,
            "waiting": self.waiting,
            "parts": [part.as_json() for part in self.parts],
            "versions": dict(self.versions),
        }


def read(plain: Mapping[str, Any]) -> Marked:
    """The same from plain values.

    Raises
    ------
    KeyError, TypeError, ValueError
        Where they are no such record.
    """
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']}, not {FORMAT}")
    return Marked(
        student=plain["student"],
        name=plain["name"],
        section=plain["section"],
        language=plain["language"],
        parts=tuple(_part(part) for part in plain["parts"]),
        versions=plain["versions"],
    )


def _part(plain: Mapping[str, Any]) -> Part:
    plain = {name: value for name, value in plain.items() if name not in ("earned", "penalty")}
    why = plain.get("why")
    return Part(
        **{
            **plain,
            "status": Status(plain["status"]),
            "why": Text(**why) if why else None,
            "submitted": _time(plain.get("submitted")),
            "due": _time(plain.get("due")),
            "by_hand": _criterion(plain.get("by_hand")),
            "by_hand_before": _criterion(plain.get("by_hand_before")),
            "questions": tuple(_question(question) for question in plain["questions"]),
        }
    )


def _time(written: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(written) if written else None


def _question(plain: Mapping[str, Any]) -> MarkedQuestion:
    plain = {name: value for name, value in plain.items() if name != "earned"}
    return MarkedQuestion(
        **{
            **plain,
            "remarks": tuple(plain.get("remarks", ())),
            "followed": tuple(plain.get("followed", ())),
            "rubric": tuple(MarkedCriterion(**line) for line in plain.get("rubric", ())),
            "overruled": _criterion(plain.get("overruled")),
        }
    )


def _criterion(plain: Mapping[str, Any] | None) -> MarkedCriterion | None:
    return MarkedCriterion(**plain) if plain else None

"""What is graded, for whom, and everything that a result depends on."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import xbcourse

from ....assumptions.errors import CourseError
from ....assumptions.language import LANGUAGES, Text, speaking
from ..assignment import Assignment
from ..marks.marked import FORMAT
from ..papers.late import Extension
from ..papers.paper import Collected, Paper
from ..papers.student import Student
from ..salt import fingerprint
from ..sandbox import Limits

#: What the marks depend on besides the course itself.
_PACKAGES = ("numpy", "pandas")
#: Remarks on a paper that may mean that it is not the student's own work, or not all of it. Others
#: are of files and their form, and stand in the log alone.
_NOTED = ("neighbours_numbers", "not_handed_out", "official_solution", "owner_by_numbers")
_NOTED += ("marked_late", "several_modules")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A class to grade.

    Parameters
    ----------
    assignment : Assignment
        What was handed out.
    roster : mapping of str to Student
        The class.
    collected : Collected
        What was handed in.
    salt : str
        The instructor's.
    extensions : mapping, optional
        Who was given more time, as `deadlines.read_extensions` gives it.
    limits : Limits, optional
        What one notebook may use.
    """

    assignment: Assignment
    roster: Mapping[str, Student]
    collected: Collected
    salt: str
    extensions: Mapping[tuple[str, str], Extension] | None = None
    limits: Limits | None = None

    def language(self, student: str) -> str:
        """The language a student reads."""
        return self.roster[student].language or self.assignment.language

    def made_from(self, student: str, paper: Paper) -> str:
        """A hash of all that the marks of a paper depend on."""
        assignment = self.assignment
        facts = [
            FORMAT,
            versions(),
            [assignment.name, assignment.class_code, assignment.personal, paper.module],
            fingerprint(self.salt),
            [student, self.language(student)],
            paper.sha256,
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """What the reports need to know of the class as a whole."""
        unknown = [
            {"file": paper.file, "why": as_plain(spoken(paper.why)) if paper.why else None}
            for paper in unclaimed(self.collected)
            if not paper.is_left_out
        ]
        return {
            "assignment": self.assignment.as_json(),
            "students": list(self.roster),
            "known_as": {
                id_: [word for word in (*student.aliases, student.email) if word]
                for id_, student in self.roster.items()
            },
            "unknown": unknown,
            "noted": list(self._noted()),
            "remarks": [as_plain(spoken(remark)) for remark in self.collected.remarks],
            "versions": versions(),
        }

    def _noted(self) -> Iterator[dict[str, Any]]:
        """Of papers that count: what an instructor should know before a score is given out."""
        for (student, module), paper in self.collected.chosen.items():
            who = f"{student} {self.roster[student].name}".strip()
            for remark in paper.remarks:
                if remark.key.partition(".")[2] in _NOTED:
                    yield {"student": who, "module": module, "words": as_plain(spoken(remark))}


def unclaimed(collected: Collected) -> list[Paper]:
    """Papers of nobody knows whom; those that may be a student's stand at that student."""
    chosen = {id(paper) for paper in collected.chosen.values()}
    return [paper for paper in collected.unknown if id(paper) not in chosen]


def spoken(error: CourseError) -> Text:
    """What an error says, in both languages."""
    words = {}
    for language in LANGUAGES:
        with speaking(language):
            words[language] = str(error)
    return Text(**words)


def as_plain(text: Text) -> dict[str, str]:
    """Both languages of a text, for JSON."""
    return {language: text.within(language) for language in LANGUAGES}


@cache
def versions() -> dict[str, str]:
    """What marks are made with; `code` tells two states of the course's own code apart."""
    found = {"xbcourse": xbcourse.__version__, "code": _code(), "python": platform.python_version()}
    return found | {name: metadata.version(name) for name in _PACKAGES}


def _code() -> str:
    root = Path(xbcourse.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]

"""A class made by hand, and a stand-in for the sandbox that runs honest cells right here."""

import hashlib
import json
from threading import Lock

import pytest

import xbcourse
from xbcourse.assumptions.errors import CourseError
from xbcourse.assumptions.home import course_root
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.papers.paper import Collected, Paper
from xbcourse.teaching.grading.papers.roster import Roster
from xbcourse.teaching.grading.papers.status import Status
from xbcourse.teaching.grading.papers.student import Student
from xbcourse.teaching.grading.run.task import Task
from xbcourse.teaching.grading.sandbox import Answer, Answers, CallSeen, CellReport, Ended
from xbcourse.teaching.placeholder import has_blank

needs_sandbox = pytest.mark.usefixtures("sandbox")
SALT = "5a" * 32
HW1 = Assignment(name="hw1", class_code="ECOM-2026A", language="en", modules=("m01",))


def cells_of(kind, language="en", number="01"):
    """The code cells of a made notebook: "solutions" or "exercises"."""
    folder = course_root() / kind / language
    (file,) = (f for f in folder.glob(f"{number}-*.ipynb") if not f.stem.endswith("-answers"))
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return tuple("".join(c["source"]) for c in cells if c["cell_type"] == "code")


def paper(student, cells, module="m01", mark="", **more):
    """A paper with these cells; another `mark` makes it another file."""
    digest = hashlib.sha256(("\0".join(cells) + mark).encode()).hexdigest()
    return Paper(
        file=f"{student}/{module}.ipynb",
        sha256=digest,
        student=student,
        module=module,
        cells=tuple(cells),
        **more,
    )


def unreadable(student, module="m01"):
    why = CourseError("grading_papers.not_read", reason="line 1")
    return paper(student, (), module, status=Status.UNREADABLE, why=why)


def task(papers, students=None, assignment=HW1, salt=SALT, **more):
    """Everything that is graded: each paper counts, who has none is missing."""
    named = [s if isinstance(s, Student) else Student(s) for s in students or ()]
    people = {student.id: student for student in named}
    for each in papers:
        people.setdefault(each.student, Student(each.student))
    roster = Roster(list(people.values()))
    chosen = {(p.student, p.module): p for p in papers}
    missing = tuple((s, m) for s in roster for m in assignment.modules if (s, m) not in chosen)
    collected = Collected(papers=tuple(papers), chosen=chosen, missing=missing)
    return Task(assignment=assignment, roster=roster, collected=collected, salt=salt, **more)


class Stand:
    """Runs cells without any sandbox; keeps what it was asked to run."""

    def __init__(self):
        self.ran = []
        self._lock = Lock()

    def __call__(self, cells, probes, limits=None):
        with self._lock, pytest.MonkeyPatch.context() as patch:
            self.ran.append(tuple(cells))
            seen, namespace, reports = {}, {}, []
            patch.setattr(xbcourse, "check", seen.__setitem__)
            for cell in cells:
                try:
                    exec(cell, namespace)
                    reports.append(CellReport())
                except Exception as error:
                    reports.append(CellReport(f"{type(error).__name__}: {error}"))
        answers = {p.question: self._answer(p, seen, namespace) for p in probes}
        return Answers(Ended.OK, "", answers, tuple(reports))

    @staticmethod
    def _answer(probe, seen, namespace):
        if probe.question not in seen and probe.variable not in namespace:
            return Answer("absent")
        value = seen.get(probe.question, namespace.get(probe.variable))
        if has_blank(value):
            return Answer("blank")
        if not callable(value):
            return Answer("value", value)
        calls = []
        for case in probe.cases:
            try:
                found = value(*case)
                calls.append(CallSeen(trouble="blank") if has_blank(found) else CallSeen(found))
            except Exception as error:
                calls.append(CallSeen(trouble="raised", note=f"{type(error).__name__}: {error}"))
        return Answer("calls", calls=tuple(calls))

"""What is left to do for each student, given what is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..marks import store
from ..marks.hidden import hidden_cases
from ..marks.mark import Asked
from ..marks.marked import Part
from ..papers.deadlines import extension_of
from ..papers.late import extended, late
from ..papers.paper import Paper
from ..papers.status import Status
from ..sandbox import Limits
from ..variant import inputs_for
from .task import Task, spoken
from .work import Done, FileJob, Job

#: Instead of ids: everybody's files are run again.
EVERYBODY = "*"


@dataclass(frozen=True)
class Plan:
    """One student's parts as far as they are known, and the modules that are to be run."""

    student: str
    parts: tuple[Part, ...]
    to_run: tuple[str, ...]

    def with_done(self, done: Sequence[Done]) -> tuple[Part, ...]:
        """The parts, with what became of those that were run."""
        found = {one.module: one for one in done}
        return tuple(
            replace(part, status=one.status, why=one.why, questions=one.questions)
            if (one := found.get(part.module))
            else part
            for part in self.parts
        )


class Jobs(Sequence[Job]):
    """The work of some students. A job is made when its turn comes, and not kept."""

    def __init__(self, task: Task, students: Sequence[str], plan_of: Callable[[str], Plan]) -> None:
        self._task, self._students, self._plan_of = task, students, plan_of

    def __len__(self) -> int:
        return len(self._students)

    def __getitem__(self, place: int) -> Job:
        task, plan = self._task, self._plan_of(self._students[place])
        papers = [task.collected.chosen[plan.student, module] for module in plan.to_run]
        files = tuple(
            FileJob(paper.module, paper.cells, _asked(task, plan.student, paper))
            for paper in papers
        )
        return Job(plan.student, task.language(plan.student), files, task.limits or Limits())


def plan(task: Task, results: Path, student: str, redo: Sequence[str] = ()) -> Plan:
    """What is to be done for a student: only what the results do not hold already."""
    before = {}
    if student not in redo and EVERYBODY not in redo:
        marked = store.kept(results, student)
        before = {part.made_from: part for part in marked.parts if part.made_from} if marked else {}
    parts, to_run = [], []
    for module in task.assignment.modules:
        part = _part(task, student, module)
        if part.status is Status.OK:
            known = before.get(part.made_from)
            if known is None:
                to_run.append(module)
            else:
                part = replace(part, status=known.status, why=known.why, questions=known.questions)
        parts.append(part)
    return Plan(student, tuple(parts), tuple(to_run))


def _part(task: Task, student: str, module: str) -> Part:
    """All of a part that is known before anything is run."""
    assignment, paper = task.assignment, task.collected.chosen.get((student, module))
    of = sum(q.points for q in assignment.questions() if q.module == module)
    own = extension_of(task.extensions or {}, student, module)
    due = extended(assignment.due, own)
    later = due if due != assignment.due else None
    if paper is None:
        return Part(module=module, status=Status.MISSING, of=of, due=later)
    lateness = late(1.0, assignment.due, paper.submitted, assignment.late, own)
    return Part(
        module=module,
        status=paper.status,
        of=of,
        why=spoken(paper.why) if paper.why else None,
        file=paper.file,
        sha256=paper.sha256,
        submitted=paper.submitted,
        due=later,
        days=lateness.days,
        lost=lateness.penalty,
        made_from=task.made_from(student, paper) if paper.status is Status.OK else "",
    )


def _asked(task: Task, student: str, paper: Paper) -> tuple[Asked, ...]:
    """The questions of a paper, with the student's own numbers and hidden cases."""
    assignment, salt = task.assignment, task.salt
    asked = []
    for question in assignment.questions():
        if question.module == paper.module:
            inputs = inputs_for(question, assignment, student, salt)
            own = None if inputs == question.inputs else (inputs,)
            hidden = hidden_cases(question, salt, student, assignment.name, paper.sha256)
            asked.append(Asked(question.id, own, hidden))
    return tuple(asked)

"""Grade a class: one result for each student on the roster, kept as soon as it is there.

A run that was broken off goes on where it stopped, and a second run gives the same: a file whose
bytes, salt, numbers and program are those of the result that is already there is not run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ....analysis.sweep.progress import Progress
from ..assignment import FILE
from ..marks import manual, store
from ..marks.marked import Marked
from . import log, machines
from .plan import Jobs, Plan, plan
from .task import Task, versions
from .work import Done, work

#: How many students at a time, for a machine of two cores.
WORKERS = 2


def grade(
    task: Task,
    results: Path,
    *,
    workers: int = WORKERS,
    scheduler: Any = None,
    redo: Sequence[str] = (),
    progress: bool | Callable[[int, int], None] = False,
) -> Iterator[Marked]:
    """Grade a class into a folder.

    Parameters
    ----------
    task : Task
        The class and what it handed in.
    results : Path
        The folder; made where there is none. Results in it that still hold are kept.
    workers : int
        How many students at a time on this machine.
    scheduler : str or Dask client, optional
        A cluster that does the work instead.
    redo : sequence of str
        Ids of students whose files are run again whatever there is; "*" for all.
    progress : bool or callable
        Whether to show how far it is, or what to tell it.

    Yields
    ------
    Marked
        One for each student on the roster: first those that need no work, then each as it is
        finished. It is in the folder before it comes.

    Raises
    ------
    SandboxRefused
        Where no sandbox is to be had.
    DataError
        A result, or the file of marks given by hand, cannot be read.
    """
    book = manual.Book(results / manual.FILE)
    store.store(results / store.RUN, task.as_json())
    task.assignment.save(results / FILE)
    # A plan holds what is there already, so it is made for one student at a time and not kept.
    plan_of = partial(plan, task, results, redo=redo)
    busy = [student for student in task.roster if plan_of(student).to_run]
    left, count = set(busy), len(task.roster) - len(busy)
    shown = Progress(progress, len(task.roster), count)
    try:
        for student in task.roster:
            if student not in left:
                yield _kept(task, results, book, plan_of(student))
        jobs = Jobs(task, busy, plan_of)
        for place, done in machines.done(work, jobs, workers, scheduler):
            yield _kept(task, results, book, plan_of(busy[place]), done)
            count += 1
            shown.finished(count)
    finally:
        shown.close()
    # Read anew: somebody may have filled rows in while the others were graded.
    manual.Book(results / manual.FILE).renew(store.read_all(results))
    log.store(results, task.collected)


def _kept(
    task: Task, results: Path, book: manual.Book, plan: Plan, done: Sequence[Done] = ()
) -> Marked:
    """Put a student's result together and into its file."""
    student = task.roster[plan.student]
    marked = Marked(
        student=plan.student,
        name=student.name,
        section=student.section,
        language=task.language(plan.student),
        parts=plan.with_done(done),
        versions=versions(),
    )
    marked = book.applied(marked)
    store.keep(results, marked)
    return marked

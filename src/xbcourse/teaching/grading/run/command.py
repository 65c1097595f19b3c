"""``xbcourse grade`` on the command line: a folder of papers becomes results, pages and a log."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ....assumptions.errors import CourseError, ParameterError
from ....assumptions.language import say

if TYPE_CHECKING:
    from ..assignment import Assignment
    from .task import Task


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``grade`` to the course's command."""
    parser = subparsers.add_parser(
        "grade",
        help=say("grading_run.help"),
        description=say("grading_run.about"),
        epilog=say("grading_run.example"),
    )
    option, file = parser.add_argument, {"type": Path, "metavar": "FILE"}
    folder = {"type": Path, "metavar": "FOLDER"}
    # Nothing is needed for a self-test; without it, `run` says what is lacking.
    option("papers", nargs="?", **folder, help=say("grading_run.help_papers"))
    option("--assignment", **file, help=say("grading_run.help_assignment"))
    option("--roster", **file, help=say("grading_run.help_roster"))
    option("--salt-file", **file, help=say("grading_run.help_salt_file"))
    option("--times", **file, help=say("grading_run.help_times"))
    option("--extensions", **file, help=say("grading_run.help_extensions"))
    option("--out", default=Path("results"), **folder, help=say("grading_run.help_out"))
    option("-j", dest="workers", type=int, default=2, metavar="N", help=say("grading_run.help_j"))
    option("--scheduler", metavar="ADDRESS", help=say("grading_run.help_scheduler"))
    option("--redo", action="append", default=[], metavar="ID", help=say("grading_run.help_redo"))
    option("--self-test", action="store_true", help=say("grading_run.help_self_test"))
    parser.set_defaults(run_command=run)


#: What cannot be graded without.
_NEEDED = ("papers", "assignment", "roster")


def run(options: argparse.Namespace) -> int:
    """Do what the command line asks; 0 when everybody has a result."""
    from .machines import tested

    lacking = [name for name in _NEEDED if getattr(options, name) is None]
    if lacking and not options.self_test:
        names = ", ".join(_said(name) for name in lacking)
        raise ParameterError("grading_run.lacking", names=names)
    if options.workers < 1:
        raise ParameterError("grading_run.workers", value=options.workers)
    # What cannot be read is said first: the attacks take some seconds.
    task = None if lacking else _task(options)
    count = tested(options.scheduler)
    if options.self_test:
        print(say("grading_run.self_test_passed", count=count))
    if task:
        _grade(task, options)
    return 0


def _said(name: str) -> str:
    return "FOLDER" if name == "papers" else f"--{name.replace('_', '-')}"


def _task(options: argparse.Namespace) -> Task:
    """Read everything that is graded; what cannot be read is said before anything is run."""
    from .. import assignment as assignments
    from .. import salt as salts
    from ..papers import deadlines, decisions
    from ..papers.collecting import collect
    from ..papers.roster import read_roster
    from ..variant import stamp_of
    from .task import Task

    given = options.assignment
    file = given / assignments.FILE if given.is_dir() else given
    assignment = assignments.load(file)
    _require_its_own(options.out, assignment)
    salt = salts.read(options.salt_file or file.parent / salts.FILE)
    roster = read_roster(options.roster)
    _require_known(options.redo, roster)
    zone = assignment.due.tzinfo if assignment.due else None
    extensions = {}
    if options.extensions:
        extensions = deadlines.read_extensions(options.extensions, roster, zone)
    collected = collect(
        options.papers,
        roster,
        assignment,
        keep=options.out / "received",
        times=deadlines.read_times(options.times, roster, zone) if options.times else None,
        extensions=extensions,
        variants={stamp_of(assignment, id_, salt): id_ for id_ in roster}
        if assignment.personal
        else None,
        decisions=decisions.read(options.out / decisions.FILE, roster),
    )
    return Task(
        assignment=assignment, roster=roster, collected=collected, salt=salt, extensions=extensions
    )


def _require_its_own(results: Path, assignment: Assignment) -> None:
    """Marks of one assignment must not be mixed with those of another in one folder."""
    from .. import assignment as assignments

    try:
        before = assignments.load(results / assignments.FILE)
    except CourseError:
        return  # nothing there yet, or nothing that could be mixed up
    if (before.name, before.class_code) != (assignment.name, assignment.class_code):
        raise ParameterError(
            "grading_run.other_results",
            folder=results,
            before=f"{before.name}, {before.class_code}",
            now=f"{assignment.name}, {assignment.class_code}",
            name=assignment.name,
        )


def _require_known(ids: list[str], roster: object) -> None:
    from .plan import EVERYBODY

    for id_ in ids:
        if id_ != EVERYBODY and id_ not in roster:
            raise ParameterError("grading_run.redo_nobody", id=id_)


def _grade(task: Task, options: argparse.Namespace) -> None:
    from ..papers import decisions
    from ..reports.make import make
    from .grade import grade
    from .summary import Summary

    summary = Summary(task, options.out)
    waiting = decisions.write(options.out / decisions.FILE, task.collected.papers)
    try:
        for marked in grade(
            task,
            options.out,
            workers=options.workers,
            scheduler=options.scheduler,
            redo=options.redo,
            progress=sys.stderr.isatty(),
        ):
            summary.count(marked)
    except KeyboardInterrupt:
        print("\n" + say("grading_run.interrupted", done=summary.done, of=len(task.roster)))
        raise
    tally = make(options.out)
    print(summary.words(waiting, tally.remarks))

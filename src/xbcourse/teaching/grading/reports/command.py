"""``xbcourse report`` on the command line: make the pages again, with the marks given by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from ....assumptions.language import say


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``report`` to the course's command."""
    parser = subparsers.add_parser(
        "report", help=say("grading_reports.help"), description=say("grading_reports.about")
    )
    parser.add_argument(
        "results",
        nargs="?",
        type=Path,
        default=Path("results"),
        metavar="FOLDER",
        help=say("grading_reports.help_results"),
    )
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Make everything again that is made from the results."""
    from ....assumptions import formats
    from .make import make

    tally = make(options.results)
    print(say("grading_reports.made", count=tally.students, folder=options.results))
    for remark in tally.remarks:
        print(remark)
    if tally.waiting:
        points = formats.plain(tally.waiting)
        print(say("grading_reports.still_waiting", points=points, folder=options.results))
    return 0

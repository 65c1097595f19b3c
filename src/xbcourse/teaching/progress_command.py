"""``xbcourse progress``: what `progress()` shows in a notebook, in a terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..assumptions.language import say


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``progress`` to the course's command."""
    words = say("checks.progress_help")
    parser = subparsers.add_parser("progress", help=words, description=words)
    module, work = say("checks.progress_help_module"), say("checks.progress_help_work")
    parser.add_argument("module", nargs="?", metavar="NN", help=module)
    parser.add_argument("--work", type=Path, metavar="FOLDER", help=work)
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Show the progress kept in the learner's folder."""
    from . import workcopy
    from .keeping import keeper, keeper_in
    from .progress import show

    kept = keeper_in(options.work.absolute()) if options.work else keeper()
    if not options.work and kept.path and not kept.path.exists():
        # A learner who opens a terminal is seldom in the folder that the notebooks use.
        kept = keeper_in(workcopy.default_place())
    number = options.module
    show(kept, f"m{number:0>2}" if number and number.isdigit() else number)
    return 0

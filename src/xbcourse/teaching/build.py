"""``xbcourse build`` on the command line: make what learners open, or say what is stale."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from ..assumptions.language import say


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``build`` to the course's command."""
    parser = subparsers.add_parser("build", help=say("build.help"), description=say("build.help"))
    parser.add_argument("numbers", nargs="*", metavar="NN", help=say("build.help_numbers"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help=say("build.help_check"))
    what.add_argument("--accept", type=Path, metavar="FILE", help=say("build.help_accept"))
    parser.add_argument("--run", action="store_true", help=say("build.help_run"))
    parser.add_argument("--root", type=Path, metavar="FOLDER", help=say("build.help_root"))
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Do what the command line asks; 0 when nothing is left to mend."""
    # Learners do not need what reads and executes sources, so it may not be installed.
    if not (find_spec("jupytext") and find_spec("nbclient")):
        print(say("build.not_installed"))
        return 1
    from .lesson import command

    return command.run(options)

"""``xbcourse handout`` and ``xbcourse slides``: what an instructor prints and projects."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from ..assumptions.language import say

#: Learners do not need what reads sources and sets formulas, so it may not be installed.
NEEDED = ("jupytext", "latex2mathml", "markdown_it", "mdit_py_plugins")
#: Command → the folder that it fills unless told otherwise; git ignores both.
FOLDERS = {"handout": "handouts", "slides": "slides"}


def add_parsers(subparsers: argparse._SubParsersAction) -> None:
    """Add both commands to the course's command."""
    for name, folder in FOLDERS.items():
        words = say(f"press.help_{name}")
        parser = subparsers.add_parser(name, help=words, description=words)
        parser.add_argument("numbers", nargs="*", metavar="NN", help=say("build.help_numbers"))
        where = say("press.help_out", default=f"{folder}/")
        parser.add_argument("--out", type=Path, metavar="FOLDER", default=folder, help=where)
        if name == "handout":
            parser.add_argument("--answers", action="store_true", help=say("press.help_answers"))
        parser.add_argument("--pdf", action="store_true", help=say("press.help_pdf"))
        parser.add_argument("--root", type=Path, metavar="FOLDER", help=say("build.help_root"))
        parser.set_defaults(run_command=run, made=name)


def run(options: argparse.Namespace) -> int:
    """Make what the command line asks for; 0 when all of it was made."""
    missing = [name for name in NEEDED if not find_spec(name)]
    if missing:
        print(say("press.not_installed", missing=", ".join(missing), command=options.made))
        return 1
    from .press import command

    return command.run(options)

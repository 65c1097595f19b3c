"""``xbcourse hand-in`` on the command line, and ``hand_in()`` in a notebook."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...assumptions.language import say
from ..plainly import plainly


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``hand-in`` to the course's command."""
    words = say("handin.help")
    parser = subparsers.add_parser(
        "hand-in", help=words, description=words, epilog=say("handin.example")
    )
    option = parser.add_argument
    option("places", nargs="*", type=Path, metavar="PLACE", help=say("handin.help_places"))
    option("--name", help=say("handin.help_name"))
    option("--id", default="", help=say("handin.help_id"))
    option("--out", type=Path, metavar="FOLDER", help=say("handin.help_out"))
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Pack what is to be handed in and print the receipt."""
    print("\n".join(_handed_in(options.places, options.name, options.id, options.out)))
    return 0


@plainly
def hand_in(place: str | None = None, *, name: str | None = None, student: str = "") -> None:
    """Put the notebooks of an assignment into one file, and show the receipt. Save first.

    Parameters
    ----------
    place : str, optional
        The notebook, or the folder that holds it; by default the folder of this notebook.
    name : str, optional
        The assignment, where notebooks of several lie there.
    student : str
        Your student id, where the file is sent by mail and nobody else says whose it is.
    """
    for line in _handed_in([Path(place)] if place else [], name, student, None):
        print(line)


def _handed_in(
    places: Sequence[Path], name: str | None, student: str, out: Path | None
) -> Iterator[str]:
    from . import packing, receipt
    from .choosing import chosen
    from .sheets import found_in

    sheets = chosen(_found(places, found_in), name)
    folder = out or sheets[0].path.parent / packing.FOLDER
    packed = packing.pack(sheets, folder, dt.datetime.now().astimezone(), student)
    yield packed.words
    yield from receipt.unsaved(sheets)
    yield say("handin.done", file=packed.file)
    yield say("handin.kept", receipt=packed.receipt)


def _found(places: Sequence[Path], found_in):
    """What was named; else what lies here; else what lies in the working copy."""
    from ..workcopy import default_place

    if places:
        return list(found_in(places))
    here = list(found_in([Path.cwd()]))
    work = default_place()
    return here or (list(found_in([work])) if work.is_dir() else [])

"""``xbcourse fill`` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ....assumptions.errors import ParameterError
from ....assumptions.language import say

if TYPE_CHECKING:
    from .filling import Filled, Score

#: So many ids are named; the others are counted.
_NAMED = 20


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``fill`` to the course's command."""
    words = say("grading_books.help")
    parser = subparsers.add_parser(
        "fill", help=words, description=words, epilog=say("grading_books.example")
    )
    option = parser.add_argument
    option("results", type=Path, metavar="RESULTS", help=say("grading_books.help_results"))
    option("--template", type=Path, metavar="FILE", help=say("grading_books.help_template"))
    option("--key", metavar="HEADING", help=say("grading_books.help_key"))
    option("--column", metavar="HEADING", help=say("grading_books.help_column"))
    option("--out-of", type=float, metavar="POINTS", help=say("grading_books.help_out_of"))
    option("--out", type=Path, metavar="FILE", help=say("grading_books.help_out"))
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Fill a platform's file; or, without one, write the gradebook of our own."""
    from . import plain

    if options.template is None:
        for file in plain.store(options.results):
            print(say("grading_books.stored", file=file))
        return 0
    return _fill(options)


def _fill(options: argparse.Namespace) -> int:
    from ...workcopy.storage import write
    from ..marks.store import read_all, run_of
    from .filling import fill

    template = options.template
    out = options.out or template.with_name(f"{template.stem}-filled{template.suffix}")
    if out.resolve() == template.resolve():
        raise ParameterError("grading_books.onto_itself", file=template)
    if options.out_of is not None and not 0 < options.out_of < 1e6:
        raise ParameterError("grading_books.no_points", value=options.out_of)
    marked = list(read_all(options.results))
    run = run_of(options.results)
    filled = fill(
        template,
        _scores(marked, run.get("known_as", {})),
        run["assignment"]["name"],
        key=options.key,
        column=options.column,
        out_of=options.out_of,
    )
    write(out, filled.content)
    waiting = sum(one.waiting > 0 for one in marked)
    for line in _summary(filled, waiting, len(run.get("unknown", ()))):
        print(line)
    print(say("grading_books.stored", file=out))
    return 0


def _scores(marked: Iterable, known_as: dict[str, list[str]]) -> Iterator[Score]:
    from .filling import Score

    for one in marked:
        yield Score(
            student=one.student,
            known_as=tuple(known_as.get(one.student, ())),
            status=one.status,
            score=one.score,
            of=one.of,
        )


def _summary(filled: Filled, waiting: int, unknown: int) -> Iterator[str]:
    """What was done, then whatever a person should look at before the file goes up."""
    from .plain import say_status

    gaps = {"count": len(filled.written), "key": filled.key, "column": filled.column}
    yield say("grading_books.filled", **gaps, out_of=f"{filled.out_of:g}")
    for status in dict.fromkeys(filled.empty.values()):
        ids = [student for student, found in filled.empty.items() if found is status]
        yield say("grading_books.left_empty", status=say_status(status), **_ids(ids))
    if filled.changed:
        yield say("grading_books.changed", **_ids(list(filled.changed)))
    if filled.only_there:
        yield say("grading_books.only_there", **_ids(filled.only_there))
    if filled.only_here:
        yield say("grading_books.only_here", **_ids(filled.only_here))
    if waiting:
        yield say("grading_books.still_waiting", count=waiting)
    if unknown:
        yield say("grading_books.unclaimed", count=unknown)


def _ids(ids: Iterable[str]) -> dict[str, object]:
    ids = list(ids)
    named = say("grading_papers.comma").join(ids[:_NAMED])
    return {"count": len(ids), "ids": named + (" …" if len(ids) > _NAMED else "")}

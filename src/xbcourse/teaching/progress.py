"""``progress()``: what is done, module by module or question by question."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..assumptions import formats
from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from . import message, records
from .judge import Outcome
from .keeping import Keeper, keeper
from .plainly import plainly
from .question import Question
from .questions import guesses, modules, questions
from .records import Record


@plainly
def progress(module: str | None = None) -> None:
    """Show what is done and what is still open.

    Parameters
    ----------
    module : str, optional
        A module ("m01") to see question by question.
    """
    show(keeper(), module)


def show(kept: Keeper, module: str | None = None) -> None:
    """Show what one keeper has.

    Raises
    ------
    ParameterError
        There is no such module.
    """
    if module is not None and module not in modules():
        allowed = ", ".join(modules())
        raise ParameterError("errors.unknown_choice", name="module", value=module, allowed=allowed)
    trouble = kept.keep(lambda record: None)
    record = kept.record()
    head, rows = _by_question(record, module) if module else _by_module(record)
    lines = [*trouble] if trouble else [_place(kept)]
    if _written(record):
        lines.append(say("checks.progress_essays"))
    caption = say("checks.progress") + (f" · {module}" if module else "")
    text = "\n".join([message.text_table(caption, head, rows), *(f"  {line}" for line in lines)])
    message.show(text, message.table(caption, head, rows, lines))


def _by_module(record: Record) -> tuple[list[str], list[list[str]]]:
    head = [
        say(f"checks.progress_{column}")
        for column in ("module", "share", "done", "points", "guesses", "open")
    ]
    rows = [_row(record, module, _of(module)) for module in modules()]
    return head, [*rows, _row(record, None, list(questions().values()))]


def _by_question(record: Record, module: str) -> tuple[list[str], list[list[str]]]:
    head = [
        say(f"checks.progress_{column}") for column in ("question", "outcome", "points", "attempts")
    ]
    rows = []
    for question in _of(module):
        entry = records.question(record, question.id)
        best = Outcome(entry["best"])
        state = say(f"checks.state_{best.name.lower()}")
        points = _points(record, [question]) if question.kind != "essay" else "–"
        rows.append([question.id, state, points, str(entry["attempts"])])
    return head, rows


def _row(record: Record, module: str | None, asked: Sequence[Question]) -> list[str]:
    """One module, or, without a module, everything."""
    guessed = [g for g in guesses().values() if module in (None, g.module)]
    made = sum(bool(records.guess(record, g.id)["made"]) for g in guessed)
    still_open = [q for q in asked if not records.best(record, q.id).done]
    names = say("checks.list_comma").join(q.variable for q in still_open) if module else ""
    return [
        module or say("checks.progress_total"),
        message.Bar((len(asked) - len(still_open)) / max(1, len(asked))),
        f"{len(asked) - len(still_open)}/{len(asked)}",
        _points(record, asked),
        f"{made}/{len(guessed)}",
        names,
    ]


def _points(record: Record, asked: Sequence[Question]) -> str:
    """Points reached of those that can be; a person gives the points for written answers."""
    judged = [q for q in asked if q.kind != "essay"]
    reached = sum(q.points for q in judged if records.best(record, q.id).done)
    return f"{formats.plain(reached)}/{formats.plain(sum(q.points for q in judged))}"


def _written(record: Record) -> bool:
    return any(q.kind == "essay" and records.best(record, q.id).done for q in questions().values())


def _of(module: str) -> list[Question]:
    return [question for question in questions().values() if question.module == module]


def _place(kept: Keeper) -> str:
    """Where the record is, seen from here: a whole path would name this computer's owner."""
    if kept.path is None:
        return say("checks.progress_in_memory")
    if kept.trouble:
        return kept.trouble
    try:
        file = os.path.relpath(kept.path)
    except ValueError:  # Windows: on another drive
        file = str(kept.path)
    return say("checks.progress_in_file", file=file)

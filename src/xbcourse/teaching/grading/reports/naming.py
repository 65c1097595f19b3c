"""What the pages call things: modules, outcomes, points."""

from __future__ import annotations

import json
from functools import cache

from ....assumptions import formats
from ....assumptions.errors import DataError
from ....assumptions.home import course_root
from ....assumptions.language import current, say
from ...judge import Outcome
from ...questions import questions
from ..marks.marked import MarkedQuestion, Part
from ..papers.status import Status


def module_title(module: str) -> str:
    """The title of a module's exercise, as its notebook has it; else its id."""
    return _title(module, current()) or module


@cache
def _title(module: str, language: str) -> str:
    try:
        folder = course_root() / "exercises" / language
        file = next(iter(sorted(folder.glob(f"{module[1:]}-*.ipynb"))))
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    except (DataError, OSError, StopIteration, ValueError, KeyError):
        return ""
    lines = (line for cell in cells for line in "".join(cell.get("source", "")).splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), "")


def asks(question: str) -> str:
    """What a question asks, and its id."""
    return say("grading_reports.asks", asks=questions()[question].asks, id=question)


def outcome(question: MarkedQuestion) -> str:
    """What became of a question, in words that a sign stands before."""
    return say(f"grading_reports.outcome_{_outcome(question)}")


def _outcome(question: MarkedQuestion) -> str:
    if question.waiting:
        return "waiting"
    if question.rubric or (question.overruled and question.overruled.earned is not None):
        return "read"
    if question.found == question.points:
        return "right"
    if question.found > 0:
        return "partly"
    return Outcome(question.outcome).name.lower()


def state(status: Status) -> str:
    """A status in words."""
    return say(f"grading_run.status_{status.replace(' ', '_')}")


def by_hand(part: Part) -> list[str]:
    """For the instructor: the points that a person gave for the whole of a module, if any."""
    given = {"by_hand": part.by_hand, "by_hand_before": part.by_hand_before}
    return [
        say(f"grading_marks.{name}", points=of(mark.earned, mark.points))
        for name, mark in given.items()
        if mark is not None and mark.earned is not None
    ]


def joined(*sentences: str) -> str:
    """One text of sentences, with a blank between them in the language that has one."""
    blank = "" if current() == "zh" else " "
    return blank.join(filter(None, sentences))


def of(earned: float, most: float) -> str:
    """Points of the most there are.

    >>> of(1.5, 2.0)
    '1.5 / 2'
    """
    return f"{formats.plain(earned)} / {formats.plain(most)}"

"""Number marks in an exercise's prose: where it prints a number that a personal variant changes.

::

    A carton of [40]{length_cm} × [30]{width_cm} centimetres ...

stands before the cell of a question whose inputs `length_cm` and `width_cm` are ``personal``. The
made notebook shows the plain text; where the numbers stand in it, it keeps in the cell's metadata,
so that a personal notebook can be made from the made one alone (`teaching/grading/assigning`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..printed import NotPrintable, names, printed_like, worth
from ..question import Question
from .problems import Problem

_MARK = re.compile(r"\[([^\[\]\n]+)\]\{([^{}\n]+)\}")


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number in the plain text: where it stands, what is printed, the expression it prints."""

    start: int
    end: int
    shown: str
    expression: str


def without_marks(text: str) -> str:
    """Prose as its reader sees it.

    >>> without_marks("It sells for [29.99]{price} dollars.")
    'It sells for 29.99 dollars.'
    """
    return _MARK.sub(r"\1", text)


def marks_in(text: str) -> list[NumberMark]:
    """The marks of a text, with their places in the text without marks.

    >>> [(mark.start, mark.end) for mark in marks_in("[40]{length} × [30]{width}")]
    [(0, 2), (5, 7)]
    """
    marks, taken_out = [], 0
    for match in _MARK.finditer(text):
        start = match.start() - taken_out
        marks.append(NumberMark(start, start + len(match[1]), match[1], match[2]))
        taken_out += len(match[0]) - len(match[1])
    return marks


def as_metadata(text: str, question: str) -> dict[str, object]:
    """What a made cell keeps about the numbers in its text; nothing where there are none.

    >>> as_metadata("It sells for [29.99]{price} dollars.", "m01.duty")
    {'numbers': ['13-18 price'], 'numbers_of': 'm01.duty'}
    """
    numbers = [f"{mark.start}-{mark.end} {mark.expression}" for mark in marks_in(text)]
    return {"numbers": numbers, "numbers_of": question} if numbers else {}


def faults(prose: Iterable[tuple[str, int]], question: Question, file: str) -> Iterator[Problem]:
    """What is wrong with the marks in one language of the prose before a question.

    Parameters
    ----------
    prose : iterable of (str, int)
        Each cell's text with its marks, and the line on which it begins.
    question : Question
        The question that the prose is about.
    file : str
        The source, as messages name it.
    """
    printed: set[str] = set()
    line = 1
    for text, line in prose:
        for match in _MARK.finditer(text):
            here = line + text.count("\n", 0, match.start())
            try:
                printed |= (used := names(match[2]))
                again = printed_like(match[1], worth(match[2], question.inputs))
            except NotPrintable as error:
                gaps = {"mark": match[0], "reason": error}
                yield Problem(file, here, "number_unreadable", gaps)
                continue
            if again != match[1]:
                yield Problem(file, here, "number_differs", {"mark": match[0], "value": again})
            if strange := used - set(question.varying):
                gaps = {"mark": match[0], "id": question.id, "names": ", ".join(sorted(strange))}
                yield Problem(file, here, "number_held", gaps)
    if missing := set(question.varying) - printed:
        gaps = {"id": question.id, "names": ", ".join(sorted(missing))}
        yield Problem(file, line, "number_not_printed", gaps)

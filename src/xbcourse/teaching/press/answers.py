"""The lesson's own questions, answered: on paper, and for whoever stands in front of a class."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...assumptions.language import say
from ..lesson.course import Module
from ..question import Guess, Question


def page(module: Module) -> str:
    """The answers on a page of their own."""
    items = "".join(f"<li>{_answer(question)}</li>\n" for question in asked(module))
    title = say("press.answers")
    return f'<section class="answers">\n<h2>{title}</h2>\n<ol>\n{items}</ol>\n</section>'


def asked(module: Module) -> Iterator[Question]:
    """The questions of the lesson, in the order in which they are asked."""
    from ..questions import questions  # pulls in the whole model

    declared = questions()
    names = dict.fromkeys(cell.question for cell in module.lesson.code if cell.question)
    return (declared[name] for name in names if name in declared)


def right(question: Question | Guess) -> str:
    """The right answer in words; several of a kind that has no one value are left to `because`."""
    expects = question.expects
    return expects.show(question.expected()) if expects.kind in ("number", "choice") else ""


def _answer(question: Question) -> str:
    parts = [str(question.asks), right(question), str(question.because)]
    asks, answer, because = map(escape, parts)
    return f"{asks} <strong>{answer}</strong> {because}"

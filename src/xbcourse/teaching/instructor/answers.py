"""What a module's questions tell an instructor: misconceptions to expect, and rubrics."""

from __future__ import annotations

from collections.abc import Iterator

from ...assumptions import formats
from ...assumptions.language import say
from ..compare import glimpse
from ..lesson.course import Module
from ..lesson.source import Source
from ..question import Question, Slip
from . import markdown


def misconceptions(module: Module) -> str:
    """Every slip of the module's questions: what it leads to, and what the course asks back."""
    head = [say("guide.slip_answer"), say("guide.slip_ask")]
    parts = []
    for where, question in _asked(module):
        if question.slips:
            rows = [
                [markdown.plain(words) for words in (wrong(question, slip), str(slip.asks))]
                for slip in question.slips
            ]
            parts += [_title(where, question), markdown.table(head, rows)]
    return "\n\n".join(parts)


def rubrics(module: Module) -> str:
    """The rubric of every written judgement."""
    head = [say("guide.rubric_points"), say("guide.rubric_words")]
    parts = []
    for where, question in _asked(module):
        if question.kind == "essay":
            rows = [
                [formats.plain(line.points), markdown.plain(str(line.words))]
                for line in question.expects.rubric
            ]
            parts += [_title(where, question), markdown.table(head, rows)]
    return "\n\n".join(parts)


def _asked(module: Module) -> Iterator[tuple[str, Question]]:
    """The questions in the order in which a learner meets them, and the message that says where."""
    from ..questions import questions  # pulls in the whole model, which tests of prose do not need

    declared = questions()
    for where, source in (("in_lesson", module.lesson), ("in_exercise", module.exercise)):
        for name in _named(source):
            if name in declared:
                yield f"guide.{where}", declared[name]


def _named(source: Source) -> list[str]:
    """The ids of its questions, each once."""
    return list(dict.fromkeys(cell.question for cell in source.code if cell.question))


def _title(where: str, question: Question) -> str:
    """Where it is asked, what is asked, and what is right if one value is."""
    title = say(where, asks=markdown.plain(str(question.asks)))
    if question.kind in ("number", "choice"):
        (right,) = question.public()
        title += " " + say("guide.right", answer=markdown.plain(question.expects.show(right)))
    return title


def wrong(question: Question, slip: Slip) -> str:
    """What a slip leads to, in the first public case in which it goes wrong."""
    expects = question.expects
    cases = zip(question.cases, question.public(), question.slipped(slip), strict=True)
    told_apart = (one for one in cases if not expects.match(one[1], one[2]).right)
    case, right, wrong = next(told_apart)
    shown, expected = expects.show(wrong), expects.show(right)
    if shown == expected:  # two tables of one size, told apart by what is in them
        return expects.match(right, wrong).remark
    if question.kind != "function":
        return shown
    arguments = ", ".join(glimpse(value, 30) for value in case.values())
    call = f"{question.variable}({arguments})"
    return say("guide.slip_call", call=call, found=shown, right=expected)

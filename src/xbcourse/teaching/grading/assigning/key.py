"""The instructor's key: what is right for one student, computed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....assumptions import formats
from ....assumptions.language import say
from ... import official
from ...expects import Essay
from ...message import lined_up
from ...question import Inputs, Question
from ..assignment import Assignment
from ..variant import inputs_for


@dataclass(frozen=True, slots=True)
class Answer:
    """The right answer to one question.

    Parameters
    ----------
    id, asks : str
        The question.
    points : float
        The most it gives.
    numbers : mapping
        The student's own numbers.
    value : str
        The answer, over several lines if need be. A function has no one value: it is the official
        code. A written answer has none: it is the rubric.
    """

    id: str
    asks: str
    points: float
    numbers: Inputs
    value: str


def key(assignment: Assignment, student: str, salt: str) -> Iterator[Answer]:
    """The right answers of the student with this id, question by question."""
    for question in assignment.questions():
        inputs = inputs_for(question, assignment, student, salt)
        own = {name: inputs[name] for name in question.varying} if assignment.personal else {}
        value = "\n".join(_lines(question, inputs))
        yield Answer(question.id, str(question.asks), question.points, own, value)


def _lines(question: Question, inputs: Inputs) -> list[str]:
    if isinstance(question.expects, Essay):
        rubric = [
            [f"{number}.", formats.plain(line.points), str(line.words)]
            for number, line in enumerate(question.expects.rubric, start=1)
        ]
        return [say("grading_assign.key_essay"), *lined_up(rubric)]
    if question.kind == "function":
        return [say("grading_assign.key_function"), *official.code(question.id).splitlines()]
    return lined_up(question.expects.in_full(question.expected(inputs)))

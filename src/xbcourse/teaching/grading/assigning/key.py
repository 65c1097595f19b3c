"""The instructor's key: what is right for one student, computed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ....assumptions.language import say
from ...expects import Essay
from ...question import Inputs, Question
from ..assignment import Assignment
from ..variant import inputs_for


@dataclass(frozen=True, slots=True)
class Answer:
    """The right answer to one question: id, points, the student's own numbers, the value in words.

    A function has no one value, and a written answer none at all: `value` then says so.
    """

    id: str
    points: float
    numbers: Inputs
    value: str


def key(assignment: Assignment, student: str, salt: str) -> Iterator[Answer]:
    """The right answers of the student with this id, question by question."""
    for question in assignment.questions():
        inputs = inputs_for(question, assignment, student, salt)
        own = {name: inputs[name] for name in question.varying} if assignment.personal else {}
        yield Answer(question.id, question.points, own, _value(question, inputs))


def _value(question: Question, inputs: Inputs) -> str:
    if isinstance(question.expects, Essay):
        return say("grading_assign.key_essay")
    if question.kind == "function":
        return say("grading_assign.key_function")
    return question.expects.show(question.expected(inputs))

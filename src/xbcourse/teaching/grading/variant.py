"""Which numbers a student has: drawn from the salt, the student's id and the assignment's name.

Nothing is stored. The one who assigns and the one who grades draw the same numbers, and a file
with a neighbour's answers is judged with the owner's numbers.
"""

from __future__ import annotations

import math

from ..expects import Number
from ..question import Inputs, Question
from .assignment import Assignment
from .salt import seed

#: A right answer is this many times as large or as small as the public one at most.
_AS_LARGE = 10.0
#: How many times the tolerance an answer keeps away from zero, from slips and from the public one.
_CLEAR = 5.0
_TRIES = 100


def inputs_for(question: Question, assignment: Assignment, student: str, salt: str) -> Inputs:
    """The inputs with which the answer of the student with this id in the roster is judged."""
    if not (assignment.personal and question.varying):
        return question.inputs
    return drawn(question, seed(salt, student, assignment.name))


def numbers_for(assignment: Assignment, student: str, salt: str) -> dict[str, Inputs]:
    """The numbers that are this student's alone: question id → those of its inputs that vary."""
    if not assignment.personal:
        return {}
    numbers = {}
    for question in assignment.questions():
        if question.varying:
            inputs = inputs_for(question, assignment, student, salt)
            numbers[question.id] = {name: inputs[name] for name in question.varying}
    return numbers


def stamp_of(assignment: Assignment, student: str, salt: str) -> str:
    """The mark of a student's variant in the notebook; empty where all have the same numbers.

    It serves to notice a neighbour's notebook. It says nothing about whose it is to anybody without
    the salt.
    """
    if not assignment.personal:
        return ""
    return seed(salt, student, assignment.name, "stamp")[:12]


def drawn(question: Question, from_seed: str) -> Inputs:
    """A variant: tells every slip from the answer, and is as hard as the public case.

    Raises
    ------
    ValueError
        When the question's draw gives none.
    """
    held = {name: question.inputs[name] for name in question.inputs if name not in question.varying}
    for attempt in range(_TRIES):
        (case,) = question.drawn(f"{from_seed}|{attempt}", held=held)
        if as_hard(question, case):
            return case
    raise ValueError(f"question {question.id}: no draw is as hard as the public case")


def as_hard(question: Question, case: Inputs) -> bool:
    """Whether a case asks the same of a student as the public one.

    Its answer is another than the public one, so that copying the published solution is wrong. A
    number has the public one's sign, is at most ten times as large or as small, and keeps clear of
    zero, of the public answer and of every slip by five times the tolerance.
    """
    public, answer = question.expected(), question.expected(case)
    if not isinstance(question.expects, Number):
        return not question.expects.match(public, answer).right
    if not (math.isfinite(answer) and public * answer > 0):
        return False
    margin = question.expects.tolerance.margin(answer)
    slips = [slip.value(case) for slip in question.slips]
    clear = all(abs(answer - other) > _CLEAR * margin for other in (0.0, public, *slips))
    return clear and 1 / _AS_LARGE <= answer / public <= _AS_LARGE

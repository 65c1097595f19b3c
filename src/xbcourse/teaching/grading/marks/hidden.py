"""Hidden cases: other arguments for a learner's function, which only the salt tells."""

from __future__ import annotations

from ...question import Inputs, Question
from ..salt import seed

#: How many, beside the public ones: enough that each way of thinking shows in some of them.
COUNT = 8


def hidden_cases(
    question: Question, salt: str, student: str, assignment: str, sha256: str
) -> tuple[Inputs, ...]:
    """The hidden cases of one student's file; none where no function is asked for.

    They depend on the file's bytes: whoever hands in again, changed, meets other cases, so that
    scores do not leak them. The same file always meets the same.
    """
    if question.kind != "function":
        return ()
    return question.drawn(seed(salt, student, assignment, question.id, sha256, "hidden"), COUNT)

"""What a test cell calls: an assertion with the course's own judgement of an answer."""

from __future__ import annotations

from typing import Any

from ...judge import judge
from ...questions import by_id

#: How many further cases a function is tried with.
_HIDDEN = 8


def assert_right(question: str, answer: Any, hidden: str = "") -> None:
    """Fail unless an answer is right.

    Parameters
    ----------
    question : str
        Its id: "m01.duty".
    answer : object
        The learner's value or function.
    hidden : str
        Draws further cases, for functions; empty: the public cases only.

    Raises
    ------
    AssertionError
        With what `check` would say; never the expected value.
    """
    asked = by_id(question)
    cases = asked.drawn(hidden, _HIDDEN) if hidden and asked.kind == "function" else None
    verdict = judge(asked, answer, cases)
    assert verdict.outcome.done, " ".join((verdict.outcome.value, *verdict.remarks, verdict.ask))

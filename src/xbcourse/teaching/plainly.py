"""What a learner calls answers in words: an error of the course is told, without a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from ..assumptions.errors import CourseError, ParameterError
from .message import Message


def plainly(function: Callable[..., None]) -> Callable[..., None]:
    """Let a function show the course's own errors as a message instead of raising them."""

    @wraps(function)
    def told(*given: object, **named: object) -> None:
        try:
            function(*given, **named)
        except CourseError as error:
            Message("trouble", str(error), facts={"error": error.key}).show()

    return told


def require_id(id_: object, usage: str) -> str:
    """The id of a question or guess, which must at least be text."""
    if isinstance(id_, str) and id_.strip():
        return id_.strip()
    raise ParameterError(f"checks.usage_{usage}")

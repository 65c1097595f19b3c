"""``assigned()``: the line in a handed-out notebook that tells `check` the student's own numbers.

The numbers stand in the notebook itself, so that it works wherever its file is carried. Grading
does not read them: the instructor's side draws them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from .plainly import plainly

Inputs = Mapping[str, Any]

_numbers: dict[str, Inputs] = {}


@plainly
def assigned(name: str, numbers: Mapping[str, Inputs]) -> None:
    """Work on an assignment with numbers of your own.

    Parameters
    ----------
    name : str
        The assignment: "hw1".
    numbers : mapping
        Question id → the numbers that the exercise prints for you.
    """
    if not (isinstance(numbers, Mapping) and all(map(_is_named, numbers.values()))):
        raise ParameterError("handin.numbers_spoilt", name=name)
    _numbers.update({id_: dict(inputs) for id_, inputs in numbers.items()})
    print(say("handin.numbers_own", name=name, count=len(numbers)))


def numbers_of(question: str, public: Inputs) -> Inputs | None:
    """A question's numbers in this notebook; None where they are the public ones.

    Raises
    ------
    ParameterError
        The notebook's line was changed, or is for another version of the course.
    """
    own = _numbers.get(question)
    if own is None:
        return None
    if not all(name in public and _alike(public[name], value) for name, value in own.items()):
        raise ParameterError("handin.numbers_of_another_version", id=question)
    return {name: own.get(name, value) for name, value in public.items()}


def _is_named(inputs: object) -> bool:
    return isinstance(inputs, Mapping) and all(isinstance(name, str) for name in inputs)


def _alike(public: Any, own: Any) -> bool:
    """Whether a number stands for a number, a text for a text, a list for a list."""
    if isinstance(public, list | tuple):
        return isinstance(own, list | tuple) and all(_alike(public[0], item) for item in own)
    if isinstance(public, int | float) and not isinstance(public, bool):
        return isinstance(own, int | float) and not isinstance(own, bool)
    return type(public) is type(own)

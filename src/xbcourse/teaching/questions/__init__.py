"""All questions and guesses of the course, collected from the module files beside this one.

A file ``mNN.py`` holds the tuples ``QUESTIONS`` and ``GUESSES`` of its module; it is found by its
name, read when something of it is first asked for, and not listed anywhere else.
"""

from __future__ import annotations

import difflib
import pkgutil
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from ...assumptions.errors import ParameterError
from ...assumptions.language import say
from ..question import Guess, Question


def questions() -> Mapping[str, Question]:
    """Every question by its id, in the order of the course."""
    return {id_: asked for id_, asked in everything().items() if isinstance(asked, Question)}


def guesses() -> Mapping[str, Guess]:
    """Every guess by its id, in the order of the course."""
    return {id_: asked for id_, asked in everything().items() if isinstance(asked, Guess)}


def by_id(question: str) -> Question:
    """The question of that id.

    Raises
    ------
    ParameterError
        No such question; names the nearest ones.
    """
    return _find(question, Question, questions)


def guess_by_id(guess: str) -> Guess:
    """The guess of that id; an unknown one is refused as in `by_id`."""
    return _find(guess, Guess, guesses)


@cache
def everything() -> Mapping[str, Question | Guess]:
    """Questions and guesses together; an id that is used twice is an error."""
    found: dict[str, Question | Guess] = {}
    for name in modules():
        module = import_module(f"{__name__}.{name}")
        for asked in (*getattr(module, "GUESSES", ()), *getattr(module, "QUESTIONS", ())):
            if asked.id in found or asked.module != name:
                raise ValueError(f"{asked.id} stands in {name}.py, or is declared twice")
            found[asked.id] = asked
    return found


def modules() -> list[str]:
    """The modules that have questions: "m00", "m01", ..."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name for name in names if re.fullmatch(r"m\d\d", name))


def _find(id_: object, kind: type, those: Callable[[], Mapping]) -> Question | Guess:
    asked = everything().get(id_) if isinstance(id_, str) else None
    if isinstance(asked, kind):
        return asked
    if asked is not None:
        raise ParameterError(
            "checks.is_a_guess" if kind is Question else "checks.is_a_question", id=id_
        )
    near = difflib.get_close_matches(str(id_), those(), n=3, cutoff=0.65)
    names = say("checks.list_comma").join(near)
    suggestion = say("errors.did_you_mean" if near else "checks.see_progress", names=names)
    raise ParameterError("checks.unknown_question", id=id_, suggestion=suggestion)

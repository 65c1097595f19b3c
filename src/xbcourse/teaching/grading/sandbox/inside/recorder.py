"""What stands in for ``check`` and its like: it notes what is handed in, and says nothing.

A value is packed at once, so that what the notebook does with it later does not count.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from types import ModuleType
from typing import Any

from .packing import Blank, TooMuch, pack


class Recorder:
    """The last of what was handed in, by question id.

    Attributes
    ----------
    asked : collection of str
        The ids that count.
    values, functions : dict
        What was handed in under them: packed, or the function itself.
    """

    def __init__(self, asked: Collection[str]) -> None:
        self.asked = asked
        self.values: dict[str, dict[str, Any]] = {}
        self.functions: dict[str, Any] = {}

    def check(self, question: Any = ..., answer: Any = ...) -> None:
        """Note an answer; ids that were not asked for do not matter."""
        name = question.strip() if isinstance(question, str) else None
        if name not in self.asked or answer is ...:
            return
        self.functions.pop(name, None)
        self.values[name] = packed_answer(answer)
        if self.values[name]["state"] == "unreadable" and callable(answer):
            self.functions[name] = answer

    def install(self) -> None:
        """Put it where the course's own would be."""
        silent = {"hint", "solution", "guess", "reveal", "progress"}
        modules = {"checking": {"check", "hint", "solution"}, "guessing": {"guess", "reveal"}}
        for name, said in (modules | {"progress": {"progress"}}).items():
            module = ModuleType(f"xbcourse.teaching.{name}")
            for word in said & silent:
                setattr(module, word, _nothing)
            sys.modules[module.__name__] = module
        sys.modules["xbcourse.teaching.checking"].check = self.check


def packed_answer(value: Any) -> dict[str, Any]:
    """A value as an answer of the document; never fails, whatever the object does."""
    try:
        plain = pack(value)
    except Blank:
        return {"state": "blank"}
    except TooMuch:
        return {"state": "unreadable", "note": "too large"}
    except (Exception, SystemExit) as error:
        return {"state": "unreadable", "note": type(error).__name__[:80]}
    if isinstance(plain, dict) and "strange" in plain:
        return {"state": "unreadable", "note": plain["strange"]}
    return {"state": "value", "value": plain}


def _nothing(*given: object, **named: object) -> None:
    """Hints, guesses and solutions: nobody reads them here."""

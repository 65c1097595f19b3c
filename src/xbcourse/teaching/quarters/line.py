"""The line to hand in: a market, a game, a name and the choices. No result: that is recomputed.

    XBQ1 | K7MQ2 | 1 | Cheng Xiao | 700/24.99/1500/0.5/0 | 900/24.99/1500/0.5/0 | stop | 3f2a

The four digits at the end find slips of the pen. They are no secret and prove nothing; whoever
changes a line hands in other decisions, and is scored on those.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...analysis.quarters.levers import QUARTERS, Choice
from ...analysis.quarters.market import plain_code
from ...assumptions.errors import CourseError
from .plays import read, written

_MARK = "XBQ1"
#: The longest name that is kept.
_NAME = 40
_CHECK = re.compile(r"[0-9a-f]{4}")


@dataclass(frozen=True)
class HandedIn:
    """What a line says. `sound`: whether its check digits fit."""

    code: str
    game: int
    name: str
    choices: tuple[Choice, ...]
    sound: bool

    @property
    def finished(self) -> bool:
        """Whether the year was played to its end (a ruin is an end that the line does not show)."""
        return len(self.choices) == QUARTERS or any(choice.stop for choice in self.choices)


def write_line(code: str, game: int, name: str, choices: Sequence[Choice]) -> str:
    """The line of a game.

    >>> write_line("K7MQ2", 1, "Cheng Xiao", [Choice(order=300)])
    'XBQ1 | K7MQ2 | 1 | Cheng Xiao | 300/24.99/1500/0.5/0 | 2080'
    """
    parts = [_MARK, code, str(game), _plain_name(name), *map(_choice_words, choices)]
    return " | ".join([*parts, _check(parts)])


def read_line(text: str) -> HandedIn | None:
    """What a line says, or None where it is none."""
    parts = [part.strip() for part in text.replace("｜", "|").strip().strip("|").split("|")]
    if len(parts) < 4 or parts[0].upper() != _MARK:
        return None
    sound = bool(_CHECK.fullmatch(parts[-1])) and _check(parts[:-1]) == parts[-1]
    body = parts[4:-1] if _CHECK.fullmatch(parts[-1]) else parts[4:]
    try:
        code, game = plain_code(parts[1]), int(parts[2])
        choices = tuple(_read_choice(words) for words in body)
    except (CourseError, ValueError):
        return None
    if game < 1 or not 1 <= len(choices) <= QUARTERS:
        return None
    return HandedIn(code, game, parts[3], choices, sound)


def _choice_words(choice: Choice) -> str:
    value = written(choice)
    return value if isinstance(value, str) else "/".join(f"{number:g}" for number in value)


def _read_choice(words: str) -> Choice:
    if words == "stop":
        return read("stop")
    order, *rest = words.split("/")
    return read([int(order), *map(float, rest)])


def _plain_name(name: str) -> str:
    """A name in one line that cannot be taken for another part."""
    return re.sub(r"[|｜\s]+", " ", str(name)).strip()[:_NAME]


def _check(parts: Sequence[str]) -> str:
    text = "|".join(part.strip() for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:4]

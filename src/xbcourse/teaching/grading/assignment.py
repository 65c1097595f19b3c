"""What an instructor hands out: which modules, for which class, until when.

It is saved as ``assignment.json`` in the instructor's folder. Nothing in it is secret: the salt
stands in a file of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ... import __version__
from ...assumptions.errors import DataError, ParameterError, reason_of
from ...assumptions.language import LANGUAGES
from ..question import Question
from ..workcopy.storage import write

FILE = "assignment.json"
#: Raised when an older program could no longer read what is written.
FORMAT = 1

_NAME = re.compile(r"\w+([.-]\w+)*")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class LateRule:
    """What a late submission loses.

    Parameters
    ----------
    rate_per_day : float
        Share of the score that each day, begun, takes: 0.1 is ten percent. Zero: late is no worse.
    grace_minutes : float
        How long after the deadline still counts as in time.
    floor : float
        Share of the score that is left at least.
    """

    rate_per_day: float = 0.0
    grace_minutes: float = 0.0
    floor: float = 0.0

    def __post_init__(self) -> None:
        for name in ("rate_per_day", "floor"):
            _require_share(name, getattr(self, name))
        if not (_is_number(self.grace_minutes) and self.grace_minutes >= 0):
            raise ParameterError("grading_assign.grace", value=self.grace_minutes)


@dataclass(frozen=True)
class Assignment:
    """One assignment.

    Parameters
    ----------
    name : str
        Short, for file names and seeds: "hw1".
    class_code : str
        Which class it is for: "ECOM-2026A". In every notebook handed out.
    language : str
        "zh" or "en".
    modules : tuple of str
        "m01", "m03", in the order of the course.
    due : datetime, optional
        The deadline, with its offset from UTC. None: nobody is late.
    late : LateRule
    personal : bool
        Whether every student has numbers of his own.
    kit : str
        The version of the course that made it.

    Raises
    ------
    ParameterError
        A value that cannot be used.
    """

    name: str
    class_code: str
    language: str
    modules: tuple[str, ...]
    due: dt.datetime | None = None
    late: LateRule = field(default_factory=LateRule)
    personal: bool = False
    kit: str = __version__

    def __post_init__(self) -> None:
        if not (_is_short(self.name) and _NAME.fullmatch(self.name)):
            raise ParameterError("grading_assign.name", value=self.name)
        if not (_is_short(self.class_code) and self.class_code.isprintable()):
            raise ParameterError("grading_assign.class_code", value=self.class_code)
        if self.language not in LANGUAGES:
            raise ParameterError(
                "errors.unknown_choice", name="language", value=self.language, allowed="zh, en"
            )
        if self.due is not None and self.due.utcoffset() is None:
            raise ParameterError("grading_assign.due_without_zone", value=self.due)
        object.__setattr__(self, "modules", _known_modules(self.modules))

    @cached_property
    def _questions(self) -> tuple[Question, ...]:
        from ..questions import questions

        # What stands in a lesson is for practice and has no points.
        asked = [q for q in questions().values() if q.module in self.modules and q.points > 0]
        return tuple(sorted(asked, key=lambda q: self.modules.index(q.module)))

    def questions(self) -> tuple[Question, ...]:
        """The questions of its exercises, in the order of the course."""
        return self._questions

    @property
    def points(self) -> float:
        """The most that can be reached."""
        return sum(question.points for question in self.questions())

    def as_json(self) -> dict[str, Any]:
        """Plain values for ``assignment.json``."""
        due = self.due.isoformat() if self.due else None
        return {"format": FORMAT, **asdict(self), "modules": list(self.modules), "due": due}

    def as_text(self) -> str:
        """What stands in ``assignment.json``."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"

    def save(self, file: Path) -> None:
        """Write it to a file, whole or not at all."""
        write(file, self.as_text().encode())


def load(file: Path) -> Assignment:
    """The assignment in a file.

    Raises
    ------
    DataError
        The file is not there, is no assignment, or was written by a newer version.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError("grading_assign.not_opened", file=file, reason=reason_of(error)) from None
    except (ValueError, RecursionError):
        raise DataError("grading_assign.not_an_assignment", file=file) from None
    if isinstance(content, Mapping) and content.get("format", FORMAT) != FORMAT:
        raise DataError("grading_assign.newer", file=file, kit=content.get("kit", "?"))
    try:
        return _read(dict(content))
    except ParameterError as error:
        raise DataError("grading_assign.not_usable", file=file, reason=error) from None
    except (TypeError, ValueError, KeyError, AttributeError):
        raise DataError("grading_assign.not_an_assignment", file=file) from None


def read_due(text: str) -> dt.datetime:
    """A deadline as an instructor types it; without an offset it is this computer's time.

    A date alone means the end of that day.

    >>> read_due("2026-12-01 23:59+08:00").isoformat()
    '2026-12-01T23:59:00+08:00'
    """
    try:
        typed = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise ParameterError("grading_assign.due", value=text) from None
    if len(text.strip()) <= len("2026-12-01"):
        typed = typed.replace(hour=23, minute=59)
    return typed if typed.utcoffset() is not None else typed.astimezone()


def _read(content: dict[str, Any]) -> Assignment:
    content.pop("format", None)
    due = content.pop("due", None)
    return Assignment(
        **{
            **content,
            "modules": tuple(content["modules"]),
            "late": LateRule(**content.get("late", {})),
            "due": dt.datetime.fromisoformat(due) if due else None,
        }
    )


def _known_modules(modules: tuple[str, ...]) -> tuple[str, ...]:
    """The modules in the order of the course, each once."""
    from ..questions import modules as all_modules

    allowed = all_modules()
    if not modules:
        raise ParameterError("grading_assign.no_modules", allowed=", ".join(allowed))
    for module in modules:
        if module not in allowed:
            raise ParameterError(
                "errors.unknown_choice", name="modules", value=module, allowed=", ".join(allowed)
            )
    return tuple(module for module in allowed if module in modules)


def _require_share(name: str, value: Any) -> None:
    if not (_is_number(value) and 0 <= value <= 1):
        raise ParameterError("grading_assign.share", name=name, value=value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)


def _is_short(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) == len(value) <= _LONGEST

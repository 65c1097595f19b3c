"""Games in the learner's record: one entry for each market, with every game that was begun in it.

    {"plays": {"K7MQ2": [
        {"begun": "2026-11-24T08:30:00Z", "choices": [[700, 24.99, 1500, 0.5, 0], "stop"]}]}}

What was decided stays: a choice is added to a game and never replaced. A quarter that closed the
business is the word "stop".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...analysis.quarters.levers import LEVERS, QUARTERS, STOP, Choice
from ...assumptions.errors import CourseError
from ..records import Record

_ROOM = "plays"


def games(record: Record, code: str) -> list[tuple[Choice, ...]]:
    """The choices of every game that was begun in a market. What cannot be read is left out."""
    kept = record.get(_ROOM)
    entries = kept.get(code) if isinstance(kept, dict) else None
    if not isinstance(entries, list):
        return []
    return [_choices(entry) for entry in entries]


def last_code(record: Record) -> str | None:
    """The market of the game that was begun last."""
    kept = record.get(_ROOM)
    if not isinstance(kept, dict):
        return None
    begun = [
        (str(entries[-1].get("begun", "")), code)
        for code, entries in kept.items()
        if isinstance(entries, list) and entries and isinstance(entries[-1], dict)
    ]
    return max(begun)[1] if begun else None


def note_begun(record: Record, code: str, game: int, time: str) -> None:
    """A game was begun, by its number from 1."""
    entries = _entries(record, code)
    if len(entries) < game:
        entries.append({"begun": time, "choices": []})


def note_choice(record: Record, code: str, game: int, quarter: int, choice: Choice) -> None:
    """A quarter, from 1, was decided. One that stands there already stays."""
    entries = _entries(record, code)
    if game > len(entries):
        return
    choices = entries[game - 1].setdefault("choices", [])
    if len(choices) == quarter - 1:
        choices.append(written(choice))


def written(choice: Choice) -> Any:
    """A choice as JSON holds it.

    >>> written(Choice(order=300)), written(STOP)
    ([300, 24.99, 1500.0, 0.5, 0.0], 'stop')
    """
    return "stop" if choice.stop else [getattr(choice, name) for name in LEVERS]


def read(value: Any) -> Choice:
    """The choice in what `written` made; a `CourseError` or `ValueError` where it is none."""
    if value == "stop":
        return STOP
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != len(LEVERS):
        raise ValueError(value)
    return Choice(**dict(zip(LEVERS, value, strict=True)))


def _entries(record: Record, code: str) -> list[dict[str, Any]]:
    kept = record.get(_ROOM)
    if not isinstance(kept, dict):
        kept = record[_ROOM] = {}
    if not isinstance(kept.get(code), list):
        kept[code] = []
    return kept[code]


def _choices(entry: Any) -> tuple[Choice, ...]:
    """As many choices as can be read, from the first on."""
    found: list[Choice] = []
    values = entry.get("choices") if isinstance(entry, dict) else None
    for value in (values if isinstance(values, list) else [])[:QUARTERS]:
        try:
            found.append(read(value))
        except (CourseError, ValueError):
            break
        if found[-1].stop:
            break
    return tuple(found)

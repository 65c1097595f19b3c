"""What is remembered about one learner: plain data that JSON can hold, and every change to it.

A record looks like this; times are UTC:

    {"format": 1,
     "questions": {"m01.duty": {
         "outcome": "not yet", "best": "not yet", "attempts": 2, "hints": 1, "solution": "hidden",
         "slips": ["on_price"], "first": "2026-11-24T08:30:00Z", "last": "2026-11-24T08:34:10Z"}},
     "guesses": {"m01.left": {
         "made": [{"value": 8.0, "time": "2026-11-24T08:12:00Z"}], "reveal": "shown"}}}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from .judge import Outcome, Verdict

Record = dict[str, Any]

#: Raised when an older program could no longer read what is written.
FORMAT = 1

#: From the least to the most that can be reached.
_RANKED = [
    Outcome.NOT_STARTED,
    Outcome.CANNOT_TELL,
    Outcome.NOT_YET,
    Outcome.RIGHT_OTHERWISE,
    Outcome.RIGHT,
    Outcome.WRITTEN,
]
_OUTCOMES = [outcome.value for outcome in _RANKED]
#: How far a solution, or the result of a guess, was opened: the first request only asks back.
_OPENED = ("hidden", "asked", "shown")


def empty() -> Record:
    """The record of somebody who has done nothing yet."""
    return {"format": FORMAT, "questions": {}, "guesses": {}}


def now() -> str:
    """This moment in UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def question(record: Record, id_: str) -> Record:
    """What is remembered about a question; a blank entry where nothing is."""
    return record["questions"].get(id_) or {
        "outcome": Outcome.NOT_STARTED.value,
        "best": Outcome.NOT_STARTED.value,
        "attempts": 0,
        "hints": 0,
        "solution": "hidden",
        "slips": [],
        "first": "",
        "last": "",
    }


def guess(record: Record, id_: str) -> Record:
    """What is remembered about a guess."""
    return record["guesses"].get(id_) or {"made": [], "reveal": "hidden"}


def best(record: Record, id_: str) -> Outcome:
    """The best outcome that a question ever had."""
    return Outcome(question(record, id_)["best"])


def note_attempt(record: Record, id_: str, verdict: Verdict, time: str) -> None:
    """An answer was checked. A blank that was not filled in is no attempt and leaves no trace."""
    if not verdict.outcome.tried:
        return
    entry = _touched(record, id_, time)
    found = verdict.outcome.value
    entry["outcome"] = found
    entry["best"] = max(entry["best"], found, key=_OUTCOMES.index)
    entry["attempts"] += 1
    if verdict.slip and verdict.slip not in entry["slips"]:
        entry["slips"].append(verdict.slip)


def note_hint(record: Record, id_: str, number: int, time: str) -> None:
    """The hint of that number, from 1, was shown."""
    entry = _touched(record, id_, time)
    entry["hints"] = max(entry["hints"], number)


def note_solution(record: Record, id_: str, opened: str, time: str) -> None:
    """The official solution was asked for ("asked") or shown ("shown")."""
    entry = _touched(record, id_, time)
    entry["solution"] = max(entry["solution"], opened, key=_OPENED.index)


def note_guess(record: Record, id_: str, value: Any, time: str) -> None:
    """A guess was made. The first one stays; the same one again adds nothing."""
    entry = record["guesses"].setdefault(id_, guess(record, id_))
    if not entry["made"] or entry["made"][-1]["value"] != value:
        entry["made"].append({"value": value, "time": time})


def note_reveal(record: Record, id_: str, opened: str) -> None:
    """The result of a guess was asked for or shown."""
    entry = record["guesses"].setdefault(id_, guess(record, id_))
    entry["reveal"] = max(entry["reveal"], opened, key=_OPENED.index)


def is_sound(record: Any) -> bool:
    """Whether a record read from a file is one that the functions above can work with.

    >>> is_sound(empty()), is_sound({"format": 1, "questions": []}), is_sound([])
    (True, False, False)
    """
    try:
        questions, guesses = record["questions"].values(), record["guesses"].values()
        return all(map(_question_is_sound, questions)) and all(map(_guess_is_sound, guesses))
    except (AttributeError, KeyError, TypeError):
        return False


def is_newer(record: Any) -> bool:
    """Whether a later version of the course, with another format, wrote this."""
    written = record.get("format") if isinstance(record, Mapping) else None
    return isinstance(written, int) and written > FORMAT


def _touched(record: Record, id_: str, time: str) -> Record:
    entry = record["questions"].setdefault(id_, question(record, id_))
    entry["first"] = entry["first"] or time
    entry["last"] = time
    return entry


def _question_is_sound(entry: Record) -> bool:
    return (
        entry["outcome"] in _OUTCOMES
        and entry["best"] in _OUTCOMES
        and all(type(entry[count]) is int and entry[count] >= 0 for count in ("attempts", "hints"))
        and entry["solution"] in _OPENED
        and isinstance(entry["slips"], list)
        and isinstance(entry["first"], str)
    )


def _guess_is_sound(entry: Record) -> bool:
    return entry["reveal"] in _OPENED and all("value" in made for made in entry["made"])

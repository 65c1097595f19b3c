"""The receipt: what was handed in, when, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...assumptions.language import say
from ..judge import Outcome
from ..keeping import keeper
from ..records import question as entry_of
from .sheets import NOT_CHECKED, Sheet

#: A browser saves a few moments after a check was run at most.
_MOMENTS = dt.timedelta(seconds=30)


def words(sheets: Sequence[Sheet], when: dt.datetime, student: str = "") -> str:
    """The receipt but for the hash of the file that holds it."""
    stamp = sheets[0].stamp
    lines = [say("handin.title", name=stamp.get("name") or "–", code=stamp.get("class_code", "–"))]
    offset = f"{when:%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    lines.append(say("handin.time", time=f"{when:%Y-%m-%d %H:%M:%S}", zone=zone))
    if student:
        lines.append(say("handin.student", id=student))
    for sheet in sheets:
        lines += ["", sheet.path.name, f"  SHA-256  {sheet.sha256}", f"  {_counted(sheet.states)}"]
        for key, ids in (("open", sheet.still_open), ("unchecked", sheet.unchecked)):
            if ids:
                names = say("checks.list_comma").join(ids)
                lines.append("  " + say(f"handin.{key}", names=names))
        if sheet.stamp.get("variant"):
            lines.append("  " + say("handin.variant", variant=sheet.stamp["variant"]))
    return "\n".join(lines) + "\n"


def about_file(name: str, sha256: str) -> str:
    """The last lines: the file itself and what its hash is good for."""
    lines = ["", say("handin.file", name=name), f"  SHA-256  {sha256}", "", say("handin.why")]
    return "\n".join(lines) + "\n"


def unsaved(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Hints where an answer was checked after its notebook was last saved."""
    record = keeper().record()
    for sheet in sheets:
        saved = dt.datetime.fromtimestamp(sheet.path.stat().st_mtime, dt.UTC)
        times = {id_: _time(entry_of(record, id_)["last"]) for id_ in sheet.states}
        later = [id_ for id_, time in times.items() if time and time > saved + _MOMENTS]
        if later:
            names = say("checks.list_comma").join(later)
            yield say("handin.unsaved", file=sheet.path.name, names=names)


def _counted(states: Mapping[str, str]) -> str:
    counts = Counter(states.values())
    order = [outcome.value for outcome in Outcome if outcome.done]
    order += [outcome.value for outcome in Outcome if not outcome.done]
    parts = [
        say("handin.count", state=_state(state), count=counts[state])
        for state in (*order, NOT_CHECKED)
        if counts[state]
    ]
    return say("handin.count_comma").join(parts) or say("handin.no_questions")


def _state(state: str) -> str:
    if state == NOT_CHECKED:
        return say("handin.state_not_checked")
    return say(f"checks.state_{Outcome(state).name.lower()}")


def _time(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None

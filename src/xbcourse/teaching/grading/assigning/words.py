"""The deadline and the late rule as people read them."""

from __future__ import annotations

import datetime as dt

from ....assumptions.language import say
from ..assignment import LateRule


def due_words(due: dt.datetime) -> str:
    """A deadline to the minute, with its zone.

    >>> due_words(dt.datetime.fromisoformat("2026-12-01T23:59+08:00"))
    '2026-12-01 23:59 (UTC+08:00)'
    """
    offset = f"{due:%z}"
    return f"{due:%Y-%m-%d %H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def late_words(rule: LateRule) -> str:
    """What a late submission loses, in one sentence."""
    if not rule.rate_per_day:
        return say("grading_assign.late_nothing")
    gaps = {"rate": f"{100 * rule.rate_per_day:g}%", "minutes": f"{rule.grace_minutes:g}"}
    parts = [say("grading_assign.late_rate", **gaps)]
    if rule.grace_minutes:
        parts.append(say("grading_assign.late_grace", **gaps))
    if rule.floor:
        parts.append(say("grading_assign.late_floor", floor=f"{100 * rule.floor:g}%"))
    return say("grading_assign.late_joined").join(parts) + say("grading_assign.late_end")

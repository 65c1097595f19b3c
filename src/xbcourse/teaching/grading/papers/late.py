"""What lateness costs: a pure function of times and a rule."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Protocol

#: A new deadline, or so much longer than everybody.
Extension = dt.datetime | dt.timedelta

_DAY = dt.timedelta(days=1)


class Rule(Protocol):
    """Shares of the score, 0 to 1, and minutes; `assignment.LateRule` says more."""

    rate_per_day: float
    grace_minutes: float
    floor: float


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days begun after the deadline, and the points they cost."""

    days: int = 0
    penalty: float = 0.0


def late(
    score: float,
    due: dt.datetime | None,
    submitted: dt.datetime | None,
    rule: Rule,
    extension: Extension | None = None,
) -> Lateness:
    """How late a paper is, and what that costs.

    Parameters
    ----------
    score : float
        Points before the penalty.
    due, submitted : datetime, optional
        Aware. Without a deadline, or where the time is not known, nobody is late.
    rule : Rule
        The share of the score that each day begun takes, the minutes that are forgiven, and the
        share that is left at least. The grace forgives; it does not move the deadline: a minute
        beyond it is one day, counted from the deadline.
    extension : datetime or timedelta, optional
        The student's own deadline, or so much longer than the others'.

    Returns
    -------
    Lateness

    >>> from types import SimpleNamespace
    >>> rule = SimpleNamespace(rate_per_day=0.1, grace_minutes=15, floor=0.5)
    >>> noon = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    >>> late(20, noon, noon + dt.timedelta(hours=25), rule)
    Lateness(days=2, penalty=4.0)
    >>> late(20, noon, noon + dt.timedelta(minutes=15), rule)
    Lateness(days=0, penalty=0.0)
    """
    deadline = extended(due, extension)
    if deadline is None or is_in_time(deadline, submitted, rule):
        return Lateness()
    days = math.ceil((submitted - deadline) / _DAY)
    share = min(days * rule.rate_per_day, 1 - rule.floor)
    return Lateness(days, round(max(score, 0.0) * share, 6))


def extended(due: dt.datetime | None, extension: Extension | None) -> dt.datetime | None:
    """A student's own deadline. An extension that ends earlier than everybody's changes nothing."""
    if due is None or extension is None:
        return due
    own = due + extension if isinstance(extension, dt.timedelta) else extension
    return max(due, own)


def is_in_time(due: dt.datetime | None, submitted: dt.datetime | None, rule: Rule) -> bool:
    """Whether a paper came by the deadline or within the grace; an unknown time is in time."""
    if due is None or submitted is None:
        return True
    return submitted <= due + dt.timedelta(minutes=rule.grace_minutes)

"""The cells of a list or a table, compared one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from ...assumptions.language import say
from ..compare import SAME, Grade, Match, glimpse
from .number import Number

_DATES = (dt.date, np.datetime64)


def match_cells(
    expected: Sequence[Any], found: Sequence[Any], number: Number
) -> tuple[int | None, Match]:
    """Compare two sequences of one length.

    Returns
    -------
    position : int or None
        The first cell that differs; None where all are right.
    match : Match
        How that cell differs; or SAME, or the first remark on another shape.
    """
    if _all_close(expected, found, number):
        return None, SAME
    whole = SAME
    for position, (one, other) in enumerate(zip(expected, found, strict=True)):
        match = match_cell(one, other, number)
        if not match.right:
            return position, match
        whole = whole if whole.grade is Grade.OTHERWISE else match
    return None, whole


def match_cell(expected: Any, found: Any, number: Number) -> Match:
    """Compare one cell: a number within the tolerance, a date as a date, text as text."""
    if is_missing(expected) or is_missing(found):
        return SAME if is_missing(expected) and is_missing(found) else _missing(found)
    if isinstance(expected, bool | np.bool_):
        return _same_if(isinstance(found, bool | np.bool_) and bool(expected) == bool(found))
    if isinstance(expected, Real | Decimal):
        return number.match(float(expected), found)
    if isinstance(expected, _DATES):
        return _match_date(pd.Timestamp(expected), found)
    if isinstance(expected, str) and isinstance(found, str):
        return _match_text(expected, found)
    return _same_if(type(expected) is type(found) and expected == found)


def show_cell(value: Any, number: Number) -> str:
    """A cell as the reader writes it."""
    if isinstance(value, Real | Decimal) and not isinstance(value, bool | np.bool_):
        return number.show(value)
    return glimpse(value)


def cell_in_full(value: Any, number: Number) -> str:
    """A cell of a right answer: as the reader writes it, and text without Python's quotes."""
    if is_missing(value):
        return "–"
    return value if isinstance(value, str) else show_cell(value, number)


def is_missing(value: Any) -> bool:
    """None, NaN, NaT and NA alike."""
    return value is None or value is pd.NA or value is pd.NaT or _is_nan(value)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value


def _all_close(expected: Sequence[Any], found: Sequence[Any], number: Number) -> bool:
    """The common case, columns of finite floats, in one step."""
    one, other = np.asarray(expected), np.asarray(found)
    if one.dtype.kind not in "fi" or other.dtype.kind not in "fi" or one.shape != other.shape:
        return False
    tolerance = number.tolerance
    margin = np.maximum(tolerance.absolute, tolerance.relative * np.abs(one))
    return bool(np.all(np.abs(one - other) <= margin))


def _missing(found: Any) -> Match:
    return Match(
        Grade.DIFFERENT, say("checks.cell_missing" if is_missing(found) else "checks.cell_filled")
    )


def _match_date(expected: pd.Timestamp, found: Any) -> Match:
    try:
        right = pd.Timestamp(found) == expected
    except (ValueError, TypeError):
        return Match(Grade.DIFFERENT)
    if not right:
        return Match(Grade.DIFFERENT)
    return Match(Grade.OTHERWISE, say("checks.shape_date")) if isinstance(found, str) else SAME


def _match_text(expected: str, found: str) -> Match:
    found = str.__str__(found)  # its own characters, whatever a subclass says about equality
    if expected == found:
        return SAME
    if expected.strip().casefold() == found.strip().casefold():
        return Match(Grade.OTHERWISE, say("checks.shape_spelling", found=glimpse(found)))
    return Match(Grade.DIFFERENT)


def _same_if(right: bool) -> Match:
    return SAME if right else Match(Grade.DIFFERENT)

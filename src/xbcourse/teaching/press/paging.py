"""Dividing what is to be shown among slides: as few as will do, about equally full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .gist import Unit

#: Lines of text on one slide. The script in the slides makes letters smaller where this was too
#: hopeful.
ROOM = 11.5


def pages(units: Sequence[Unit], room: float = ROOM) -> list[list[Unit]]:
    """The units in their order, one list a slide.

    >>> [[unit.html for unit in page] for page in pages([Unit(c, 5) for c in "abc"], room=12)]
    [['a', 'b'], ['c']]
    """
    total = sum(unit.em for unit in units)
    count = max(1, -int(-total // room))
    # Equal shares rather than a full slide and a lonely line.
    share = max(total / count, max((unit.em for unit in units), default=0))
    found: list[list[Unit]] = [[]]
    filled = 0.0
    for unit in units:
        over = filled + unit.em > room
        if found[-1] and (over or filled >= share - unit.em / 2):
            found.append([])
            filled = 0.0
        found[-1].append(unit)
        filled += unit.em
    return found


def html(units: Sequence[Unit]) -> str:
    """The units of one slide; items of one list stand in one list."""
    parts = []
    for roof, group in groupby(units, key=lambda unit: unit.roof):
        inside = "".join(unit.html for unit in group)
        parts.append(f"<{roof}>\n{inside}</{roof}>\n" if roof else inside)
    return "".join(parts)

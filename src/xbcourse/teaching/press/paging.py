"""Dividing what is to be shown among slides: as few as will do, about equally full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .gist import Unit

#: Lines of text on one slide. The script in the slides makes letters smaller where this was too
#: hopeful.
ROOM = 12.0
#: A slide with no more than this gets larger letters.
FEW = 5.0


def pages(units: Sequence[Unit], room: float = ROOM) -> list[list[Unit]]:
    """The units in their order, one list a slide.

    >>> [[unit.html for unit in page] for page in pages([Unit(c, 3) for c in "abcd"], room=10)]
    [['a', 'b'], ['c', 'd']]
    """
    count = len(_filled(units, room))
    # The least that each slide may hold without one more: no full slide before a lonely line.
    level = sum(unit.em for unit in units) / count
    while len(_filled(units, level)) > count:
        level += 0.25
    return _filled(units, level)


def _filled(units: Sequence[Unit], room: float) -> list[list[Unit]]:
    found: list[list[Unit]] = []
    left = 0.0
    for unit in units:
        if unit.em > left or not found:
            found.append([])
            left = room
        found[-1].append(unit)
        left -= unit.em
    return found


def html(units: Sequence[Unit]) -> str:
    """The units of one slide; items of one list stand in one list."""
    parts = []
    for roof, group in groupby(units, key=lambda unit: unit.roof):
        inside = "".join(unit.html for unit in group)
        parts.append(f"<{roof}>\n{inside}</{roof}>\n" if roof else inside)
    return "".join(parts)

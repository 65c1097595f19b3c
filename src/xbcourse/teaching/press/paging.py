"""Dividing what is to be shown among slides: as few as will do, about equally full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, groupby, pairwise

from .gist import Unit

#: Lines of text on one slide. The script in the slides makes letters smaller where this was too
#: hopeful.
ROOM = 12.0
#: A slide with no more than this gets larger letters.
FEW = 5.0


def pages(units: Sequence[Unit], room: float = ROOM) -> list[list[Unit]]:
    """The units in their order, one list a slide.

    As few slides as will do; of all ways to have so few, one that leaves lists whole, and then the
    one whose fullest slide is least full.

    >>> [[unit.html for unit in page] for page in pages([Unit(c, 3) for c in "abcd"], room=10)]
    [['a', 'b'], ['c', 'd']]
    """
    count = len(_filled(units, room))
    ways = (_cut(units, at) for at in combinations(range(1, len(units)), count - 1))
    roomy = [way for way in ways if all(len(page) == 1 or _em(page) <= room for page in way)]
    return min(roomy, key=lambda way: (_lists_cut(way), max(map(_em, way))))


def _filled(units: Sequence[Unit], room: float) -> list[list[Unit]]:
    """Slide after slide, each as full as can be."""
    found: list[list[Unit]] = []
    for unit in units:
        if not found or _em(found[-1]) + unit.em > room:
            found.append([])
        found[-1].append(unit)
    return found


def _cut(units: Sequence[Unit], at: Sequence[int]) -> list[list[Unit]]:
    return [list(units[a:b]) for a, b in pairwise([0, *at, len(units)])]


def _em(page: Sequence[Unit]) -> float:
    return sum(unit.em for unit in page)


def _lists_cut(way: Sequence[Sequence[Unit]]) -> int:
    return sum(bool(a[-1].roof) and a[-1].roof == b[0].roof for a, b in pairwise(way))


def html(units: Sequence[Unit]) -> str:
    """The units of one slide; items of one list stand in one list."""
    parts = []
    for roof, group in groupby(units, key=lambda unit: unit.roof):
        inside = "".join(unit.html for unit in group)
        parts.append(f"<{roof}>\n{inside}</{roof}>\n" if roof else inside)
    return "".join(parts)

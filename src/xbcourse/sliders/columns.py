"""Where the controls of a panel stand: each group to itself, or many in even columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import ipywidgets as widgets

#: From so many controls on, they flow in columns instead of each group keeping to itself.
MANY = 6
#: So many columns fit beside each other in the widest panel; the style sheet wraps them.
COLUMNS = 4
#: Height of a heading, in controls.
_HEADING = 0.5


def arrange(groups: Mapping[str, Sequence[widgets.Widget]]) -> widgets.Box:
    """The controls under the headings of their groups.

    Parameters
    ----------
    groups : mapping
        Heading → its controls, in the order to show them. Groups without controls are left out.
    """
    filled = {heading: members for heading, members in groups.items() if members}
    if sum(map(len, filled.values())) < MANY:
        return widgets.Box([_group(*one) for one in filled.items()], _dom_classes=("xb-groups",))
    # Columns of the style sheet balance themselves too, but each time a readout changes the
    # browser lays all of them out anew, 9 ms of every move. Columns of our own know no others.
    columns = [
        widgets.VBox(column, _dom_classes=("xb-column",)) for column in _columns(_blocks(filled))
    ]
    return widgets.Box(columns, _dom_classes=("xb-many",))


def _group(heading: str, members: Sequence[widgets.Widget]) -> widgets.VBox:
    box = widgets.VBox([_heading(heading), *members], _dom_classes=("xb-group",))
    box.layout.flex = f"{len(members)} 1 250px"
    return box


def _blocks(groups: Mapping[str, Sequence[widgets.Widget]]) -> Iterator[list[widgets.Widget]]:
    """What must not be torn apart: a heading with its first control, and each control."""
    for heading, (first, *others) in groups.items():
        yield [_heading(heading), first]
        for other in others:
            yield [other]


def _columns(blocks: Iterable[list[widgets.Widget]]) -> list[list[widgets.Widget]]:
    """The blocks in the lowest columns that hold them in their order."""
    blocks = list(blocks)
    room = sum(map(_height, blocks)) / COLUMNS
    while len(columns := _filled(blocks, room)) > COLUMNS:
        room += _HEADING
    return columns


def _filled(blocks: Iterable[list[widgets.Widget]], room: float) -> list[list[widgets.Widget]]:
    columns: list[list[widgets.Widget]] = []
    taken = room
    for block in blocks:
        if taken + _height(block) > room:
            columns.append([])
            taken = 0.0
        columns[-1] += block
        taken += _height(block)
    return columns


def _height(block: Sequence[widgets.Widget]) -> float:
    return 1 + _HEADING * (len(block) - 1)


def _heading(words: str) -> widgets.HTML:
    return widgets.HTML(escape(words), _dom_classes=("xb-heading",))

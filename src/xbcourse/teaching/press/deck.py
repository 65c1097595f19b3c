"""The slides of a module, in the order of its lesson.

Nothing is written for the slides alone. The head gives the first two; a section gives what `gist`
finds in its prose, and its small tables; a still picture gives a slide with its finding as the
heading; a guess and a question of the lesson are put to the class, the question with its answer at
the next key press. The discussion questions come from the guide and stand before the last section,
which is what the class takes away. The guide's plan, its board and the misconceptions go into the
notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, pairwise

from ...assumptions.language import current, say
from ..lesson.course import Course, Module
from ..lesson.source import Code
from . import asking, frame, gist, paging, shown, words
from .gist import Section, Unit
from .slide import Slide
from .stored import Piece, pieces
from .told import Told
from .views import view_in

#: A table on a slide has at most so many rows, heads included, and columns; a larger one stays in
#: the notebook.
MOST_ROWS, MOST_COLUMNS = 14, 8


def deck(course: Course, module: Module) -> list[Slide]:
    """The slides in the reader's language.

    Raises
    ------
    SourceError
        Where the notebook is not up to date.
    """
    told = Told(module, current())
    parts = [_part(*part, told) for part in _parts(pieces(course, module, current()))]
    *before, last = parts
    last_but_one = [*chain(*before), *frame.discussion(told)]
    return [*frame.opening(module, told), *last_but_one, *last, frame.end(module)]


def _parts(lesson: Sequence[Piece]) -> Iterator[tuple[str, list[Section | Piece]]]:
    """Heading after heading: the prose, the code cells, in their order."""
    title, inside = "", []
    for piece in lesson:
        if isinstance(piece.source, Code):
            inside.append(piece)
            continue
        for section in gist.sections(piece.cell.source):
            if section.title:
                if inside:
                    yield title, inside
                title, inside = section.title, []
            inside.append(section)
    yield title, inside


def _part(title: str, inside: Sequence[Section | Piece], told: Told) -> list[Slide]:
    """The slides of one section; at least one, so that a class sees where it is."""
    made: list[Slide] = []
    waiting: list[Section | Piece] = []
    for one, after in pairwise([*inside, None]):
        asked = None
        if isinstance(one, Piece):
            ends = [*_code(title, one, told)]
        elif asked := asking.asked(after):
            one, own = asking.own_words(one, asked)
            ends = [asking.slide(title, own, asked)]
        else:
            ends = []
        if asked or not ends:
            waiting.append(one)
        if ends:
            made += [*_words(title, waiting), *ends]
            waiting = []
    made += _words(title, waiting)
    return made or _words(title, waiting, gist.lead)


def _words(
    title: str,
    told_here: Sequence[Section | Piece],
    chosen: Callable[[Section], Sequence[Unit]] = gist.gist,
) -> list[Slide]:
    """Words that stand out, and tables beside what is said of them, on as few slides as will do.

    The notes of the first have all of it.
    """
    units = [
        unit
        for one in told_here
        for unit in (chosen(one) if isinstance(one, Section) else _tables(one))
    ]
    if not units:
        return []
    whole = "".join(one.html if isinstance(one, Section) else _printed(one) for one in told_here)
    slides = [_slide(title, page) for page in paging.pages(units)]
    return [replace(slides[0], notes=((say("press.note_lesson"), whole),)), *slides[1:]]


def _slide(title: str, units: Sequence[Unit]) -> Slide:
    few = sum(unit.em for unit in units) <= paging.FEW
    return Slide("few" if few else "words", title, paging.html(units))


def _tables(piece: Piece) -> Iterator[Unit]:
    for table in shown.tables(piece.cell):
        rows = table.split("<tr")[1:]
        columns = max(len(re.findall("<t[hd]", row)) for row in rows)
        if len(rows) <= MOST_ROWS and columns <= MOST_COLUMNS:
            yield gist.table(table)


def _printed(piece: Piece) -> str:
    """A cell and what it prints, for the notes; the tables are on the slide or too large."""
    hidden = {"setup", "widget", "volatile"} & set(piece.source.tags)
    asks = piece.source.question or piece.source.guess
    return "" if hidden or asks else shown.code(piece.cell) + shown.printed(piece.cell)


def _code(title: str, piece: Piece, told: Told) -> Iterator[Slide]:
    source, name = piece.source, view_in(piece.source.text)
    if "reveal(" in source.text:
        yield from asking.revealed(source)
    elif not source.question and not source.guess:
        plan = "".join(f"<p>{row}</p>" for row in told.about(name)) if name else ""
        for picture, finding in shown.pictures(piece.cell):
            notes = ((say("guide.plan"), plan), _on_the_computer(name))
            yield Slide("figure", escape(finding), picture, above=title, notes=notes)


def _on_the_computer(name: str | None) -> tuple[str, str]:
    where = words.inline(say("press.note_move", name=name)) if name else ""
    return say("press.note_slider"), f"<p>{where}</p>" if where else ""

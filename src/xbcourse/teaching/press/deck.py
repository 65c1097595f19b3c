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

from markdown_it.token import Token

from ...assumptions.language import current, message, say
from ..instructor.answers import wrong
from ..lesson.course import Course, Module
from ..lesson.source import Code
from ..question import Guess, Question
from . import answers, gist, paging, shown, words
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
    return [*_opening(module, told), *chain(*before), *_discussion(told), *last, _end(module)]


# ------------------------------------------------------------------------- one section of a lesson


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
        elif asked := _asked(after):
            one, own = _own_words(one, asked)
            ends = [_asking(title, own, asked, told)]
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
        yield from map(_revealed, _guesses(source))
    elif not source.question and not source.guess:
        plan = "".join(f"<p>{row}</p>" for row in told.about(name)) if name else ""
        for picture, finding in shown.pictures(piece.cell):
            notes = ((message("guide.plan").within(told.language), plan), _on_the_computer(name))
            yield Slide("figure", escape(finding), picture, above=title, notes=notes)


def _on_the_computer(name: str | None) -> tuple[str, str]:
    where = words.inline(say("press.note_move", name=name)) if name else ""
    return say("press.note_slider"), f"<p>{where}</p>" if where else ""


# ------------------------------------------------------------------------ guesses and questions


def _asked(after: Section | Piece | None) -> Guess | Question | None:
    """What the cell after a passage asks, if it is one that asks."""
    from ..questions import everything  # pulls in the whole model

    if not isinstance(after, Piece):
        return None
    name = after.source.question or after.source.guess
    return everything().get(name) if name else None


def _own_words(section: Section, asked: Guess | Question) -> tuple[Section, Section]:
    """What a passage says before it asks, and what it asks.

    A guess takes the passage whole, for there is nothing to guess from without it. A question
    begins at the last paragraph that begins in bold, as "**2.** Duty is 30%" does.
    """
    starts = [0]
    if isinstance(asked, Question):
        starts += [n for n, block in enumerate(section.blocks) if _begins_in_bold(block)]
    before, own = section.blocks[: starts[-1]], section.blocks[starts[-1] :]
    return Section(section.title, before), Section(section.title, own)


def _begins_in_bold(block: Sequence[Token]) -> bool:
    return block[0].type == "paragraph_open" and block[1].content.startswith("**")


def _asking(title: str, section: Section, asked: Guess | Question, told: Told) -> Slide:
    """The words before the blank; the answer to a guess is for the instructor's eyes only."""
    body = paging.html(gist.whole(section))
    because = escape(str(asked.because or ""))
    solved = f"<p><strong>{escape(answers.right(asked))}</strong> {because}</p>"
    if isinstance(asked, Guess):
        return Slide("question", title, body, notes=((say("press.result"), solved),))
    notes = ((message("guide.misconceptions").within(told.language), _slips(asked)),)
    return Slide("question", title, body, answer=solved, notes=notes)


def _slips(question: Question) -> str:
    rows = "".join(
        f"<li>{escape(wrong(question, slip))} → {escape(str(slip.asks))}</li>\n"
        for slip in question.slips
    )
    return f"<ul>\n{rows}</ul>" if rows else ""


def _guesses(source: Code) -> Iterator[Guess]:
    from ..questions import guesses  # pulls in the whole model

    return (guess for name, guess in guesses().items() if f'"{name}"' in source.text)


def _revealed(guess: Guess) -> Slide:
    body = f"<p>{escape(str(guess.asks))}</p>"
    because = escape(str(guess.because or ""))
    answer = f"<p><strong>{escape(answers.right(guess))}</strong></p><p>{because}</p>"
    return Slide("question", say("press.back_to_guess"), body, answer=answer)


# ------------------------------------------------------------------------- what comes from the guide


def _opening(module: Module, told: Told) -> Iterator[Slide]:
    head = module.head
    say_in = told.language
    claim = f'<p class="claim">{escape(str(head.claim))}</p>'
    plan = (message("guide.plan").within(say_in), told.html("plan"))
    board = (message("guide.board").within(say_in), told.html("board"))
    stuck = (message("guide.stuck").within(say_in), told.html("stuck"))
    title = say("head.title_lesson", number=module.number, title=escape(str(head.title)))
    yield Slide("title", title, claim, notes=(plan,))
    goals = "".join(f"<li>{words.inline(str(goal))}</li>\n" for goal in head.objectives)
    heading = words.inline(say("head.objectives")).replace("<strong>", "").replace("</strong>", "")
    yield Slide("words", heading, f"<ul>\n{goals}</ul>", notes=(board, stuck))


def _discussion(told: Told) -> Iterator[Slide]:
    title = message("guide.discussion").within(told.language)
    for question, good in told.discussion:
        notes = ((say("press.note_good"), f"<p>{good}</p>"),)
        yield Slide("talk", title, f"<p>{question}</p>", notes=notes)


def _end(module: Module) -> Slide:
    work = say("press.homework", minutes=module.head.minutes_work)
    return Slide("few", say("head.to_exercise"), f"<p>{work}</p>")

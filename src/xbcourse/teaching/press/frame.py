"""What stands around a lesson on its slides: title and objectives, discussion, homework."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...assumptions.language import say
from ..lesson.course import Module
from . import words
from .slide import Slide
from .told import Told


def opening(module: Module, told: Told) -> Iterator[Slide]:
    """Title and objectives; plan, board and where students get stuck go into the notes."""
    head = module.head
    claim = f'<p class="claim">{escape(str(head.claim))}</p>'
    plan = (say("guide.plan"), told.html("plan"))
    board = (say("guide.board"), told.html("board"))
    stuck = (say("guide.stuck"), told.html("stuck"))
    title = say("head.title_lesson", number=module.number, title=escape(str(head.title)))
    yield Slide("title", title, claim, notes=(plan,))
    goals = "".join(f"<li>{words.inline(str(goal))}</li>\n" for goal in head.objectives)
    heading = words.inline(say("head.objectives")).replace("<strong>", "").replace("</strong>", "")
    yield Slide("words", heading, f"<ul>\n{goals}</ul>", notes=(board, stuck))


def discussion(told: Told) -> Iterator[Slide]:
    """One slide for each question, so that an instructor can leave some out."""
    title = say("guide.discussion")
    for question, good in told.discussion:
        notes = ((say("press.note_good"), f"<p>{good}</p>"),)
        yield Slide("talk", title, f"<p>{question}</p>", notes=notes)


def end(module: Module) -> Slide:
    """What is to be done before the next class."""
    work = say("press.homework", minutes=module.head.minutes_work)
    return Slide("few", say("head.to_exercise"), f"<p>{work}</p>")

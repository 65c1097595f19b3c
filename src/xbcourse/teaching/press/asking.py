"""What a lesson asks, put to a class: guesses and the questions to check oneself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.token import Token

from ...assumptions.language import say
from ..instructor.answers import wrong
from ..lesson.source import Code
from ..question import Guess, Question
from . import answers, gist, paging
from .gist import Section
from .slide import Slide
from .stored import Piece


def asked(after: Section | Piece | None) -> Guess | Question | None:
    """What the cell after a passage asks, if it is one that asks."""
    from ..questions import everything  # pulls in the whole model

    if not isinstance(after, Piece):
        return None
    name = after.source.question or after.source.guess
    return everything().get(name) if name else None


def own_words(section: Section, asked: Guess | Question) -> tuple[Section, Section]:
    """What a passage says before it asks, and what it asks.

    A guess takes the passage whole, for there is nothing to guess from without it. A question
    begins at the last paragraph that begins in bold, as "**2.** Duty is 30%" does.
    """
    starts = [0]
    if isinstance(asked, Question):
        starts += [n for n, block in enumerate(section.blocks) if _begins_in_bold(block)]
    before, own = section.blocks[: starts[-1]], section.blocks[starts[-1] :]
    return Section(section.title, before), Section(section.title, own)


def slide(title: str, section: Section, asked: Guess | Question) -> Slide:
    """The words before the blank; the answer to a guess is for the instructor's eyes only."""
    body = paging.html(gist.whole(section))
    because = escape(str(asked.because or ""))
    solved = f"<p><strong>{escape(answers.right(asked))}</strong> {because}</p>"
    if isinstance(asked, Guess):
        return Slide("question", title, body, notes=((say("press.result"), solved),))
    notes = ((say("guide.misconceptions"), _slips(asked)),)
    return Slide("question", title, body, answer=solved, notes=notes)


def revealed(source: Code) -> Iterator[Slide]:
    """The guesses that a cell takes up again, each with what came out."""
    from ..questions import guesses  # pulls in the whole model

    for name, guess in guesses().items():
        if f'"{name}"' in source.text:
            body = f"<p>{escape(str(guess.asks))}</p>"
            because = escape(str(guess.because or ""))
            answer = f"<p><strong>{escape(answers.right(guess))}</strong></p><p>{because}</p>"
            yield Slide("question", say("press.back_to_guess"), body, answer=answer)


def _begins_in_bold(block: Sequence[Token]) -> bool:
    return block[0].type == "paragraph_open" and block[1].content.startswith("**")


def _slips(question: Question) -> str:
    rows = "".join(
        f"<li>{escape(wrong(question, slip))} → {escape(str(slip.asks))}</li>\n"
        for slip in question.slips
    )
    return f"<ul>\n{rows}</ul>" if rows else ""

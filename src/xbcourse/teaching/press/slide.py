"""One slide, and what its notes say."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ...assumptions.language import say


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on the screen, what a key press adds to it, and what only the instructor sees.

    Parameters
    ----------
    kind : str
        "title", "words", "few" (words), "question", "talk" or "figure": how it is laid out.
    heading, body : str
        HTML.
    above : str
        A quieter line above the heading.
    answer : str
        HTML that is shown at the second key press.
    notes : tuple of pairs
        Title and HTML of each note; those without HTML are left out.
    """

    kind: str
    heading: str
    body: str
    above: str = ""
    answer: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def html(self, number: int, foot: str) -> str:
        """The slide as a section of the page."""
        level = "h1" if self.kind == "title" else "h2"
        parts = [
            f'<section class="slide {self.kind}" id="{number}">',
            f'<p class="above">{self.above}</p>' if self.above else "",
            f"<{level}>{self.heading}</{level}>",
            f'<div class="body"><div class="fit">{self.body}{self._answer()}</div></div>',
            f'<footer>{foot} · <a href="#{number}">{number}</a></footer>',
            f'<aside class="notes panel">{self._notes()}</aside>',
            "</section>",
        ]
        return "\n".join(filter(None, parts))

    def _answer(self) -> str:
        return f'<div class="answer">{self.answer}</div>' if self.answer else ""

    def _notes(self) -> str:
        notes = [(say("press.answer"), self.answer), *self.notes]
        said = [f"<h3>{escape(title)}</h3>\n{html}" for title, html in notes if html]
        return "\n".join(said) or f"<p>{say('press.no_notes')}</p>"

"""The slides of a module as one file: no server, no network, no licence of somebody else's.

A slide is laid out on 1280 × 720 pixels and enlarged to the screen, so that it looks the same on
every projector, on paper and in the tests.
"""

from __future__ import annotations

from ...assumptions.language import say
from ..lesson.course import Course, Module
from .deck import deck
from .page import page, part


def slides(course: Course, module: Module) -> str:
    """The slides as one HTML file, in the reader's language.

    Raises
    ------
    SourceError
        Where the notebook is not up to date.
    """
    title = say("head.title_lesson", number=module.number, title=module.head.title)
    foot = say("press.foot", course=say("press.course"), title=title)
    shown = (slide.html(n, foot) for n, slide in enumerate(deck(course, module), start=1))
    main = '<main class="stage">\n' + "\n".join(shown) + "\n</main>"
    body = f"{main}\n{_desk()}\n<script>\n{part('slides.js')}</script>"
    return page(title, body, ("common.css", "slides.css"))


def _desk() -> str:
    """What lies beside the slides: buttons for a mouse, the list of slides, the keys."""
    words = {name: say(f"press.{name}") for name in ("back", "on", "keys", "contents", "notes")}
    return (
        '<nav class="desk">\n'
        f'<button data-do="back" aria-label="{words["back"]}">‹</button>\n'
        f'<button data-do="on" aria-label="{words["on"]}">›</button>\n'
        f'<button data-do="help" aria-label="?">?</button>\n</nav>\n'
        f'<dialog id="help"><h2>{words["contents"]}</h2>\n<ol class="contents"></ol>\n'
        f"{words['keys']}</dialog>\n"
        f'<aside id="notes" class="panel" aria-label="{words["notes"]}"></aside>'
    )

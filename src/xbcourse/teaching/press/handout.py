"""The handout of a module: the lesson on paper, for classes without a network or a computer.

Everything of the executed notebook is there except what paper cannot do: a slider becomes a line
that says where it is, its picture and table stand below; a blank to fill in becomes a line to
write on.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...assumptions.language import current, say
from ..lesson.course import Course, Module
from ..lesson.signposts import promises
from ..lesson.source import Code, Passage
from . import answers, shown, words
from .page import page
from .stored import Piece, pieces
from .views import view_in


def handout(course: Course, module: Module, *, with_answers: bool = False) -> str:
    """The handout as one HTML file, in the reader's language.

    Parameters
    ----------
    course : Course
        The course, built.
    module : Module
        The module to print.
    with_answers : bool
        Whether the answers to the lesson's own questions stand on a page of their own at the end.

    Raises
    ------
    SourceError
        Where the notebook is not up to date.
    """
    title = say("head.title_lesson", number=module.number, title=module.head.title)
    body = [_head(module, title), *map(_piece, pieces(course, module, current()))]
    if with_answers:
        body.append(answers.page(module))
    main = "<main>\n" + "\n".join(filter(None, body)) + "\n</main>"
    return page(title, main, ("common.css", "handout.css"), _margins(title))


def _head(module: Module, title: str) -> str:
    promised = words.to_html("\n\n".join([f"# {title}", *promises(module)]))
    owner = say("press.owner")
    return (
        f'<header class="head">\n<p class="course"><span>{say("press.course")}</span>'
        f"<span>{owner}</span></p>\n{promised}</header>"
    )


def _piece(piece: Piece) -> str:
    if isinstance(piece.source, Passage):
        return words.to_html(piece.cell.source)
    return "".join(_code(piece.source, piece))


def _code(source: Code, piece: Piece) -> Iterator[str]:
    if "setup" in source.tags:
        return
    if "widget" in source.tags:
        name = view_in(source.text) or ""
        yield f'<p class="slider">{words.inline(say("press.slider", name=name))}</p>'
    elif source.question:
        yield _line(say("press.answer"))
    elif source.guess:
        yield _line(say("press.guess"))
    elif "reveal(" in source.text:
        yield _line(say("press.result"))
    else:
        if "hide" not in source.tags:
            yield shown.code(piece.cell)
        yield shown.outputs(piece.cell)


def _line(label: str) -> str:
    return f'<p class="write">{label}<span></span></p>'


def _margins(title: str) -> str:
    """What stands below every page: the module, and which page of how many."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    look = "font: 8pt var(--sans); color: #5b6672"
    return (
        f'@page {{ @bottom-left {{ content: "{quoted}"; {look} }}\n'
        f'@bottom-right {{ content: counter(page) " / " counter(pages); {look} }} }}'
    )

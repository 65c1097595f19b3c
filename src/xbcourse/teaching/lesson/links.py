"""Links that a lesson source may write without knowing where made files lie.

``[练习](exercise:01)``, ``[a lesson](lesson:01)``, ``[answers](solution:01)`` and
``[CM2](glossary:cm2)`` become relative links in the language of the notebook.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .course import Course, link

_SHORT = re.compile(
    r"\]\((lesson|exercise|solution|answers|guide|glossary):([^)#\s]*)(#[^)\s]*)?\)"
)


class UnknownTarget(LookupError):
    """A short link to something that the course does not have; `offset` counts lines from 0."""

    def __init__(self, target: str, offset: int) -> None:
        super().__init__(target)
        self.target = target
        self.offset = offset


def resolve(text: str, course: Course, place: PurePosixPath, language: str) -> str:
    """Prose with its short links written out, as seen from the made file at `place`."""

    def written_out(match: re.Match[str]) -> str:
        kind, target, fragment = match[1], match[2], match[3] or ""
        if kind == "glossary":
            return f"]({_term(course, place, language, target) or _lost(match)})"
        module = course.module(target)
        if module is None:
            _lost(match)
        return f"]({link(place, module.made(kind, language))}{fragment})"

    return _SHORT.sub(written_out, text)


def heading_anchor(heading: str) -> str:
    """The fragment under which JupyterLab finds a heading.

    >>> heading_anchor("Break-even ACoS")
    'Break-even-ACoS'
    """
    return heading.replace(" ", "-")


def _term(course: Course, place: PurePosixPath, language: str, key: str) -> str | None:
    page = link(place, course.glossary_page(language))
    if not key:
        return page
    entry = course.glossary.get(key)
    return f"{page}#{heading_anchor(entry[language])}" if entry else None


def _lost(match: re.Match[str]) -> None:
    raise UnknownTarget(f"{match[1]}:{match[2]}", match.string.count("\n", 0, match.start()))

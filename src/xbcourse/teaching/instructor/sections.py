"""What every written guide deals with, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ...assumptions.language import LANGUAGES, message, say
from ..lesson.problems import Problem
from ..lesson.source import Source

#: Entries of the catalogue's room "guide".
SECTIONS = ("plan", "board", "discussion", "stuck")
_HEADING = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)


def faults(guide: Source) -> Iterator[Problem]:
    """Where the headings of a guide are not those that every guide has."""
    for language in LANGUAGES:
        wanted = [message(f"guide.{section}").within(language) for section in SECTIONS]
        found = _headings(guide, language)
        if [words for _, words in found] != wanted:
            right = takewhile(lambda pair: pair[0][1] == pair[1], zip(found, wanted, strict=False))
            # The first heading that is wrong; the last one where something after it is missing.
            line = (found[len([*right]) :] or found[-1:] or [(1, "")])[0][0]
            gaps = {"wanted": say("checks.list_comma").join(f"## {words}" for words in wanted)}
            yield Problem(guide.file, line, "guide_headings", gaps)


def _headings(guide: Source, language: str) -> list[tuple[int, str]]:
    """Line and words of every heading of the second level."""
    found = []
    for passage in guide.passages:
        prose = passage.within(language)
        for match in _HEADING.finditer(prose.text):
            line = prose.body_line + prose.text.count("\n", 0, match.start())
            found.append((line, match[1]))
    return found

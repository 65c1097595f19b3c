"""The glossary page of each language, made from the course's list of terms."""

from __future__ import annotations

from collections.abc import Iterator

from ...assumptions.language import LANGUAGES, say, speaking
from .course import Course
from .problems import Problem

SOURCE = "src/xbcourse/assumptions/glossary.toml"


def page(course: Course, language: str) -> str:
    """The whole page: one heading a term, so that lessons can link to it."""
    with speaking(language):
        parts = [
            f"<!-- {say('head.made_from', source=SOURCE)} -->",
            f"# {say('head.glossary_title')}",
            say("head.glossary_about", count=len(course.glossary)),
        ]
    parts += _entries(course, language)
    return "\n\n".join(parts) + "\n"


def store(course: Course) -> None:
    """Write the pages of both languages."""
    for language in LANGUAGES:
        path = course.root / course.glossary_page(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(course, language), encoding="utf-8", newline="\n")


def stale(course: Course) -> Iterator[Problem]:
    """The pages that the list of terms would not make again."""
    for language in LANGUAGES:
        place = course.glossary_page(language)
        path = course.root / place
        if not path.is_file() or path.read_text(encoding="utf-8") != page(course, language):
            yield Problem(SOURCE, 1, "glossary_stale", {"place": place})


def _entries(course: Course, language: str) -> Iterator[str]:
    other = next(name for name in LANGUAGES if name != language)
    for entry in sorted(course.glossary.values(), key=lambda e: _order(e[language])):
        yield f"### {entry[language]}\n\n**{entry[other]}** · {entry['meaning'][language]}"


def _order(term: str) -> tuple[bool, bytes]:
    """Latin terms by letter, then Chinese ones as in a dictionary: GB 18030 follows pinyin."""
    return term[0] > "\u2e7f", term.lower().encode("gb18030")

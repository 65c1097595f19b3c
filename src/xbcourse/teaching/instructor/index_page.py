"""The first of the instructor's pages: how to use the others, and the list of modules."""

from __future__ import annotations

from collections.abc import Iterator

from ...assumptions.language import LANGUAGES, say, speaking
from ..lesson.course import Course, Module, link
from ..lesson.signposts import NAMES
from . import class_page, markdown, places


def page(course: Course, language: str) -> str:
    """The whole page."""
    here = places.index(language)
    with speaking(language):
        others = (name for name in LANGUAGES if name != language)
        parts = [
            f"<!-- {say('head.made_from', source='lessons/')} -->",
            f"# {say('guide.index_title')}",
            " · ".join(f"[{NAMES[o]}]({link(here, places.index(o))})" for o in others),
            say("guide.index_about"),
            say(
                "guide.index_use",
                claims=link(here, places.claims(language)),
                glossary=link(here, course.glossary_page(language)),
            ).strip(),
            *_class_pages(course, language),
            markdown.table(
                [say(f"guide.index_{name}") for name in ("module", "claim", "minutes", "guide")],
                [list(_row(module, language)) for module in course.modules],
            ),
        ]
    return "\n\n".join(parts) + "\n"


def _class_pages(course: Course, language: str) -> Iterator[str]:
    here = places.index(language)
    ways = [
        f"- [{class_page.title(written, language)}]({link(here, written.made(language))})"
        for written in course.class_pages
    ]
    if ways:
        yield f"## {say('guide.index_class')}"
        yield "\n".join(ways)
        yield f"## {say('guide.index_lessons')}"


def _row(module: Module, language: str) -> Iterator[str]:
    here, head = places.index(language), module.head
    title = say("head.title_lesson", number=module.number, title=head.title)
    yield f"[{title}]({link(here, module.made('lesson', language))})"
    yield str(head.claim)
    yield f"{head.minutes_read} + {head.minutes_work}"
    guide = link(here, module.made("guide", language))
    yield f"[{say('guide.index_open')}]({guide})" if module.has_guide else "–"

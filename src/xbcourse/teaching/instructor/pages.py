"""Storing the instructor's pages, and saying which stored ones their sources would not make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from ...assumptions.language import LANGUAGES
from ..lesson import claims
from ..lesson.course import ROOMS, Course, Module
from ..lesson.problems import Problem, SourceError
from . import claims_page, class_page, index_page, module_page, places, sections

#: Where a page is stored, the source to edit, and what makes its text.
_Page = tuple[PurePosixPath, str, Callable[[], str]]


def store(course: Course, modules: Sequence[Module]) -> list[Problem]:
    """Write the pages of these modules and those of the whole course; what kept one from it."""
    problems: list[Problem] = []
    for place, _, make in _pages(course, modules):
        try:
            text = make()
        except SourceError as error:
            problems += error.problems
            continue
        path = course.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return problems


def stale(course: Course, modules: Sequence[Module]) -> Iterator[Problem]:
    """Pages that their sources would not make again, or cannot, and pages without a source."""
    for place, source, make in _pages(course, modules):
        path = course.root / place
        try:
            text = make()
        except SourceError as error:
            yield from error.problems
            continue
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield Problem(source, 1, "page_stale", {"place": place})
    yield from _without_source(course)


def faults(course: Course, module: Module) -> Iterator[Problem]:
    """What a module's sources lack for the pages: the guide, its sections, claims."""
    if module.has_guide:
        yield from sections.faults(module.guide)
    else:
        yield Problem(module.file("guide"), 1, "guide_missing")
    yield from claims.faults(module.lesson, module.number, course.claims)


def _pages(course: Course, modules: Sequence[Module]) -> Iterator[_Page]:
    for language in LANGUAGES:
        for module in modules:
            if module.has_guide:
                place = module.made("guide", language)
                make = partial(module_page.page, course, module, language)
                yield place, module.file("guide"), make
        for written in course.class_pages:
            make = partial(class_page.page, course, written, language)
            yield written.made(language), written.file, make
        yield places.claims(language), claims.SOURCE, partial(claims_page.page, course, language)
        yield places.index(language), "lessons/", partial(index_page.page, course, language)


def _without_source(course: Course) -> Iterator[Problem]:
    """Pages whose module was renamed or taken away, or lost its guide."""
    for language in LANGUAGES:
        expected = {places.claims(language), places.index(language)}
        expected |= {m.made("guide", language) for m in course.modules if m.has_guide}
        expected |= {written.made(language) for written in course.class_pages}
        for path in sorted((course.root / ROOMS["guide"] / language).glob("*.md")):
            place = PurePosixPath(path.relative_to(course.root).as_posix())
            if place not in expected:
                yield Problem(str(place), 1, "made_without_source")

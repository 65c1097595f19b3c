"""Everything that is stale, unpaired, untranslated or not compared, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..instructor import class_page, pages
from . import glossary, made
from .course import ROOMS, Course, Module
from .problems import Problem, SourceError
from .sheet import Sheet, sheets
from .twins import out_of_date


def problems(
    course: Course, modules: Sequence[Module] | None = None, *, run: bool = False
) -> list[Problem]:
    """What has to be mended before the made files can be trusted.

    Parameters
    ----------
    course : Course
        The sources and what was made from them.
    modules : sequence of Module, optional
        Only these; all by default. Pages of the whole course and files without a source are always
        looked at.
    run : bool
        Also execute every notebook again and compare what it prints.

    Returns
    -------
    list of Problem
        Empty when there is nothing to mend.
    """
    found: list[Problem] = []
    modules = course.modules if modules is None else modules
    for module in modules:
        found += unfinished(course, module)
        try:
            for sheet in sheets(course, module):
                found += _stale(sheet, run)
        except SourceError as error:
            found += error.problems
    found += unfinished_class(course)
    found += glossary.stale(course)
    found += pages.stale(course, modules)
    found += _without_source(course)
    return without_repeats(found)


def unfinished(course: Course, module: Module) -> list[Problem]:
    """What people still have to write or compare in a module's sources."""
    found: list[Problem] = []
    try:
        for source in module.sources:
            found += out_of_date(source)
        found += pages.faults(course, module)
    except SourceError as error:
        found += error.problems
    return found


def unfinished_class(course: Course) -> list[Problem]:
    """What people still have to write or compare in the pages on running a class."""
    found: list[Problem] = []
    for written in course.class_pages:
        try:
            found += out_of_date(written.source)
            found += class_page.faults(written)
        except SourceError as error:
            found += error.problems
    return found


def without_repeats(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: what spoils a source spoils everything that is made from it."""
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return found


def _stale(sheet: Sheet, run: bool) -> Iterator[Problem]:
    problem = made.stale(sheet)
    if problem:
        yield problem
    elif run:
        yield from made.changed_output(sheet)


def _without_source(course: Course) -> Iterator[Problem]:
    """Made files whose lesson was renamed or taken away."""
    expected = {module.name for module in course.modules}
    for room in sorted(set(ROOMS.values()) - {ROOMS["guide"]}):
        for path in sorted((course.root / room).glob("*/*.ipynb")):
            if path.stem.removesuffix("-answers") not in expected:
                yield Problem(path.relative_to(course.root).as_posix(), 1, "made_without_source")

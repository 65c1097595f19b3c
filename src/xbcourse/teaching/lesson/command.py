"""What ``xbcourse build`` does: make, check, or accept a translation."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from ...assumptions.errors import CourseError
from ...assumptions.language import say
from ..instructor import pages
from . import audit, glossary, made, twins
from .course import Course, Module
from .problems import Problem, SourceError
from .selection import selected
from .sheet import sheets
from .source import Source


def run(options: argparse.Namespace) -> int:
    """Do what the options ask and print it; 0 when nothing is left to mend."""
    try:
        course, modules = selected(options)
    except CourseError as error:
        print(error)
        return 1
    if options.accept:
        return _accept(course, options.accept)
    if options.check:
        return _report(audit.problems(course, modules, run=options.run))
    return _report(_make(course, modules))


def _make(course: Course, modules: Sequence[Module]) -> list[Problem]:
    problems: list[Problem] = []
    for module in modules:
        try:
            _make_module(course, module)
        except SourceError as error:
            problems += error.problems
        problems += audit.unfinished(course, module)
    problems += audit.unfinished_class(course)
    glossary.store(course)
    problems += pages.store(course, modules)
    return audit.without_repeats(problems)


def _make_module(course: Course, module: Module) -> None:
    for sheet in sheets(course, module):
        began = time.perf_counter()
        path = made.store(sheet, made.make(sheet))
        seconds = time.perf_counter() - began
        print(f"{sheet.place}  {seconds:.1f} s  {path.stat().st_size / 1000:.0f} kB", flush=True)


def _accept(course: Course, file: Path) -> int:
    found = _source_of(course, file)
    if found is None:
        print(say("build.not_a_source", file=file))
        return 1
    path, name, read = found
    try:
        changed = twins.accept(path, read())
    except SourceError as error:
        return _report(error.problems)
    for line in changed:
        print(f"{name}:{line}")
    print(say("build.accepted", count=len(changed), file=name))
    return 0


def _source_of(course: Course, file: Path) -> tuple[Path, str, Callable[[], Source]] | None:
    """Where a source lies, how it is called, and what reads it."""
    for module in course.modules:
        for kind in ("lesson", "exercise", "guide"):
            if file.resolve() == module.path(kind).resolve():
                return module.path(kind), module.file(kind), partial(getattr, module, kind)
    for written in course.class_pages:
        if file.resolve() == written.path.resolve():
            return written.path, written.file, partial(getattr, written, "source")
    return None


def _report(problems: Iterable[Problem]) -> int:
    problems = list(problems)
    for problem in problems:
        print(problem)
    print(say("build.to_mend", count=len(problems)) if problems else say("build.all_well"))
    return 1 if problems else 0

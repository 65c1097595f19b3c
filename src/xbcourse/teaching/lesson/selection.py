"""Which course and which of its modules a command is about."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ...assumptions.errors import CourseError
from .course import Course, Module


def selected(options: argparse.Namespace) -> tuple[Course, Sequence[Module]]:
    """The course and modules that a command line names.

    Parameters
    ----------
    options : argparse.Namespace
        `root`: the course's folder, or None for the nearest one upwards. `numbers`: those of the
        modules ("1" is "01"); none means all.

    Raises
    ------
    CourseError
        Where no folder upwards has lessons, or a module is not there.
    """
    root = options.root.resolve() if options.root else _root_above(Path.cwd())
    if root is None:
        raise CourseError("build.no_root")
    course = Course(root)
    modules = [course.module(f"{number:0>2}") for number in options.numbers]
    if None in modules:
        known = ", ".join(module.number for module in course.modules)
        raise CourseError("build.no_module", known=known)
    return course, modules or course.modules


def _root_above(folder: Path) -> Path | None:
    """The nearest folder, upwards, that holds lesson sources."""
    return next((f for f in (folder, *folder.parents) if any(f.glob("lessons/*/lesson.md"))), None)

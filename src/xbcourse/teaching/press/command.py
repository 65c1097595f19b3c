"""What ``xbcourse handout`` and ``xbcourse slides`` do: one file for each module."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...assumptions.language import current, say
from ..lesson.course import Course, Module
from ..lesson.selection import selected
from . import chromium
from .handout import handout
from .slides import slides


def run(options: argparse.Namespace) -> int:
    """Make the files and name them; what keeps one from it is raised as a `CourseError`."""
    course, modules = selected(options)
    options.out.mkdir(parents=True, exist_ok=True)
    files = [*_pages(course, modules, options)]
    if options.pdf:
        # After all the pages, so that a computer without a browser has those at least.
        for file in files:
            pdf = file.with_suffix(".pdf")
            chromium.print_pdf(file.read_text(encoding="utf-8"), pdf.resolve())
            _tell(pdf)
    return 0


def _pages(
    course: Course, modules: Sequence[Module], options: argparse.Namespace
) -> Iterator[Path]:
    for module in modules:
        if options.made == "handout":
            html = handout(course, module, with_answers=options.answers)
        else:
            html = slides(course, module)
        file = options.out / f"{module.name}.{current()}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        _tell(file)
        yield file


def _tell(file: Path) -> None:
    size = file.stat().st_size / 1000
    print(say("press.made", file=file, kilobytes=f"{size:.0f}"), flush=True)

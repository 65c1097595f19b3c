"""What ``xbcourse handout`` and ``xbcourse slides`` do: one file for each module."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...assumptions.language import current, say
from ..lesson.selection import selected
from . import chromium
from .handout import handout


def run(options: argparse.Namespace) -> int:
    """Make the files and name them; what keeps one from it is raised as a `CourseError`."""
    course, modules = selected(options)
    options.out.mkdir(parents=True, exist_ok=True)
    for module in modules:
        if options.made == "handout":
            html = handout(course, module, with_answers=options.answers)
        file = options.out / f"{module.name}.{current()}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        _tell(file)
        if options.pdf:
            pdf = file.resolve().with_suffix(".pdf")
            chromium.print_pdf(html, pdf)
            _tell(file.with_suffix(".pdf"))
    return 0


def _tell(file: Path) -> None:
    size = file.stat().st_size / 1000
    print(say("press.made", file=file, kilobytes=f"{size:.0f}"), flush=True)

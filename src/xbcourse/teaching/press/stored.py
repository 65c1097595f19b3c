"""A lesson's executed notebook, each cell beside the piece of source that it was made from."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from ..lesson import made
from ..lesson.course import Course, Module
from ..lesson.problems import SourceError
from ..lesson.sheet import sheet
from ..lesson.source import Code, Passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage or code cell as written, and the cell of the notebook with what came out."""

    source: Passage | Code
    cell: NotebookNode


def pieces(course: Course, module: Module, language: str) -> list[Piece]:
    """The lesson, cell by cell, without the head and foot that the build puts around it.

    Raises
    ------
    SourceError
        Where the stored notebook is not what its source would make: it has to be built first.
    """
    wanted = sheet(course, module, module.lesson, "lesson", language)
    problem = made.stale(wanted)
    if problem:
        raise SourceError.of([problem])
    notebook = nbformat.read(course.root / wanted.place, as_version=4)
    inner = notebook.cells[1:-1]
    return [Piece(*pair) for pair in zip(module.lesson.cells, inner, strict=True)]

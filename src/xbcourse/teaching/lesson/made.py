"""Storing made notebooks, and saying which stored ones their sources would not make again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import outputs
from .execute import CellFailed, run
from .problems import Problem, SourceError
from .sheet import Sheet

#: Largest stored notebook, in bytes: what a slow network and a page on the web still load at once.
LARGEST = 400_000


def make(sheet: Sheet) -> NotebookNode:
    """The notebook as it is to be stored: executed, cleaned, checked.

    Raises
    ------
    SourceError
        Where a cell fails, or shows something that must not be stored.
    """
    notebook = deepcopy(sheet.notebook)
    try:
        run(notebook)
    except CellFailed as error:
        gaps = {"place": sheet.place, "reason": error.reason}
        raise SourceError.of([_problem(sheet, error.cell, "cell_failed", gaps)]) from None
    problems = list(_clean(sheet, notebook))
    notebook = notebook if sheet.keeps_outputs else deepcopy(sheet.notebook)
    problems += _too_large(sheet, notebook)
    if problems:
        raise SourceError.of(problems)
    return notebook


def store(sheet: Sheet, notebook: NotebookNode) -> Path:
    """Write the made notebook to its place."""
    path = sheet.course.root / sheet.place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(serialised(notebook), encoding="utf-8", newline="\n")
    return path


def serialised(notebook: NotebookNode) -> str:
    """The text of a notebook file: keys sorted, characters as they are, one final line end."""
    return nbformat.writes(notebook, version=4) + "\n"


def stale(sheet: Sheet) -> Problem | None:
    """Why the stored notebook is not what its source would make, outputs left aside."""
    path = sheet.course.root / sheet.place
    gaps = {"place": sheet.place, "number": path.name[:2]}
    if not path.is_file():
        return _problem(sheet, 0, "made_missing", gaps)
    text = path.read_text(encoding="utf-8")
    stored = _parsed(text)
    if stored is None:
        return _problem(sheet, 0, "made_unreadable", gaps)
    different = _first_difference(sheet.notebook, stored)
    if different is not None:
        return _problem(sheet, different, "made_stale", gaps)
    expected = _with_outputs_of(stored, sheet)
    return None if serialised(expected) == text else _problem(sheet, 0, "made_stale", gaps)


def changed_output(sheet: Sheet) -> Iterator[Problem]:
    """Cells that show something else when they are run again; pictures are not compared."""
    stored = nbformat.read(sheet.course.root / sheet.place, as_version=4)
    again = make(sheet)
    for number, (before, after) in enumerate(zip(stored.cells, again.cells, strict=True)):
        if before.cell_type == "code" and _shown(before) != _shown(after):
            gaps = {"place": sheet.place, "before": _shown(before), "after": _shown(after)}
            yield _problem(sheet, number, "output_changed", gaps)


def _clean(sheet: Sheet, notebook: NotebookNode) -> Iterator[Problem]:
    alts = {cell.line: cell.alt for cell in sheet.source.code}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            alt = alts.get(sheet.lines[number])
            outputs.clean(cell, alt, sheet.language, sheet.keeps_pictures)
            for key, gaps in outputs.faults(cell, sheet.course.root):
                yield _problem(sheet, number, key, {"place": sheet.place, **gaps})


def _too_large(sheet: Sheet, notebook: NotebookNode) -> Iterator[Problem]:
    """Points at the cell whose outputs take most of the space."""
    size = len(serialised(notebook).encode("utf-8"))
    if size > LARGEST:
        weights = [len(str(cell.get("outputs", ""))) for cell in notebook.cells]
        gaps = {"place": sheet.place, "kilobytes": size // 1000, "most": LARGEST // 1000}
        yield _problem(sheet, weights.index(max(weights)), "made_too_large", gaps)


def _problem(sheet: Sheet, cell: int, key: str, gaps: dict[str, object]) -> Problem:
    return Problem(sheet.source.file, sheet.lines[cell], key, gaps)


def _parsed(text: str) -> NotebookNode | None:
    """The notebook in a file; None where it is none of the version that the build writes."""
    try:
        content = json.loads(text)
        if content["nbformat"] != 4:
            return None
        nbformat.validate(content)
    except (ValueError, LookupError, TypeError, nbformat.ValidationError):
        # The validator walks through cells before it knows that there are any.
        return None
    return nbformat.reads(text, as_version=4)


def _first_difference(wanted: NotebookNode, stored: NotebookNode) -> int | None:
    """The first cell that is not as wanted; the last one for cells that are missing."""
    for number, cell in enumerate(wanted.cells):
        if number >= len(stored.cells) or _face(cell) != _face(stored.cells[number]):
            return number
    return None if len(stored.cells) == len(wanted.cells) else len(wanted.cells) - 1


def _face(cell: NotebookNode) -> tuple[object, ...]:
    return cell.id, cell.cell_type, cell.source, cell.metadata


def _with_outputs_of(stored: NotebookNode, sheet: Sheet) -> NotebookNode:
    """What the source makes, with the stored outputs where outputs belong."""
    notebook = deepcopy(sheet.notebook)
    count = 0
    for cell, before in zip(notebook.cells, stored.cells, strict=True):
        if cell.cell_type == "code" and sheet.keeps_outputs:
            count += 1
            cell.execution_count = count
            cell.outputs = before.outputs
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
    return notebook


def _shown(cell: NotebookNode) -> str:
    return "\n".join(text.rstrip() for output in cell.outputs for text in outputs.texts(output))

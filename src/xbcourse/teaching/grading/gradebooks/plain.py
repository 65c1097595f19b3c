"""A gradebook of its own: a row for each student, a column for each question; CSV and XLSX."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ....assumptions.language import say
from ...workcopy.storage import write
from ..marks.marked import Marked, Part
from ..marks.store import read_all, run_of
from ..papers.decoding import MARK
from ..papers.status import Status
from ..papers.tables import guarded
from .filling import as_number

NAME = "gradebook"

_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

Cell = str | float | int | None


def store(results: Path) -> tuple[Path, Path]:
    """Write ``gradebook.csv`` and ``gradebook.xlsx`` beside the results; says where.

    The same results give the same bytes. Words are in the reader's language.

    Raises
    ------
    DataError
        Nothing was graded into this folder.
    """
    rows = list(rows_of(results))
    files = results / f"{NAME}.csv", results / f"{NAME}.xlsx"
    for file, content in zip(files, (as_csv(rows), as_xlsx(rows)), strict=True):
        if not file.exists() or file.read_bytes() != content:
            write(file, content)
    return files


def rows_of(results: Path) -> Iterator[Sequence[Cell]]:
    """The heading, then a row for each student in the order of the roster.

    Points of what was not marked are left empty: unreadable is not zero.
    """
    students = read_all(results)
    modules = run_of(results)["assignment"]["modules"]
    ids = _questions(results)
    words = ("id", "name", "section", "status", "score", "of", "raw", "penalty", "days", "waiting")
    yield [*(say(f"grading_books.{word}") for word in words), *modules, *ids]
    for marked in students:
        yield [*_totals(marked), *_by_module(marked, modules), *_by_question(marked, ids)]


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as CSV that Excel opens as UTF-8, with no text that could be taken for a formula."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerows([_text(cell) for cell in row] for row in rows)
    return (MARK + text.getvalue()).encode("utf-8", "replace")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else as_number(cell)


def as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as a workbook; ids keep their zeros, and no text is a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(NAME)
    sheet.freeze_panes = "C2"
    for number, row in enumerate(rows):
        cells = [WriteOnlyCell(sheet, _clean(value)) for value in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type, cell.number_format = "s", "@"
            if number == 0:
                cell.font = Font(bold=True)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return _timeless(content.getvalue())


def _questions(results: Path) -> list[str]:
    """The ids of all questions that anybody was marked in, in the order of the assignment."""
    found: dict[str, None] = {}
    for marked in read_all(results):
        found.update(dict.fromkeys(question.id for question in marked.questions))
    return list(found)


def _totals(marked: Marked) -> list[Cell]:
    counts = marked.status.counts
    return [
        *(marked.student, marked.name, marked.section, say_status(marked.status)),
        *(marked.score, marked.of),
        *((marked.raw, marked.penalty, marked.late_days) if counts else (None, None, None)),
        marked.waiting,
    ]


def say_status(status: Status) -> str:
    """A status in the reader's language."""
    return say(f"grading_books.status_{status.name.lower()}")


def _by_module(marked: Marked, modules: Sequence[str]) -> Iterator[Cell]:
    parts = {part.module: part for part in marked.parts}
    return (_part(parts.get(module)) for module in modules)


def _part(part: Part | None) -> Cell:
    """The points of a module after the penalty; in words where there are none to be had."""
    if part is None:
        return None
    if part.standing is Status.OK:
        return round(part.earned - part.penalty, 2)
    return say_status(part.status)


def _by_question(marked: Marked, ids: Sequence[str]) -> Iterator[Cell]:
    earned = {question.id: question.earned for question in marked.questions}
    return (earned.get(id_) for id_ in ids)


def _clean(value: Cell) -> Cell:
    """Without signs that no workbook can hold."""
    return _UNPRINTED.sub("\ufffd", value) if isinstance(value, str) else value


def _timeless(content: bytes) -> bytes:
    """The same workbook without the moment at which it was written."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", part)
            still = zipfile.ZipInfo(entry.filename)
            new.writestr(still, part, compress_type=zipfile.ZIP_DEFLATED)
    return result.getvalue()

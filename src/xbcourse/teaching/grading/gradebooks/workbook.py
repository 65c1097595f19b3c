"""Numbers put into the cells of an XLSX file, and every other byte of its parts kept.

A library that reads a workbook and writes it again drops what it does not know: validation lists
and protected cells of a platform's template among them, without which the platform refuses it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from ....assumptions.errors import DataError

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: A whole tag, whatever stands in its attributes.
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")


def with_cells(content: bytes, sheet: int, values: Mapping[tuple[int, int], str]) -> bytes:
    """An XLSX file with other numbers in some cells of one sheet.

    Parameters
    ----------
    content : bytes
        The file.
    sheet : int
        Which sheet, from 0, in the order of the tabs.
    values : mapping
        (row from 1, column from 0) → a number as text; nothing empties the cell.

    Raises
    ------
    DataError
        A formula stands in one of these cells.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        name = _sheet_names(old)[sheet]
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry, _replaced(part, values) if entry.filename == name else part)
        new.comment = old.comment
    return result.getvalue()


def _sheet_names(book: zipfile.ZipFile) -> list[str]:
    """The parts of the sheets in the order of their tabs; charts on tabs of their own left out."""
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in ElementTree.fromstring(book.read(_LINKS))
        if link.get("Type", "").endswith("/worksheet")
    }
    tabs = ElementTree.fromstring(book.read(_BOOK)).iter()
    ids = [tab.get(_ID) for tab in tabs if tab.tag.rpartition("}")[2] == "sheet"]
    paths = (targets[id_] for id_ in ids if id_ in targets)
    return [path.lstrip("/") if path.startswith("/") else f"xl/{path}" for path in paths]


@dataclass
class _Cell:
    column: int
    start: int
    attributes: dict[str, str]
    end: int = 0
    has_formula: bool = False


@dataclass
class _Row:
    number: int
    end: int = 0
    cells: list[_Cell] = field(default_factory=list)


class _Reader:
    """Where the rows and cells of a sheet stand in its bytes."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.rows: list[_Row] = []
        self.prefix = ""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.prefix, _, local = name.rpartition(":")
        if local == "row":
            before = self.rows[-1].number if self.rows else 0
            self.rows.append(_Row(int(attributes.get("r", before + 1))))
        elif local == "c":
            cells = self.rows[-1].cells
            after = cells[-1].column + 1 if cells else 0
            column = _column(attributes["r"]) if "r" in attributes else after
            cells.append(_Cell(column, self._parser.CurrentByteIndex, attributes))
        elif local == "f" and self.rows:
            self.rows[-1].cells[-1].has_formula = True

    def _end(self, name: str) -> None:
        local, place = name.rpartition(":")[2], self._parser.CurrentByteIndex
        if local == "c":
            self.rows[-1].cells[-1].end = _TAG.match(self.xml, place).end()
        elif local == "row":
            self.rows[-1].end = place


def _replaced(xml: bytes, values: Mapping[tuple[int, int], str]) -> bytes:
    reader = _Reader(xml)
    rows = {row.number: row for row in reader.rows}
    edits = [_edit(rows[line], column, value, reader) for (line, column), value in values.items()]
    written, place = [], 0
    for start, end, cell in sorted(edits):
        written += xml[place:start], cell
        place = end
    return b"".join([*written, xml[place:]])


def _edit(row: _Row, column: int, value: str, reader: _Reader) -> tuple[int, int, bytes]:
    """The span that is replaced, and by what."""
    old = next((cell for cell in row.cells if cell.column == column), None)
    if old and old.has_formula:
        raise DataError("grading_books.formula", line=row.number, column=_letters(column))
    after = next((cell.start for cell in row.cells if cell.column > column), row.end)
    start, end = (old.start, old.end) if old else (after, after)
    style = f' s="{old.attributes["s"]}"' if old and "s" in old.attributes else ""
    prefix = f"{reader.prefix}:" if reader.prefix else ""
    inside = f"><{prefix}v>{value}</{prefix}v></{prefix}c>" if value else "/>"
    return start, end, f'<{prefix}c r="{_letters(column)}{row.number}"{style}{inside}'.encode()


def _column(place: str) -> int:
    """The column, from 0, of a place such as "AB12"."""
    number = 0
    for letter in re.match("[A-Z]*", place.upper())[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> str:
    """The letters of a column.

    >>> [_letters(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

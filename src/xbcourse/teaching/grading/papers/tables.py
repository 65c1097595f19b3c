"""Rows of text from the files that schools exchange: CSV of any kind, and XLSX."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ....assumptions.errors import DataError, reason_of
from .decoding import decoded
from .delimited import delimiter_of, records

#: Old Excel files, and new ones with a password, begin so.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
#: What the reader of workbooks raises where one is damaged, be it the archive or the XML in it.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError)
_BROKEN += (AttributeError, SyntaxError)
#: From here on a spreadsheet's number no longer holds every digit of an id.
_INEXACT = 10**15


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, from 1, and the text of its cells."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


def sheets_of(file: Path) -> list[list[Row]]:
    """Every sheet of a file as rows; a text file has one. Empty rows are left out.

    Raises
    ------
    DataError
        The file cannot be opened or is in no format that can be read; says what to do.
    """
    content = bytes_of(file)
    if is_spreadsheet(content, file):
        return rows_of_sheets(content, file)
    text = text_of(content, file)[0]
    return [[row for row in _delimited(text) if not row.is_empty]]


def rows_of_sheets(content: bytes, file: Path) -> list[list[Row]]:
    """Every sheet of an XLSX file; a row's line is its number in the sheet.

    Raises
    ------
    DataError
        The file is damaged.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [[row for row in _rows(sheet) if not row.is_empty] for sheet in book.worksheets]
    except _BROKEN as error:
        gaps = {"file": file.name, "reason": f"{type(error).__name__}: {error}"}
        raise DataError("grading_papers.broken_excel", **gaps) from None


def bytes_of(file: Path) -> bytes:
    """The content of a file; a `DataError` in words where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError("grading_papers.not_opened", file=file, reason=reason_of(error)) from None


def is_spreadsheet(content: bytes, file: Path) -> bool:
    """Whether it is an XLSX file; one that pretends to be, or an older one, is refused."""
    if content.startswith(_OLE):
        raise DataError("grading_papers.old_excel", file=file.name)
    if re.match(rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|meta|\?xml)", content, re.IGNORECASE):
        raise DataError("grading_papers.page_as_table", file=file.name)
    return content.startswith(_ZIP)


def text_of(content: bytes, file: Path) -> tuple[str, str]:
    """The text of a file and its encoding; a `DataError` where it is no text."""
    found = decoded(content)
    if found is None or "\0" in found[0]:
        raise DataError("grading_papers.no_text", file=file.name)
    return found


def shown(value: Any, number_format: str = "") -> str:
    """The text of a spreadsheet's value; a number that lost digits shows it by its exponent.

    >>> shown(20260015.0), shown(15, "00000000"), shown(4.4010619900101101e17)
    ('20260015', '00000015', '4.40106199001011E+17')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value) if abs(value) < _INEXACT else f"{value:.14E}"
    if isinstance(value, int) and re.fullmatch("0+", number_format):
        return str(value).zfill(len(number_format))
    if isinstance(value, dt.datetime):
        is_day = number_format and "h" not in number_format.casefold()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    return str(value).strip()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula, for tables that we write.

    >>> guarded("=1+1"), guarded("王小明"), guarded("-")
    ("'=1+1", '王小明', '-')
    """
    return f"'{text}" if len(text) > 1 and text[0] in "=+-@\t\r" else text


def _delimited(text: str) -> Iterator[Row]:
    for record in records(text, delimiter_of(text)):
        yield Row(record.line, tuple(cell_text(field.value) for field in record.fields))


def cell_text(value: str) -> str:
    """Without blanks around, and without what keeps a spreadsheet from changing it: ="0015".

    >>> cell_text(' ="0015"'), cell_text(" 王小明 ")
    ('0015', '王小明')
    """
    value = value.strip().lstrip("\t")
    kept = re.fullmatch(r'="([^"]*)"', value)
    return kept[1].strip() if kept else value


def _rows(sheet: Any) -> Iterator[Row]:
    # Some systems write a wrong size of the sheet, which would hide rows.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        texts = (shown(cell.value, getattr(cell, "number_format", "")) for cell in cells)
        yield Row(line, tuple(texts))

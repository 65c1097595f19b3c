"""A platform's file as a grid in which single cells can be replaced and nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ....assumptions.errors import DataError
from ..papers.delimited import Field, Record, delimiter_of, records
from ..papers.tables import Row, bytes_of, cell_text, is_spreadsheet, rows_of_sheets, text_of
from .workbook import with_cells

#: (line of the row, column from 0) → the number, as text, or nothing.
Values = Mapping[tuple[int, int], str]


class Grid(Protocol):
    """One table of a file."""

    rows: Sequence[Row]

    def with_values(self, values: Values) -> bytes:
        """The whole file with other values in these cells."""


def grids_of(file: Path) -> list[Grid]:
    """Every sheet of a file; a text file has one.

    Raises
    ------
    DataError
        The file cannot be opened or is in no format that can be read.
    """
    content = bytes_of(file)
    if is_spreadsheet(content, file):
        sheets = rows_of_sheets(content, file)
        return [Sheet(content, number, rows, file.name) for number, rows in enumerate(sheets)]
    return [Text(*text_of(content, file))]


class Text:
    """A delimited file: separator, quotes, line ends and encoding stay as they are."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text, self._encoding = text, encoding
        self._delimiter = delimiter_of(text)
        self._records = {r.line: r for r in records(text, self._delimiter)}
        rows = (_row(record) for record in self._records.values())
        self.rows = [row for row in rows if not row.is_empty]

    def with_values(self, values: Values) -> bytes:
        edits = (self._edit(self._records[line], column, v) for (line, column), v in values.items())
        text, place = [], 0
        for start, end, written in sorted(edits):
            text += self._text[place:start], written
            place = end
        return "".join([*text, self._text[place:]]).encode(self._encoding)

    def _edit(self, record: Record, column: int, value: str) -> tuple[int, int, str]:
        """The span that is replaced, and by what; a record that is too short is made longer."""
        value = value.replace(".", ",") if self._decimal_comma else value
        short = column - len(record.fields) + 1
        if short > 0:
            end = record.fields[-1].end
            return end, end, self._delimiter * short + self._quoted(value, False)
        field = record.fields[column]
        return field.start, field.end, self._quoted(value, self._is_quoted(field))

    def _quoted(self, value: str, before: bool) -> str:
        return f'"{value}"' if before or self._delimiter in value else value

    def _is_quoted(self, field: Field) -> bool:
        return self._text.startswith('"', field.start) and field.end > field.start

    @property
    def _decimal_comma(self) -> bool:
        """Whether the file writes 87,5: some number does, and none writes 87.5."""
        cells = [cell for row in self.rows for cell in row.cells]
        return any(re.fullmatch(r"\d+,\d+", cell) for cell in cells) and not any(
            re.fullmatch(r"\d+\.\d+", cell) for cell in cells
        )


def _row(record: Record) -> Row:
    return Row(record.line, tuple(cell_text(field.value) for field in record.fields))


class Sheet:
    """A sheet of an XLSX file: formats, widths, other sheets and all else stay as they are."""

    def __init__(self, content: bytes, number: int, rows: Sequence[Row], name: str) -> None:
        self._content, self._number, self._name = content, number, name
        self.rows = [row for row in rows if not row.is_empty]

    def with_values(self, values: Values) -> bytes:
        try:
            return with_cells(self._content, self._number, values)
        except (KeyError, IndexError) as error:
            # Parts of the workbook stand elsewhere than Excel, WPS and LibreOffice put them.
            gaps = {"file": self._name, "reason": str(error)}
            raise DataError("grading_papers.broken_excel", **gaps) from None

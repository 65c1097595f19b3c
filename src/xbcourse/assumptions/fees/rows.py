"""Rows of the fee tables, read with exact decimals and found by region and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .. import datasets
from ..errors import NotCovered, ParameterError
from ..language import Text
from .words import phrase, separated


@dataclass(frozen=True, slots=True, eq=False)
class Row(Mapping[str, str]):
    """One row of a fee table: its cells as text, its numbers and dates on request."""

    cells: Mapping[str, str]

    def number(self, column: str) -> Decimal | None:
        """The exact number in a column, None where the cell is empty."""
        return Decimal(self.cells[column]) if self.cells[column] else None

    def day(self, column: str) -> dt.date | None:
        """The date in a column, None where the cell is empty."""
        return dt.date.fromisoformat(self.cells[column]) if self.cells[column] else None

    @property
    def id(self) -> str:
        """What to cite the row by."""
        return self.cells["id"]

    def holds_on(self, day: dt.date) -> bool:
        """Whether the table answers for this day with this row."""
        since, until = self.day("valid_from"), self.day("valid_to")
        return since is not None and since <= day and (until is None or day <= until)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of a fee table."""
    return tuple(Row(cells) for cells in datasets.rows(name))


def matching(name: str, **cells: str) -> tuple[Row, ...]:
    """The rows whose cells are these, whatever their dates."""
    return tuple(
        row for row in table(name) if all(row[column] == text for column, text in cells.items())
    )


@cache
def regions(name: str, **cells: str) -> frozenset[str]:
    """The regions that a fee table has such rows for."""
    return frozenset(row["region"] for row in matching(name, **cells))


def in_force(rows: Iterable[Row], fee: Text, on: dt.date) -> tuple[Row, ...]:
    """Those rows that hold on a day.

    Raises
    ------
    NotCovered
        When none does; the message names the periods that are covered.
    """
    rows = tuple(rows)
    found = tuple(row for row in rows if row.holds_on(on))
    if not found:
        raise NotCovered("fees.date_not_covered", fee=fee, date=on, periods=periods(rows))
    return found


def periods(rows: Iterable[Row]) -> Text:
    """The times that rows cover."""
    spans = sorted({(row["valid_from"], row["valid_to"]) for row in rows if row["valid_from"]})
    words = (
        phrase("span", since=since, until=until) if until else phrase("span_open", since=since)
        for since, until in spans
    )
    return separated(words, "between_parts")


def check_date(on: object) -> dt.date:
    """The day a fee is asked for, from a date or ISO text.

    >>> check_date("2026-06-01")
    datetime.date(2026, 6, 1)
    """
    if isinstance(on, dt.datetime):
        return on.date()
    if isinstance(on, dt.date):
        return on
    try:
        return dt.date.fromisoformat(on)
    except (TypeError, ValueError):
        raise ParameterError("fees.not_a_date", name="on", value=repr(on)) from None


def check_region(fee: Text, region: object, covered: Iterable[str]) -> str:
    """The region, or `NotCovered` with the regions there are."""
    covered = sorted(set(covered))
    if region not in covered:
        known = separated(covered, "between_rows")
        raise NotCovered("fees.region_not_covered", fee=fee, region=region, covered=known)
    return region

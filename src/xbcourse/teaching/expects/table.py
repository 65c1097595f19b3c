"""A table: rows known by a key, columns known by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pandas as pd

from ...assumptions.language import say
from ..compare import SAME, Grade, Match, Unreadable, glimpse
from .cells import cell_in_full, match_cell, match_cells, show_cell
from .expectation import Expectation
from .number import Number
from .tidy import Tidy, named_like, read_table, tidy


@dataclass(frozen=True, slots=True)
class Table(Expectation):
    """A table. The shape that is asked for is the one the reference returns.

    Rows are found by their key and columns by their names, so that these are right in another
    shape: rows or columns in another order, extra columns, the key in the index instead of a
    column or the other way round, a Series, a dictionary, a list of records.

    Parameters
    ----------
    key : str or sequence of str
        The columns or index levels that name a row; no two rows share one.
    values : Number
        Unit and tolerance of the numbers.
    columns : mapping of str to Number
        Columns with another unit or tolerance.
    ordered : bool
        Whether the order of the rows is part of the answer (a ranking).
    """

    kind: ClassVar[str] = "table"

    key: str | Sequence[str]
    values: Number = field(default_factory=Number)
    columns: Mapping[str, Number] = field(default_factory=dict)
    ordered: bool = False

    def match(self, expected: Any, found: Any) -> Match:
        want = tidy(expected)
        try:
            have, renamed = self._read_like(want, found)
        except Unreadable as problem:
            return problem.match()
        if lacking := _lacking(want, have):
            names = say("checks.list_comma").join(lacking)
            return Match(Grade.DIFFERENT, say("checks.columns_lacking", names=names))
        return self._match_rows(want, have, _remarks(want, have, renamed))

    def share(self, expected: Any, found: Any) -> float:
        """Rows whose every cell is right, as a share of all rows, those too many among them.

        In a ranking a row must also stand in its place.

        >>> asked = pd.DataFrame({"fee": ["a", "b", "c", "d"], "usd": [1.0, 2.0, 3.0, 4.0]})
        >>> Table(key="fee").share(asked, asked.replace({"usd": {4.0: 5.0}})[1:])
        0.5
        """
        if self.match(expected, found).right:
            return 1.0
        want = tidy(expected)
        try:
            have, _ = self._read_like(want, found)
        except Unreadable:
            return 0.0
        wanted = want.rows(self.keys)
        present = [] if _lacking(want, have) else have.rows(self.keys)
        place = {name: position for position, name in enumerate(present)}
        right = sum(
            self._row_right(want, position, have, place[name])
            for position, name in enumerate(wanted)
            if name in place and (not self.ordered or place[name] == position)
        )
        return right / max(len(wanted), len(present))

    def show(self, value: Any) -> str:
        if isinstance(value, pd.DataFrame):
            return say("checks.table_size", rows=value.shape[0], columns=value.shape[1])
        if isinstance(value, pd.Series):
            return say("checks.series_size", rows=len(value))
        return glimpse(value)

    def in_full(self, value: Any) -> list[list[str]]:
        """The names of the columns, and a line for each row, the key as it is written.

        >>> fees = pd.DataFrame({"year": [2026], "usd": [4.5]})
        >>> Table(key="year", columns={"usd": Number("USD")}).in_full(fees)
        [['year', 'usd'], ['2026', '$4.50']]
        """
        frame = tidy(value).frame
        columns = [
            [_row_name((cell,)) for cell in frame[name].tolist()]
            if name in self.keys
            else [cell_in_full(cell, self.columns.get(name, self.values)) for cell in frame[name]]
            for name in frame.columns
        ]
        return [[str(name) for name in frame.columns], *map(list, zip(*columns, strict=True))]

    def exactness(self) -> str:
        return self.values.exactness()

    @property
    def keys(self) -> list[str]:
        """The key as a list of names."""
        return [self.key] if isinstance(self.key, str) else list(self.key)

    def _read_like(self, want: Tidy, found: Any) -> tuple[Tidy, bool]:
        """What was found as named columns, and whether a name was changed to that of `want`."""
        return named_like(read_table(found, list(want.frame.columns)), want, self.keys)

    def _row_right(self, want: Tidy, row: int, have: Tidy, other: int) -> bool:
        return all(
            match_cell(
                want.frame[column].iloc[row],
                have.frame[column].iloc[other],
                self.columns.get(column, self.values),
            ).right
            for column in want.frame.columns.drop(self.keys)
        )

    def _match_rows(self, want: Tidy, have: Tidy, remarks: list[str]) -> Match:
        wanted, present = want.rows(self.keys), have.rows(self.keys)
        if len(set(wanted)) < len(wanted):
            raise ValueError(f"the key {self.keys} does not name each expected row")
        if trouble := _row_trouble(wanted, present):
            return Match(Grade.DIFFERENT, trouble)
        place = {name: position for position, name in enumerate(present)}
        frame = have.frame.iloc[[place[name] for name in wanted]]
        moved = wanted != present
        for column in want.frame.columns.drop(self.keys):
            match = self._match_column(column, want.frame[column], frame[column], wanted)
            if not match.right:
                return match
            remarks += filter(None, [match.remark])
        if moved and self.ordered:
            return Match(Grade.DIFFERENT, ask=say("checks.ask_order"))
        if moved:
            remarks.append(say("checks.shape_row_order"))
        return Match(Grade.OTHERWISE, remarks[0]) if remarks else SAME

    def _match_column(
        self, column: str, expected: pd.Series, found: pd.Series, rows: list[tuple]
    ) -> Match:
        number = self.columns.get(column, self.values)
        have = found.tolist()
        position, match = match_cells(expected.tolist(), have, number)
        if position is None:
            return match
        where = say("checks.cell", row=_row_name(rows[position]), column=column)
        remark = say("checks.differs_at", where=where, found=show_cell(have[position], number))
        return Match(Grade.DIFFERENT, f"{remark} {match.remark}".strip(), match.ask)


def _lacking(want: Tidy, have: Tidy) -> list[str]:
    """Columns that were asked for and are not there."""
    return [str(c) for c in want.frame.columns if c not in have.frame.columns]


def _remarks(want: Tidy, have: Tidy, renamed: bool) -> list[str]:
    """What is different about the shape; the weightiest first, for only that is told."""
    wanted, present = list(want.frame.columns), list(have.frame.columns)
    remarks = []
    if have.form != want.form:
        remarks.append(say("checks.shape_form", found=have.form, expected=want.form))
    if renamed:
        names = say("checks.list_comma").join(map(str, wanted))
        remarks.append(say("checks.shape_column_names", names=names))
    if len(present) > len(wanted):
        remarks.append(say("checks.shape_extra_columns"))
    elif set(have.index) != set(want.index):
        remarks.append(say("checks.shape_index"))
    elif present != wanted:
        remarks.append(say("checks.shape_column_order"))
    return remarks


def _row_trouble(wanted: list[tuple], present: list[tuple]) -> str:
    """Rows too many or too few, in words; which ones are lacking is not given away."""
    extra = Counter(present) - Counter(wanted)
    twice = [row for row in extra if row in set(wanted)]
    if twice:
        return say("checks.row_twice", row=_row_name(twice[0]))
    if extra:
        return say("checks.row_unknown", row=_row_name(next(iter(extra))))
    if len(present) < len(wanted):
        return say("checks.rows_lacking", found=len(present))
    return ""


def _row_name(row: tuple) -> str:
    """The cells of a key as they are written: 1300000.0 is 1300000, and 2026 has no comma.

    >>> _row_name(("US", 1300000.0))
    'US · 1300000'
    """
    return " · ".join(f"{cell:.15g}" if isinstance(cell, float) else str(cell) for cell in row)

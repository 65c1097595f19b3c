"""Which column of a platform's file holds the students, which takes the score, out of how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ....assumptions.errors import DataError, ParameterError
from ....assumptions.language import say
from ..papers.headings import Columns, columns_of, heading_in, is_nobody, plain
from ..papers.roster import DAMAGED, Roster
from ..papers.student import alike
from ..papers.tables import Row
from .grids import Grid

#: What a column of scores is called where nothing names the assignment.
_SCORES = ("成绩", "分数", "得分", "总成绩", "总分", "grade", "score", "mark", "points")
#: Words in the heading of a column that speaks of the assignment and is not its score.
_BESIDE = re.compile(
    r"feedback|comment|letter|percent|weight|status|submi|反馈|评语|评论|等级|百分|状态|提交",
    re.IGNORECASE,
)
#: "成绩（满分 100）", "hw1 (24 points)", "成绩/100"; a bare number in brackets is Canvas's own.
_LARGEST = re.compile(
    r"(?:满分|max\w*)\D{0,3}(?P<said>\d+(\.\d+)?)"
    r"|[(（]\s*(?P<unit>\d+(\.\d+)?)\s*(分|points?|pts)\s*[)）]|/\s*(?P<slash>\d+(\.\d+)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """Where the table begins, and what its columns are."""

    grid: Grid
    place: int
    columns: Columns

    @property
    def row(self) -> Row:
        return self.grid.rows[self.place]

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of people, without points possible and the like."""
        below = self.grid.rows[self.place + 1 :]
        return [row for row in below if not is_nobody(row, self.columns)]

    @property
    def names(self) -> str:
        """All headings, to be chosen from."""
        return say("grading_papers.comma").join(filter(None, self.row.cells))


def heading_of(grids: Sequence[Grid], key: str | None, file: str) -> Heading:
    """The heading: that with the key where one is given, else with a known column of ids.

    Raises
    ------
    DataError, ParameterError
        There is none.
    """
    for grid in grids:
        if key is not None:
            for place, row in enumerate(grid.rows[:20]):
                if any(_same(cell, key) for cell in row.cells):
                    return Heading(grid, place, columns_of(row))
        elif found := heading_in(grid.rows) or heading_in(grid.rows, "email"):
            return Heading(grid, *found)
    if key is not None:
        raise ParameterError("grading_books.no_key", file=file, heading=key)
    raise DataError("grading_books.no_heading", file=file)


def key_column(heading: Heading, key: str | None, roster: Roster, file: str) -> int:
    """The column by which rows are matched to students: the one that matches most.

    Raises
    ------
    ParameterError
        None matches anybody, or two match different students; names them.
    """
    row = heading.row
    if key is not None:
        return next(column for column, cell in enumerate(row.cells) if _same(cell, key))
    columns = [*heading.columns.get("id", ()), *heading.columns.get("email", ())]
    matches = {column: matched(heading.rows, column, roster) for column in columns}
    most = max(map(len, matches.values()))
    best = [column for column in columns if len(matches[column]) == most]
    if most == 0:
        names = say("grading_papers.comma").join(row[column] for column in columns)
        raise ParameterError("grading_books.nobody_matches", file=file, columns=names)
    if any(matches[column] != matches[best[0]] for column in best):
        names = say("grading_papers.comma").join(row[column] for column in best)
        raise ParameterError("grading_books.which_key", file=file, columns=names)
    return best[0]


def matched(rows: Sequence[Row], column: int, roster: Roster) -> Mapping[int, str]:
    """Line of each row that is a student's → the student's id."""
    found = ((row.line, roster.known_as(row[column])) for row in rows if row[column])
    return {line: student for line, student in found if student}


def refuse_collisions(rows: Sequence[Row], column: int, roster: Roster, file: str) -> None:
    """Refuse a key that two rows share, or that Excel has damaged.

    Raises
    ------
    DataError
        Names the lines.
    """
    first: dict[str, Row] = {}
    faults = []
    for row in rows:
        key = row[column]
        if DAMAGED.fullmatch(key):
            faults.append(say("grading_papers.damaged_id", line=row.line, id=key))
        student = roster.known_as(key) or alike(key)
        other = first.setdefault(student, row) if key else row
        if other is not row:
            gaps = {"line": row.line, "other": other.line}
            faults.append(say("grading_books.same_student", **gaps, key=key, written=other[column]))
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults[:10])
        raise DataError("grading_books.collisions", file=file, faults=lines)


def score_column(heading: Heading, column: str | None, assignment: str, file: str) -> int:
    """The column that takes the score: the one named, else the assignment's, else the only one.

    Raises
    ------
    ParameterError
        No column, or more than one, can be it; names those there are.
    """
    cells = heading.row.cells
    if column is not None:
        found = (
            [n for n, cell in enumerate(cells) if cell == column]
            or [n for n, cell in enumerate(cells) if _same(cell, column)]
            or [n for n, cell in enumerate(cells) if plain(column) in plain(cell)]
        )
        wanted = column
    else:
        found = _of_assignment(cells, assignment) or [
            n for n, cell in enumerate(cells) if plain(cell) in _SCORES
        ]
        wanted = assignment
    if len(found) != 1:
        entry = "which_column" if found else "no_column"
        names = heading.names
        if found:
            names = say("grading_papers.comma").join(cells[n] for n in found)
        raise ParameterError(f"grading_books.{entry}", file=file, column=wanted, columns=names)
    return found[0]


def maximum(heading: Heading, column: int) -> float | None:
    """The most that the platform gives for that column, where its file says so."""
    for row in heading.grid.rows[heading.place + 1 :]:
        words = {plain(cell) for cell in row.cells}
        if words & {"pointspossible", "满分"}:
            return _number(row[column])
    named = _LARGEST.search(heading.row[column])
    if named:
        return float(named["said"] or named["unit"] or named["slash"])
    largest = set(_in_columns(heading, ("maximumgrade", "maxgrade", "满分")))
    return largest.pop() if len(largest) == 1 else None


def _in_columns(heading: Heading, names: Sequence[str]) -> Iterator[float]:
    for column, cell in enumerate(heading.row.cells):
        if plain(cell) in names:
            yield from filter(None, (_number(row[column]) for row in heading.rows))


def _of_assignment(cells: Sequence[str], assignment: str) -> list[int]:
    # Chinese words follow without a blank: "hw1成绩".
    word = re.compile(
        rf"(?<![^\W一-\u9fff]){re.escape(assignment)}(?![^\W一-\u9fff])", re.IGNORECASE
    )
    return [n for n, cell in enumerate(cells) if word.search(cell) and not _BESIDE.search(cell)]


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _same(cell: str, wanted: str) -> bool:
    return bool(cell) and (cell == wanted or plain(cell) == plain(wanted))

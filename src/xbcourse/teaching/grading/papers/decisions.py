"""What a person decided of papers that no program should decide about.

One table, ``decisions.csv``: a line for each open paper, with who it may be; the person writes
an id, or "-" to leave the paper out. Lines that are filled in are never changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ....assumptions.errors import DataError
from ....assumptions.language import LANGUAGES, Text, message, say
from ...workcopy.storage import write as write_file
from .decoding import MARK
from .delimited import delimiter_of, records
from .paper import Paper
from .roster import Roster
from .tables import bytes_of, guarded, text_of

FILE = "decisions.csv"
COLUMNS = ("student", "file", "sha256", "proposed", "why")
LEAVE_OUT = "-"
#: What keyboards and spreadsheets make of it.
_DASHES = ("-", "－", "–", "—", "——", "−")


@dataclass(frozen=True)
class Decisions:
    """Decided: SHA-256 of the paper and its name → student's id, or `LEAVE_OUT`."""

    made: Mapping[tuple[str, str], str]

    def about(self, paper: Paper) -> str | None:
        """What was decided about a paper; None where nothing was."""
        return self.made.get((paper.sha256, paper.file))


def read(file: Path, roster: Roster) -> Decisions:
    """The decisions in a file; none where there is no file.

    Raises
    ------
    DataError
        A line names somebody who is not on the roster, or the columns are not there.
    """
    made = {}
    for line, row in _rows(file):
        word = row["student"].strip()
        word = LEAVE_OUT if word in _DASHES else word
        if word and word != LEAVE_OUT:
            student = roster.known_as(word)
            if student is None:
                gaps = {"file": file.name, "line": line, "id": word}
                raise DataError("grading_papers.decided_for_nobody", **gaps)
            word = student
        if word:
            made[_key(row)] = word
    return Decisions(made)


def write(file: Path, papers: Iterable[Paper]) -> int:
    """Add a line for each paper that waits for a person; returns how many wait for a decision."""
    before = [row for _, row in _rows(file)]
    known = {_key(row) for row in before}
    waiting = [row for row in before if not row["student"].strip()]
    open_ = [paper for paper in papers if paper.is_open]
    still = {(p.sha256, p.file) for p in open_}
    added = [_line(p) for p in open_ if (p.sha256, p.file) not in known]
    kept = [row for row in before if row["student"].strip() or _key(row) in still]
    if added or len(kept) != len(before):
        text = io.StringIO()
        table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
        table.writerow({name: str(_heading(name)) for name in COLUMNS})
        table.writerows(kept + added)
        # Excel takes the mark to see that it is UTF-8.
        write_file(file, (MARK + text.getvalue()).encode())
    return len(added) + sum(_key(row) in still for row in waiting)


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    return row["sha256"], row["file"].removeprefix("'")


def _heading(column: str) -> Text:
    return message(f"grading_papers.decision_{column}")


def _column(heading: str) -> str:
    """The column that a heading names, in whichever language; others as they are."""
    for name in COLUMNS:
        words = (name, *map(_heading(name).within, LANGUAGES))
        if heading.casefold() in map(str.casefold, words):
            return name
    return heading


def _line(paper: Paper) -> dict[str, str]:
    return {
        "student": "",
        "file": guarded(paper.file),
        "sha256": paper.sha256,
        "proposed": paper.student or paper.proposed or "",
        "why": paper.reason,
    }


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    if not file.exists():
        return []
    text, _ = text_of(bytes_of(file), file)
    heading, *lines = records(text, delimiter_of(text))
    names = [_column(field.value.strip()) for field in heading.fields]
    if not {"student", "file", "sha256"} <= set(names):
        needed = say("grading_papers.comma").join(str(_heading(name)) for name in COLUMNS[:3])
        raise DataError("grading_papers.no_such_columns", file=file.name, names=needed)
    blank = dict.fromkeys(COLUMNS, "")
    rows = ((r.line, [field.value for field in r.fields]) for r in lines)
    filled = ((line, values) for line, values in rows if any(values))
    return [(line, blank | dict(zip(names, values, strict=False))) for line, values in filled]

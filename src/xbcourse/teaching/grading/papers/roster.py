"""The class list, as a school's system exports it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ....assumptions.errors import DataError
from ....assumptions.language import say
from .headings import Columns, heading_in, is_nobody
from .student import Student, alike, name_forms
from .tables import Row, sheets_of

#: Excel shows an id of twelve digits and more so, and a CSV keeps only that.
DAMAGED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_ID = re.compile(r"[\w.@+\-/ ]+")
_TOLD = 10


class Roster(Mapping[str, Student]):
    """The students of a class by their ids, in the order of the list."""

    def __init__(self, students: Iterable[Student]) -> None:
        self._by_id = {student.id: student for student in students}
        self._alike: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        for student in self._by_id.values():
            for word in (*student.aliases, student.email):
                if word:
                    self._alike[alike(word)].add(student.id)
            for form in name_forms(student.name):
                self._named[form].add(student.id)
        # An id is stronger than a login that happens to be another student's id.
        for student in self._by_id.values():
            self._alike[alike(student.id)] = {student.id}

    def __getitem__(self, id_: str) -> Student:
        return self._by_id[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def known_as(self, word: str) -> str | None:
        """Whose id, alias or e-mail a word is, leading zeros and case aside; None if no one's.

        >>> Roster([Student("0012", "王小明", "wang@x.edu")]).known_as("12")
        '0012'
        """
        found = self._alike.get(alike(word), ())
        return next(iter(found)) if len(found) == 1 else None

    def named(self, name: str) -> set[str]:
        """The ids of all who have that name, in whatever order and case it is written."""
        return set().union(*(self._named.get(form, set()) for form in name_forms(name)))


def read_roster(file: Path) -> Roster:
    """Read a class list: CSV, TSV or XLSX, in any encoding, with or without titles above.

    Parameters
    ----------
    file : Path
        As the school's system exported it.

    Returns
    -------
    Roster

    Raises
    ------
    DataError
        The file cannot be read; or the lines that cannot be used, all of them, and what to do.
    """
    sheets = sheets_of(file)
    if not any(sheets):
        raise DataError("grading_papers.empty_table", file=file.name)
    for rows in sheets:
        found = heading_in(rows) or heading_in(rows, "email")
        if found:
            return _roster(file, rows[found[0] + 1 :], found[1])
    names = say("grading_papers.comma").join(("学号", "Student ID", "SIS Login ID", "ID number"))
    raise DataError("grading_papers.no_heading", file=file.name, names=names)


def _roster(file: Path, rows: Sequence[Row], columns: Columns) -> Roster:
    people = [row for row in rows if not is_nobody(row, columns)]
    columns = _filled_first(people, columns)
    faults = list(_faults(people, columns))
    if faults:
        told = faults[:_TOLD]
        if len(faults) > _TOLD:
            told.append(say("grading_papers.and_more", count=len(faults) - _TOLD))
        lines = "\n".join(f"  {fault}" for fault in told)
        raise DataError("grading_papers.roster_faults", file=file.name, faults=lines)
    if not people:
        raise DataError("grading_papers.nobody", file=file.name)
    return Roster(_student(row, columns) for row in people)


def _filled_first(people: Sequence[Row], columns: Columns) -> Columns:
    """Columns of ids in which everybody has one before the others: some schools use no SIS."""
    ids = columns.get("id", [])
    return {**columns, "id": sorted(ids, key=lambda n: bool(ids) and not any(r[n] for r in people))}


def _student(row: Row, columns: Columns) -> Student:
    def first(field: str) -> str:
        return next((row[column] for column in columns.get(field, ()) if row[column]), "")

    id_, *aliases = _ids(row, columns)
    return Student(
        id=id_,
        name=first("name") or _joined(first("first"), first("last")),
        email=first("email"),
        section=first("section"),
        language=_language(first("language")),
        aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias and alias != id_),
    )


def _ids(row: Row, columns: Columns) -> list[str]:
    """The id, then the aliases."""
    return [row[column] for column in columns.get("id") or columns["email"]]


def _faults(people: Sequence[Row], columns: Columns) -> Iterator[str]:
    first_lines: dict[str, tuple[int, str]] = {}
    for row in people:
        id_, gaps = _ids(row, columns)[0], {"line": row.line}
        if not id_:
            who = say("grading_papers.comma").join(filter(None, row.cells))
            yield say("grading_papers.empty_id", **gaps, who=who)
        elif DAMAGED.fullmatch(id_):
            yield say("grading_papers.damaged_id", **gaps, id=id_)
        elif not _ID.fullmatch(id_):
            yield say("grading_papers.no_id", **gaps, id=id_)
        elif alike(id_) in first_lines:
            other, written = first_lines[alike(id_)]
            entry = "twice" if written == id_ else "twice_but_for_zeros"
            yield say(f"grading_papers.{entry}", **gaps, id=id_, other=other, written=written)
        else:
            first_lines[alike(id_)] = row.line, id_


def _language(word: str) -> str:
    word = word.strip().casefold()
    if word.startswith(("zh", "中", "汉", "chinese", "cn")):
        return "zh"
    return "en" if word.startswith(("en", "英")) else ""


def _joined(first: str, last: str) -> str:
    """One name of two columns; Chinese names have the family's first and no blank."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in first + last):
        return last + first
    return f"{first} {last}".strip()

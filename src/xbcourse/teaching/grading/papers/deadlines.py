"""When the learning platform took each paper, and who was given more time.

Both are tables that a person or the platform writes. The time of a file, of an entry in an
archive or in a notebook is whatever its owner's computer says, and is never looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ....assumptions.errors import DataError, ParameterError
from ....assumptions.language import say
from .headings import heading_in
from .late import Extension
from .roster import Roster
from .tables import Row, sheets_of

#: How platforms write a time, besides ISO 8601.
_FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y.%m.%d %H:%M", "%Y年%m月%d日 %H:%M"),
    *("%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日%H:%M", "%d %B %Y %I:%M %p", "%d %B %Y %H:%M"),
    *("%B %d %Y %I:%M %p", "%b %d %Y %I:%M %p", "%d %b %Y %I:%M %p", "%Y年%m月%d日 %p%I:%M"),
    *("%Y-%m-%d", "%Y年%m月%d日"),
)
_DAY_OF_WEEK = re.compile(
    r"(mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(day)?,?\s+|(星期|周)[一二三四五六日天]\s*",
    re.IGNORECASE,
)

#: Where a line says whose it is. The course's own tables head the ids "student".
_WHO = ("id", "email", "name")


@dataclass(frozen=True)
class Times:
    """When papers came: for a student, or for one file of a student.

    Parameters
    ----------
    by_file : mapping
        (student's id, name of a file or beginning of its SHA-256) → time.
    by_student : mapping
        (student's id, module or "") → the time of the last one.
    """

    by_file: Mapping[tuple[str, str], dt.datetime]
    by_student: Mapping[tuple[str, str], dt.datetime]

    def of_file(self, student: str, file: str, sha256: str) -> dt.datetime | None:
        """The time that is given for this very file."""
        for (owner, named), time in self.by_file.items():
            if owner == student and (file == named or file.endswith(f"/{named}")):
                return time
            if owner == student and len(named) >= 8 and sha256.startswith(named.lower()):
                return time
        return None

    def of_last(self, student: str, module: str | None) -> dt.datetime | None:
        """The time that is given for the student's last one, in that module."""
        own = self.by_student.get((student, module or ""))
        return own or self.by_student.get((student, ""))


def read_times(file: Path, roster: Roster, zone: dt.tzinfo | None = None) -> Times:
    """Read the times of a table with the columns id and time, and where wanted file and module.

    Parameters
    ----------
    file : Path
        CSV or XLSX: an export of the platform, or what was typed from its pages.
    roster : Roster
        Whose ids they are.
    zone : tzinfo, optional
        Of times without an offset: the deadline's. None: this computer's.

    Raises
    ------
    DataError
        No such columns, or lines that cannot be used.
    """
    by_file: dict[tuple[str, str], dt.datetime] = {}
    by_student: dict[tuple[str, str], dt.datetime] = {}
    for row, student, cells in _lines(file, roster, "time"):
        if not cells["time"] or cells["time"] == "-":
            continue  # Moodle's table has a line, without a time, for who handed nothing in
        time = _time(cells["time"], zone, file, row)
        key = student, cells.get("file") or _module(cells.get("module", ""), file, row)
        into = by_file if cells.get("file") else by_student
        into[key] = max(time, into.get(key, time))
    return Times(by_file, by_student)


def read_extensions(
    file: Path, roster: Roster, zone: dt.tzinfo | None = None
) -> Mapping[tuple[str, str], Extension]:
    """Who was given more time: (student's id, module or "" for all) → new deadline, or how much.

    The table has the columns id and due ("2026-12-08 23:59", or the day alone: until its end) or
    days ("7"), and where wanted module.

    Raises
    ------
    DataError
        No such columns, or lines that cannot be used.
    """
    found: dict[tuple[str, str], Extension] = {}
    for row, student, cells in _lines(file, roster, "due", "days"):
        if cells.get("due"):
            extension: Extension = _end_of_day(_time(cells["due"], zone, file, row), cells["due"])
        else:
            extension = _days(cells.get("days", ""), file, row)
        found[student, _module(cells.get("module", ""), file, row)] = extension
    return found


def extension_of(
    extensions: Mapping[tuple[str, str], Extension], student: str, module: str
) -> Extension | None:
    """The extension of a student for a module."""
    return extensions.get((student, module)) or extensions.get((student, ""))


def read_time(text: str, zone: dt.tzinfo | None = None) -> dt.datetime:
    """A time as platforms write it.

    Raises
    ------
    ValueError
        It cannot be read.

    >>> read_time("Tuesday, 1 December 2026, 11:59 PM", dt.UTC).isoformat()
    '2026-12-01T23:59:00+00:00'
    >>> read_time("2026/12/1 9:05", dt.UTC).isoformat(), read_time("2026-12-01T23:59Z").isoformat()
    ('2026-12-01T09:05:00+00:00', '2026-12-01T23:59:00+00:00')
    """
    plain = _DAY_OF_WEEK.sub("", text.strip()).replace("/", "-")
    plain = re.sub(r"\s+", " ", plain.replace(",", " ").replace("，", " ").replace(" at ", " "))
    plain = re.sub(r"(上午|凌晨|早上)", "AM", re.sub(r"(下午|晚上|中午)", "PM", plain)).strip()
    for read in (dt.datetime.fromisoformat, *map(_reader, _FORMATS)):
        try:
            time = read(plain)
        except ValueError:
            continue
        if time.utcoffset() is not None:
            return time
        return time.replace(tzinfo=zone) if zone else time.astimezone()
    raise ValueError(text)


def _reader(form: str):
    return lambda text: dt.datetime.strptime(text, form)


def _lines(
    file: Path, roster: Roster, *needed: str
) -> Iterator[tuple[Row, str, Mapping[str, str]]]:
    """Each line's student and the cells by field."""
    rows, columns = _table(file, needed)
    strangers: list[str] = []
    for row in rows:
        ids = [row[column] for field in _WHO for column in columns.get(field, [])]
        student = next(filter(None, map(roster.known_as, filter(None, ids))), None)
        if student is None:
            strangers.append(say("grading_papers.at_line", line=row.line, what=" ".join(ids)))
            continue
        yield row, student, {field: row[columns[field][0]] for field in columns}
    if strangers:
        lines = "\n".join(f"  {stranger}" for stranger in strangers)
        raise DataError("grading_papers.strangers", file=file.name, lines=lines)


def _table(file: Path, needed: Sequence[str]) -> tuple[Sequence[Row], Mapping[str, list[int]]]:
    for rows in sheets_of(file):
        for id_field in _WHO:
            found = heading_in(rows, id_field)
            if found and any(field in found[1] for field in needed):
                return rows[found[0] + 1 :], found[1]
    who, what = say("grading_papers.needed_id"), say(f"grading_papers.needed_{needed[0]}")
    raise DataError("grading_papers.no_columns_for_lines", file=file.name, who=who, what=what)


def _time(text: str, zone: dt.tzinfo | None, file: Path, row: Row) -> dt.datetime:
    try:
        return read_time(text, zone)
    except ValueError:
        gaps = {"file": file.name, "line": row.line, "value": text}
        raise ParameterError("grading_papers.no_time", **gaps) from None


def _end_of_day(time: dt.datetime, written: str) -> dt.datetime:
    """A deadline of which only the day was written is its last minute, as in an assignment."""
    return time if ":" in written else time.replace(hour=23, minute=59)


def _module(text: str, file: Path, row: Row) -> str:
    """ "3", "03" and "m03" are one module; nothing means all."""
    found = re.fullmatch(r"m?0*(\d{1,2})", text.casefold())
    if text and not found:
        gaps = {"file": file.name, "line": row.line, "value": text}
        raise ParameterError("grading_papers.no_module", **gaps)
    return f"m{int(found[1]):02}" if found else ""


def _days(text: str, file: Path, row: Row) -> dt.timedelta:
    try:
        days = float(text.replace(",", "."))
        if not 0 < days < 1000:
            raise ValueError(text)
        return dt.timedelta(days=days)
    except ValueError:
        gaps = {"file": file.name, "line": row.line, "value": text}
        raise ParameterError("grading_papers.no_days", **gaps) from None

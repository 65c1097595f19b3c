"""What a class is given, as files: put together first, compared with what is there, then stored."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ....assumptions.errors import DataError, reason_of
from ....assumptions.language import say, speaking
from ...workcopy.storage import write
from ..assignment import FILE, Assignment
from ..papers.student import Student
from ..variant import numbers_for, stamp_of
from .sheet import exercise, handed_out
from .words import due_words, late_words

HANDOUT = "handout"
#: Which file is whose, for sending them out; and whose numbers the key knows.
LIST = "handout.csv"
README = "README.txt"
#: An archive of the same files has the same bytes, whenever it is made.
_ALWAYS = (2026, 1, 1, 0, 0, 0)
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a bundle did: paths below the instructor's folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]


def bundle(
    assignment: Assignment, students: Sequence[Student], salt: str
) -> Iterator[tuple[str, bytes]]:
    """Every file of the instructor's folder but the salt: its path there, and its content.

    Without personal numbers everybody gets the same notebooks; with them each student gets an
    archive named by the id in the roster.
    """
    yield FILE, assignment.as_text().encode()
    names = _file_names(students)
    if assignment.personal:
        for student in students:
            yield f"{HANDOUT}/{names[student.id]}.zip", _archive(_of(assignment, student, salt))
    else:
        for name, content in _of(assignment, None, salt):
            yield f"{HANDOUT}/{name}", content
    yield LIST, _list(assignment, students, names, salt).encode("utf-8-sig")


def store(folder: Path, files: Iterable[tuple[str, bytes]], *, again: bool = False) -> Stored:
    """Write a bundle.

    Raises
    ------
    DataError
        Something else stands there already, and `again` was not said; nothing is written then.
    """
    files = list(files)
    there = {path: _content(folder / path) for path, _ in files}
    changed = [path for path, content in files if there[path] not in (None, content)]
    if changed and not again:
        names = say("checks.list_comma").join(changed[:_TOLD])
        raise DataError(
            "grading_assign.differs", folder=folder, count=len(changed), names=names
        ) from None
    written, unchanged = [], []
    for path, content in files:
        if there[path] == content:
            unchanged.append(path)
            continue
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write(folder / path, content)
        except OSError as error:
            gaps = {"file": path, "reason": reason_of(error)}
            raise DataError("grading_assign.not_written", **gaps) from None
        written.append(path)
    return Stored(tuple(written), tuple(unchanged))


def readme(assignment: Assignment) -> str:
    """What a student has to know, in the language in force."""
    modules = say("checks.list_comma").join(m[1:] for m in assignment.modules)
    lines = [
        say("grading_assign.readme_title", name=assignment.name, code=assignment.class_code),
        "",
        say("grading_assign.readme_what", modules=modules, points=f"{assignment.points:g}"),
    ]
    if assignment.due:
        lines.append(say("grading_assign.readme_due", due=due_words(assignment.due)))
        lines.append(late_words(assignment.late))
    if assignment.personal:
        lines.append(say("grading_assign.readme_personal"))
    lines += ["", say("grading_assign.readme_how")]
    return "\n".join(lines) + "\n"


def _of(assignment: Assignment, student: Student | None, salt: str) -> Iterator[tuple[str, bytes]]:
    """The files of one student, or of everybody."""
    language = (student.language if student else "") or assignment.language
    numbers = numbers_for(assignment, student.id, salt) if student else {}
    variant = stamp_of(assignment, student.id, salt) if student else ""
    for module in assignment.modules:
        name, made = exercise(module, language)
        own = {id_: inputs for id_, inputs in numbers.items() if id_.startswith(f"{module}.")}
        yield name, handed_out(made, assignment, module, language, own, variant)
    with speaking(language):
        yield README, readme(assignment).replace("\n", "\r\n").encode("utf-8-sig")


def _archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _file_names(students: Sequence[Student]) -> Mapping[str, str]:
    """Student's id → a name that every file system takes, another for each."""
    names: dict[str, str] = {}
    for student in students:
        name = plain = re.sub(r"[^\w.@+-]", "_", student.id)
        number = 2
        while name.casefold() in {taken.casefold() for taken in names.values()}:
            name, number = f"{plain}-{number}", number + 1
        names[student.id] = name
    return names


def _list(
    assignment: Assignment, students: Sequence[Student], names: Mapping[str, str], salt: str
) -> str:
    """Who gets which file, as a table to send them out with."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(["id", "name", "email", "section", "file", "variant"])
    for student in students:
        file = f"{HANDOUT}/{names[student.id]}.zip" if assignment.personal else HANDOUT
        row = [student.id, student.name, student.email, student.section]
        table.writerow([*map(_harmless, row), file, stamp_of(assignment, student.id, salt)])
    return text.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet takes text that begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataError("grading_assign.not_written", file=file, reason=reason_of(error)) from None

"""Marks that a person gives, in a file that is filled in with any spreadsheet program.

One row for each criterion of each written answer. Grading writes the rows and never changes one
that is filled in. The column `answer` holds a mark of the text that was read: when a student hands
in another text, the row no longer counts, and a new one waits beside it.

A row with the criterion "*" marks a whole question anew, whatever the program found.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ....assumptions import formats
from ....assumptions.errors import DataError
from ....assumptions.language import LANGUAGES, current, message
from ...questions import questions
from ...workcopy.storage import write
from ..papers.student import alike
from ..papers.tables import Row, guarded, sheets_of
from .marked import Marked, MarkedCriterion, MarkedQuestion

FILE = "manual.csv"
#: Instead of a criterion's number: the whole question.
WHOLE = "*"

COLUMNS = ("student", "name", "question", "criterion", "rubric", "most", "points", "comment")
COLUMNS += ("answer",)
#: Without these a row means nothing.
_NEEDED = ("student", "question", "criterion", "points")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file.

    Parameters
    ----------
    number : int
        The line in the file, from 1.
    student, question, criterion, answer : str
        What it is about.
    points : float or None
        None where it waits to be filled in.
    comment : str
        For the student.
    cells : mapping of str to str
        As they stand in the file.
    """

    number: int
    student: str
    question: str
    criterion: str
    answer: str
    points: float | None
    comment: str
    cells: dict[str, str]

    @property
    def filled(self) -> bool:
        """Whether a person has written something into it."""
        return self.points is not None or bool(self.comment)


class Book:
    """The marks of a class as they stand in the file; without a file, none.

    Raises
    ------
    DataError
        The file cannot be read, or a row cannot be: names the line.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: dict[tuple[str, str, str], list[Line]] = {}
        if file.exists():
            self._read()

    def applied(self, marked: Marked) -> Marked:
        """The same student with the marks that a person gave."""
        parts = []
        for part in marked.parts:
            questions_ = (self._question(marked.student, each) for each in part.questions)
            parts.append(replace(part, questions=tuple(questions_)))
        return marked.with_parts(tuple(parts))

    def renew(self, everybody: Iterable[Marked]) -> None:
        """Write rows for what waits to be read, and keep every row that is filled in."""
        wanted = [cells for marked in everybody for cells in self._rows(marked)]
        # As the answers stand on the page that they are read from: question by question.
        wanted.sort(key=lambda cells: cells["question"])
        named = {(alike(cells["student"]), *_place(cells), cells["answer"]) for cells in wanted}
        kept = [
            line.cells
            for lines in self._lines.values()
            for line in lines
            if line.filled
            and (alike(line.student), line.question, line.criterion, line.answer) not in named
        ]
        if not (wanted or kept or self._file.exists()):
            return
        content = _written([*wanted, *kept])
        if not self._file.exists() or self._file.read_bytes() != content:
            write(self._file, content)

    def _question(self, student: str, question: MarkedQuestion) -> MarkedQuestion:
        mark = mark_of(question.text)
        rubric = tuple(
            self._criterion(criterion, self._find(student, question.id, str(number), mark))
            for number, criterion in enumerate(question.rubric, start=1)
        )
        whole = self._find(student, question.id, WHOLE, "")
        overruled = MarkedCriterion(question.points, whole.points, whole.comment) if whole else None
        return replace(question, rubric=rubric, overruled=overruled)

    @staticmethod
    def _criterion(criterion: MarkedCriterion, line: Line | None) -> MarkedCriterion:
        earned, comment = (line.points, line.comment) if line else (None, "")
        return MarkedCriterion(criterion.points, earned, comment)

    def _find(self, student: str, question: str, criterion: str, answer: str) -> Line | None:
        """The row about this; one whose mark of the text was left out or deleted counts too."""
        lines = self._lines.get((alike(student), question, criterion), [])
        fitting = [line for line in lines if not line.answer or line.answer == answer]
        return next((line for line in fitting if line.filled), None)

    def _rows(self, marked: Marked) -> Iterator[dict[str, str]]:
        """The rows of one student; those that are filled in as they are."""
        for question in marked.questions:
            rubric = questions()[question.id].expects.rubric if question.rubric else ()
            for number, criterion in enumerate(rubric, start=1):
                mark = mark_of(question.text)
                line = self._find(marked.student, question.id, str(number), mark)
                yield (
                    line.cells
                    if line
                    else {
                        "student": as_text(marked.student),
                        "name": guarded(marked.name),
                        "question": question.id,
                        "criterion": str(number),
                        "rubric": str(criterion.words),
                        "most": formats.plain(criterion.points),
                        "points": "",
                        "comment": "",
                        "answer": mark,
                    }
                )

    def _read(self) -> None:
        rows = sheets_of(self._file)[0]
        columns = _columns(rows[0], self._file) if rows else {}
        for row in rows[1:]:
            line = self._line(row, {name: row[place] for name, place in columns.items()})
            lines = self._lines.setdefault((alike(line.student), line.question, line.criterion), [])
            for other in lines:
                if other.answer == line.answer and other.filled and line.filled:
                    raise DataError(
                        "grading_marks.manual_twice",
                        file=self._file.name,
                        line=line.number,
                        first=other.number,
                    )
            lines.append(line)

    def _line(self, row: Row, cells: dict[str, str]) -> Line:
        question, criterion = _place(cells)
        most = _most(question, criterion)
        if most is None:
            raise DataError(
                "grading_marks.manual_line",
                file=self._file.name,
                line=row.line,
                student=cells["student"],
                question=question,
                criterion=criterion,
            )
        points = _points(cells["points"])
        if points is not None and not 0 <= points <= most:
            raise DataError(
                "grading_marks.manual_points",
                file=self._file.name,
                line=row.line,
                value=cells["points"],
                most=formats.plain(most),
            )
        answer, comment = cells.get("answer", ""), cells.get("comment", "")
        return Line(row.line, cells["student"], question, criterion, answer, points, comment, cells)


def mark_of(text: str) -> str:
    """A short mark of a text; begins with a letter, so that no spreadsheet takes it for a number.

    >>> mark_of("Do not order.")
    't3921b04'
    """
    return "t" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:7]


def _place(cells: dict[str, str]) -> tuple[str, str]:
    criterion = cells["criterion"].strip()
    return cells["question"].strip(), re.sub(r"\.0+$", "", criterion)


def _most(question: str, criterion: str) -> float | None:
    """The points that a row may give; None where there is no such criterion."""
    asked = questions().get(question)
    if asked is None:
        return None
    if criterion == WHOLE:
        return asked.points
    rubric = asked.expects.rubric if asked.kind == "essay" else ()
    known = criterion.isascii() and criterion.isdigit() and 1 <= int(criterion) <= len(rubric)
    return rubric[int(criterion) - 1].points if known else None


def _points(written: str) -> float | None:
    """The number in a cell, None for an empty one, and -1 for what is no number."""
    if not written:
        return None
    plain = written.replace("，", ".").replace(",", ".")
    return float(plain) if re.fullmatch(r"\d+(\.\d*)?|\.\d+", plain, re.ASCII) else -1.0


def _columns(header: Row, file: Path) -> dict[str, int]:
    """Where each column stands; its name may be in either language."""
    places: dict[str, int] = {}
    for name in COLUMNS:
        words = message(f"grading_marks.column_{name}")
        known = {name, *(words.within(language).casefold() for language in LANGUAGES)}
        found = [n for n, cell in enumerate(header.cells) if cell.strip().casefold() in known]
        if found:
            places[name] = found[0]
    lacking = [name for name in _NEEDED if name not in places]
    if lacking:
        names = [message(f"grading_marks.column_{name}").within(current()) for name in lacking]
        raise DataError("grading_marks.manual_columns", file=file.name, columns=", ".join(names))
    return places


def _written(rows: Iterable[dict[str, str]]) -> bytes:
    """The file: with a mark of UTF-8 at its beginning, which Excel needs to read Chinese."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([str(message(f"grading_marks.column_{name}")) for name in COLUMNS])
    writer.writerows([cells.get(name, "") for name in COLUMNS] for cells in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def as_text(id_: str) -> str:
    """An id so that a spreadsheet keeps its zeros and digits."""
    loses = id_.isdigit() and (id_.startswith("0") or len(id_) > 11)
    return f'="{id_}"' if loses else guarded(id_)

"""Marks that a person gives, in a file that is filled in with any spreadsheet program.

One row for each criterion of each written answer, and one for each file that got no score. Grading
writes the rows and never changes one that is filled in. The column `answer` holds a mark of the
text, or of the file, that was read: when a student hands in another, the row no longer counts, and
a new one waits beside it where there is something to mark.

A row with the criterion "*" marks a whole question anew, or, where the question is a module, the
whole file, whatever the program found.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ....assumptions import formats
from ....assumptions.errors import DataError
from ....assumptions.language import LANGUAGES, current, message, say
from ...questions import questions
from ...workcopy.storage import write
from ..papers.student import alike
from ..papers.tables import Row, guarded, sheets_of
from .marked import Marked, MarkedCriterion, MarkedQuestion, Part

FILE = "manual.csv"
#: Instead of a criterion's number: the whole question, or the whole module.
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
        return marked.with_parts(tuple(self._part(marked.student, part) for part in marked.parts))

    def strangers(self, students: Iterable[str]) -> list[str]:
        """A remark, in words, on rows filled in for none of these students; else nothing."""
        known = set(map(alike, students))
        lines = (line for lines in self._lines.values() for line in lines)
        named = [
            say("grading_marks.manual_stranger", line=line.number, student=line.student)
            for line in lines
            if line.filled and alike(line.student) not in known
        ]
        comma = say("grading_papers.comma")
        gaps = {"file": self._file.name, "lines": comma.join(named)}
        return [say("grading_marks.manual_strangers", **gaps)] if named else []

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

    def _part(self, student: str, part: Part) -> Part:
        line = self._find(student, part.module, WHOLE, _mark_of_file(part))
        others = self._lines.get((alike(student), part.module, WHOLE), [])
        before = next((other for other in others if other.points is not None), None)
        return replace(
            part,
            questions=tuple(self._question(student, each) for each in part.questions),
            by_hand=_whole(part.of, line),
            by_hand_before=None if line else _whole(part.of, before),
        )

    def _question(self, student: str, question: MarkedQuestion) -> MarkedQuestion:
        mark = mark_of(question.text)
        rubric = tuple(
            self._criterion(criterion, self._find(student, question.id, str(number), mark))
            for number, criterion in enumerate(question.rubric, start=1)
        )
        whole = self._find(student, question.id, WHOLE, "")
        return replace(question, rubric=rubric, overruled=_whole(question.points, whole))

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
        for part in marked.parts:
            if not part.status.counts:
                state = say(f"grading_run.status_{part.status.replace(' ', '_')}")
                words = say("grading_marks.whole", state=state)
                mark = _mark_of_file(part)
                yield self._cells(marked, part.module, WHOLE, words, part.of, mark)
            # Of a module that was marked as a whole nothing waits.
            written = () if part.is_by_hand else (q for q in part.questions if q.rubric)
            for question in written:
                rubric, mark = questions()[question.id].expects.rubric, mark_of(question.text)
                for number, line in enumerate(rubric, start=1):
                    words = str(line.words)
                    yield self._cells(marked, question.id, str(number), words, line.points, mark)

    def _cells(
        self, marked: Marked, question: str, criterion: str, words: str, most: float, mark: str
    ) -> dict[str, str]:
        """A row as it was filled in, or an empty one."""
        line = self._find(marked.student, question, criterion, mark)
        if line:
            return line.cells
        return {
            "student": as_text(marked.student),
            "name": guarded(marked.name),
            "question": question,
            "criterion": criterion,
            "rubric": words,
            "most": formats.plain(most),
            "points": "",
            "comment": "",
            "answer": mark,
        }

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


def _mark_of_file(part: Part) -> str:
    """A mark of the bytes that were received, or of the name of a file that was not even read."""
    return mark_of(part.sha256 or part.file)


def _whole(most: float, line: Line | None) -> MarkedCriterion | None:
    """The mark for a whole question or module."""
    return MarkedCriterion(most, line.points, line.comment) if line else None


def _place(cells: dict[str, str]) -> tuple[str, str]:
    criterion = _half_width(cells["criterion"]).strip()
    return _half_width(cells["question"]).strip(), re.sub(r"\.0+$", "", criterion)


def _half_width(typed: str) -> str:
    """What a Chinese keyboard types wide, as everybody else does: ＊ and １，５."""
    return unicodedata.normalize("NFKC", typed)


def _most(question: str, criterion: str) -> float | None:
    """The points that a row may give; None where there is no such criterion."""
    asked = questions().get(question)
    if asked is None:
        of_module = sum(q.points for q in questions().values() if q.module == question)
        return of_module if criterion == WHOLE and of_module else None
    if criterion == WHOLE:
        return asked.points
    rubric = asked.expects.rubric if asked.kind == "essay" else ()
    known = criterion.isascii() and criterion.isdigit() and 1 <= int(criterion) <= len(rubric)
    return rubric[int(criterion) - 1].points if known else None


def _points(written: str) -> float | None:
    """The number in a cell, None for an empty one, and -1 for what is no number."""
    if not written:
        return None
    plain = _half_width(written).replace(",", ".")
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

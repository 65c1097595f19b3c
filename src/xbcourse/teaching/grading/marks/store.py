"""The results of a class, in a folder: one file for each student, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ....assumptions.errors import DataError
from ...workcopy.storage import write
from .manual import FILE, Book
from .marked import Marked, read

STUDENTS = "students"
#: What was graded and for whom; read by whatever makes something of the results.
RUN = "run.json"


def safe(student: str) -> str:
    """A student's id as the name of a file, on every system; different ids give different names.

    >>> safe("2026001"), safe("../王"), safe("a1") == safe("A1")
    ('2026001', '_-b36e07e759', False)
    """
    if re.fullmatch(r"[0-9a-z][0-9a-z_-]{0,60}", student):
        return student
    readable = re.sub(r"[^0-9a-z_-]+", "_", student.lower())[:40]
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{readable}-{digest}"


def file_of(results: Path, student: str) -> Path:
    """Where a student's results are kept."""
    return results / STUDENTS / f"{safe(student)}.json"


def keep(results: Path, marked: Marked) -> None:
    """Store one student's results; a file that says the same already is not touched."""
    store(file_of(results, marked.student), marked.as_json())


def store(file: Path, plain: Mapping[str, Any]) -> None:
    """Store plain values as JSON, whole or not at all."""
    content = (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    if not file.exists() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, content)


def kept(results: Path, student: str) -> Marked | None:
    """One student's results as they were stored; None where there are none yet.

    Raises
    ------
    DataError
        The file is damaged, or not the student's.
    """
    file = file_of(results, student)
    try:
        marked = read(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DataError("grading_marks.not_a_record", file=file) from None
    if marked.student != student:
        raise DataError("grading_marks.not_a_record", file=file)
    return marked


def run_of(results: Path) -> Mapping[str, Any]:
    """What was graded: the assignment, the students in the order of the roster, and the papers.

    Raises
    ------
    DataError
        Nothing was graded into this folder.
    """
    file = results / RUN
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
        return {**run, "students": [str(student) for student in run["students"]]}
    except FileNotFoundError:
        raise DataError("grading_marks.no_results", folder=results) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise DataError("grading_marks.not_a_record", file=file) from None


def read_all(results: Path) -> Iterator[Marked]:
    """Every student who was graded, in the order of the roster, one at a time.

    The marks that a person has given are in it as they stand in the file now.

    Raises
    ------
    DataError
        Nothing was graded into this folder, or a file in it is damaged.
    """
    students, book = run_of(results)["students"], Book(results / FILE)
    for student in students:
        marked = kept(results, student)
        if marked is not None:
            yield book.applied(marked)

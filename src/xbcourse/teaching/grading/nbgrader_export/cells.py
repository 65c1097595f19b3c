"""One question as nbgrader's cells: an answer, which it empties, and a test, which it locks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...expects import Essay
from ...question import Question

SCHEMA = 3
#: The lines that show a learner the verdict; they stay in the cell after the answer.
_SHOWN = re.compile(r"^(?:check|hint|solution)\(.*\n?", re.MULTILINE)


def question_cells(
    blank: Mapping[str, Any], solved: Mapping[str, Any], question: Question, seed: str
) -> Iterator[dict[str, Any]]:
    """The cells that take the place of a question's cell.

    The answer is the cell as the learner gets it, with the official one after it between
    nbgrader's own marks: what is in these, nbgrader takes out for the students.

    Parameters
    ----------
    blank, solved : mapping
        The cell in the exercise and in its solution.
    question : Question
        What it asks.
    seed : str
        Draws the hidden cases of a function.
    """
    left, right = _source(blank), _source(solved)
    shown = "".join(_SHOWN.findall(left)).strip()
    parts = [_SHOWN.sub("", left).strip(), *_marked("SOLUTION", _SHOWN.sub("", right).strip())]
    by_a_person = isinstance(question.expects, Essay)
    metadata = _nbgrader(blank["id"], solution=True, grade=by_a_person)
    if by_a_person:
        metadata["points"] = question.points
    yield {
        **blank,
        "metadata": {**blank["metadata"], "nbgrader": metadata},
        "source": _lines("\n\n".join(["\n".join(parts), shown])),
    }
    if not by_a_person:
        yield _test(blank["id"], question, seed)


def locked(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell that nbgrader puts back before it grades, whatever a student made of it."""
    metadata = _nbgrader(cell["id"], locked=True)
    return {**cell, "metadata": {**cell["metadata"], "nbgrader": metadata}}


def _test(cell_id: str, question: Question, seed: str) -> dict[str, Any]:
    lines = [
        "from xbcourse.teaching.grading.nbgrader_export.asserting import assert_right",
        "",
        f'assert_right("{question.id}", {question.variable})',
    ]
    if question.kind == "function":
        hidden = f'assert_right("{question.id}", {question.variable}, hidden="{seed}")'
        lines += _marked("HIDDEN TESTS", hidden)
    metadata = _nbgrader(f"{cell_id}-test", grade=True, locked=True)
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"{cell_id}-test",
        "metadata": {"nbgrader": {**metadata, "points": question.points}},
        "outputs": [],
        "source": _lines("\n".join(lines)),
    }


def _nbgrader(
    grade_id: str, *, solution: bool = False, grade: bool = False, locked: bool = False
) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }


def _marked(what: str, code: str) -> list[str]:
    return [f"### BEGIN {what}", code, f"### END {what}"]


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)

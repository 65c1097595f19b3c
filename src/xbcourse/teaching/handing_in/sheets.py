"""The exercise notebooks of an assignment, and what is answered in each as it was saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...assumptions.errors import DataError, reason_of
from ..judge import Outcome

#: Where what is handed in is put, and copies that JupyterLab keeps: no work of the learner's.
_NOT_HERE = ("hand-in", "node_modules")
_BLANK = "____"
#: A question that was answered, but whose check was not run since.
NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Sheet:
    """One notebook as it is saved.

    Attributes
    ----------
    path : Path
        The learner's own file.
    content : bytes
        What is handed in, byte for byte.
    stamp : mapping
        Which assignment it belongs to: name, class_code, module, ...
    states : mapping
        Question id → the value of its `Outcome`, or `NOT_CHECKED`.
    """

    path: Path
    content: bytes
    stamp: Mapping[str, str]
    states: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """The fingerprint by which teacher and learner know that they have the same file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def still_open(self) -> list[str]:
        """The questions that are not done, as the notebook was saved."""
        undone = [outcome.value for outcome in Outcome if not outcome.done]
        return [id_ for id_, state in self.states.items() if state in undone]

    @property
    def unchecked(self) -> list[str]:
        """The questions with an answer below which no verdict stands."""
        return [id_ for id_, state in self.states.items() if state == NOT_CHECKED]


def read(path: Path) -> Sheet | None:
    """The exercise in a file; None where the file is a notebook of another kind.

    Raises
    ------
    DataError
        It cannot be opened, or is no notebook.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise DataError("handin.not_opened", file=path, reason=reason) from None
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        made = notebook["metadata"].get("xbcourse", {})
        if made.get("kind") != "exercise":
            return None
        stamp = {str(key): str(value) for key, value in made.get("assignment", {}).items()}
        return Sheet(path, content, stamp, dict(_states(notebook["cells"])))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DataError("handin.not_a_notebook", file=path) from None


def found_in(places: Sequence[Path]) -> Iterator[Sheet]:
    """The exercises in files and folders; in folders only those of an assignment.

    A damaged notebook that merely lies in a folder is passed over, one that was named is refused.
    """
    for place in places:
        if not place.is_dir():
            sheet = read(place)
            if sheet is None:
                raise DataError("handin.not_an_exercise", file=place)
            yield sheet
            continue
        for path in sorted(place.rglob("*.ipynb")):
            parts = path.relative_to(place).parts
            if any(part.startswith(".") or part in _NOT_HERE for part in parts):
                continue
            try:
                sheet = read(path)
            except DataError:
                continue
            if sheet is not None and sheet.stamp:
                yield sheet


def _states(cells: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What stands below each question's cell: the outcome of its last check."""
    for cell in cells:
        question = cell.get("metadata", {}).get("xbcourse", {}).get("question")
        if cell.get("cell_type") != "code" or not isinstance(question, str):
            continue
        outcomes = [
            fact["outcome"]
            for output in cell.get("outputs", ())
            if (fact := output.get("metadata", {}).get("xbcourse", {})).get("question") == question
            and "outcome" in fact
        ]
        if outcomes and outcomes[-1] in [outcome.value for outcome in Outcome]:
            yield question, outcomes[-1]
        elif _BLANK in _source(cell):
            yield question, Outcome.NOT_STARTED.value
        else:
            yield question, NOT_CHECKED


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)

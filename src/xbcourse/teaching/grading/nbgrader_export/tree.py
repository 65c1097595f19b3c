"""nbgrader's source tree of an assignment: ``source/hw1/*.ipynb`` and a config to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ....assumptions.errors import DataError, ParameterError, reason_of
from ....assumptions.language import say, speaking
from ...questions import by_id
from ...workcopy.storage import write
from ..assigning.sheet import exercise, handed_out
from ..assignment import Assignment
from .cells import locked, question_cells

CONFIG = "nbgrader_config.py"


def export(folder: Path, assignment: Assignment, seed: str) -> list[Path]:
    """Write an assignment's notebooks as nbgrader's sources.

    Parameters
    ----------
    folder : Path
        nbgrader's course folder. Notebooks of this assignment in it are replaced; a config that is
        there already is left alone.
    assignment : Assignment
        With the public numbers: nbgrader gives every student the same notebook.
    seed : str
        Draws the hidden cases of functions; a secret of the instructor's.

    Returns
    -------
    list of Path
        The notebooks.

    Raises
    ------
    ParameterError
        The assignment has personal numbers.
    DataError
        The folder cannot be written.
    """
    if assignment.personal:
        raise ParameterError("grading_assign.nbgrader_personal")
    place = folder / "source" / assignment.name
    files = {place / name: content for name, content in _notebooks(assignment, seed)}
    try:
        place.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            write(file, content)
        if not (folder / CONFIG).exists():
            write(folder / CONFIG, _config(assignment).encode())
    except OSError as error:
        raise DataError(
            "grading_assign.not_written", file=folder, reason=reason_of(error)
        ) from None
    return list(files)


def _notebooks(assignment: Assignment, seed: str) -> Iterator[tuple[str, bytes]]:
    language = assignment.language
    for module in assignment.modules:
        name, made = exercise(module, language)
        _, solved = exercise(module, language, room="solutions")
        sheet = json.loads(handed_out(made, assignment, module, language, {}, hand_in=False))
        by_cell = {cell["id"]: cell for cell in solved["cells"]}
        sheet["cells"] = [
            made_one for cell in sheet["cells"] for made_one in _cells(cell, by_cell, seed)
        ]
        yield name, (json.dumps(sheet, ensure_ascii=False, indent=1) + "\n").encode()


def _cells(
    cell: dict[str, Any], solved: Mapping[str, Mapping[str, Any]], seed: str
) -> Iterator[dict[str, Any]]:
    question = cell["metadata"].get("xbcourse", {}).get("question")
    if question:
        # A question's cell has the same id in the exercise and in its solution.
        yield from question_cells(cell, solved[cell["id"]], by_id(question), seed)
    elif "setup" in cell["metadata"].get("tags", ()):
        yield locked(cell)
    else:
        yield cell


def _config(assignment: Assignment) -> str:
    with speaking(assignment.language):
        stub = say("grading_assign.nbgrader_stub")
    return (
        "c = get_config()\n"
        f"c.CourseDirectory.course_id = {assignment.class_code!r}\n"
        f'c.ClearSolutions.code_stub = {{"python": {("# " + stub)!r}}}\n'
    )

"""One notebook to hand out, made from the course's own exercise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from ....assumptions.errors import DataError
from ....assumptions.home import course_root
from ....assumptions.language import say, speaking
from ...printed import printed_like, worth
from ...question import Inputs
from ..assignment import Assignment
from .words import due_words

#: Links from a made exercise to the lesson, the solution, the glossary: in a folder of its own the
#: notebook has none of these beside it.
_BESIDE = re.compile(r"\[([^\]\n]+)\]\((?![a-z]+:|#)[^)\n]+\)")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


def exercise(module: str, language: str, room: str = "exercises") -> tuple[str, dict[str, Any]]:
    """File name and content of a module's exercise, or, in the room "solutions", of its solution.

    Raises
    ------
    DataError
        The course was installed without its exercises.
    """
    folder = course_root() / room / language
    files = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    for file in files:
        if re.fullmatch(rf"{module[1:]}-.*(?<!-answers)\.ipynb", file.name):
            return file.name, json.loads(file.read_text(encoding="utf-8"))
    raise DataError("grading_assign.no_exercise", module=module)


def handed_out(
    made: Mapping[str, Any],
    assignment: Assignment,
    module: str,
    language: str,
    numbers: Mapping[str, Inputs],
    variant: str = "",
    *,
    hand_in: bool = True,
) -> bytes:
    """The notebook that a student gets.

    Parameters
    ----------
    made : mapping
        The course's exercise, as `exercise` gives it.
    assignment : Assignment
        Goes into the head of the notebook and, as its stamp, into the metadata.
    module, language : str
        "m01"; "zh" or "en".
    numbers : mapping
        Question id → the student's own inputs. Empty: the public numbers.
    variant : str
        The stamp of these numbers.
    hand_in : bool
        Whether to say how it is handed in; a class system of its own knows better.
    """
    notebook = deepcopy(dict(made))
    cells = notebook["cells"]
    with speaking(language):
        _set_source(cells[0], _head(_source(cells[0]), assignment, module, hand_in))
        for cell in cells[1:]:
            if cell["cell_type"] == "markdown":
                _set_source(cell, _BESIDE.sub(r"\1", _with_numbers(cell, numbers)))
            elif "setup" in cell["metadata"].get("tags", ()) and numbers:
                _set_source(cell, _setup(_source(cell), assignment.name, numbers, module))
    notebook["metadata"].setdefault("xbcourse", {})["assignment"] = {
        "name": assignment.name,
        "class_code": assignment.class_code,
        "module": module,
        "language": language,
        "kit": assignment.kit,
        "variant": variant,
    }
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _head(made: str, assignment: Assignment, module: str, hand_in: bool) -> str:
    """Title and advice of the exercise; what this assignment is in place of the links."""
    paragraphs = _COMMENT.sub("", made).strip().split("\n\n")
    points = sum(q.points for q in assignment.questions() if q.module == module)
    about = say(
        "grading_assign.sheet_about",
        name=assignment.name,
        class_code=assignment.class_code,
        points=f"{points:g}",
    )
    due = say("grading_assign.sheet_due", due=due_words(assignment.due)) if assignment.due else ""
    how = [say("grading_assign.sheet_hand_in")] if hand_in else []
    return "\n\n".join([*paragraphs[:-1], about + due, *how])


def _with_numbers(cell: dict[str, Any], numbers: Mapping[str, Inputs]) -> str:
    """The prose of a cell with the student's numbers where the public ones stood."""
    text = _source(cell)
    kept = cell["metadata"].get("xbcourse", {})
    places, question = kept.pop("numbers", ()), kept.pop("numbers_of", "")
    if not kept:
        cell["metadata"].pop("xbcourse", None)
    if question in numbers:
        for place in reversed(places):  # from the end, so that earlier places stay true
            span, _, expression = place.partition(" ")
            start, end = map(int, span.split("-"))
            shown = printed_like(text[start:end], worth(expression, numbers[question]))
            text = text[:start] + shown + text[end:]
    return text


def _setup(made: str, name: str, numbers: Mapping[str, Inputs], module: str) -> str:
    return "\n".join([made, "", *_own_numbers(name, numbers, module)])


def _own_numbers(name: str, numbers: Mapping[str, Inputs], module: str) -> Iterator[str]:
    """The lines that tell `check` which numbers this notebook prints."""
    own = {id_: inputs for id_, inputs in numbers.items() if id_.startswith(f"{module}.")}
    yield f"# {say('grading_assign.sheet_numbers')}"
    yield "from xbcourse import assigned"
    yield ""
    yield f'assigned("{name}", {{'
    for id_, inputs in own.items():
        # JSON writes numbers, text and lists as Python does.
        yield f'    "{id_}": {json.dumps(dict(inputs), ensure_ascii=False)},'
    yield "})"


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _set_source(cell: dict[str, Any], text: str) -> None:
    cell["source"] = text.splitlines(keepends=True)

"""Which exercise a notebook is, by what is inside, and whether it is one of this assignment."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from .... import __version__
from ....assumptions.errors import CourseError
from ....assumptions.language import say
from ...questions import questions
from .late import Rule
from .naming import module_in
from .notebook import Written

_ID = re.compile(r"""['"](m\d\d\.[a-z][a-z0-9_]*)['"]""")
#: A name that is given a value, or a function. No blank may be a line end: a million empty lines
#: would be looked at a million times.
_GIVEN = re.compile(r"^[ \t]*(?:def[ \t]+)?([a-z]\w*)[ \t]*(?:=(?!=)|\()", re.MULTILINE)
#: So many answers by their variables tell a module whose ids are gone.
_ENOUGH = 2
#: Longest text of a stamp that is looked at.
_LONGEST = 100


class Asked(Protocol):
    """What intake needs to know of an assignment; `assignment.Assignment` says more."""

    name: str
    class_code: str
    modules: tuple[str, ...]
    due: dt.datetime | None
    late: Rule
    personal: bool
    kit: str


@dataclass(frozen=True)
class Understood:
    """The module, what speaks against counting the notebook, and what should be remarked."""

    module: str | None
    stamp: Mapping[str, str]
    why: CourseError | None = None
    remarks: tuple[CourseError, ...] = ()


def understand(written: Written, file: str, assignment: Asked) -> Understood:
    """Which exercise of an assignment a notebook is.

    Its stamp says so, else the ids of the questions in its code, else the names of the answers,
    the file that it was made from, and last its own name.
    """
    stamp = _stamp(written.made.get("assignment"))
    counts = _by_ids(written.cells) or _by_variables(written.cells)
    module = _module(stamp, counts, written, file, assignment)
    why = _against(stamp, module, written, assignment)
    remarks = tuple(_remarks(stamp, module, counts, written, assignment))
    return Understood(module if module in assignment.modules else None, stamp, why, remarks)


def _module(
    stamp: Mapping[str, str],
    counts: Mapping[str, int],
    written: Written,
    file: str,
    assignment: Asked,
) -> str | None:
    """The module, of this assignment where there is one."""
    said = stamp.get("module") if stamp.get("name") == assignment.name else None
    own = {module: count for module, count in counts.items() if module in assignment.modules}
    if said in assignment.modules:
        return said
    if own or counts:
        return max(sorted(own or counts), key=(own or counts).__getitem__)
    return _made_from(written) or module_in(file)


def _against(
    stamp: Mapping[str, str], module: str | None, written: Written, assignment: Asked
) -> CourseError | None:
    if stamp.get("name", assignment.name) != assignment.name:
        gaps = {"found": stamp["name"], "expected": assignment.name}
        return CourseError("grading_papers.other_assignment", **gaps)
    if stamp.get("class_code", assignment.class_code) != assignment.class_code:
        gaps = {"found": stamp["class_code"], "expected": assignment.class_code}
        return CourseError("grading_papers.other_class", **gaps)
    asked = say("grading_papers.comma").join(assignment.modules)
    if module is None:
        return CourseError("grading_papers.no_questions", modules=asked)
    if module not in assignment.modules:
        return CourseError("grading_papers.other_module", found=module, modules=asked)
    if written.made.get("kind") == "lesson" and not _by_ids(written.cells):
        return CourseError("grading_papers.lesson", module=module)
    return None


def _remarks(
    stamp: Mapping[str, str],
    module: str | None,
    counts: Mapping[str, int],
    written: Written,
    assignment: Asked,
) -> Iterable[CourseError]:
    if stamp.get("kit", assignment.kit) != assignment.kit:
        gaps = {"found": stamp["kit"], "expected": assignment.kit, "used": __version__}
        yield CourseError("grading_papers.other_version", **gaps)
    unknown = sorted(set(_ids(written.cells)) - set(questions()))
    if unknown:
        yield CourseError("grading_papers.unknown_questions", ids=", ".join(unknown[:5]))
    if assignment.personal and not stamp:
        yield CourseError("grading_papers.not_handed_out")
    also = sorted(m for m in counts if m in assignment.modules and m != module)
    if also:
        yield CourseError("grading_papers.several_modules", module=module, also=", ".join(also))
    if written.made.get("kind") == "solution":
        yield CourseError("grading_papers.official_solution")
    if written.encoding != "utf-8":
        yield CourseError("grading_papers.not_utf8", encoding=written.encoding)
    if written.damaged:
        yield CourseError("grading_papers.damaged_cells", count=written.damaged)


def _stamp(said: object) -> Mapping[str, str]:
    """The stamp as far as it is text; anybody can write anything there."""
    if not isinstance(said, Mapping):
        return {}
    return {
        key: value[:_LONGEST]
        for key, value in said.items()
        if key in ("name", "class_code", "module", "language", "kit", "variant")
        and isinstance(value, str)
    }


def _ids(cells: Sequence[str]) -> list[str]:
    return [id_ for cell in cells for id_ in _ID.findall(cell)]


def _by_ids(cells: Sequence[str]) -> Counter[str]:
    """How many questions of each module's exercise are named in the code."""
    graded = _graded()
    return Counter(id_.partition(".")[0] for id_ in set(_ids(cells)) if id_ in graded)


def _by_variables(cells: Sequence[str]) -> Counter[str]:
    """How many answers of each module are given in the code, where every id is gone."""
    code = "\n".join(cells)
    given = set(_GIVEN.findall(code))
    counts = Counter(module for name, module in _telling().items() if name in given)
    return Counter({module: count for module, count in counts.items() if count >= _ENOUGH})


@cache
def _graded() -> frozenset[str]:
    """The questions of exercises; those in lessons are for practice and have no points."""
    return frozenset(id_ for id_, question in questions().items() if question.points > 0)


@cache
def _telling() -> Mapping[str, str]:
    """The names of answers that only one module has, and that module."""
    modules: dict[str, set[str]] = defaultdict(set)
    for id_ in _graded():
        module, _, variable = id_.partition(".")
        modules[variable].add(module)
    return {name: found.pop() for name, found in modules.items() if len(found) == 1}


def _made_from(written: Written) -> str | None:
    found = re.match(r"lessons/(\d\d)-", str(written.made.get("made_from", "")))
    return f"m{found[1]}" if found else None

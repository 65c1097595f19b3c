"""Solution marks in a code cell: one source gives the exercise and its official solution.

::

    # <solution>
    duty = customs_value * duty_rate
    # <blank>
    duty = ____
    # </solution>

The exercise gets the lines of the blank, the solution gets those of the solution; the marks
themselves are in neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PLACEHOLDER = "____"

_MARK = re.compile(r"^\s*# <(solution|blank|/solution)>\s*$")
_LOOKS_LIKE_A_MARK = re.compile(r"#.*</?\s*(solution|blank)\b", re.IGNORECASE)
_AFTER = {
    "solution": ("both", "solution"),
    "blank": ("solution", "blank"),
    "/solution": ("blank", "both"),
}


class MarkError(ValueError):
    """Marks that do not fit together. `offset` counts lines from the cell's first, from 0."""

    def __init__(self, offset: int, key: str) -> None:
        super().__init__(offset, key)
        self.offset = offset
        self.key = key


def blank(code: str) -> str:
    """The cell as the learner gets it.

    >>> blank("# <solution>\\nx = 2\\n# <blank>\\nx = ____\\n# </solution>\\ncheck(x)")
    'x = ____\\ncheck(x)'
    """
    return _keep(code, "blank")


def solved(code: str) -> str:
    """The cell with the official solution.

    >>> solved("# <solution>\\nx = 2\\n# <blank>\\nx = ____\\n# </solution>\\ncheck(x)")
    'x = 2\\ncheck(x)'
    """
    return _keep(code, "solution")


def secret(code: str) -> list[str]:
    """The lines that only the solution has, without their indentation.

    >>> secret("# <solution>\\nx = 2\\n# <blank>\\nx = ____\\n# </solution>\\ncheck(x)")
    ['x = 2']
    """
    shown = {line.strip() for _, part, line in _parts(code) if part != "solution"}
    hidden = (line.strip() for _, part, line in _parts(code) if part == "solution")
    return [line for line in hidden if line and line not in shown]


def marked(code: str) -> bool:
    """Whether the cell has a solution."""
    return any(_MARK.match(line) for line in code.splitlines())


def examine(code: str) -> None:
    """Raise `MarkError` unless the marks are well formed.

    >>> examine("# <solution>\\nx = 2")
    Traceback (most recent call last):
    ...
    xbcourse.teaching.lesson.marks.MarkError: (0, 'mark_open')
    """
    blanks: list[str] = []
    solution: list[str] = []
    for offset, part, line in _parts(code):
        if _LOOKS_LIKE_A_MARK.search(line):
            raise MarkError(offset, "mark_unreadable")
        {"blank": blanks, "solution": solution}.get(part, []).append(line)
    if marked(code) and not "".join(solution).strip():
        raise MarkError(0, "mark_no_solution")
    if marked(code) and PLACEHOLDER not in "\n".join(blanks):
        raise MarkError(0, "mark_no_placeholder")


def _keep(code: str, wanted: str) -> str:
    return "\n".join(line for _, part, line in _parts(code) if part in ("both", wanted))


def _parts(code: str) -> Iterator[tuple[int, str, str]]:
    """Every line that is no mark: its offset, the part it belongs to, the line."""
    part, opened = "both", 0
    for offset, line in enumerate(code.splitlines()):
        mark = _MARK.match(line)
        if not mark:
            yield offset, part, line
            continue
        before, after = _AFTER[mark[1]]
        if part != before:
            raise MarkError(offset, "mark_order")
        if after == "solution":
            opened = offset
        part = after
    if part != "both":
        raise MarkError(opened, "mark_open")

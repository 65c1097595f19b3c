"""Follow-through: a question that builds on another wrong one is tried with the right value of it.

The notebook runs once more with a line after the other question's check that sets its variable to
the reference. What is scored then counts by its own record only, and its own reference is nowhere
inside: a submission that looks for it finds the ones that it is not scored by.

Nothing of a notebook is parsed or run here. Names are looked for in the text, so that too much may
be taken for building on something, which costs a run and gives nothing away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ... import official
from ...question import Question
from .mark import Asked

#: How often a notebook runs again at most: along a chain of wrong answers, each building on the
#: one before, one run for each link.
MOST_RUNS = 2

_NAME = re.compile(r"[^\W\d]\w*")
#: An equals sign that sets something, or names an argument.
_SETS = re.compile(r"(?<![<>!=])=(?!=)")
#: Words after which a name is set without one.
_BINDING = ("for ", "with ", "from ", "import ", "async ")
_NAMED = re.compile(r"\s*(?:async )?(?:def|class) +(\w+)")
#: No exercise comes near; what does is not looked through.
_LONGEST, _MOST_PIECES = 500_000, 1_000


@dataclass(frozen=True, slots=True)
class Round:
    """One more run: which questions are scored in it, and what is put in for which others."""

    scored: tuple[str, ...]
    given: Mapping[str, str]


def rounds(cells: Sequence[str], failing: Sequence[Asked]) -> Iterator[Round]:
    """The further runs that a notebook is due; none where no failing question uses another's name.

    Parameters
    ----------
    cells : sequence of str
        The code cells as handed in.
    failing : sequence of Asked
        The questions that did not earn everything; written answers left out.
    """
    pieces = _pieces(cells)
    if len(pieces) > _MOST_PIECES or sum(map(len, pieces)) > _LONGEST:
        return
    places = {asked.id: _place(pieces, asked.question) for asked in failing}
    known = sorted((a for a in failing if places[a.id] >= 0), key=lambda a: places[a.id])
    level: dict[str, int] = {}
    uses: dict[str, list[Asked]] = {}
    for asked in known:
        names = _reach(pieces, places[asked.id])
        earlier = [other for other in known if other.id in level]
        uses[asked.id] = [other for other in earlier if other.question.variable in names]
        level[asked.id] = 1 + max((level[other.id] for other in uses[asked.id]), default=-1)
    for number in range(1, MOST_RUNS + 1):
        scored = tuple(id_ for id_, of in level.items() if of == number)
        given = {other.id: _reference(other) for id_ in scored for other in uses[id_]}
        if scored and all(given.values()):
            yield Round(scored, given)


def with_given(cells: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """The cells, with the reference of each of these questions after its check.

    >>> cells = ['duty = 1\\ncheck("m01.duty", duty)\\ntotal = duty + 1']
    >>> with_given(cells, {"m01.duty": "duty = 2.24"})
    ['duty = 1\\ncheck("m01.duty", duty)', 'duty = 2.24', 'total = duty + 1']
    """
    pieces = _pieces(cells)
    after: dict[int, list[str]] = {}
    for id_, code in given.items():
        place = max((n for n, piece in enumerate(pieces) if _checks(piece, id_)), default=-1)
        after.setdefault(place, []).append(code)
    result = list(after.get(-1, ()))
    for number, piece in enumerate(pieces):
        result += [piece, *after.get(number, ())]
    return result


def literal(value: Any) -> str:
    """Code that makes a value anew, for what reference answers can be.

    >>> literal({"C", "A"}), literal(np.float64(2.5))
    ("{'A', 'C'}", '2.5')
    """
    if isinstance(value, pd.DataFrame):
        columns = {name: value[name].tolist() for name in value.columns}
        return f"pandas.DataFrame({literal(columns)}, index={_index(value.index)})"
    if isinstance(value, pd.Series):
        name, values = literal(value.name), literal(value.tolist())
        return f"pandas.Series({values}, index={_index(value.index)}, name={name})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(map(literal, sorted(value))) + "}" if value else "set()"
    if isinstance(value, np.ndarray | list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, dt.date):
        return f"pandas.Timestamp({value.isoformat()!r})"
    if isinstance(value, np.generic):
        return literal(value.item())
    if isinstance(value, Decimal):
        return repr(float(value))
    if isinstance(value, float) and value - value != 0:
        return f"float({str(value)!r})"
    return repr(value)


def _index(index: pd.Index) -> str:
    if isinstance(index, pd.MultiIndex):
        rows = "[" + ", ".join("(" + ", ".join(map(literal, row)) + ",)" for row in index) + "]"
        return f"pandas.MultiIndex.from_tuples({rows}, names={literal(list(index.names))})"
    return f"pandas.Index({literal(index.tolist())}, name={literal(index.name)})"


def _reference(asked: Asked) -> str:
    """The line that sets a question's variable right; empty where there is none."""
    question = asked.question
    if question.kind == "function":
        return official.code(question.id)
    (expected,) = question.expected_in(asked.cases)
    code = literal(expected)
    imports = "import pandas\n" if "pandas." in code else ""
    return f"{imports}{question.variable} = {code}"


def _pieces(cells: Sequence[str]) -> list[str]:
    """The cells, cut after every check that stands on a line of its own."""
    own_line = re.compile(r"^check\([^\n]*\)[ \t]*\n", re.MULTILINE)
    pieces: list[str] = []
    for cell in cells:
        start = 0
        for found in own_line.finditer(cell):
            pieces.append(cell[start : found.end()].rstrip("\n"))
            start = found.end()
        pieces.append(cell[start:])
    return pieces


def _place(pieces: Sequence[str], question: Question) -> int:
    """The piece that answers a question: its last check, else where its name is bound; or -1."""
    for number in range(len(pieces) - 1, -1, -1):
        if _checks(pieces[number], question.id):
            return number
    bound = (n for n, piece in enumerate(pieces) if question.variable in _bound(piece))
    return max(bound, default=-1)


def _checks(piece: str, id_: str) -> bool:
    return re.search(rf"\bcheck\(\s*['\"]{re.escape(id_)}['\"]", piece) is not None


def _reach(pieces: Sequence[str], place: int) -> set[str]:
    """Every name that a piece may depend on, through the pieces before it."""
    names = set(_NAME.findall(pieces[place]))
    bound = [_bound(piece) for piece in pieces[:place]]
    left = set(range(place))
    while used := {number for number in left if bound[number] & names}:
        left -= used
        for number in used:
            names |= set(_NAME.findall(pieces[number]))
    return names


def _bound(piece: str) -> set[str]:
    """Names that a piece may set; rather too many than too few."""
    names: set[str] = set()
    for line in piece.splitlines():
        if named := _NAMED.match(line):
            names.add(named[1])
            continue
        before, *after = _SETS.split(line.partition("#")[0], maxsplit=1)
        if after or before.lstrip().startswith(_BINDING):
            names.update(_NAME.findall(before))
    return names

"""A list of values: a list, an array, a Series, or a dictionary of named values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from ...assumptions.language import say
from ..compare import SAME, Grade, Match, Unreadable, glimpse
from .cells import cell_in_full, match_cell, match_cells, show_cell
from .expectation import Expectation
from .number import Number


@dataclass(frozen=True, slots=True)
class Listing(Expectation):
    """Several values in a row.

    What the reference returns is the shape that is asked for: a list, a NumPy array, a Series or a
    dictionary. Any of the others with the same values is right in another shape. Where the
    reference has labels (a dictionary, or a Series with an index of its own), values are compared
    label by label.

    Parameters
    ----------
    each : Number
        Unit and tolerance of the numbers in it.
    ordered : bool
        Whether the order of labelled values is part of the answer. Without labels it always is.
    """

    kind: ClassVar[str] = "list"

    each: Number = field(default_factory=Number)
    ordered: bool = False

    def match(self, expected: Any, found: Any) -> Match:
        try:
            want, have = _Row.read(expected), _Row.read(found)
        except Unreadable as problem:
            return problem.match()
        if want.labels is not None and have.labels is not None:
            return self._match_labelled(want, have)
        return self._match_in_order(want, have, _other_form(want, have))

    def share(self, expected: Any, found: Any) -> float:
        """Right values as a share of all, those too many or too few among them.

        >>> Listing().share([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.5])
        0.5
        """
        if self.match(expected, found).right:
            return 1.0
        try:
            want, have = _Row.read(expected), _Row.read(found)
        except Unreadable:
            return 0.0
        right = sum(match_cell(*pair, self.each).right for pair in self._pairs(want, have))
        return right / max(len(want.values), len(have.values), 1)

    def show(self, value: Any) -> str:
        try:
            row = _Row.read(value)
        except Unreadable:
            return glimpse(value)
        shown = [show_cell(v, self.each) for v in row.values[:3]]
        if row.labels is not None:
            shown = [f"{label}: {v}" for label, v in zip(row.labels, shown, strict=False)]
        return say("checks.list_comma").join([*shown, *(["…"] if len(row.values) > 3 else [])])

    def in_full(self, value: Any) -> list[list[str]]:
        """A line for each value, after its label if it has one.

        >>> Listing(Number("USD")).in_full({"duty": 2.24, "freight": 3})
        [['duty', '$2.24'], ['freight', '$3.00']]
        """
        row = _Row.read(value)
        cells = [cell_in_full(v, self.each) for v in row.values]
        if row.labels is None:
            return [[cell] for cell in cells]
        return [[str(label), cell] for label, cell in zip(row.labels, cells, strict=True)]

    def exactness(self) -> str:
        return self.each.exactness()

    def _pairs(self, want: _Row, have: _Row) -> Iterator[tuple[Any, Any]]:
        """Which value belongs to which: by label where both have labels, else by place."""
        labelled = want.labels is not None and have.labels is not None
        if labelled and not self.ordered:
            found = dict(zip(have.labels, have.values, strict=True))
            known = zip(want.labels, want.values, strict=True)
            yield from ((value, found[label]) for label, value in known if label in found)
            return
        for place, pair in enumerate(zip(want.values, have.values, strict=False)):
            if not labelled or want.labels[place] == have.labels[place]:
                yield pair

    def _match_labelled(self, want: _Row, have: _Row) -> Match:
        wanted, present = set(want.labels), set(have.labels)
        unknown = [label for label in have.labels if label not in wanted]
        if unknown:
            return Match(Grade.DIFFERENT, say("checks.label_unknown", label=glimpse(unknown[0])))
        lacking = [label for label in want.labels if label not in present]
        if lacking:
            return Match(Grade.DIFFERENT, say("checks.label_lacking", label=glimpse(lacking[0])))
        if len(have.labels) != len(present):
            return Match(Grade.DIFFERENT, say("checks.label_twice"))
        remark = _other_form(want, have)
        if list(want.labels) != list(have.labels):
            have, remark = have.rearranged(want.labels), remark or say("checks.shape_order")
            if self.ordered:
                match = self._match_in_order(want, have, "")
                return Match(Grade.DIFFERENT, ask=say("checks.ask_order")) if match.right else match
        return self._match_in_order(want, have, remark)

    def _match_in_order(self, want: _Row, have: _Row, remark: str) -> Match:
        if len(want.values) != len(have.values):
            words = say("checks.wrong_length", found=len(have.values), expected=len(want.values))
            return Match(Grade.DIFFERENT, words, say("checks.wrong_length_ask"))
        position, match = match_cells(want.values, have.values, self.each)
        if position is not None:
            return self._difference(want, have, position, match)
        remark = remark or match.remark
        return Match(Grade.OTHERWISE, remark) if remark else SAME

    def _difference(self, want: _Row, have: _Row, position: int, match: Match) -> Match:
        if want.labels is None and _same_in_another_order(want, have, self.each):
            return Match(Grade.DIFFERENT, ask=say("checks.ask_order"))
        where = (
            say("checks.place", number=position + 1)
            if want.labels is None
            else want.labels[position]
        )
        shown = show_cell(have.values[position], self.each)
        remark = say("checks.differs_at", where=where, found=shown)
        return Match(Grade.DIFFERENT, " ".join(filter(None, [remark, match.remark])), match.ask)


@dataclass(frozen=True, slots=True)
class _Row:
    """Values in a row, their labels if they have any, and what they came as."""

    values: list[Any]
    labels: list[Any] | None
    form: str

    @classmethod
    def read(cls, value: Any) -> _Row:
        if isinstance(value, pd.DataFrame) and 1 in value.shape:
            row = cls.read(value.iloc[:, 0] if value.shape[1] == 1 else value.iloc[0])
            return cls(row.values, row.labels, "DataFrame")
        if isinstance(value, pd.Series):
            plain = isinstance(value.index, pd.RangeIndex)
            return cls(value.tolist(), None if plain else value.index.tolist(), "Series")
        if isinstance(value, Mapping):
            return cls(list(value.values()), list(value), "dict")
        if isinstance(value, np.ndarray) and value.size != max(value.shape, default=0):
            raise Unreadable("checks.is_block", shape=" × ".join(map(str, value.shape)))
        if isinstance(value, np.ndarray | pd.Index) and value.ndim:
            return cls(np.asarray(value).reshape(-1).tolist(), None, _array_form(value))
        if isinstance(value, list | tuple | range):
            return cls(list(value), None, type(value).__name__)
        if value is None:
            raise Unreadable("checks.is_nothing")
        raise Unreadable("checks.is_no_list", kind=type(value).__name__, found=glimpse(value))

    def rearranged(self, labels: Iterable[Any]) -> _Row:
        by_label = dict(zip(self.labels, self.values, strict=True))
        return _Row([by_label[label] for label in labels], list(labels), self.form)


def _array_form(value: Any) -> str:
    return "array" if isinstance(value, np.ndarray) and value.ndim == 1 else type(value).__name__


def _other_form(want: _Row, have: _Row) -> str:
    if want.form == have.form and (want.labels is None) == (have.labels is None):
        return ""
    return say("checks.shape_form", found=have.form, expected=want.form)


def _same_in_another_order(want: _Row, have: _Row, each: Number) -> bool:
    try:
        return match_cells(sorted(want.values), sorted(have.values), each)[0] is None
    except TypeError:  # a mixture that has no order
        return False

"""Values as plain JSON, so that nothing of a submission but numbers and words leaves the sandbox.

Most of JSON stands for itself. Whatever JSON has no word for is a dictionary with one key, the
name of its kind: ``{"tuple": [1, 2]}``. `..unpacking` is the other side.
"""

from __future__ import annotations

import datetime as dt
import math
import struct
import sys
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any

#: How deep lists may lie in lists, how many values there may be, and how long a text may be.
DEEPEST, MOST, LONGEST = 12, 200_000, 100_000
#: How many columns a table may have: each costs much more than a row.
WIDEST = 1000
#: Longest whole number, in bits: beyond the largest float nothing can be compared.
_BITS = 1100
_BLANK = "____"


class Blank(Exception):
    """There is a blank in the value: it has not been filled in."""


class TooMuch(Exception):
    """The value is too large or too deep to be sent."""


def pack(value: Any) -> Any:
    """The value as plain JSON.

    Raises
    ------
    Blank, TooMuch

    >>> pack((1, 2.5, "a", float("nan"), {3: None}))
    {'tuple': [1, 2.5, 'a', {'float': 'nan'}, {'dict': [[3, None]]}]}
    """
    return _Packer().pack(value, 0)


class _Packer:
    def __init__(self) -> None:
        self.left = MOST

    def pack(self, value: Any, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise TooMuch
        if value is None or value is True or value is False:
            return value
        if _is("xbcourse.teaching.placeholder", "Placeholder", value):
            raise Blank
        for packed in (_number, _text, _day):
            if (plain := packed(value)) is not None:
                return plain
        if (plain := self._several(value, depth + 1)) is not None:
            return plain
        if (plain := self._table(value, depth + 1)) is not None:
            return plain
        amount = getattr(value, "amount", None)
        if isinstance(amount, Real | Decimal):
            return {"amount": _number(amount), "kind": type(value).__name__[:80]}
        return {"strange": type(value).__name__[:80]}

    def all(self, values: Iterable[Any], depth: int) -> list[Any]:
        return [self.pack(value, depth) for value in values]

    def _several(self, value: Any, depth: int) -> Any:
        if isinstance(value, list):
            return self.all(list.__iter__(value), depth)
        if isinstance(value, tuple):
            return {"tuple": self.all(tuple.__iter__(value), depth)}
        if isinstance(value, range):
            return {"range": [value.start, value.stop, value.step]}
        if isinstance(value, Set) and not isinstance(value, Mapping):
            return {"set": self.all(value, depth)}
        if isinstance(value, Mapping):
            return {"dict": [self.all(pair, depth) for pair in value.items()]}
        return None

    def _table(self, value: Any, depth: int) -> Any:
        if _is("numpy", "ndarray", value):
            stamps = value.dtype.kind == "M"
            cells = value.reshape(-1).astype("U32" if stamps else value.dtype).tolist()
            kind = "times" if stamps else "values"
            return {"array": [list(value.shape), kind, self.all(cells, depth)]}
        if _is("pandas", "Index", value):
            return {"index": self._labels(value, depth)}
        if _is("pandas", "Series", value):
            cells = self.all(value.tolist(), depth)
            return {"series": [self._labels(value.index, depth), value.name, cells]}
        if _is("pandas", "DataFrame", value):
            if value.shape[1] > WIDEST:
                raise TooMuch
            columns = [value.iloc[:, place].tolist() for place in range(value.shape[1])]
            names = self.all(value.columns.tolist(), depth)
            cells = [self.all(column, depth) for column in columns]
            return {"frame": [self._labels(value.index, depth), names, cells]}
        return None

    def _labels(self, index: Any, depth: int) -> list[Any]:
        """Labels and their names; plain counting is said in three numbers."""
        names = self.all(index.names, depth)
        if _is("pandas", "RangeIndex", index):
            return [names, [index.start, index.stop, index.step], None]
        return [names, None, self.all(index.tolist(), depth)]


def _number(value: Any) -> Any:
    if _is("numpy", "bool", value):
        return bool(value)
    if isinstance(value, int) or _is("numpy", "integer", value):
        whole = int(value)
        return whole if whole.bit_length() < _BITS else {"strange": "int"}
    if isinstance(value, float | Fraction) or _is("numpy", "floating", value):
        return _float(float(value))
    if isinstance(value, Decimal):
        return {"decimal": str(value)[:200]}
    return None


def _float(value: float) -> Any:
    if math.isfinite(value):
        return value
    # The blank as a float is a NaN with the underscores in its spare bits.
    if value != value and struct.pack(">d", value)[-4:] == _BLANK.encode():
        raise Blank
    return {"float": "nan" if value != value else "inf" if value > 0 else "-inf"}


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    text = str.__str__(value)
    if len(text) > LONGEST:
        raise TooMuch
    if _BLANK in text:
        raise Blank
    return text


def _day(value: Any) -> Any:
    pandas = sys.modules.get("pandas")
    if pandas is not None and (value is pandas.NaT or value is pandas.NA):
        return {"missing": "NaT" if value is pandas.NaT else "NA"}
    if _is("pandas", "Timestamp", value):
        return {"timestamp": value.isoformat()}
    if _is("numpy", "datetime64", value):
        return {"datetime64": str(value)}
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    return None


def _is(module: str, kind: str, value: Any) -> bool:
    """Whether a value is of a class that perhaps nobody has imported."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(value, getattr(loaded, kind))

"""The document that a sandbox sends, read by one who trusts nothing in it.

Whatever is not exactly of the form that `inside.packing` writes is refused. What is built are plain
values of Python, NumPy and pandas: no code of a submission is run, and no class of it is known.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from .answers import Amount, Strange
from .inside.packing import DEEPEST, LONGEST, MOST, WIDEST

#: Longest whole number in the text, in digits.
_DIGITS = 400
#: Half of a character pair, and control characters: no file or page could hold them.
_UNWRITABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.+-]*)?")
#: What building a table or column costs, in single values: a document could hold very many.
_TABLE, _COLUMN = 200, 50


class BadDocument(Exception):
    """The document is not of the agreed form."""


def document(sent: bytes) -> dict[str, Any]:
    """The outermost dictionary of a document.

    >>> document(b'{"a": NaN}')
    Traceback (most recent call last):
    ...
    xbcourse.teaching.grading.sandbox.unpacking.BadDocument: NaN
    """
    try:
        read = json.loads(sent.decode("ascii"), parse_constant=_no_constant, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise BadDocument(str(error)[:200]) from None
    if not isinstance(read, dict):
        raise BadDocument("no dictionary")
    return read


def unpack(packed: Any) -> Any:
    """The value that was packed.

    Raises
    ------
    BadDocument

    >>> unpack({"tuple": [1, 2.5, {"float": "inf"}, {"dict": [["a", None]]}]})
    (1, 2.5, inf, {'a': None})
    """
    try:
        return _Unpacker().unpack(packed, 0)
    except (ValueError, TypeError, ArithmeticError, RecursionError, LookupError) as error:
        raise BadDocument(str(error)[:200]) from None


def plain_text(text: Any, longest: int = 300) -> str:
    """Words of a submission, cut to a line that any file can hold; "" for what is no text.

    >>> plain_text("a" + chr(0) + "b" + chr(0xD800)), plain_text(7)
    ('a�b�', '')
    """
    return _UNWRITABLE.sub("�", text[:longest]) if isinstance(text, str) else ""


class _Unpacker:
    def __init__(self) -> None:
        self.left = MOST * 2  # labels and pairs count too

    def unpack(self, packed: Any, depth: int) -> Any:
        self._charge(1)
        if depth > DEEPEST + 2:
            raise BadDocument("too deep")
        if packed is None or isinstance(packed, bool | int):
            return packed
        if isinstance(packed, float):
            return packed if math.isfinite(packed) else _bad("a float")
        if isinstance(packed, str):
            return _UNWRITABLE.sub("�", packed) if len(packed) <= LONGEST else _bad("a long text")
        if isinstance(packed, list):
            return self.all(packed, depth + 1)
        if len(packed) == 1:
            ((kind, inner),) = packed.items()
            if kind in _SEVERAL:
                return _SEVERAL[kind](self, inner, depth + 1)
            if kind in _SINGLE and isinstance(inner, str) and len(inner) <= 200:
                return _SINGLE[kind](inner)
        if set(packed) == {"amount", "kind"}:
            return Amount(self.unpack(packed["amount"], depth + 1), plain_text(packed["kind"], 80))
        raise BadDocument("an unknown kind of value")

    def all(self, packed: Any, depth: int) -> list[Any]:
        if not isinstance(packed, list):
            raise BadDocument("no list")
        return [self.unpack(one, depth) for one in packed]

    def dictionary(self, packed: Any, depth: int) -> dict[Any, Any]:
        pairs = [tuple(self.all(pair, depth)) for pair in packed]
        return dict(pairs)

    def array(self, packed: Any, depth: int) -> np.ndarray:
        self._charge(_COLUMN)
        shape, kind, cells = packed
        if not all(type(size) is int and 0 <= size <= MOST for size in shape) or len(shape) > 32:
            raise BadDocument("a shape")
        values = self.all(cells, depth)
        if kind == "times":
            return np.array(values, dtype="datetime64[ns]").reshape(shape)
        plain = {type(value) for value in values}
        if plain <= {int, float} or plain == {bool}:
            return np.array(values).reshape(shape)
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array.reshape(shape)

    def _charge(self, values: int) -> None:
        self.left -= values
        if self.left < 0:
            raise BadDocument("too much")

    def index(self, packed: Any, depth: int) -> pd.Index:
        self._charge(_TABLE)
        names, counting, labels = packed
        names = self.all(names, depth)
        if counting is not None:
            start, stop, step = (n if type(n) is int else _bad("a count") for n in counting)
            return pd.RangeIndex(start, stop, step, name=_one(names))
        values = self.all(labels, depth)
        if len(names) > 1:
            return pd.MultiIndex.from_tuples(values, names=names)
        return pd.Index(values, name=_one(names), tupleize_cols=False)

    def series(self, packed: Any, depth: int) -> pd.Series:
        labels, name, cells = packed
        values = self.all(cells, depth)
        index = self._fitting(labels, len(values), depth)
        return pd.Series(values, index=index, name=self.unpack(name, depth))

    def frame(self, packed: Any, depth: int) -> pd.DataFrame:
        labels, names, columns = packed
        self._charge(_COLUMN * len(columns))
        names = pd.Index(self.all(names, depth), tupleize_cols=False)
        columns = [self.all(column, depth) for column in columns]
        index = self._fitting(labels, len(columns[0]) if columns else None, depth)
        if len(names) != len(columns) or len(names) > WIDEST:
            raise BadDocument("a number of columns")
        parts = [pd.Series(column, index=index) for column in columns]
        frame = pd.concat(parts, axis=1) if parts else pd.DataFrame(index=index)
        frame.columns = names
        return frame

    def _fitting(self, labels: Any, length: int | None, depth: int) -> pd.Index:
        index = self.index(labels, depth)
        if (length is None and len(index) > MOST) or (length is not None and len(index) != length):
            raise BadDocument("another number of labels than values")
        return index


_SEVERAL: dict[str, Callable[[_Unpacker, Any, int], Any]] = {
    "tuple": lambda unpacker, inner, depth: tuple(unpacker.all(inner, depth)),
    "set": lambda unpacker, inner, depth: set(unpacker.all(inner, depth)),
    "range": lambda unpacker, inner, depth: range(*unpacker.all(inner, depth)),
    "dict": _Unpacker.dictionary,
    "array": _Unpacker.array,
    "index": _Unpacker.index,
    "series": _Unpacker.series,
    "frame": _Unpacker.frame,
}


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if value.is_finite() and abs(value.adjusted()) > _DIGITS:
        raise BadDocument("a decimal")  # turned into a whole number it would fill the memory
    return value


def _missing(text: str) -> Any:
    return {"NaT": pd.NaT, "NA": pd.NA}[text]


def _odd_float(text: str) -> float:
    return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[text]


_SINGLE: dict[str, Callable[[str], Any]] = {
    "float": _odd_float,
    "decimal": _decimal,
    "missing": _missing,
    "timestamp": lambda text: pd.Timestamp(text) if _ISO_TIME.fullmatch(text) else _bad("a time"),
    "datetime64": np.datetime64,
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "strange": lambda name: Strange(plain_text(name, 80)),
}


def _one(names: list[Any]) -> Any:
    (name,) = names
    return name


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise BadDocument("a whole number with too many digits")
    return int(digits)


def _no_constant(name: str) -> float:
    raise BadDocument(name)


def _bad(what: str) -> Any:
    raise BadDocument(what)

"""``____``: the blank that a learner fills in.

A fresh exercise notebook must run from top to bottom, so the blank goes along with everything that
is done to it: arithmetic, calls, attributes, indexing and comparisons give the blank again, and a
table column or array keeps it as a value. A check then recognises it in what it is given, which
says "not started" more surely than looking at the code would.

Some things Python wants a real answer for. There the blank is false, one element long, zero as an
index, and as a float a NaN that carries a mark. What it cannot survive are calls that look
something up by it (``table[____]``, ``groupby(____)``): put the blank where a value is assigned.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Set
from typing import Any

import numpy as np
import pandas as pd

#: A NaN whose spare bits say where it comes from; arithmetic hands them on.
_MARKED = struct.pack(">Q", 0x7FF8_0000_5F5F_5F5F)


class Placeholder:
    """The type of ``____``. There is one blank only.

    >>> round((____ + 1) * 2, 2), ____.anything(3)["a"], f"{____:.2f}"
    (____, ____, '____')
    """

    __slots__ = ()

    # Tells pandas: a single value, and one that answers for itself when a Series meets it.
    # (With a __contains__ of its own it would pass for a dictionary.)
    ndim = 0
    __pandas_priority__ = 1_000_000

    def __repr__(self) -> str:
        return "____"

    def __format__(self, spec: str) -> str:
        return "____"

    def __getattr__(self, name: str) -> Placeholder:
        # By these names Python, NumPy, pandas and IPython ask what an object is.
        if name.startswith("_") or name == "dtype":
            raise AttributeError(name)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        """Setting something on the blank leaves it blank."""

    def __setitem__(self, key: object, value: object) -> None:
        """As for attributes."""

    def __delitem__(self, key: object) -> None:
        """As for attributes."""

    def __hash__(self) -> int:
        return id(Placeholder)

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Placeholder]:
        yield self

    def __index__(self) -> int:
        return 0

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return struct.unpack(">d", _MARKED)[0]

    def __complex__(self) -> complex:
        return complex(float(self))

    def __enter__(self) -> Placeholder:
        return self

    def __exit__(self, *exception: object) -> None:
        """Leave a with block; errors in it go on their way."""

    def __divmod__(self, other: object) -> tuple[Placeholder, Placeholder]:
        return self, self

    __rdivmod__ = __divmod__

    def __array__(self, dtype: object = None, copy: object = None) -> np.ndarray:
        if dtype is not None and np.dtype(dtype) != object:
            return np.array(float(self), dtype=dtype)
        alone = np.empty((), dtype=object)
        alone[()] = self
        return alone

    def __array_ufunc__(self, *called: object, **options: object) -> Placeholder:
        return self

    def __array_function__(self, *called: object) -> Placeholder:
        return self

    def __copy__(self) -> Placeholder:
        return self

    def __deepcopy__(self, memo: object) -> Placeholder:
        return self

    def __reduce__(self) -> str:
        return "____"  # pickle looks the name up in this module


def _stay_blank(self: Placeholder, *given: object, **named: object) -> Placeholder:
    return self


# fmt: off
_TWO_SIDED = (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul",
    "and", "or", "xor", "lshift", "rshift",
)
_OTHERS = (
    "eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert",
    "round", "floor", "ceil", "trunc", "call", "getitem", "reversed",
)
# fmt: on
for _name in (
    *_OTHERS,
    *_TWO_SIDED,
    *(f"r{name}" for name in _TWO_SIDED),
    *(f"i{name}" for name in _TWO_SIDED),
):
    setattr(Placeholder, f"__{_name}__", _stay_blank)

____ = Placeholder()


def has_blank(value: Any) -> bool:
    """Whether there is a blank in a value, or in what it contains.

    >>> has_blank([1, {"duty": ____ + 1}]), has_blank([1, 2]), has_blank(float(____))
    (True, False, True)
    """
    if isinstance(value, Placeholder):
        return True
    if isinstance(value, float):
        return value != value and struct.pack(">d", value)[-4:] == _MARKED[-4:]
    if isinstance(value, str):
        return "____" in value
    if isinstance(value, Mapping):
        return any(has_blank(v) for v in (*value, *value.values()))
    if isinstance(value, list | tuple | Set):
        return any(map(has_blank, value))
    if isinstance(value, pd.DataFrame):
        return any(has_blank(value[c]) for c in value.columns[value.dtypes.isin(_LOOSE)]) or (
            has_blank(list(value.columns))
        )
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        return value.dtype in _LOOSE and any(map(has_blank, np.asarray(value).reshape(-1).tolist()))
    return False


#: Types of array in which a blank can stand.
_LOOSE = (np.dtype(object), np.dtype(float))

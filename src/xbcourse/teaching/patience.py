"""Calls that may never end, ended.

In WebAssembly there are no threads, processes or signals to stop a learner's endless loop with, so
the lines that it runs are counted. Only the learner's own code is counted, and only while a check
calls it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

#: Lines a function may run before it counts as endless: under a second. Exercises need hundreds.
LINES = 1_000_000


class OutOfPatience(Exception):
    """A call ran more lines than any honest answer does."""


def call(function: Callable[..., Any], *arguments: Any, lines: int = LINES) -> Any:
    """What the function returns.

    Raises
    ------
    OutOfPatience
        After so many lines of code that stands in the same file or cell as the function. Where a
        debugger or a coverage tool is already watching, nothing is counted.

    >>> call(max, 3, 5)
    5
    """
    code = getattr(function, "__code__", None)
    if code is None or sys.gettrace() is not None:
        return function(*arguments)
    left = lines

    def watch(frame: FrameType, event: str, _: object) -> Callable | None:
        nonlocal left
        if frame.f_code.co_filename != code.co_filename:
            return None  # the libraries it calls: not slowed down, not counted
        left -= event == "line"
        if left < 0:
            raise OutOfPatience
        return watch

    sys.settrace(watch)
    try:
        return function(*arguments)
    finally:
        sys.settrace(None)

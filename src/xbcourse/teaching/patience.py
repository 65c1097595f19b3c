"""Calls that may never end, ended.

In WebAssembly there are no threads, processes or signals to stop a learner's endless loop with, so
the steps that it takes are counted. Only the learner's own code is counted, and only while a check
calls it. A loop inside a library, or one that catches everything with a bare ``except:``, is out of
reach.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

#: Steps (instructions of Python) before a call counts as endless: about a second. Exercises need
#: thousands.
STEPS = 3_000_000


class OutOfPatience(BaseException):
    """A call took more steps than any honest answer does.

    Not an `Exception`, which a learner's ``except Exception:`` inside the loop would swallow.
    """


def call(function: Callable[..., Any], *arguments: Any, steps: int = STEPS) -> Any:
    """What the function returns.

    Raises
    ------
    OutOfPatience
        After so many steps of the learner's code, in whichever cell or file it stands. Where a
        debugger or a coverage tool is already watching, nothing is counted.

    >>> call(max, 3, 5)
    5
    """
    if sys.gettrace() is not None:
        return function(*arguments)
    left = steps

    def watch(frame: FrameType, event: str, _: object) -> Callable | None:
        nonlocal left
        if _in_a_library(frame.f_code.co_filename):
            return None  # not slowed down, not counted
        # Not lines: a loop that stands in one line ("while True: pass") never begins a new one.
        frame.f_trace_opcodes = True
        left -= 1
        if left < 0:
            raise OutOfPatience
        return watch

    sys.settrace(watch)
    try:
        return function(*arguments)
    finally:
        sys.settrace(None)


@cache
def _in_a_library(file: str) -> bool:
    return file.startswith(_LIBRARIES)


#: Python's own files, installed packages and this one, which need not be installed as one.
_LIBRARIES = (
    "<frozen ",
    *(sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
    str(Path(__file__).parents[1]),
)

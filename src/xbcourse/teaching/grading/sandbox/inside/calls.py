"""Calls the functions of a submission with the cases of a probe."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from .notebook import words
from .patience import OutOfTime, at_most
from .recorder import packed_answer

_NOT_CALLED = {"trouble": "not called"}


def seen(
    function: Callable[..., Any], cases: Sequence[list], call_seconds: float, until: float
) -> list[dict[str, Any]]:
    """What each call gave. After one that did not end, the rest is not called."""
    calls: list[dict[str, Any]] = []
    for case in cases:
        seconds = min(call_seconds, until - time.monotonic())
        ended = calls and calls[-1].get("trouble") in ("endless", "arguments", "not called")
        calls.append(_NOT_CALLED if ended or seconds <= 0 else _one(function, case, seconds))
    return calls


def _one(function: Callable[..., Any], arguments: list, seconds: float) -> dict[str, Any]:
    try:
        with at_most(seconds):
            if not _takes(function, len(arguments)):
                return {"trouble": "arguments"}
            answer = packed_answer(function(*deepcopy(arguments)))
    except OutOfTime:
        return {"trouble": "endless"}
    except BaseException as error:
        return {"trouble": "raised", "note": words(error)}
    if answer["state"] == "value":
        return {"value": answer["value"]}
    return {"trouble": answer["state"], "note": answer.get("note", "")}


def _takes(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # some functions written in C do not tell
        return True
    return True

"""What is asked of a notebook: which variables and functions, never what they should give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Probe:
    """One question put to a notebook.

    Attributes
    ----------
    question : str
        Its id: "m01.duty". What the notebook hands to ``check`` under this id is looked at.
    variable : str
        The name that is looked up where nothing was handed to ``check``.
    kind : "value" or "function"
    cases : tuple of list
        For a function: the arguments of each call, by position; plain values only.
    """

    question: str
    variable: str
    kind: Literal["value", "function"] = "value"
    cases: tuple[Sequence[Any], ...] = ()

"""Runs the cells of a notebook as Jupyter would: magics, ``display``, a cell that fails and all.

IPython does it in this very process. A kernel beside it would cost a second and protect nothing:
everything in the sandbox belongs to the submission.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

from .patience import at_most


class _QuietHook(DisplayHook):
    """Keeps ``_`` and ``Out``, shows nothing."""

    def __call__(self, result: object = None) -> None:
        if result is not None and not self.quiet():
            self.update_user_ns(result)


class _QuietPublisher(DisplayPublisher):
    """Throws away what is displayed."""

    def publish(self, data: object, *given: object, **named: object) -> None:
        """Nobody looks."""


class Notebook(InteractiveShell):
    """IPython without a terminal, history or output."""

    displayhook_class = Type(_QuietHook)
    display_pub_class = Type(_QuietPublisher)

    def init_history(self) -> None:
        """Keep none on disk."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def showtraceback(self, *given: object, **named: object) -> None:
        """Nobody reads it; the error is in the report of the cell."""

    def showsyntaxerror(self, *given: object, **named: object) -> None:
        """As above."""


def run_cells(
    shell: Notebook, cells: Sequence[str], cell_seconds: float, until: float
) -> list[dict[str, Any]]:
    """Run every cell, whatever the ones before it did; says how each went.

    No cell begins after `until` (on the clock of `time.monotonic`), and none is let run beyond it.
    """
    return [_run(shell, cell, min(cell_seconds, until - time.monotonic())) for cell in cells]


def _run(shell: Notebook, cell: str, seconds: float) -> dict[str, Any]:
    if seconds <= 0:
        return {"error": "not run: out of time", "seconds": 0.0}
    began = time.monotonic()
    try:
        with at_most(seconds):
            result = shell.run_cell(cell, store_history=True)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as raised:  # the alarm may ring while IPython itself is at work
        error = raised
    return {"error": words(error), "seconds": round(time.monotonic() - began, 3)}


def words(error: BaseException | None) -> str:
    """An error in Python's words, one line; empty for none."""
    if error is None:
        return ""
    try:
        lines = str(error).strip().splitlines()
    except BaseException:  # an exception of the submission with a broken __str__
        lines = []
    return f"{type(error).__name__}: {lines[0] if lines else ''}".rstrip(": ")[:300]

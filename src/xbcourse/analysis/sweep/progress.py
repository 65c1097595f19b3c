"""How far a sweep is, in one line that is written anew."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from ...assumptions.language import say

#: Seconds between two lines: more would only flicker.
PAUSE = 0.5


class Progress:
    """Tells how many cells are finished, to the reader or to a function."""

    def __init__(self, wanted: bool | Callable[[int, int], None], total: int, already: int) -> None:
        self._tell = wanted if callable(wanted) else None
        self._shown = wanted is True
        self._total, self._already = total, already
        self._began = time.monotonic()
        self._last = 0.0
        self._written = False

    def finished(self, done: int) -> None:
        """So many cells are finished now."""
        if self._tell:
            self._tell(done, self._total)
        now = time.monotonic()
        if self._shown and (done == self._total or now - self._last >= PAUSE):
            self._last = now
            self._write(done, now - self._began)

    def close(self) -> None:
        """Nothing more to come."""
        if self._written:
            print(file=sys.stderr)

    def _write(self, done: int, seconds: float) -> None:
        # Cells found in the folder took no time, and say nothing of the others'.
        left = seconds / max(done - self._already, 1) * (self._total - done)
        words = say("analysis.progress", done=done, total=self._total, left=f"{left:.0f}")
        print(f"\r{words}   ", end="", file=sys.stderr, flush=True)
        self._written = True

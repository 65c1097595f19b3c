"""When a slider rests: the moment to compute with care what was shown as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

#: Seconds without a move that count as rest. A hand on its way pauses for less.
PAUSE = 0.3


class Rest:
    """Calls something once nothing has happened for a while.

    It waits in the event loop that the callbacks of the panel run in, whichever thread that is, so
    that it never computes beside a callback and needs no thread of its own: the kernel in a browser
    has none. Where no loop runs, in a script, nobody moves a slider either.
    """

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._timer: asyncio.TimerHandle | None = None

    @staticmethod
    def possible() -> bool:
        """Whether there is a loop to wait in."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def begin(self) -> None:
        """Something moved: count from here."""
        self.cancel()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self._act)

    def cancel(self) -> None:
        """Nothing is to be done any more."""
        if self._timer is not None:
            self._timer.cancel()

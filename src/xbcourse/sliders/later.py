"""What a panel does a moment later: answer a move, and compute with care once the slider rests.

The browser sends the next value when the kernel says that it is done with the last one. A kernel
that computes first and says so afterwards leaves the browser waiting, and is then left waiting
itself. So a move is only noted, which takes no time, and answered in the next free moment of the
loop: while one picture is computed, the next value is on its way (`python -m benchmarks.slider`, in
a drag: 16 to 26 pictures a second in place of 15 to 18; for a view that simulates, a third more).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

#: Seconds from a move to its answer: the kernel has said that it has the value, and nobody notices.
ANSWER = 0.002
#: Seconds without a move that count as rest. A hand on its way pauses for less.
PAUSE = 0.3


class Later:
    """Calls something so many seconds after the last `begin`.

    It waits in the event loop that the callbacks of the panel run in, whichever thread that is, so
    that it never computes beside a callback and needs no thread of its own: the kernel in a browser
    has none. Where no loop runs, in a script, nobody moves a slider either.
    """

    def __init__(self, act: Callable[[], None], seconds: float) -> None:
        self._act, self._seconds = act, seconds
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
        """Count from here."""
        self.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._act)

    def cancel(self) -> None:
        """Nothing is to be done any more."""
        if self._timer is not None:
            self._timer.cancel()

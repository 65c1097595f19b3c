"""How much a submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use; what goes beyond is ended, and its status says so.

    Attributes
    ----------
    seconds : float
        For the whole run, on the clock.
    cell_seconds, call_seconds : float
        For one cell and for one call of a function; what takes longer is interrupted like with
        the stop button, and the next one has its turn.
    memory : int
        Bytes, of all its processes together.
    processes : int
        How many processes and threads it may have at a time.
    scratch : int
        Bytes it may write, in memory, to each of its two scratch folders.
    answer : int
        Bytes of all answers together, as they come out.
    """

    seconds: float = 120.0
    cell_seconds: float = 30.0
    call_seconds: float = 5.0
    memory: int = 1536 * 2**20
    processes: int = 64
    scratch: int = 64 * 2**20
    answer: int = 4 * 2**20

"""A sweep on this machine: one cell after another, in threads, or in processes."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor
from typing import Any

from ...assumptions.errors import CourseError, ParameterError
from ...model.simulation.noise import whole

#: Cells handed out at a time for each worker: enough that none waits, few to do again after a loss.
AHEAD = 2
#: How often in a row the processes may die before any cell is finished.
LOSSES = 3

Done = Iterator[tuple[int, Any]]


def serial(function: Callable, cells: Sequence, places: Sequence[int]) -> Done:
    """One cell after another."""
    for place in places:
        try:
            result = function(cells[place])
        except Exception as error:
            raise named(error, cells[place]) from None
        yield place, result


def in_threads(function: Callable, cells: Sequence, places: Sequence[int], workers: int) -> Done:
    """In several threads of this process."""
    with ThreadPoolExecutor(workers) as pool:
        yield from _all(pool, function, cells, list(places), workers)


def in_processes(function: Callable, cells: Sequence, places: Sequence[int], workers: int) -> Done:
    """In several processes. Cells whose process was killed are computed again."""
    if not places:
        return
    _must_travel(function)
    left, losses = dict.fromkeys(places), 0
    while left:
        try:
            # A fresh interpreter each, as on every system: a copy of this one, with its threads
            # and locks, might hang.
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(min(workers, len(left)), mp_context=context) as pool:
                for place, result in _all(pool, function, cells, list(left), workers):
                    del left[place]
                    losses = 0
                    yield place, result
        except BrokenProcessPool:
            losses += 1
            # The first may be the one that kills: let the others have their turn.
            first = next(iter(left))
            left[first] = left.pop(first)
            if losses >= LOSSES:
                raise CourseError(
                    "analysis.workers_die",
                    times=losses,
                    left=len(left),
                    cell=_short(repr(cells[first])),
                ) from None


def checked_workers(workers: int | None) -> int:
    """How many workers: the number given, or one for each core."""
    return (os.cpu_count() or 1) if workers is None else whole("workers", workers)


def named(error: Exception, cell: Any) -> Exception:
    """The error, with a note of the cell in which it happened."""
    error.add_note(f"sweep: {_short(repr(cell))}")
    return error


def _all(
    pool: Executor, function: Callable, cells: Sequence, places: list[int], workers: int
) -> Done:
    """Results as they come, with a few cells handed out ahead."""
    waiting = iter(places)
    running: dict[Future, int] = {}
    try:
        while True:
            for place in waiting:
                running[pool.submit(function, cells[place])] = place
                if len(running) >= AHEAD * workers:
                    break
            if not running:
                return
            ended = wait(running, return_when=FIRST_COMPLETED).done
            # What went well first, so that it is kept whatever went wrong beside it.
            for future in sorted(ended, key=lambda future: future.exception() is not None):
                place = running.pop(future)
                error = future.exception()
                if error is not None:
                    lost = isinstance(error, BrokenProcessPool)
                    raise error if lost else named(error, cells[place])
                yield place, future.result()
    finally:
        for future in running:
            future.cancel()


def _must_travel(function: Callable) -> None:
    """Other processes find a function by its module and name; one of a notebook has no module."""
    try:
        pickle.dumps(function)
    except Exception:
        travels = False
    else:
        module = getattr(function, "__module__", None)
        main = sys.modules.get("__main__")
        travels = module != "__main__" or hasattr(main, "__file__")
    if not travels:
        raise ParameterError("analysis.does_not_travel", name=getattr(function, "__name__", "?"))


def _short(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

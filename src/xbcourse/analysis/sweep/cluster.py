"""A sweep on a Dask cluster (https://distributed.dask.org), which is installed apart."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from ...assumptions.errors import CourseError
from .local import named

#: How many workers may die over a cell before the cell is held to be the cause.
LOSSES = 3
#: How long a scheduler may take to answer.
PATIENCE = "20s"


def is_client(scheduler: Any) -> bool:
    """Whether this is a Dask client. Who has one has imported Dask."""
    dask = sys.modules.get("distributed")
    return dask is not None and isinstance(scheduler, dask.Client)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A client of the cluster whose scheduler has this address, such as "tcp://10.0.0.5:8786"."""
    try:
        from distributed import Client
    except ImportError:
        raise CourseError("analysis.needs_package", package="distributed") from None
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise CourseError("analysis.no_cluster", address=address, reason=reason) from None
    with client:
        yield client


def compute_at(
    address: str, function: Callable, cells: Sequence, places: Sequence[int]
) -> Iterator[tuple[int, Any]]:
    """On the cluster whose scheduler has this address."""
    with connected(address) as client:
        yield from compute(client, function, cells, places)


def compute(
    client: Any,
    function: Callable,
    cells: Sequence,
    places: Sequence[int],
    at_once: int | None = None,
) -> Iterator[tuple[int, Any]]:
    """On a client's cluster. Dask gives the cells of a worker that died to another one.

    `at_once` bounds how many cells are with the cluster at a time; without it all are.
    """
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    waiting, futures, queue = iter(places), {}, as_completed()

    def hand_out(count: int) -> None:
        for place in islice(waiting, count):
            # Not pure: a cell of another sweep with an equal function and argument must not stand
            # in for it.
            future = client.submit(function, cells[place], pure=False, retries=LOSSES)
            futures[future] = place
            queue.add(future)

    try:
        hand_out(at_once or len(places))
        for future in queue:
            place = futures.pop(future)
            error = future.exception()
            if isinstance(error, KilledWorker):
                raise CourseError(
                    "analysis.workers_die",
                    times=LOSSES,
                    left=len(futures) + 1,
                    cell=repr(cells[place])[:300],
                ) from None
            if error is not None:
                raise named(error, cells[place])
            yield place, future.result()
            future.release()
            hand_out(1)
    finally:
        client.cancel(list(futures))

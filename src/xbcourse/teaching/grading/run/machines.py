"""Who does the work: threads here, each with one sandbox, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ....analysis.sweep import cluster, local
from ..sandbox.self_test import self_test

#: Students that are with a cluster at a time, so that five hundred notebooks are never in memory.
AT_ONCE = 64


def tested(scheduler: str | None = None) -> int:
    """Try the isolation where submissions will run: here, or on every worker of a cluster.

    Returns
    -------
    int
        How many attacks were tried.

    Raises
    ------
    SandboxRefused
        One got through, or there is no sandbox; nothing of a submission has been run.
    """
    if scheduler is None:
        return self_test()
    with cluster.connected(scheduler) as client:
        return min(client.run(self_test).values(), default=0)


def done(
    work: Callable[[Any], Any], jobs: Sequence[Any], workers: int, scheduler: Any = None
) -> Iterator[tuple[int, Any]]:
    """(place of a job, result) as they are finished; a job is made when its turn comes.

    Parameters
    ----------
    work : callable
        Of one job.
    jobs : sequence
        Made anew each time one is asked for.
    workers : int
        How many at a time on this machine. What takes long happens in the sandbox's own process.
    scheduler : str or Dask client, optional
        The address of a cluster's scheduler instead.
    """
    places = range(len(jobs))
    if not places:
        return
    if scheduler is None:
        yield from local.in_threads(work, jobs, places, workers)
    elif cluster.is_client(scheduler):
        yield from cluster.compute(scheduler, work, jobs, places, AT_ONCE)
    else:
        with cluster.connected(scheduler) as client:
            yield from cluster.compute(client, work, jobs, places, AT_ONCE)

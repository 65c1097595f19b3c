"""One seam for sweeps that are too large for one core: who computes, what is kept, what is shown.

A sweep is a list of cells and a function of one cell. All chance is in the cell (its seed), so that
the results do not depend on who computes a cell, when, or how often.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ...assumptions.errors import ParameterError
from . import cluster, local
from .progress import Progress
from .store import Store, fingerprint

Cell = TypeVar("Cell")
Result = TypeVar("Result")

SCHEDULERS = ("processes", "threads", "serial")


def sweep(
    cells: Iterable[Cell],
    function: Callable[[Cell], Result],
    *,
    scheduler: Any = "processes",
    workers: int | None = None,
    progress: bool | Callable[[int, int], None] = True,
    resume: str | Path | None = None,
) -> list[Result]:
    """The function of every cell, in the order of the cells.

    Parameters
    ----------
    cells : iterable
        What to compute. Told apart by their `repr`, which must therefore say everything that the
        result depends on, the seed among it.
    function : callable
        Of one cell. For processes and a cluster: a function of a module, not one of a notebook.
    scheduler : {"processes", "threads", "serial"}, or a Dask client or its scheduler's address
        Who computes. In a browser always "serial", as there are no processes there.
    workers : int, optional
        How many processes or threads. Default: as many as there are cores.
    progress : bool or callable
        Whether to show how far it is; or what to tell it: ``progress(done, total)``.
    resume : path, optional
        A folder in which every finished cell is kept. Called again with it, the sweep computes only
        what is missing. Results are stored as pickles: use folders of your own only.

    Returns
    -------
    list
        Bit for bit what ``[function(cell) for cell in cells]`` gives.

    Raises
    ------
    ParameterError
        Unknown scheduler, cells that cannot be told apart, a folder that belongs to another sweep,
        a function that other processes cannot find.
    CourseError
        Workers keep dying; Dask is not installed. Finished cells are in the folder.

    What the function itself raises ends the sweep, with a note that names the cell.

    >>> sweep([3, 4], abs, scheduler="serial", progress=False)
    [3, 4]
    """
    cells = list(cells)
    signature = fingerprint(cells, function)
    compute = _computer(scheduler, workers)
    store = Store(resume, signature, len(cells)) if resume is not None else None
    found: dict[int, Result] = dict(store.finished()) if store else {}
    missing = [place for place in range(len(cells)) if place not in found]
    shown = Progress(progress, len(cells), len(found))
    try:
        for place, result in compute(function, cells, missing):
            found[place] = result
            if store:
                store.keep(place, result)
            shown.finished(len(found))
    finally:
        shown.close()
    return [found[place] for place in range(len(cells))]


Computer = Callable[[Callable, Sequence, Sequence[int]], Iterator[tuple[int, Any]]]


def _computer(scheduler: Any, workers: int | None) -> Computer:
    """Who yields (place of a cell, result), in any order."""
    if cluster.is_client(scheduler):
        return lambda *work: cluster.compute(scheduler, *work)
    if isinstance(scheduler, str) and "://" in scheduler:
        return lambda *work: cluster.compute_at(scheduler, *work)
    if not isinstance(scheduler, str) or scheduler not in SCHEDULERS:
        raise ParameterError(
            "analysis.scheduler", value=repr(scheduler), allowed=", ".join(SCHEDULERS)
        )
    if scheduler == "serial" or sys.platform == "emscripten":
        return local.serial
    count = local.checked_workers(workers)
    compute = local.in_processes if scheduler == "processes" else local.in_threads
    return lambda *work: compute(*work, count)

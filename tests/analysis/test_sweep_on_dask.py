"""The same sweeps on a real Dask cluster of several worker processes."""

import os
import signal
import sys
import time

import numpy as np
import pytest

from xbcourse.analysis.decision_map import decision_map
from xbcourse.analysis.sweep import sweep
from xbcourse.assumptions.errors import CourseError

needs_signals = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
CELLS = [(seed, 0.2) for seed in range(12)]


def works():
    """A function that travels to the workers by value: they do not know this file."""

    def noisy(cell):
        seed, seconds = cell
        time.sleep(seconds)
        return np.random.default_rng(seed).normal(size=4)

    return noisy


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_a_cluster_computes_the_same_map_as_one_process(cluster):
    from distributed import Client

    how = {"paths": 64, "weeks": 26, "progress": False}
    axes = {"capital": [200_000, 400_000], "exper": [0.1, 0.8]}
    names = ["self_quick", "platform_direct"]
    alone = decision_map(axes, names, scheduler="serial", **how)
    with Client(cluster) as client:
        by_client = decision_map(axes, names, scheduler=client, **how)
    by_address = decision_map(axes, names, scheduler=cluster.scheduler_address, **how)
    for other in (by_client, by_address):
        assert other.cells.equals(alone.cells)
        assert other.modes.equals(alone.modes)


@needs_signals
@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_nothing_is_counted_twice(cluster, tmp_path):
    from distributed import Client

    told = []
    with Client(cluster) as client:
        workers = client.run(os.getpid)

        def kill_one(done, total):
            told.append(done)
            if done == 3:
                os.kill(next(iter(workers.values())), signal.SIGKILL)

        found = sweep(CELLS, works(), scheduler=client, progress=kill_one, resume=tmp_path)
        # The one that was killed is gone; another has taken its place or its work.
        assert set(client.run(os.getpid).values()) != set(workers.values())
    expected = [np.random.default_rng(seed).normal(size=4) for seed, _ in CELLS]
    assert all(a.tobytes() == b.tobytes() for a, b in zip(found, expected, strict=True))
    assert told == list(range(1, 13))
    assert len(list(tmp_path.glob("*.pickle"))) == 12


@pytest.mark.slow
def test_what_a_cell_raises_comes_back_with_the_cell(cluster):
    from distributed import Client

    def refuse(cell):
        raise ValueError("not this one")

    with Client(cluster) as client, pytest.raises(ValueError, match="not this one") as caught:
        sweep([7], refuse, scheduler=client, progress=False)
    assert "sweep: 7" in caught.value.__notes__


def test_a_cluster_that_is_not_there(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("xbcourse.analysis.sweep.cluster.PATIENCE", "0.3s")
    with pytest.raises(CourseError, match=r"Cannot reach the Dask cluster at tcp://127.0.0.1:9"):
        sweep([1], abs, scheduler="tcp://127.0.0.1:9", progress=False)


def test_without_dask_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CourseError, match="pip install distributed"):
        sweep([1], abs, scheduler="tcp://127.0.0.1:9", progress=False)

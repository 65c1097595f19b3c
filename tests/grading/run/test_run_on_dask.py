"""A class graded by a real Dask cluster, one of whose workers is killed."""

import os
import signal

import pytest
from classroom import needs_sandbox, paper, task

from xbcourse.teaching.grading.run import machines
from xbcourse.teaching.grading.run.grade import grade

#: Each with another answer, right for every other one.
PAPERS = [
    paper(
        f"2026{n:03}",
        (f"from xbcourse import check\ncheck('m01.ad_share', {0.6 if n % 2 else n / 100})",),
    )
    for n in range(12)
]


def files(results):
    return {f.relative_to(results): f.read_bytes() for f in results.rglob("*") if f.is_file()}


@pytest.mark.slow
@needs_sandbox
def test_a_killed_worker_loses_nothing_and_nobody_is_graded_twice(tmp_path):
    distributed = pytest.importorskip("distributed")
    alone = list(grade(task(PAPERS), tmp_path / "alone"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        assert machines.tested(cluster.scheduler_address) >= 10
        told = []
        with distributed.Client(cluster) as client:
            workers = client.run(os.getpid)

            def kill_one(done, total):
                told.append((done, total))
                if done == 3:
                    os.kill(next(iter(workers.values())), signal.SIGKILL)

            how = {"scheduler": cluster.scheduler_address, "progress": kill_one}
            found = list(grade(task(PAPERS), tmp_path / "cluster", **how))
            assert set(client.run(os.getpid).values()) != set(workers.values())
        assert told == [(n, 12) for n in range(1, 13)]
        assert sorted(m.student for m in found) == [p.student for p in PAPERS]
        by_student = {marked.student: marked for marked in alone}
        assert all(by_student[marked.student] == marked for marked in found)
        assert [by_student[p.student].score for p in PAPERS] == [0, 2] * 6
        assert files(tmp_path / "cluster") == files(tmp_path / "alone")

        # What is there already is not given to the cluster again.
        told.clear()
        again = list(grade(task(PAPERS), tmp_path / "cluster", **how))
        assert (len(again), told) == (12, [])

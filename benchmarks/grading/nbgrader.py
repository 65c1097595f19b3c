"""nbgrader's autograde on copies of the same exercise, exported as it takes them."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.grading.timing import Timed, timed
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.nbgrader_export import export


class Nbgrader:
    """A course of nbgrader's with an assignment that everybody has solved.

    Parameters
    ----------
    program : str
        The command ``nbgrader``.
    folder : Path
        Where the course is made.
    count : int
        How many have handed in.
    """

    def __init__(self, program: str, folder: Path, count: int) -> None:
        self._program, self._folder, self._count = program, folder, count
        # Its own commands call others by their bare names.
        path = os.pathsep.join([str(Path(program).parent), os.environ.get("PATH", "")])
        self._surroundings: Mapping[str, str] = {
            "PATH": path,
            "JUPYTER_PATH": str(_same_kernel(folder)),
        }
        assignment = Assignment(name="hw1", class_code="BENCH", language="en", modules=("m01",))
        export(folder, assignment, seed="benchmark")
        self._run("generate_assignment", "--create", "--force")
        source = folder / "source" / "hw1"
        for number in range(count):
            # The source holds the solutions.
            shutil.copytree(source, folder / "submitted" / f"s{number:04}" / "hw1")

    def grade(self) -> Timed:
        """Autograde everything, anew."""
        shutil.rmtree(self._folder / "autograded", ignore_errors=True)
        taken = self._run("autograde", "--create", "--force")
        with sqlite3.connect(self._folder / "gradebook.db") as book:
            query = "select sum(auto_score) from grade group by notebook_id"
            papers = book.execute(query).fetchall()
        if len(papers) != self._count or len(set(papers)) != 1 or not papers[0][0]:
            raise SystemExit(f"nbgrader's grades are not what they should be: {papers}")
        return taken

    def _run(self, name: str, *options: str) -> Timed:
        return timed([self._program, name, "hw1", *options], self._folder, self._surroundings)


def _same_kernel(folder: Path) -> Path:
    """Where a kernel named as the notebooks name theirs is found: this Python, its packages."""
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": launch, "display_name": "Python 3", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return folder / "jupyter"

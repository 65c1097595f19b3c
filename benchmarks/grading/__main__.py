"""How many submissions a minute: our grader beside nbgrader's autograde, the same notebooks.

python -m benchmarks.grading                     20 copies, one round
python -m benchmarks.grading --nbgrader /path    where the command is, if not on the PATH
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.grading import ours
from benchmarks.grading.nbgrader import Nbgrader
from benchmarks.grading.timing import Timed

#: What must be reached, in submissions a minute by the clock, against nbgrader in the same round.
RATIO = 1.0


def main() -> int:
    """Measure, print, and say with the exit code whether the target was met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=20, help="submissions")
    parser.add_argument("--rounds", type=int, default=1, help="each prints its own lines")
    parser.add_argument("--workers", type=int, default=2, help="our sandboxes at a time")
    parser.add_argument("--nbgrader", default="nbgrader", help="the command")
    arguments = parser.parse_args()
    program = shutil.which(arguments.nbgrader)
    with tempfile.TemporaryDirectory() as scratch:
        mine, theirs = Path(scratch, "ours"), Path(scratch, "nbgrader")
        mine.mkdir()
        theirs.mkdir()
        ours.copies(mine, arguments.copies)
        # What is prepared once for a machine is no part of a grade.
        ours.grade(mine, arguments.copies, arguments.workers, 0)
        course = Nbgrader(program, theirs, arguments.copies) if program else None
        met = True
        for round_ in range(1, arguments.rounds + 1):
            print(f"load before: {_load()}")
            own = ours.grade(mine, arguments.copies, arguments.workers, round_)
            _line(f"xbcourse grade -j {arguments.workers}", own, arguments.copies)
            if course:
                other = course.grade()
                _line("nbgrader autograde", other, arguments.copies)
                ratio = other.clock / own.clock
                met = met and ratio >= RATIO
                said = "met" if ratio >= RATIO else "missed"
                cores = other.cores / own.cores
                print(f"ratio: {ratio:.1f} x by the clock, {cores:.1f} x of a core; target {said}")
            print(f"load after:  {_load()}\n")
    if not course:
        print("nbgrader was not found (--nbgrader names the command), so there is no comparison.")
    return 0 if met else 1


def _line(name: str, taken: Timed, count: int) -> None:
    each, cores, pace = taken.clock / count, taken.cores / count, count / taken.clock * 60
    print(f"{name:22}{each:8.2f} s a submission{cores:8.2f} s of a core{pace:8.1f} a minute")


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())

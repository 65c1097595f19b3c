"""The course's own grader on copies of a solved exercise, from the command line like a teacher."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks.grading.timing import Timed, timed
from xbcourse.assumptions.home import course_root
from xbcourse.cli import main
from xbcourse.teaching.grading.marks.store import read_all


def solved() -> Path:
    """The official solution of exercise 01."""
    folder = course_root() / "solutions" / "en"
    return next(f for f in folder.glob("01-*.ipynb") if not f.stem.endswith("-answers"))


def copies(folder: Path, count: int) -> Path:
    """A roster and what it handed in: the same notebook, each time with other bytes."""
    papers = folder / "papers"
    notebook = json.loads(solved().read_text(encoding="utf-8"))
    ids = [f"s{number:04}" for number in range(count)]
    for id_ in ids:
        notebook["metadata"]["copy"] = id_
        file = papers / id_ / "01-one-order.ipynb"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(notebook), encoding="utf-8")
    rows = ["id,name", *(f"{id_},Student {id_}" for id_ in ids)]
    (folder / "roster.csv").write_text("\n".join(rows), encoding="utf-8")
    words = ["assign", "01", "--name", "hw1", "--class-code", "BENCH", "--language", "en"]
    words += ["--roster", str(folder / "roster.csv"), "--out", str(folder / "hw1")]
    with redirect_stdout(io.StringIO()):
        refused = main(words)
    if refused:
        raise SystemExit("the assignment could not be made")
    return papers


def grade(folder: Path, count: int, workers: int, round_: int) -> Timed:
    """Grade all copies in a process of its own, pages and gradebook included."""
    results = folder / f"results-{round_}"
    command = [sys.executable, "-m", "xbcourse.cli", "grade", str(folder / "papers")]
    command += ["--assignment", str(folder / "hw1" / "assignment.json"), "-j", str(workers)]
    command += ["--roster", str(folder / "roster.csv"), "--out", str(results)]
    command += ["--salt-file", str(folder / "hw1" / "salt.txt"), "--lang", "en"]
    taken = timed(command, folder)
    points: Mapping[str, float | None] = {m.student: m.score for m in read_all(results)}
    if len(points) != count or len(set(points.values())) != 1 or None in points.values():
        raise SystemExit(f"our own grades are not what they should be: {points}")
    return taken

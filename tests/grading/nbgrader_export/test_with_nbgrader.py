"""nbgrader's own commands on the exported tree (where nbgrader is installed).

nbgrader has an environment of its own: name its command in XBCOURSE_NBGRADER, or have it on PATH.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import xbcourse
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.nbgrader_export import export

NBGRADER = os.environ.get("XBCOURSE_NBGRADER") or shutil.which("nbgrader")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NBGRADER, reason="nbgrader is not installed; see XBCOURSE_NBGRADER"),
]


@pytest.fixture
def nbgrader(tmp_path):
    """Run an nbgrader command in the course's folder, with this Python as the kernel."""
    kernel = tmp_path / "jupyter/kernels/python3"
    kernel.mkdir(parents=True)
    source = str(Path(xbcourse.__file__).parents[1])
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3",
        "language": "python",
        "env": {"PYTHONPATH": source, "XBCOURSE_PROGRESS": "off"},
    }
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    beside = str(Path(NBGRADER).parent)  # nbgrader calls alembic by its name
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "JUPYTER"))}
    surroundings = {
        **outside,
        "JUPYTER_PATH": str(tmp_path / "jupyter"),
        "PATH": os.pathsep.join([beside, os.environ["PATH"]]),
        "HOME": str(tmp_path),
    }

    def run(*words):
        done = subprocess.run(
            [NBGRADER, *words], cwd=tmp_path, env=surroundings, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    return run


def test_nbgrader_gives_the_solution_full_marks_and_the_untouched_sheet_none(
    tmp_path, nbgrader, root
):
    assignment = Assignment(name="hw1", class_code="ECOM", language="zh", modules=("m01",))
    (source,) = export(tmp_path, assignment, "c0ffee")
    nbgrader("generate_assignment", "hw1")
    release = tmp_path / "release/hw1" / source.name
    text = release.read_text(encoding="utf-8")
    assert "SOLUTION" not in text
    assert "c0ffee" not in text

    solved = json.loads((root / "solutions/zh" / source.name).read_text(encoding="utf-8"))
    answers = {cell["id"]: cell["source"] for cell in solved["cells"]}
    sheet = json.loads(text)
    for cell in sheet["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = answers[cell["id"]]
    for student, content in (("solved", json.dumps(sheet)), ("untouched", text)):
        folder = tmp_path / "submitted" / student / "hw1"
        folder.mkdir(parents=True)
        (folder / source.name).write_text(content, encoding="utf-8")
    nbgrader("autograde", "hw1")
    nbgrader("export")
    with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    essay = sum(q.points for q in assignment.questions() if q.kind == "essay")
    assert float(rows["solved"]["max_score"]) == assignment.points
    assert float(rows["solved"]["score"]) == assignment.points - essay
    assert float(rows["untouched"]["score"]) == 0

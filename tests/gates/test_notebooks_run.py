"""Every notebook still runs in both languages, and shows what it showed.

nbval runs in a process of its own, because its kernels need other surroundings than the tests.
"""

import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from repository import ROOT, code_cells, module, notebooks, read

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.lesson import execute, made

NBVAL = ("--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={execute.CELL_SECONDS}")


def nbval(paths, scratch):
    """Run notebooks as a learner's "run all" does: the outcome of every code cell, in order."""
    outcomes = nbval_once(paths, scratch)
    if any(execute.NEVER_BEGAN in trouble for trouble in outcomes.values()):
        return nbval_once(paths, scratch)
    return outcomes


def nbval_once(paths, scratch):
    report = scratch / "report.xml"
    # A worker of the outer run tells the inner one that it is a worker as well.
    inherited = execute.kernel_environment(str(scratch)).items()
    environ = {key: value for key, value in inherited if not key.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *NBVAL]
    # Which of the project's tests are left out by default is no matter here.
    command += ["--override-ini=addopts=", f"--rootdir={ROOT}", f"--junitxml={report}"]
    subprocess.run([*command, *map(str, paths)], cwd=scratch, env=environ, capture_output=True)
    return {
        f"{case.get('classname')}::{case.get('name')}": "\n".join(
            (trouble.text or "").strip() for trouble in case if trouble.tag in ("failure", "error")
        )
        for case in ElementTree.parse(report).iter("testcase")
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", sorted({module(path) for path in notebooks()}))
def test_every_notebook_runs_and_shows_what_it_showed(number, language, tmp_path):
    of_it = [path for path in notebooks() if module(path) == number]
    paths = [path for path in of_it if path.parent.name == language]
    assert paths
    outcomes = nbval(paths, tmp_path)
    assert {cell: trouble for cell, trouble in outcomes.items() if trouble} == {}
    assert len(outcomes) == sum(len(code_cells(read(path))) for path in paths)


def test_a_changed_number_is_found_where_cells_are_compared_and_only_there(tmp_path):
    """Proof that the gate above can fail."""
    stored = [new_output("stream", name="stdout", text="0.57\n")]
    tags = {"tags": ["compare", "nbval-check-output"]}
    cells = [
        new_code_cell("print(0.75)", outputs=stored, metadata=tags, id="compared"),
        new_code_cell("print(0.75)", outputs=stored, id="free"),
        new_code_cell("1 / 0", id="broken"),
    ]
    for number, cell in enumerate(cells, start=1):
        cell.execution_count = number
    path = tmp_path / "changed.ipynb"
    path.write_text(made.serialised(new_notebook(cells=cells)), encoding="utf-8")
    compared, free, broken = nbval([path], tmp_path).values()
    assert "0.57" in compared
    assert "0.75" in compared
    assert free == ""
    assert "ZeroDivisionError" in broken


def test_kernels_keep_no_progress(tmp_path):
    assert execute.kernel_environment(str(tmp_path))["XBCOURSE_PROGRESS"] == "off"
    assert "MPLBACKEND" in os.environ
    assert "MPLBACKEND" not in execute.kernel_environment(str(tmp_path))

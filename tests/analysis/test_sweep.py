"""Sweeps: the same results whoever computes them, and nothing lost or done twice."""

import multiprocessing
import os
import pickle
import sys

import numpy as np
import pytest
from sweep_cells import choosy, deadly, noisy, noted, slowly

from xbcourse.analysis.sweep import sweep
from xbcourse.analysis.sweep.store import fingerprint
from xbcourse.assumptions.errors import CourseError, ParameterError
from xbcourse.assumptions.language import speaking

CELLS = [(scale, seed) for seed, scale in enumerate([1.0, -2.0, 1e-9, 3e8, 5.0, 7.0, 0.1, 0.0])]
ALONE = [noisy(cell) for cell in CELLS]
SILENT = {"progress": False}
needs_signals = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")


def same(found, expected=ALONE):
    return len(found) == len(expected) and all(
        a.tobytes() == b.tobytes() for a, b in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("scheduler", ["serial", "threads", "processes"])
def test_who_computes_changes_no_bit(scheduler):
    assert same(sweep(CELLS, noisy, scheduler=scheduler, workers=2, **SILENT))


def test_no_cells_no_results():
    assert sweep([], noisy, **SILENT) == []


def test_in_a_browser_there_are_no_processes(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(
        "xbcourse.analysis.sweep.local.in_processes", lambda *_: pytest.fail("processes")
    )
    assert sweep([3, 4], lambda cell: cell + 1, scheduler="processes", **SILENT) == [4, 5]


# ----------------------------------------------------------------------------------- resume


def test_only_what_is_missing_is_computed_again(tmp_path):
    folder, notes = tmp_path / "kept", tmp_path / "notes"
    cells = [(*cell, str(notes)) for cell in CELLS]
    stop = RuntimeError("broken off")

    def until_three(done, total):
        if done == 3:
            raise stop

    with pytest.raises(RuntimeError, match="broken off"):
        sweep(cells, noted, scheduler="serial", progress=until_three, resume=folder)
    assert notes.read_text().split() == ["0", "1", "2"]
    told = []
    found = sweep(
        cells, noted, scheduler="serial", resume=folder, progress=lambda *n: told.append(n)
    )
    assert same(found)
    assert notes.read_text().split() == list("01234567")  # every cell once, over both runs
    assert told == [(done, 8) for done in (4, 5, 6, 7, 8)]
    assert same(sweep(cells, noted, resume=folder, **SILENT))  # nothing left to do
    assert notes.read_text().split() == list("01234567")


def test_a_damaged_result_is_computed_again(tmp_path):
    sweep(CELLS, noisy, scheduler="serial", resume=tmp_path, **SILENT)
    broken, empty = tmp_path / "000002.pickle", tmp_path / "000005.pickle"
    broken.write_bytes(broken.read_bytes()[:-7])
    empty.write_bytes(b"")
    assert same(sweep(CELLS, noisy, scheduler="serial", resume=tmp_path, **SILENT))
    assert same([pickle.loads(empty.read_bytes())], ALONE[5:6])
    assert not list(tmp_path.glob(".*"))  # nothing half-written is left lying


def test_the_store_of_another_sweep_is_refused_and_left_as_it_is(tmp_path):
    sweep(CELLS, noisy, scheduler="serial", resume=tmp_path, **SILENT)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    others = {noisy: CELLS[::-1], slowly: CELLS}
    for function, cells in others.items():
        with pytest.raises(ParameterError, match="results of another sweep"):
            sweep(cells, function, scheduler="serial", resume=tmp_path, **SILENT)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ParameterError, match="already holds other files"):
        sweep(CELLS, noisy, scheduler="serial", resume=tmp_path, **SILENT)
    with pytest.raises(ParameterError, match="cannot be used"):
        sweep(CELLS, noisy, scheduler="serial", resume=tmp_path / "thesis.docx", **SILENT)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_mark_that_cannot_be_read_is_another_sweeps(tmp_path):
    (tmp_path / "sweep.json").write_text("{")
    with pytest.raises(ParameterError, match="results of another sweep"):
        sweep(CELLS, noisy, scheduler="serial", resume=tmp_path, **SILENT)


def test_cells_that_cannot_be_told_apart_are_refused():
    with pytest.raises(ParameterError, match="1 cells are the same as others, such as 3"):
        fingerprint([3, 4, 3], abs)
    with pytest.raises(ParameterError, match="Cell 1 does not say what it is"):
        fingerprint([1, object()], abs)
    with pytest.raises(ParameterError, match="Cell 0 does not say what it is"):
        fingerprint([np.arange(5000)], abs)


# -------------------------------------------------------------------------- workers that die


@needs_signals
def test_a_killed_process_loses_nothing_and_nothing_is_counted_twice(tmp_path):
    told = []

    def kill_one(done, total):
        told.append(done)
        if done == 2:
            multiprocessing.active_children()[0].kill()

    found = sweep(CELLS, slowly, workers=2, progress=kill_one, resume=tmp_path)
    assert same(found)
    assert told == list(range(1, 9))
    assert len(list(tmp_path.glob("*.pickle"))) == 8


@needs_signals
def test_a_cell_that_always_kills_its_process_ends_the_sweep_and_the_rest_is_kept(tmp_path):
    cells = [1, 2, 3]
    with pytest.raises(CourseError, match=r"(?s)3 times in a row, with 1 cells left.*left: 2"):
        sweep(cells, deadly, workers=1, resume=tmp_path, **SILENT)
    kept = sorted(pickle.loads(file.read_bytes()) for file in tmp_path.glob("*.pickle"))
    assert kept == [10, 30]


@pytest.mark.parametrize("scheduler", ["serial", "threads", "processes"])
def test_what_a_cell_raises_is_raised_with_the_cell(scheduler, tmp_path):
    with pytest.raises(ValueError, match="not this one") as caught:
        sweep([1, 2], choosy, scheduler=scheduler, workers=1, resume=tmp_path, **SILENT)
    assert caught.value.__notes__ == ["sweep: 2"]
    assert len(list(tmp_path.glob("*.pickle"))) == 1


# ------------------------------------------------------------------------- what is refused


def test_a_function_that_other_processes_cannot_find_is_refused(monkeypatch):
    with pytest.raises(ParameterError, match="cannot find the function <lambda>"):
        sweep([1], lambda cell: cell, **SILENT)
    # As in a notebook, whose functions have no file.
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "noisy", noisy, raising=False)
    monkeypatch.setattr(noisy, "__module__", "__main__")
    with pytest.raises(ParameterError, match="cannot find the function noisy"):
        sweep(CELLS, noisy, **SILENT)
    assert same(sweep(CELLS, noisy, scheduler="threads", **SILENT))


@pytest.mark.parametrize("scheduler", ["gpu", None, 8])
def test_an_unknown_scheduler_is_refused(scheduler):
    with pytest.raises(ParameterError, match="processes, threads, serial; or a Dask Client"):
        sweep(CELLS, noisy, scheduler=scheduler, **SILENT)


@pytest.mark.parametrize("workers", [0, -1, 1.5, True])
def test_workers_are_a_whole_number(workers):
    with pytest.raises(ParameterError, match="workers must be a whole number"):
        sweep(CELLS, noisy, workers=workers, **SILENT)


def test_progress_is_shown_in_the_readers_language(capsys):
    with speaking("zh"):
        sweep(CELLS, noisy, scheduler="serial")
    assert "已算完 8/8" in capsys.readouterr().err
    sweep(CELLS, noisy, scheduler="serial", **SILENT)
    assert capsys.readouterr().err == ""

"""Handing in: one file, the notebooks untouched in it, and a receipt that says what they hold."""

import datetime as dt
import hashlib
import json
import zipfile

import pytest

from xbcourse.assumptions.errors import DataError, ParameterError
from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.cli.command import main
from xbcourse.teaching import keeping, records
from xbcourse.teaching.grading.assigning.sheet import exercise, handed_out
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.handing_in import receipt
from xbcourse.teaching.handing_in.choosing import chosen
from xbcourse.teaching.handing_in.command import hand_in
from xbcourse.teaching.handing_in.packing import pack
from xbcourse.teaching.handing_in.sheets import NOT_CHECKED, found_in, read
from xbcourse.teaching.judge import Outcome, Verdict

WHEN = dt.datetime(2026, 12, 1, 21, 3, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture(autouse=True)
def _session(monkeypatch, tmp_path):
    monkeypatch.setenv("XBCOURSE_PROGRESS", "on")
    monkeypatch.delenv("XBCOURSE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    keeping._keeper_of.cache_clear()


def _given(folder, module="m01", name="hw1", file=None, **states):
    """A notebook as it was handed out, with the outputs of some checks in it."""
    assignment = Assignment(name=name, class_code="ECOM", language="en", modules=("m00", "m01"))
    made_name, made = exercise(module, "en")
    notebook = json.loads(handed_out(made, assignment, module, "en", {}))
    for cell in notebook["cells"]:
        question = cell["metadata"].get("xbcourse", {}).get("question", "")
        state = states.get(question.partition(".")[2])
        if state:
            cell["source"] = ["x = 1"]
            fact = {"xbcourse": {"question": question, "outcome": state.value}}
            shown = {"output_type": "display_data", "data": {"text/plain": "-"}, "metadata": fact}
            cell["outputs"] = [shown] if isinstance(state, Outcome) else []
    path = folder / (file or made_name)
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_is_answered_is_read_from_the_saved_notebook(tmp_path):
    path = _given(tmp_path, billable_weight=Outcome.RIGHT, ad_share=Outcome.NOT_YET)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("xbcourse", {}).get("question") == "m01.box_saving":
            cell["source"] = "box_saving = 3"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    sheet = read(path)
    assert len(sheet.states) == 10
    assert sheet.states["m01.billable_weight"] == "right"
    assert sheet.states["m01.ad_share"] == "not yet"
    assert sheet.states["m01.box_saving"] == NOT_CHECKED
    assert sheet.states["m01.verdict"] == "not started"
    assert "m01.billable_weight" not in sheet.still_open
    assert len(sheet.still_open) == 8
    assert sheet.unchecked == ["m01.box_saving"]
    assert "m01.box_saving" in receipt.words([sheet], WHEN)


def test_one_notebook_is_handed_in_as_it_is(tmp_path):
    path = _given(tmp_path)
    packed = pack([read(path)], tmp_path / "hand-in", WHEN)
    assert packed.file.name == "hw1-01-one-order.ipynb"
    assert packed.file.read_bytes() == path.read_bytes()


def test_several_notebooks_are_one_archive(tmp_path):
    paths = [_given(tmp_path, "m00"), _given(tmp_path, "m01")]
    packed = pack([read(path) for path in paths], tmp_path / "out", WHEN, student="2026/3")
    assert packed.file.name == "2026_3-hw1.zip"
    with zipfile.ZipFile(packed.file) as archive:
        assert archive.namelist() == [path.name for path in paths] + ["receipt.txt"]
        for path in paths:
            assert archive.read(path.name) == path.read_bytes()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            assert digest in archive.read("receipt.txt").decode("utf-8-sig")
            assert digest in packed.words
    assert hashlib.sha256(packed.file.read_bytes()).hexdigest() in packed.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_says_when_what_and_how_far(tmp_path, language):
    right = Outcome.RIGHT
    sheet = read(_given(tmp_path, billable_weight=right, ad_share=right, box_saving=right))
    with speaking(language):
        words = receipt.words([sheet], WHEN, "2026001")
        for part in ("hw1", "ECOM", "2026-12-01 21:03:12", "UTC+08:00", "2026001", sheet.sha256):
            assert part in words
        assert say("handin.count", state=say("checks.state_right"), count=3) in words
        assert say("handin.count", state=say("checks.state_not_started"), count=7) in words
        opened = next(line for line in words.splitlines() if "m01.fee_rules" in line)
        assert "m01.box_saving" not in opened


def test_receipts_of_earlier_times_stay(tmp_path):
    sheet = read(_given(tmp_path))
    one = pack([sheet], tmp_path / "out", WHEN).receipt
    two = pack([sheet], tmp_path / "out", WHEN + dt.timedelta(minutes=1)).receipt
    assert one.exists()
    assert one != two
    assert "receipt" in one.name


def test_the_command_never_touches_the_notebooks_and_does_not_find_its_own_copies(tmp_path, capsys):
    path = _given(tmp_path)
    before, saved = path.read_bytes(), path.stat().st_mtime_ns
    for _ in range(2):
        assert main(["hand-in"]) == 0
        assert "hw1-01-one-order.ipynb" in capsys.readouterr().out
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, saved)


def test_copies_that_jupyterlab_keeps_and_other_notebooks_are_left_aside(tmp_path):
    _given(tmp_path)
    (tmp_path / ".ipynb_checkpoints").mkdir()
    _given(tmp_path / ".ipynb_checkpoints")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "other.ipynb").write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    assert [sheet.path.name for sheet in found_in([tmp_path])] == ["01-one-order.ipynb"]


def test_two_notebooks_of_one_module_have_to_be_told_apart(tmp_path):
    _given(tmp_path)
    copy = _given(tmp_path, file="01-one-order-Copy1.ipynb")
    with pytest.raises(ParameterError, match="Copy1"):
        chosen(found_in([tmp_path]))
    assert [sheet.path for sheet in chosen(found_in([copy]))] == [copy]


def test_several_assignments_have_to_be_told_apart(tmp_path):
    _given(tmp_path)
    _given(tmp_path, "m00", name="hw2")
    with pytest.raises(ParameterError, match="hw1, hw2"):
        chosen(found_in([tmp_path]))
    assert [sheet.stamp["name"] for sheet in chosen(found_in([tmp_path]), "hw2")] == ["hw2"]
    with pytest.raises(ParameterError, match="hw3"):
        chosen(found_in([tmp_path]), "hw3")


def test_a_file_that_was_named_and_cannot_be_handed_in_is_refused(tmp_path):
    (tmp_path / "half.ipynb").write_text('{"cells": [', encoding="utf-8")
    (tmp_path / "deep.ipynb").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "lesson.ipynb").write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    for name in ("half.ipynb", "deep.ipynb", "lesson.ipynb", "none.ipynb"):
        with pytest.raises(DataError, match=name):
            list(found_in([tmp_path / name]))


def test_where_there_is_nothing_it_says_what_to_do(tmp_path, capsys):
    assert main(["hand-in", str(tmp_path)]) == 1
    assert "FILE.ipynb" in capsys.readouterr().err


def test_an_exercise_that_nobody_assigned_is_handed_in_when_it_is_named(tmp_path):
    name, made = exercise("m01", "en")
    (tmp_path / name).write_text(json.dumps(made), encoding="utf-8")
    assert list(found_in([tmp_path])) == []
    packed = pack(chosen(found_in([tmp_path / name])), tmp_path / "out", WHEN)
    assert packed.file.name == name


def test_an_answer_checked_after_the_last_save_is_noticed(tmp_path):
    sheet = read(_given(tmp_path))
    assert list(receipt.unsaved([sheet])) == []
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    verdict = Verdict(Outcome.RIGHT)
    keeping.keeper().keep(lambda r: records.note_attempt(r, "m01.ad_share", verdict, later))
    (hint,) = receipt.unsaved([sheet])
    assert "m01.ad_share" in hint


def test_in_a_notebook_it_is_one_call(tmp_path, capsys):
    path = _given(tmp_path)
    hand_in(student="2026001")
    assert (tmp_path / "hand-in/2026001-hw1-01-one-order.ipynb").read_bytes() == path.read_bytes()
    hand_in(name="hw9")
    assert "hw9" in capsys.readouterr().out

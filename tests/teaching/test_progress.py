"""The record of a learner: written whole, never lost, never in the way of a check."""

import errno
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from learner import begin

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.cli.command import main
from xbcourse.teaching import keeping, lock, message, records
from xbcourse.teaching.checking import check, hint, solution
from xbcourse.teaching.guessing import guess, reveal
from xbcourse.teaching.judge import Outcome, Verdict
from xbcourse.teaching.placeholder import ____
from xbcourse.teaching.progress import progress

in_both = pytest.mark.parametrize("language", LANGUAGES)
NOW = "2026-11-24T08:00:00Z"


@pytest.fixture(autouse=True)
def _session(monkeypatch, tmp_path):
    begin(monkeypatch, tmp_path)


@pytest.fixture
def told(capsys):
    return lambda: capsys.readouterr().out.splitlines()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "progress.json"


def read(file):
    return json.loads(file.read_text(encoding="utf-8"))


def restart():
    """A new kernel: nothing in memory."""
    keeping._keeper_of.cache_clear()


# ---- what is remembered ----


def test_an_attempt_leaves_outcome_count_slip_and_time(file, monkeypatch):
    for moment, answer in [("T08:00:00Z", 29.9 * 0.12), ("T08:05:00Z", 0.984), ("T08:09:00Z", 4.0)]:
        monkeypatch.setattr(records, "now", lambda moment=moment: "2026-11-24" + moment)
        check("m99.duty", answer)
    assert read(file)["questions"]["m99.duty"] == {
        "outcome": "not yet",
        "best": "right",
        "attempts": 3,
        "hints": 0,
        "solution": "hidden",
        "slips": ["on_price"],
        "first": "2026-11-24T08:00:00Z",
        "last": "2026-11-24T08:09:00Z",
    }


def test_times_are_utc_to_the_second():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", records.now())


def test_running_a_fresh_sheet_leaves_no_trace(file):
    check("m99.duty", ____)
    guess("m99.profit", ____)
    progress()
    assert not file.exists()
    check("m99.duty", 0.984)
    before = file.read_bytes()
    check("m99.duty", ____)
    assert file.read_bytes() == before


def test_hints_and_solutions_are_remembered_across_sessions(file, told):
    hint("m99.duty")
    solution("m99.duty")
    restart()
    hint("m99.duty")
    assert "hint 2 of 2" in "\n".join(told())
    solution("m99.duty")
    entry = read(file)["questions"]["m99.duty"]
    assert (entry["hints"], entry["solution"], entry["attempts"]) == (2, "shown", 0)


def test_a_guess_survives_the_session(file, told):
    guess("m99.profit", 8)
    restart()
    told()
    reveal("m99.profit")
    assert "You guessed $8.00" in told()[1]
    assert read(file)["guesses"]["m99.profit"]["reveal"] == "shown"


@pytest.mark.parametrize("first", list(Outcome))
@pytest.mark.parametrize("second", list(Outcome))
def test_the_best_outcome_is_never_lowered(first, second):
    record = records.empty()
    ranks = []
    for outcome in (first, second):
        records.note_attempt(record, "m99.duty", Verdict(outcome), NOW)
        ranks.append(records._RANKED.index(records.best(record, "m99.duty")))
    assert ranks[1] >= ranks[0]
    assert ranks[1] == max(records._RANKED.index(first), records._RANKED.index(second))
    assert records.is_sound(record)


# ---- where it is kept ----


def test_the_nearest_folder_upwards_that_is_marked_or_has_a_record(monkeypatch, tmp_path):
    inner = tmp_path / "work" / "exercises" / "en"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert keeping.keeper().path == inner / "progress.json"
    (tmp_path / "work" / ".xbcourse").touch()
    assert keeping.keeper().path == tmp_path / "work" / "progress.json"
    (inner.parent / "progress.json").write_text(keeping._serialised(records.empty()))
    assert keeping.keeper().path == inner.parent / "progress.json"
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path / "elsewhere"))
    assert keeping.keeper().path == tmp_path / "elsewhere" / "progress.json"


def test_a_file_of_that_name_above_that_is_somebody_elses_is_left_alone(
    monkeypatch, tmp_path, file
):
    file.write_text('{"jobs": 3}')
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    check("m99.duty", 0.984)
    assert file.read_text() == '{"jobs": 3}'
    assert (inner / "progress.json").exists()


def test_the_home_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path / "a" / "b"))
    check("m99.duty", 0.984)
    assert (tmp_path / "a" / "b" / "progress.json").exists()


def test_switched_off_it_stays_in_memory(monkeypatch, tmp_path, told):
    monkeypatch.setenv("XBCOURSE_PROGRESS", "off")
    check("m99.duty", 0.984)
    progress()
    assert list(tmp_path.iterdir()) == []
    lines = told()
    assert "1/8" in lines[-3]
    assert lines[-1] == "  " + say("checks.progress_in_memory")


def test_a_link_to_another_folder_stays_a_link(tmp_path, file):
    real = tmp_path / "cloud" / "progress.json"
    real.parent.mkdir()
    real.write_text(keeping._serialised(records.empty()))
    file.symlink_to(real)
    check("m99.duty", 0.984)
    assert file.is_symlink()
    assert "m99.duty" in read(real)["questions"]


# ---- never lost ----

FOREIGN = {
    "cut_off": b'{"format": 1, "questions": {"m99.duty": {"outc',
    "empty": b"",
    "not_text": b"\xff\xfe\x00\x80",
    "a_list": b"[1, 2]",
    "of_another_program": b'{"jobs": 3}',
    "odd_entry": b'{"format": 1, "questions": {"m99.duty": 3}, "guesses": {}}',
    "odd_outcome": b'{"format": 1, "questions": {"q": {"outcome": "won"}}, "guesses": {}}',
    "deep": b"[" * 100_000,
}


@in_both
@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_cannot_be_read_is_put_aside_and_said(file, told, content, language):
    file.write_bytes(content)
    with speaking(language):
        check("m99.duty", 0.984)
        (aside,) = file.parent.glob("progress-unreadable-*.json")
        kept = say("checks.kept_aside", file="progress.json", aside=aside.name)
        assert told()[-1] == f"  {kept}"
        check("m99.duty", 0.984)
        assert f"  {kept}" not in told()
    assert aside.read_bytes() == content
    assert read(file)["questions"]["m99.duty"]["best"] == "right"


def test_a_second_file_put_aside_does_not_replace_the_first(file):
    for content in (b"one", b"two"):
        file.write_bytes(content)
        check("m99.duty", 0.984)
    kept = sorted(path.read_bytes() for path in file.parent.glob("progress-unreadable-*"))
    assert kept == [b"one", b"two"]


@in_both
def test_a_newer_format_is_never_overwritten(file, told, language):
    newer = b'{"format": 2, "questions": {"m99.duty": {"stars": 5}}}'
    file.write_bytes(newer)
    with speaking(language):
        check("m99.duty", 0.984)
        assert told()[-1] == "  " + say("checks.kept_newer", file="progress.json")
        check("m99.duty", 0.984)
        assert len(told()) == 2
        progress()
        assert any("1/8" in line for line in told())
    assert file.read_bytes() == newer
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


def test_a_file_saved_by_an_editor_with_a_mark_at_its_start_is_read(file):
    check("m99.duty", 0.984)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    restart()
    check("m99.duty", 3.0)
    assert read(file)["questions"]["m99.duty"]["attempts"] == 2


@in_both
@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EROFS, "refused"), (errno.EACCES, "refused"), (errno.ENOSPC, "full")],
)
def test_what_cannot_be_written_waits_and_is_said_once(
    file, told, monkeypatch, number, reason, language
):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    with speaking(language):
        with monkeypatch.context() as broken:
            broken.setattr(keeping, "_replace", refuse)
            check("m99.duty", 3.0)
            why = say(f"errors.reason_{reason}")
            assert told()[-1] == "  " + say("checks.kept_not", file=file.name, reason=why)
            check("m99.duty", 4.0)
            lines = told()
            # The second miss is remembered all the same: a hint is offered.
            assert lines[-1] == "  " + say("checks.offer_hint", id="m99.duty")
            assert not file.exists()
        check("m99.duty", 0.984)
    assert read(file)["questions"]["m99.duty"]["attempts"] == 3


def test_a_folder_that_is_none(monkeypatch, tmp_path, told):
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path / "home"))
    check("m99.duty", 0.984)
    assert told()[0] == "✔ duty: right"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path, told):
    tmp_path.chmod(0o500)
    try:
        check("m99.duty", 0.984)
    finally:
        tmp_path.chmod(0o700)
    assert told()[0] == "✔ duty: right"


def test_nothing_but_the_record_is_left_behind(tmp_path):
    check("m99.duty", 0.984)
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]


def test_a_write_that_breaks_off_leaves_the_old_record_whole(file, monkeypatch, tmp_path):
    check("m99.duty", 3.0)
    before = file.read_bytes()

    def breaks(self, target):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", breaks)
        with pytest.raises(KeyboardInterrupt):
            check("m99.duty", 0.984)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]


# ---- several notebooks at once ----

WRITER = """
import sys
from xbcourse.teaching import keeping, records
from xbcourse.teaching.judge import Outcome, Verdict
for n in range(25):
    keeping.keeper().keep(lambda r: records.note_attempt(
        r, f"m99.{sys.argv[1]}{n}", Verdict(Outcome.RIGHT), "2026-11-24T08:00:00Z"))
"""


def test_two_notebooks_do_not_lose_each_others_entries(file):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert set(read(file)["questions"]) == {f"m99.{name}{n}" for name in "ab" for n in range(25)}


def test_two_threads_take_turns(tmp_path):
    total = [0]

    def add():
        for _ in range(50):
            with lock.alone(tmp_path / "x"):
                before = total[0]
                tmp_path.stat()
                total[0] = before + 1

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == [100]


def test_a_lock_that_a_dead_kernel_left_is_taken_over(file, monkeypatch, tmp_path):
    monkeypatch.setattr(lock, "STALE", 0.05)
    (tmp_path / ".progress.json.lock").write_text("4711 1")
    check("m99.duty", 0.984)
    assert "m99.duty" in read(file)["questions"]
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]


@in_both
def test_when_others_never_let_go_the_check_answers_and_nothing_is_lost(
    file, monkeypatch, tmp_path, told, language
):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    held = tmp_path / ".progress.json.lock"
    held.write_text("4711 1")
    with speaking(language):
        check("m99.duty", 3.0)
        busy = say("errors.reason_busy")
        assert told()[-1] == "  " + say("checks.kept_not", file=file.name, reason=busy)
    held.unlink()
    check("m99.duty", 0.984)
    assert read(file)["questions"]["m99.duty"]["attempts"] == 2


def test_where_there_can_be_no_lock_files_it_is_kept_all_the_same(file, monkeypatch):
    def none_here(*_):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(lock.os, "open", none_here)
    with lock.alone(file):
        file.write_text("x")
    assert file.read_text() == "x"


# ---- the table ----


@in_both
def test_the_table_counts_what_is_done(told, language):
    with speaking(language):
        check("m99.duty", 0.984)
        check("m99.rule", "portion")
        check("m99.acos", 0.4)
        guess("m99.profit", 3)
        told()
        progress()
        lines = told()
        comma = say("checks.list_comma")
    still_open = comma.join(["acos", "costs", "weekly", "fees", "referral", "judgement"])
    bar = ["■■□□□□□□□□", "25%"]
    assert lines[2].split(maxsplit=6) == ["m99", *bar, "2/8", "3/13", "1/1", still_open]
    assert lines[3].split()[1:] == [*bar, "2/8", "3/13", "1/1"]


def test_points_of_a_written_answer_are_left_to_a_person(told):
    check("m99.judgement", "word " * 30)
    told()
    progress()
    lines = told()
    assert lines[2].split()[3:5] == ["1/8", "0/13"]
    assert lines[-1] == "  " + say("checks.progress_essays")


def test_a_module_question_by_question(told):
    check("m99.duty", 3.0)
    check("m99.duty", "0.984")
    told()
    progress("m99")
    lines = told()
    assert re.split(r"\s{2,}", lines[2].strip()) == [
        "m99.duty",
        "right in another shape",
        "2/2",
        "2",
    ]
    assert re.split(r"\s{2,}", lines[3].strip()) == ["m99.acos", "not started", "0/1", "0"]
    assert len(lines) == 11
    progress("m12")
    assert told() == ["▲ module cannot be m12. Choose one of: m99."]


def test_the_place_is_told_without_naming_the_computers_folders(told, monkeypatch, tmp_path):
    check("m99.duty", 0.984)
    inner = tmp_path / "exercises"
    inner.mkdir()
    monkeypatch.chdir(inner)
    told()
    progress()
    assert told()[-1] == f"  Kept in {Path('..', 'progress.json')}; nothing is uploaded."


# ---- bars, and the command ----


def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is():
    shown = [str(message.Bar(share)) for share in (0, 0.001, 0.5, 0.999, 1)]
    assert shown == [
        "□" * 10 + " 0%",
        "■" + "□" * 9 + " 1%",
        "■" * 5 + "□" * 5 + " 50%",
        "■" * 9 + "□" + " 99%",
        "■" * 10 + " 100%",
    ]


def test_in_html_the_bar_is_hidden_from_screen_readers_and_the_number_is_not():
    cell = message.table("Progress", ["Module", "Share"], [["m99", message.Bar(0.25)]])
    assert "width:25%" in cell
    assert 'aria-hidden="true"' in cell
    assert "</span>25%</td>" in cell
    assert "■" not in cell


@in_both
def test_the_command_shows_the_same_as_the_notebook(file, told, language):
    with speaking(language):
        check("m99.duty", 0.984)
        told()
        progress()
        shown = told()
        assert main(["progress"]) == 0
        assert told() == shown
        assert main(["progress", "99"]) == 0
        assert any("m99.duty" in line for line in told())


def test_the_command_finds_the_working_folder_from_elsewhere(file, told, monkeypatch, tmp_path):
    check("m99.duty", 0.984)
    told()
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    restart()
    assert main(["progress", "--work", str(tmp_path)]) == 0
    assert "1/8" in "\n".join(told())


@in_both
def test_the_command_works_with_an_empty_and_a_damaged_file(file, told, language):
    with speaking(language):
        for content in ("", "{", '{"questions": 3}'):
            file.write_text(content, encoding="utf-8")
            restart()
            assert main(["progress"]) == 0
            said = "\n".join(told())
            assert "0/8" in said
            assert "unreadable" in said  # put aside under that name, and said so


def test_the_command_refuses_a_module_that_is_not_there(capsys):
    assert main(["progress", "77"]) == 1
    assert "m77" in capsys.readouterr().err

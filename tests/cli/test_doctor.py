"""The doctor: all is well here; each thing broken in turn is found, and the remedy named."""

import json
import re
import shutil
import socket
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from xbcourse.assumptions import datasets, home
from xbcourse.assumptions.language import speaking
from xbcourse.cli import main
from xbcourse.cli.doctor import command, computer, doctor, lessons, lock, python
from xbcourse.cli.lab.running import Server
from xbcourse.teaching import workcopy

MARKS = {"zh": ("正常", "提示", "要修"), "en": ("OK", "NOTE", "FIX")}


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("XBCOURSE_HOME", str(tmp_path / "work"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("XBCOURSE_LANG", "en")


def states(check) -> list[str]:
    return [finding.state for finding in check()]


def said(check, state: str, language: str = "en") -> str:
    """What a check says in one language; it must say one thing, of that state."""
    (finding,) = check()
    assert finding.state == state, str(finding.words)
    return finding.words.within(language)


def broken_exit_code(check, monkeypatch, capsys) -> None:
    """A broken check makes the command end with 1 and say so in both languages."""
    monkeypatch.setattr(command, "checks", lambda: (check,))
    for language, (_, _, mark) in MARKS.items():
        assert main(["doctor", "--lang", language]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(mark)
        assert bool(re.search(r"[\u4e00-\u9fff]", lines[0][4:])) is (language == "zh")
        assert len(lines) == 2


def test_a_sound_environment_has_nothing_to_fix(capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(command.checks()) + 1
    assert not any(line.startswith("FIX") for line in lines)
    assert lines[-1] == "Everything is ready for the course."


# ------------------------------------------------------------------ each thing broken


def test_a_python_that_is_too_old(monkeypatch, capsys):
    monkeypatch.setattr(python.platform, "python_version", lambda: "3.10.12")
    text = said(python.version, "fix")
    assert "3.10.12" in text and ">=3.11" in text and "Install Python 3.12" in text
    broken_exit_code(python.version, monkeypatch, capsys)


def test_a_32_bit_python(monkeypatch):
    monkeypatch.setattr(python.sys, "maxsize", 2**31 - 1)
    assert "64-bit" in said(python.version, "fix")
    assert "64 位" in said(python.version, "fix", "zh")


def lock_of(monkeypatch, text: str, own: bool) -> None:
    monkeypatch.setattr(lock, "read_lock", lambda: text)
    monkeypatch.setattr(python, "own_environment", lambda root: own)


def test_a_package_that_is_missing_or_changed_in_our_own_environment(monkeypatch, capsys):
    version = lock.installed("packaging")
    lock_of(monkeypatch, f"packaging=={version}\nno-such-thing==1.0 \\\n", own=True)
    assert "no-such-thing" in said(python.packages, "fix")
    lock_of(monkeypatch, "packaging==0.1\n", own=True)
    text = said(python.packages, "fix")
    assert f"packaging {version} (0.1)" in text and "xb.py clean" in text
    broken_exit_code(python.packages, monkeypatch, capsys)


def test_other_versions_will_do_in_an_environment_of_the_reader_s_own(monkeypatch):
    lock_of(monkeypatch, "packaging==0.1\n", own=False)
    assert "packaging" in said(python.packages, "note")


def test_versions_that_the_course_cannot_use_are_named_with_the_command_for_pip(monkeypatch):
    lock_of(monkeypatch, "packaging==0.1\n", own=False)
    monkeypatch.setattr(lock, "unmet", lambda package: ["pandas>=3.0"])
    text = said(python.packages, "fix")
    assert "pandas>=3.0" in text and f"{sys.executable} -m pip install" in text


def test_packages_of_other_systems_are_not_missed():
    other = "win32" if sys.platform != "win32" else "linux"
    text = f"no-such-thing==1.0 ; sys_platform == '{other}' \\\n    --hash=sha256:00\n"
    assert lock.compare(text).count == 0
    here = f"no-such-thing==1.0 ; sys_platform == '{sys.platform}' \\\n"
    assert lock.compare(here).missing == ("no-such-thing",)


def test_the_course_s_own_lock_is_read_whole(root):
    text = (root / lock.LOCK).read_text(encoding="utf-8")
    names = {requirement.name for requirement in lock.locked(text)}
    assert {"jupyterlab", "ipywidgets", "pandas", "matplotlib"} <= names
    assert len(names) > 80


def test_a_missing_lock(monkeypatch, capsys):
    monkeypatch.setattr(lock, "read_lock", lambda: None)
    assert "requirements.lock" in said(python.packages, "fix")


def test_another_environment_than_the_course_s_own_is_only_worth_a_note(monkeypatch, tmp_path):
    monkeypatch.setattr(python, "in_checkout", lambda: tmp_path)
    assert "make lab" in said(python.environment, "note")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(python.sys, "prefix", str(tmp_path / ".venv"))
    assert states(python.environment) == ["ok"]


def test_a_font_that_cannot_draw_chinese(monkeypatch, capsys):
    from xbcourse.charts import fonts

    monkeypatch.setattr(fonts, "load", lambda: ("DejaVu Sans",))
    assert "missing" in said(lessons.fonts, "fix")
    broken_exit_code(lessons.fonts, monkeypatch, capsys)


def test_a_font_file_that_is_gone(monkeypatch):
    from xbcourse.charts import fonts

    def gone():
        raise FileNotFoundError("NotoSansSC-course-1.ttf")

    monkeypatch.setattr(fonts, "load", gone)
    assert "NotoSansSC-course-1.ttf" in said(lessons.fonts, "fix")


def test_sliders_without_their_front_end(monkeypatch, capsys):
    monkeypatch.setattr(lessons, "_front_end", lambda: None)
    remedy = str(python.install_again(lessons.WIDGETS_PACKAGE))
    assert said(lessons.widgets, "fix").endswith(remedy)
    broken_exit_code(lessons.widgets, monkeypatch, capsys)


def test_a_stray_front_end_of_another_version_is_named_with_its_folder(monkeypatch, tmp_path):
    stray = tmp_path / "jupyter" / "labextensions" / lessons.WIDGETS
    stray.mkdir(parents=True)
    (stray / "package.json").write_text('{"version": "3.1.9"}', encoding="utf-8")
    # JupyterLab looks here first.
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    text = said(lessons.widgets, "fix")
    assert "3.1.9" in text and str(stray) in text


def test_a_front_end_that_is_switched_off(monkeypatch, tmp_path):
    (tmp_path / "labconfig").mkdir()
    page = tmp_path / "labconfig" / "page_config.json"
    page.write_text(json.dumps({"disabledExtensions": {lessons.WIDGETS: True}}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    assert f"enable {lessons.WIDGETS}" in said(lessons.widgets, "fix")
    page.write_text(json.dumps({"disabledExtensions": {lessons.WIDGETS: False}}), encoding="utf-8")
    assert states(lessons.widgets) == ["ok"]


def test_sliders_whose_packages_do_not_fit(monkeypatch):
    monkeypatch.setattr(lock, "unmet", lambda package: ["jupyterlab_widgets~=3.0.17"])
    assert "jupyterlab_widgets~=3.0.17" in said(lessons.widgets, "fix")


@pytest.fixture
def course(tmp_path, monkeypatch, root) -> Path:
    """A copy of the data that may be broken."""
    copy = tmp_path / "course"
    shutil.copytree(root / "datasets", copy / "datasets")
    monkeypatch.setattr(datasets, "course_root", lambda: copy)
    return copy / "datasets"


def test_every_broken_table_is_named(course, monkeypatch, capsys):
    assert states(lessons.data) == ["ok"]
    with (course / "freight.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (course / "returns.csv").unlink()
    found = list(lessons.data())
    assert [finding.state for finding in found] == ["fix", "fix"]
    assert "freight.csv" in found[0].words.en and "returns.csv" in found[1].words.en
    with speaking("zh"):
        assert "恢复" in str(next(lessons.data()).words)


def test_a_manifest_that_is_gone(course, monkeypatch, capsys):
    (course / "datapackage.json").unlink()
    assert "datapackage.json" in said(lessons.data, "fix")
    broken_exit_code(lessons.data, monkeypatch, capsys)


def test_course_files_that_are_gone(monkeypatch):
    monkeypatch.setattr(home, "_candidates", lambda package: iter(()))
    assert "Install xbcourse again" in said(lessons.data, "fix")


def test_a_full_disk(monkeypatch, capsys):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(computer.shutil, "disk_usage", lambda folder: usage(10**11, 10**11, 10**8))
    assert "0.1 GB" in said(computer.disk, "fix")
    broken_exit_code(computer.disk, monkeypatch, capsys)


def test_a_folder_that_cannot_be_written(monkeypatch, capsys, tmp_path):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    assert "made when the course is first opened" in said(computer.work, "ok")
    workcopy.fill(tmp_path / "work", {"notebooks/en/a.md": b"a"})
    assert "can be written" in said(computer.work, "ok")
    monkeypatch.setattr(computer.tempfile, "NamedTemporaryFile", refuse)
    text = said(computer.work, "fix")
    assert str(tmp_path / "work") in text and "--work FOLDER" in text
    broken_exit_code(computer.work, monkeypatch, capsys)


def test_a_port_that_another_program_has_is_only_worth_a_note(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(computer, "FIRST_PORT", taken.getsockname()[1])
        assert str(computer.FIRST_PORT) in said(computer.port, "note")
    assert states(computer.port) == ["ok"]


def test_a_port_that_our_own_lab_has(monkeypatch, tmp_path):
    (tmp_path / "work").mkdir()
    ours = Server("http://localhost:8889/", 8889)
    monkeypatch.setattr(computer, "server_on", lambda folder: ours)
    assert "running on port 8889" in said(computer.port, "ok")


def test_a_check_that_breaks_down_is_a_finding_and_the_others_go_on(monkeypatch, capsys):
    def collapsing():
        raise RuntimeError("out of order")

    monkeypatch.setattr(command, "checks", lambda: (collapsing, lessons.language))
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("FIX") and "RuntimeError: out of order" in lines[0]
    assert lines[1].startswith("OK")


# ------------------------------------------------------------------ in a notebook


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_a_notebook_it_shows_a_table_and_returns_nothing(monkeypatch, language):
    shown = {}
    monkeypatch.setattr(
        "xbcourse.teaching.message.show",
        lambda text, fragment, facts: shown.update(text=text, fragment=fragment, facts=facts),
    )
    monkeypatch.setattr(command, "checks", lambda: (python.version, lessons.language))
    with speaking(language):
        assert doctor() is None
    ok = MARKS[language][0]
    assert shown["text"].splitlines()[0].startswith(ok)
    assert shown["fragment"].count('<th scope="row"') == 2
    assert shown["facts"] == {"states": ["ok", "ok"]}


def test_what_is_shown_in_a_notebook_is_escaped(monkeypatch):
    shown = []
    monkeypatch.setattr("xbcourse.teaching.message.show", lambda *words: shown.append(words[1]))

    def collapsing():
        raise RuntimeError("<script>")

    monkeypatch.setattr(command, "checks", lambda: (collapsing,))
    doctor()
    assert "&lt;script&gt;" in shown[0] and "<script>" not in shown[0]

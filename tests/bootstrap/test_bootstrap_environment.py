"""The environment is made once, repaired when it broke, and otherwise only looked at."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import commands, environment, interpreter
from bootstrap.environment import LAB, TEST, Environment
from bootstrap.trouble import Trouble

LOCK = "numpy==2.4.6 \\\n    --hash=sha256:00\n"


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A checkout with just what an environment is made from."""
    for name in (LAB.lock, TEST.lock):
        (tmp_path / name).write_text(LOCK, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "src").mkdir()
    return tmp_path


class Installer:
    """Stands in for pip and uv: notes what it is called with, fails when told to."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.failing: dict[str, str] = {}

    def __call__(self, command, environ, folder) -> None:
        words = [str(word) for word in command]
        self.calls.append(words)
        for word, trouble in self.failing.items():
            if word in words:
                raise Trouble(trouble, "what it said")
        if words[1:3] == ["-m", "venv"]:
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", words[3]], check=True)

    def called_with(self, word: str) -> bool:
        return any(word in call for call in self.calls)


@pytest.fixture
def installer(monkeypatch) -> Installer:
    fake = Installer()
    monkeypatch.setattr(environment, "watch", fake)
    monkeypatch.setattr(environment, "as_pip_reaches", lambda python, environ: dict(environ))
    # The made environment holds neither pip nor uv, and must count as one that does.
    monkeypatch.setattr(Environment, "_can_import", lambda self, name: True)
    return fake


def test_made_once_then_only_looked_at(checkout, installer):
    made = Environment(checkout)
    assert not made.ready(LAB)
    made.set_up(LAB)
    assert made.ready(LAB)
    assert made.stamp.read_text(encoding="utf-8").startswith("lab ")
    assert installer.called_with("--require-hashes")
    assert Environment(checkout).ready(LAB)


def test_a_learner_s_environment_lacks_what_tests_need_but_not_the_other_way_round(
    checkout, installer
):
    made = Environment(checkout)
    made.set_up(LAB)
    assert not made.ready(TEST)
    made.set_up(TEST)
    assert made.ready(TEST)
    assert made.ready(LAB)


@pytest.mark.parametrize("changed", [LAB.lock, "pyproject.toml"])
def test_a_change_of_what_it_was_made_from_makes_it_out_of_date(checkout, installer, changed):
    made = Environment(checkout)
    made.set_up(LAB)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not made.ready(LAB)
    assert made.was_ready(LAB)


def test_a_folder_that_was_moved_is_set_up_again(checkout, installer, tmp_path_factory):
    Environment(checkout).set_up(LAB)
    moved = tmp_path_factory.mktemp("elsewhere") / "moved"
    shutil.copytree(checkout, moved, symlinks=True)
    assert not Environment(moved).ready(LAB)


def test_an_interrupted_installation_is_repeated_in_full(checkout, installer):
    made = Environment(checkout)
    installer.failing = {"--require-hashes": "unknown_trouble"}
    with pytest.raises(Trouble):
        made.set_up(LAB)
    assert made.unfinished.exists()
    assert not made.ready(LAB) and not made.was_ready(LAB)
    installer.failing = {}
    made.set_up(LAB)
    assert installer.called_with("--reinstall")
    assert not made.unfinished.exists()
    assert made.ready(LAB)


def test_a_download_that_failed_changed_nothing(checkout, installer):
    made = Environment(checkout)
    made.set_up(LAB)
    (checkout / LAB.lock).write_text(LOCK + "# newer\n", encoding="utf-8")
    installer.failing = {"--require-hashes": "no_network"}
    with pytest.raises(Trouble):
        made.set_up(LAB)
    assert made.was_ready(LAB)
    installer.failing = {}
    made.set_up(LAB)
    assert not installer.called_with("--reinstall")


def test_pip_serves_where_uv_cannot_be_had(checkout, installer, monkeypatch):
    monkeypatch.setattr(Environment, "_can_import", lambda self, name: name != "uv")
    installer.failing = {environment.UV: "not_on_index"}
    Environment(checkout).set_up(LAB)
    installing = next(call for call in installer.calls if "--require-hashes" in call)
    assert installing[1:4] == ["-m", "pip", "install"]


def test_a_folder_of_that_name_which_is_no_environment_is_left_alone(checkout, installer):
    folder = checkout / ".venv"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Trouble) as raised:
        Environment(checkout).set_up(LAB)
    assert raised.value.key == "foreign_folder"
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def tool(checkout, installer, monkeypatch):
    """The tool's commands in that checkout; what they would start is noted instead."""
    started: list[list[str]] = []
    monkeypatch.setattr(commands, "ROOT", checkout)
    monkeypatch.setattr(
        commands, "_hand_over", lambda where, arguments: started.append(arguments) or 0
    )
    monkeypatch.delenv("XBCOURSE_LANG")
    monkeypatch.setenv("LANG", "en")
    return started


@pytest.mark.parametrize("typed", [["--lang", "zh", "lab"], ["lab", "--lang=zh"]])
def test_the_language_may_stand_anywhere(tool, typed, monkeypatch, capsys):
    assert commands.main([*typed, "--no-browser"]) == 0
    assert tool == [["-m", "xbcourse.cli", "lab", "--no-browser"]]
    assert "运行环境" in capsys.readouterr().out
    monkeypatch.delenv("XBCOURSE_LANG")


@pytest.mark.parametrize("command", ["slides", "assign", "grade", "hand-in", "progress"])
def test_a_command_of_the_course_is_handed_on_with_all_that_was_typed(tool, command):
    assert commands.main([command, "03", "--out", "a folder"]) == 0
    assert tool == [["-m", "xbcourse.cli", command, "03", "--out", "a folder"]]


class Started(Exception):
    """In place of becoming another program."""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a child process is started")
@pytest.mark.parametrize(("command", "in_the_course"), [("lab", True), ("grade", False)])
def test_files_are_looked_for_where_the_user_stands(
    checkout, tmp_path, monkeypatch, command, in_the_course
):
    def become(path, arguments, environ):
        raise Started(Path.cwd(), "PYTHONSAFEPATH" in environ)

    stands = tmp_path / "term"
    stands.mkdir()
    monkeypatch.chdir(stands)
    monkeypatch.setattr(commands, "ROOT", checkout)
    monkeypatch.setattr(os, "execve", become)
    with pytest.raises(Started) as started:
        commands._hand_over(Environment(checkout), ["-m", "xbcourse.cli", command])
    where = checkout if in_the_course else stands
    assert started.value.args == (where.resolve(), not in_the_course)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [(["lba"], "no command lba"), (["lab", "--lang", "fr"], "got fr"), (["--lang"], "got --lang")],
)
def test_what_is_mistyped_is_named(tool, typed, complaint, capsys):
    assert commands.main(typed) == 2
    assert complaint in capsys.readouterr().err
    assert tool == []


def test_the_course_opens_with_older_packages_when_an_update_cannot_be_had(
    tool, checkout, installer, capsys
):
    assert commands.main(["lab"]) == 0
    (checkout / LAB.lock).write_text(LOCK + "# newer\n", encoding="utf-8")
    installer.failing = {"--require-hashes": "no_network"}
    assert commands.main(["lab"]) == 0
    assert len(tool) == 2
    said = capsys.readouterr().err
    assert "cannot be reached" in said and "with the ones you have" in said.replace("\n", " ")


def test_without_network_nothing_is_started_the_first_time(tool, installer, capsys):
    installer.failing = {"--require-hashes": "no_network"}
    assert commands.main(["lab"]) == 1
    assert tool == []
    assert "what it said" in capsys.readouterr().err


def test_the_doctor_sets_nothing_up(tool, installer, capsys):
    assert commands.main(["doctor"]) == 1
    assert installer.calls == []
    assert capsys.readouterr().err.startswith("FIX")


def test_clean_leaves_the_learner_s_files(tool, checkout):
    commands.main(["lab"])
    (checkout / "work").mkdir()
    (checkout / "work" / "mine.txt").write_text("mine", encoding="utf-8")
    assert commands.main(["clean"]) == 0
    assert not (checkout / ".venv").exists()
    assert (checkout / "work" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_an_old_python_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(interpreter, "candidates", lambda: [["no-such-python"]])
    monkeypatch.setattr(interpreter.platform, "python_version", lambda: "3.9.2")
    assert interpreter.start_with_a_newer_one(["lab"]) == 1
    said = capsys.readouterr().err
    assert "3.9.2" in said and "Python 3.12 or 3.13" in said and "python xb.py lab" in said


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch, root):
    calls = []
    monkeypatch.setattr(interpreter, "candidates", lambda: [["no-such"], [sys.executable]])
    monkeypatch.setattr(interpreter.subprocess, "call", lambda words, **_: calls.append(words) or 0)
    monkeypatch.setattr(interpreter, "runs_the_course", lambda words: words == [sys.executable])
    assert interpreter.start_with_a_newer_one(["lab", "--lang", "zh"]) == 0
    assert calls == [[sys.executable, str(root / "xb.py"), "lab", "--lang", "zh"]]


def test_a_name_on_the_path_is_only_believed_when_it_runs():
    assert interpreter.runs_the_course([sys.executable])
    assert not interpreter.runs_the_course(["no-such-python-here"])


@pytest.mark.slow
def test_a_whole_fresh_environment(root, tmp_path):
    """A copy of the checkout sets itself up from the network and passes its own examination."""
    copy = tmp_path / "xb 课程"
    files = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    for name in files.stdout.decode().split("\0"):
        if name and (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    set_up = (
        "from bootstrap import commands as c; c._prepare(c.Environment(c.ROOT), c.LAB);"
        "print(c.Environment(c.ROOT).ready(c.LAB))"
    )
    done = subprocess.run([sys.executable, "-c", set_up], cwd=copy, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "True", done.stderr
    doctor = subprocess.run(
        [sys.executable, "xb.py", "doctor"], cwd=copy, capture_output=True, text=True
    )
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert str(copy / ".venv") in doctor.stdout

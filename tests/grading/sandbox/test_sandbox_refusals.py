"""Where there is no sandbox nothing is run, and it is said what to do."""

import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.teaching.grading.sandbox import (
    Probe,
    SandboxRefused,
    readiness,
    run,
    self_test,
    surroundings,
)
from xbcourse.teaching.grading.sandbox.process import Outcome, Stopped
from xbcourse.teaching.grading.sandbox.refusal import explained, require_programs


@pytest.fixture
def anew(sandbox, monkeypatch):
    """As in a new process, with a folder of programs that come before the system's."""
    readiness._prepared.cache_clear()
    with TemporaryDirectory() as folder:  # pytest's own are closed to the user that root becomes
        Path(folder).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        yield Path(folder)
    readiness._prepared.cache_clear()


def bubblewrap(folder, says):
    """A bubblewrap that only complains."""
    program = folder / "bwrap"
    program.write_text(f'#!/bin/sh\necho "{says}" >&2\nexit 1\n')
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("says", "helps"),
    [
        ("bwrap: setting up uid map: Permission denied", "AppArmor"),
        ("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "AppArmor"),
        ("bwrap: No permissions to create new namespace, likely because ...", "Docker"),
        ("bwrap: Creating new namespace failed: Operation not permitted", "container"),
        ("bwrap: Can't mount proc on /proc: Operation not permitted", "container"),
        ("bwrap: Unknown option --disable-userns", "0.8"),
        ("bwrap: execvp /opt/venv/bin/python: Permission denied", "chmod -R a+rX"),
        ("ModuleNotFoundError: No module named IPython", "environment"),
        ("something else", "something else"),
    ],
)
def test_what_bubblewrap_says_is_explained_and_nothing_is_run(anew, says, helps):
    bubblewrap(anew, says)
    with pytest.raises(SandboxRefused, match=re.escape(helps)):
        run(["x = 1"], [Probe("m00.x", "x")])
    with pytest.raises(SandboxRefused, match=re.escape(helps)):
        self_test()


def test_without_bubblewrap_it_is_said_how_to_install_it(anew, monkeypatch):
    monkeypatch.setenv("PATH", str(anew))
    for language, words in (("en", "sudo apt install bubblewrap"), ("zh", "没有批改")):
        with speaking(language):
            with pytest.raises(SandboxRefused) as refused:
                run([], [])
            assert words in str(refused.value)


def test_on_another_system_it_is_said_where_to_go(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SandboxRefused, match="darwin"):
        require_programs(root=False)


def test_root_needs_more_programs(anew, monkeypatch):
    for name in ("bwrap", "prlimit", "taskset"):
        (anew / name).write_text("#!/bin/sh\n")
        (anew / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(anew))
    require_programs(root=False)
    with pytest.raises(SandboxRefused, match="unshare, setpriv, mount"):
        require_programs(root=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sandbox_that_says_nothing_is_named_too(language):
    silent = Outcome(b"", "", Stopped.TIME, -9, 120.0)
    with speaking(language):
        assert "out of time" in str(explained(silent))


def test_nobodys_home_is_shown_with_python(anew, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "li"))
    surroundings.here.cache_clear()
    with pytest.raises(SandboxRefused, match="your own files"):
        run([], [])
    surroundings.here.cache_clear()

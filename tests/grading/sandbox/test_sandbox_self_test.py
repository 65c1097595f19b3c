"""The self-test sees every hole that is made for it."""

from dataclasses import replace

import pytest

from xbcourse.teaching.grading.sandbox import SandboxRefused, command_line, self_test, submission
from xbcourse.teaching.grading.sandbox import process as running

pytestmark = pytest.mark.usefixtures("sandbox")


def test_a_sound_sandbox_passes():
    assert self_test() >= 12


@pytest.fixture
def without(monkeypatch):
    """Takes options out of bubblewrap's command line."""

    def take(*options, put=()):
        whole = command_line.command

        def holed(*given, **named):
            line = [word for word in whole(*given, **named) if word not in options]
            place = line.index("/dev", line.index("--remount-ro")) - 1
            return [*line[:place], *put, *line[place:]]

        monkeypatch.setattr(running, "command", holed)

    return take


def names_when_refused():
    with pytest.raises(SandboxRefused) as refused:
        self_test()
    return str(refused.value)


def test_reference_answers_in_reach_are_named(monkeypatch):
    shown = replace(submission.here(), hidden=())
    monkeypatch.setattr(submission, "here", lambda: shown)
    assert "(reading the reference answers)" in names_when_refused()


def test_a_host_folder_in_reach_is_named(without):
    without(put=["--bind", "/tmp", "/tmp"])
    said = names_when_refused()
    assert "reading the instructor's files" in said and "writing files outside" in said


def test_the_network_in_reach_is_named(without, monkeypatch):
    without("--unshare-all", put=["--unshare-ipc", "--unshare-pid", "--unshare-uts"])
    monkeypatch.setattr(running, "program", lambda: None)
    assert "(reaching the network)" in names_when_refused()


def test_a_passwd_file_in_reach_is_named(without):
    without(put=["--ro-bind", "/etc/passwd", "/etc/passwd"])
    assert "users and passwords" in names_when_refused()


def test_a_disk_without_end_is_named(without):
    without(put=["--size", str(2**30), "--tmpfs", "/dev/shm"])
    assert "(writing too much)" in names_when_refused()


def test_processes_in_view_are_named(without):
    apart = ["--unshare-net", "--unshare-uts"]
    without("--unshare-all", "--as-pid-1", put=[*apart, "--bind", "/proc", "/proc"])
    assert "seeing the grader's process" in names_when_refused()

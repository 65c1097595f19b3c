"""xbcourse lab: the reader's own Jupyter is left alone, and the first lesson opens."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from importlib import resources
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient

from xbcourse.cli import main
from xbcourse.cli.lab import command, running, surroundings
from xbcourse.teaching import workcopy

CELL = {"cell_type": "markdown", "metadata": {}, "source": ["# 从这里开始"]}
NOTEBOOK = json.dumps(
    {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, ensure_ascii=False
)
FILES = {f"notebooks/{language}/00-start.ipynb": NOTEBOOK.encode() for language in ("zh", "en")}


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch, tmp_path):
    """Variables and folder change with a start, and no server of this machine is met."""
    for name in ("XBCOURSE_HOME", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    monkeypatch.setenv("XBCOURSE_LANG", "en")
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.chdir(tmp_path)


def settings(language: str) -> dict:
    """What JupyterLab makes of the course's settings for a language."""
    from jupyterlab_server.settings_utils import recursive_update

    merged: dict = {}
    for part in ("any", language):
        file = surroundings.SETTINGS / part / "labconfig" / "default_setting_overrides.json"
        recursive_update(merged, json.loads(file.read_text(encoding="utf-8")))
    return merged


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_setting_is_one_that_jupyterlab_knows(language):
    """A misspelt setting would be ignored without a word."""
    schemas = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
    for plugin, values in settings(language).items():
        package, _, name = plugin.partition(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))
        for key, value in values.items():
            allowed = [each["const"] for each in schema["properties"][key].get("oneOf", ())]
            assert not allowed or value in allowed


def test_the_settings_are_those_the_lessons_need():
    zh, en = settings("zh"), settings("en")
    for each in (zh, en):
        kernels = each["@jupyterlab/apputils-extension:kernels-settings"]
        assert kernels["commsOverSubshells"] == "disabled"
        assert each["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
        (button,) = each["@jupyterlab/notebook-extension:panel"]["toolbar"]
        assert button["command"] == "notebook:run-all-cells"
    assert zh["@jupyterlab/translation-extension:plugin"] == {"locale": "zh_CN"}
    assert "@jupyterlab/translation-extension:plugin" not in en


def test_the_settings_lie_inside_the_package():
    package = Path(str(resources.files("xbcourse")))
    assert surroundings.SETTINGS.is_relative_to(package)


def test_the_variables_add_to_the_reader_s_own(tmp_path):
    before = {"JUPYTER_CONFIG_PATH": "/mine", "PATH": "/bin"}
    added = surroundings.variables(tmp_path, "zh", before)
    paths = added["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert [Path(path).name for path in paths] == ["zh", "any", "mine"]
    assert added["XBCOURSE_HOME"] == str(tmp_path)
    assert added["XBCOURSE_LANG"] == "zh"
    assert Path(added["JUPYTERLAB_WORKSPACES_DIR"]).is_relative_to(tmp_path)
    assert "PATH" not in added


def test_the_command_line(tmp_path):
    words = surroundings.options(tmp_path, "notebooks/en/00-start.ipynb", "secret", 9000, False)
    assert f"--ServerApp.root_dir={tmp_path}" in words
    assert "--LabApp.default_url=/lab/tree/notebooks/en/00-start.ipynb" in words
    assert "--IdentityProvider.token=secret" in words
    assert "--ServerApp.port=9000" in words
    assert "--ServerApp.open_browser=False" in words
    assert "--LabApp.extension_manager=readonly" in words


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"BROWSER": "wslview"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_whether_a_browser_can_be_expected(platform, environ, expected):
    assert surroundings.browser_at_hand(platform, environ) is expected


# ------------------------------------------------------------------ without a server


@pytest.fixture
def shipped(monkeypatch):
    """A course of one lesson, and a JupyterLab that ends at once."""
    started: list[list[str]] = []

    def run(options, announce):
        started.append(options)
        announce(running.Server("http://localhost:8890/", 8890, "secret"))

    monkeypatch.setattr(workcopy, "shipped_files", lambda: FILES)
    monkeypatch.setattr(running, "server_on", lambda folder: None)
    monkeypatch.setattr("xbcourse.cli.lab.server.run", run)
    return started


@pytest.mark.parametrize(
    ("language", "address", "taken"),
    [("zh", "请用浏览器打开", "端口 8888 被占用，改用 8890"), ("en", "Open this", "8888 is taken")],
)
def test_a_start_fills_the_folder_and_says_where_to_go(
    shipped, tmp_path, capsys, language, address, taken
):
    folder = tmp_path / "work"
    typed = ["lab", "--work", "work", "--no-browser", "--port", "8888", "--lang", language]
    assert main(typed) == 0
    said = capsys.readouterr().out
    page = f"notebooks/{language}/00-start.ipynb"
    assert f"http://localhost:8890/lab/tree/{page}?token=secret" in said
    assert address in said and taken in said
    assert (folder / page).is_file()
    assert os.environ["XBCOURSE_HOME"] == str(folder)
    assert Path.cwd() == folder


def test_a_second_start_is_silent_about_what_did_not_change(shipped, capsys):
    main(["lab", "--work", "work", "--no-browser"])
    assert "files are in place" in capsys.readouterr().out.replace("'s ", " ")
    main(["lab", "--work", "../work", "--no-browser"])
    assert "in place" not in capsys.readouterr().out


def test_what_was_put_beside_an_edited_lesson_is_said(shipped, tmp_path, monkeypatch, capsys):
    main(["lab", "--work", str(tmp_path), "--no-browser"])
    lesson = tmp_path / "notebooks" / "zh" / "00-start.ipynb"
    lesson.write_text(NOTEBOOK.replace("从这里开始", "我的笔记"), encoding="utf-8")
    newer = {p: c.replace("从这里".encode(), "由此".encode()) for p, c in FILES.items()}
    monkeypatch.setattr(workcopy, "shipped_files", lambda: newer)
    main(["lab", "--work", str(tmp_path), "--no-browser", "--lang", "zh"])
    said = capsys.readouterr().out
    assert "notebooks/zh/00-start.ipynb 你改过" in said
    assert "notebooks/zh/00-start-新版.ipynb" in said
    assert "换新了 1 个" in said


def test_a_lab_that_runs_already_is_opened_instead_of_a_second_one(
    shipped, tmp_path, monkeypatch, capsys
):
    opened = []
    server = running.Server("http://localhost:8888/", 8888, "known")
    monkeypatch.setattr(running, "server_on", lambda folder: server)
    monkeypatch.setattr(surroundings, "browser_at_hand", lambda *_: True)
    monkeypatch.setattr(command, "_open", opened.append)
    assert main(["lab", "--work", str(tmp_path / "work")]) == 0
    address = "http://localhost:8888/lab/tree/notebooks/en/00-start.ipynb?token=known"
    assert opened == [address]
    assert address in capsys.readouterr().out
    assert shipped == []


def test_a_course_whose_lessons_were_not_made_says_how_to_make_them(shipped, monkeypatch, capsys):
    monkeypatch.setattr(workcopy, "shipped_files", dict)
    assert main(["lab"]) == 1
    assert "xb.py build" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(shipped, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert main(["lab", "--work", str(tmp_path / "file")]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "file") in said and "--work FOLDER" in said


def test_ports():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not running.port_is_free(port)
    assert running.port_is_free(port)


def test_a_server_that_does_not_answer_counts_as_none(tmp_path, monkeypatch):
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    info = {"pid": os.getpid(), "root_dir": str(tmp_path), "url": "http://localhost:9/", "port": 9}
    (runtime / "jpserver-1.json").write_text(json.dumps(info), encoding="utf-8")
    assert running.server_on(tmp_path) is None


# ------------------------------------------------------------------ with a real one


@pytest.fixture
def lab(tmp_path):
    """A real JupyterLab on a course of one lesson, as a reader starts it."""
    program = (
        "import sys\n"
        "from xbcourse.teaching import workcopy\n"
        f"files = {FILES!r}\n"
        "workcopy.shipped_files = lambda: files\n"
        "from xbcourse.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    typed = ["lab", "--work", "work", "--no-browser", "--lang", "zh"]
    environ = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", program, *typed],
        cwd=tmp_path,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signal that only the child gets")
def test_a_real_lab_serves_the_lesson_with_our_settings_and_ends_quietly(lab, tmp_path):
    said = ""
    while "Ctrl-C" not in said:
        line = lab.stdout.readline()
        assert line, lab.stderr.read()
        said += line
    base, token = re.search(r"(http://\S+)/lab/tree/notebooks/zh/\S+token=(\w+)", said).groups()

    def ask(path: str, send: bytes | None = None) -> dict:
        headers = {"Authorization": f"token {token}"}
        request = urllib.request.Request(base + path, data=send, headers=headers)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=30) as answer:
            return json.loads(answer.read())

    lesson = ask("/api/contents/notebooks/zh/00-start.ipynb")
    assert lesson["content"]["cells"][0]["source"] == "# 从这里开始"
    translation = ask("/lab/api/settings/@jupyterlab/translation-extension:plugin")
    assert translation["schema"]["properties"]["locale"]["default"] == "zh_CN"
    kernels = ask("/lab/api/settings/@jupyterlab/apputils-extension:kernels-settings")
    assert kernels["schema"]["properties"]["commsOverSubshells"]["default"] == "disabled"
    assert ask("/lab/api/translations/zh_CN")["data"]
    server = running.server_on(tmp_path / "work")
    assert server is not None and server.token == token

    # A kernel that starts says nothing in the reader's terminal either.
    kernel = ask("/api/kernels", send=b'{"name": "python3"}')["id"]
    client = BlockingKernelClient()
    client.load_connection_file(str(tmp_path / "runtime" / f"kernel-{kernel}.json"))
    client.start_channels(hb=False)
    client.wait_for_ready(timeout=60)
    client.stop_channels()

    lab.send_signal(signal.SIGINT)
    rest, complaints = lab.communicate(timeout=30)
    assert lab.returncode == 0
    assert complaints == ""
    assert str(tmp_path / "work") in rest

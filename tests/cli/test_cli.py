"""The xbcourse command as it is typed: help, slips and errors in the reader's language."""

import os
import subprocess
import sys

import pytest

from xbcourse import __version__
from xbcourse.assumptions.errors import DataError
from xbcourse.cli import main
from xbcourse.cli.parser import columns, fold, slip


@pytest.fixture(autouse=True)
def _language_left_as_it_was(monkeypatch):
    monkeypatch.setenv("XBCOURSE_LANG", "en")


def run(*words: str, **variables: str) -> subprocess.CompletedProcess:
    environ = {**os.environ, **variables}
    line = [sys.executable, *words]
    return subprocess.run(line, env=environ, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("language", "heading", "promise"),
    [
        ("zh", "用法：xbcourse", "在 JupyterLab 里打开课程"),
        ("en", "Usage: xbcourse", "open the course in JupyterLab"),
    ],
)
@pytest.mark.parametrize("typed", [["--help"], []])
def test_help_is_in_the_reader_s_language(capsys, typed, language, heading, promise):
    try:
        code = main(["--lang", language, *typed])
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr().out
    assert code == 0
    assert heading in said and promise in said
    assert all(f"\n    {name} " in said for name in ("lab", "doctor", "build", "slides"))


def test_every_line_of_the_chinese_help_fits_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    for words in (["--help"], ["lab", "--help"], ["build", "--help"], ["handout", "--help"]):
        with pytest.raises(SystemExit):
            main(["--lang", "zh", *words])
    assert max(columns(line) for line in capsys.readouterr().out.splitlines()) <= 60


@pytest.mark.parametrize("typed", [["--lang=zh", "doctor"], ["doctor", "--lang", "zh"]])
def test_the_language_may_stand_anywhere_and_reaches_what_is_started(monkeypatch, capsys, typed):
    monkeypatch.setattr("xbcourse.cli.doctor.command.checks", lambda: ())
    assert main(typed) == 0
    assert "都准备好了" in capsys.readouterr().out
    assert os.environ["XBCOURSE_LANG"] == "zh"


@pytest.mark.parametrize("typed", [["--lang"], ["--lang", "fr"], ["doctor", "--lang="]])
def test_a_language_that_is_none_is_refused(capsys, typed):
    assert main(typed) == 1
    assert "zh, en" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        (["lba"], "命令 不能是 lba", "COMMAND cannot be lba"),
        (["lab", "--brwser"], "看不懂：--brwser", "Not understood: --brwser"),
        (["lab", "--port"], "--port 后面要写一个值", "--port needs a value"),
        (["lab", "--port", "many"], "--port 不能是 many", "--port cannot be many"),
        (["lab", "--no-browser=yes"], "--no-browser 后面不写值", "--no-browser takes no value"),
        (["build", "--check", "--accept", "x"], "不能同时用", "cannot be used together"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_slips_are_named_in_the_reader_s_language(capsys, typed, zh, en, language):
    with pytest.raises(SystemExit) as end:
        main([*typed, "--lang", language])
    said = capsys.readouterr()
    assert end.value.code == 2
    assert said.out == ""
    assert (zh if language == "zh" else en) in said.err
    assert "--help" in said.err


def test_a_rare_slip_is_said_in_argparse_s_own_words():
    assert slip("conflicting subparser: x") == "conflicting subparser: x"


@pytest.mark.parametrize(("language", "words"), [("zh", "课程文件"), ("en", "course files")])
def test_an_error_of_the_course_is_one_message_and_exit_code_1(
    monkeypatch, capsys, language, words
):
    def refuse(options):
        raise DataError("data.no_course_files")

    monkeypatch.setattr("xbcourse.cli.doctor.command.run", refuse)
    assert main(["doctor", "--lang", language]) == 1
    said = capsys.readouterr()
    assert words in said.err and "Traceback" not in said.err
    assert said.out == ""


def test_ctrl_c_is_quiet(monkeypatch, capsys):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr("xbcourse.cli.doctor.command.run", interrupted)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().err.strip() == ""


def test_the_version_and_the_help_come_without_the_heavy_packages():
    program = (
        "import sys; from xbcourse.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'IPython', 'jupyterlab'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy))"
    )
    assert run("-c", program, "--help").stderr.strip() == ""
    assert run("-m", "xbcourse.cli", "--version").stdout.strip() == __version__


def test_chinese_is_printed_whatever_the_terminal_was_set_to():
    done = run("-m", "xbcourse.cli", XBCOURSE_LANG="zh", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "用法：" in done.stdout


def test_a_mark_that_closes_a_clause_never_begins_a_line():
    text = "课程所在的文件夹；默认从当前文件夹往上找。"
    for width in range(4, 40):
        lines = fold(text, width)
        assert "".join(lines) == text
        assert not any(line[0] in "；。" for line in lines)


def test_commands_are_advised_as_they_were_typed():
    typed = {"XBCOURSE_CALLED": "python3 ../xb.py"}
    lost = run("-m", "xbcourse.cli", "grade", "papers.zip", **typed)
    assert "python3 ../xb.py grade download.zip" in lost.stderr
    assert "xbcourse grade" not in lost.stderr
    helped = run("-m", "xbcourse.cli", "report", "--help", **typed)
    assert helped.stdout.startswith("Usage: python3 ../xb.py report")
    assert "Usage: xbcourse report" in run("-m", "xbcourse.cli", "report", "--help").stdout

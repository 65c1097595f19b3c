"""``xbcourse handout`` and ``xbcourse slides``: files, PDFs by a browser, and what keeps one."""

import os
import sys

import pytest

from xbcourse.assumptions.errors import CourseError
from xbcourse.assumptions.language import speaking
from xbcourse.cli import main
from xbcourse.teaching import printing
from xbcourse.teaching.press import chromium, command

#: A browser that notes how it was started and writes where it is told to.
GOOD = """\
#!{python}
import pathlib, sys
target = next(a for a in sys.argv if a.startswith("--print-to-pdf=")).partition("=")[2]
pathlib.Path(target).write_bytes(b"%PDF-1.4 " + pathlib.Path(sys.argv[-1][7:]).read_bytes())
"""
BAD = """\
#!{python}
import sys
sys.exit("cannot open display")
"""


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Names a script as the browser."""

    def name(script):
        file = tmp_path / "browser"
        file.write_text(script.format(python=sys.executable), encoding="utf-8")
        file.chmod(0o755)
        monkeypatch.setenv("XBCOURSE_CHROMIUM", str(file))
        return file

    return name


@pytest.fixture
def made(monkeypatch):
    """What is made is only named, not made."""
    monkeypatch.setattr(command, "slides", lambda course, module: f"<style>\n</style>{module.name}")
    monkeypatch.setattr(
        command,
        "handout",
        lambda course, module, with_answers: f"<style>\n</style>{module.name} {with_answers}",
    )


def run(root, *typed):
    return main(["--lang", "en", *typed, "--root", str(root)])


def test_one_file_a_module_is_named_after_module_and_language(root, made, tmp_path, capsys):
    assert run(root, "slides", "1", "00", "--out", str(tmp_path / "new/folder")) == 0
    files = sorted((tmp_path / "new/folder").iterdir())
    assert [file.name for file in files] == ["00-start.en.html", "01-one-order.en.html"]
    assert files[1].read_text(encoding="utf-8").endswith("01-one-order")
    said = capsys.readouterr().out
    assert all(f"{file}  0 kB" in said for file in files)


def test_answers_are_printed_only_when_asked_for(root, made, tmp_path):
    out = ["--out", str(tmp_path)]
    run(root, "handout", "01", *out)
    assert "False" in (tmp_path / "01-one-order.en.html").read_text(encoding="utf-8")
    run(root, "handout", "01", "--answers", *out)
    assert "True" in (tmp_path / "01-one-order.en.html").read_text(encoding="utf-8")


def test_an_unknown_module_is_named_with_those_that_there_are(root, made, tmp_path, capsys):
    assert run(root, "slides", "77", "--out", str(tmp_path)) == 1
    assert "00, 01, 02" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
def test_the_browser_prints_the_page_with_the_course_s_own_font_at_hand(
    root, made, tmp_path, browser
):
    browser(GOOD)
    assert run(root, "slides", "00", "01", "--pdf", "--out", str(tmp_path)) == 0
    printed = (tmp_path / "01-one-order.en.pdf").read_text(encoding="utf-8")
    assert printed.startswith("%PDF") and printed.endswith("01-one-order")
    assert 'font-family: "xbcourse-1"; src: url("file:' in printed
    # The page that is handed out names no file of this computer.
    assert "file:" not in (tmp_path / "01-one-order.en.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
def test_a_browser_that_makes_nothing_is_quoted_and_an_old_pdf_is_no_answer(
    root, made, tmp_path, browser, capsys
):
    (tmp_path / "00-start.en.pdf").write_bytes(b"old")
    browser(BAD)
    assert run(root, "slides", "00", "--pdf", "--out", str(tmp_path)) == 1
    assert "cannot open display" in capsys.readouterr().err
    assert not (tmp_path / "00-start.en.pdf").exists()


def test_without_a_browser_the_pages_are_there_and_it_says_what_to_do(
    root, made, tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv("XBCOURSE_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_installed", lambda: iter(()))
    assert run(root, "handout", "00", "01", "--pdf", "--out", str(tmp_path)) == 1
    assert len(list(tmp_path.glob("*.html"))) == 2
    said = capsys.readouterr().err
    assert "Open 00-start.en.html in any browser" in said and "XBCOURSE_CHROMIUM" in said


def test_a_browser_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("XBCOURSE_CHROMIUM", str(tmp_path / "nowhere"))
    with speaking("en"), pytest.raises(CourseError, match="nowhere made no PDF"):
        chromium.print_pdf("<style></style>", tmp_path / "a.pdf")


def test_a_learner_s_environment_is_told_what_is_missing(root, monkeypatch, capsys):
    monkeypatch.setattr(printing, "find_spec", lambda name: name != "latex2mathml")
    assert run(root, "handout", "01") == 1
    said = capsys.readouterr().out
    assert "need latex2mathml" in said and "python3 xb.py handout" in said

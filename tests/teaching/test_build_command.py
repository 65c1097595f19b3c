"""``xbcourse build``: what it prints, what it writes, what it returns."""

import argparse

import pytest
from sample_course import LESSON, compare, declare, line_of, store_unexecuted, write

from xbcourse.assumptions.language import speaking
from xbcourse.teaching import build
from xbcourse.teaching.lesson import command
from xbcourse.teaching.lesson.course import Course


@pytest.fixture
def course(tmp_path, monkeypatch):
    declare(monkeypatch, "m01.left", "m01.duty")
    return write(tmp_path)


def run(course, *arguments):
    parser = argparse.ArgumentParser()
    build.add_parser(parser.add_subparsers())
    options = parser.parse_args(["build", *arguments, "--root", str(course.root)])
    return options.run_command(options)


def files(root):
    """Every file below a folder, and its bytes."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_build_makes_everything_and_leaves_nothing_to_mend(course, capsys):
    compare(course)
    assert run(course, "1") == 0
    assert "notebooks/en/01-one-order.ipynb" in capsys.readouterr().out
    assert len(files(course.root)) == 4 + 8 + 2 + 6  # sources, notebooks, glossaries, instructor
    assert run(course, "--check") == 0
    assert capsys.readouterr().out.endswith("Everything is up to date.\n")


def test_check_names_file_and_line_writes_nothing_and_fails(course, capsys):
    store_unexecuted(course)
    before = files(course.root)
    assert run(course, "--check") == 1
    english = line_of(LESSON, '+++ {"lang": "en"}')
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"lessons/01-one-order/lesson.md:{english}: Chinese and English")
    assert said[-1] == "5 to mend."
    assert files(course.root) == before


def test_it_speaks_the_reader_s_language(course, capsys):
    store_unexecuted(course)
    with speaking("zh"):
        assert run(course, "--check") == 1
    assert "还没有对照过" in capsys.readouterr().out


def test_a_broken_source_stops_its_module_and_is_reported(course, capsys):
    course.module("01").path("lesson").write_text("no front matter", encoding="utf-8")
    assert run(course) == 1
    said = capsys.readouterr().out
    assert "lessons/01-one-order/lesson.md:1: The front matter has no title" in said
    assert not (course.root / "notebooks/en/01-one-order.ipynb").exists()


def test_a_module_without_an_exercise_is_reported_once(course, capsys):
    course.module("01").path("exercise").unlink()
    assert run(course, "--check") == 1
    said = capsys.readouterr().out
    assert "lessons/01-one-order/exercise.md:1: There is no such file." in said
    assert said.count("exercise.md") == 2  # the file, and the advice


def test_accepting_a_comparison(course, capsys):
    path = course.module("01").path("lesson")
    assert run(course, "--accept", str(path)) == 0
    assert "lessons/01-one-order/lesson.md: 4 hashes written." in capsys.readouterr().out
    store_unexecuted(course)
    assert run(course, "--check") == 1
    assert capsys.readouterr().out.splitlines()[0].startswith("lessons/01-one-order/exercise.md:5:")


def test_what_cannot_be_accepted_or_built_is_told(course, capsys):
    assert run(course, "--accept", "README.md") == 1
    assert "README.md is not a lesson source" in capsys.readouterr().out
    assert run(course, "07") == 1
    assert "There are: 01." in capsys.readouterr().out


def test_the_course_is_found_from_a_folder_inside_it(course, tmp_path, capsys, monkeypatch):
    compare(course)
    store_unexecuted(course)
    options = argparse.Namespace(root=None, accept=None, numbers=[], check=True, run=False)
    monkeypatch.chdir(Course(course.root).module("01").path("lesson").parent)
    assert command.run(options) == 0
    monkeypatch.chdir(tmp_path.parent)
    assert command.run(options) == 1
    assert "no lessons/ here" in capsys.readouterr().out


def test_without_the_developers_packages_it_says_what_to_install(course, capsys, monkeypatch):
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    assert run(course) == 1
    assert 'pip install -e ".[test]"' in capsys.readouterr().out

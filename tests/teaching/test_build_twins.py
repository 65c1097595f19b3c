"""A translation that was compared stays compared until one side is edited."""

import pytest
from sample_course import LESSON, declare, write

from xbcourse.teaching.lesson import twins
from xbcourse.teaching.lesson.course import Course


@pytest.fixture
def compared(tmp_path, monkeypatch):
    """The sample course after a person compared its languages."""
    declare(monkeypatch, "m01.left", "m01.duty")
    course = write(tmp_path)
    module = course.module("01")
    twins.accept(module.path("lesson"), module.lesson)
    return course


def edited(course, old, new):
    """The problems of the lesson once `old` was replaced by `new` in it."""
    path = course.module("01").path("lesson")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return to_compare(course)


def to_compare(course):
    """What the lesson's source, read anew, still asks a person to compare."""
    lesson = Course(course.root).module("01").lesson
    return [(p.line, p.key) for p in twins.out_of_date(lesson)]


def test_a_passage_that_was_never_compared_is_named(tmp_path, monkeypatch):
    declare(monkeypatch, "m01.left")
    lesson = write(tmp_path).module("01").lesson
    first, second = lesson.passages
    assert [(p.line, p.key) for p in twins.out_of_date(lesson)] == [
        (first.en.line, "twin_never"),
        (second.en.line, "twin_never"),
    ]


def test_accepting_writes_the_hashes_and_touches_nothing_else(compared):
    text = compared.module("01").path("lesson").read_text(encoding="utf-8")
    before, after = LESSON.splitlines(), text.splitlines()
    changed = [line for line, old in zip(after, before, strict=True) if line != old]
    assert len(changed) == 4
    assert all(line.startswith('+++ {"lang": "') and '"twin": "' in line for line in changed)
    assert to_compare(compared) == []


def test_accepting_again_changes_no_byte(compared):
    module = compared.module("01")
    before = module.path("lesson").read_bytes()
    assert twins.accept(module.path("lesson"), module.lesson) == []
    assert module.path("lesson").read_bytes() == before


def test_accepting_keeps_windows_line_ends(tmp_path, monkeypatch):
    declare(monkeypatch, "m01.left")
    module = write(tmp_path).module("01")
    path = module.path("lesson")
    path.write_bytes(LESSON.replace("\n", "\r\n").encode())
    assert len(twins.accept(path, module.lesson)) == 4
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") == LESSON.count("\n")


def test_an_edit_points_at_the_side_that_was_left_behind(compared):
    first, second = compared.module("01").lesson.passages
    assert edited(compared, "进价 7.5 美元", "进价 8 美元") == [(first.en.line, "twin_zh_edited")]
    assert edited(compared, "What is left after", "What remains after") == [
        (first.en.line, "twin_zh_edited"),
        (second.zh.line, "twin_en_edited"),
    ]
    assert edited(compared, "还剩多少", "还能剩多少")[1] == (second.en.line, "twin_both_edited")


def test_trailing_blanks_are_no_edit(compared):
    assert edited(compared, "## Guess first\n", "## Guess first  \n") == []


def test_code_may_change_without_comparing_prose_again(compared):
    assert edited(compared, "price = 30", "price = 31") == []

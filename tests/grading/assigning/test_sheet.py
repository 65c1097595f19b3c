"""What a student gets: the exercise with the student's own numbers in its words and its check."""

import json
import re

import pytest

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching import assigned as room
from xbcourse.teaching.grading.assigning.sheet import exercise, handed_out
from xbcourse.teaching.grading.assignment import Assignment, read_due
from xbcourse.teaching.grading.variant import numbers_for, stamp_of
from xbcourse.teaching.printed import names, printed_like, worth
from xbcourse.teaching.questions import by_id, questions

SALT = "5a" * 32
MARKED = sorted({question.module for question in questions().values() if question.varying})
in_both = pytest.mark.parametrize("language", LANGUAGES)
in_each_module = pytest.mark.parametrize("module", MARKED)


def _assignment(module="m01", **changes):
    settings = {"name": "hw1", "class_code": "ECOM", "language": "en", "modules": (module,)}
    return Assignment(**{**settings, "personal": True, **changes})


def _sheet(module, language, student="2026001"):
    assignment = _assignment(module)
    numbers = numbers_for(assignment, student, SALT)
    _, made = exercise(module, language)
    stamp = stamp_of(assignment, student, SALT)
    return made, json.loads(handed_out(made, assignment, module, language, numbers, stamp)), numbers


def _text(cell):
    return "".join(cell["source"])


@in_each_module
@in_both
def test_every_number_drawn_is_printed_where_the_public_one_stood(module, language):
    made, sheet, numbers = _sheet(module, language)
    printed = {id_: set() for id_ in numbers}
    for before, after in zip(made["cells"][1:], sheet["cells"][1:], strict=True):
        kept = before["metadata"].get("xbcourse", {})
        words = _text(before)
        again = words
        for place in reversed(kept.get("numbers", [])):
            span, _, expression = place.partition(" ")
            start, end = map(int, span.split("-"))
            question = by_id(kept["numbers_of"])
            assert (
                printed_like(words[start:end], worth(expression, question.inputs))
                == (words[start:end])
            )
            drawn = printed_like(words[start:end], worth(expression, numbers[question.id]))
            again = again[:start] + drawn + again[end:]
            printed[question.id] |= names(expression)
        if kept.get("numbers"):
            assert _text(after) == again
            assert "numbers" not in str(after["metadata"])
    assert printed == {id_: set(by_id(id_).varying) for id_ in numbers}


@in_both
def test_the_first_cell_tells_check_the_numbers_that_are_printed(language, monkeypatch, capsys):
    monkeypatch.setattr(room, "_numbers", {})
    _, sheet, numbers = _sheet("m01", language)
    setup = next(cell for cell in sheet["cells"] if "setup" in cell["metadata"].get("tags", []))
    exec(_text(setup), {})
    for id_, own in numbers.items():
        found = room.numbers_of(id_, by_id(id_).inputs)
        assert {name: found[name] for name in own} == own
    assert "hw1" in capsys.readouterr().out


@in_both
def test_the_head_says_what_is_handed_in_where_and_when(language):
    assignment = _assignment(due=read_due("2026-12-01 23:59+08:00"))
    _, made = exercise("m01", language)
    head = _text(json.loads(handed_out(made, assignment, "m01", language, {}))["cells"][0])
    for words in ("hw1", "ECOM", "23", "2026-12-01 23:59 (UTC+08:00)", "hand_in()"):
        assert words in head
    title = {
        "zh": "# 练习 01 · 一单到底赚不赚",
        "en": "# Exercises 01 · Does one order make money?",
    }
    assert head.startswith(title[language])


@in_each_module
@in_both
def test_no_link_leads_to_a_file_that_is_not_handed_out(module, language):
    made, sheet, _ = _sheet(module, language)
    links = [re.findall(r"\]\((?!https?:|#)[^)]+\)", _text(c)) for c in sheet["cells"]]
    assert not any(links)
    assert any("](../" in _text(cell) for cell in made["cells"])


def test_only_numbers_and_head_differ_from_the_course(capsys):
    made, sheet, _ = _sheet("m01", "en")
    for before, after in zip(made["cells"], sheet["cells"], strict=True):
        if before["cell_type"] == "code" and "setup" not in before["metadata"].get("tags", []):
            assert _text(before) == _text(after)
            assert before["metadata"] == after["metadata"]
        assert before["id"] == after["id"]


def test_the_stamp_names_the_assignment_and_not_the_student():
    _, sheet, _ = _sheet("m01", "en")
    stamp = sheet["metadata"]["xbcourse"]["assignment"]
    assert stamp["name"] == "hw1"
    assert stamp["class_code"] == "ECOM"
    assert stamp["module"] == "m01"
    assert stamp["variant"] == stamp_of(_assignment(), "2026001", SALT)
    assert "2026001" not in json.dumps(sheet)
    assert SALT not in json.dumps(sheet)


def test_without_own_numbers_the_words_are_the_course_s():
    _, made = exercise("m01", "zh")
    sheet = json.loads(handed_out(made, _assignment(personal=False), "m01", "zh", {}))
    assert "assigned" not in "".join(_text(c) for c in sheet["cells"] if c["cell_type"] == "code")
    numbered = [c for c in made["cells"] if "numbers" in c["metadata"].get("xbcourse", {})]
    same = {cell["id"]: _text(cell) for cell in sheet["cells"]}
    assert all(same[cell["id"]] == _text(cell) for cell in numbered)

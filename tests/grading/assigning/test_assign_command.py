"""``xbcourse assign`` and ``xbcourse key`` as an instructor types them."""

import csv
import io

import pytest

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.cli.command import main
from xbcourse.teaching.grading import salt
from xbcourse.teaching.grading.assignment import load
from xbcourse.teaching.grading.variant import inputs_for
from xbcourse.teaching.questions import by_id


@pytest.fixture
def roster(tmp_path):
    file = tmp_path / "roster.csv"
    file.write_text("学号,姓名\n0020260001,王小明\n0020260002,李雷\n", encoding="utf-8")
    return file


def _assign(tmp_path, *words):
    basic = ["assign", "1", "--name", "hw1", "--class-code", "ECOM", "--out", str(tmp_path / "hw1")]
    return main([*basic, *map(str, words)])


def test_an_assignment_and_its_key(tmp_path, roster, capsys):
    settings = ("--due", "2026-12-01 23:59+08:00", "--late", 10, "--floor", 50, "--language", "zh")
    assert _assign(tmp_path, "--roster", roster, "--personal", *settings) == 0
    said = capsys.readouterr().out
    for words in ("10 questions", "23 points", "class list: 2.", "m01.clothing_fee", "salt.txt"):
        assert words in said
    assignment = load(tmp_path / "hw1/assignment.json")
    assert assignment.modules == ("m01",)
    assert assignment.late.rate_per_day == 0.1

    assert main(["key", str(tmp_path / "hw1"), "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 1 + 2 * 10
    assert main(["key", str(tmp_path / "hw1"), "--student", "20260002", "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    value = {row[1]: row[4] for row in rows[1:]}["m01.breakeven_price"]
    question, secret = by_id("m01.breakeven_price"), salt.read(tmp_path / "hw1/salt.txt")
    inputs = inputs_for(question, assignment, "0020260002", secret)
    assert value == f"${question.expected(inputs):.2f}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_on_a_screen_has_every_answer_in_full(tmp_path, roster, capsys, language):
    words = ["1", "2", "9", "--name", "hw1", "--class-code", "ECOM", "--roster", str(roster)]
    words += ["--personal", "--out", str(tmp_path / "hw1"), "--lang", language]
    assert main(["assign", *words]) == 0
    capsys.readouterr()
    assert main(["key", str(tmp_path / "hw1"), "--lang", language]) == 0
    said = capsys.readouterr().out
    # A table is a table: its columns and every row, with amounts as the reader writes them.
    lines = said.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("m02.clock_ledger"))
    yuan = "¥" if language == "zh" else "CN¥"
    assert lines[start + 1].split() == ["week", "payout", "cash", "profit"]
    assert lines[start + 10].split() == [
        *("8", f"{yuan}13,500.00", f"-{yuan}17,200.00", f"{yuan}5,300.00")
    ]
    assert "…" not in said
    # The two students' own numbers each, and what is the same for all once.
    by_student = said.split("\n== ")
    assert ["m02.growth_cash" in part for part in by_student] == [False, False, True, True]
    assert said.count("m02.clock_ledger") == 1 and said.count("def clothing_fee") == 1
    start = next(n for n, line in enumerate(lines) if line.startswith("m09.by_capital"))
    assert lines[start + 9].split()[0] == "1300000"
    rubric = by_id("m01.verdict").expects.rubric
    assert all(line.words.within(language) in said for line in rubric)


def test_done_twice_it_changes_nothing(tmp_path, roster, capsys):
    assert _assign(tmp_path, "--roster", roster, "--personal") == 0
    before = {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    assert _assign(tmp_path, "--roster", roster, "--personal") == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert before == {f: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--personal"], "--roster"),
        (["--salt-file", "{tmp}/hw1/handout/salt"], "handed out"),
        (["--due", "tomorrow"], "tomorrow"),
        (["--late", "200"], "rate_per_day"),
        (["--roster", "{tmp}/none.csv"], "none.csv"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path, capsys, words, said):
    assert _assign(tmp_path, *(word.format(tmp=tmp_path) for word in words)) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "hw1/handout").exists()


def test_an_unknown_module_is_refused(tmp_path, capsys):
    assert main(["assign", "77", "--name", "a", "--class-code", "b", "--out", str(tmp_path)]) == 1
    assert "m77" in capsys.readouterr().err


def test_a_key_for_nobody_is_refused(tmp_path, roster, capsys):
    _assign(tmp_path, "--roster", roster, "--personal")
    assert main(["key", str(tmp_path / "hw1"), "--student", "777"]) == 1
    assert "777" in capsys.readouterr().err


def test_a_key_without_the_salt_is_refused(tmp_path, roster, capsys):
    _assign(tmp_path, "--roster", roster, "--personal")
    (tmp_path / "hw1/salt.txt").unlink()
    assert main(["key", str(tmp_path / "hw1")]) == 1
    assert "salt.txt" in capsys.readouterr().err

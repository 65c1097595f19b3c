"""The gradebook of our own, and ``xbcourse fill`` on the results of a class."""

import csv
import io

import openpyxl
import pytest
from platform_files import CANVAS, chaoxing

from xbcourse.assumptions.language import Text, speaking
from xbcourse.cli.command import main
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.gradebooks import plain
from xbcourse.teaching.grading.marks import store
from xbcourse.teaching.grading.marks.marked import Marked, MarkedCriterion, MarkedQuestion, Part
from xbcourse.teaching.grading.papers.status import Status

HW1 = Assignment(name="hw1", class_code="ECOM-2026A", language="zh", modules=("m01",))


def part(status=Status.OK, *earned, lost=0.0, rubric=()):
    questions = [
        MarkedQuestion(id=f"m01.q{n}", points=10, found=points, outcome="right")
        for n, points in enumerate(earned, start=1)
    ]
    if rubric:
        questions.append(
            MarkedQuestion(id="m01.essay", points=4, outcome="written", rubric=tuple(rubric))
        )
    why = None if status is Status.OK else Text(zh="读不了", en="unreadable")
    return Part(module="m01", status=status, of=24, why=why, lost=lost, questions=tuple(questions))


CLASS = {
    "00260015": ("王小明", part(Status.OK, 10, 8.5)),
    "00260016": ("=HYPERLINK(1)", part(Status.MISSING)),
    "00260017": ("Anna\x07", part(Status.UNREADABLE)),
    "00260019": ("赵", part(Status.OK, 10, 6, lost=0.25, rubric=[MarkedCriterion(4)])),
}


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    for id_, (name, found) in CLASS.items():
        marked = Marked(student=id_, name=name, language="zh", parts=(found,), versions={})
        store.keep(folder, marked)
    run = {
        "assignment": HW1.as_json(),
        "students": list(CLASS),
        "known_as": {"00260017": ["anna"]},
        "unknown": [{"file": "x.ipynb"}],
    }
    store.store(folder / store.RUN, run)
    return folder


def read_csv(file):
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def test_our_own_gradebook_has_no_number_where_there_is_none(results):
    table, book = plain.store(results)
    heading, wang, li, anna, zhao = read_csv(table)
    assert heading[:5] == ["Student ID", "Name", "Section", "Status", "Score"]
    assert heading[10:] == ["m01", "m01.q1", "m01.q2", "m01.essay"]
    assert wang[:5] == ["00260015", "王小明", "", "graded", "18.5"]
    assert wang[10:] == ["18.5", "10", "8.5", ""]
    assert li[1:5] == ["'=HYPERLINK(1)", "", "missing", "0"]
    assert anna[3:9] == ["unreadable", "", "24", "", "", ""]
    assert anna[10:] == ["unreadable", "", "", ""]
    assert zhao[4:10] == ["12", "24", "16", "4", "0", "4"]
    rows = list(openpyxl.load_workbook(book).active.iter_rows())
    assert [cell.value for cell in rows[1][:2]] == ["00260015", "王小明"]
    assert (rows[2][1].value, rows[2][1].data_type) == ("=HYPERLINK(1)", "s")
    assert rows[3][1].value == "Anna\ufffd"


def test_the_same_results_give_the_same_bytes_and_words_follow_the_reader(results):
    before = [file.read_bytes() for file in plain.store(results)]
    assert [file.read_bytes() for file in plain.store(results)] == before
    with speaking("zh"):
        table, _ = plain.store(results)
    assert read_csv(table)[0][:4] == ["学号", "姓名", "班级", "状态"]


def fill(results, tmp_path, content, name="export.csv", *options):
    template = tmp_path / name
    template.write_bytes(content)
    return main(["fill", str(results), "--template", str(template), *options])


def test_the_command_fills_and_says_what_to_look_at(results, tmp_path, capsys):
    assert fill(results, tmp_path, CANVAS.encode()) == 0
    said = capsys.readouterr().out
    assert "Filled in 2 scores (out of 24)" in said
    assert "by “SIS User ID”, scores put into “hw1 (91)”" in said
    assert "Left empty: unreadable (1): 00260017" in said
    assert "Replaced a different score (2): 00260016, 00260017" in said
    assert "Only in the platform's file, left as they were (1): 00260018" in said
    assert "not in the platform's file (1): 00260019" in said
    assert "Students with ungraded written answers: 1" in said
    assert "Files with no known owner: 1" in said
    filled = (tmp_path / "export-filled.csv").read_text(encoding="utf-8-sig")
    assert ',00260015,wxm,"电商, 1 班",18.5,9.50,95' in filled
    assert (tmp_path / "export.csv").read_bytes() == CANVAS.encode()


def test_the_command_speaks_chinese_and_fills_a_workbook(results, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("XBCOURSE_LANG", "en")  # put back after the command has changed it
    out = tmp_path / "上传.xlsx"
    options = ("--column", "成绩", "--out", str(out), "--lang", "zh")
    assert fill(results, tmp_path, chaoxing(), "超星.xlsx", *options) == 0
    said = "填了 2 个成绩（满分 24）：按“学号/工号”一列找学生，成绩填在“成绩”一列。"
    assert said in capsys.readouterr().out
    assert openpyxl.load_workbook(out)["成绩导入"]["C3"].value == 18.5


def test_the_command_refuses_to_write_over_the_template_and_what_is_not_clear(
    results, tmp_path, capsys
):
    template = tmp_path / "export.csv"
    assert fill(results, tmp_path, CANVAS.encode(), "export.csv", "--out", str(template)) == 1
    assert fill(results, tmp_path, CANVAS.encode(), "export.csv", "--out-of", "0") == 1
    assert fill(results, tmp_path, "学号,甲\n00260015,\n".encode()) == 1
    said = capsys.readouterr().err
    assert "keep what the platform exported" in said
    assert "--out-of must be above 0" in said
    assert "--column; there are: 学号, 甲" in said
    assert {file.name for file in tmp_path.iterdir()} == {"export.csv", "results"}


def test_without_a_template_the_command_writes_our_own(results, capsys):
    assert main(["fill", str(results)]) == 0
    assert "gradebook.xlsx" in capsys.readouterr().out
    assert main(["fill", str(results / "nowhere")]) == 1

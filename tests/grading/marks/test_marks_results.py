"""Totals, the student's file, and the marks that a person gives."""

import csv
import datetime as dt
import json
from dataclasses import replace

import pytest
from made import TEXT, essay, marked, part, question

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import Text, speaking
from xbcourse.teaching.grading.marks.manual import Book
from xbcourse.teaching.grading.marks.marked import MarkedCriterion, read
from xbcourse.teaching.grading.marks.store import RUN, file_of, keep, kept, read_all, safe, store
from xbcourse.teaching.grading.papers.status import Status

FULL = marked(
    "2026001",
    part(
        question(found=1.33, outcome="not yet", slip="one_return", remarks=("a", "b"), ask="c?"),
        question("m01.ad_share", followed=("m01.breakeven_price",)),
        essay(),
        file="王小明/01.ipynb",
        sha256="ab" * 32,
        submitted=dt.datetime(2026, 12, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        days=1,
        lost=0.1,
        made_from="cd",
    ),
    part(module="m02", status=Status.MISSING, of=20.0, why=Text(zh="没交", en="not handed in")),
)


def filled(file, *changes):
    """Fill rows of the file in, as a spreadsheet would: (row from 0, points, comment)."""
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    for row, points, comment in changes:
        rows[1 + row][6:8] = [points, comment]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return rows


def test_a_student_is_the_same_after_being_stored(tmp_path):
    keep(tmp_path, FULL)
    assert kept(tmp_path, "2026001") == FULL
    assert read(json.loads(json.dumps(FULL.as_json()))) == FULL


def test_totals_are_so_far_and_penalties_come_off_what_is_earned():
    assert (FULL.raw, FULL.of, FULL.waiting, FULL.late_days) == (3.33, 44, 4, 1)
    assert (FULL.penalty, FULL.score, FULL.status) == (0.33, 3.0, Status.OK)


@pytest.mark.parametrize(
    ("states", "status", "has_score"),
    [
        (("ok", "missing"), "ok", True),
        (("missing", "missing"), "missing", True),
        (("ok", "timed out"), "timed out", False),
        (("missing", "unreadable"), "unreadable", False),
        (("needs a human", "refused"), "refused", False),
    ],
)
def test_a_status_is_never_a_number(states, status, has_score):
    parts = (part(module=f"m0{n}", status=Status(state)) for n, state in enumerate(states))
    of_all = marked("1", *parts)
    assert of_all.status == status
    assert (of_all.score is not None) == has_score


def test_a_file_that_is_no_result_is_named(tmp_path):
    keep(tmp_path, FULL)
    file = file_of(tmp_path, "2026001")
    for content in ("", "[]", "{", '{"format": 99}', file.read_text().replace("2026001", "7")):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match=r"2026001\.json is not a grading result"):
            kept(tmp_path, "2026001")
    assert kept(tmp_path, "2026002") is None


def test_names_of_files_are_safe_and_different():
    ids = ["2026001", "a1", "A1", "../x", "王", "王2", "con/..", "a b", "a_b", "", "x" * 200]
    names = [safe(id_) for id_ in ids]
    assert len(set(names)) == len(ids)
    assert all(name == name.lower() and "/" not in name and len(name) < 80 for name in names)


def test_rows_stand_question_by_question_as_they_are_read(tmp_path):
    file = tmp_path / "manual.csv"
    two = [replace(FULL, student=id_, parts=_twice(FULL.parts)) for id_ in ("2026001", "2026002")]
    Book(file).renew(two)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [(row[2], row[0]) for row in rows[::4]] == [
        (f"{module}.verdict", id_) for module in ("m01", "m03") for id_ in ("2026001", "2026002")
    ]


def _twice(parts):
    """The written answer of the first module once more, as one of the third."""
    (essay,) = (q for q in parts[0].questions if q.rubric)
    return (*parts, replace(parts[0], module="m03", questions=(replace(essay, id="m03.verdict"),)))


def test_rows_wait_for_a_person_and_filled_ones_are_never_changed(tmp_path):
    file = tmp_path / "manual.csv"
    Book(file).renew([FULL])
    rows = filled(file, (0, "1", "说得清楚"), (2, "0.5", ""), (3, "", "which quantity?"))
    assert [row[:4] for row in rows[1:]] == [
        ["2026001", "王小明", "m01.verdict", str(number)] for number in (1, 2, 3, 4)
    ]
    assert all("CM3" in row[4] or row[3] != "1" for row in rows[1:])
    Book(file).renew([FULL])
    again = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert again == rows
    before = file.read_bytes()
    Book(file).renew([FULL])
    assert file.read_bytes() == before
    read_by_hand = Book(file).applied(FULL)
    verdict = list(read_by_hand.questions)[-1]
    assert [(c.earned, c.comment) for c in verdict.rubric] == [
        *[(1, "说得清楚"), (None, ""), (0.5, ""), (None, "which quantity?")]
    ]
    assert (verdict.earned, read_by_hand.waiting) == (1.5, 2)
    # What a person gives is late too.
    assert (read_by_hand.raw, read_by_hand.penalty, read_by_hand.score) == (4.83, 0.48, 4.35)


def test_marks_of_a_text_that_was_changed_afterwards_do_not_count_and_are_kept(tmp_path):
    file = tmp_path / "manual.csv"
    Book(file).renew([FULL])
    filled(file, (0, "1", "read the first one"))
    later = marked("2026001", part(essay(text=TEXT + " Or order 100.")))
    assert Book(file).applied(later).waiting == 4
    Book(file).renew([later])
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[6] for row in rows[1:]] == ["", "", "", "", "1"]
    assert Book(file).applied(later).waiting == 4
    # The first text again: its mark counts again.
    assert Book(file).applied(FULL).waiting == 3


def test_a_whole_question_can_be_marked_anew(tmp_path):
    file = tmp_path / "manual.csv"
    header = "student;question;criterion;points;comment\r\n"
    rows = "2026001;m01.returns_cost;*;1,5;right idea\r\n2026001;m01.verdict;＊;３;\r\n"
    file.write_text(header + rows, encoding="utf-8")
    by_hand = Book(file).applied(FULL)
    assert [q.earned for q in by_hand.questions] == [1.5, 2, 3]
    assert by_hand.waiting == 0
    assert next(by_hand.questions).overruled == MarkedCriterion(2.0, 1.5, "right idea")
    # These rows stay, beside those that grading writes.
    Book(file).renew([FULL])
    assert [q.earned for q in Book(file).applied(FULL).questions] == [1.5, 2, 3]


UNREADABLE = marked(
    "2026001",
    part(status=Status.UNREADABLE, sha256="ab" * 32, days=1, lost=0.1, of=23.0),
    part(module="m02", status=Status.MISSING, of=20.0),
)


def rows_in(file):
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))[1:]


def test_a_file_without_a_score_can_be_given_one(tmp_path):
    file = tmp_path / "manual.csv"
    Book(file).renew([UNREADABLE])
    (row,) = rows_in(file)
    assert row[:4] == ["2026001", "王小明", "m01", "*"] and row[5:8] == ["23", "", ""]
    assert row[4].startswith("The whole file has no score (unreadable).")
    # Offered only: nothing has changed.
    assert Book(file).applied(UNREADABLE) == UNREADABLE
    filled(file, (0, "15", "read on paper"))
    by_hand = Book(file).applied(UNREADABLE)
    assert by_hand.parts[0].by_hand == MarkedCriterion(23.0, 15, "read on paper")
    # It is as late as it was.
    assert (by_hand.status, by_hand.raw, by_hand.penalty, by_hand.score) == ("ok", 15, 1.5, 13.5)
    assert by_hand.parts[0].status is Status.UNREADABLE
    assert read(json.loads(json.dumps(by_hand.as_json()))) == by_hand
    before = rows_in(file)
    Book(file).renew([by_hand])
    assert rows_in(file) == before
    # A comment alone is no score.
    filled(file, (0, "", "Bring your computer."))
    commented = Book(file).applied(by_hand)
    assert (commented.score, commented.parts[0].by_hand.comment) == (None, "Bring your computer.")


def test_points_for_a_file_hold_for_that_file_until_they_are_taken_back(tmp_path):
    file = tmp_path / "manual.csv"
    Book(file).renew([UNREADABLE])
    filled(file, (0, "15", ""))
    read_now = [question(), essay()]
    # Whatever the program finds in the same file later, as with a question marked anew.
    same = marked("2026001", part(*read_now, sha256="ab" * 32, of=23.0))
    assert (Book(file).applied(same).raw, Book(file).applied(same).waiting) == (15, 0)
    Book(file).renew([Book(file).applied(same)])
    assert [row[2] for row in rows_in(file)] == ["m01"]
    # Another file counts by itself; the points are kept and said to count no more.
    other = marked("2026001", part(*read_now, sha256="cd" * 32, of=23.0))
    found = Book(file).applied(other)
    assert (found.raw, found.waiting) == (2, 4)
    assert found.parts[0].by_hand_before == MarkedCriterion(23.0, 15)
    Book(file).renew([found])
    assert [(row[2], row[6]) for row in rows_in(file)] == [
        *[("m01.verdict", "")] * 4,
        ("m01", "15"),
    ]
    assert Book(file).applied(UNREADABLE).raw == 15
    # Taken back.
    filled(file, (4, "", ""))
    assert Book(file).applied(same).raw == 2
    assert Book(file).applied(found).parts[0].by_hand_before is None


def test_an_instructors_own_row_gives_points_to_what_never_came(tmp_path):
    file = tmp_path / "manual.csv"
    row = "2026001,m02,*,12,shown in class\n"
    file.write_text(f"student,question,criterion,points,comment\n{row}", encoding="utf-8")
    found = Book(file).applied(marked("2026001", part(module="m02", status=Status.MISSING)))
    assert (found.status, found.score) == (Status.OK, 12)


def test_marks_for_nobody_on_the_roster_are_told(tmp_path):
    file = tmp_path / "manual.csv"
    rows = "2.026E+06,m01.verdict,1,1\n02026001,m01.verdict,1,1\n2026009,m01.verdict,1,\n"
    file.write_text(f"student,question,criterion,points\n{rows}", encoding="utf-8")
    (remark,) = Book(file).strangers(["2026001"])
    assert remark.endswith(": line 2: 2.026E+06")
    assert Book(tmp_path / "none.csv").strangers([]) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_file_is_read_however_a_spreadsheet_saved_it(tmp_path, encoding):
    file = tmp_path / "manual.csv"
    odd = marked("00123", part(essay()), name="=cmd|王")
    with speaking("zh"):
        Book(file).renew([odd])
    content = file.read_text(encoding="utf-8-sig")
    assert content.startswith("学号,姓名,题号")
    assert '"=""00123"""' in content and "'=cmd" in content
    # Excel drops the zeros of an id, and writes tabs where the list separator is one.
    content = content.replace('"=""00123"""', "123").replace(",,,t", ",1.0,好,t", 1)
    file.write_text(content, encoding=encoding)
    assert Book(file).applied(odd).raw == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026001,m01.verdict,1,2,", "line 2: 2 cannot be a score here. Give a number from 0 to 1"),
        ("2026001,m01.verdict,1,-1,", "line 2: -1 cannot be a score here"),
        ("2026001,m01.verdict,1,good,", "line 2: good cannot be a score here"),
        ("2026001,m01.returns_cost,*,2.5,", "from 0 to 2"),
        ("2026001,m01,*,24,", "from 0 to 23"),
        ("2026001,m01,1,3,", "has no criterion 1 in question m01"),
        ("2026001,m99,*,3,", "has no criterion * in question m99"),
        ("2026001,m01.verdict,5,1,", "has no criterion 5 in question m01.verdict"),
        ("2026001,m01.nothing,1,1,", "has no criterion 1 in question m01.nothing"),
        ("2026001,m01.ad_share,1,1,", "has no criterion 1"),
        ("2026001,m01.verdict,1,1,\n2026001,m01.verdict,1,0,", "line 3 repeats line 2"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, row, words):
    file = tmp_path / "manual.csv"
    file.write_text(f"student,question,criterion,points,comment\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        Book(file)
    assert words in str(error.value)


def test_a_file_without_its_columns_is_named_and_left_alone(tmp_path):
    file = tmp_path / "manual.csv"
    file.write_text("student,question\n1,m01.verdict\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"manual\.csv lacks the columns criterion, points"):
        Book(file)


def test_all_results_are_read_in_the_order_of_the_roster_with_marks_as_they_stand(tmp_path):
    other = marked("2026002", part(question(found=0.0, outcome="not yet")))
    for each in (other, FULL):
        keep(tmp_path, each)
    keep(tmp_path, marked("left", part()))
    store(tmp_path / RUN, {"students": ["2026001", "2026003", "2026002"]})
    (tmp_path / "manual.csv").write_text(
        "student,question,criterion,points\n2026001,m01.verdict,*,4\n", encoding="utf-8"
    )
    assert [(m.student, m.raw) for m in read_all(tmp_path)] == [("2026001", 7.33), ("2026002", 0)]
    with pytest.raises(DataError, match="no results"):
        list(read_all(tmp_path / "elsewhere"))

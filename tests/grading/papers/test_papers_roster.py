"""Class lists as schools export them, and those that must be refused, line by line."""

import csv
import io
import zipfile
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import speaking
from xbcourse.teaching.grading.papers.decoding import decoded
from xbcourse.teaching.grading.papers.delimited import delimiter_of, records
from xbcourse.teaching.grading.papers.roster import read_roster


def roster_of(tmp_path, content, name="list.csv"):
    file = tmp_path / name
    file.write_bytes(content)
    return read_roster(file)


def refused(tmp_path, content, name="list.csv"):
    with pytest.raises(DataError) as error:
        roster_of(tmp_path, content, name)
    return str(error.value)


CHINESE = (
    "跨境电商 2026A 班学生名单,,,\r\n导出时间：2026-11-20,,,\r\n\r\n"
    "序号,学号/工号,姓名,行政班,语言\r\n"
    '1,00260015,王小明,电商 1 班,中文\r\n2,00260016,"欧阳, 娜娜",电商 1 班,English\r\n合计,2,,\r\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_titles_a_foot_and_any_encoding_are_taken(tmp_path, encoding, delimiter):
    text = io.StringIO()
    rows = csv.reader(io.StringIO(CHINESE))
    csv.writer(text, delimiter=delimiter).writerows(rows)
    roster = roster_of(tmp_path, text.getvalue().encode(encoding))
    assert list(roster) == ["00260015", "00260016"]
    wang, ouyang = roster.values()
    assert (wang.name, wang.section, wang.language) == ("王小明", "电商 1 班", "zh")
    assert (ouyang.name, ouyang.language) == ("欧阳, 娜娜", "en")


CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,hw1 (91)\n"
    "    Points Possible,,,,,24.00\n"
    ",,,,,Manual Posting\n"
    '"Wang, Xiaoming",771,0026,wxm,A,\n'
    '"Student, Test",99,,,A,\n'
)


def test_canvas_has_several_ids_and_rows_that_are_nobody(tmp_path):
    roster = roster_of(tmp_path, CANVAS.encode())
    assert list(roster) == ["0026"]
    assert {roster.known_as(word) for word in ("0026", "26", "771", "WXM")} == {"0026"}
    assert roster.named("xiaoming WANG") == {"0026"}


def test_where_the_school_gives_no_ids_the_login_is_the_id(tmp_path):
    assert list(roster_of(tmp_path, CANVAS.replace(",0026,", ",,").encode())) == ["wxm"]


def test_moodle_joins_two_columns_of_names_and_finds_its_participants(tmp_path):
    text = "Identifier;First name;Surname;ID number;Email address\n"
    text += "Participant 4711;Anna;Smith;0x7;A@b.de\n"
    roster = roster_of(tmp_path, text.encode())
    assert roster["0x7"].name == "Anna Smith"
    assert {roster.known_as(word) for word in ("4711", "a@B.DE", "0X7")} == {"0x7"}


def test_ids_of_a_spreadsheet_are_text_with_their_zeros(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["2026 秋 跨境电商"])
    book.active.append(["学号", "姓名"])
    for id_, name, form in (
        (15, "王", "00000000"),
        ("00000016", "李", "@"),
        (20260017.0, "赵", "0"),
    ):
        book.active.append([id_, name])
        book.active.cell(book.active.max_row, 1).number_format = form
    file = tmp_path / "名单.xlsx"
    book.save(file)
    assert list(read_roster(file)) == ["00000015", "00000016", "20260017"]


def test_every_line_that_cannot_be_used_is_named(tmp_path):
    text = "学号,姓名\n2.02E+11,王\n,李\n0012,赵\n12,钱\n0012,孙\n见附件！,周\n"
    said = refused(tmp_path, text.encode()).splitlines()
    assert [line.split(":")[0].split(" has")[0] for line in said[1:]] == [
        f"  line {n}" for n in (2, 3, 5, 6, 7)
    ]
    assert "2.02E+11" in said[1]
    assert "李" in said[2]
    assert "0012 in line 4" in said[3]
    assert "already in line 4" in said[4]
    assert "见附件！" in said[5]


def test_many_faults_are_counted_not_all_told(tmp_path):
    said = refused(tmp_path, ("学号,姓名\n" + ",王\n" * 14).encode())
    assert said.count("has no id") == 10
    assert "4 more" in said


UNREADABLE = {
    "an old Excel file": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 50, "save it as .xlsx"),
    "a web page": (b"<html><table><tr><td>1</td></table>", "web page"),
    "half of an Excel file": (b"PK\x03\x04" + b"\0" * 60, "damaged"),
    "bytes": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text table"),
    "no heading": ("王小明,20260015\n".encode(), "header row"),
    "a heading alone": ("学号,姓名\n".encode(), "no student"),
    "nothing": (b"", "is empty"),
    "no_heading": ("姓名,分数\n王,1\n".encode(), "header row"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_is_no_list_is_refused_with_advice(tmp_path, what):
    content, advice = UNREADABLE[what]
    assert advice in refused(tmp_path, content)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.csv"):
        read_roster(tmp_path / "nowhere.csv")


def test_faults_are_told_in_chinese(tmp_path):
    with speaking("zh"):
        assert "第 2 行没有学号（王）" in refused(tmp_path, "学号,姓名\n,王\n".encode())


@given(st.text(alphabet='ab",;\n\r 王', max_size=40))
def test_fields_are_those_of_the_standard_reader_and_cover_the_text(text):
    found = list(records(text, ","))
    try:
        expected = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        return
    assert [[field.value for field in record.fields] for record in found] == expected
    spans = [(field.start, field.end) for record in found for field in record.fields]
    between = [text[a:b] for (_, a), (b, _) in pairwise(spans)]
    assert set(between) <= {",", "\n", "\r", "\r\n"}


def test_what_separates_is_found_by_evenness_or_as_excel_names_it():
    assert delimiter_of("学号;分数\n1;87,5\n2;90,0\n") == ";"
    assert delimiter_of("sep=|\na|b;c;d;e\n") == "|"
    first = next(records("\ufeffsep=;\r\na;b\r\n", ";"))
    assert [field.value for field in first.fields] == ["a", "b"]
    assert first.line == 2


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_what_is_decoded_gives_the_same_bytes_again(text, encoding):
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:  # half characters
        return
    found = decoded(content)
    assert found is None or found[0].encode(found[1]) == content


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_with_a_damaged_part_is_refused(tmp_path, part):
    book = openpyxl.Workbook()
    book.active.append(["学号", "姓名"])
    whole, damaged = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:-20] if name == part else content)
    assert "damaged and cannot be read" in refused(tmp_path, damaged.getvalue(), "list.xlsx")

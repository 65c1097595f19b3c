"""Scores go into one column of the platform's file; everything else keeps its bytes."""

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from platform_files import (
    CANVAS,
    CANVAS_FILLED,
    GBK,
    GBK_FILLED,
    MOODLE,
    MOODLE_FILLED,
    SCORES,
    chaoxing,
)

from xbcourse.assumptions.errors import CourseError, DataError, ParameterError
from xbcourse.teaching.grading.gradebooks.filling import Score, as_number, fill
from xbcourse.teaching.grading.gradebooks.grids import grids_of
from xbcourse.teaching.grading.papers.status import Status


def filled(tmp_path, content, name="export.csv", scores=SCORES, **options):
    file = tmp_path / name
    file.write_bytes(content)
    result = fill(file, scores, "hw1", **options)
    assert file.read_bytes() == content
    return result


def refused(tmp_path, content, name="export.csv", error=CourseError, **options):
    with pytest.raises(error) as raised:
        filled(tmp_path, content, name, **options)
    return str(raised.value)


# ---------------------------------------------------------------------------- the platforms


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_canvas_gets_numbers_in_its_column_and_keeps_the_rest(tmp_path, encoding):
    result = filled(tmp_path, CANVAS.encode(encoding))
    assert result.content.decode(encoding) == CANVAS_FILLED
    assert (result.key, result.column) == ("SIS User ID", "hw1 (91)")
    assert result.written == {"00260015": "18.5", "00260016": "0"}
    assert result.empty == {"00260017": Status.UNREADABLE}
    assert result.changed == {"00260016": "12", "00260017": "7.00"}
    assert (result.only_there, result.only_here) == (("00260018",), ("00260019",))


def test_the_login_may_be_the_key(tmp_path):
    result = filled(tmp_path, CANVAS.encode(), key="SIS Login ID", column="hw1 (91)")
    assert result.written == {"00260015": "18.5"}
    assert set(result.only_there) == {"li", "zhao"}


def test_moodle_with_semicolons_and_commas_keeps_its_feedback(tmp_path):
    result = filled(tmp_path, MOODLE.encode())
    assert result.content.decode() == MOODLE_FILLED
    assert (result.key, result.column) == ("ID number", "Grade")


def test_a_gbk_table_with_a_title_and_short_lines(tmp_path):
    result = filled(tmp_path, GBK.encode("gbk"))
    assert result.content.decode("gbk") == GBK_FILLED


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_changes_in_the_cells_of_scores_alone(tmp_path):
    before = chaoxing()
    result = filled(tmp_path, before, "成绩.xlsx", column="成绩")
    old, new = parts(before), parts(result.content)
    sheet = "xl/worksheets/sheet1.xml"
    assert {name for name in old if old[name] != new[name]} == {sheet}
    assert list(old) == list(new)
    scores = re.compile(rb'<c r="C[345]"[^>]*?(/>|>.*?</c>)')
    assert scores.sub(b"", old[sheet]) == scores.sub(b"", new[sheet])
    read = openpyxl.load_workbook(io.BytesIO(result.content))["成绩导入"]
    assert [read[f"C{n}"].value for n in (3, 4, 5)] == [18.5, 0, None]
    assert read["C4"].font.bold
    assert read["A3"].value == 260015


def test_a_workbook_whose_tags_have_a_prefix_and_no_places(tmp_path):
    content = parts(chaoxing())
    xml = content["xl/worksheets/sheet1.xml"].decode()
    xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")
    xml = re.sub(r'<x:row r="\d+"', "<x:row", xml)
    content["xl/worksheets/sheet1.xml"] = xml.encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    result = filled(tmp_path, changed.getvalue(), "a.xlsx", column="成绩")
    (tmp_path / "b.xlsx").write_bytes(result.content)
    rows = grids_of(tmp_path / "b.xlsx")[0].rows
    assert [row[2] for row in rows[2:]] == ["18.5", "0", ""]
    assert [row[0] for row in rows[2:]] == ["00260015", "00260016", "00260017"]


def test_a_formula_is_not_overwritten(tmp_path):
    said = refused(tmp_path, chaoxing(), "a.xlsx", error=DataError, column="合计")
    assert "E3 holds a formula" in said


# -------------------------------------------------------------------------- asking, refusing

TABLE = "学号,登录名,{columns}\n00260015,wxm,,\n00260016,,,\n00260017,,,\n"

ASKED = {
    "two columns of the assignment": (
        TABLE.format(columns="hw1,hw1 retake"),
        "hw1, hw1 retake. Give the whole heading",
    ),
    "no column": (TABLE.format(columns="quiz,exam"), "Name one with --column; there are: 学号"),
    "two general columns": (TABLE.format(columns="成绩,总分"), "成绩, 总分"),
    "another class": ("学号,成绩\n999,\n", "None of the graded students"),
    "keys that disagree": (
        "学号,登录名,成绩\n00260015,00260016,\n00260016,00260015,\n",
        "学号, 登录名. Name one",
    ),
    "no heading": ("王小明,18\n", "No heading"),
    "one student twice": ("学号,成绩\n260015,\n00260015,\n", "line 3: 00260015 is the same"),
    "one student by two of his ids": (
        "ID number,grade\n00260015,\nwxm,\n",
        "line 3: wxm is the same student as 00260015 in line 2",
    ),
    "a stranger twice": ("学号,成绩\n00260015,\n0777,\n777,\n", "line 4"),
    "an id that Excel damaged": ("学号,成绩\n00260015,\n2.02E+11,\n", "line 3: Excel turned"),
    "another scale": (
        CANVAS.replace("24.00", "100.00"),
        "Add --out-of 100 to convert, or --out-of 24",
    ),
    "another scale in the heading": (TABLE.format(columns="成绩（满分 100）,x"), "--out-of 100"),
    "another scale in a column": (
        "ID number,Grade,Maximum grade\n00260015,,100\n00260016,,100\n",
        "--out-of 100",
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_what_is_not_clear_is_asked_and_nothing_is_written(tmp_path, what):
    text, words = ASKED[what]
    assert words in refused(tmp_path, text.encode())


def test_a_named_column_settles_it(tmp_path):
    text = TABLE.format(columns="hw1,hw1 retake")
    assert filled(tmp_path, text.encode(), column="HW1").column == "hw1"
    assert filled(tmp_path, text.encode(), column="retake").column == "hw1 retake"
    assert "no heading “Nr”" in refused(tmp_path, text.encode(), error=ParameterError, key="Nr")
    assert "cannot hold both" in refused(tmp_path, text.encode(), key="学号", column="学号")


def test_the_name_of_another_assignment_is_not_this_one(tmp_path):
    text = TABLE.format(columns="hw10,hw1作业")
    assert filled(tmp_path, text.encode()).column == "hw1作业"


def test_feedback_to_the_assignment_is_no_column_of_scores(tmp_path):
    text = TABLE.format(columns="hw1,hw1 feedback")
    assert filled(tmp_path, text.encode()).column == "hw1"


def test_scores_are_turned_into_another_scale_only_when_asked(tmp_path):
    text = CANVAS.replace("24.00", "100.00").encode()
    assert filled(tmp_path, text, out_of=100).written == {"00260015": "77.08", "00260016": "0"}
    assert filled(tmp_path, text, out_of=24).written["00260015"] == "18.5"


def test_an_old_excel_file_is_refused(tmp_path):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)
    assert "save it as .xlsx" in refused(tmp_path, content, "a.xls")


def test_a_status_without_a_number_never_becomes_zero(tmp_path):
    for status in Status:
        score = Score(student="1", status=status, score=0.0, of=24)
        found = filled(tmp_path, b"ID number,grade\n1,3\n", scores=[score])
        ending = b"1,0\n" if status in (Status.OK, Status.MISSING) else b"1,\n"
        assert found.content == b"ID number,grade\n" + ending


# ------------------------------------------------------------------------------------ laws

CELL = st.text(alphabet='ab,;"\n =王', max_size=6)
ROW = st.tuples(st.integers(1, 40), CELL, CELL, CELL)
ROWS = st.lists(ROW, min_size=1, max_size=6, unique_by=lambda row: row[0])
POINTS = st.dictionaries(st.integers(1, 40), st.floats(0, 24), min_size=1, max_size=40)


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if re.search('[,;"\n]', cell) else cell


@settings(max_examples=60)
@given(
    ROWS,
    POINTS,
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_filling_changes_the_column_of_scores_and_nothing_else(
    tmp_path_factory, rows, points, code, end
):
    scores = [
        Score(student=f"{id_:04}", status=Status.OK, score=score, of=24)
        for id_, score in points.items()
    ]
    lines = [["学号", "姓名", "hw1", "评语"], *([f"{r[0]:04}", *r[1:]] for r in rows)]
    written = [[quoted(cell) for cell in line] for line in lines]
    content = "".join(",".join(line) + end for line in written).encode(code)
    if not {row[0] for row in rows} & set(points):
        assert "None of the graded students" in refused(
            tmp_path_factory.mktemp("a"), content, scores=scores
        )
        return
    result = filled(tmp_path_factory.mktemp("a"), content, scores=scores)
    for number, (row, line) in enumerate(zip(rows, written[1:], strict=True), start=1):
        if row[0] in points:
            old = line[2]
            number_text = as_number(points[row[0]])
            written[number][2] = f'"{number_text}"' if old.startswith('"') else number_text
    expected = "".join(",".join(line) + end for line in written).encode(code)
    assert result.content == expected


@settings(max_examples=30)
@given(st.dictionaries(st.integers(0, 30), st.sampled_from(list(Status)), max_size=12))
def test_everybody_is_written_left_empty_or_named_as_absent(tmp_path_factory, states):
    scores = [
        Score(student=f"s{n}", status=status, score=3.0 if status.counts else None, of=24)
        for n, status in states.items()
    ]
    scores.append(Score(student="s99", status=Status.OK, score=3.0, of=24))
    text = "login,grade\n" + "".join(f"s{n},\n" for n in [*range(0, 31, 2), 99])
    result = filled(tmp_path_factory.mktemp("a"), text.encode(), scores=scores)
    named = [*result.written, *result.empty, *result.only_here]
    assert sorted(named) == sorted(score.student for score in scores)
    assert len(result.only_there) == 17 - len(result.written) - len(result.empty)


def test_moodles_dash_is_no_score_that_was_there_before(tmp_path):
    text = (
        "Identifier,Full name,ID number,Status,Grade,Maximum grade,Grade can be changed,"
        "Last modified (grade),Feedback comments\n"
        "Participant 1,王小明,00260015,Submitted,-,24.00,Yes,-,\n"
    )
    result = filled(tmp_path, text.encode())
    assert result.content.decode() == text.replace("Submitted,-,", "Submitted,18.5,")
    assert (result.column, result.changed) == ("Grade", {})

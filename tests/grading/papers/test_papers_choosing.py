"""Which paper counts, when it came, what lateness costs, and what a person decides."""

import datetime as dt
import itertools
import os

import openpyxl
import pytest
from class_room import (
    DUE,
    LI,
    ROSTER,
    WANG,
    ZHANG,
    Homework,
    Rule,
    collected,
    notebook,
    only,
    stamp,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseError, DataError, ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.teaching.grading.papers import decisions
from xbcourse.teaching.grading.papers.choosing import choose
from xbcourse.teaching.grading.papers.deadlines import (
    Times,
    extension_of,
    read_extensions,
    read_time,
    read_times,
)
from xbcourse.teaching.grading.papers.late import Lateness, extended, late
from xbcourse.teaching.grading.papers.paper import Paper
from xbcourse.teaching.grading.papers.status import Status

ONE, TWO = notebook('check("m01.box_saving", 1)'), notebook('check("m01.box_saving", 2)')
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def answer(found, student=WANG):
    """Which of the two counts, or what stands instead."""
    paper = found.chosen[student, "m01"]
    return paper.cells[0][-2] if paper.status is Status.OK else paper.status


def paper(file, **what):
    return Paper(file=file, student=WANG, module="m01", sha256=file, **what)


def chosen(*papers, times=None, extensions=None, homework=Homework()):  # noqa: B008
    found = choose(papers, ROSTER, homework, times=times, extensions=extensions or {})
    return found.chosen[WANG, "m01"]


# --------------------------------------------------------------------------- several copies

LAST = [
    ({"20260015/p1.ipynb": ONE, "20260015/p1 (1).ipynb": TWO}, "2"),
    ({"20260015/p1 (2).ipynb": ONE, "20260015/p1 (1).ipynb": TWO}, "1"),
    ({"王小明_77_81234_p1-1.ipynb": TWO, "王小明_77_81234_p1.ipynb": ONE}, "2"),
    ({"王小明_LATE_77_81235_p1.ipynb": TWO, "王小明_77_81234_p1.ipynb": ONE}, "1"),
    (
        {
            "hw1.zip": zipped({"20260015.ipynb": ONE}),
            "hw1 (1).zip": zipped({"20260015.ipynb": TWO}),
        },
        "2",
    ),
    ({"20260015/p1.ipynb": ONE, "20260015/again/p1.ipynb": ONE}, "1"),
    ({"20260015/p1.ipynb": ONE, "20260015/p1 (1).ipynb": TWO[:-30]}, "1"),
    ({"20260015/a.ipynb": ONE, "20260015/b.ipynb": TWO}, Status.NEEDS_A_HUMAN),
    ({"20260015/a.ipynb": ONE, "20260015/b.ipynb": ONE + b"\n"}, "1"),
    ({"20260015/a.ipynb": ONE[:-9], "20260015/b.ipynb": b""}, Status.UNREADABLE),
]


@pytest.mark.parametrize(("files", "counts"), LAST)
def test_the_last_that_can_be_read_counts(tmp_path, files, counts):
    assert answer(collected(tmp_path, files)) == counts


def test_files_that_nothing_tells_apart_are_both_named(tmp_path):
    found = collected(tmp_path, {"20260015/a.ipynb": ONE, "20260015/b.ipynb": TWO})
    assert [p.status for p in found.papers] == [Status.NEEDS_A_HUMAN] * 2
    assert "20260015/a.ipynb, 20260015/b.ipynb" in found.papers[0].reason


def test_the_time_of_a_file_decides_nothing(tmp_path):
    files = {"20260015/a.ipynb": ONE, "20260015/b.ipynb": TWO}
    collected(tmp_path, files)
    os.utime(tmp_path / "in/20260015/a.ipynb", (0, 0))
    assert answer(collected(tmp_path, files)) is Status.NEEDS_A_HUMAN


MOMENTS = [None, DUE - DAY, DUE, DUE + 5 * MINUTE, DUE + 11 * MINUTE, DUE + DAY]
COPIES = st.lists(
    st.builds(
        dict,
        submitted=st.sampled_from(MOMENTS),
        attempt=st.integers(0, 2),
        marked_late=st.booleans(),
        status=st.sampled_from([Status.OK, Status.OK, Status.UNREADABLE]),
    ),
    min_size=1,
    max_size=4,
)


@given(COPIES, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_files(copies, rng):
    papers = [paper(f"{n}.ipynb", **copy) for n, copy in enumerate(copies)]
    shuffled = rng.sample(papers, len(papers))
    one, other = chosen(*papers), chosen(*shuffled)
    assert (one.file, one.status, one.reason) == (other.file, other.status, other.reason)


def test_the_last_before_the_deadline_counts_and_else_the_last():
    moments = [DUE - DAY, DUE + 9 * MINUTE, DUE + 11 * MINUTE, DUE + DAY]
    papers = [paper(f"{n}.ipynb", submitted=moment) for n, moment in enumerate(moments)]
    assert chosen(*papers).file == "1.ipynb"  # within the grace
    assert chosen(*papers[2:]).file == "3.ipynb"
    assert chosen(*papers, homework=Homework(due=None)).file == "3.ipynb"
    extension = {(WANG, "m01"): DUE + DAY}
    assert chosen(*papers, extensions=extension).file == "3.ipynb"


# ----------------------------------------------------------------------------------- times


def table(tmp_path, text, encoding="utf-8"):
    file = tmp_path / "times.csv"
    file.write_bytes(text.encode(encoding))
    return file


TIMES = [
    "2026-12-01 23:59",
    "2026-12-01T15:59Z",
    "2026-12-01 23:59:00+08:00",
    "2026/12/1 23:59",
    "2026年12月1日 23:59",
    "2026年12月1日 下午11:59",
    "Tuesday, 1 December 2026, 11:59 PM",
    "Dec 1, 2026 at 11:59 PM",
    "Tuesday, December 1, 2026, 11:59 PM",
    "星期二 2026-12-01 23:59:00",
]


@pytest.mark.parametrize("text", TIMES)
def test_times_as_platforms_write_them(text):
    assert read_time(text, DUE.tzinfo) == DUE


def test_times_are_found_by_id_login_or_file(tmp_path):
    file = table(
        tmp_path,
        "学号;文件名;提交时间\n20260015;;2026/12/1 8:00\nwangxm;p1 (1).ipynb;2026-12-02 9:00\n"
        "li@x.edu.cn;;\n",
        "gbk",
    )
    times = read_times(file, ROSTER, DUE.tzinfo)
    eight = dt.datetime(2026, 12, 1, 8, tzinfo=DUE.tzinfo)
    assert times.of_last(WANG, "m01") == eight
    assert times.of_file(WANG, "20260015/p1 (1).ipynb", "") == eight + DAY + 60 * MINUTE
    assert times.of_file(WANG, "20260015/p1.ipynb", "") is None
    assert times.of_last(LI, "m01") is None


def test_moodles_own_table_gives_the_times(tmp_path):
    text = (
        "Identifier,Full name,Email address,Status,Grade,Last modified (submission),"
        "Last modified (grade)\n"
        'Participant 4711,李四,li@x.edu.cn,Submitted,-,"Tuesday, 1 December 2026, 11:59 PM",-\n'
        "Participant 4712,王小明,wang@x.edu.cn,No submission,-,-,-\n"
    )
    times = read_times(table(tmp_path, text), ROSTER, DUE.tzinfo)
    assert (times.of_last(LI, "m01"), times.of_last(WANG, "m01")) == (DUE, None)


@pytest.mark.parametrize("modified", ["上次修改（作业）", "最后修改（学生）"])
def test_moodles_own_table_gives_the_times_in_chinese_too(tmp_path, modified):
    text = (
        f"标识符,姓名,电子邮件地址,状态,成绩,{modified},上次修改（评分）\n"
        "参与人 4711,李四,li@x.edu.cn,已提交,-,2026年12月1日 星期二 23:59,-\n"
        "参与人 4712,王小明,wang@x.edu.cn,没有提交,-,-,-\n"
    )
    times = read_times(table(tmp_path, text), ROSTER, DUE.tzinfo)
    assert (times.of_last(LI, "m01"), times.of_last(WANG, "m01")) == (DUE, None)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("学号,提交时间\n20260015,昨天\n", ParameterError, "line 2: the time “昨天”"),
        ("学号,提交时间\n20269999,2026-12-01 8:00\n", DataError, "line 2: 20269999"),
        ("学号,分数\n20260015,3\n", DataError, "a column “id” and a column “time”"),
    ],
)
def test_a_table_of_times_that_cannot_be_used_is_refused(tmp_path, text, error, words):
    with pytest.raises(error, match=words):
        read_times(table(tmp_path, text), ROSTER)


@pytest.mark.parametrize("heading", ["student", "Name", "E-mail"])
def test_times_may_be_headed_as_the_courses_own_tables_are(tmp_path, heading):
    who = "li@x.edu.cn" if heading == "E-mail" else LI
    text = f"{heading},time\n{who},2026-12-01 23:59\n"
    times = read_times(table(tmp_path, text), ROSTER, DUE.tzinfo)
    assert times.of_last(LI, "m01") == DUE


def test_the_time_of_the_last_copy_is_not_the_earlier_ones(tmp_path):
    times = Times({}, {(WANG, ""): DUE + DAY})
    files = {"20260015/p1.ipynb": ONE, "20260015/p1 (1).ipynb": TWO}
    found = collected(tmp_path, files, times=times)
    assert answer(found) == "2"
    assert [p.submitted for p in found.papers] == [DUE + DAY, None]


def test_without_times_nobody_is_late_and_the_log_says_so(tmp_path):
    found = collected(tmp_path, {"20260015.ipynb": ONE})
    assert [r.key for r in found.remarks] == ["grading_papers.no_times"]
    times = Times({}, {(LI, ""): DUE})
    files = {"20260015.ipynb": ONE, "20260016.ipynb": ONE}
    found = collected(tmp_path, files, times=times)
    assert [(r.key, r.values) for r in found.remarks] == [
        ("grading_papers.some_without_time", {"count": 1})
    ]


def test_an_earlier_copy_and_a_strangers_file_need_no_time(tmp_path):
    times = Times({}, {(WANG, ""): DUE})
    files = {"20260015/p1.ipynb": ONE, "20260015/p1 (1).ipynb": TWO, "x.pdf": b"%PDF"}
    found = collected(tmp_path, files, times=times)
    assert [r.key for r in found.remarks] == ["grading_papers.without_owner"]


def test_a_platforms_mark_of_lateness_costs_nothing_and_is_told(tmp_path):
    files = {"王小明_LATE_77_81234_p1.ipynb": ONE}
    (paper,) = collected(tmp_path, files).papers
    assert [r.key for r in paper.remarks] == ["grading_papers.marked_late"]
    (paper,) = collected(tmp_path, files, times=Times({}, {(WANG, ""): DUE + DAY})).papers
    assert (paper.submitted, paper.remarks) == (DUE + DAY, ())


# ------------------------------------------------------------------------------ extensions


def test_extensions_by_day_and_by_deadline(tmp_path):
    file = table(tmp_path, "id,due,days,module\n20260015,2026-12-08 23:59,,\n20260016,,2.5,m01\n")
    extensions = read_extensions(file, ROSTER, DUE.tzinfo)
    assert extended(DUE, extension_of(extensions, WANG, "m02")) == DUE + 7 * DAY
    assert extended(DUE, extension_of(extensions, LI, "m01")) == DUE + 2.5 * DAY
    assert extended(DUE, extension_of(extensions, LI, "m02")) == DUE
    with pytest.raises(ParameterError, match="line 2"):
        read_extensions(table(tmp_path, "id,days\n20260015,-1\n"), ROSTER)


def test_a_day_given_as_a_deadline_lasts_to_its_end_and_modules_are_named_freely(tmp_path):
    rows = "id,due,module\n20260015,2026/12/8,3\n20260015,2026年12月9日,m04\n20260015,2026-12-07,\n"
    extensions = read_extensions(table(tmp_path, rows), ROSTER, DUE.tzinfo)
    found = [extended(DUE, extension_of(extensions, WANG, m)) - DUE for m in ("m03", "m04", "m01")]
    assert found == [7 * DAY, 8 * DAY, 6 * DAY]
    # A spreadsheet's date has a midnight that nobody typed.
    book = openpyxl.Workbook()
    for row in (["学号", "延期至", "课"], ["20260015", dt.date(2026, 12, 8), 3]):
        book.active.append(row)
    book.save(tmp_path / "more.xlsx")
    extensions = read_extensions(tmp_path / "more.xlsx", ROSTER, DUE.tzinfo)
    assert extensions == {(WANG, "m03"): DUE + 7 * DAY}
    with pytest.raises(ParameterError, match="line 2: “lesson three” is no module"):
        read_extensions(table(tmp_path, "id,days,module\n20260015,1,lesson three\n"), ROSTER)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (-DAY, Lateness()),
        (0 * DAY, Lateness()),
        (10 * MINUTE, Lateness()),
        (11 * MINUTE, Lateness(1, 2.0)),
        (DAY, Lateness(1, 2.0)),
        (DAY + MINUTE, Lateness(2, 4.0)),
        (30 * DAY, Lateness(30, 10.0)),
    ],
)
def test_lateness_by_hand(after, expected):
    assert late(20, DUE, DUE + after, Rule()) == expected


@given(
    st.floats(0, 100),
    st.timedeltas(-5 * DAY, 50 * DAY),
    st.timedeltas(dt.timedelta(), 9 * DAY),
    st.builds(Rule, st.floats(0, 1), st.floats(0, 600), st.floats(0, 1)),
)
def test_lateness_is_never_a_gain_never_below_the_floor_and_an_extension_never_costs(
    score, after, extension, rule
):
    found = late(score, DUE, DUE + after, rule)
    assert 0 <= found.penalty <= score * (1 - rule.floor) + 1e-5
    assert (found.days == 0) <= (found.penalty == 0)
    assert late(score, DUE, DUE + after, rule, extension).penalty <= found.penalty
    assert late(score, DUE, DUE + after + DAY, rule).penalty >= found.penalty
    assert late(score, DUE, DUE + after, rule, DUE - DAY) == found


def test_what_is_not_known_is_not_late():
    assert late(20, None, DUE, Rule()) == late(20, DUE, None, Rule()) == Lateness()


# ------------------------------------------------------------------------------- decisions

OTHER_CLASS = notebook('check("m01.box_saving", 1)', stamp=stamp(class_code="ECOM-2025B"))
NAMELESS = {"p1.ipynb": ONE, "p2.ipynb": TWO, "20260016.ipynb": OTHER_CLASS, "x.ipynb": b""}


def decided(tmp_path, files, **words):
    """What comes of it once a person has filled in the table."""
    found = collected(tmp_path, files)
    file = tmp_path / "decisions.csv"
    assert decisions.write(file, found.papers) == len(words)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        stem = line.split(",")[1].removesuffix(".ipynb").rpartition("/")[2]
        if stem in words:
            lines[number] = words[stem] + line
    file.write_text("\n".join(lines), encoding="gb18030")
    return collected(tmp_path, files, decisions=decisions.read(file, ROSTER)), file


def test_a_person_says_whose_a_paper_is_and_which_is_left_out(tmp_path):
    words = {"p1": "20260015", "p2": "-", "20260016": "li@x.edu.cn", "x": "20260018"}
    found, file = decided(tmp_path, NAMELESS, **words)
    assert answer(found) == "1"
    assert answer(found, LI) == "1"
    # Whose damaged file it is has to be said too: its owner did hand something in.
    assert answer(found, ZHANG) is Status.UNREADABLE
    left_out = next(p for p in found.papers if p.file == "p2.ipynb")
    assert (left_out.student, left_out.why.key) == (None, "grading_papers.left_out")
    before = file.read_bytes()
    assert decisions.write(file, found.papers) == 0
    assert file.read_bytes() == before


def test_a_person_says_which_of_two_counts(tmp_path):
    files = {"20260015/a.ipynb": ONE, "20260015/b.ipynb": TWO}
    found, _ = decided(tmp_path, files, a="20260015", b="")
    assert answer(found) == "1"
    found, _ = decided(tmp_path / "again", files, a="—", b="")
    assert answer(found) == "2"


def test_nobody_decides_that_a_damaged_file_can_be_read(tmp_path):
    sha256 = only(collected(tmp_path, {"x.ipynb": b""})).sha256
    said = decisions.Decisions({(sha256, "x.ipynb"): WANG})
    found = collected(tmp_path, {"x.ipynb": b""}, decisions=said)
    assert answer(found) is Status.UNREADABLE


def test_the_table_of_decisions_is_in_the_readers_language_and_names_who_is_known(tmp_path):
    file = tmp_path / "decisions.csv"
    with speaking("zh"):
        decisions.write(file, collected(tmp_path, {"20260016.ipynb": OTHER_CLASS}).papers)
    heading, line = file.read_text(encoding="utf-8-sig").splitlines()
    assert heading == "学号,文件,SHA-256,可能是,原因和办法"
    assert line.split(",")[3] == LI
    file.write_text(f"{heading}\n{LI}{line}\n", encoding="gb18030")
    with speaking("en"):
        assert list(decisions.read(file, ROSTER).made.values()) == [LI]


def test_a_decision_for_somebody_unknown_is_refused(tmp_path):
    file = tmp_path / "decisions.csv"
    file.write_text("student,file,sha256\n999,p1.ipynb,ab\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2: 999"):
        decisions.read(file, ROSTER)


def test_open_lines_go_when_they_are_settled_and_filled_ones_stay(tmp_path):
    file = tmp_path / "decisions.csv"
    why = CourseError("grading_papers.numbers_twice")
    waits = paper("=cmd.ipynb", status=Status.NEEDS_A_HUMAN, why=why)
    assert decisions.write(file, [waits]) == 1
    assert "'=cmd.ipynb" in file.read_text(encoding="utf-8-sig")
    assert decisions.write(file, [waits]) == 1
    assert decisions.write(file, []) == 0
    assert file.read_text(encoding="utf-8-sig").count("\n") == 1


def test_remarks_can_be_read_in_either_language(tmp_path):
    found = collected(tmp_path, NAMELESS)
    words = []
    for language, remark in itertools.product(("zh", "en"), found.remarks):
        with speaking(language):
            words.append(str(remark))
    assert len(set(words)) == 4
    assert any(word.startswith("有 3 份文件不知道是谁交的") for word in words)

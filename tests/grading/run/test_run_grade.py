"""The run of a class, with a stand-in for the sandbox: what is run, kept, and left alone."""

import csv
import datetime as dt
import tracemalloc
from dataclasses import replace

import pytest
from classroom import HW1, Stand, cells_of, paper, task, unreadable

from xbcourse.assumptions.errors import CourseError
from xbcourse.teaching.grading import sandbox
from xbcourse.teaching.grading.assignment import LateRule
from xbcourse.teaching.grading.marks.store import file_of, kept, read_all, run_of
from xbcourse.teaching.grading.papers.paper import Ignored, Paper
from xbcourse.teaching.grading.papers.status import Status
from xbcourse.teaching.grading.papers.student import Student
from xbcourse.teaching.grading.reports.make import make
from xbcourse.teaching.grading.run.grade import grade
from xbcourse.teaching.grading.sandbox import Answer, Answers, Ended, SandboxRefused

SOLVED, UNTOUCHED = cells_of("solutions"), cells_of("exercises")
#: The essay of the solved exercise waits for a person.
FULL = 19
SLIP = tuple(
    c.replace("(12 + 6) / (1 - 0.15 - 0.10)", "(12 + 6) * 1.25").replace('{"C", "D"}', '{"C"}')
    for c in SOLVED
)
#: Small ones, for where it does not matter what is in them.
QUICK = ('from xbcourse import check\ncheck("m01.ad_share", 0.6)',)


@pytest.fixture(autouse=True)
def stand(monkeypatch):
    stand = Stand()
    monkeypatch.setattr(sandbox, "run", stand)
    return stand


def graded(a_task, results, **how):
    return {marked.student: marked for marked in grade(a_task, results, **how)}


def files(results):
    return {
        file.relative_to(results).as_posix(): file.read_bytes()
        for file in sorted(results.rglob("*"))
        if file.is_file()
    }


def test_everybody_on_the_roster_gets_a_result(tmp_path):
    papers = [
        paper("2026001", SOLVED),
        paper("2026002", SLIP),
        paper("2026003", UNTOUCHED),
        unreadable("2026004"),
    ]
    found = graded(task(papers, ["2026001", "2026005"]), tmp_path)
    assert {id_: (m.status.value, m.score, m.waiting) for id_, m in found.items()} == {
        "2026001": ("ok", FULL, 4),
        "2026002": ("ok", FULL - 3, 4),
        "2026003": ("ok", 0, 0),
        "2026004": ("unreadable", None, 0),
        "2026005": ("missing", 0, 0),
    }
    assert {m.of for m in found.values()} == {23}
    slips = {q.id: q.slip for q in found["2026002"].questions if q.missed}
    assert slips == {"m01.breakeven_price": "rates_on_cost", "m01.wrong_steps": ""}
    assert {q.outcome for q in found["2026003"].questions} == {"not started"}
    assert list(read_all(tmp_path)) == [found[f"202600{n}"] for n in (1, 5, 2, 3, 4)]


def test_a_second_run_runs_nothing_and_leaves_every_byte(tmp_path, stand):
    papers = [paper("2026001", SLIP), paper("2026002", QUICK), unreadable("2026003")]
    first = graded(task(papers), tmp_path)
    before, ran = files(tmp_path), len(stand.ran)
    assert {"run.json", "log.csv", "manual.csv", "students/2026001.json"} <= set(before)
    assert graded(task(papers), tmp_path) == first
    assert (files(tmp_path), len(stand.ran)) == (before, ran)


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path, stand):
    papers = [paper(f"20260{n:02}", QUICK) for n in range(12)]
    whole = tmp_path / "whole"
    graded(task(papers), whole)
    stand.ran.clear()
    told = []

    def stop(done, total):
        told.append(done)
        if done == 4:
            raise KeyboardInterrupt

    broken = tmp_path / "broken"
    with pytest.raises(KeyboardInterrupt):
        graded(task(papers), broken, progress=stop)
    assert told == [1, 2, 3, 4]
    assert len(list((broken / "students").iterdir())) == 4
    stand.ran.clear()
    again = []
    found = graded(task(papers), broken, progress=lambda done, total: again.append((done, total)))
    assert (len(found), len(stand.ran)) == (12, 8)
    assert again == [(n, 12) for n in range(5, 13)]
    assert files(broken) == files(whole)


def test_what_a_result_depends_on_makes_it_run_again(tmp_path, stand):
    first = [paper("2026001", QUICK), paper("2026002", QUICK)]
    graded(task(first), tmp_path)

    def runs(a_task, **how):
        before = len(stand.ran)
        graded(a_task, tmp_path, **how)
        return len(stand.ran) - before

    assert runs(task(first)) == 0
    assert runs(task([first[0], paper("2026002", QUICK, mark="!")])) == 1
    assert runs(task(first, salt="5b" * 32)) == 2
    assert runs(task(first, [Student("2026002", language="zh")], salt="5b" * 32)) == 1
    assert runs(task(first, assignment=replace(HW1, name="hw2"))) == 2
    assert runs(task(first, assignment=replace(HW1, name="hw2")), redo=["2026002"]) == 1
    assert runs(task(first, assignment=replace(HW1, name="hw2")), redo=["*"]) == 2


def test_a_deadline_that_moved_changes_scores_without_a_run(tmp_path, stand):
    due = dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC)
    late = paper("2026001", SOLVED, submitted=due + dt.timedelta(hours=30))
    rule = LateRule(rate_per_day=0.1, grace_minutes=15, floor=0.5)
    strict = replace(HW1, due=due, late=rule)
    found = graded(task([late], assignment=strict), tmp_path)["2026001"]
    assert (found.raw, found.late_days, found.penalty, found.score) == (19, 2, 3.8, 15.2)
    more_time = {("2026001", ""): dt.timedelta(days=1)}
    found = graded(task([late], assignment=strict, extensions=more_time), tmp_path)["2026001"]
    assert (found.late_days, found.score) == (1, 17.1)
    assert len(stand.ran) == 1
    # The student's own deadline is kept with the result, and is nobody else's.
    more_time = {("2026002", "m01"): dt.timedelta(days=9)}
    both = task([late], ["2026002"], assignment=strict, extensions=more_time)
    own = {id_: marked.parts[0].due for id_, marked in graded(both, tmp_path).items()}
    assert own == {"2026001": None, "2026002": due + dt.timedelta(days=9)}


def test_what_breaks_on_one_file_does_not_stop_the_others(tmp_path, monkeypatch, stand):
    def breaks(cells, probes, limits=None):
        if "broken" in cells[0]:
            raise ZeroDivisionError("in the grader")
        if "endless" in cells[0]:
            return Answers(Ended.TIMED_OUT, "grading_sandbox.out_of_time")
        return stand(cells, probes, limits)

    monkeypatch.setattr(sandbox, "run", breaks)
    papers = [paper(f"202600{n}", QUICK) for n in range(3)]
    papers += [paper("2026008", ("# broken",)), paper("2026009", ("# endless",))]
    found = graded(task(papers), tmp_path)
    assert [m.score for m in found.values() if m.status is Status.OK] == [2, 2, 2]
    broken, endless = found["2026008"], found["2026009"]
    assert (broken.status, broken.score) == (Status.NEEDS_A_HUMAN, None)
    assert "ZeroDivisionError: in the grader" in broken.parts[0].why.en
    assert (endless.status, endless.score) == (Status.TIMED_OUT, None)
    assert endless.parts[0].why.zh != endless.parts[0].why.en
    assert kept(tmp_path, "2026009") == endless


def fill_in(results, student, points):
    """Fill in the row of a student's whole file, as a spreadsheet would."""
    file = results / "manual.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    (row,) = (r for r in rows if r[0] == student and r[3] == "*")
    row[6:8] = [points, "read by me"]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def test_points_by_hand_for_what_could_not_be_read_stay_and_go_everywhere(tmp_path, stand):
    papers = [paper("2026001", QUICK), unreadable("2026002"), unreadable("2026003")]
    graded(task(papers), tmp_path)
    fill_in(tmp_path, "2026002", "15")
    found = graded(task(papers), tmp_path)
    assert [m.score for m in found.values()] == [2, 15, None]
    assert graded(task(papers), tmp_path) == found
    tally = make(tmp_path)
    assert (tally.shares, len(tally.attention)) == ([2 / 23, 15 / 23], 1)
    book = (tmp_path / "gradebook.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[3:5] for line in book[1:3]] == [["graded", "2"], ["graded", "15"]]
    assert '"status": "unreadable"' in file_of(tmp_path, "2026002").read_text(encoding="utf-8")
    log = (tmp_path / "log.csv").read_text(encoding="utf-8-sig").splitlines()
    assert ",yes,unreadable," in log[2] and "Points given by hand: 15 / 23 (manual.csv)." in log[2]
    # A file that runs takes its place, and the instructor is told.
    papers[1] = paper("2026002", QUICK, mark="again")
    assert graded(task(papers), tmp_path)["2026002"].score == 2
    make(tmp_path)
    assert "has 15 / 23 given by hand, but for another file" in (tmp_path / "log.csv").read_text(
        encoding="utf-8-sig"
    )
    assert "has 15 / 23 given by hand, but for another file" in (tmp_path / "class.html").read_text(
        encoding="utf-8"
    )


def test_what_is_filled_in_while_others_are_graded_is_not_lost(tmp_path):
    first = [unreadable("2026001"), paper("2026002", QUICK)]
    graded(task(first), tmp_path)
    again = [first[0], paper("2026002", QUICK, mark="later")]
    graded(task(again), tmp_path, progress=lambda *_: fill_in(tmp_path, "2026001", "7"))
    assert [marked.score for marked in read_all(tmp_path)] == [7, 2]


def test_without_a_sandbox_nobody_is_graded(tmp_path, monkeypatch):
    def refuses(*_):
        raise SandboxRefused("grading_sandbox.no_bubblewrap")

    monkeypatch.setattr(sandbox, "run", refuses)
    with pytest.raises(SandboxRefused):
        graded(task([paper("2026001", QUICK)]), tmp_path)
    assert not (tmp_path / "students").exists()


def test_a_damaged_result_is_named_and_never_taken_for_one(tmp_path):
    papers = [paper("2026001", QUICK)]
    graded(task(papers), tmp_path)
    file_of(tmp_path, "2026001").write_text("{", encoding="utf-8")
    with pytest.raises(CourseError, match=r"2026001\.json is not a grading result"):
        graded(task(papers), tmp_path)
    assert graded(task(papers), tmp_path, redo=["2026001"])["2026001"].score == 2


#: The second question builds on the first, which is wrong.
BUILDS = (
    "from xbcourse import check",
    "breakeven_price = 20\ncheck('m01.breakeven_price', breakeven_price)",
    "ad_share = breakeven_price / 40\ncheck('m01.ad_share', ad_share)",
)


def test_one_slip_is_not_paid_for_twice(tmp_path, stand):
    found = graded(task([paper("2026001", BUILDS)]), tmp_path)["2026001"]
    marks = {q.id: (q.earned, q.outcome, q.followed) for q in found.questions}
    assert marks["m01.breakeven_price"] == (0, "not yet", ())
    assert marks["m01.ad_share"] == (2, "not yet", ("m01.breakeven_price",))
    # Two runs; in the second stands the reference of what is not scored, and no other.
    assert len(stand.ran) == 2
    assert set(stand.ran[1]) - set(BUILDS) == {"breakeven_price = 24.0"}


def test_looking_for_a_reference_in_the_second_run_earns_nothing(tmp_path, stand):
    # It hands the reference of the first in again, and takes whatever else it can find.
    greedy = (
        *BUILDS[:2],
        "ad_share = 2 * breakeven_price",
        (
            "check('m01.breakeven_price', breakeven_price)\n"
            "check('m01.ad_share', ad_share)\n"
            "check('m01.returns_cost', breakeven_price)"
        ),
    )
    found = graded(task([paper("2026001", greedy)]), tmp_path)["2026001"]
    assert found.raw == 0
    references = {"0.6", "24.0"}
    for cells in stand.ran:
        assert len(references & {cell.rpartition(" = ")[2] for cell in cells}) <= 1


def test_what_is_right_alone_is_run_once(tmp_path, stand):
    alone = (*BUILDS[:1], "ad_share = 0.3\ncheck('m01.ad_share', ad_share)")
    graded(task([paper("2026001", SOLVED), paper("2026002", alone)]), tmp_path)
    assert len(stand.ran) == 2


def test_personal_numbers_make_a_neighbours_file_wrong(tmp_path):
    personal = replace(HW1, personal=True)
    papers = [paper("2026001", SOLVED), paper("2026002", SOLVED)]
    found = graded(task(papers, assignment=personal), tmp_path)
    varying = {q.id for q in HW1.questions() if q.varying}
    assert len(varying) >= 3
    for marked in found.values():
        assert {q.id for q in marked.questions if q.missed} == varying


def test_what_should_be_known_before_scores_go_out_is_noted(tmp_path):
    remarks = [
        CourseError("grading_papers.neighbours_numbers", student="2026001", other="2026002"),
        CourseError("grading_papers.not_utf8", encoding="gb18030"),
    ]
    papers = [paper("2026001", QUICK, remarks=tuple(remarks)), paper("2026002", QUICK)]
    graded(task(papers), tmp_path)
    (noted,) = run_of(tmp_path)["noted"]
    assert (noted["student"], noted["module"]) == ("2026001", "m01")
    assert "handed in the notebook that was given to 2026002" in noted["words"]["en"]


def test_the_log_has_every_file_once_and_whoever_handed_in_nothing(tmp_path):
    papers = [paper("2026001", QUICK), unreadable("2026002")]
    a_task = task(papers, ["2026003", "2026004"])
    why = CourseError("grading_papers.litter")
    older = replace(paper("2026001", QUICK, mark="old"), file="2026001/old.ipynb")
    stranger = Paper(file="who.ipynb", sha256="ef", status=Status.NEEDS_A_HUMAN, why=why)
    perhaps = replace(stranger, file="perhaps.ipynb", proposed="2026003")
    collected = replace(
        a_task.collected,
        papers=(*papers, older, stranger, perhaps),
        chosen={**a_task.collected.chosen, ("2026003", "m01"): perhaps},
        ignored=(Ignored("=.DS_Store", why),),
    )
    graded(replace(a_task, collected=collected), tmp_path)
    content = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert [(r["student"], r["file"], r["counts"], r["status"]) for r in rows] == [
        ("2026003", "perhaps.ipynb", "", "needs review"),
        ("2026004", "", "", "missing"),
        ("2026001", "2026001/m01.ipynb", "yes", "graded"),
        ("2026001", "2026001/old.ipynb", "no", "graded"),
        ("2026002", "2026002/m01.ipynb", "", "unreadable"),
        ("", "who.ipynb", "", "needs review"),
        ("", "'=.DS_Store", "", "not student work"),
    ]
    assert all(row["reason and what to do"] for row in [rows[0], *rows[3:]])


def test_memory_does_not_grow_with_the_class(tmp_path, monkeypatch):
    """Each result holds a long text; only those at work at the moment are in memory."""

    def quick(cells, probes, limits=None):
        answers = {p.question: Answer("absent") for p in probes}
        answers["m01.verdict"] = Answer("value", "no " * 16_000)
        return Answers(Ended.OK, "", answers)

    monkeypatch.setattr(sandbox, "run", quick)

    def peak(count):
        a_task = task([paper(f"20260{n:03}", QUICK, mark=str(n)) for n in range(count)])
        results = tmp_path / str(count)
        tracemalloc.start()
        try:
            for _ in range(2):
                for _ in grade(a_task, results):
                    pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(2)  # what is read only once
    # Kept, the 60 more would be 60 x 48 kB = 2.9 MB.
    assert peak(70) - peak(10) < 1.6e6

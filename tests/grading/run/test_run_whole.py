"""From assigning to grades with the real commands and the real sandbox."""

import json

import pytest
from classroom import needs_sandbox
from whole import ESSAY, Pupil, assigned, zipped

from xbcourse.cli import main
from xbcourse.teaching.grading.marks.store import read_all
from xbcourse.teaching.grading.run import machines, summary
from xbcourse.teaching.grading.sandbox import SandboxRefused

pytestmark = needs_sandbox


def files(results):
    return {
        file.relative_to(results).as_posix(): file.read_bytes()
        for file in sorted(results.rglob("*"))
        if file.is_file()
    }


def graded(folder, papers, out="results", *options):
    hw1 = folder / "hw1"
    # The folder of the assignment holds the salt too, where no other is named.
    words = ["grade", str(papers), "--assignment", str(hw1)]
    words += ["--roster", str(folder / "roster.csv")]
    return main([*words, "--out", str(folder / out), *options, "--lang", "en"])


def scores(results):
    return {m.student: (m.status.value, m.score, m.waiting) for m in read_all(results)}


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A class with personal numbers; what it handed in; and what that must earn."""
    folder = assigned(tmp_path_factory.mktemp("term"), "--personal", "--language", "zh")
    pupils = {id_: Pupil(folder, id_) for id_ in (f"202600{n}" for n in range(1, 9))}
    first, second = pupils["2026001"], pupils["2026002"]
    price = next(q for q in first.assignment.questions() if q.variable == "breakeven_price")
    slip = next(s for s in price.slips if s.name == "costs_only")
    handed_in = [
        ("2026001", "01-one-order.ipynb", first.filled()),
        (
            "2026002",
            "作业 (1).ipynb",
            second.filled(
                breakeven_price=f"breakeven_price = {slip.value(second.inputs(price))!r}",
                wrong_steps='wrong_steps = {"C"}',
            ),
        ),
        ("2026004", "01-one-order.ipynb", pupils["2026004"].filled()[:3000]),
        ("2026005", "hw.ipynb", json.dumps(pupils["2026005"].given).encode()),
        ("2026006", "hw.ipynb", pupils["2026006"].filled(ad_share="import os\nos._exit(0)")),
        ("2026007", "hw.ipynb", pupils["2026007"].filled(storage_q4="storage_q4 = 1 / 0")),
        # Stays outside the sandbox, whatever it prints or raises.
        ("2026008", "hw.ipynb", pupils["2026008"].filled(fee_rules="print('x' * 10**7)")),
    ]
    zipped(folder / "papers.zip", handed_in)
    return folder, {
        "2026001": ("ok", 19, 4),
        "2026002": ("ok", 16, 4),
        "2026003": ("missing", 0, 0),
        "2026004": ("unreadable", None, 0),
        "2026005": ("ok", 0, 0),
        "2026006": ("needs a human", None, 0),
        "2026007": ("ok", 17, 4),
        "2026008": ("ok", 16, 4),
    }


def test_a_class_gets_the_points_that_were_computed_and_the_same_again(term, capsys):
    folder, expected = term
    results = folder / "results"
    assert graded(folder, folder / "papers.zip") == 0
    said = capsys.readouterr().out
    assert scores(results) == expected
    assert "Students: 8 (5 graded, 1 missing, 1 unreadable, 1 needs review)" in said
    assert "2026004 赵芳, m01, unreadable:" in said
    first = files(results)
    # What the system saw of the end is the instructor's to know, and nobody else's.
    assert "(exit code 0)" in first["log.csv"].decode()
    assert "exit code" not in first["feedback/2026006.html"].decode()
    slips = {q.id: q.slip for m in read_all(results) for q in m.questions if q.slip}
    assert slips == {"m01.breakeven_price": "costs_only"}
    made = {"class.html", "written.html", "log.csv", "manual.csv", "gradebook.csv"}
    assert made | {"feedback/2026003.html", "gradebook.xlsx"} <= set(first)
    assert ESSAY in first["written.html"].decode()
    # Neither the salt nor a hidden case is anywhere among the results.
    salt = (folder / "hw1" / "salt.txt").read_bytes().strip()
    assert not [name for name, content in first.items() if salt in content]

    assert graded(folder, folder / "papers.zip") == 0
    assert files(results) == first


def test_a_run_that_was_broken_off_is_finished_by_the_next(term, monkeypatch, capsys):
    folder, expected = term
    graded(folder, folder / "papers.zip")
    whole = files(folder / "results")

    count, broken = summary.Summary.count, []

    def stop(self, marked):
        count(self, marked)
        broken.append(marked.student)
        if len(broken) == 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(summary.Summary, "count", stop)
        assert graded(folder, folder / "papers.zip", "again") == 130
    assert "Interrupted: 4 of 8" in capsys.readouterr().out
    assert len(list((folder / "again" / "students").iterdir())) == 4
    assert graded(folder, folder / "papers.zip", "again") == 0
    assert scores(folder / "again") == expected
    assert files(folder / "again") == whole


def test_a_neighbours_answers_earn_what_does_not_vary(tmp_path):
    folder = assigned(tmp_path, "--personal", "--language", "en")
    mine, neighbour = Pupil(folder, "2026001"), Pupil(folder, "2026002")
    # The neighbour's answers in one's own notebook: the stamp is right, the numbers are not.
    copied = json.loads(mine.given and neighbour.filled())
    copied["metadata"] = mine.given["metadata"]
    zipped(folder / "papers.zip", [("2026001", "hw.ipynb", json.dumps(copied).encode())])
    assert graded(folder, folder / "papers.zip") == 0
    marked = next(read_all(folder / "results"))
    assert {q.id for q in marked.questions if q.missed} == {
        q.id for q in mine.assignment.questions() if q.varying
    }


def test_times_and_extensions_decide_who_is_late(tmp_path):
    folder = assigned(tmp_path, "--language", "en")
    late = [(id_, "hw.ipynb", Pupil(folder, id_).filled()) for id_ in ("2026001", "2026002")]
    zipped(folder / "papers.zip", late)
    times, more = folder / "times.csv", folder / "more.csv"
    times.write_text(
        "学号,提交时间\n2026001,2026-12-03 10:00\n2026002,2026-12-03 10:00\n", encoding="utf-8"
    )
    more.write_text("学号,天数\n2026002,1\n", encoding="utf-8")
    options = ["--times", str(times), "--extensions", str(more)]
    assert graded(folder, folder / "papers.zip", "results", *options) == 0
    found = {m.student: (m.raw, m.late_days, m.score) for m in read_all(folder / "results")}
    assert found["2026001"] == (19, 2, 15.2)
    assert found["2026002"] == (19, 1, 17.1)
    page = (folder / "results" / "feedback" / "2026001.html").read_text(encoding="utf-8")
    assert "Days late: 2. The penalty is 20%" in page
    # A report made later knows the extension without its table; the log has it too.
    assert main(["report", str(folder / "results"), "--lang", "en"]) == 0
    page = (folder / "results" / "feedback" / "2026002.html").read_text(encoding="utf-8")
    assert "2026-12-02 23:59 (UTC+08:00) (extended)" in page
    log = (folder / "results" / "log.csv").read_text(encoding="utf-8-sig")
    assert log.count("Deadline extended to 2026-12-02 23:59 (UTC+08:00).") == 1


def test_a_folder_in_which_nobody_has_a_paper_is_called_so(tmp_path, capsys):
    folder = assigned(tmp_path)
    (folder / "notes.txt").write_text("of another class", encoding="utf-8")
    assert graded(folder, folder / "notes.txt") == 0
    assert "Nobody on the roster handed in anything" in capsys.readouterr().out


def test_what_is_lacking_or_impossible_is_said_before_anything_is_run(tmp_path, capsys):
    assert main(["grade", "papers", "--lang", "en"]) == 1
    assert "--assignment, --roster must be given" in capsys.readouterr().err
    folder = assigned(tmp_path)
    zipped(folder / "papers.zip", [])
    for options, words in (
        (["-j", "0"], "-j cannot be 0"),
        (["--redo", "7"], "Nobody on the roster has the id 7"),
        (["--times", "nowhere.csv"], "nowhere.csv"),
    ):
        assert graded(folder, folder / "papers.zip", "results", *options) == 1
        assert words in capsys.readouterr().err
    assert not (folder / "results" / "students").exists()


def test_results_of_one_assignment_do_not_take_in_another(tmp_path, capsys):
    folder = assigned(tmp_path)
    zipped(folder / "papers.zip", [("2026001", "hw.ipynb", Pupil(folder, "2026001").filled())])
    results = folder / "results"
    results.mkdir()
    text = (folder / "hw1" / "assignment.json").read_text(encoding="utf-8")
    (results / "assignment.json").write_text(text.replace('"hw1"', '"hw0"'), encoding="utf-8")
    before = files(results)
    assert graded(folder, folder / "papers.zip") == 1
    said = capsys.readouterr().err
    assert "another assignment (hw0, " in said and "--out hw1-results" in said
    assert files(results) == before


def test_an_attack_that_gets_through_stops_everything(tmp_path, monkeypatch, capsys):
    folder = assigned(tmp_path)
    zipped(folder / "papers.zip", [("2026001", "hw.ipynb", Pupil(folder, "2026001").filled())])

    def gets_through():
        raise SandboxRefused("grading_sandbox.no_bubblewrap")

    monkeypatch.setattr(machines, "self_test", gets_through)
    assert graded(folder, folder / "papers.zip") == 1
    assert "bubblewrap" in capsys.readouterr().err
    assert not (folder / "results" / "students").exists()


def test_the_self_test_can_be_run_alone(capsys):
    assert main(["grade", "--self-test", "--lang", "en"]) == 0
    assert "none got through" in capsys.readouterr().out

"""The pages: what they say, in which language, and that they are nothing but a page."""

import base64
import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from results import HW1, SCRIPT, Page, essay, kept, question, student

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import LANGUAGES, Text, speaking
from xbcourse.cli import main
from xbcourse.teaching.grading.assigning.words import late_words
from xbcourse.teaching.grading.marks.marked import MarkedCriterion
from xbcourse.teaching.grading.papers.status import Status
from xbcourse.teaching.grading.reports.feedback import feedback
from xbcourse.teaching.grading.reports.make import make
from xbcourse.teaching.grading.reports.tally import Tally
from xbcourse.teaching.questions import questions

WRONG = question(
    found=0.0, outcome="not yet", slip="one_return", remarks=("Your value is $28.64.",), ask="And?"
)
UNREADABLE = {
    "status": Status.UNREADABLE,
    "why": Text(zh="这是 PDF。请学生交 .ipynb。", en="It is v1.5 of a PDF. Ask the student."),
}


def page_of(*questions_, **more):
    return Page(feedback(student("2026001", *questions_, name="王小明", **more), HW1))


def cells(page, beginning):
    return next(row for row in page.rows if row and row[0].startswith(beginning))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_by_itself(tmp_path, language):
    folder = kept(
        tmp_path,
        student("1", WRONG, essay(SCRIPT), name=SCRIPT, language=language, file=SCRIPT),
        student("2", language=language, **UNREADABLE),
        unknown=[{"file": SCRIPT, "why": {"zh": SCRIPT, "en": SCRIPT}}],
    )
    with speaking(language):
        make(folder)
    files = [folder / "class.html", folder / "written.html", *(folder / "feedback").iterdir()]
    assert len(files) == 4
    for file in files:
        page = Page(file.read_bytes())
        assert not page.named("script") and not page.named("a") and not page.named("link")
        assert page.named("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
        policies = [m["content"] for m in page.named("meta") if "http-equiv" in m]
        assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
        assert all(i["src"].startswith("data:image/png;") and i["alt"] for i in page.named("img"))
        assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
        assert [level for level, _ in page.headings].count("h1") == 1
        levels = [int(level[1]) for level, _ in page.headings]
        assert all(b - a <= 1 for a, b in pairwise(levels))
        assert all(th.get("scope") in ("row", "col") for th in page.named("th"))
        # Neither a terminal's escapes nor signs that turn the direction of reading.
        assert "\x1b" not in page.text and "\u202e" not in page.text
    assert "<script>alert(1)</script>" in Page((folder / "written.html").read_bytes()).text


def test_feedback_says_points_what_was_found_and_what_to_think_about():
    page = page_of(WRONG, question("ad_share"), essay("Do not order.", 1.0))
    assert cells(page, "Score")[1] == "3 / 23"
    assert cells(page, "1. Spread over every order")[1:] == ["✘ not yet right", "0 / 2"]
    assert cells(page, "2. What is the largest")[1:] == ["✔ right", "2 / 2"]
    assert cells(page, "3. Order the 500")[1:] == ["… to be graded by your teacher", "1 / 4"]
    assert cells(page, "names the measure")[1:] == ["", "1 / 1"]
    for words in (
        "Your value is $28.64.",
        "And?",
        "Do not order.",
        "3 points are still to be graded",
    ):
        assert words in page.text
    # What is right needs no section of its own.
    assert [h for level, h in page.headings if level == "h3"] == [
        "1. Spread over every order, what do returns cost, in dollars? (m01.returns_cost)",
        "3. Order the 500 or not? Write Lin Qian's internal note. (m01.verdict)",
    ]


def test_a_file_is_named_as_the_student_named_it():
    page = page_of(question(), file="王小明_44012_assignsubmission_file_/hw.zip/01 (1).ipynb")
    assert cells(page, "File")[1] == "01 (1).ipynb"


def test_every_cell_knows_its_column_for_screens_without_room_for_columns():
    page = page_of(question(), essay("Yes."))
    named = [cell["data-of"] for cell in page.named("td") if "data-of" in cell]
    assert named == ["Result", "Points"] * 2 + ["Comment", "Points"] * 4


def test_feedback_is_in_the_students_language_whatever_is_in_force():
    with speaking("en"):
        page = page_of(WRONG, language="zh")
    assert page.named("html") == [{"lang": "zh-CN"}]
    assert cells(page, "1. 摊到每一单上")[1] == "✘ 还不对"
    assert page.headings[1] == ["h2", "练习 01 · 一单到底赚不赚"]


def test_feedback_never_says_an_expected_value():
    computed = [q for q in questions().values() if q.module == "m01" and q.kind == "number"]
    marked = [
        question(
            q.variable, q.points, 0.0, "not yet", slip=q.slips[0].name, ask=str(q.slips[0].asks)
        )
        for q in computed
    ]
    page = page_of(*marked)
    for q in computed:
        assert q.expects.show(q.public()[0]) not in page.text


def test_lateness_is_explained_with_its_numbers():
    page = page_of(
        question(), days=2, lost=0.2, submitted=HW1.due + dt.timedelta(hours=30), sha256="ab" * 32
    )
    assert cells(page, "Score")[1] == "1.6 / 23"
    assert cells(page, "Late")[1] == "2 before the penalty, 0.4 lost for lateness"
    assert (
        "Days late: 2. The penalty is 20% of what this module earned: 0.4 of 2 points." in page.text
    )
    assert cells(page, "Submitted")[1] == "2026-12-03 05:59 (UTC+08:00)"
    assert cells(page, "SHA-256")[1] == "ab" * 32
    assert "Each day late, or part of a day, costs 10%" in cells(page, "Due")[1]


def test_an_extended_deadline_is_the_students_own():
    later = HW1.due + dt.timedelta(days=7)
    page = page_of(question(), due=later)
    assert cells(page, "Due")[1].startswith("2026-12-08 23:59 (UTC+08:00) (extended) · Each day")
    page = page_of(status=Status.MISSING, due=later, language="zh")
    assert cells(page, "截止时间")[1].startswith("2026-12-08 23:59 (UTC+08:00)（已延期）")
    assert "extended" not in page_of(question()).text
    # Where it differs from module to module, each has its own.
    one = student("1", question(), due=later)
    two = one.with_parts((*one.parts, replace(one.parts[0], module="m02", due=None)))
    page = Page(feedback(two, HW1))
    assert [row[1] for row in page.rows if row[0] == "Due"] == [
        "not the same for every module; see each of them · " + late_words(HW1.late),
        "2026-12-08 23:59 (UTC+08:00) (extended)",
        "2026-12-01 23:59 (UTC+08:00)",
    ]


def test_a_report_made_later_still_knows_an_extended_deadline(tmp_path):
    folder = kept(tmp_path, student("1", question(), due=HW1.due + dt.timedelta(days=7)))
    make(folder)
    page = Page((folder / "feedback" / "1.html").read_bytes())
    assert "2026-12-08 23:59 (UTC+08:00) (extended)" in cells(page, "Due")[1]


def test_no_score_is_not_zero():
    page = page_of(**UNREADABLE)
    assert cells(page, "Score")[1].startswith("No score yet")
    assert cells(page, "Points")[1] == "– / 23"
    assert cells(page_of(status=Status.MISSING), "Score")[1] == "0 / 23"


def test_a_student_is_told_the_reason_and_what_a_student_can_do():
    page = page_of(**UNREADABLE)
    assert "It is v1.5 of a PDF. Open your own .ipynb file in JupyterLab" in page.text
    assert "Ask the student" not in page.text
    page = page_of(**UNREADABLE, language="zh")
    assert "这是 PDF。请在 JupyterLab 里打开你自己的 .ipynb 文件" in page.text
    # Where a person decides, the reason may name a classmate.
    why = Text(zh="“张伟”有两个：7、8。", en="Two are called Zhang Wei: 7, 8.")
    page = page_of(status=Status.NEEDS_A_HUMAN, why=why)
    assert "Zhang Wei" not in page.text
    assert "Your teacher has to look at this file" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", Status)
def test_a_reason_is_told_where_there_is_no_score_and_nowhere_else(status, language):
    why = Text(zh="这里出了问题。", en="Here is the trouble.")
    told = why.within(language) in page_of(status=status, why=why, language=language).text
    assert told == (status in (Status.UNREADABLE, Status.REFUSED, Status.TIMED_OUT))
    # Without a reason there is still the advice, where there is no score.
    advice = len(page_of(status=status, language=language).named("p"))
    assert advice - len(page_of(language=language).named("p")) == (status is not Status.OK)


def test_points_by_hand_for_a_whole_file_are_the_teachers():
    page = page_of(by_hand=MarkedCriterion(23.0, 15.0, "Read on paper."), **UNREADABLE)
    assert cells(page, "Score")[1] == cells(page, "Points")[1] == "15 / 23"
    assert cells(page, "State")[1] == "graded by your teacher"
    assert "Your teacher graded this module as a whole: 15 / 23. Read on paper." in page.text
    assert "PDF" not in page.text and "Below is what the program" not in page.text
    page = page_of(WRONG, essay("Yes."), by_hand=MarkedCriterion(23.0, 15.0), language="zh")
    assert cells(page, "得分")[1] == "15 / 23"
    assert "这一课由老师给分：15 / 23。下面是程序对各题的批改，供你参考，不另外计分。" in page.text
    # A comment alone is no score: the advice stays.
    page = page_of(by_hand=MarkedCriterion(23.0, None, "Come and see me."), **UNREADABLE)
    assert cells(page, "Score")[1].startswith("No score yet")
    assert "Come and see me." in page.text and "Open your own .ipynb" in page.text


def test_marks_for_nobody_are_said_on_the_class_page_and_by_the_command(tmp_path, capsys):
    folder = kept(tmp_path, student("1", question()))
    text = "student,question,criterion,points\n2,m01.verdict,*,3\n"
    (folder / "manual.csv").write_text(text, encoding="utf-8")
    assert main(["report", str(folder), "--lang", "en"]) == 0
    said = "manual.csv has marks for ids that are not on the roster"
    assert said in capsys.readouterr().out
    assert said in Page((folder / "class.html").read_bytes()).text


def test_a_slip_that_was_followed_through_and_a_mark_by_hand_are_explained():
    followed = question("ad_share", outcome="not yet", followed=("m01.breakeven_price",))
    by_hand = question(
        found=0.0, outcome="not yet", overruled=MarkedCriterion(2.0, 1.5, "right idea")
    )
    page = page_of(followed, by_hand)
    assert "This builds on breakeven_price, which was not right." in page.text
    assert "Your teacher graded this question: 1.5 / 2. right idea" in page.text
    assert cells(page, "2. Spread over")[1:] == ["● graded by your teacher", "1.5 / 2"]


def test_the_class_page_counts_scores_questions_slips_and_people(tmp_path):
    folder = kept(
        tmp_path,
        student("1", question(), question("ad_share", found=1.0, outcome="not yet")),
        student("2", WRONG, question("ad_share", found=0.0, outcome="not started")),
        student("3", WRONG, question("ad_share"), essay("Yes."), days=1, lost=0.1, name="Li Na"),
        student("4", **UNREADABLE),
        student("5", status=Status.MISSING),
        unknown=[{"file": "who.ipynb", "why": {"zh": "没有名字", "en": "no name"}}],
        remarks=[{"zh": "没有提交时间", "en": "No times are known."}],
        noted=[{"student": "1", "module": "m01", "words": {"zh": "公开的", "en": "published"}}],
    )
    tally = make(folder)
    assert tally.shares == pytest.approx([3 / 23, 0, 1.8 / 23])
    assert [q.id for q in tally.most_missed()] == ["m01.returns_cost", "m01.ad_share"]
    page = Page((folder / "class.html").read_bytes())
    assert cells(page, "Spread over every order")[1:] == ["67%", "1", "3", "0", "0"]
    assert cells(page, "What is the largest share")[1:] == ["50%", "1", "2", "1", "0"]
    assert cells(page, "Order the 500")[1:] == ["–", "0", "1", "0", "1"]
    slip = next(s for s in questions()["m01.returns_cost"].slips if s.name == "one_return")
    asked = [row for row in page.rows if row[-1] == slip.asks.en]
    assert [row[1] for row in asked] == ["2"]
    assert ["4", "m01", "unreadable", UNREADABLE["why"].en] in page.rows
    assert ["who.ipynb", "no name"] in page.rows
    assert ["1", "m01", "published"] in page.rows
    assert ["5", "m01"] in page.rows
    assert ["3 Li Na", "m01", "1", "0.2"] in page.rows
    assert (
        "4 points are still to be graded by hand" in page.text
        and "No times are known." in page.text
    )
    pictures = [base64.b64decode(i["src"].partition(",")[2]) for i in page.named("img")]
    assert all(picture.startswith(b"\x89PNG") for picture in pictures) and len(pictures) == 2
    assert page.named("img")[1]["alt"].startswith("The most points were lost on m01.returns_cost")


def test_a_class_of_nobody_or_of_full_marks_still_has_a_page(tmp_path):
    make(kept(tmp_path / "none"))
    full = kept(tmp_path / "full", student("1", question()))
    make(full)
    page = Page((full / "class.html").read_bytes())
    assert len(page.named("img")) == 1


def test_quantiles_of_one_and_many():
    assert Tally(shares=[0.5]).quantile(0.25) == 0.5
    assert Tally(shares=[0.0, 0.1, 0.2, 0.3, 1.0]).quantile(0.75) == pytest.approx(0.3)


def test_report_takes_in_the_marks_that_were_given(tmp_path, capsys):
    folder = kept(tmp_path, student("1", essay("Do not order."), language="zh"))
    assert main(["report", str(folder), "--lang", "en"]) == 0
    assert "4 points are still to be graded" in capsys.readouterr().out
    file = folder / "manual.csv"
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    rows[1:] = [re.sub(r",1,,,(t\w+)$", r",1,1,说得好,\1", row) for row in rows[1:]]
    file.write_text("\n".join(rows), encoding="utf-8")
    assert main(["report", str(folder), "--lang", "en"]) == 0
    assert "still to be graded" not in capsys.readouterr().out
    page = Page((folder / "feedback" / "1.html").read_bytes())
    assert cells(page, "得分")[1] == "4 / 23"
    assert page.text.count("说得好") == 4
    assert '"score": 4.0' in (folder / "students" / "1.json").read_text(encoding="utf-8")
    before = {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    make(folder)
    assert {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()} == before


def test_a_file_that_cannot_be_written_is_named(tmp_path, capsys):
    folder = kept(tmp_path, student("1", question()))
    (folder / "gradebook.csv").mkdir()
    assert main(["report", str(folder), "--lang", "zh"]) == 1
    said = capsys.readouterr().err
    assert f"用不了 {folder / 'gradebook.csv'}：这是文件夹，不是文件。" in said


def test_a_folder_without_results_is_refused(tmp_path, capsys):
    assert main(["report", str(tmp_path), "--lang", "en"]) == 1
    assert "There are no results" in capsys.readouterr().err
    with pytest.raises(DataError):
        make(tmp_path)


def test_who_had_numbers_of_their_own_is_told_whose_numbers_the_questions_name():
    said = "yours are the ones printed in your notebook"
    marked = student("2026001", WRONG, name="王小明")
    assert said in Page(feedback(marked, replace(HW1, personal=True))).text
    assert said not in Page(feedback(marked, HW1)).text

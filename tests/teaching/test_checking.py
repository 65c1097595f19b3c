"""What a learner is told by check, hint and solution, in a prompt and in a notebook."""

import json

import nbformat
import pytest
import sample_questions as sample
from awkward import AWKWARD
from learner import begin
from nbclient import NotebookClient

from xbcourse.assumptions.errors import DataError
from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching import message, official
from xbcourse.teaching.checking import check, hint, solution
from xbcourse.teaching.message import Message, table, text_table
from xbcourse.teaching.placeholder import ____

in_both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _session(monkeypatch, tmp_path):
    begin(monkeypatch, tmp_path)


@pytest.fixture
def told(capsys):
    """What the last calls said, line by line."""
    return lambda: capsys.readouterr().out.splitlines()


def test_the_six_outcomes_look_different(told):
    for answer in (____, 3.0, 0.984, "0.984", "x"):
        check("m99.duty", answer)
    check("m99.judgement", "word " * 30)
    headlines = [line for line in told() if not line.startswith(" ")]
    assert headlines == [
        "○ duty: not started yet",
        "● duty: not yet",
        "✔ duty: right",
        "✔ duty: right, though in another shape than asked for",
        "▲ duty: cannot tell",
        "■ judgement: written (about 30 words)",
    ]


@in_both
def test_a_slip_is_answered_with_its_question(told, language):
    with speaking(language):
        check("m99.duty", 29.9 * 0.12)
        assert say("checks.think", question=sample.duty.slips[0].asks) in told()[-1]


@in_both
def test_a_hint_is_offered_after_the_second_miss_and_the_solution_after_the_last_hint(
    told, language
):
    with speaking(language):
        offer = "  " + say("checks.offer_hint", id="m99.duty")
        check("m99.duty", 3.0)
        assert offer not in told()
        check("m99.duty", ____)
        assert offer not in told()
        check("m99.duty", 4.0)
        assert told()[-1] == offer
        hint("m99.duty")
        hint("m99.duty")
        told()
        check("m99.duty", 5.0)
        assert told()[-1] == "  " + say("checks.offer_solution", id="m99.duty")
        check("m99.duty", 0.984)
        assert offer not in told()


@in_both
def test_hints_come_one_after_another_and_the_last_one_again(told, language):
    with speaking(language):
        first, second = map(str, sample.duty.hints)
        for words, after in [
            (first, "hint_more"),
            (second, "hint_last"),
            (second, "hint_again"),
            (second, "hint_again"),
        ]:
            hint("m99.duty")
            assert told()[1:] == [f"  {words}", "  " + say(f"checks.{after}")]


def test_an_essay_begins_with_its_rubric(told):
    hint("m99.judgement")
    lines = told()
    assert lines[0] == "■ judgement: hint 1 of 3"
    assert lines[2:4] == [
        "  2 points: a clear conclusion with a number",
        "  2 points: names the assumption that would turn it",
    ]
    hint("m99.judgement")
    assert str(sample.judgement.hints[0]) in told()[1]


def put_solution(root, language, source, name="99-sample.ipynb"):
    """A made notebook of solutions below `root`, as the build writes it."""
    cell = nbformat.v4.new_code_cell(source, metadata={"xbcourse": {"question": "m99.duty"}})
    path = root / "solutions" / language / name
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return path


@pytest.fixture
def course(monkeypatch, tmp_path):
    """A course root of its own for the solutions."""
    root = tmp_path / "course"
    monkeypatch.setattr(official, "course_root", lambda: root)
    return root


CELL = 'base = 8.2\nduty = base * 0.12\n\ncheck("m99.duty", duty)'


def test_a_solution_takes_a_try_or_asking_twice(told, course):
    put_solution(course, "en", CELL)
    solution("m99.duty")
    assert "duty = base" not in "\n".join(told())
    solution("m99.duty")
    assert "    duty = base * 0.12" in told()


@in_both
def test_after_a_try_the_solution_comes_at_once_with_the_reason(told, course, language):
    put_solution(course, language, CELL)
    with speaking(language):
        check("m99.duty", 3.0)
        told()
        solution("m99.duty")
        lines = told()
        assert f"  {say('checks.because', words=sample.duty.because)}" in lines
    assert lines[-3:] == ["", "    base = 8.2", "    duty = base * 0.12"]
    assert "check(" not in "\n".join(lines)


def test_a_blank_is_no_try(told, course):
    put_solution(course, "en", CELL)
    check("m99.duty", ____)
    solution("m99.duty")
    assert "duty = base" not in "\n".join(told())


def test_the_code_of_the_readers_language_is_preferred_and_the_other_will_do(course):
    put_solution(course, "en", "duty = 1  # english")
    with speaking("zh"):
        assert official.code("m99.duty") == "duty = 1  # english"
        put_solution(course, "zh", "duty = 1  # 中文")
        assert official.code("m99.duty") == "duty = 1  # 中文"


def test_a_damaged_or_foreign_notebook_is_passed_over(course):
    folder = put_solution(course, "en", CELL, "99-z-answers.ipynb").parent
    (folder / "99-a.ipynb").write_text("{ not json")
    (folder / "99-b.ipynb").write_text('{"cells": 3}')
    (folder / "98-other.ipynb").write_text(json.dumps({"cells": []}))
    assert official.code("m99.duty").startswith("base = 8.2")
    assert official.code("m99.acos") == ""


@in_both
def test_without_installed_solutions_there_is_at_least_the_idea(told, monkeypatch, language):
    def nowhere():
        raise DataError("data.no_course_files")

    monkeypatch.setattr(official, "course_root", nowhere)
    with speaking(language):
        check("m99.duty", 3.0)
        told()
        solution("m99.duty")
        assert told()[1:] == [
            "  " + say("checks.because", words=sample.duty.because),
            "  " + say("checks.solution_no_code"),
        ]


@in_both
@pytest.mark.parametrize(
    ("call", "key", "gaps"),
    [
        (lambda: check(), "usage_check", {}),
        (lambda: check(3.5), "usage_check", {}),
        (lambda: check(____, 3.5), "usage_check", {}),
        (lambda: hint(), "usage_hint", {}),
        (lambda: solution(None), "usage_solution", {}),
        (lambda: check("m99.duty"), "answer_forgotten", {"id": "m99.duty", "name": "duty"}),
        (lambda: check("m99.profit", 3), "is_a_guess", {"id": "m99.profit"}),
    ],
)
def test_a_wrong_call_is_told_how_it_goes(told, call, key, gaps, language):
    with speaking(language):
        call()
        assert told() == ["▲ " + say(f"checks.{key}", **gaps)]


def test_a_wrong_id_is_told_the_nearest_ones(told):
    check("m99.dutty", 3.0)
    assert told() == ["▲ There is no question “m99.dutty”. Did you mean m99.duty?"]
    hint("xyz")
    assert told() == ["▲ There is no question “xyz”. progress() lists them all."]


@pytest.mark.parametrize("value", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("question", [q.id for q in sample.QUESTIONS])
def test_nothing_that_is_handed_in_breaks_the_check(told, question, value):
    check(question, value)
    lines = told()
    assert lines[0][0] in "●▲○"
    assert "Traceback" not in "\n".join(lines) and "xbcourse/" not in "\n".join(lines)


# ---- how it is shown ----


def test_html_says_the_same_and_nothing_in_it_runs():
    shown = Message("think", "<b>x</b>", ["<script>alert(1)</script>"], code="a < b & c").html()
    assert "<script" not in shown and "<b>" not in shown
    assert "&lt;script&gt;" in shown and "a &lt; b &amp; c" in shown
    assert shown.startswith('<div role="status" lang="en"')
    with speaking("zh"):
        assert 'lang="zh-CN"' in Message("good", "好").html()


def test_a_table_is_escaped_and_its_rows_have_headings():
    shown = table("<i>", ["a"], [["<x>", "1"]], ["<y>"])
    assert "<i>" not in shown and "<x>" not in shown and "<y>" not in shown
    assert '<th scope="row">&lt;x&gt;</th>' in shown


def test_a_chinese_table_lines_up_in_a_terminal():
    lines = text_table("进度", ["课", "得分"], [["合计", "0/2"], ["m00", "1/2"]]).splitlines()
    columns = [
        message._width(line[: line.index(part)])
        for line, part in zip(lines[1:], ["得分", "0/2", "1/2"], strict=True)
    ]
    assert columns == [8, 8, 8]


def test_a_terminal_that_lacks_a_sign_still_gets_the_words(monkeypatch):
    import io

    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="gbk", write_through=True))
    Message("good", "duty: right").show()
    assert raw.getvalue().decode("gbk").strip() == "? duty: right"


def test_in_a_notebook_there_is_text_html_and_a_fact_for_programs(tmp_path):
    cells = [
        "from xbcourse.teaching.checking import check\n"
        "from xbcourse.teaching.placeholder import ____",
        'check("m00.left", 7.2857)',
        'check("m00.left", "<script>")',
        'check("m00.lefft", 3)',
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    right, text, wrong_id = (cell.outputs[0] for cell in notebook.cells[1:])
    assert right.metadata["xbcourse"] == {"question": "m00.left", "outcome": "right"}
    assert right.data["text/plain"].startswith("✔ left: right")
    assert 'role="status"' in right.data["text/html"]
    assert "<script>" not in text.data["text/html"] and "&lt;script&gt;" in text.data["text/html"]
    assert "m00.left" in wrong_id.data["text/plain"]
    assert wrong_id.output_type == "display_data"
    assert "m00.left" in (tmp_path / "progress.json").read_text(encoding="utf-8")

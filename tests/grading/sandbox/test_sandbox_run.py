"""Honest notebooks: what the course itself hands out is answered in a sandbox as it is outside."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from xbcourse.teaching.grading.sandbox import Ended, Limits, Probe, memory, readiness, run
from xbcourse.teaching.judge import Observed, Outcome, judge_calls, judge_value
from xbcourse.teaching.questions import by_id, modules

pytestmark = pytest.mark.usefixtures("sandbox")


def notebook(root, kind, module):
    """The code cells of the English notebook of a module, and the questions in it."""
    files = (root / kind / "en").glob(f"{module[1:]}-*.ipynb")
    (file,) = (file for file in files if not file.stem.endswith("-answers"))
    cells = json.loads(file.read_text("utf-8"))["cells"]
    asked = [cell["metadata"].get("xbcourse", {}).get("question") for cell in cells]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return code, [by_id(question) for question in filter(None, asked)]


def probe(question):
    """What is asked for a question, in its public cases."""
    if question.kind != "function":
        return Probe(question.id, question.variable)
    return Probe(question.id, question.variable, "function", tuple(map(_given, question.cases)))


def _given(case):
    return list(case.values())


def outcome(question, answer):
    """What the course's own judge says to an answer."""
    if answer.state == "value":
        return judge_value(question, answer.value).outcome
    assert answer.state == "calls", answer
    seen = [Observed(question.variable, call.value, call.trouble) for call in answer.calls]
    return judge_calls(question, seen).outcome


@pytest.mark.parametrize("module", modules())
def test_the_official_solutions_are_right(root, module):
    cells, asked = notebook(root, "solutions", module)
    answers = run(cells, [probe(question) for question in asked])
    assert answers.status is Ended.OK and not answers.reason
    assert not any(cell.error for cell in answers.cells)
    found = {question.id: outcome(question, answers.answers[question.id]) for question in asked}
    assert set(found.values()) <= {Outcome.RIGHT, Outcome.WRITTEN}, found
    assert all(answer.handed_in for answer in answers.answers.values())


@pytest.mark.parametrize("module", modules())
def test_an_untouched_exercise_is_blank_throughout(root, module):
    cells, asked = notebook(root, "exercises", module)
    answers = run(cells, [probe(question) for question in asked])
    assert not any(cell.error for cell in answers.cells)
    for question in asked:
        answer = answers.answers[question.id]
        calls = {call.trouble for call in answer.calls}
        assert answer.state == "blank" or calls == {"blank"}, (question.id, answer)


def test_each_run_begins_anew_and_several_at_a_time_do_not_meet():
    def one(number):
        cells = [
            "import os, pathlib\nfound = sorted(map(str, pathlib.Path('/tmp').glob('note*')))",
            f"open('/tmp/note{number}', 'w').close()\nnumber = {number}",
        ]
        return run(cells, [Probe("m00.found", "found"), Probe("m00.number", "number")])

    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(one, range(6)))
    assert [answers.answers["m00.number"].value for answers in runs] == list(range(6))
    assert all(answers.answers["m00.found"].value == [] for answers in runs)


def test_the_last_check_counts_and_a_name_only_where_there_was_none():
    cells = ["from xbcourse import check", "x = 1\ncheck('m00.x', 2)\ncheck('m00.x', 3)", "y = 4"]
    answers = run(cells, [Probe("m00.x", "x"), Probe("m00.y", "y"), Probe("m00.z", "z")]).answers
    assert (answers["m00.x"].value, answers["m00.x"].handed_in) == (3, True)
    assert (answers["m00.y"].value, answers["m00.y"].handed_in) == (4, False)
    assert answers["m00.z"].state == "absent"


def test_errors_of_cells_are_told():
    answers = run(["1 +", "1 / 0", "x = 1"], [Probe("m00.x", "x")], Limits(seconds=60))
    first, second, third = answers.cells
    assert first.error.startswith("SyntaxError") and third.error == ""
    assert second.error == "ZeroDivisionError: division by zero"


def test_answers_that_have_no_room_are_left_out_the_largest_first():
    cells = ["small = 1\nlarge = ['x' * 90_000] * 3\nhuge = ['y' * 90_000] * 20"]
    probes = [Probe(f"m00.{name}", name) for name in ("small", "large", "huge")]
    answers = run(cells, probes, Limits(answer=400_000)).answers
    assert [answers[p.question].state for p in probes] == ["value", "value", "unreadable"]


def test_a_notebook_of_megabytes_is_taken():
    answers = run([f"x = len({'a' * 5_000_000!r})"], [Probe("m00.x", "x")])
    assert answers.answers["m00.x"].value == 5_000_000


def test_when_the_grader_is_killed_its_sandboxes_go_too():
    readiness.warm()
    code = "from xbcourse.teaching.grading.sandbox import run\nrun(['while True: x = 1'], [])"
    grader = subprocess.Popen([sys.executable, "-c", code])
    try:
        while len(inside := list(memory.family(grader.pid))[1:]) < 3:
            assert grader.poll() is None
            time.sleep(0.05)
    finally:
        grader.kill()
        grader.wait()
    for _ in range(200):
        if not any(map(alive, inside)):
            return
        time.sleep(0.05)
    raise AssertionError("they are still there")


def alive(process):
    """Whether it is more than a name that nobody has asked after."""
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

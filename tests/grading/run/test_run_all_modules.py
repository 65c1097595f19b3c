"""What comes with the course, graded in the real sandbox: every module, both languages."""

from dataclasses import replace

import pytest
from classroom import HW1, cells_of, needs_sandbox, paper, task

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.grading.assignment import Assignment
from xbcourse.teaching.grading.run.grade import grade
from xbcourse.teaching.questions import modules


@needs_sandbox
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", modules())
def test_official_solutions_earn_all_and_untouched_exercises_nothing(module, language, tmp_path):
    assignment = Assignment(
        name="hw1", class_code="ECOM-2026A", language=language, modules=(module,)
    )
    papers = [
        paper("solved", cells_of("solutions", language, module[1:]), module),
        paper("untouched", cells_of("exercises", language, module[1:]), module),
    ]
    found = {m.student: m for m in grade(task(papers, assignment=assignment), tmp_path)}
    solved, untouched = found["solved"], found["untouched"]
    assert solved.raw + solved.waiting == assignment.points == solved.of
    assert not any(q.missed for q in solved.questions)
    assert (untouched.score, untouched.waiting) == (0, 0)
    assert {q.outcome for q in untouched.questions} == {"not started"}


@needs_sandbox
def test_a_lesson_whose_second_answer_builds_on_a_wrong_first_one(tmp_path):
    """In lesson 05 the best order of a radar chart is found with the function for its area."""
    check = 'check("m05.radar_area"'
    cells = tuple(
        cell.replace(check, f"def radar_area(scores):\n    return sum(scores)\n\n{check}")
        for cell in cells_of("solutions", "en", "05")
    )
    assignment = replace(HW1, modules=("m05",))
    (marked,) = grade(task([paper("one", cells, "m05")], assignment=assignment), tmp_path)
    marks = {q.id: (q.earned, q.points, q.followed) for q in marked.questions}
    assert marks["m05.radar_area"][0] == 0
    assert marks["m05.radar_order"] == (2, 2, ("m05.radar_area",))

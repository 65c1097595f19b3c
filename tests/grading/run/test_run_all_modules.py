"""What comes with the course, graded in the real sandbox: every module, both languages."""

import pytest
from classroom import cells_of, needs_sandbox, paper, task

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

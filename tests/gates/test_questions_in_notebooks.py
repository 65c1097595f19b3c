"""Run from top to bottom, a fresh notebook has nothing started, and every solution is right."""

import pytest
from repository import code_cells, name, notebooks, read

from xbcourse.teaching.lesson import execute


def outcomes(path):
    """Question → what its check found, of a notebook that is run from top to bottom."""
    notebook = read(path)
    execute.run(notebook)
    asked, found = [], {}
    for cell in code_cells(notebook):
        asked += filter(None, [cell.metadata.get("xbcourse", {}).get("question")])
        for output in cell.outputs:
            facts = output.get("metadata", {}).get("xbcourse", {})
            assert "error" not in facts, facts
            if "outcome" in facts:
                found[facts["question"]] = facts["outcome"]
    assert asked
    assert set(asked) <= set(found)
    return set(found.values())


def with_questions(*rooms):
    return [p for p in notebooks(*rooms) if any("xbcourse" in c.metadata for c in read(p).cells)]


@pytest.mark.parametrize("path", with_questions("notebooks", "exercises"), ids=name)
def test_an_untouched_notebook_runs_through_and_no_question_is_started(path):
    assert outcomes(path) == {"not started"}


@pytest.mark.parametrize("path", with_questions("solutions"), ids=name)
def test_every_official_solution_is_right(path):
    assert outcomes(path) <= {"right", "written"}

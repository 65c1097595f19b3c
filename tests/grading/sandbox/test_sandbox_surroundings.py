"""What is shown of this computer, and by which names."""

import sys
from pathlib import Path

import pytest

from xbcourse.teaching.grading.sandbox import surroundings


@pytest.fixture
def anew():
    """Looked at again, and forgotten afterwards."""
    surroundings.here.cache_clear()
    yield surroundings.here
    surroundings.here.cache_clear()


def test_answers_and_the_grader_are_hidden_and_data_is_shown(anew, root):
    around = anew()
    package = root / "src" / "xbcourse"
    assert {package / "teaching" / "questions", package / "teaching" / "grading"} <= set(
        around.hidden
    )
    assert root / "datasets" in around.shown and package in around.shown
    for folder in ("solutions", "exercises", "lessons", "instructor", "tests"):
        assert not any(root / folder in (f, *f.parents) for f in around.shown)
        assert not any(f in (root / folder).parents for f in around.shown)


def test_none_is_shown_twice_or_lies_in_another(anew):
    shown = anew().shown
    assert len(set(shown)) == len(shown)
    assert not any(one in other.parents for one in shown for other in shown)


def test_behind_a_link_the_same_is_hidden_by_both_names(anew, monkeypatch, tmp_path):
    linked = tmp_path / "env"
    linked.symlink_to(Path(surroundings.__file__).parents[3].parent)  # the folder of the kit
    monkeypatch.setattr(sys, "prefix", str(linked))
    hidden = anew().hidden
    real = Path(surroundings.__file__).resolve().parents[3] / "teaching" / "questions"
    assert real in hidden and linked / "xbcourse" / "teaching" / "questions" in hidden

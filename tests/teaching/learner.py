"""A learner's session on the sample questions: a folder of their own, and no other course."""

import pytest
import sample_questions as sample

from xbcourse.teaching import keeping, progress, questions


def begin(monkeypatch: pytest.MonkeyPatch, folder) -> None:
    """Work in this folder from now on, as in a kernel that was just started."""
    asked = {one.id: one for one in (*sample.GUESSES, *sample.QUESTIONS)}
    monkeypatch.setattr(questions, "everything", lambda: asked)
    monkeypatch.setattr(progress, "modules", lambda: ["m99"])
    monkeypatch.setenv("XBCOURSE_PROGRESS", "on")
    monkeypatch.delenv("XBCOURSE_HOME", raising=False)
    monkeypatch.chdir(folder)
    keeping._keeper_of.cache_clear()

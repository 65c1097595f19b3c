"""A kernel that never began is started again; whatever else goes wrong is told at once."""

import nbformat
import pytest
from nbclient import NotebookClient

from xbcourse.teaching.lesson import execute


@pytest.fixture(name="starts")
def _starts(monkeypatch):
    """What each start of a kernel ends with: words of an error, or nothing where it begins."""
    said, begun = [], []

    def start(client, **_):
        words = said[len(begun)]
        begun.append(words)
        if words:
            raise RuntimeError(words)

    monkeypatch.setattr(NotebookClient, "execute", start)

    def run(*words):
        said[:], begun[:] = words, []
        execute.run(nbformat.v4.new_notebook(metadata={"language_info": {"name": "python"}}))
        return len(begun)

    run.begun = begun
    return run


NEVER = "Kernel died before replying to kernel_info"


def test_a_kernel_that_never_began_is_started_again(starts):
    assert starts("") == 1
    assert starts(NEVER, NEVER, "") == 3


@pytest.mark.parametrize(("words", "count"), [(NEVER, 3), ("Kernel died", 1)])
def test_three_starts_are_enough_and_another_failure_is_no_start(starts, words, count):
    with pytest.raises(RuntimeError, match=words):
        starts(words, words, words, "")
    assert len(starts.begun) == count

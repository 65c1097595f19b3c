"""What every test starts from: no progress kept, the reader's language left as it was."""

import os
from pathlib import Path

import hypothesis
import pytest

# Before anything of the course is imported, and inherited by every kernel and subprocess.
os.environ["XBCOURSE_PROGRESS"] = "off"
os.environ["XBCOURSE_LANG"] = "en"
# A test that draws with pyplot needs no display.
os.environ["MPLBACKEND"] = "Agg"

from xbcourse.assumptions import language

# Speed is measured in benchmarks/; a law holds on a busy machine too.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")


@pytest.fixture(autouse=True)
def _english_again(monkeypatch):
    """A test that calls `use` changes nothing for the next one."""
    monkeypatch.setattr(language, "_chosen", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parents[1]

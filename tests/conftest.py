"""What every test starts from: no progress kept, the reader's language left as it was."""

import os
import re
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


#: Long files whose tests name their module, or family, in their ids: "[m02-cash_curve]", "[02-zh]".
BY_MODULE = ("sliders/test_views.py", "gates/test_notebooks_run.py")
BY_MODULE += ("gates/test_questions_in_notebooks.py", "gates/test_handouts_and_slides.py")
BY_MODULE += ("grading/attacks/test_attacks.py",)


def part(test: str) -> str:
    """What a worker takes at once: a file of tests, or of a long one a module's part.

    >>> part("tests/charts/test_bars.py::test_one[02-zh]")
    'tests/charts/test_bars.py'
    >>> part("tests/gates/test_notebooks_run.py::test_it_runs[02-zh]")
    'tests/gates/test_notebooks_run.py 02'
    """
    file = test.partition("::")[0]
    module = re.search(r"\[.*?\bm?(\d\d)-", test) if file.endswith(BY_MODULE) else None
    return f"{file} {module[1]}" if module else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Two workers are both busy to the end."""
    from xdist.scheduler import LoadScopeScheduling

    class InParts(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return part(nodeid)

    return InParts(config, log)


@pytest.fixture(autouse=True)
def _english_again(monkeypatch):
    """A test that calls `use` changes nothing for the next one."""
    monkeypatch.setattr(language, "_chosen", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parents[1]

"""What the tests of grading share."""

import pytest

from xbcourse.teaching.grading.sandbox import SandboxRefused, readiness

#: Why a computer may have no sandbox through no fault of ours.
NONE_HERE = {"not_linux", "no_bubblewrap", "old_bubblewrap", "no_namespaces", "no_programs"}


@pytest.fixture(scope="session")
def sandbox():
    """Submissions can be run here; else the test is skipped, saying why."""
    try:
        readiness.warm()
    except SandboxRefused as refused:
        if refused.key.partition(".")[2] in NONE_HERE:
            pytest.skip(str(refused))
        raise

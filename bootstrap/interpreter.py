"""Find a Python that is new enough when the one that was called is not.

Keeps to syntax that an old Python 3 can read.
"""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from . import words

#: The oldest Python that the course runs on, and the newest that it was tried with.
OLDEST = (3, 11)
NEWEST = (3, 14)


def too_old(version):
    """Whether a Python of this version cannot run the course.

    >>> too_old((3, 10, 4)), too_old((3, 11, 0))
    (True, False)
    """
    return tuple(version[:2]) < OLDEST


def start_with_a_newer_one(arguments):
    """Run the tool again under a newer Python of this machine, or say that there is none."""
    found = platform.python_version()
    newer = newer_python()
    if newer is None:
        words.complain("too_old", found=found, where=sys.executable, command=" ".join(arguments))
        return 1
    words.tell("switching", found=found, better=" ".join(newer))
    tool = Path(__file__).resolve().parent.parent / "xb.py"
    return subprocess.call([*newer, str(tool), *arguments])


def newer_python():
    """The command of a Python that can run the course, as a list of words; None without one."""
    for command in candidates():
        if runs_the_course(command):
            return command
    return None


def candidates():
    """Commands that may be such a Python, in the order of preference."""
    versions = ["3." + str(minor) for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    launcher = shutil.which("py")
    if launcher:
        for version in versions:
            yield [launcher, "-" + version]
    for name in ["python" + version for version in versions] + ["python3", "python"]:
        path = shutil.which(name)
        if path:
            yield [path]


def runs_the_course(command):
    """Whether a command really is a Python that is new enough.

    A name on the PATH proves little: version managers put launchers there that only say that
    this version is switched off.
    """
    probe = "import sys; sys.exit(not {} <= sys.version_info[:2] <= {})".format(OLDEST, NEWEST)
    try:
        nowhere = subprocess.DEVNULL
        code = subprocess.call([*command, "-c", probe], stdout=nowhere, stderr=nowhere)
    except OSError:
        return False
    return code == 0

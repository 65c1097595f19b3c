"""Makes sure, once a process, that there is a sandbox; and spares every run what one run can do.

The first run is our own: it imports what notebooks import and keeps the compiled modules and the
list of fonts in a folder, which all later runs can read but not write. Importing pandas anew takes
three times as long.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from .command_line import INSIDE, NOBODY, WARM
from .inside.program import READY
from .limits import Limits
from .process import carry_out
from .refusal import explained, require_programs
from .surroundings import here

_ONE_AT_A_TIME = Lock()
_A_WEEK = 7 * 24 * 3600

#: What notebooks import. Each line alone: without seaborn the rest is still worth compiling.
_CELLS = (
    "import pandas, numpy",
    "import IPython.display, IPython.core.completer, IPython.core.magics",
    "from xbcourse.teaching import placeholder",
    "import xbcourse\nfor name in dir(xbcourse):\n    getattr(xbcourse, name, None)",
    "import matplotlib.pyplot as plt\nplt.figure().savefig('/tmp/figure.png')",
    "import scipy.stats, scipy.optimize",
    "import seaborn",
    "get_ipython().run_line_magic('matplotlib', 'inline')",
    "import glob, pathlib, shutil\n"
    f"fonts = pathlib.Path('{WARM}/fonts')\nfonts.mkdir()\n"
    "for file in pathlib.Path.home().glob('.cache/matplotlib/fontlist-*.json'):\n"
    "    shutil.copy(file, fonts)",
)


def warm() -> Path:
    """The folder with what was prepared.

    Raises
    ------
    SandboxRefused
        Where no sandbox is to be had, and what helps.
    """
    with _ONE_AT_A_TIME:
        return _prepared()


@cache
def _prepared() -> Path:
    root = _is_root()
    require_programs(root)
    shelf = _shelf()
    ready = shelf / f"sandbox-{_fingerprint()}"
    if not ready.is_dir():
        folder = Path(tempfile.mkdtemp(prefix="making-", dir=shelf))
        _fill(folder, root)
        with suppress(OSError):  # somebody else was quicker
            folder.rename(ready)
        shutil.rmtree(folder, ignore_errors=True)
    os.utime(ready)
    for old in shelf.glob("*-*"):
        if old.stat().st_mtime < time.time() - _A_WEEK:
            shutil.rmtree(old, ignore_errors=True)
    return ready


def _fill(folder: Path, root: bool) -> None:
    from .submission import job

    if root:
        os.chown(folder, NOBODY, NOBODY)
    limits = Limits(seconds=900, cell_seconds=300)  # a busy computer may take its time, once
    outcome = carry_out(job(_CELLS, (), limits), here(), limits, folder, writable=True)
    if not outcome.sent.startswith(READY):
        shutil.rmtree(folder, ignore_errors=True)
        raise explained(outcome)
    if root:
        for made in (folder, *folder.rglob("*")):
            os.chown(made, 0, 0, follow_symlinks=False)
    folder.chmod(0o755)


def _shelf() -> Path:
    """Where it is kept from one command to the next; only the owner can write there."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    shelf = Path(caches) / "xbcourse"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        if os.access(shelf, os.W_OK) and shelf.stat().st_uid == os.geteuid():
            return shelf
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="xbcourse-"))


def _fingerprint() -> str:
    """Changes when Python, a package or the kit does."""
    around = here()
    facts = [sys.version, around.python, repr(around)]
    facts += [f"{path}:{path.stat().st_mtime_ns}" for path in map(Path, around.paths)]
    facts += [f"{file}:{file.stat().st_mtime_ns}" for file in _sources()]
    return sha256("\n".join(facts).encode()).hexdigest()[:16]


def _sources() -> Iterator[Path]:
    """The kit's own files that are shown, and the inner program."""
    rooms = [folder for folder in here().shown if folder.name == "xbcourse"]
    files = {file for room in rooms for file in room.rglob("*.py")}
    hidden = {file for room in here().hidden for file in room.rglob("*.py")}
    yield from sorted((files - hidden) | set(INSIDE.glob("*.py")))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0

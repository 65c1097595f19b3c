"""Makes sure, once a process, that there is a sandbox; and spares every run what one run can do.

The first run is our own: it imports what notebooks import and keeps the compiled modules and the
list of fonts in a folder, which all later runs can read but not write.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

from .command_line import NOBODY, WARM
from .inside.program import READY
from .limits import Limits
from .process import carry_out
from .refusal import explained, require_programs
from .surroundings import here

_ONE_AT_A_TIME = Lock()

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
    from .submission import job

    root = os.geteuid() == 0 if hasattr(os, "geteuid") else False
    require_programs(root)
    folder = Path(tempfile.mkdtemp(prefix="xbcourse-sandbox-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if root:
        os.chown(folder, NOBODY, NOBODY)
    limits = Limits()
    outcome = carry_out(job(_CELLS, (), limits), here(), limits, folder, writable=True)
    if not outcome.sent.startswith(READY):
        raise explained(outcome)
    return folder

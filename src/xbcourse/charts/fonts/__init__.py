"""The course's own font, so that Chinese labels show on a machine that has none.

Two small files, each under a megabyte, hold Noto Sans SC for the 3755 most common characters and
everything else the course writes; `make_subset.py` says how they are made. Whatever they lack,
DejaVu Sans, which comes with matplotlib, draws.
"""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache
from importlib import resources

from matplotlib import font_manager

#: Families in the order in which matplotlib looks for a character.
FAMILIES = ("Noto Sans SC Course", "Noto Sans SC Course 2", "DejaVu Sans")
FILES = ("NotoSansSC-course-1.ttf", "NotoSansSC-course-2.ttf")


@cache
def load() -> tuple[str, ...]:
    """Make the font known to matplotlib, once, and name the families to write with.

    >>> load()[0]
    'Noto Sans SC Course'
    """
    # From a zip the files are unpacked to a temporary place, and matplotlib reads them late.
    kept = ExitStack()
    atexit.register(kept.close)
    for name in FILES:
        path = kept.enter_context(resources.as_file(resources.files(__package__) / name))
        font_manager.fontManager.addfont(path)
    return FAMILIES

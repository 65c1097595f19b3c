"""What the computer has to offer: room, a port, a folder that can be written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ...assumptions import formats
from ...assumptions.errors import reason_of
from ...teaching.workcopy import MARKER, default_place
from ..lab.running import FIRST_PORT, port_is_free, server_on
from .finding import Finding, fix, note, ok

#: Bytes that a term's notebooks with their pictures take, and some air.
ROOM = 200_000_000


def work() -> Iterator[Finding]:
    """Whether the learner's files can be written."""
    folder = default_place()
    there = (folder / MARKER).is_file()
    try:
        with tempfile.NamedTemporaryFile(dir=_nearest(folder), prefix=".xbcourse-"):
            pass
    except OSError as error:
        yield fix("work_not_writable", folder=folder, reason=reason_of(error))
    else:
        yield ok("work" if there else "work_to_come", folder=folder)


def disk() -> Iterator[Finding]:
    """Whether there is room for the learner's files."""
    folder = default_place()
    free = shutil.disk_usage(_nearest(folder)).free
    shown = formats.number(free / 1e9, 1)
    if free < ROOM:
        yield fix("disk_full", free=shown, needed=formats.number(ROOM / 1e9, 1))
    else:
        yield ok("disk", free=shown)


def port() -> Iterator[Finding]:
    """Whether JupyterLab's port is free, or taken by the course itself."""
    folder = default_place()
    running = server_on(folder) if folder.exists() else None
    if running:
        yield ok("port_ours", port=running.port)
    elif port_is_free(FIRST_PORT):
        yield ok("port", port=FIRST_PORT)
    else:
        yield note("port_taken", port=FIRST_PORT)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(f for f in (folder, *folder.parents) if f.exists())

"""Where a learner's working copy is, and what keeps it from being written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ...assumptions.errors import CourseError, reason_of
from ...assumptions.home import course_root

#: The file that makes a folder a working copy; it also says what was shipped there.
MARKER = ".xbcourse"

#: The operating system's codes for a full disk and for a quota that is used up.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class StorageError(CourseError):
    """The working copy cannot be written: no permission, no room, or something in its way."""

    @classmethod
    def of(cls, error: OSError, folder: Path) -> StorageError:
        """What the operating system's error means for a working copy."""
        if error.errno in _FULL:
            return cls("workcopy.disk_full", folder=folder)
        reason = reason_of(error)
        return cls("workcopy.not_written", file=error.filename or folder, reason=reason)


def default_place() -> Path:
    """The working copy to use where none is named.

    In this order: what `XBCOURSE_HOME` says; the one around the current folder; ``work`` in a
    checkout; ``xbcourse-work`` in the current folder where the course was installed as a package.
    """
    named = os.environ.get("XBCOURSE_HOME")
    if named:
        return Path(named).expanduser().absolute()
    here = Path.cwd()
    root = in_checkout()
    return around(here) or (root / "work" if root else here / "xbcourse-work")


def around(folder: Path) -> Path | None:
    """The nearest working copy upwards from a folder."""
    return next((f for f in (folder, *folder.parents) if (f / MARKER).is_file()), None)


def in_checkout() -> Path | None:
    """The root of the checkout that this package runs from; None for an installed wheel."""
    root = course_root()
    checkout = isinstance(root, Path) and (root / "pyproject.toml").is_file()
    return root if checkout else None

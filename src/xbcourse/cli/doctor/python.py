"""Is this the right Python, and does it have the packages of the lock?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from packaging.specifiers import SpecifierSet

from ...assumptions.language import Text, message
from ...teaching.workcopy import in_checkout
from . import lock
from .finding import Finding, fix, note, ok

#: Names shown in one line; a longer list helps nobody.
_SHOWN = 6


def version() -> Iterator[Finding]:
    """The version of Python."""
    found = platform.python_version()
    needed = SpecifierSet(_needed())
    if sys.maxsize < 2**32:
        yield fix("python_32_bit", found=found)
    elif found in needed:
        yield ok("python", found=found)
    else:
        yield fix("python_old", found=found, needed=needed)


def environment() -> Iterator[Finding]:
    """Whether this is the environment that the course made for itself."""
    root = in_checkout()
    if root is None:
        yield ok("environment_package", place=sys.prefix)
    elif own_environment(root):
        yield ok("environment", place=sys.prefix)
    else:
        yield note("environment_other", place=sys.prefix)


def packages() -> Iterator[Finding]:
    """The packages, against the lock."""
    text = lock.read_lock()
    if text is None:
        yield fix("no_lock")
        return
    found = lock.compare(text)
    root = in_checkout()
    own = root is not None and own_environment(root)
    # Elsewhere other versions will do, as long as the course's own ranges are met.
    lacking = [*found.missing, *(found.different if own else lock.unmet("xbcourse"))]
    if lacking:
        yield fix("packages_broken", names=_listed(lacking), remedy=install_again("xbcourse"))
    elif found.different:
        yield note("packages_differ", names=_listed(found.different))
    else:
        yield ok("packages", count=found.count)


def own_environment(root: Path) -> bool:
    """Whether this Python is that of ``.venv`` in the checkout."""
    return Path(sys.prefix).resolve() == (root / ".venv").resolve()


def install_again(package: str) -> Text:
    """What to do about packages: in the course's own environment, or with pip elsewhere."""
    root = in_checkout()
    entry = "set_up_again" if root and own_environment(root) else "install_again"
    return message(f"doctor.{entry}").format(python=sys.executable, package=package)


def _needed() -> str:
    return metadata.metadata("xbcourse")["Requires-Python"] or ""


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} …"

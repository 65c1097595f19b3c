"""Why there is no sandbox on this computer, and what helps. There is never a run without one."""

from __future__ import annotations

import shutil
import sys

from .process import Outcome
from .surroundings import SandboxRefused

_NEEDED = ("bwrap", "prlimit", "taskset")
_NEEDED_BY_ROOT = ("unshare", "setpriv", "mount")


def require_programs(root: bool) -> None:
    """Refuse where the system, or a program, is not the right one.

    Raises
    ------
    SandboxRefused
    """
    if sys.platform != "linux":
        raise SandboxRefused("grading_sandbox.not_linux", system=sys.platform)
    wanted = (*_NEEDED, *(_NEEDED_BY_ROOT if root else ()))
    missing = [name for name in wanted if shutil.which(name) is None]
    if "bwrap" in missing:
        raise SandboxRefused("grading_sandbox.no_bubblewrap")
    if missing:
        raise SandboxRefused("grading_sandbox.no_programs", names=", ".join(missing))


def explained(outcome: Outcome) -> SandboxRefused:
    """What a sandbox that did not come up says, and what helps."""
    said = outcome.complaint
    line = (said.splitlines() or [f"{outcome.stopped.value}, {outcome.code}"])[-1][:300]
    key = next((key for words, key in _SIGNS if words in said), "grading_sandbox.not_ready")
    return SandboxRefused(key, said=line)


#: What is said → the entry of the catalogue that explains it.
_SIGNS = (
    ("Unknown option", "grading_sandbox.old_bubblewrap"),
    ("uid map", "grading_sandbox.no_namespaces"),
    ("namespace", "grading_sandbox.no_namespaces"),
    ("RTM_NEWADDR", "grading_sandbox.no_namespaces"),
    ("pivot_root", "grading_sandbox.no_namespaces"),
    ("make / slave", "grading_sandbox.no_namespaces"),
    ("unshare: ", "grading_sandbox.no_namespaces"),
    ("mount: ", "grading_sandbox.no_namespaces"),
    ("mount proc", "grading_sandbox.no_namespaces"),
    ("Permission denied", "grading_sandbox.cannot_read"),
    ("PermissionError", "grading_sandbox.cannot_read"),
    ("ModuleNotFoundError", "grading_sandbox.lacks_package"),
)

"""The command that starts a submission: bubblewrap, and what must be done before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .limits import Limits
from .surroundings import SYSTEM, Surroundings

#: The user a submission runs as inside; also outside, where root starts it.
NOBODY = 65534
#: Where the inner program, and what was prepared for it, stand in the sandbox.
INNER, WARM, SCRATCH = "/xb/inside", "/xb/warm", "/scratch"
INSIDE = Path(__file__).resolve().parent / "inside"

#: Folders that every system has: over one of them root lays the folder of what is shown.
_LENT = ("/mnt", "/media", "/srv", "/opt")
#: Root may look into any folder, the user that it becomes may not. So root first binds each folder
#: to a place that anybody can reach, in a view of the file system of its own, then steps down.
_STEP_DOWN = """
set -eu
mount -t tmpfs -o mode=755,size=64k,nosuid,nodev xbcourse "$1"; gate=$1; shift
number=0
while [ "$1" != -- ]; do
    mkdir "$gate/$number"; mount --bind "$1" "$gate/$number"; number=$((number + 1)); shift
done
mount -o remount,ro "$gate"
shift; exec "$@"
"""

ENVIRONMENT = {
    "HOME": SCRATCH,
    "TMPDIR": "/tmp",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "IPYTHONDIR": "/tmp/ipython",
    "PYTHONHASHSEED": "0",
    # One thread: two submissions share two cores, and results do not depend on their number.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Without network "!pip install" would try for a long time.
    "PIP_NO_INDEX": "1",
}


def command(
    around: Surroundings,
    limits: Limits,
    warm: Path,
    *,
    writable: bool = False,
    seccomp: int | None = None,
    core: int = 0,
    root: bool | None = None,
) -> list[str]:
    """The whole command line.

    Parameters
    ----------
    around : Surroundings
        What is shown.
    limits : Limits
        What the kernel bounds.
    warm : Path
        Folder with compiled modules and the list of fonts.
    writable : bool
        Whether that folder is being filled.
    seccomp : int, optional
        Descriptor from which bubblewrap reads the filter.
    core : int
        The processor core that it must keep to.
    root : bool, optional
        Whether root starts it (default: whether this process is root's).
    """
    root = os.geteuid() == 0 if root is None else root
    sources = [*map(str, (*around.shown, *around.shown_within, INSIDE, warm))]
    first, reached = _stepping_down(sources) if root else ([], {})
    line = [*first, "taskset", "-c", str(core), *_bounded(limits)]
    line += [shutil.which("bwrap") or "bwrap", *_apart(), *_system(limits)]
    line += _shown(around, warm, writable, lambda folder: reached.get(str(folder), str(folder)))
    # The /dev that bubblewrap makes could be filled without end.
    line += [*_fonts(warm), "--remount-ro", "/dev", "--remount-ro", "/"]
    line += [] if seccomp is None else ["--seccomp", str(seccomp)]
    for name, value in ENVIRONMENT.items():
        line += ["--setenv", name, value]
    line += ["--chdir", SCRATCH, "--", around.python, "-I", "-X", f"pycache_prefix={WARM}/code"]
    return [*line, *([] if writable else ["-B"]), f"{INNER}/program.py"]


def _stepping_down(sources: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """What root does first, and where each folder is reached after it."""
    gate = _gate(sources)
    first = ["unshare", "--mount", "--propagation", "private", "--", "/bin/sh", "-c", _STEP_DOWN]
    first += ["sh", gate, *sources, "--", *_as_nobody()]
    return first, {source: f"{gate}/{number}" for number, source in enumerate(sources)}


def _shown(
    around: Surroundings, warm: Path, writable: bool, reached: Callable[[Path], str]
) -> Iterator[str]:
    """What is shown, and the empty folders that lie over what is not."""
    for folder in around.shown:
        yield from ("--ro-bind", reached(folder), str(folder))
    for folder in around.hidden:
        yield from ("--size", "65536", "--tmpfs", str(folder))
    for folder in around.shown_within:
        yield from ("--ro-bind", reached(folder), str(folder))
    for folder in around.hidden:
        yield from ("--remount-ro", str(folder))
    yield from ("--ro-bind", reached(INSIDE), INNER)
    yield from ("--bind" if writable else "--ro-bind", reached(warm), WARM)


def _gate(sources: Sequence[str]) -> str:
    """A folder that holds nothing of what is to be shown."""
    free = (g for g in _LENT if Path(g).is_dir() and not any(_lies_in(s, g) for s in sources))
    return next(free)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _as_nobody() -> list[str]:
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return [*user, "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"]


def _bounded(limits: Limits) -> list[str]:
    """Limits that the kernel keeps for each process; the sum is watched from outside."""
    return [
        "prlimit",
        # Addresses, of which much more is reserved than used.
        f"--as={2 * limits.memory}",
        f"--cpu={int(limits.seconds) + 5}",
        f"--fsize={limits.scratch}",
        "--nofile=256",
        "--core=0",
        "--",
    ]


def _apart() -> Iterator[str]:
    """Namespaces of its own for everything, no privileges, no terminal, no life without us."""
    yield from ("--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY))
    yield from ("--disable-userns", "--cap-drop", "ALL", "--new-session", "--die-with-parent")
    # Bubblewrap's own first process would be outside the filter, and open to the others.
    yield from ("--as-pid-1", "--hostname", "grader", "--clearenv")


def _system(limits: Limits) -> Iterator[str]:
    """The system's own folders, and empty ones of limited size."""
    yield from ("--ro-bind", str(SYSTEM), str(SYSTEM))
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        folder = Path("/", name)
        if folder.is_symlink():
            yield from ("--symlink", str(folder.readlink()), str(folder))
        elif folder.is_dir():
            yield from ("--ro-bind", str(folder), str(folder))
    for file in ("/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime"):
        yield from ("--ro-bind-try", file, file)
    yield from (
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--size",
        str(16 * 2**20),
        "--tmpfs",
        "/dev/shm",
    )
    for folder in ("/tmp", SCRATCH):
        yield from ("--size", str(limits.scratch), "--tmpfs", folder)


def _fonts(warm: Path) -> Iterator[str]:
    """The list of fonts where matplotlib looks for it: making it anew takes a second."""
    cache = f"{SCRATCH}/.cache/matplotlib"
    for file in sorted((warm / "fonts").glob("fontlist-*.json")):
        yield from (
            "--dir",
            cache,
            "--symlink",
            f"{WARM}/fonts/{file.name}",
            f"{cache}/{file.name}",
        )

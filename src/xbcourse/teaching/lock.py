"""One writer at a time: a lock file that nobody can be shut out by for long.

Where lock files cannot be made (some file systems of WebAssembly), the work goes on without one:
there is only one notebook at a time there.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds after which a holder that never changes is taken for dead; writing takes milliseconds.
STALE = 2.0
#: Seconds to wait for the others altogether.
PATIENCE = 5.0
#: Seconds between two looks.
_PAUSE = 0.005
#: Looks during which Windows may refuse the file because the last holder is just deleting it.
_WHILE_DELETED = 20


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Work on `path` while nobody else does who asks in this way.

    Raises
    ------
    TimeoutError
        When others kept the file busy all the time.
    """
    lock = path.with_name(f".{path.name}.lock")
    token = _take(lock)
    try:
        yield
    finally:
        # Someone who took us for dead may hold it by now.
        if token and _holder(lock) == token:
            with suppress(OSError):
                lock.unlink()


def _take(lock: Path) -> str:
    """The token that was written into the lock; empty where there can be no lock."""
    token = f"{os.getpid()} {time.monotonic_ns()}"
    end = time.monotonic() + PATIENCE
    holder, since, refused = None, 0.0, 0
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            pass
        except PermissionError:
            refused += 1
            if os.name != "nt" or refused > _WHILE_DELETED:
                return ""
        except OSError:
            return ""
        else:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(token)
            return token
        moment = time.monotonic()
        if (present := _holder(lock)) != holder:
            holder, since = present, moment
        elif moment - since > STALE:
            with suppress(OSError):
                lock.unlink()
        if moment > end:
            raise TimeoutError(errno.EBUSY, os.strerror(errno.EBUSY))
        time.sleep(_PAUSE)


def _holder(lock: Path) -> str | None:
    try:
        return lock.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None

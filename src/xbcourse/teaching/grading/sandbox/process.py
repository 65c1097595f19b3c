"""One sandbox from start to end: gives it the job, reads what it sends, and ends it in time."""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Lock

from . import memory
from .command_line import command
from .limits import Limits
from .seccomp import program
from .surroundings import Surroundings

#: Seconds between two looks at the memory.
_LOOK = 0.05
#: Bytes of its error messages that are kept. They are bubblewrap's own, if there are any.
_COMPLAINT = 4000
#: Core → how many sandboxes of this process are on it.
_USED: Counter[int] = Counter()
_SHARING = Lock()


class Stopped(Enum):
    """Why a sandbox was ended from outside."""

    NOT = "it ended by itself"
    TIME = "out of time"
    MEMORY = "out of memory"
    TALK = "sent too much"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sandbox sent, and how it ended."""

    sent: bytes
    complaint: str
    stopped: Stopped
    code: int
    seconds: float


def carry_out(
    job: bytes, around: Surroundings, limits: Limits, warm: Path, *, writable: bool = False
) -> Outcome:
    """Start a sandbox, give it the job, and wait until nothing of it is left."""
    with _a_core() as core:
        return _on(core, job, around, limits, warm, writable)


def _on(
    core: int, job: bytes, around: Surroundings, limits: Limits, warm: Path, writable: bool
) -> Outcome:
    began = time.monotonic()
    with _in_memory(job) as given, _filter() as seccomp:
        line = command(around, limits, warm, writable=writable, seccomp=seccomp, core=core)
        process = subprocess.Popen(
            line,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},  # bubblewrap's own can be read inside
            cwd="/",
            pass_fds=() if seccomp is None else (seccomp,),
        )
    try:
        sent, complaint, stopped = _listen(process, began + limits.seconds, limits)
    finally:
        code = _end(process)
        process.stdout.close()
        process.stderr.close()
    words = complaint.decode("utf-8", "replace").strip()
    return Outcome(sent, words, stopped, code, time.monotonic() - began)


def _end(process: subprocess.Popen) -> int:
    """End it and everything inside: when the first process inside goes, the kernel takes the rest.

    Returns
    -------
    int
        Its exit code.
    """
    if process.poll() is None:
        for one in reversed(list(memory.family(process.pid))):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
    return process.wait()


def _listen(
    process: subprocess.Popen, until: float, limits: Limits
) -> tuple[bytes, bytes, Stopped]:
    """Read until both ends are closed, or until it must be stopped."""
    sent, complaint = bytearray(), bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        waiting.register(process.stderr, selectors.EVENT_READ)
        looked = 0.0
        while waiting.get_map():
            now = time.monotonic()
            if now >= until:
                return bytes(sent), bytes(complaint), Stopped.TIME
            if now >= looked + _LOOK:
                looked = now
                if memory.used_by(process.pid) > limits.memory:
                    return bytes(sent), bytes(complaint), Stopped.MEMORY
            for ready, _ in waiting.select(min(_LOOK, until - now)):
                piece = os.read(ready.fileobj.fileno(), 65536)
                if not piece:
                    waiting.unregister(ready.fileobj)
                elif ready.fileobj is process.stdout:
                    sent += piece
                else:
                    complaint += piece[: _COMPLAINT - len(complaint)]
            if len(sent) > limits.answer:
                return bytes(sent), bytes(complaint), Stopped.TALK
    return bytes(sent), bytes(complaint), Stopped.NOT


@contextmanager
def _a_core() -> Iterator[int]:
    """A processor core that as few others as possible are using.

    A submission has one to itself and cannot leave it: however many processes it starts, the next
    one's time does not run out.
    """
    with _SHARING:
        core = min(sorted(os.sched_getaffinity(0)), key=lambda core: _USED[core])
        _USED[core] += 1
    try:
        yield core
    finally:
        with _SHARING:
            _USED[core] -= 1


@contextmanager
def _in_memory(content: bytes) -> Iterator[int]:
    """A descriptor to read the content from; nobody can write to it."""
    descriptor = os.memfd_create("job", os.MFD_ALLOW_SEALING)
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(content)
        os.lseek(descriptor, 0, os.SEEK_SET)
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)


@contextmanager
def _filter() -> Iterator[int | None]:
    """A descriptor to read the filter of kernel calls from; None on a machine without one."""
    filtering = program()
    if filtering is None:
        yield None
        return
    with _in_memory(filtering) as descriptor:
        yield descriptor

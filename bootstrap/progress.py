"""Run an installer, telling the reader in their language how far it is."""

from __future__ import annotations

import queue
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import words
from .trouble import Trouble, diagnose

#: Seconds of silence after which the reader is told that the work goes on.
PATIENCE = 10.0


def watch(command: Sequence[str | Path], environment: Mapping[str, str], folder: Path) -> None:
    """Run a command to its end; its downloads are told as they come and go.

    Parameters
    ----------
    command : sequence of str or Path
        An installer that writes its progress line by line.
    environment : mapping
        The environment variables it gets, all of them.
    folder : Path
        Where it runs.

    Raises
    ------
    Trouble
        When it fails, with what it said as `output`.
    """
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    progress = Progress()
    try:
        for line in _lines(process, progress):
            progress.take(line)
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if code != 0:
        output = "".join(progress.rest)
        raise Trouble(diagnose(output), output)


class Progress:
    """What an installer has said so far."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.under_way: list[str] = []
        self.fetched = 0
        self.rest: list[str] = []

    def take(self, line: str) -> None:
        """Tell of one line of the installer, or keep it for the case that it fails."""
        if found := re.match(r"\s*Downloading (\S+) \((.+)\)", line):
            self.under_way.append(found[1])
            words.tell("downloading", name=found[1], size=found[2])
        elif (found := re.match(r"\s*Downloaded (\S+)", line)) and found[1] in self.under_way:
            self.under_way.remove(found[1])
            self.fetched += 1
            words.tell("downloaded", name=found[1])
        elif line.startswith("Prepared ") and self.fetched:
            words.tell("unpacking")
        else:
            self.rest.append(line)

    def still_waiting(self) -> None:
        """Say that the work goes on, and for what."""
        seconds = round(time.monotonic() - self.started)
        if self.under_way:
            words.tell("waiting", seconds=seconds, names=", ".join(self.under_way))
        else:
            words.tell("waiting_working", seconds=seconds)


def _lines(process: subprocess.Popen, progress: Progress):
    # A thread reads, so that silence can be noticed on every system.
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=PATIENCE)
        except queue.Empty:
            progress.still_waiting()
            continue
        if line is None:
            return
        yield line

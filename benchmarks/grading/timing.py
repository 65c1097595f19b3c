"""Seconds of a command, by the clock and of a core."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Timed(NamedTuple):
    """What a command took: seconds by the clock, and seconds that cores worked on it."""

    clock: float
    cores: float


def timed(
    command: Sequence[str], folder: Path, surroundings: Mapping[str, str] | None = None
) -> Timed:
    """Run a command in a folder; its output is shown where it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(surroundings or {})},
        capture_output=True,
        text=True,
    )
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(f"{' '.join(command)}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}")
    cores = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timed(clock, cores)

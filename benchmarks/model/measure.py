"""Times that can be compared: the contenders in turn, and of each the fastest round."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np


class Seconds(NamedTuple):
    """By the clock, and as much of it as a core worked for us: less where others wanted it too."""

    wall: float
    core: float


def fastest(
    contenders: Mapping[Hashable, Callable[[], object]], rounds: int
) -> dict[Hashable, Seconds]:
    """The fastest of so many rounds. What slows a round down slows down all contenders."""
    best = dict.fromkeys(contenders, Seconds(float("inf"), float("inf")))
    for _ in range(rounds):
        for name, run in contenders.items():
            wall, core = time.perf_counter(), time.process_time()
            run()
            took = Seconds(time.perf_counter() - wall, time.process_time() - core)
            best[name] = Seconds(*map(min, best[name], took))
    return best


def line(size: Sequence[float], seconds: Sequence[float]) -> tuple[float, float, float]:
    """Seconds = fixed + slope · size by least squares; and the greatest miss, as a share."""
    slope, fixed = np.polyfit(size, seconds, 1, w=1 / np.asarray(seconds))
    missed = np.abs(fixed + slope * np.asarray(size) - seconds) / seconds
    return float(fixed), float(slope), float(missed.max())


def peak_memory(run: Callable[[], object]) -> float:
    """Bytes that the run held at most, beyond what was there before."""
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return float(peak)


def load() -> str:
    """How busy the machine is."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"

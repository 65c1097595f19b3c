"""What the workers of the tested sweeps do; in a module, so that they find it."""

import os
import signal
import time
from pathlib import Path

import numpy as np


def noisy(cell):
    """A number that depends on the cell and its seed only."""
    scale, seed = cell
    return scale * np.random.default_rng(seed).normal(size=3)


def slowly(cell):
    """As `noisy`, but there is time to be killed in."""
    time.sleep(0.15)
    return noisy(cell)


def noted(cell):
    """As `noisy`, and every run leaves a line in the file that the cell names."""
    scale, seed, file = cell
    with Path(file).open("a", encoding="utf-8") as notes:
        notes.write(f"{seed}\n")
    return noisy((scale, seed))


def deadly(cell):
    """Kills its own process for cell 2, and computes the others."""
    if cell == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return cell * 10


def choosy(cell):
    """Refuses cell 2."""
    if cell == 2:
        raise ValueError("not this one")
    return cell

"""How much memory a process and everything that it started use together.

The kernel's own limits hold for each process alone. Those for a group of processes need rights that
an instructor does not have everywhere, so the sum is looked at from outside, many times a second.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_SHARE = re.compile(rb"^(?:Pss|SwapPss):\s+(\d+) kB", re.MULTILINE)
#: From here on it is worth asking how much of the memory is shared, which takes longer.
_ROUGHLY = 256 * 2**20


def used_by(process: int) -> int:
    """Bytes in memory; what several processes share is counted once."""
    relatives = list(family(process))
    sizes = [_size(one) for one in relatives]
    if sum(sizes) < _ROUGHLY or len(relatives) < 5:
        return sum(sizes)
    return sum(_fair_size(one, size) for one, size in zip(relatives, sizes, strict=True))


def family(process: int) -> Iterator[int]:
    """A process, its children, their children and so on."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return
    for child in children:
        yield from family(int(child))


def _size(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _fair_size(process: int, size: int) -> int:
    """Its own memory and its share of what it has in common with others."""
    try:
        found = _SHARE.findall(Path(f"/proc/{process}/smaps_rollup").read_bytes())
    except OSError:
        return size
    return sum(map(int, found)) * 1024

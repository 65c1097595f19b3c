"""What was ever shipped to a working copy, kept in its marker file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .place import MARKER
from .storage import write

FORMAT = 1


class State:
    """For every path, the fingerprints of all versions that the course put there.

    A set that only grows makes the order of writing harmless: whether a fill was interrupted
    before or after a file, that file is recognised as the course's own.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / MARKER
        self._shipped = _read(self.file)
        self._stored = self.file.is_file()

    def ever_shipped(self, path: str) -> frozenset[str]:
        """The fingerprints of all that was shipped under this path."""
        return frozenset(self._shipped.get(path, ()))

    def add(self, path: str, fingerprint: str) -> None:
        """Note that this version is the course's own."""
        known = self._shipped.setdefault(path, [])
        if fingerprint not in known:
            known.append(fingerprint)
            self._stored = False

    def knows_any(self, paths: Iterable[str]) -> bool:
        """Whether anything was ever shipped under one of these paths."""
        return any(path in self._shipped for path in paths)

    def store(self) -> None:
        """Write it down, where there is anything new."""
        if not self._stored:
            content = {"format": FORMAT, "shipped": self._shipped}
            write(self.file, json.dumps(content, indent=1, sort_keys=True).encode())
            self._stored = True


def _read(file: Path) -> dict[str, list[str]]:
    """What is written there; nothing where it cannot be read, which makes every file the learner's.

    That is the safe side: a file taken for the learner's is never replaced.
    """
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            return {}
        return {path: [str(known) for known in ever] for path, ever in content["shipped"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}

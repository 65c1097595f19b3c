"""Finished cells on disk, so that a sweep that was broken off goes on where it was.

A folder belongs to one sweep: `sweep.json` says which. Every finished cell is a file of its own,
which appears at once and whole, so that a crash leaves either the result or nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ... import __version__
from ...assumptions.errors import ParameterError, reason_of

NAME = "sweep.json"


def fingerprint(cells: Sequence, function: Callable) -> str:
    """What tells a sweep from another: its function, its cells in their order, and the kit.

    >>> fingerprint([1, 2], abs) == fingerprint([2, 1], abs)
    False
    """
    said = [repr(cell) for cell in cells]
    for place, words in enumerate(said):
        # What NumPy leaves out of a long array, and what an object's address stands for, is lost.
        if " at 0x" in words or (words.startswith("array(") and "..." in words):
            raise ParameterError("analysis.cell_unclear", place=place, cell=words[:300])
    twice = len(said) - len(set(said))
    if twice:
        again = next(words for words in said if said.count(words) > 1)
        raise ParameterError("analysis.cells_equal", count=twice, cell=again[:300])
    called = getattr(function, "__module__", ""), getattr(function, "__qualname__", repr(function))
    text = json.dumps([__version__, *called, *said])
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """The folder of one sweep.

    Raises
    ------
    ParameterError
        The folder belongs to another sweep, or holds something else, or cannot be written to.
    """

    def __init__(self, folder: str | Path, signature: str, cells: int) -> None:
        self.folder, self._cells = Path(folder), cells
        mark = {"sweep": signature, "cells": cells}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            found = self._mark()
            if found is None and any(self.folder.iterdir()):
                raise ParameterError("analysis.folder_in_use", folder=self.folder)
            if found is None:
                _write(self.folder / NAME, json.dumps(mark, indent=2).encode())
            elif found != mark:
                raise ParameterError("analysis.other_sweep", folder=self.folder)
        except OSError as error:
            raise ParameterError(
                "analysis.folder_unusable", folder=self.folder, reason=reason_of(error)
            ) from error

    def finished(self) -> Iterator[tuple[int, Any]]:
        """(place, result) of every cell that is there. A damaged file counts as missing."""
        for place in range(self._cells):
            try:
                yield place, pickle.loads(self._file(place).read_bytes())
            except FileNotFoundError:
                continue
            except Exception:  # pickle may raise anything at all over damaged bytes
                self._file(place).unlink()

    def keep(self, place: int, result: Any) -> None:
        """Keep the result of a cell."""
        _write(self._file(place), pickle.dumps(result))

    def _file(self, place: int) -> Path:
        return self.folder / f"{place:06d}.pickle"

    def _mark(self) -> dict | None:
        """What the folder says that it is; None where it says nothing."""
        try:
            return json.loads((self.folder / NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            raise ParameterError("analysis.other_sweep", folder=self.folder) from None


def _write(file: Path, content: bytes) -> None:
    """All of it or nothing: written beside, then put in place."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    with beside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)

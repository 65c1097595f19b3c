"""Where a learner's record is kept: one small readable file of the learner's own.

It is written whole or not at all, under a lock, on top of what stands there by then, so that two
notebooks do not lose each other's entries. What cannot be written waits in memory for the next
time. A file that cannot be read is put aside, never overwritten.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from ..assumptions.errors import reason_of
from ..assumptions.language import say
from . import records
from .lock import alone
from .records import Record

NAME = "progress.json"
#: A file that marks the folder in which a learner works.
MARKER = ".xbcourse"

Change = Callable[[Record], None]


def keeper() -> Keeper:
    """The keeper for where the learner works now.

    `XBCOURSE_PROGRESS` = "off" keeps everything in memory. Otherwise the folder is `XBCOURSE_HOME`;
    without it the nearest one upwards that holds a ``progress.json`` or the marker ``.xbcourse``;
    without that the working directory.
    """
    if os.environ.get("XBCOURSE_PROGRESS", "").lower() == "off":
        return _keeper_of(None)
    return _keeper_of(_folder() / NAME)


def keeper_in(folder: Path) -> Keeper:
    """The keeper of a folder that is named."""
    return _keeper_of(folder / NAME)


class Keeper:
    """Keeps one record in one file, or, without a file, in memory.

    Attributes
    ----------
    path : Path or None
    trouble : str
        Why the record could not be written the last time; empty when it was.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.trouble = ""
        self._waiting: list[Change] = []
        self._told: set[str] = set()

    def record(self) -> Record:
        """Everything that is remembered, whether it could be written or not."""
        record = None
        if self.path is not None:
            with suppress(OSError, _WrittenByNewer):
                record = _understood(_text(self.path))
        record = record or records.empty()
        for change in self._waiting:
            change(record)
        return record

    def keep(self, change: Change) -> tuple[str, ...]:
        """Make a change and write it down.

        Returns
        -------
        tuple of str
            Sentences for the reader: what stood in the way. The same thing is said once.
        """
        self._waiting.append(change)
        if self.path is None:
            return ()
        said: list[str] = []
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with alone(self.path):
                said += self._write()
        except _WrittenByNewer:
            self.trouble = say("checks.kept_newer", file=self.path.name)
        except OSError as error:
            self.trouble = say("checks.kept_not", file=self.path.name, reason=reason_of(error))
        else:
            self.trouble = ""
            self._waiting.clear()
        if self.trouble and self.trouble not in self._told:
            self._told.add(self.trouble)
            said.append(self.trouble)
        return tuple(said)

    def _write(self) -> list[str]:
        """Bring the file up to date; says so if what stood there was put aside."""
        said: list[str] = []
        before = _text(self.path)
        record = _understood(before)
        if record is None:
            aside = _put_aside(self.path)
            said.append(say("checks.kept_aside", file=self.path.name, aside=aside))
            record = records.empty()
        for change in self._waiting:
            change(record)
        after = _serialised(record)
        if after != before and record != records.empty():
            _replace(self.path, after)
        return said


class _WrittenByNewer(Exception):
    """The file has a format that this version does not know."""


@cache
def _keeper_of(path: Path | None) -> Keeper:
    return Keeper(path)


def _folder() -> Path:
    home = os.environ.get("XBCOURSE_HOME")
    if home:
        return Path(home).expanduser().absolute()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARKER).exists() or _is_ours(folder / NAME):
            return folder
    return here


def _is_ours(path: Path) -> bool:
    """Whether a file, perhaps damaged, is a record; in a folder above it may be anybody's."""
    try:
        return '"questions"' in (_text(path) or "")
    except OSError:
        return False


def _text(path: Path) -> str | None:
    """The content; None where there is no file, and nothing readable where it is not text."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return ""


def _understood(text: str | None) -> Record | None:
    """The record in a text, a new one where there is no file, None where it is no record."""
    if text is None:
        return records.empty()
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if records.is_newer(record):
        raise _WrittenByNewer
    return record if records.is_sound(record) else None


def _serialised(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _replace(path: Path, text: str) -> None:
    """Write the whole file in one step: a reader sees the old one or the new one."""
    real = path.resolve()  # a link to a synchronised folder stays a link
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=real.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            with suppress(OSError):  # not every file system can
                os.fsync(file.fileno())
        _move(written, real)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _move(written: Path, path: Path) -> None:
    # Windows refuses while a virus scanner or a viewer has the file open, which passes.
    for _ in range(5):
        try:
            written.replace(path)
        except PermissionError:
            time.sleep(0.02)
        else:
            return
    written.replace(path)


def _put_aside(path: Path) -> str:
    """Rename a file that cannot be used, so that nothing in it is lost."""
    day = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d")
    number = 1
    while True:
        ending = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}-unreadable-{day}{ending}{path.suffix}")
        if not aside.exists():
            path.rename(aside)
            return aside.name
        number += 1

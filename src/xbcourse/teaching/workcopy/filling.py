"""Filling and refreshing a working copy; the rules stand in this package's docstring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from ...assumptions.language import current, message
from .place import StorageError
from .shipped import language_of
from .state import State
from .storage import write
from .text import Unreadable, fingerprint


@dataclass
class Changes:
    """What a fill did, by path within the working copy."""

    added: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    #: A learner's edited file → the course's new version that was put beside it.
    beside: dict[str, str] = field(default_factory=dict)
    #: A file that cannot be read → the sound version that lies beside it.
    unreadable: dict[str, str] = field(default_factory=dict)


class _Found(Enum):
    ABSENT = auto()
    STAYS_AWAY = auto()
    UP_TO_DATE = auto()
    OWN_OLDER = auto()
    EDITED = auto()
    EDITED_AND_COURSE_CHANGED = auto()
    UNREADABLE = auto()


def fill(folder: Path, files: Mapping[str, bytes], opened: str | None = None) -> Changes:
    """Put the shipped files into a working copy, without taking anything from the learner.

    Parameters
    ----------
    folder : Path
        The working copy; made where there is none.
    files : mapping
        What is shipped: path → content, as `shipped_files` gives it.
    opened : str, optional
        The language in which the course is opened, the reader's by default.

    Returns
    -------
    Changes
        What was done. An interrupted fill is completed by the next one.

    Raises
    ------
    StorageError
        When the folder cannot be written. What was there before is still there.
    """
    try:
        return _Fill(folder, files, opened or current()).run()
    except OSError as error:
        raise StorageError.of(error, folder) from error


class _Fill:
    def __init__(self, folder: Path, files: Mapping[str, bytes], opened: str) -> None:
        self.folder = folder
        self.files = files
        self.opened = opened
        self.shipped = {path: fingerprint(path, content) for path, content in files.items()}
        self.state = State(folder)
        self.changes = Changes()

    def run(self) -> Changes:
        found = {path: self._look_at(path) for path in self.files}
        # Folders first, then the state, then files: a folder that the state knows and that is not
        # there has been deleted, and a file that is there is known to be the course's own.
        for path, what in found.items():
            if what is not _Found.STAYS_AWAY:
                self._place(path).parent.mkdir(parents=True, exist_ok=True)
            if what in (_Found.ABSENT, _Found.UP_TO_DATE, _Found.OWN_OLDER):
                self.state.add(path, self.shipped[path])
        self.state.store()
        for path, what in found.items():
            self._carry_out(path, what)
        self.state.store()
        return self.changes

    def _look_at(self, path: str) -> _Found:
        place = self._place(path)
        if not place.exists():
            return _Found.STAYS_AWAY if self._folder_was_deleted(path) else _Found.ABSENT
        try:
            written = self._written(path)
        except (Unreadable, OSError):
            return _Found.UNREADABLE
        if written == self.shipped[path]:
            return _Found.UP_TO_DATE
        known = self.state.ever_shipped(path)
        if written in known:
            return _Found.OWN_OLDER
        return _Found.EDITED if self.shipped[path] in known else _Found.EDITED_AND_COURSE_CHANGED

    def _carry_out(self, path: str, what: _Found) -> None:
        if what in (_Found.ABSENT, _Found.OWN_OLDER):
            # Looked at again, because the learner may have written there meanwhile.
            if self._look_at(path) is what:
                write(self._place(path), self.files[path])
                done = self.changes.added if what is _Found.ABSENT else self.changes.refreshed
                done.append(path)
        elif what is _Found.EDITED_AND_COURSE_CHANGED:
            self.changes.beside[path] = self._put_beside(path)
            self.state.add(path, self.shipped[path])
        elif what is _Found.UNREADABLE:
            self.changes.unreadable[path] = self._sound_one(path)
            self.state.add(path, self.shipped[path])

    def _sound_one(self, path: str) -> str:
        """A readable version beside an unreadable file; one is enough until the course changes."""
        first = next(_names_beside(path))
        if self._place(first).exists() and self.shipped[path] in self.state.ever_shipped(path):
            return first
        return self._put_beside(path)

    def _put_beside(self, path: str) -> str:
        """Write the shipped file under the first name near its own that is nobody else's."""
        for name in _names_beside(path):
            place = self._place(name)
            if not place.exists():
                break
            try:
                written = fingerprint(name, place.read_bytes())
            except (Unreadable, OSError):
                continue
            if written == self.shipped[path]:
                return name
            if written in self.state.ever_shipped(path):
                break
        write(self._place(name), self.files[path])
        return name

    def _written(self, path: str) -> str:
        return fingerprint(path, self._place(path).read_bytes())

    def _folder_was_deleted(self, path: str) -> bool:
        if language_of(path) in (None, self.opened) or self._place(path).parent.exists():
            return False
        folder = PurePosixPath(path).parent
        return self.state.knows_any(p for p in self.files if PurePosixPath(p).parent == folder)

    def _place(self, path: str) -> Path:
        return self.folder.joinpath(*path.split("/"))


def _names_beside(path: str) -> Iterator[str]:
    """Names for a new version beside the learner's own, in the language of the file."""
    file = PurePosixPath(path)
    mark = message("workcopy.new_version").within(language_of(path) or current())
    yield str(file.with_name(f"{file.stem}-{mark}{file.suffix}"))
    number = 2
    while True:
        yield str(file.with_name(f"{file.stem}-{mark}-{number}{file.suffix}"))
        number += 1

"""Every file of a folder or a zip, through archives within archives, and nothing from outside.

Files are opened where they are, never unpacked by their names: a name that leads elsewhere can
lead nowhere. It is refused all the same, since no honest program writes one.
"""

from __future__ import annotations

import os
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ....assumptions.errors import CourseError, DataError, reason_of
from .entries import LONGEST_NAME, is_archive, is_litter, leads_elsewhere, name_of, printable
from .status import Status

#: Longest file that is read, in bytes.
LONGEST = 512 * 2**20
#: Most bytes, and most files, in an archive that a student made. The archive of a learning
#: platform, which holds a class, is bounded by its own size alone.
MOST_BYTES = 2**30
MOST_FILES = 2_000
#: Archives within archives: a platform's, a student's, and what somebody packed once more.
DEEPEST = 4

#: Of a student's archive, in bytes; two thousand files with the longest names take less.
_LARGEST_DIRECTORY = 2**20
#: The record an archive ends with, and the most bytes from its beginning: a comment may follow.
_END = struct.Struct("<4s4H2LH")
_END_SIGN = b"PK\x05\x06"
_LONGEST_END = _END.size + 0xFFFF

#: What reading an archive raises where its bytes are not what they should be.
BROKEN = (zipfile.BadZipFile, OSError, EOFError, zlib.error, struct.error, OverflowError)
BROKEN += (ValueError, NotImplementedError, RuntimeError)
#: What people's programs write. LZMA lets an archive say how much memory reading it takes.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)


@dataclass(frozen=True)
class Received:
    """A file that can be opened while the walk stands at it."""

    name: str
    size: int
    opened: Callable[[], BinaryIO]


@dataclass(frozen=True)
class TurnedAway:
    """A file, or a whole archive, that is not opened."""

    name: str
    status: Status
    why: CourseError


@dataclass(frozen=True)
class Litter:
    """Something that a computer left."""

    name: str


Found = Received | TurnedAway | Litter


class _Budget:
    """What one student's archive, with all inside it, may take."""

    def __init__(self) -> None:
        self.bytes, self.files = MOST_BYTES, MOST_FILES

    def spend(self, size: int) -> bool:
        """Whether one more file of that size is within it."""
        self.bytes, self.files = self.bytes - size, self.files - 1
        return self.bytes >= 0 and self.files >= 0


def walk(source: Path) -> Iterator[Found]:
    """Everything in a folder or an archive, in the order of the names.

    Raises
    ------
    DataError
        There is nothing of that name, or it is neither a folder nor an archive nor a notebook.
    """
    if source.is_dir():
        yield from _folder(source)
    elif not source.exists():
        raise DataError("grading_papers.no_source", source=source)
    elif is_archive(source.name):
        yield from _archive(source, prefix="", depth=1, budget=None)
    else:
        yield Received(source.name, source.stat().st_size, lambda: source.open("rb"))


def _folder(source: Path) -> Iterator[Found]:
    for folder, folders, files in os.walk(source):
        folders.sort()
        for name in sorted([*files, *filter(lambda f: (Path(folder) / f).is_symlink(), folders)]):
            path = Path(folder) / name
            yield from _on_disk(path, path.relative_to(source).as_posix())


def _on_disk(path: Path, name: str) -> Iterator[Found]:
    name = printable(name)
    try:
        found = path.lstat()
    except OSError as error:
        yield _unreadable(name, "not_opened_here", reason=reason_of(error))
        return
    if not stat.S_ISREG(found.st_mode):
        yield _refused(name, "link" if stat.S_ISLNK(found.st_mode) else "no_file")
    elif is_litter(name):
        yield Litter(name)
    elif is_archive(name):
        yield from _archive(path, prefix=name, depth=1, budget=_Budget())
    else:
        yield from _within_size(Received(name, found.st_size, lambda: path.open("rb")))


def _archive(
    file: Path | BinaryIO, prefix: str, depth: int, budget: _Budget | None
) -> Iterator[Found]:
    if depth > DEEPEST:
        yield _refused(prefix, "archives_too_deep", most=DEEPEST)
        return
    try:
        if budget is not None and _directory_size(file) > _LARGEST_DIRECTORY:
            yield _bomb(prefix)
            return
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        if not prefix:
            raise DataError(
                "grading_papers.broken_source", source=file, reason=str(error)
            ) from None
        yield _unreadable(prefix, "broken_archive", reason=str(error))
        return
    with archive:
        seen: dict[str, int] = {}
        for name, entry in sorted(
            ((name_of(e), e) for e in archive.infolist()), key=lambda p: p[0]
        ):
            if name.endswith("/"):
                continue
            seen[name] = seen.get(name, 0) + 1
            again = f" #{seen[name]}" if seen[name] > 1 else ""
            whole = f"{prefix}/{name}{again}" if prefix else name + again
            yield from _entry(archive, entry, name, whole, depth, budget)


def _entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    whole: str,
    depth: int,
    budget: _Budget | None,
) -> Iterator[Found]:
    def opened() -> BinaryIO:
        return archive.open(entry)

    if len(name) > LONGEST_NAME:
        yield _refused(whole[:LONGEST_NAME] + "…", "long_name")
    elif leads_elsewhere(name):
        yield _refused(whole, "leads_elsewhere")
    elif stat.S_ISLNK(entry.external_attr >> 16):
        yield _refused(whole, "link")
    elif entry.flag_bits & 1:
        yield _refused(whole, "encrypted")
    elif entry.compress_type not in _METHODS:
        yield _refused(whole, "compression")
    elif is_litter(name):
        yield Litter(whole)
    elif budget is not None and not budget.spend(entry.file_size):
        yield _bomb(whole)
    elif entry.file_size <= LONGEST and is_archive(name):
        yield from _inner_archive(opened, whole, depth, budget or _Budget())
    else:
        yield from _within_size(Received(whole, entry.file_size, opened))


def _inner_archive(
    opened: Callable[[], BinaryIO], whole: str, depth: int, budget: _Budget
) -> Iterator[Found]:
    """An archive must be read back and forth, which within another one it cannot be."""
    with tempfile.SpooledTemporaryFile(max_size=2**24) as copy:
        try:
            with opened() as stream:
                shutil.copyfileobj(stream, copy)
        except BROKEN as error:
            yield _unreadable(whole, "broken_archive", reason=str(error))
            return
        copy.seek(0)
        yield from _archive(copy, whole, depth + 1, budget)


def _within_size(received: Received) -> Iterator[Found]:
    if received.size > LONGEST:
        gaps = {"megabytes": received.size >> 20, "most": LONGEST >> 20}
        yield _refused(received.name, "too_large", **gaps)
    else:
        yield received


def _directory_size(file: Path | BinaryIO) -> int:
    """What the list of an archive's files takes, which is read whole as soon as it is opened."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return _directory_size(stream)
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _LONGEST_END))
    end = file.read()
    file.seek(0)
    place = len(end) - _END.size
    if end[place : place + 4] != _END_SIGN or end[-2:] != b"\0\0":
        place = end.rfind(_END_SIGN)
    record = end[place : place + _END.size] if place >= 0 else b""
    return _END.unpack(record)[5] if len(record) == _END.size else 0


def _bomb(name: str) -> TurnedAway:
    return _refused(name, "bomb", gigabytes=MOST_BYTES >> 30, files=MOST_FILES)


def _refused(name: str, entry: str, **gaps: object) -> TurnedAway:
    return TurnedAway(name, Status.REFUSED, CourseError(f"grading_papers.{entry}", **gaps))


def _unreadable(name: str, entry: str, **gaps: object) -> TurnedAway:
    return TurnedAway(name, Status.UNREADABLE, CourseError(f"grading_papers.{entry}", **gaps))

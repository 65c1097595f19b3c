"""What a student wrote in a notebook file, and why another file is none."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ....assumptions.errors import CourseError
from .decoding import MARK, encoding_of
from .skeleton import CutOff, TooDeep, TooLong, skeleton
from .status import Status

#: Most characters of code and text. The longest exercise of the course has 30,000.
MOST_WRITTEN = 2_000_000
_PIECE = 1 << 18
#: What a file that is no notebook begins with, and the entry that says how to get one.
_KINDS = (
    (b"%PDF", "is_pdf"),
    (b"PK\x03\x04", "is_office"),
    (b"\xd0\xcf\x11\xe0", "is_office"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf\x27\x1c", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"<", "is_page"),
)


class Unusable(Exception):
    """A file of which nothing can be marked: `status` and, in the reader's language, `why`."""

    def __init__(self, status: Status, entry: str, **gaps: object) -> None:
        super().__init__(entry)
        self.status = status
        self.why = CourseError(f"grading_papers.{entry}", **gaps)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is in a notebook, without its outputs.

    Parameters
    ----------
    cells, prose : tuple of str
        Sources of the code cells, and of the others, in order.
    made : mapping
        What the course wrote into the notebook when it made it; may be forged.
    encoding : str
        What the file is written in; notebooks should be UTF-8.
    damaged : int
        Cells that could not be read.
    size : int
        Bytes of the file.
    """

    cells: tuple[str, ...]
    prose: tuple[str, ...]
    made: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    damaged: int = 0
    size: int = 0


def read(opened: Callable[[], BinaryIO]) -> Written:
    """Read a notebook, however large its outputs are.

    Parameters
    ----------
    opened : callable
        Opens the file anew; it is read twice, first for its encoding.

    Raises
    ------
    Unusable
        Not a notebook, or one that is damaged or made to do harm.
    """
    with opened() as stream:
        beginning = stream.read(64).lstrip(codecs.BOM_UTF8).lstrip()
    for sign, entry in _KINDS:
        if beginning.startswith(sign):
            raise Unusable(Status.UNREADABLE, entry)
    with opened() as stream:
        encoding = encoding_of(_pieces(stream), whole=False)
    if encoding is None:
        raise Unusable(Status.UNREADABLE, "no_known_encoding")
    with opened() as stream:
        content = _parsed(stream, encoding)
        size = stream.tell()
    return _written(content, encoding, size)


def digest(opened: Callable[[], BinaryIO]) -> str:
    """SHA-256 of a file's bytes, as a receipt states it."""
    found = hashlib.sha256()
    with opened() as stream:
        for piece in _pieces(stream):
            found.update(piece)
    return found.hexdigest()


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _parsed(stream: BinaryIO, encoding: str) -> Any:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = skeleton(decoder.decode(piece) for piece in _pieces(stream)).removeprefix(MARK)
    except TooDeep:
        raise Unusable(Status.REFUSED, "too_deep") from None
    except TooLong:
        raise Unusable(Status.REFUSED, "too_much_besides_outputs") from None
    except CutOff:
        raise Unusable(Status.UNREADABLE, "cut_off") from None
    if not text.strip("\0 \t\r\n"):
        raise Unusable(Status.UNREADABLE, "empty")
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        entry = "damaged" if text.lstrip().startswith("{") else "no_notebook"
        raise Unusable(Status.UNREADABLE, entry, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise Unusable(Status.UNREADABLE, "damaged", line=1) from None


def _written(content: Any, encoding: str, size: int) -> Written:
    found = _cells_of(content)
    if found is None:
        raise Unusable(Status.UNREADABLE, "no_cells")
    cells: list[str] = []
    prose: list[str] = []
    damaged = 0
    for cell in found:
        source = _source(cell)
        if source is None:
            damaged += 1
        else:
            (cells if cell.get("cell_type") == "code" else prose).append(source)
    if sum(map(len, cells)) + sum(map(len, prose)) > MOST_WRITTEN:
        raise Unusable(Status.REFUSED, "too_much_written", most=MOST_WRITTEN // 1_000_000)
    return Written(
        cells=tuple(cells),
        prose=tuple(prose),
        made=_made(content),
        encoding=encoding,
        damaged=damaged,
        size=size,
    )


def _cells_of(content: Any) -> list[Any] | None:
    """The cells; a notebook of the third format, ten years old, has them in worksheets."""
    if not isinstance(content, Mapping):
        return None
    sheets = content.get("worksheets")
    if isinstance(sheets, list) and "cells" not in content:
        content = {"cells": [c for s in sheets if isinstance(s, Mapping) for c in _list(s)]}
    cells = content.get("cells")
    return cells if isinstance(cells, list) else None


def _list(sheet: Mapping[str, Any]) -> list[Any]:
    cells = sheet.get("cells")
    return cells if isinstance(cells, list) else []


def _source(cell: Any) -> str | None:
    if not isinstance(cell, Mapping):
        return None
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return _sound(source) if isinstance(source, str) else None


def _sound(text: str) -> str:
    """Without half characters, which no file can hold, and with one kind of line end."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _made(content: Mapping[str, Any]) -> Mapping[str, Any]:
    made: Any = content.get("metadata")
    made = made.get("xbcourse") if isinstance(made, Mapping) else None
    return made if isinstance(made, Mapping) else {}

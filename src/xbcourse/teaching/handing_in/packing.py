"""The one file that is handed in, and the receipt beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...assumptions.errors import DataError, reason_of
from ..workcopy.storage import write
from . import receipt
from .sheets import Sheet

FOLDER = "hand-in"
#: The name under which the receipt lies in an archive.
INSIDE = "receipt.txt"


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written: the file to hand in, the receipt's file and its words."""

    file: Path
    receipt: Path
    words: str


def pack(sheets: Sequence[Sheet], folder: Path, when: dt.datetime, student: str = "") -> Packed:
    """Write the file to hand in and its receipt.

    Parameters
    ----------
    sheets : sequence of Sheet
        The notebooks of one assignment. One alone is handed in as it is, several in an archive.
    folder : Path
        Where both files are put. Earlier receipts stay.
    when : datetime
        This moment, with its zone.
    student : str
        The id to begin the file's name with, where the platform does not know who hands in.

    Raises
    ------
    DataError
        The folder cannot be written.
    """
    name = sheets[0].stamp.get("name", "")
    stem = "-".join(filter(None, [_plain(student), _plain(name)]))
    inside = receipt.words(sheets, when, student)
    if len(sheets) == 1:
        content = sheets[0].content
        file = folder / "-".join(filter(None, [stem, sheets[0].path.name]))
    else:
        content = _archive(sheets, inside)
        file = folder / f"{stem or FOLDER}.zip"
    words = inside + receipt.about_file(file.name, hashlib.sha256(content).hexdigest())
    slip = folder / f"{stem or FOLDER}-receipt-{when:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(file, content)
        # Notepad on Windows shows Chinese and line ends only so.
        write(slip, words.replace("\n", "\r\n").encode("utf-8-sig"))
    except OSError as error:
        reason = reason_of(error)
        raise DataError("handin.not_written", folder=folder, reason=reason) from None
    return Packed(file, slip, words)


def _archive(sheets: Sequence[Sheet], inside: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in zip(_names(sheets), sheets, strict=True):
            archive.writestr(name, sheet.content)
        archive.writestr(INSIDE, inside.encode("utf-8-sig"))
    return packed.getvalue()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Their file names; where two are alike, with the module before them."""
    names = [sheet.path.name for sheet in sheets]
    if len({name.casefold() for name in names}) == len(names):
        return names
    return [f"{number:02}-{name}" for number, name in enumerate(names, start=1)]


def _plain(text: str) -> str:
    return re.sub(r"[^\w.@+-]", "_", text)

"""The instructor's secret, from which personal numbers and hidden cases are drawn.

The course is public, and so is every way of drawing. What a class is asked in the end depends on
the salt alone, which only the instructor has.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from ...assumptions.errors import DataError, reason_of

#: Its name in the instructor's folder, where no other is given.
FILE = "salt.txt"
_BYTES = 32
_WRITTEN = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


def read(file: Path) -> str:
    """The salt in a file.

    Raises
    ------
    DataError
        There is no such file, or something else stands in it.
    """
    try:
        text = file.read_text(encoding="utf-8-sig").strip()
    except OSError as error:
        raise DataError(
            "grading_assign.salt_not_opened", file=file, reason=reason_of(error)
        ) from None
    except UnicodeDecodeError:
        text = ""
    if not _WRITTEN.fullmatch(text):
        raise DataError("grading_assign.not_a_salt", file=file)
    return text


def make(file: Path) -> str:
    """A new salt, in a file that only its owner may read. One that exists is never replaced."""
    salt = secrets.token_hex(_BYTES)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read(file)
    except OSError as error:
        raise DataError(
            "grading_assign.salt_not_written", file=file, reason=reason_of(error)
        ) from None
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(salt + "\n")
    return salt


def seed(salt: str, *parts: str) -> str:
    """What is drawn from, the same on every machine; parts cannot run into each other.

    >>> seed("00", "2026001", "hw1") == seed("00", "2026001", "hw1")
    True
    >>> seed("00", "a", "bc") == seed("00", "ab", "c")
    False
    """
    words = "|".join([salt, *(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)])
    return hashlib.sha256(words.encode()).hexdigest()


def fingerprint(salt: str) -> str:
    """A short name for a salt that gives nothing away: two notebooks of one salt have the same."""
    return seed(salt, "fingerprint")[:12]

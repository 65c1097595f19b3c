"""The names of files in folders and archives: how they are read, and which are none of ours."""

from __future__ import annotations

import re
import zipfile

#: No file system has longer names, and the patterns that look at names need not be fast.
LONGEST_NAME = 1_000
#: What computers leave in folders and archives.
_LITTER = re.compile(
    r"(.*/)?(__MACOSX|\.ipynb_checkpoints|__pycache__|\.git|\.idea|\.vscode)(/.*)?"
    r"|(.*/)?(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|~\$.*)",
    re.IGNORECASE,
)


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Chinese Windows writes GBK and does not say so."""
    name = entry.orig_filename if "\0" not in entry.orig_filename else entry.filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return printable(name.replace("\\", "/"))


def printable(name: str) -> str:
    """A name that every log can hold."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def leads_elsewhere(name: str) -> bool:
    """Whether a name would lie outside of the archive if it were unpacked.

    >>> [leads_elsewhere(name) for name in ("../a", "/a", "C:/a", "a/..b")]
    [True, True, True, False]
    """
    return name.startswith("/") or bool(re.match("[A-Za-z]:", name)) or ".." in name.split("/")


def is_archive(name: str) -> bool:
    """Whether a file is an archive by its name, which is how people mean it."""
    return name.lower().endswith(".zip")


def is_litter(name: str) -> bool:
    """Whether it is something that a computer left.

    >>> is_litter("a/.ipynb_checkpoints/p1-checkpoint.ipynb"), is_litter("a/p1.ipynb")
    (True, False)
    """
    return bool(_LITTER.fullmatch(name))

"""Remembering which translations were compared.

Each prose cell carries ``"twin"``: a short hash of the other language's text at the moment a
person compared the two. When one side is edited, the hash on the other side no longer fits, and
the build says which sentence of which file has to be looked at again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from .problems import Problem
from .source import Passage, Source

_BREAK = "+++"


def fingerprint(text: str) -> str:
    """Eight hex digits that change when the words do, not when trailing blanks do.

    >>> fingerprint("Guess first  ") == fingerprint("Guess first")
    True
    """
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]


def out_of_date(source: Source) -> Iterator[Problem]:
    """Every passage whose two languages were not compared as they stand now."""
    for passage in source.passages:
        key = _verdict(passage)
        if key:
            gaps = {"zh_line": passage.zh.line, "en_line": passage.en.line, "file": source.file}
            # The message points at the side to look at: the one that was not edited.
            line = passage.zh.line if key == "twin_en_edited" else passage.en.line
            yield Problem(source.file, line, key, gaps)


def accept(path: Path, source: Source) -> list[int]:
    """Write today's hashes into the source; the lines that changed, and nothing else changes."""
    wanted = dict(_wanted(source))
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    changed = []
    for number, twin in wanted.items():
        line = lines[number - 1]
        ending = "\r" if line.endswith("\r") else ""
        options = json.loads(line.strip().removeprefix(_BREAK))
        if options.get("twin") != twin:
            options["twin"] = twin
            lines[number - 1] = f"{_BREAK} {json.dumps(options, ensure_ascii=False)}{ending}"
            changed.append(number)
    if changed:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write("\n".join(lines))
    return changed


def _verdict(passage: Passage) -> str | None:
    zh, en = passage.zh, passage.en
    if zh.twin is None or en.twin is None:
        return "twin_never"
    zh_edited = en.twin != fingerprint(zh.text)
    en_edited = zh.twin != fingerprint(en.text)
    if zh_edited and en_edited:
        return "twin_both_edited"
    if zh_edited:
        return "twin_zh_edited"
    return "twin_en_edited" if en_edited else None


def _wanted(source: Source) -> Iterator[tuple[int, str]]:
    for passage in source.passages:
        yield passage.zh.line, fingerprint(passage.en.text)
        yield passage.en.line, fingerprint(passage.zh.text)

"""The official code of a question, read from the made notebooks that come with the course."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..assumptions.errors import DataError
from ..assumptions.home import course_root
from ..assumptions.language import LANGUAGES, current

#: The line that hands the answer in; everything else in the cell is the solution.
_HANDED_IN = re.compile(r"^(check|hint|solution)\(.*\n?", re.MULTILINE)


def code(question: str) -> str:
    """The official code; empty where the solutions are not installed or cannot be read.

    Parameters
    ----------
    question : str
        Its id: "m01.duty" is looked for in ``solutions/*/01-*.ipynb``.
    """
    number = question[1:3]
    # The code is the same in both languages; its comments may not be.
    for language in sorted(LANGUAGES, key=lambda other: other != current()):
        for cell in _cells(language, number):
            if cell.get("metadata", {}).get("xbcourse", {}).get("question") == question:
                return _HANDED_IN.sub("", _source(cell)).strip()
    return ""


def _cells(language: str, number: str) -> Iterator[Mapping[str, Any]]:
    """Every cell of the solved notebooks of a module."""
    try:
        folder = course_root() / "solutions" / language
        files = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    except (DataError, OSError):
        return
    for file in files:
        if file.name.startswith(f"{number}-") and file.name.endswith(".ipynb"):
            try:
                yield from json.loads(file.read_text(encoding="utf-8"))["cells"]
            except (OSError, ValueError, KeyError, TypeError):
                continue  # a damaged notebook: the answer may still stand in another


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)

"""Tables and words for a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; every cell one line of Markdown.

    >>> print(table(["A", "B"], [["1 | 2", "3"]]))
    | A | B |
    |---|---|
    | 1 \\| 2 | 3 |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(_row(cells, "" if n == 1 else " ") for n, cells in enumerate(lines))


def plain(text: str) -> str:
    """Text whose dollar, star and angle signs are to be read as such.

    >>> plain("$12 < 2 * $7")
    '\\\\$12 \\\\< 2 \\\\* \\\\$7'
    """
    for sign in ("$", "<", "*"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _row(cells: Sequence[str], space: str) -> str:
    inside = (cell.replace("\n", " ").replace("|", "\\|") for cell in cells)
    return "|" + "|".join(f"{space}{cell}{space}" for cell in inside) + "|"

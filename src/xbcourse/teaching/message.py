"""How the kit talks inside a notebook: text first, plain HTML beside it, nothing that runs."""

from __future__ import annotations

import html
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..assumptions.language import current

#: Tone → sign before the headline and colour of the bar. The sign says it without the colour.
_TONES = {
    "good": ("✔", "#1b7f4b"),
    "wait": ("○", "#8a8a8a"),
    "think": ("●", "#b35900"),
    "trouble": ("▲", "#a0308c"),
    "note": ("■", "#2f6db5"),
}


@dataclass(frozen=True)
class Message:
    """Something to tell the reader.

    Parameters
    ----------
    tone : str
        "good", "wait" (nothing done yet), "think" (a question back), "trouble" or "note".
    headline : str
        One short line.
    lines : sequence of str
        What follows it.
    code : str
        Code to show below, if any.
    facts : mapping
        For programs: goes into the output's metadata under "xbcourse".
    """

    tone: str
    headline: str
    lines: Sequence[str] = ()
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        sign, _ = _TONES[self.tone]
        parts = [f"{sign} {self.headline}", *(f"  {line}" for line in self.lines)]
        if self.code:
            parts += ["", *(f"    {line}".rstrip() for line in self.code.splitlines())]
        return "\n".join(parts)

    def html(self) -> str:
        """The same as a fragment of HTML; every word in it is escaped."""
        sign, colour = _TONES[self.tone]
        parts = [f"<strong>{sign} {html.escape(self.headline)}</strong>"]
        parts += [f'<div style="margin-top:.2em">{html.escape(line)}</div>' for line in self.lines]
        if self.code:
            parts.append(f'<pre style="margin:.5em 0 0">{html.escape(self.code)}</pre>')
        return _status("".join(parts), f"border-left:4px solid {colour}")

    def show(self) -> None:
        """Show it where the reader is: a notebook's output, or the terminal."""
        show(str(self), self.html(), self.facts)


class Bar(str):
    """A cell of a table that shows a share: blocks in text, a bar in HTML, and the percentage.

    >>> print(Bar(0.4))
    ■■■■□□□□□□ 40%
    """

    share: float

    def __new__(cls, share: float) -> Bar:
        """A bar for a share between 0 and 1; full only when nothing is missing, empty only at 0."""
        percent = min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)
        blocks = min(9, max(1, round(10 * share))) if 0 < share < 1 else round(10 * share)
        bar = super().__new__(cls, "■" * blocks + "□" * (10 - blocks) + f" {percent}%")
        bar.share = percent / 100
        return bar

    def html(self) -> str:
        """The bar, and beside it the percentage, which says the same to a screen reader."""
        return (
            '<span aria-hidden="true" style="display:inline-block;width:6em;height:.7em;'
            'border:1px solid #2f6db5;margin-right:.5em"><span style="display:block;height:100%;'
            f'background:#2f6db5;width:{self.share:.0%}"></span></span>{self.share:.0%}'
        )


def show(text: str, fragment: str, facts: Mapping[str, Any] | None = None) -> None:
    """Show a text, and in a notebook the HTML that says the same."""
    if not in_notebook():
        _print(text)
        return
    from IPython.display import display

    data = {"text/plain": text, "text/html": fragment}
    display(data, raw=True, metadata={"xbcourse": dict(facts)} if facts else {})


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[str] = ()
) -> str:
    """A table as HTML, escaped, with a caption and row headings for screen readers.

    `lines` follow below it.
    """
    columns = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{html.escape(first)}</th>'
        + "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    caption = f'<caption style="text-align:left">{html.escape(caption)}</caption>'
    below = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    return _status(f"<table>{caption}<tr>{columns}</tr>{body}</table>{below}", "overflow-x:auto")


def text_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same table as plain text, in columns that line up in either language.

    >>> print(text_table("Costs", ["line", "USD"], [["freight", "3"]]))
    Costs
      line     USD
      freight  3
    """
    return "\n".join([caption, *(f"  {line}" for line in lined_up([head, *rows]))])


def lined_up(lines: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells as lines of text in which the columns line up.

    >>> lined_up([["货", "a"], ["x", "b"]])
    ['货  a', 'x   b']
    """
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(_padded, line, widths)).rstrip() for line in lines]


def _cell(text: str) -> str:
    return text.html() if isinstance(text, Bar) else html.escape(text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns that a terminal gives to a text: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _print(text: str) -> None:
    try:
        print(text)
    except UnicodeEncodeError:  # a terminal whose code page lacks the sign before the headline
        encoding = sys.stdout.encoding
        print(text.encode(encoding, "replace").decode(encoding))


def _status(inner: str, style: str) -> str:
    language = "zh-CN" if current() == "zh" else "en"
    return (
        f'<div role="status" lang="{language}" '
        f'style="{style};padding:.4em .8em;margin:.3em 0">{inner}</div>'
    )


def in_notebook() -> bool:
    """Whether a Jupyter kernel shows what we display (a plain IPython prompt shows text)."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")

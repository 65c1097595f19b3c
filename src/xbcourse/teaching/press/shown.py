"""What a code cell shows, as HTML that needs nothing from elsewhere."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterator
from html import escape

from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from ..lesson.outputs import alt_text
from . import words

#: What pandas and `still` bring along for the notebook only: a style sheet, a sentence for screen
#: readers that the picture's own words repeat, a border.
_NOT_FOR_PRINT = re.compile(
    r"<style scoped>.*?</style>|<p style=\"height:1px[^>]*>.*?</p>|"
    r" border=\"\d\"| style=\"text-align: right;\"",
    re.DOTALL,
)
_STILL = re.compile(r"still\(.*\)", re.DOTALL)


def code(cell: NotebookNode) -> str:
    """The code, with its comments set apart; nothing for one that only fetches a picture."""
    if _STILL.fullmatch(cell.source.strip()):
        return ""
    lines = highlight(cell.source, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip()
    return f'<pre class="code"><code>{lines}</code></pre>\n'


def outputs(cell: NotebookNode) -> str:
    """Everything that it shows except what a check or a guess answers to nobody in particular."""
    return "".join(_output(output) for output in _meant_for_all(cell))


def pictures(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """Each picture as an ``<img>``, and what it says in words."""
    for output in _meant_for_all(cell):
        if "image/png" in output.get("data", {}):
            yield _picture(output), alt_text(output)


def tables(cell: NotebookNode) -> Iterator[str]:
    """Each table."""
    for output in _meant_for_all(cell):
        made = output.get("data", {}).get("text/html", "")
        if "<table" in made:
            yield _for_print(made)


def _meant_for_all(cell: NotebookNode) -> Iterator[NotebookNode]:
    for output in cell.get("outputs", []):
        if "xbcourse" not in output.get("metadata", {}):
            yield output


def _output(output: NotebookNode) -> str:
    data = output.get("data", {})
    if "image/png" in data:
        return f"<figure>{_picture(output)}</figure>\n"
    if "text/html" in data:
        return f'<div class="output">{_for_print(data["text/html"])}</div>\n'
    if "text/markdown" in data:
        return f'<div class="output quote">{words.to_html(data["text/markdown"])}</div>\n'
    text = output.get("text") or data.get("text/plain") or ""
    if output.output_type == "error":
        text = f"{output.ename}: {output.evalue}"
    return f'<pre class="output">{escape(text.rstrip())}</pre>\n' if text.strip() else ""


def _picture(output: NotebookNode) -> str:
    picture = "".join(output.data["image/png"].split())
    # Its size in the file keeps the page from jumping while it loads.
    width, height = struct.unpack(">II", base64.b64decode(picture[:64])[16:24])
    return (
        f'<img src="data:image/png;base64,{picture}" width="{width}" height="{height}"'
        f' alt="{escape(alt_text(output))}">'
    )


def _for_print(html: str) -> str:
    return _NOT_FOR_PRINT.sub("", html).strip()

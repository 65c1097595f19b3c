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
#: How `still` marks a sentence that is the picture's own title too.
_ALOUD_ONLY = '<p style="height:1px'
#: Pixels at the top of every picture that hold its title, of one line or two, and nothing else.
TITLE_BAND = 68
#: Pixels that a slide has for a picture, of 1280 × 720.
SLIDE_BOX = (1184, 518)
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
#: A figure with its currency, sign and unit; or that there is none.
_NUMBER = re.compile(r"(?:NaN|nan|—|–|-|)|[A-Z$€£¥]{0,3}[−+-]?[A-Z$€£¥]{0,3}\s?\d[\d.,]*[%KM万]?")
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
    """Each picture for a slide, whose heading is the sentence that comes with it.

    The title inside the picture is cut off where it is that same sentence, so that the class reads
    it once, and large.
    """
    heads = [output for output in _meant_for_all(cell) if _ALOUD_ONLY in _html(output)]
    for output in _meant_for_all(cell):
        if "image/png" in output.get("data", {}):
            yield _cut_to(output, TITLE_BAND if heads else 0), alt_text(output)


def tables(cell: NotebookNode) -> Iterator[str]:
    """Each table."""
    for output in _meant_for_all(cell):
        if "<table" in _html(output):
            yield _for_print(_html(output))


def printed(cell: NotebookNode) -> str:
    """The text that it prints, and nothing that is seen otherwise."""
    seen = {"image/png", "text/html"}
    return "".join(_output(o) for o in _meant_for_all(cell) if not seen & {*o.get("data", ())})


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
    # Its size in the file keeps the page from jumping while it loads.
    width, height = _size(output)
    return f'<img src="{_source(output)}" width="{width}" height="{height}" {_alt(output)}>'


def _cut_to(output: NotebookNode, band: int) -> str:
    """As large as a slide lets it be, without so many of its rows of pixels at the top."""
    width, height = _size(output)
    scale = min(SLIDE_BOX[0] / width, SLIDE_BOX[1] / (height - band))
    wide, high, up = (round(scale * pixels) for pixels in (width, height - band, band))
    return (
        f'<figure style="width:{wide}px;height:{high}px">'
        f'<img src="{_source(output)}" style="width:{wide}px;margin-top:-{up}px" {_alt(output)}>'
        "</figure>"
    )


def _size(output: NotebookNode) -> tuple[int, int]:
    """Width and height in pixels, which stand at the beginning of the file."""
    start = base64.b64decode("".join(output.data["image/png"].split())[:64])
    return struct.unpack(">II", start[16:24])


def _source(output: NotebookNode) -> str:
    return "data:image/png;base64," + "".join(output.data["image/png"].split())


def _alt(output: NotebookNode) -> str:
    return f'alt="{escape(alt_text(output))}"'


def _html(output: NotebookNode) -> str:
    return output.get("data", {}).get("text/html", "")


def _for_print(html: str) -> str:
    return _TABLE.sub(_numbers_right, _NOT_FOR_PRINT.sub("", html).strip())


def _numbers_right(table: re.Match[str]) -> str:
    """Columns of numbers are set to the right, head and all; words stay at the left.

    Columns are counted from the right: a cell over several rows stands at the left only.
    """
    rows = [_CELL.findall(row) for row in table[0].split("<tr")]
    body = [row[::-1] for row in rows if any(kind == "td" for kind, *_ in row)]
    numeric = {
        at
        for at in range(max(map(len, body), default=0))
        if all(_NUMBER.fullmatch(row[at][2].strip()) for row in body if at < len(row))
    }

    def aligned(row: str) -> str:
        left = iter(range(len(_CELL.findall(row)) - 1, -1, -1))
        return _CELL.sub(lambda c: _cell(c, right=next(left) in numeric), row)

    return "<tr".join(map(aligned, table[0].split("<tr")))


def _cell(cell: re.Match[str], right: bool) -> str:
    kind, attributes, inside = cell.groups()
    number = ' class="number"' if right else ""
    return f"<{kind}{attributes}{number}>{inside}</{kind}>"

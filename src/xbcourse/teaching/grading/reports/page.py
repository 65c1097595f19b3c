"""A page of HTML that stands by itself: no script, nothing loaded from elsewhere.

Whatever a student wrote goes through `words`; only what comes from here is markup.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from ....assumptions.language import current

#: A browser is told so as well: what slipped through could neither run nor load anything.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.6 "Noto Sans", "Helvetica Neue", Arial, sans-serif; color: #1F2A37;
  background: #fff; max-width: 52rem; margin: 2rem auto; padding: 0 1.2rem; }
:lang(zh) { font-family: "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
  "Noto Sans", sans-serif; line-height: 1.75; text-spacing-trim: trim-start; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: 0 0 .2em; }
h2 { font-size: 1.25rem; margin: 2.2em 0 .6em; border-bottom: 1px solid #9AA5B1; }
h3 { font-size: 1.05rem; margin: 1.6em 0 .3em; }
p, ul, ol, dl { margin: .4em 0; }
table { border-collapse: collapse; margin: .8em 0; width: 100%; }
table.facts { width: auto; }
table.facts th { white-space: nowrap; padding-right: 1.5em; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
details { margin: .6em 0; }
summary { color: #4A5561; }
caption { text-align: left; color: #4A5561; padding-bottom: .3em; }
th, td { border-bottom: 1px solid #C9D1D9; padding: .35em .7em .35em 0; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; }
thead th { white-space: nowrap; }
tbody th { min-width: 8em; }
.facts th { min-width: 0; }
td.number, th.number { text-align: right; }
td.number, th.number, td.short { white-space: nowrap; }
.quiet { color: #4A5561; font-size: .92em; }
.ask { border-left: 4px solid #D0621A; padding-left: .8em; }
.note { border-left: 4px solid #1A67AB; padding-left: .8em; }
.code { font-family: "Noto Sans Mono", Consolas, Menlo, monospace; font-size: .9em;
  overflow-wrap: anywhere; }
blockquote { margin: .6em 0; padding: .6em 1em; background: #F4F6F8; white-space: pre-wrap;
  overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; }
/* A phone has no room for columns: a row becomes its name, and under it each cell with its own. */
@media screen and (max-width: 36rem) {
  body { margin: 1rem auto; padding: 0 .9rem; }
  h1 { font-size: 1.4rem; }
  thead { display: none; }
  table, caption, tbody, tr, th, td { display: block; width: auto; }
  .facts tr { display: flex; flex-wrap: wrap; column-gap: 1em; }
  figure { overflow-x: auto; }
  figure img { max-width: none; width: 38rem; }
  tr { border-bottom: 1px solid #C9D1D9; padding: .4em 0; }
  th, td, table.facts th { border: 0; padding: 0; white-space: normal; min-width: 0; }
  th, td { text-align: left; }
  td.number, td.short { display: inline-block; text-align: left; margin-right: 1.1em; }
  td:empty { display: none; }
  td[data-of]::before { content: attr(data-of) " "; color: #4A5561; font-size: .92em; }
}
@media print {
  body { max-width: none; margin: 0; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; }
  details:not([open]) { display: none; }
  tr, figure, blockquote.short { break-inside: avoid; }
  blockquote { background: none; border: 1px solid #9AA5B1; }
}
"""

_TAGS = {"zh": "zh-CN", "en": "en"}


def page(title: str, body: Iterable[str]) -> bytes:
    """A whole page in the language in force."""
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words(title)}</title><style>{_STYLE}</style>"
    )
    inner = "\n".join(body)
    text = (
        f'<!DOCTYPE html>\n<html lang="{_TAGS[current()]}"><head>{head}</head>\n'
        f"<body><main>\n{inner}\n</main></body></html>\n"
    )
    return text.encode("utf-8", "replace")


def words(text: object) -> str:
    """Text as text, whatever is in it; control signs become visible."""
    plain = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in str(text))
    return html.escape(plain)


def tag(name: str, text: object, of: str = "") -> str:
    """A paragraph, heading or the like, of a class if one is given.

    >>> tag("p", "a < b", "ask")
    '<p class="ask">a &lt; b</p>'
    """
    style = f' class="{of}"' if of else ""
    return f"<{name}{style}>{words(text)}</{name}>"


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int] = (),
    short: Sequence[int] = (),
    aloud: bool = False,
) -> str:
    """A table whose first column names the row.

    Parameters
    ----------
    caption : str
        What it is about.
    head : sequence of str
        The names of the columns.
    rows : iterable of sequence of str
        The cells.
    numbers : sequence of int
        Columns that are set to the right.
    short : sequence of int
        Columns of few letters, which a long text beside them must not press together.
    aloud : bool
        Whether the caption is for screen readers only, as a heading above says the same.
    """

    def cell(name: str, place: int, text: str, more: str = "") -> str:
        of = "number" if place in numbers else "short" if place in short else ""
        style = f' class="{of}"' if of else ""
        return f"<{name}{more}{style}>{words(text)}</{name}>"

    top = "".join(cell("th", place, text, ' scope="col"') for place, text in enumerate(head))
    lines = []
    for first, *rest in rows:
        cells = [
            cell("td", place, text, f' data-of="{words(head[place])}"')
            for place, text in enumerate(rest, start=1)
        ]
        lines.append("<tr>" + cell("th", 0, first, ' scope="row"') + "".join(cells) + "</tr>")
    body = "".join(lines)
    style = ' class="aloud"' if aloud else ""
    return (
        f"<table><caption{style}>{words(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A table of names and what they are, without a heading row."""
    rows = "".join(
        f'<tr><th scope="row">{words(name)}</th><td>{words(value)}</td></tr>'
        for name, value in pairs
    )
    return f'<table class="facts"><tbody>{rows}</tbody></table>'


def folded(summary: str, content: str) -> str:
    """Something that is opened by whoever wants it."""
    return f"<details><summary>{words(summary)}</summary>{content}</details>"


def quoted(text: str, longest: int = 20_000) -> str:
    """What a student wrote, as it was written, cut where it is longer than anybody reads."""
    shown = text if len(text) <= longest else text[:longest] + " …"
    style = ' class="short"' if len(shown) < 2000 else ""
    return f"<blockquote{style}>{words(shown)}</blockquote>"


def figure(picture: str, alt: str) -> str:
    """A picture (a data address) with its words, which also stand below it."""
    return (
        f'<figure><img src="{picture}" alt="{words(alt)}">'
        f"<figcaption>{words(alt)}</figcaption></figure>"
    )

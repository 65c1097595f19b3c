"""What of a lesson's prose a class should see: lists, formulas, tables, bold words, questions.

There is no mark for slides in a source. An author who sets something in bold has said already that
the sentence matters, a question asks to be put to the class, and the rest has a form of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from . import words

#: What ends a sentence, with the closing quotes after it; and bold that closes there too.
_END = re.compile(r"[。！？][”’）]*|[.!?][\"')]*")
_CLOSING_BOLD = re.compile(r"\*\*[”’）\"')]*")
#: What follows an English sentence: a blank and a new beginning, or nothing.
_AFTER = re.compile(r"\s+[^a-z\s]|\s*$")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_TAG = re.compile(r"<[^>]+>")
_GAP = "____"
#: Chinese characters on one line of a slide.
WIDTH = 36
#: A question with fewer is a turn of phrase.
LEAST_QUESTION = 10


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `title` is HTML, empty for what comes before the first."""

    title: str
    blocks: tuple[tuple[Token, ...], ...]

    @property
    def html(self) -> str:
        """All of it."""
        return "".join(map(words.render, self.blocks))


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is not cut in two; `em` is how much of a slide it takes, in lines of text.

    An item of a list knows its list, so that neighbours come under one roof again.
    """

    html: str
    em: float
    roof: str = ""


def sections(markdown: str) -> list[Section]:
    """A text by its headings of the second level."""
    found: list[tuple[str, list[tuple[Token, ...]]]] = [("", [])]
    for block in words.blocks(words.tokens(markdown)):
        if block[0].type == "heading_open" and block[0].tag == "h2":
            found.append((words.inline(block[1].content), []))
        else:
            found[-1][1].append(tuple(block))
    return [Section(title, tuple(blocks)) for title, blocks in found if title or blocks]


def gist(section: Section) -> list[Unit]:
    """What of a section goes on a slide; nothing where nothing is set apart."""
    return [unit for block in section.blocks for unit in _units(block, whole=False)]


def whole(section: Section) -> list[Unit]:
    """All of a section but the sentences that tell a learner which cell to fill in."""
    return [unit for block in section.blocks for unit in _units(block, whole=True)]


def lead(section: Section) -> list[Unit]:
    """The first sentence of a section."""
    for block in section.blocks:
        if block[0].type == "paragraph_open":
            return [_paragraph(sentences(block[1].content)[:1])]
    return []


def sentences(markdown: str) -> list[str]:
    """A paragraph cut at the ends of its sentences, never inside bold, code or a formula.

    >>> sentences("One order, 4.50 left. **Two orders. Nine.** 三单。四单！")
    ['One order, 4.50 left. ', '**Two orders. Nine.** ', '三单。', '四单！']
    """
    found, start = [], 0
    for match in _END.finditer(markdown):
        end = _end(markdown, start, match)
        if end:
            end = len(markdown) - len(markdown[end:].lstrip())
            found.append(markdown[start:end])
            start = end
    return [*found, markdown[start:]] if markdown[start:].strip() else found


def lines(html: str, width: float) -> int:
    """How many lines a text takes where one holds so many Chinese characters; Latin takes half.

    >>> lines("<b>四个汉字</b>", 4), lines("four", 4), lines("12345", 2)
    (1, 1, 2)
    """
    return max(1, -int(-_width(_TAG.sub("", html)) // width))


def table(html: str) -> Unit:
    """A table: smaller letters, and rows as high as if their cells shared the width fairly."""
    rows = html.split("<tr")[1:]
    return Unit(html, sum(0.8 * lines(row, WIDTH * 1.2) + 0.35 for row in rows))


def _width(text: str) -> float:
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / 2


def _end(text: str, start: int, mark: re.Match[str]) -> int | None:
    """Where the sentence ends whose last mark this may be; None where it goes on."""
    bold = _CLOSING_BOLD.match(text, mark.end())
    for end in (mark.end(), bold.end() if bold else mark.end()):
        begins_anew = mark[0][0] in "。！？" or _AFTER.match(text, end)
        if begins_anew and _closed(text[start:end]):
            return end
    return None


def _closed(text: str) -> bool:
    even = all(text.count(mark) % 2 == 0 for mark in ("**", "`", "$", '"'))
    return even and text.count("“") == text.count("”")


def _stands_out(sentence: str) -> bool:
    """Set in bold, or a question to the reader; "Ready?" is none."""
    asks = sentence.strip().endswith(("?", "？")) and _width(sentence) >= LEAST_QUESTION
    return "**" in sentence or asks


def _units(block: Sequence[Token], *, whole: bool) -> Iterator[Unit]:
    kind = block[0].type
    if kind == "paragraph_open":
        # A line break inside a paragraph of the source means nothing.
        found = sentences(" ".join(block[1].content.split("\n")))
        kept = [s for s in found if _GAP not in s and (whole or _stands_out(s))]
        if kept:
            yield _paragraph(kept)
    elif kind in ("bullet_list_open", "ordered_list_open"):
        yield from _items(block)
    elif kind == "table_open":
        yield table(words.render(block))
    elif kind == "math_block":
        yield Unit(words.render(block), 3)
    elif kind == "blockquote_open":
        html = words.render(block)
        yield Unit(html, lines(html, WIDTH - 2) + 0.5)


def _paragraph(kept: Sequence[str]) -> Unit:
    html = words.inline("".join(kept).strip())
    return Unit(f"<p>{html}</p>", lines(_without_formulas(html), WIDTH) + 0.5)


def _items(block: Sequence[Token]) -> Iterator[Unit]:
    roof = block[0].tag
    for item in words.blocks(block[1:-1]):
        html = words.render(item)
        number = f' value="{item[0].info}"' if roof == "ol" else ""
        html = html.replace("<li>", f"<li{number}>", 1)
        yield Unit(html, lines(_without_formulas(html), WIDTH - 2) + 0.3, roof)


def _without_formulas(html: str) -> str:
    """A formula inside a line is about as wide as what it says."""
    return re.sub(r"<annotation.*?</annotation>", "", html)

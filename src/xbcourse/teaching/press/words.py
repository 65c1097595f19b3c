"""Markdown as it is printed: formulas in MathML, links that paper can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ...assumptions.errors import CourseError

#: A paragraph that is nothing but links to other files of the course: paper cannot open them.
_ONLY_LINKS = re.compile(r"(\[[^\]]*\]\((?!https?:)[^)]*\)[\s·]*)+")


def to_html(markdown: str) -> str:
    """A text as HTML; links into the course become plain words, their paragraphs go.

    >>> to_html("The **first** line, see [lesson 02](02-self-operated.ipynb).")
    '<p>The <strong>first</strong> line, see lesson 02.</p>\\n'
    """
    return render(tokens(markdown))


def inline(markdown: str) -> str:
    """A sentence as HTML, without a paragraph around it.

    >>> inline("`price` is **29.99**")
    '<code>price</code> is <strong>29.99</strong>'
    """
    return _reader().renderInline(markdown)


def tokens(markdown: str) -> list[Token]:
    """The blocks of a text, in the order in which they stand."""
    found = _reader().parse(markdown)
    return [token for part in blocks(found) if not _is_only_links(part) for token in part]


def blocks(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block of the first level: a heading, a paragraph, a list, a table."""
    block: list[Token] = []
    depth = 0
    for token in found:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def render(found: Sequence[Token]) -> str:
    """Blocks as HTML."""
    reader = _reader()
    return reader.renderer.render(found, reader.options, {})


def formula(latex: str, display: str) -> str:
    """A formula as MathML, which browsers set by themselves; `display` is "block" or "inline".

    Raises
    ------
    CourseError
        Where something in it would be printed as a backslash and a name.
    """
    made = convert(latex.strip(), display=display)
    if "\\" in made or "<merror" in made:
        raise CourseError("press.formula", formula=latex.strip())
    return made


def _is_only_links(block: Sequence[Token]) -> bool:
    return block[0].type == "paragraph_open" and bool(_ONLY_LINKS.fullmatch(block[1].content))


@cache
def _reader() -> MarkdownIt:
    """The dialect of notebooks: CommonMark, tables, formulas between dollars."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    for name, display in (
        ("math_inline", "inline"),
        ("math_inline_double", "block"),
        ("math_block", "block"),
    ):
        reader.add_render_rule(name, _formula_rule(display))
    reader.add_render_rule("code_inline", _code_inline)
    reader.add_render_rule("link_open", _link_open)
    reader.add_render_rule("link_close", _link_close)
    return reader


def _formula_rule(display: str) -> Any:
    def rule(
        self: RendererHTML, found: Sequence[Token], at: int, options: Any, env: Mapping
    ) -> str:
        made = formula(found[at].content, display)
        return f'<div class="formula">{made}</div>\n' if display == "block" else made

    return rule


def _code_inline(
    self: RendererHTML, found: Sequence[Token], at: int, options: Any, env: Mapping
) -> str:
    # A long path breaks at its slashes and leaves no gaps in the line before it.
    return f"<code>{escape(found[at].content).replace('/', '/<wbr>')}</code>"


def _link_open(
    self: RendererHTML, found: Sequence[Token], at: int, options: Any, env: Mapping
) -> str:
    return self.renderToken(found, at, options, env) if _leads_out(found[at]) else ""


def _link_close(
    self: RendererHTML, found: Sequence[Token], at: int, options: Any, env: Mapping
) -> str:
    # Links do not stand inside each other, so the nearest opening one belongs to this.
    opened = next(token for token in reversed(found[:at]) if token.type == "link_open")
    return "</a>" if _leads_out(opened) else ""


def _leads_out(link: Token) -> bool:
    return str(link.attrGet("href")).startswith(("http:", "https:"))

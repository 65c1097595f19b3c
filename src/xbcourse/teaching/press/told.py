"""What a guide tells whoever stands in front of the class, cut up for the notes of the slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from markdown_it.token import Token

from ...assumptions.language import message
from ..lesson.course import Module
from . import gist, words
from .gist import Section


@dataclass(frozen=True)
class Told:
    """The guide of a module in one language; empty where there is none."""

    module: Module
    language: str

    def section(self, name: str) -> Section | None:
        """One of the sections that every guide has: "plan", "board", "discussion" or "stuck"."""
        title = message(f"guide.{name}").within(self.language)
        return next((one for one in self._sections if one.title == title), None)

    def html(self, name: str) -> str:
        """All of a section."""
        found = self.section(name)
        return found.html if found else ""

    def about(self, view: str) -> list[str]:
        """The rows of the plan that name a view, each as "minutes: what to do. What matters"."""
        return [_row(cells) for cells in self._plan if any(f"`{view}`" in cell for cell in cells)]

    @property
    def discussion(self) -> list[tuple[str, str]]:
        """Each question to discuss, and what a good answer would be."""
        found = self.section("discussion")
        items = [_cells(block, "paragraph") for block in found.blocks] if found else []
        return [_asked(item) for block in items for item in block]

    @cached_property
    def _sections(self) -> list[Section]:
        if not self.module.has_guide:
            return []
        passages = (passage.within(self.language) for passage in self.module.guide.passages)
        return gist.sections("\n\n".join(passage.text for passage in passages))

    @cached_property
    def _plan(self) -> list[list[str]]:
        found = self.section("plan")
        tables = [b for b in found.blocks if b[0].type == "table_open"] if found else []
        rows = [row for table in tables for row in _rows(table)]
        return [cells for cells in rows if cells]


def _rows(table: Sequence[Token]) -> list[list[str]]:
    """The Markdown of each cell of a table's body."""
    starts = [n for n, token in enumerate(table) if token.type == "tr_open"]
    return [_cells(table[a:b], "td") for a, b in pairwise([*starts, len(table)])]


def _cells(block: Sequence[Token], kind: str) -> list[str]:
    return [inside.content for token, inside in pairwise(block) if token.type == f"{kind}_open"]


def _row(cells: Sequence[str]) -> str:
    minutes, what, matters = (words.inline(cell) for cell in cells)
    return f"<strong>{minutes}</strong> {what} <em>{matters}</em>"


def _asked(item: str) -> tuple[str, str]:
    """An item that begins with its question in bold."""
    question, _, answer = item.removeprefix("**").partition("**")
    return words.inline(question.strip()), words.inline(answer.strip())

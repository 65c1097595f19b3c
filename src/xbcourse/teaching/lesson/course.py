"""The modules of the course in their order, and where everything made from them is stored."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from .claims import Claim, read_claims
from .head import Head
from .source import Source, read_source

#: Where each kind of made file is stored; an "answers" notebook is a lesson with its check-yourself
#: questions solved, a "guide" is the instructor's page.
ROOMS = {
    "lesson": "notebooks",
    "exercise": "exercises",
    "solution": "solutions",
    "answers": "solutions",
    "guide": "instructor",
}
#: The pages on running a class, in the order of the index: ``lessons/class/NAME.md``.
CLASS_PAGES = ("term", "workshop", "flipped", "grading", "room")
_FOLDER = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Module:
    """One lesson with its exercise: the folder ``lessons/NN-slug``."""

    root: Path
    name: str

    @property
    def number(self) -> str:
        """Two digits: "01"."""
        return self.name[:2]

    def path(self, kind: str) -> Path:
        """The source file: kind is "lesson", "exercise" or "guide"."""
        return self.root / "lessons" / self.name / f"{kind}.md"

    def file(self, kind: str) -> str:
        """The source file as messages and made notebooks name it."""
        return f"lessons/{self.name}/{kind}.md"

    def made(self, kind: str, language: str) -> PurePosixPath:
        """Where a made file is stored, seen from the course's root."""
        ending = {"answers": "-answers.ipynb", "guide": ".md"}.get(kind, ".ipynb")
        return PurePosixPath(ROOMS[kind], language, f"{self.name}{ending}")

    @cached_property
    def lesson(self) -> Source:
        """The lesson's source, read once."""
        return read_source(self.path("lesson"), self.file("lesson"), is_declared)

    @cached_property
    def exercise(self) -> Source:
        """The exercise's source, read once."""
        return read_source(self.path("exercise"), self.file("exercise"), is_declared)

    @cached_property
    def guide(self) -> Source:
        """What instructors are told in writing, read once."""
        return read_source(self.path("guide"), self.file("guide"), is_declared)

    @property
    def has_guide(self) -> bool:
        """Whether somebody has written the instructor's guide."""
        return self.path("guide").is_file()

    @property
    def sources(self) -> Iterator[Source]:
        """Everything that is written in both languages."""
        yield from (self.lesson, self.exercise)
        if self.has_guide:
            yield self.guide

    @property
    def head(self) -> Head:
        """What the lesson promises."""
        return self.lesson.head


@dataclass(frozen=True)
class ClassPage:
    """What instructors are told about running a class, whatever the lesson."""

    root: Path
    name: str

    @property
    def path(self) -> Path:
        """The source file."""
        return self.root / self.file

    @property
    def file(self) -> str:
        """The source file as messages and made pages name it."""
        return f"lessons/class/{self.name}.md"

    def made(self, language: str) -> PurePosixPath:
        """Where the page is stored, seen from the course's root."""
        return PurePosixPath(ROOMS["guide"], language, f"{self.name}.md")

    @cached_property
    def source(self) -> Source:
        """The source, read once."""
        return read_source(self.path, self.file, is_declared)


@dataclass(frozen=True)
class Course:
    """Everything below one root folder: sources in, made files out."""

    root: Path

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """All modules, by number."""
        folders = sorted((self.root / "lessons").glob("*/lesson.md"))
        names = (file.parent.name for file in folders)
        return tuple(Module(self.root, name) for name in names if _FOLDER.fullmatch(name))

    @cached_property
    def class_pages(self) -> tuple[ClassPage, ...]:
        """The pages on running a class that are written."""
        pages = (ClassPage(self.root, name) for name in CLASS_PAGES)
        return tuple(page for page in pages if page.path.is_file())

    @cached_property
    def glossary(self) -> Mapping[str, Mapping[str, Any]]:
        """The terms of the course: key → zh, en, meaning."""
        file = self.root / "src/xbcourse/assumptions/glossary.toml"
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """What the course puts to the test: id → claim."""
        file = self.root / "lessons/claims.csv"
        return read_claims(file) if file.is_file() else {}

    def module(self, number: str) -> Module | None:
        """The module of that number ("01"), or None."""
        return next((m for m in self.modules if m.number == number), None)

    def neighbours(self, module: Module) -> tuple[Module | None, Module | None]:
        """The module before and the module after."""
        padded = (None, *self.modules, None)
        here = padded.index(module)
        return padded[here - 1], padded[here + 1]

    @staticmethod
    def glossary_page(language: str) -> PurePosixPath:
        """Where the glossary of a language is stored, seen from the course's root."""
        return PurePosixPath("notebooks", language, "glossary.md")


def is_declared(name: str) -> bool:
    """Whether a question or a guess of that id is declared."""
    # The registry pulls in the whole model, which only sources that ask something need.
    from ..questions import everything

    return name in everything()


def link(from_file: PurePosixPath, to_file: PurePosixPath) -> str:
    """The relative link from one made file to another.

    >>> link(PurePosixPath("notebooks/en/01-a.ipynb"), PurePosixPath("exercises/en/01-a.ipynb"))
    '../../exercises/en/01-a.ipynb'
    """
    return posixpath.relpath(str(to_file), str(from_file.parent))

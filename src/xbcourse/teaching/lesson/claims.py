"""The claims of the essay that the course puts to the test, and where lessons deal with them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...assumptions.language import LANGUAGES, Text
from .claim_marks import ClaimMark
from .problems import Problem
from .source import Source

SOURCE = "lessons/claims.csv"
_HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its section of the essay, the module that tests it, its kind, our words for it."""

    id: str
    section: str
    module: str
    kind: str
    words: Text


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """A claim where a lesson deals with it: mark and nearest heading above, by language."""

    claim: Claim
    marks: Mapping[str, ClaimMark]
    headings: Mapping[str, str]

    @property
    def verdict(self) -> str:
        """What came out, the same in both languages."""
        return self.marks["zh"].verdict


def read_claims(path: Path) -> dict[str, Claim]:
    """The list of claims, in its order: id → claim."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Claim(
                row["id"],
                row["section"],
                row["module"],
                row["kind"],
                Text(zh=row["zh"], en=row["en"]),
            )
            for row in csv.DictReader(file)
        }


def verdicts_in(lesson: Source, claims: Mapping[str, Claim]) -> list[ClaimVerdict]:
    """The claims that a lesson deals with, in the order of the list."""
    found: dict[str, ClaimVerdict] = {}
    headings = {language: _headings(lesson, language) for language in LANGUAGES}
    for passage in lesson.passages:
        for zh, en in zip(_by_id(passage.zh.claims), _by_id(passage.en.claims), strict=True):
            marks = {"zh": zh, "en": en}
            above = {name: _above(headings[name], mark.line) for name, mark in marks.items()}
            if zh.id in claims:
                found[zh.id] = ClaimVerdict(claims[zh.id], marks, above)
    return [found[id_] for id_ in claims if id_ in found]


def faults(lesson: Source, number: str, claims: Mapping[str, Claim]) -> Iterator[Problem]:
    """Marks that the list does not know or has elsewhere, and claims of the module without one."""
    marks = {mark.id: mark for passage in lesson.passages for mark in passage.zh.claims}
    for mark in marks.values():
        claim = claims.get(mark.id)
        if claim is None:
            yield Problem(lesson.file, mark.line, "claim_unknown", {"id": mark.id})
        elif claim.module != number:
            gaps = {"id": mark.id, "module": claim.module}
            yield Problem(lesson.file, mark.line, "claim_elsewhere", gaps)
    for claim in claims.values():
        if claim.module == number and claim.id not in marks:
            yield Problem(lesson.file, 1, "claim_missing", {"id": claim.id, "words": claim.words})


def _by_id(marks: tuple[ClaimMark, ...]) -> list[ClaimMark]:
    return sorted(marks, key=lambda mark: mark.id)


def _headings(lesson: Source, language: str) -> list[tuple[int, str]]:
    """Line and words of every heading below the title."""
    found = []
    for passage in lesson.passages:
        prose = passage.within(language)
        for line, written in enumerate(prose.text.split("\n"), start=prose.body_line):
            match = _HEADING.match(written)
            if match:
                found.append((line, match[1]))
    return found


def _above(headings: list[tuple[int, str]], line: int) -> str:
    """The last heading above a line; empty when there is none."""
    return next((words for at, words in reversed(headings) if at < line), "")

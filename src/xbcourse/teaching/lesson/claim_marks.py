"""Claim marks in a lesson's prose: where a claim of the essay is dealt with, and what came out.

A mark is one line at the end of a prose cell, with the same id and verdict in both languages::

    % claim C03 holds-if: Cash runs out when the second order is paid before the first one settles.

Its sentence says why. Notebooks do not show it; the instructor's pages are made from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .problems import Problem
from .tongue import in_another_language

VERDICTS = ("holds", "holds-if", "opinion", "wrong", "anecdote")

_MARK = re.compile(r"%\s*claim\s+(C\d\d)\s+([\w-]+)\s*[:：]\s*(.*?)\s*")
# Nothing else in a lesson begins a line with a percent sign.
_LOOKS_LIKE_A_MARK = re.compile(r"\s*%")


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """One mark: the claim's id, the verdict, the sentence, and the line of the file."""

    id: str
    verdict: str
    sentence: str
    line: int


def without_marks(text: str) -> str:
    """Prose as its reader sees it.

    >>> without_marks("Cash ran out.\\n\\n% claim C03 holds: It did.")
    'Cash ran out.'
    """
    lines = (line for line in text.split("\n") if not _LOOKS_LIKE_A_MARK.match(line))
    return "\n".join(lines).rstrip()


def marks_in(text: str, first_line: int) -> Iterator[ClaimMark]:
    """The marks of one prose cell whose text begins on that line of its file.

    >>> [(mark.id, mark.line) for mark in marks_in("Words.\\n% claim C03 holds: Yes.", 10)]
    [('C03', 11)]
    """
    for line, written in _lines(text, first_line):
        match = _MARK.fullmatch(written.strip())
        if match:
            yield ClaimMark(*match.groups(), line)


def faults_of_one(text: str, first_line: int, language: str, file: str) -> Iterator[Problem]:
    """What is wrong with the marks of one cell by themselves."""
    for line, written in _lines(text, first_line):
        if not _MARK.fullmatch(written.strip()):
            yield Problem(file, line, "claim_unreadable", {"found": written.strip()})
    for mark in marks_in(text, first_line):
        gaps = {"id": mark.id, "verdict": mark.verdict, "known": ", ".join(VERDICTS)}
        if mark.verdict not in VERDICTS:
            yield Problem(file, mark.line, "claim_verdict", gaps)
        if not mark.sentence:
            yield Problem(file, mark.line, "claim_no_sentence", gaps)
        elif in_another_language(mark.sentence, language):
            yield Problem(file, mark.line, f"not_{language}")


def faults_of_two(zh: Iterable[ClaimMark], en: Iterable[ClaimMark], file: str) -> Iterator[Problem]:
    """Where the marks of a passage differ between its languages."""
    in_zh, in_en = ({mark.id: mark for mark in marks} for marks in (zh, en))
    for id_ in sorted(in_zh.keys() | in_en.keys()):
        one, other = in_zh.get(id_), in_en.get(id_)
        if one is None or other is None:
            missing = "claim_no_chinese" if one is None else "claim_no_english"
            yield Problem(file, (one or other).line, missing, {"id": id_})
        elif one.verdict != other.verdict:
            gaps = {"id": id_, "zh": one.verdict, "en": other.verdict, "zh_line": one.line}
            yield Problem(file, other.line, "claim_verdicts_differ", gaps)


def _lines(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """The lines that are marks, or mean to be."""
    for line, written in enumerate(text.split("\n"), start=first_line):
        if _LOOKS_LIKE_A_MARK.match(written):
            yield line, written

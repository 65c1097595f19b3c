"""The page that written answers are marked from: all answers to one question after each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ....assumptions import formats
from ....assumptions.language import say
from ...questions import questions
from ..assignment import Assignment
from ..marks.manual import FILE, mark_of
from ..marks.marked import Marked, MarkedCriterion
from . import naming
from .page import page, quoted, table, tag

#: Characters of an answer that are kept for the page; nobody reads more.
_LONGEST = 20_000


class _Answer(NamedTuple):
    who: str
    mark: str
    text: str
    rubric: tuple[MarkedCriterion, ...]


@dataclass
class Written:
    """The written answers of a class, by question, as they come."""

    answers: dict[str, list[_Answer]] = field(default_factory=dict)

    def add(self, marked: Marked) -> None:
        """One more student."""
        who = f"{marked.student} {marked.name}".strip()
        for question in marked.questions:
            if question.rubric:
                text = question.text
                answer = _Answer(who, mark_of(text), text[: _LONGEST + 1], question.rubric)
                self.answers.setdefault(question.id, []).append(answer)


def written_page(written: Written, assignment: Assignment) -> bytes:
    """The page, in the language in force."""
    title = say("grading_reports.written_title", name=assignment.name)
    return page(title, _body(title, written))


def _body(title: str, written: Written) -> Iterator[str]:
    yield tag("h1", title)
    yield tag("p", say("grading_reports.written_how", file=FILE))
    for id_ in sorted(written.answers):
        question, answers = questions()[id_], written.answers[id_]
        yield tag("h2", naming.asks(id_))
        head = [say(f"grading_reports.{name}") for name in ("number", "criterion", "points")]
        rows = [
            [str(number), str(criterion.words), formats.plain(criterion.points)]
            for number, criterion in enumerate(question.expects.rubric, start=1)
        ]
        yield table(say("grading_reports.rubric"), head, rows, numbers=(2,))
        for answer in answers:
            yield tag("h3", answer.who)
            yield tag("p", f"{answer.mark} · {_given(answer)}", "quiet")
            yield quoted(answer.text, _LONGEST)


def _given(answer: _Answer) -> str:
    """The points of each criterion; a dash for those that wait."""
    given = ("–" if line.earned is None else formats.plain(line.earned) for line in answer.rubric)
    return say("grading_reports.given", points=" ".join(given))

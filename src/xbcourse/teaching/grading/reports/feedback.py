"""The page that a student gets: what each question earned, why, and what to think about.

It never shows an expected value or a hidden case; it says where the official answer is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ....assumptions import formats
from ....assumptions.language import current, say, speaking
from ...questions import questions
from ..assigning.words import due_words, late_words
from ..assignment import Assignment
from ..marks.marked import Marked, MarkedCriterion, MarkedQuestion, Part
from ..papers.status import Status
from . import naming
from .page import facts, page, quoted, table, tag

_FIRST_SENTENCE = re.compile(r".*?(?:。|[.!?](?=\s|$)|$)", re.DOTALL)


def feedback(marked: Marked, assignment: Assignment) -> bytes:
    """The page of one student, in the student's language."""
    with speaking(marked.language):
        title = say("grading_reports.feedback_title", name=assignment.name)
        return page(f"{title} · {marked.name or marked.student}", _body(title, marked, assignment))


def _body(title: str, marked: Marked, assignment: Assignment) -> Iterator[str]:
    yield tag("h1", title)
    who = " · ".join(filter(None, [marked.name, marked.student, assignment.class_code]))
    yield tag("p", who, "quiet")
    yield facts(_totals(marked, assignment))
    if marked.waiting:
        waiting = formats.plain(marked.waiting)
        yield tag("p", say("grading_reports.so_far", points=waiting), "note")
    if assignment.personal:
        yield tag("p", say("grading_reports.own_numbers"), "note")
    for part in marked.parts:
        yield from _part(part, None if _one_deadline(marked) else assignment.due)
    yield tag("h2", say("grading_reports.how"))
    yield tag("p", say("grading_reports.how_points"))
    yield tag("p", say("grading_reports.how_solutions"))
    versions = ", ".join(f"{name} {number}" for name, number in marked.versions.items())
    yield tag("p", say("grading_reports.made_with", versions=versions), "quiet")


def _totals(marked: Marked, assignment: Assignment) -> Iterator[tuple[str, str]]:
    if marked.score is None:
        yield say("grading_reports.score"), say("grading_reports.no_score")
    else:
        yield say("grading_reports.score"), naming.of(marked.score, marked.of)
    if marked.penalty:
        yield (
            say("grading_reports.lateness"),
            say(
                "grading_reports.lost",
                raw=formats.plain(marked.raw),
                penalty=formats.plain(marked.penalty),
            ),
        )
    if assignment.due:
        due = say("grading_reports.due_by_module")
        if _one_deadline(marked):
            due = _due(marked.parts[0], assignment.due)
        yield say("grading_reports.due"), f"{due} · {late_words(assignment.late)}"


def _one_deadline(marked: Marked) -> bool:
    """Whether one deadline holds for all modules, be it the class's or the student's own."""
    return len({part.due for part in marked.parts}) == 1


def _due(part: Part, of_class: dt.datetime) -> str:
    if part.due is None:
        return due_words(of_class)
    return say("grading_reports.due_extended", due=due_words(part.due))


def _part(part: Part, due: dt.datetime | None) -> Iterator[str]:
    """One module; `due` is the class's deadline where the student's differ between modules."""
    yield tag("h2", naming.module_title(part.module))
    yield facts(_received(part, due))
    if part.by_hand:
        yield tag("p", _whole(part), "note")
    if not part.standing.counts:
        yield tag("p", _told(part), "note")
    if part.standing is Status.MISSING:
        yield tag("p", say("grading_reports.nothing_came"), "note")
    if part.days:
        yield tag("p", _late(part), "note")
    if part.questions:
        yield _overview(part)
        for number, question in enumerate(part.questions, start=1):
            yield from _question(number, question)


def _received(part: Part, due: dt.datetime | None) -> Iterator[tuple[str, str]]:
    yield say("grading_reports.points"), _earned(part)
    by_hand = part.is_by_hand and say("grading_reports.state_by_hand")
    yield say("grading_reports.state"), by_hand or naming.state(part.status)
    if part.file:
        # Without the platform's own folders and numbers, which no student has seen.
        yield say("grading_reports.file"), part.file.rpartition("/")[2]
    if due:
        yield say("grading_reports.due"), _due(part, due)
    if part.submitted:
        yield say("grading_reports.submitted"), due_words(part.submitted)
    if part.sha256:
        yield say("grading_reports.receipt"), part.sha256


def _earned(part: Part) -> str:
    """What is not marked yet is not zero."""
    return (
        naming.of(part.earned, part.of) if part.standing.counts else f"– / {formats.plain(part.of)}"
    )


def _told(part: Part) -> str:
    """Why there is no score, and what the student can do.

    The reason's own advice is the instructor's. Where a person has to decide, the reason may speak
    of other students, and is the instructor's as well.
    """
    advice = say(f"grading_reports.told_{part.status.name.lower()}")
    if part.status is Status.NEEDS_A_HUMAN:
        return advice
    why = part.why.within(current()) if part.why else ""
    reason = _FIRST_SENTENCE.match(why)[0]
    return naming.joined(reason, advice)


def _whole(part: Part) -> str:
    """What a person said of the module as a whole; the single questions then count no more."""
    mark = part.by_hand
    if mark.earned is None:
        return mark.comment
    points = naming.of(mark.earned, mark.points)
    given = say("grading_reports.whole_by_hand", points=points)
    questions_ = say("grading_reports.whole_questions") if part.questions else ""
    return naming.joined(given, mark.comment, questions_)


def _late(part: Part) -> str:
    return say(
        "grading_reports.late",
        days=part.days,
        share=formats.percent(part.lost, 1 if part.lost * 100 % 1 else 0),
        earned=formats.plain(part.earned),
        penalty=formats.plain(part.penalty),
    )


def _overview(part: Part) -> str:
    head = [say(f"grading_reports.{name}") for name in ("question", "outcome", "points")]
    rows = [
        [f"{number}. {naming.asks(question.id)}", naming.outcome(question), _points(question)]
        for number, question in enumerate(part.questions, start=1)
    ]
    return table(say("grading_reports.overview"), head, rows, numbers=(2,), short=(1,))


def _points(question: MarkedQuestion) -> str:
    if question.waiting == question.points:
        return f"– / {formats.plain(question.points)}"
    return naming.of(question.earned, question.points)


def _question(number: int, question: MarkedQuestion) -> Iterator[str]:
    """What there is to say of a question; nothing of one that is simply right."""
    lines = list(_lines(question))
    if lines:
        yield tag("h3", f"{number}. {naming.asks(question.id)}")
        yield tag("p", f"{naming.outcome(question)} · {_points(question)}", "quiet")
        yield from lines


def _lines(question: MarkedQuestion) -> Iterator[str]:
    if question.missed or not question.rubric:
        yield from (tag("p", remark) for remark in question.remarks)
        if question.ask:
            yield tag("p", question.ask, "ask")
    if question.followed:
        names = say("checks.list_comma").join(id_.partition(".")[2] for id_ in question.followed)
        earned = formats.plain(question.found)
        yield tag("p", say("grading_marks.followed", names=names, earned=earned), "note")
    if question.rubric:
        yield _rubric(question)
        yield tag("p", say("grading_reports.your_text"), "quiet")
        yield quoted(question.text)
    if question.overruled:
        yield tag("p", _by_hand(question.overruled), "note")


def _rubric(question: MarkedQuestion) -> str:
    rubric = questions()[question.id].expects.rubric
    head = [say(f"grading_reports.{name}") for name in ("criterion", "comment", "points")]
    rows = [
        [str(asked.words), given.comment, _given(given)]
        for asked, given in zip(rubric, question.rubric, strict=True)
    ]
    return table(say("grading_reports.rubric"), head, rows, numbers=(2,))


def _given(criterion: MarkedCriterion) -> str:
    if criterion.earned is None:
        return f"– / {formats.plain(criterion.points)}"
    return naming.of(criterion.earned, criterion.points)


def _by_hand(mark: MarkedCriterion) -> str:
    given = say("grading_reports.by_hand", points=_given(mark)) if mark.earned is not None else ""
    return naming.joined(given, mark.comment)

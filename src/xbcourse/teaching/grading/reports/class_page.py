"""The page about the class, for the instructor: how it went, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ....assumptions import formats
from ....assumptions.language import current, say
from ...questions import questions
from ..assigning.words import due_words
from ..assignment import Assignment
from ..papers.status import Status
from . import naming
from .page import facts, figure, folded, page, table, tag
from .pictures import MOST_ROWS, TENTHS, Distribution, Lost, MostMissed, address, in_tenths
from .tally import Tally

#: Slips that are worth a discussion; rarer ones are in everybody's feedback.
_SLIPS = 15


def class_page(tally: Tally, assignment: Assignment, run: Mapping[str, Any]) -> bytes:
    """The page, in the language in force."""
    title = say(
        "grading_reports.class_title", name=assignment.name, class_code=assignment.class_code
    )
    return page(title, _body(title, tally, assignment, run))


def _body(
    title: str, tally: Tally, assignment: Assignment, run: Mapping[str, Any]
) -> Iterator[str]:
    yield tag("h1", title)
    yield tag("p", say("grading_reports.for_you_alone"), "quiet")
    yield facts(_totals(tally, assignment))
    for remark in (*(remark[current()] for remark in run["remarks"]), *tally.remarks):
        yield tag("p", remark, "note")
    if tally.waiting:
        points = formats.plain(tally.waiting)
        yield tag("p", say("grading_reports.class_waiting", points=points), "note")
    if tally.shares:
        yield from _scores(tally)
    if tally.questions:
        yield from _questions(tally)
    yield from _slips(tally)
    yield from _people(tally, run)


def _totals(tally: Tally, assignment: Assignment) -> Iterator[tuple[str, str]]:
    yield say("grading_reports.students"), str(tally.students)
    for status in Status:
        if tally.states[status]:
            yield _capital(naming.state(status)), str(tally.states[status])
    yield say("grading_reports.most"), formats.plain(assignment.points)
    if assignment.due:
        yield say("grading_reports.due"), due_words(assignment.due)


def _scores(tally: Tally) -> Iterator[str]:
    yield tag("h2", say("grading_reports.scores"))
    middle, low, high = (formats.percent(tally.quantile(q), 0) for q in (0.5, 0.25, 0.75))
    alt = say(
        "grading_reports.scores_alt", count=len(tally.shares), median=middle, low=low, high=high
    )
    yield figure(address(Distribution(), tally.shares), alt)
    head = [say("grading_reports.axis_score"), say("grading_reports.axis_students")]
    counts = in_tenths(tally.shares)
    rows = [[f"{10 * tenth}–{10 * tenth + 10}", str(counts[tenth])] for tenth in range(TENTHS)]
    numbers = table(say("grading_reports.scores"), head, rows, numbers=(1,), aloud=True)
    yield folded(say("grading_reports.in_numbers"), numbers)


def _questions(tally: Tally) -> Iterator[str]:
    yield tag("h2", say("grading_reports.missed"))
    missed = list(tally.most_missed())
    bars = [Lost(q.id, q.share_lost) for q in missed if q.lost][:MOST_ROWS]
    if bars:
        worst, share = bars[0], formats.percent(bars[0].share, 0)
        alt = say("grading_reports.missed_alt", question=worst.question, share=share)
        yield figure(address(MostMissed(len(bars)), bars), alt)
    unread = [q for q in tally.questions.values() if q not in missed]
    head = [
        say(f"grading_reports.{name}")
        for name in ("question", "axis_lost", "right", "answered", "not_started", "waiting")
    ]
    rows = [
        [
            naming.asks(q.id),
            "–" if q.waiting or not q.reached else formats.percent(q.share_lost, 0),
            str(q.right),
            str(q.answered),
            str(q.not_started),
            str(q.waiting),
        ]
        for q in (*missed, *unread)
    ]
    yield table(say("grading_reports.missed_table"), head, rows, numbers=range(1, 6))


def _slips(tally: Tally) -> Iterator[str]:
    if not tally.slips:
        return
    yield tag("h2", say("grading_reports.slips"))
    yield tag("p", say("grading_reports.slips_how"))
    head = [say(f"grading_reports.{name}") for name in ("question", "made_slip", "ask")]
    rows = []
    for (id_, name), count in sorted(tally.slips.items(), key=lambda one: (-one[1], one[0])):
        question = questions()[id_]
        asks = next((slip.asks for slip in question.slips if slip.name == name), "")
        rows.append([naming.asks(id_), str(count), str(asks)])
    yield table(say("grading_reports.slips"), head, rows[:_SLIPS], numbers=(1,), aloud=True)


def _people(tally: Tally, run: Mapping[str, Any]) -> Iterator[str]:
    module = _capital(say("grading_run.column_module"))
    who, why = say("grading_reports.who"), _capital(say("grading_run.column_why"))
    state, file = say("grading_reports.state"), say("grading_reports.file")
    yield from _list(
        "attention",
        [who, module, state, why],
        [
            [name, part, naming.state(status), text.within(current()) if text else ""]
            for name, part, status, text in tally.attention
        ],
        short=(1, 2),
        how=say("grading_reports.attention_how"),
    )
    yield from _list(
        "noted",
        [who, module, say("grading_reports.remark")],
        [
            *([one["student"], one["module"], one["words"][current()]] for one in run["noted"]),
            *map(list, tally.noted),
        ],
        short=(1,),
    )
    yield from _list(
        "unknown",
        [file, why],
        [[paper["file"], (paper["why"] or {}).get(current(), "")] for paper in run["unknown"]],
    )
    yield from _list("missing", [who, module], [[name, part] for name, part in tally.missing], (1,))
    yield from _list(
        "late_ones",
        [who, module, say("grading_reports.days"), say("grading_reports.penalty")],
        [[name, part, str(days), formats.plain(lost)] for name, part, days, lost in tally.late],
        short=(1, 2, 3),
    )


def _capital(words: str) -> str:
    """Words of the log, where they begin a heading."""
    return words[:1].upper() + words[1:]


def _list(
    name: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    short: Sequence[int] = (),
    how: str = "",
) -> Iterator[str]:
    """A list of people or files under its heading; nothing where there is nobody."""
    if rows:
        title = say(f"grading_reports.{name}")
        yield tag("h2", title)
        if how:
            yield tag("p", how)
        yield table(title, head, rows, short=short, aloud=True)

"""``check``, ``hint`` and ``solution``: what a learner calls while working on a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..assumptions import formats
from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from . import official, records
from .assigned import numbers_of
from .expects import Essay
from .judge import Outcome, Verdict, judge
from .keeping import keeper
from .message import Message
from .plainly import plainly, require_id
from .question import Question
from .questions import by_id

#: How many answers may miss before a hint is offered.
_BEFORE_OFFER = 2

_TONES = {
    Outcome.NOT_STARTED: "wait",
    Outcome.NOT_YET: "think",
    Outcome.RIGHT: "good",
    Outcome.RIGHT_OTHERWISE: "good",
    Outcome.CANNOT_TELL: "trouble",
    Outcome.WRITTEN: "note",
}
_HEADLINES = {
    Outcome.NOT_STARTED: "not_started",
    Outcome.NOT_YET: "not_yet",
    Outcome.RIGHT: "right",
    Outcome.RIGHT_OTHERWISE: "right_otherwise",
    Outcome.CANNOT_TELL: "cannot_tell",
    Outcome.WRITTEN: "written",
}


@plainly
def check(question: str = ..., answer: Any = ...) -> None:
    """Check an answer: says whether it is right, and asks back where it is not.

    Parameters
    ----------
    question : str
        The question's id, in quotes: "m01.duty".
    answer : object
        Your variable; for a question that asks for a function, the function itself.
    """
    asked = by_id(require_id(question, "check"))
    if answer is ...:
        raise ParameterError("checks.answer_forgotten", id=asked.id, name=asked.variable)
    own = numbers_of(asked.id, asked.inputs)
    verdict, time = judge(asked, answer, [own] if own else None), records.now()
    kept: Sequence[str] = ()
    if verdict.outcome.tried:
        kept = keeper().keep(lambda r: records.note_attempt(r, asked.id, verdict, time))
    _verdict_message(asked, verdict, answer, kept).show()


@plainly
def hint(question: str = ...) -> None:
    """Show the next hint; for a written answer, first what a reader will look for.

    Parameters
    ----------
    question : str
        The question's id, in quotes: "m01.duty".
    """
    asked = by_id(require_id(question, "hint"))
    steps = _hints(asked)
    seen = records.question(keeper().record(), asked.id)["hints"]
    number, time = min(seen + 1, len(steps)), records.now()
    kept = keeper().keep(lambda r: records.note_hint(r, asked.id, number, time))
    if seen >= len(steps):
        more = say("checks.hint_again")
    else:
        more = say("checks.hint_last" if number == len(steps) else "checks.hint_more")
    headline = say("checks.hint", name=asked.variable, number=number, count=len(steps))
    facts = {"question": asked.id, "hint": number}
    lines = [*steps[number - 1], *_other_numbers(asked), more, *kept]
    Message("note", headline, lines, facts=facts).show()


@plainly
def solution(question: str = ...) -> None:
    """Show the official answer and why; before a first try it takes asking twice.

    Parameters
    ----------
    question : str
        The question's id, in quotes: "m01.duty".
    """
    asked = by_id(require_id(question, "solution"))
    entry = records.question(keeper().record(), asked.id)
    opened = "shown" if entry["attempts"] or entry["solution"] != "hidden" else "asked"
    time = records.now()
    kept = keeper().keep(lambda r: records.note_solution(r, asked.id, opened, time))
    facts = {"question": asked.id, "solution": opened}
    if opened == "asked":
        headline = say("checks.solution_try_first", name=asked.variable)
        lines = [say("checks.solution_ask_again", id=asked.id, name=asked.variable), *kept]
        Message("wait", headline, lines, facts=facts).show()
        return
    code = official.code(asked.id)
    remark = say("checks.solution_one_way" if code else "checks.solution_no_code")
    because = say("checks.because", words=asked.because)
    lines = [because, *_other_numbers(asked), remark, *kept]
    headline = say("checks.solution", name=asked.variable)
    Message("note", headline, lines, code=code, facts=facts).show()


def _verdict_message(
    asked: Question, verdict: Verdict, answer: Any, kept: Sequence[str]
) -> Message:
    outcome = verdict.outcome
    # Only what has been written can be counted.
    words = asked.expects.show(answer) if outcome is Outcome.WRITTEN else ""
    headline = say(f"checks.{_HEADLINES[outcome]}", name=asked.variable, words=words)
    lines = list(verdict.remarks)
    if verdict.ask:
        lines.append(say("checks.think", question=verdict.ask))
        lines += _other_numbers(asked)
    if outcome.tried and not outcome.done:
        lines += _offer(asked)
    facts = {"question": asked.id, "outcome": outcome.value}
    if verdict.slip:
        facts["slip"] = verdict.slip
    return Message(_TONES[outcome], headline, [*lines, *kept], facts=facts)


def _other_numbers(asked: Question) -> list[str]:
    """Words are written for the public numbers; a notebook may have others."""
    own = numbers_of(asked.id, asked.inputs)
    return [say("handin.numbers_in_words")] if own else []


def _offer(asked: Question) -> list[str]:
    """What else there is, once some answers missed."""
    entry = records.question(keeper().record(), asked.id)
    if entry["attempts"] < _BEFORE_OFFER:
        return []
    left = entry["hints"] < len(_hints(asked))
    return [say("checks.offer_hint" if left else "checks.offer_solution", id=asked.id)]


def _hints(asked: Question) -> list[list[str]]:
    """The lines of each hint in turn."""
    steps = [[str(words)] for words in asked.hints]
    if isinstance(asked.expects, Essay):
        lines = [
            say("checks.rubric_line", points=formats.plain(c.points), words=c.words)
            for c in asked.expects.rubric
        ]
        steps.insert(0, [say("checks.rubric"), *lines])
    return steps

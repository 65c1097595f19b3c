"""The verdict on an answer: which outcome, and what to say about it.

Nothing is shown or stored here. The same judgement serves a learner's check and a grader who has
only the values.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ..assumptions import formats
from ..assumptions.language import say
from . import patience
from .compare import Grade, Match, glimpse
from .expects import Number
from .placeholder import has_blank
from .question import Inputs, Question, Slip


class Outcome(Enum):
    """What a check can find. The values stand in the progress file and in output metadata."""

    NOT_STARTED = "not started"
    NOT_YET = "not yet"
    RIGHT = "right"
    RIGHT_OTHERWISE = "right in another shape"
    CANNOT_TELL = "cannot tell"
    WRITTEN = "written"

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self in (Outcome.RIGHT, Outcome.RIGHT_OTHERWISE, Outcome.WRITTEN)

    @property
    def tried(self) -> bool:
        """Whether it was an attempt."""
        return self is not Outcome.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement.

    Attributes
    ----------
    outcome : Outcome
    remarks : tuple of str
        Sentences for the reader: what was found and where. Never the expected value.
    ask : str
        The question that is answered with; empty when there is nothing to ask.
    slip : str
        The name of the slip that was recognised, if one was.
    """

    outcome: Outcome
    remarks: tuple[str, ...] = ()
    ask: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """What one call of a learner's function gave: a value, or the reason there is none."""

    call: str
    value: Any = None
    trouble: str = ""
    ask: str = ""


def judge(question: Question, found: Any, cases: Sequence[Inputs] | None = None) -> Verdict:
    """The verdict on what a learner hands to `check`: a value, or a function.

    Parameters
    ----------
    question : Question
        What was asked.
    found : object
        What the learner hands in, which may be anything at all.
    cases : sequence of inputs, optional
        What it is judged with: a personal variant, or hidden cases. Default: the public cases.
    """
    if question.answer:
        question.expected_in(cases)  # an error in a declaration must not pass for the learner's
    try:
        return _judge(question, found, cases)
    except (Exception, SystemExit):  # a learner's object may do anything when it is looked at
        remark = say("checks.is_broken", kind=type(found).__name__)
        return Verdict(Outcome.CANNOT_TELL, (remark,))


def _judge(question: Question, found: Any, cases: Sequence[Inputs] | None) -> Verdict:
    if has_blank(found):
        return Verdict(Outcome.NOT_STARTED, (say("checks.not_started_how"),))
    if question.kind == "function":
        if not callable(found):
            return _no_function(found)
        seen = observe(found, question.cases if cases is None else cases)
        return judge_calls(question, seen, cases)
    return judge_value(question, found, cases)


def judge_value(question: Question, found: Any, cases: Sequence[Inputs] | None = None) -> Verdict:
    """The verdict on a value, in the one case that is given (default: the public one)."""
    (expected,) = question.expected_in(cases) if question.answer else (None,)
    match = question.expects.match(expected, found)
    if match.right:
        return _right(question, match, found)
    shown = say("checks.found", name=question.variable, found=question.expects.show(found))
    if match.grade is Grade.UNREADABLE:
        return Verdict(Outcome.CANNOT_TELL, (match.remark,))
    slip = _recognise(question, [found], 0, cases)
    return _not_yet(question, match, slip, shown)


def judge_calls(
    question: Question, observed: Sequence[Observed], cases: Sequence[Inputs] | None = None
) -> Verdict:
    """The verdict on what a function gave in these cases; stops at the first that fails."""
    otherwise, expecteds = Match(Grade.SAME), question.expected_in(cases)
    for position, (expected, seen) in enumerate(zip(expecteds, observed, strict=True)):
        if seen.trouble:
            return Verdict(Outcome.CANNOT_TELL, (seen.trouble,), seen.ask)
        if has_blank(seen.value):
            remark = say("checks.not_started_function", call=seen.call)
            return Verdict(Outcome.NOT_STARTED, (remark,))
        match = question.expects.match(expected, seen.value)
        shown = say("checks.found_call", call=seen.call, found=question.expects.show(seen.value))
        if match.grade is Grade.UNREADABLE:
            return Verdict(Outcome.CANNOT_TELL, (shown, match.remark))
        if not match.right:
            slip = _recognise(question, [s.value for s in observed], position, cases)
            return _not_yet(question, match, slip, shown)
        otherwise = match if match.grade is Grade.OTHERWISE else otherwise
    return _right(question, otherwise, None)


def observe(function: Callable[..., Any], cases: Sequence[Inputs]) -> list[Observed]:
    """Call a learner's function with every case, by position; trouble ends it."""
    seen: list[Observed] = []
    for case in cases:
        seen.append(_observe_one(function, list(case.values())))
        if seen[-1].trouble:
            rest = len(cases) - len(seen)
            return seen + [seen[-1]] * rest
    return seen


def _observe_one(function: Callable[..., Any], arguments: list[Any]) -> Observed:
    name = getattr(function, "__name__", type(function).__name__)
    call = f"{name}({', '.join(glimpse(a, 30) for a in arguments)})"
    if not _takes(function, len(arguments)):
        key = "raised_arguments" + ("_one" if len(arguments) == 1 else "")
        return Observed(call, trouble=say(f"checks.{key}", call=call, count=len(arguments)))
    try:
        return Observed(call, patience.call(function, *deepcopy(arguments)))
    except patience.OutOfPatience:
        return Observed(call, trouble=say("checks.endless", call=call))
    except (Exception, SystemExit) as error:  # whatever a learner's code may raise
        error_words = f"{type(error).__name__}: {_first_line(error)}".rstrip(": ")
        trouble = say("checks.raised", call=call, error=error_words)
        return Observed(call, trouble=trouble, ask=say("checks.raised_ask"))


def _takes(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # some functions written in C do not tell
        return True
    return True


def _first_line(error: BaseException) -> str:
    try:
        lines = str(error).strip().splitlines()
    except Exception:  # an exception of the learner's with a broken __str__
        return ""
    return lines[0][:200] if lines else ""


def _no_function(found: Any) -> Verdict:
    remark = say("checks.is_no_function", kind=type(found).__name__, found=glimpse(found))
    return Verdict(Outcome.CANNOT_TELL, (remark,))


def _right(question: Question, match: Match, found: Any) -> Verdict:
    if question.kind == "essay":
        lines = tuple(
            say("checks.rubric_line", points=formats.plain(c.points), words=c.words)
            for c in question.expects.rubric
        )
        return Verdict(Outcome.WRITTEN, (say("checks.written_how"), *lines))
    if match.grade is Grade.OTHERWISE:
        return Verdict(Outcome.RIGHT_OTHERWISE, (match.remark,))
    if isinstance(question.expects, Number):
        shown = say(
            "checks.right_value", name=question.variable, found=question.expects.show(found)
        )
        return Verdict(Outcome.RIGHT, (shown,))
    return Verdict(Outcome.RIGHT)


def _not_yet(question: Question, match: Match, slip: Slip | None, shown: str) -> Verdict:
    if slip is not None:
        return Verdict(Outcome.NOT_YET, (shown,), str(slip.asks), slip.name)
    exactness = question.expects.exactness()
    remarks = [shown, match.remark, exactness and say("checks.exactness", words=exactness)]
    ask = match.ask or say("checks.ask_anything")
    return Verdict(Outcome.NOT_YET, tuple(filter(None, remarks)), ask)


def _recognise(
    question: Question, found: Sequence[Any], failing: int, cases: Sequence[Inputs] | None
) -> Slip | None:
    """The slip that explains the failing case, and of several the one that explains most cases."""
    explained = {
        slip.name: [
            question.expects.match(wrong, value).right
            for wrong, value in zip(question.slipped(slip, cases), found, strict=True)
        ]
        for slip in question.slips
    }
    fitting = [slip for slip in question.slips if explained[slip.name][failing]]
    return max(fitting, key=lambda slip: sum(explained[slip.name]), default=None)

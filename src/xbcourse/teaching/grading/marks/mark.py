"""The points for one answer, by the same declaration that a learner's check reads.

How points are given:

- A number, or one option: all or nothing.
- Several options: right ones less wrong ones, as a share of the right ones.
- A table, a list: the share of right rows or values (see `Expectation.share`).
- A function: the share of cases, public and hidden, that come out right; nothing where no hidden
  one does, for then the public ones were learnt by heart.
- A written answer: waits for a person. One that is blank, or no text, earns nothing.

Right in another shape is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....assumptions.language import LANGUAGES, current, say, speaking
from ...compare import glimpse
from ...judge import Observed, Outcome, Verdict, judge, judge_calls
from ...placeholder import ____, has_blank
from ...question import Inputs, Question
from ...questions import by_id
from ..sandbox import Answer, CallSeen, Strange
from .marked import DIGITS, MarkedCriterion, MarkedQuestion

#: Characters of a written answer that are kept: a hundred times what is asked for.
LONGEST = 50_000
#: What the sandbox reports of a cell that it stopped, or no longer began, for lack of time.
_ENDLESS = ("OutOfTime", "not run: out of time")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one student was asked it; plain, so that it travels to another machine.

    Parameters
    ----------
    id : str
        The question's.
    cases : tuple of Inputs, optional
        What stands in the student's notebook, where it is personal. None: the public cases.
    hidden : tuple of Inputs
        What a function is tried with besides.
    """

    id: str
    cases: tuple[Inputs, ...] | None = None
    hidden: tuple[Inputs, ...] = ()

    @property
    def question(self) -> Question:
        """Its declaration."""
        return by_id(self.id)

    @property
    def shown(self) -> tuple[Inputs, ...]:
        """The cases in the notebook."""
        return self.question.cases if self.cases is None else self.cases


def mark(asked: Asked, answer: Answer, stopped: str = "") -> MarkedQuestion:
    """The marks for what was answered, with remarks in the language in force.

    Labels in a table may be in either language, whichever the student reads.

    Parameters
    ----------
    asked : Asked
        The question and its cases.
    answer : Answer
        What came out of the sandbox.
    stopped : str
        The error with which the question's own cell stopped, if it did.
    """
    best = _mark(asked, answer, stopped)
    if best.found == best.points or asked.question.kind == "essay":
        return best
    for language in LANGUAGES:
        if language != current():
            with speaking(language):
                found = _mark(asked, answer, stopped).found
            if found > best.found:
                outcome = Outcome.RIGHT if found == best.points else Outcome.NOT_YET
                best = replace(
                    best, found=found, outcome=outcome.value, remarks=(), ask="", slip=""
                )
    return best


def _mark(asked: Asked, answer: Answer, stopped: str) -> MarkedQuestion:
    question, share = asked.question, 0.0
    if answer.state == "absent" and stopped in _ENDLESS:
        verdict = Verdict(Outcome.CANNOT_TELL, (say("grading_marks.endless"),))
    elif answer.state == "absent" and stopped:
        verdict = Verdict(Outcome.CANNOT_TELL, (say("grading_marks.stopped", error=stopped),))
    elif answer.state in ("absent", "blank"):
        verdict = Verdict(Outcome.NOT_STARTED, (say(f"grading_marks.{answer.state}"),))
    elif answer.state == "unreadable" or isinstance(answer.value, Strange):
        why = answer.note or answer.value.kind
        verdict = Verdict(Outcome.CANNOT_TELL, (say("grading_marks.unreadable", why=why),))
    elif question.kind == "essay" and isinstance(answer.value, str):
        return _written(question, answer.value)
    elif question.kind == "function" and answer.state == "calls":
        verdict, share = _calls(asked, answer.calls)
    else:
        verdict, share = _value(asked, answer)
    return MarkedQuestion(
        id=question.id,
        points=question.points,
        found=round(question.points * share, DIGITS),
        outcome=verdict.outcome.value,
        slip=verdict.slip,
        remarks=verdict.remarks if share < 1 else (),
        ask=verdict.ask,
    )


def _written(question: Question, text: str) -> MarkedQuestion:
    """A written answer, however short, is read by a person; only a blank one is none."""
    written = bool(text.strip(" _\n\r\t"))
    lines = [MarkedCriterion(line.points) for line in question.expects.rubric]
    return MarkedQuestion(
        id=question.id,
        points=question.points,
        outcome=(Outcome.WRITTEN if written else Outcome.NOT_STARTED).value,
        remarks=() if written else (say("grading_marks.blank"),),
        text=text[:LONGEST] if written else "",
        rubric=tuple(lines) if written else (),
    )


def _value(asked: Asked, answer: Answer) -> tuple[Verdict, float]:
    question = asked.question
    verdict = judge(question, answer.value, asked.cases)
    if verdict.outcome.done:
        return verdict, 1.0
    if question.kind in ("function", "essay") or verdict.outcome is Outcome.NOT_STARTED:
        return verdict, 0.0
    (expected,) = question.expected_in(asked.cases)
    try:
        return verdict, question.expects.share(expected, answer.value)
    except Exception:  # a shape that nobody thought of: what the verdict says stands
        return verdict, 0.0


def _calls(asked: Asked, calls: Sequence[CallSeen]) -> tuple[Verdict, float]:
    question, count = asked.question, len(asked.shown)
    cases = (*asked.shown, *asked.hidden)
    observed = [_observed(question, *pair) for pair in zip(cases, calls, strict=True)]
    right = [_right(question, *pair) for pair in zip(cases, observed, strict=True)]
    share = sum(right) / len(right)
    if asked.hidden and not any(right[count:]):
        share = 0.0
    verdict = _judged(question, asked.cases, observed[:count])
    if verdict.outcome.done and not all(right[count:]):
        # Says that other cases come out wrong, and which way of thinking it looks like; no more.
        hidden = _judged(question, asked.hidden, observed[count:])
        return Verdict(Outcome.NOT_YET, _count(right), hidden.ask, hidden.slip), share
    if 0 < share < 1:
        verdict = replace(verdict, remarks=(*verdict.remarks, *_count(right)))
    return verdict, share


def _count(right: Sequence[bool]) -> tuple[str, ...]:
    return (say("grading_marks.cases", right=sum(right), of=len(right)),)


def _judged(question: Question, cases: Sequence[Inputs], observed: Sequence[Observed]) -> Verdict:
    try:
        return judge_calls(question, observed, cases)
    except Exception:  # as for a value: what cannot be looked at is not right
        return Verdict(Outcome.CANNOT_TELL, (say("checks.is_broken", kind="function"),))


def _right(question: Question, case: Inputs, seen: Observed) -> bool:
    if seen.trouble or has_blank(seen.value):
        return False
    try:
        return question.expects.match(question.expected(case), seen.value).right
    except Exception:
        return False


def _observed(question: Question, case: Inputs, seen: CallSeen) -> Observed:
    call = f"{question.variable}({', '.join(glimpse(value, 30) for value in case.values())})"
    if not seen.trouble:
        return Observed(call, seen.value)
    if seen.trouble == "blank":
        return Observed(call, ____)
    if seen.trouble == "raised":
        trouble = say("checks.raised", call=call, error=seen.note)
        return Observed(call, trouble=trouble, ask=say("checks.raised_ask"))
    if seen.trouble == "arguments":
        key = "raised_arguments" + ("_one" if len(case) == 1 else "")
        return Observed(call, trouble=say(f"checks.{key}", call=call, count=len(case)))
    if seen.trouble == "unreadable":
        return Observed(
            call, trouble=say("grading_marks.call_unreadable", call=call, why=seen.note)
        )
    return Observed(call, trouble=say("checks.endless", call=call))

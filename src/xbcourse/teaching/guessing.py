"""``guess`` and ``reveal``: a guess before the lesson shows the result, and how far off it was."""

from __future__ import annotations

import math
from typing import Any

from ..assumptions import formats
from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from . import records
from .compare import Grade
from .expects import Number
from .expects.number import read_number
from .keeping import keeper
from .message import Message
from .placeholder import has_blank
from .plainly import plainly, require_id
from .question import Guess
from .questions import guess_by_id

#: From here on a guess of a share is taken for percent: nobody guesses a share of 200%.
_PERCENT_FROM = 2.0
#: Up to this many times the result, the difference is also told as a share of it.
_TOLD_AS_SHARE = 10.0


@plainly
def guess(question: str = ..., value: Any = ...) -> None:
    """Note what you guess. It is kept, and `reveal` compares it with the result.

    Parameters
    ----------
    question : str
        The guess's id, in quotes: "m01.left".
    value : object
        Your guess, usually a number.
    """
    asked = guess_by_id(require_id(question, "guess"))
    if value is ...:
        raise ParameterError("checks.guess_forgotten", id=asked.id, name=asked.variable)
    try:
        found, remark = _read(asked, value)
    except _NoGuess as problem:
        problem.message(asked).show()
        return
    time = records.now()
    kept = keeper().keep(lambda r: records.note_guess(r, asked.id, found, time))
    first = records.guess(keeper().record(), asked.id)["made"][0]["value"]
    lines = [remark] if remark else []
    if first != found:
        lines.append(say("checks.guess_first_kept", found=_show(asked, first)))
    lines += [say("checks.guess_later", id=asked.id), *kept]
    headline = say("checks.guess_noted", found=_show(asked, found))
    Message("note", headline, lines, facts={"guess": asked.id}).show()


@plainly
def reveal(question: str = ...) -> None:
    """Show the result beside your guess; without a guess it takes asking twice.

    Parameters
    ----------
    question : str
        The guess's id, in quotes: "m01.left".
    """
    asked = guess_by_id(require_id(question, "reveal"))
    entry = records.guess(keeper().record(), asked.id)
    made = [noted["value"] for noted in entry["made"]]
    opened = "shown" if made or entry["reveal"] != "hidden" else "asked"
    kept = keeper().keep(lambda r: records.note_reveal(r, asked.id, opened))
    facts = {"guess": asked.id, "reveal": opened}
    if opened == "asked":
        lines = [say("checks.reveal_ask_again", id=asked.id, name=asked.variable), *kept]
        Message("wait", say("checks.reveal_guess_first"), lines, facts=facts).show()
        return
    lines = _compared(asked, made)
    if asked.because:
        lines.append(say("checks.because", words=asked.because))
    headline = say("checks.reveal", asks=asked.asks, result=_show(asked, asked.expected()))
    Message("note", headline, [*lines, *kept], facts=facts).show()


class _NoGuess(Exception):
    """A value that cannot be kept as a guess; says why."""

    def __init__(self, tone: str, headline: str, remark: str) -> None:
        super().__init__(headline)
        self.tone, self.headline, self.remark = tone, headline, remark

    def message(self, asked: Guess) -> Message:
        """The words for the learner."""
        return Message(self.tone, self.headline, [self.remark], facts={"guess": asked.id})


def _read(asked: Guess, value: Any) -> tuple[Any, str]:
    """The guess as JSON can hold it, and a remark on how it was understood."""
    expected = asked.expected()
    try:
        blank = has_blank(value)
        match = asked.expects.match(expected, value)
        unreadable = match.remark if match.grade is Grade.UNREADABLE else ""
    except (Exception, SystemExit):  # a learner's object may do anything when it is looked at
        blank, unreadable = False, say("checks.is_broken", kind=type(value).__name__)
    if blank:
        raise _NoGuess("wait", say("checks.guess_blank"), say("checks.guess_blank_how"))
    if unreadable:
        raise _NoGuess("trouble", say("checks.guess_unreadable"), unreadable)
    if not isinstance(asked.expects, Number):
        return (value if isinstance(value, str) else asked.expects.show(value)), ""
    number, _ = read_number(value)
    if not math.isfinite(number):
        raise _NoGuess("trouble", say("checks.guess_unreadable"), say("checks.guess_not_finite"))
    if asked.expects.percent and abs(number) >= _PERCENT_FROM:
        return number / 100, say("checks.shape_percent", share=formats.plain(number / 100))
    return number, ""


def _compared(asked: Guess, made: list[Any]) -> list[str]:
    """The first guess beside the result, and the last one if it is another."""
    keys = ["checks.reveal_guess", "checks.reveal_later_guess"]
    shown = [made[0], made[-1]] if made and made[-1] != made[0] else made[:1]
    return [
        say(key, guess=_show(asked, value), difference=_difference(asked, value))
        for key, value in zip(keys, shown, strict=False)
    ]


def _difference(asked: Guess, value: Any) -> str:
    """How far off a guess was, in words."""
    expected = asked.expected()
    if asked.expects.match(expected, value).right:
        return say("checks.off_nothing")
    if not isinstance(asked.expects, Number):
        return say("checks.off_somehow")
    by = float(value) - float(expected)
    amount = _amount(asked.expects, abs(by))
    share = abs(by / expected) if expected else math.inf
    if share <= _TOLD_AS_SHARE and not asked.expects.percent:
        amount = say("checks.off_share", amount=amount, share=formats.percent(share, 0))
    words = say("checks.off_high" if by > 0 else "checks.off_low", amount=amount)
    if value * expected < 0:
        words = say("checks.off_sign", words=words)
    return words


def _amount(expects: Number, size: float) -> str:
    if expects.percent:
        return say("checks.points", points=formats.number(size * 100, 1))
    return expects.show(size)


def _show(asked: Guess, value: Any) -> str:
    return asked.expects.show(value)

"""An attack: a small notebook, and what must hold when it has been run.

Three real questions are asked, and one that is none: an attack that looks for something, or tries
to break out, puts what it got into the list ``loot``. Where that list comes back empty, the attack
has run to its end and got nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xbcourse.teaching.grading.sandbox import Answer, Answers, Ended, Limits, Probe
from xbcourse.teaching.judge import Observed, Outcome, Verdict, judge_calls, judge_value
from xbcourse.teaching.questions import by_id

WEIGHT, FEE, STEPS = map(by_id, ("m01.billable_weight", "m01.clothing_fee", "m01.wrong_steps"))
#: Public cases first, then some that nobody knows who has not the secret.
CASES = (*FEE.cases, *FEE.drawn("a secret", 3))
PROBES = (
    Probe(WEIGHT.id, WEIGHT.variable),
    Probe(FEE.id, FEE.variable, "function", tuple(list(case.values()) for case in CASES)),
    Probe(STEPS.id, STEPS.variable),
    Probe("m01.loot", "loot"),
)
FULL = 3


@dataclass(frozen=True, kw_only=True)
class Attack:
    """A submission, and what must hold.

    Attributes
    ----------
    family, name : str
        What it is.
    cells : list of str
        ``@NAME@`` stands for something of the host that the test puts in: see `host`.
    points : int or list of int
        How many of the three questions come out right.
    ended : list of Ended
        How the run may end.
    limits : Limits
        What it may use.
    loots : bool
        Whether it fills ``loot``, which must come back empty.
    states : mapping
        Question → the state of its answer.
    troubles : list of str
        What trouble the first calls of the function give.
    outside : bool
        Whether it may be shown to the naive grader, which runs it unprotected: only what does no
        harm beyond the files of the test.
    slow : bool
        Whether it uses up its time.
    """

    family: str
    name: str
    cells: list[str]
    points: int | list[int] = 0
    ended: list[Ended] = field(default_factory=lambda: [Ended.OK])
    limits: Limits
    loots: bool = False
    states: Mapping[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    outside: bool = True
    slow: bool = False

    def written(self, host: Mapping[str, object]) -> list[str]:
        """The cells, with what they are to go for."""
        cells = list(self.cells)
        for name, value in host.items():
            cells = [cell.replace(f"@{name}@", str(value)) for cell in cells]
        return cells


def points(answers: Answers) -> int:
    """How many of the three questions are right."""
    verdicts = [
        _verdict(answers.answers[WEIGHT.id], lambda value: judge_value(WEIGHT, value)),
        _verdict(answers.answers[STEPS.id], lambda value: judge_value(STEPS, value)),
    ]
    fee = answers.answers[FEE.id]
    if fee.state == "calls":
        seen = [Observed("clothing_fee(...)", call.value, call.trouble) for call in fee.calls]
        verdicts.append(judge_calls(FEE, seen, CASES))
    return sum(one.outcome in (Outcome.RIGHT, Outcome.RIGHT_OTHERWISE) for one in verdicts)


def _verdict(answer: Answer, judge: Callable[[object], Verdict]) -> Verdict:
    return judge(answer.value) if answer.state == "value" else Verdict(Outcome.NOT_STARTED)

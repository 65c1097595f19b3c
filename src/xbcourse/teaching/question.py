"""How a question is declared: once, for the learner's check, the class grader and the tests.

A guide for authors
-------------------
Write questions in ``teaching/questions/mNN.py``, in a tuple ``QUESTIONS`` (guesses: ``GUESSES``).
This is a whole one:

    Question(
        "m01.duty",                                   # module, dot, the learner's variable
        points=2,
        asks=Text(zh="这批货要交多少关税？", en="How much duty is due on this shipment?"),
        expects=Number("USD"),                        # kind, unit, tolerance (a cent)
        inputs={"price": 29.9, "customs_value": 8.2, "duty_rate": 0.12},
        draw=lambda rng: {
            "price": rng.randrange(20, 60) - 0.01,
            "customs_value": rng.randrange(40, 120) / 10,
            "duty_rate": rng.choice([0.05, 0.08, 0.15]),
        },
        answer=lambda price, customs_value, duty_rate: economics.duty(customs_value, duty_rate),
        slips=[
            Slip("on_price", lambda price, customs_value, duty_rate: price * duty_rate,
                 Text(zh="海关按什么价值征税？", en="Which value does customs tax?")),
            Slip("rate_added", lambda price, customs_value, duty_rate: customs_value + duty_rate,
                 Text(zh="税率是比例还是金额？", en="Is a rate an amount or a share?")),
        ],
        hints=[Text(zh="先找计税基础。", en="Find the base first."), Text(zh="...", en="...")],
        because=Text(zh="关税按申报价值计征。", en="Duty is levied on the customs value."),
    )

- **expects** says the kind: `Number(unit, within=...)`, `Choice({"A": Text(...), ...})`,
  `Listing(each=Number(...))`, `Table(key="fee", values=Number(...))`, `Function(returns=...)`,
  `Essay(rubric=[Criterion(points, Text(...)), ...])`. Each class says which other shapes it takes.
- **answer** computes the expected value from the inputs with the model, never a literal. It and
  every slip's `wrong` are called with the inputs by name; end a lambda with ``**_`` to leave some
  out. A `Function` question's `answer` is the reference function itself; a `Choice` whose
  answer is a set of keys asks for several; an `Essay` has none.
- **inputs** are the numbers printed in the exercise: plain values (numbers, text, true or false,
  lists of these; a date as "2026-01-15"), so that a variant can be printed and sent as JSON. For a
  function they are the arguments of the first public case, in the order of its parameters, and
  **further_cases** are the other public ones.
- **draw** makes other inputs with the given `random.Random`, for personal variants and hidden
  cases. Draw sensible values; cases that cannot tell a slip from the answer, or that equal a public
  one, are drawn again (`Question.drawn`). A question without inputs needs no draw.
- **personal** names the inputs that each student of a class may get of his own: `personal=True` is
  all of them. The exercise prints these in marks, ``[29.99]{price}``, in both languages (see
  ``teaching/lesson/number_marks.py``). Inputs left out keep their public values.
- **slips** are typical wrong ways, not wrong numbers: each computes what a learner who thinks that
  way would get, and answers with a question that helps to see it. At least two; a `Choice` may
  give the key that was chosen instead of a function. For `Function`, one that is wrong in some of
  the cases is enough.
- **hints** come one at a time, from "where to look" to "almost the formula": at least two.
- **because** is the short explanation shown with the official solution.

A `Guess` has only `asks`, `expects`, `inputs`, `answer`, and, if there is more to say than how far
off the guess was, `because`.

``tests/teaching/test_questions.py`` holds every declaration to all of this, in both languages.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import Any

from ..assumptions.language import Text, current
from .expects import Choice, Essay, Expectation

Inputs = Mapping[str, Any]

_NONE: Inputs = MappingProxyType({})
#: How often `drawn` tries before it says that `draw` is to blame.
_TRIES = 200


@dataclass(frozen=True, slots=True)
class Slip:
    """A typical wrong way to answer.

    Parameters
    ----------
    name : str
        Short name of the mistake, unique within its question ("on_price").
    wrong : callable or str
        What that way of thinking gives, from the same inputs; for a choice also its key.
    asks : Text
        A question that helps the learner to see it, without the answer.
    """

    name: str
    wrong: Callable[..., Any] | str
    asks: Text

    def value(self, inputs: Inputs) -> Any:
        """What this mistake gives with these inputs."""
        return self.wrong(**deepcopy(dict(inputs))) if callable(self.wrong) else self.wrong


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What a question and a guess have in common: words, kind, inputs and how to compute it."""

    id: str = field(kw_only=False)
    asks: Text
    expects: Expectation
    inputs: Inputs = field(default_factory=dict)
    answer: Callable[..., Any] | None = None
    because: Text | None = None

    def __post_init__(self) -> None:
        self._require(re.fullmatch(r"m\d\d\.[a-z][a-z0-9_]*", self.id), 'an id like "m01.duty"')
        for case in self.cases:
            self._require(list(case) == list(self.inputs), "the same inputs in every case")
            self._require(is_plain(case), "plain values as inputs")

    @property
    def module(self) -> str:
        """The module it belongs to: "m01"."""
        return self.id.partition(".")[0]

    @property
    def variable(self) -> str:
        """The name of the learner's variable or function: "duty"."""
        return self.id.partition(".")[2]

    @property
    def cases(self) -> tuple[Inputs, ...]:
        """The public cases."""
        return (self.inputs,)

    def expected(self, inputs: Inputs | None = None) -> Any:
        """The answer with these inputs (default: the public ones)."""
        return self.answer(**deepcopy(dict(self.inputs if inputs is None else inputs)))

    def _require(self, true: object, what: str) -> None:
        if not true:
            raise ValueError(f"question {self.id}: needs {what}")


@dataclass(frozen=True, kw_only=True)
class Guess(_Asked):
    """Something the learner guesses before the lesson shows it. See the guide above."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._require(callable(self.answer), "an answer that is computed")


@dataclass(frozen=True, kw_only=True)
class Question(_Asked):
    """One question. See the guide above.

    Raises
    ------
    ValueError
        When the declaration lacks something, at once when it is made.
    """

    points: float
    because: Text
    hints: Sequence[Text]
    slips: Sequence[Slip] = ()
    draw: Callable[[random.Random], Inputs] | None = None
    further_cases: Sequence[Inputs] = ()
    personal: bool | Sequence[str] = ()
    _kept: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        kind, names = self.kind, [slip.name for slip in self.slips]
        self._require(self.points >= 0, "points of zero or more")
        self._require(len(self.hints) >= 2, "two hints or more")
        self._require(len(set(names)) == len(names), "slips with different names")
        self._require(kind == "essay" or len(self.slips) >= 2 or self._few_options, "two slips")
        self._require((kind == "essay") == (self.answer is None), "an answer that is computed")
        self._require(self.draw or not self.inputs or kind == "essay", "a draw for its inputs")
        self._require(kind != "function" or len(self.cases) >= 2, "two public cases or more")
        self._require(kind == "function" or not self.further_cases, "one public case")
        self._require(
            not self.varying or kind not in ("function", "essay"), "values, to be personal"
        )
        self._require(set(self.varying) <= set(self.inputs), "personal inputs that it has")
        self._require(
            kind == "choice" or all(callable(s.wrong) for s in self.slips), "slips that compute"
        )
        if isinstance(self.expects, Essay):
            total = sum(criterion.points for criterion in self.expects.rubric)
            self._require(math.isclose(total, self.points), "a rubric that adds up to its points")

    @property
    def kind(self) -> str:
        """ "number", "choice", "list", "table", "function" or "essay"."""
        return self.expects.kind

    @property
    def cases(self) -> tuple[Inputs, ...]:
        return (self.inputs, *self.further_cases)

    @property
    def varying(self) -> tuple[str, ...]:
        """The inputs that differ from student to student in a personal assignment; often none."""
        return tuple(self.inputs if self.personal is True else self.personal or ())

    def public(self) -> tuple[Any, ...]:
        """The expected values of the public cases, computed once in each language."""
        key = ("answer", current())
        if key not in self._kept:
            self._kept[key] = tuple(self.expected(case) for case in self.cases)
        return self._kept[key]

    def expected_in(self, cases: Sequence[Inputs] | None = None) -> tuple[Any, ...]:
        """The expected values of some cases (default: the public ones)."""
        return self.public() if cases is None else tuple(self.expected(case) for case in cases)

    def slipped(self, slip: Slip, cases: Sequence[Inputs] | None = None) -> tuple[Any, ...]:
        """What a slip gives in some cases; in the public ones computed once in each language."""
        if cases is not None:
            return tuple(slip.value(case) for case in cases)
        key = (slip.name, current())
        if key not in self._kept:
            self._kept[key] = tuple(slip.value(case) for case in self.cases)
        return self._kept[key]

    def drawn(self, seed: str, count: int = 1, held: Inputs = _NONE) -> tuple[Inputs, ...]:
        """Other inputs than the public ones, the same for the same seed on every machine.

        For values each case is a variant that tells all slips from the answer. For a function the
        cases do so together, so ask for several. What is `held` stays as it is.
        """
        rng = random.Random(f"{self.id}|{seed}")
        if self.kind == "function":
            return self._first_posed(lambda: self._several(rng, count, held))
        cases: list[Inputs] = []
        for _ in range(count):
            (case,) = self._first_posed(lambda: self._several(rng, 1, held, apart_from=cases))
            cases.append(case)
        return tuple(cases)

    def well_posed(self, cases: Sequence[Inputs]) -> bool:
        """Whether these cases tell the answer from every slip, and the slips from each other.

        For a choice it is enough that one slip differs from the answer: with other inputs another
        option may be right.
        """
        answers = [self.expected(case) for case in cases]
        slips = [[slip.value(case) for case in cases] for slip in self.slips]
        wrong = [not self._agree(answers, values) for values in slips]
        if isinstance(self.expects, Choice):
            return any(wrong) or not wrong
        return all(wrong) and not any(self._agree(a, b) for a, b in combinations(slips, 2))

    def _several(
        self, rng: random.Random, count: int, held: Inputs, apart_from: Sequence[Inputs] = ()
    ) -> tuple:
        """So many draws that differ from the public cases and from each other."""
        cases: list[Inputs] = []
        for _ in range(_TRIES * count):
            case = {**self.draw(rng), **held}
            if case not in (*self.cases, *apart_from, *cases):
                cases.append(case)
            if len(cases) == count:
                return tuple(cases)
        raise ValueError(f"question {self.id}: draw gives too few different cases")

    def _first_posed(self, draw: Callable[[], tuple]) -> tuple[Inputs, ...]:
        for _ in range(_TRIES):
            cases = draw()
            if self.well_posed(cases):
                return cases
        raise ValueError(f"question {self.id}: no draw tells every slip from the answer")

    def _agree(self, ones: Sequence[Any], others: Sequence[Any]) -> bool:
        pairs = zip(ones, others, strict=True)
        return all(self.expects.match(one, other).right for one, other in pairs)

    @property
    def _few_options(self) -> bool:
        """A choice between two has only one wrong answer."""
        return isinstance(self.expects, Choice) and len(self.expects.options) == 2 and self.slips


def is_plain(value: Any) -> bool:
    """Whether a value can be printed in a notebook and sent as JSON without loss.

    >>> is_plain({"price": 29.9, "month": "2026-01"}), is_plain({"when": object()})
    (True, False)
    """
    if isinstance(value, Mapping):
        return all(isinstance(k, str) and is_plain(v) for k, v in value.items())
    if isinstance(value, list | tuple):
        return all(is_plain(v) for v in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str | bool | int)

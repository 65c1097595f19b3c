"""What a seller decides in chosen weeks: an order, another price, or to stop.

Without decisions a scenario runs by its own rules from the first week to the last (S3 to S6). With
them somebody sits at the desk: what is ordered, and when, is then decided and never automatic.

    simulate(scenario, decisions=[Decision(0, order=300), Decision(13, cover=16.0)])

A decision is taken at the start of its week, on what is known by then, and lasts until another one
changes it. So what happens before a week never depends on what is decided in it or later.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.registry import parameter
from ...assumptions.scenario import Scenario
from .noise import whole
from .plan import Plan, make_plan

#: What can be changed on the way. Anything else (the market, the mode, the capital) is no decision,
#: or would change what lies behind.
CHANGEABLE = (
    *("price_usd", "fulfil_usd", "quality"),
    *("launch_b", "launch_d_b", "tacos", "content"),
)


@dataclass(frozen=True)
class Decision:
    """What is decided at the start of a week.

    Parameters
    ----------
    week : int
        The first week is 0.
    order : int
        Units to order. As many are bought as the cash in hand can pay the deposit of, less the
        reserve `cmin`; nothing, where that is less than the least order.
    cover : float, optional
        In place of `order`: order up to so many weeks of forecast sales, stock and goods under way
        counted, as far as the cash carries a restock (S3). Every path has a forecast of its own.
    stop : bool
        Clear the stock at its salvage value, cancel what is under way and close for good.
    changes : mapping of str to float
        Parameters of `CHANGEABLE` and what they are from this week on.

    Raises
    ------
    ParameterError
        A number that is none, an order both ways, an order while stopping, a parameter that cannot
        be changed on the way or not to this value.

    >>> Decision(13, order=400, changes={"price_usd": 22.99}).changes
    {'price_usd': 22.99}
    """

    week: int
    order: int = 0
    cover: float | None = None
    stop: bool = False
    changes: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        whole("week", self.week, least=0)
        whole("order", self.order, least=0)
        if self.cover is not None and not _is_weeks(self.cover):
            raise ParameterError("simulation.decision_cover", value=repr(self.cover))
        if (self.order > 0) + (self.cover is not None) + bool(self.stop) > 1:
            raise ParameterError("simulation.decision_twice", week=self.week)
        for name in self.changes:
            if name not in CHANGEABLE:
                allowed = ", ".join(CHANGEABLE)
                raise ParameterError(
                    "errors.unknown_choice", name="changes", value=repr(name), allowed=allowed
                )
        changed = {name: parameter(name).possible(v) for name, v in self.changes.items()}
        object.__setattr__(self, "changes", changed)


def _is_weeks(value: object) -> bool:
    number = isinstance(value, Real) and not isinstance(value, bool)
    return number and math.isfinite(value) and value >= 0


Decisions = Sequence[Decision] | Mapping[str, Sequence[Decision]]


def by_scenario(
    decisions: Decisions, named: Mapping[str, Scenario], weeks: int
) -> tuple[tuple[Decision, ...], ...]:
    """Whose decisions are whose: one tuple for each scenario, in their order, by week.

    Raises
    ------
    ParameterError
        What is no decision, one after the end, two in one week, decisions of a scenario that is
        not there, an order where the supplier ships.
    """
    if not isinstance(decisions, Mapping):
        decisions = dict.fromkeys(named, decisions)
    for name in decisions:
        if name not in named:
            allowed = ", ".join(named)
            raise ParameterError(
                "errors.unknown_choice", name="decisions", value=repr(name), allowed=allowed
            )
    return tuple(_checked(decisions.get(name, ()), s, weeks) for name, s in named.items())


def _checked(decisions: Any, scenario: Scenario, weeks: int) -> tuple[Decision, ...]:
    if not isinstance(decisions, Iterable):
        decisions = (decisions,)
    found: dict[int, Decision] = {}
    for decision in decisions:
        if not isinstance(decision, Decision):
            raise ParameterError("simulation.not_a_decision", value=repr(decision))
        if decision.week >= weeks:
            raise ParameterError("simulation.decision_week", value=decision.week, last=weeks - 1)
        if decision.week in found:
            raise ParameterError("simulation.decision_twice", week=decision.week)
        orders = decision.order > 0 or decision.cover is not None
        if orders and scenario.supply == "from_supplier":
            raise ParameterError("simulation.decision_no_stock", week=decision.week)
        found[decision.week] = decision
    return tuple(found[week] for week in sorted(found))


@dataclass(frozen=True)
class Turn:
    """What is decided in one week by all scenarios, in the order of the plan's rows.

    Attributes
    ----------
    plan : Plan
        The parameters from now on.
    stops : ndarray of bool, shape (rows, 1)
        Who closes.
    order, cover : ndarray of float32, shape (held rows, 1)
        Units to order; weeks of forecast sales to order up to. 0: not this way.
    """

    plan: Plan
    stops: NDArray[np.bool_]
    order: NDArray[np.float32]
    cover: NDArray[np.float32]


@dataclass(frozen=True)
class Turns:
    """All decisions of a simulation.

    Attributes
    ----------
    at : mapping of int to Turn
        By week.
    first : Plan
        The parameters of week 0, decisions of that week included.
    automatic : ndarray of bool, shape (held rows, 1), or None
        Which rows order by their own rules. None: all of them.
    """

    at: Mapping[int, Turn]
    first: Plan
    automatic: NDArray[np.bool_] | None


def make_turns(
    scenarios: Sequence[Scenario], decisions: Sequence[Sequence[Decision]], paths: int
) -> Turns:
    """The turns of some scenarios, each with its decisions, for so many paths at a time."""
    now = list(scenarios)
    first = plan = make_plan(now, paths)
    at: dict[int, Turn] = {}
    for week in sorted({d.week for own in decisions for d in own}):
        taken = [next((d for d in own if d.week == week), None) for own in decisions]
        changed = [s.but(**d.changes) if d else s for s, d in zip(now, taken, strict=True)]
        if changed != now:
            now, plan = changed, make_plan(changed, paths)
        if week == 0:
            first = plan
        at[week] = _turn(plan, taken)
    if not at:
        return Turns(at, first, None)
    automatic = _rows(plan, [not own for own in decisions])[plan.held]
    return Turns(at, first, automatic)


def _turn(plan: Plan, taken: Sequence[Decision | None]) -> Turn:
    held = plan.held
    return Turn(
        plan=plan,
        stops=_rows(plan, [d is not None and bool(d.stop) for d in taken]),
        order=_rows(plan, [d.order if d else 0 for d in taken])[held].astype(np.float32),
        cover=_rows(plan, [(d.cover or 0) if d else 0 for d in taken])[held].astype(np.float32),
    )


def _rows(plan: Plan, values: Sequence[Any]) -> NDArray:
    """Values of the scenarios as a column, in the order of the rows."""
    return np.array([values[i] for i in plan.order])[:, None]

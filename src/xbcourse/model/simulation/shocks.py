"""What the platform and the authorities do: demotion, suspension, and events in a chosen week.

Demotion     chance a week  h·m·(1 − 0.5·experience) + 0.10·(3.9 − R)⁺; organic clicks fall to a
             share that then recovers
Suspension   chance a week  h·m·(1 − 0.6·experience)·(1 + 6·(3.9 − R)⁺); the marketplace is closed
             for some weeks and its payouts are frozen

Both compare the chance with a number drawn once, so that on the same luck a higher chance never
makes an event disappear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from ...assumptions.errors import ParameterError
from .market import Market
from .noise import DEMOTION, SUSPENSION
from .state import State

#: Below so many stars a listing is in danger, and how fast the danger grows. Teaching assumptions.
DANGEROUS_STARS, DEMOTION_PER_STAR = np.float32(3.9), np.float32(0.10)
SUSPENSION_PER_STAR = np.float32(6.0)

#: What can be scripted, and what its size means.
KINDS = {
    "demotion": "share of organic clicks that is left, below 1",
    "suspension": "weeks without sales",
    "delay": "weeks of delayed deliveries",
    "duty": "points that are added to the duty rate (0.25 is 25 points)",
    "parcel_fee": "CNY that each parcel pays more",
    "exchange": "share by which a dollar is worth more (−0.05: 5% less)",
}


@dataclass(frozen=True)
class Shock:
    """One event in a chosen week, for every path and every scenario.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    week : int
        The first week is 0.
    size : float
        What it means is said in `KINDS`.

    >>> Shock("duty", week=26, size=0.25)
    Shock(kind='duty', week=26, size=0.25)
    """

    kind: str
    week: int
    size: float

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            allowed = ", ".join(KINDS)
            raise ParameterError(
                "errors.unknown_choice", name="kind", value=self.kind, allowed=allowed
            )
        if not np.isfinite(self.size) or (self.size < 0 and self.kind != "exchange"):
            raise ParameterError("simulation.shock_size", kind=self.kind, value=self.size)


def platform_acts(state: State, week: int) -> None:
    """This week's demotions and suspensions; what was suffered before heals."""
    every, luck = state.plan.all, state.noise.uniform[week]
    danger = DANGEROUS_STARS - state.stars
    np.maximum(danger, 0, out=danger)
    _demote(state, every, danger, luck[DEMOTION])
    _suspend(state, every, danger, luck[SUSPENSION])


def _demote(state: State, every: SimpleNamespace, danger: NDArray, luck: NDArray) -> None:
    lost = 1 - state.demotion
    lost *= every.dem_rec
    state.demotion += lost
    hit = np.nonzero(luck < every.demotion_hazard + DEMOTION_PER_STAR * danger)
    left = every.dem_mult[hit[0], 0]
    state.demotion[hit] = np.minimum(state.demotion[hit], left)


def _suspend(state: State, every: SimpleNamespace, danger: NDArray, luck: NDArray) -> None:
    state.suspension -= 1
    np.maximum(state.suspension, 0, out=state.suspension)
    danger *= SUSPENSION_PER_STAR
    danger += 1
    danger *= every.suspension_hazard
    hit = np.nonzero(luck < danger)
    free = state.suspension[hit] <= 0
    rows, paths = hit[0][free], hit[1][free]
    state.suspension[rows, paths] = every.sus_weeks[rows, 0]


def events_happen(state: State, shocks: Sequence[Shock], week: int) -> None:
    """The scripted demotions and suspensions of the week, on every path."""
    for shock in shocks:
        if shock.week == week and shock.kind == "demotion":
            np.minimum(state.demotion, np.float32(shock.size), out=state.demotion)
        if shock.week == week and shock.kind == "suspension":
            np.maximum(state.suspension, np.float32(shock.size), out=state.suspension)


def since(shocks: Sequence[Shock], kind: str, week: int) -> float:
    """What the events of that kind have added up to by that week."""
    return sum(shock.size for shock in shocks if shock.kind == kind and shock.week <= week)


def with_events(market: Market, shocks: Sequence[Shock]) -> Market:
    """The market with the scripted delays and steps of the exchange rate."""
    exchange, delayed = market.exchange, market.delayed
    for shock in shocks:
        if shock.kind == "exchange":
            exchange = exchange.copy()
            exchange[shock.week :] *= np.float32(1 + shock.size)
        if shock.kind == "delay":
            delayed = delayed.copy()
            delayed[shock.week : shock.week + round(shock.size)] = 1
    return Market(market.log_demand, exchange, delayed)

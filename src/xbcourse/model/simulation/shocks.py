"""What the platform does: demotion and suspension; and the events that can be scripted.

Demotion     chance a week  h·m·(1 − 0.5·experience) + 0.10·(3.9 − R)⁺; organic clicks fall to a
             share that then recovers
Suspension   chance a week  h·m·(1 − 0.6·experience)·(1 + 6·(3.9 − R)⁺); the marketplace is closed
             for some weeks and its payouts are frozen; a new case meanwhile starts them anew

Both compare the chance with a number drawn once, so that on the same luck a higher chance never
makes an event disappear, nor a suspended week.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...assumptions.errors import ParameterError
from ...assumptions.language import message
from .noise import DEMOTION, SUSPENSION, whole
from .quick import ONE, ZERO, number, places_where
from .state import State

#: Below so many stars a listing is in danger, and how fast the danger grows. Teaching assumptions.
DANGEROUS_STARS, DEMOTION_PER_STAR = number(3.9), number(0.10)
SUSPENSION_PER_STAR = number(6.0)


class Size(NamedTuple):
    """What the size of an event may be; its meaning is in the catalogue, `simulation.size_*`."""

    least: float
    most: float
    whole: bool = False


#: What can be scripted.
KINDS = {
    "demotion": Size(0, 1),
    "suspension": Size(1, 520, whole=True),
    "delay": Size(1, 520, whole=True),
    "duty": Size(0, 5),
    "parcel_fee": Size(0, 10_000),
    "exchange": Size(-0.9, 9),
}


@dataclass(frozen=True)
class Shock:
    """One event in a chosen week, on every path.

    A demotion heals and a suspension ends; a delay ends; duty, parcel fee and exchange rate stay,
    and several of them add up. Duty and parcel fee touch everybody but the wholesaler of lots at a
    duty of 0, whose buyer imports.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    week : int
        The first week is 0.
    size : float
        demotion: share of organic clicks that is left. suspension, delay: weeks. duty: points
        added to the rate (0.25 is 25 points). parcel_fee: CNY more a parcel. exchange: share by
        which a dollar is worth more (−0.05: 5% less).

    Raises
    ------
    ParameterError
        Unknown kind, a week that is none, a size that is impossible for the kind.

    >>> Shock("duty", week=26, size=0.25)
    Shock(kind='duty', week=26, size=0.25)
    """

    kind: str
    week: int
    size: float

    def __post_init__(self) -> None:
        if not isinstance(self.kind, str) or self.kind not in KINDS:
            allowed = ", ".join(KINDS)
            raise ParameterError(
                "errors.unknown_choice", name="kind", value=repr(self.kind), allowed=allowed
            )
        whole("week", self.week, least=0)
        allowed = KINDS[self.kind]
        number = isinstance(self.size, Real) and not isinstance(self.size, bool)
        possible = number and allowed.least <= self.size <= allowed.most
        if not possible or (allowed.whole and self.size != int(self.size)):
            raise ParameterError(
                "simulation.shock_size_whole" if allowed.whole else "simulation.shock_size",
                kind=self.kind,
                value=repr(self.size),
                meaning=message(f"simulation.size_{self.kind}"),
                least=allowed.least,
                most=allowed.most,
            )


def platform_acts(state: State, week: int) -> None:
    """This week's demotions and suspensions; what was suffered before heals."""
    every, luck = state.plan.all, state.noise.uniform[week]
    danger = DANGEROUS_STARS - state.stars
    np.maximum(danger, ZERO, out=danger)
    _demote(state, every, danger, luck[DEMOTION])
    _suspend(state, every, danger, luck[SUSPENSION])


def _demote(state: State, every: SimpleNamespace, danger: NDArray, luck: NDArray) -> None:
    lost = ONE - state.demotion
    lost *= every.dem_rec
    state.demotion += lost
    hit = places_where(luck < every.demotion_hazard + DEMOTION_PER_STAR * danger)
    if len(hit):
        demotion = state.demotion.ravel()
        demotion[hit] = np.minimum(demotion[hit], every.dem_mult.ravel()[hit])


def _suspend(state: State, every: SimpleNamespace, danger: NDArray, luck: NDArray) -> None:
    state.suspension -= ONE
    np.maximum(state.suspension, ZERO, out=state.suspension)
    danger *= SUSPENSION_PER_STAR
    danger += ONE
    danger *= every.suspension_hazard
    hit = places_where(luck < danger)
    if len(hit):
        suspension = state.suspension.ravel()
        suspension[hit] = np.maximum(suspension[hit], every.sus_weeks.ravel()[hit])

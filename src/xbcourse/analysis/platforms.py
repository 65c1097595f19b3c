"""All sales on one platform, or on two: what a suspension does to the cash of either.

The second platform sells the same product in the same market. Each gets its share of search and of
sales at rank 1, so that the flywheel turns as fast on both; a second shop costs overhead of its
own. Both are lived through as if money never ran out, and ruin is then read off the cash of both
together: the first week below the credit line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..assumptions.scenario import Scenario
from ..model.simulation.shocks import Shock
from ..model.simulation.simulate import simulate

#: Capital that never runs out, CNY: the simulation then stops no path. Cash is kept in 32 bits,
#: which at this size are exact to half a yuan.
PLENTY = 5_000_000.0


@dataclass(frozen=True)
class Baskets:
    """Cash (CNY) at the end of each week, shape (weeks, paths), on the same luck.

    Attributes
    ----------
    calm : ndarray
        One platform, and nothing happens.
    one, two : ndarray
        One platform, or two, when the first of them closes.
    line : float
        Credit line; below it a business is ruined.
    premium : float
        What the second shop costs in overhead by the end.
    """

    calm: NDArray
    one: NDArray
    two: NDArray
    line: float
    premium: float

    def ruined(self, which: str) -> float:
        """Share of paths that fall below the credit line: of "calm", "one" or "two"."""
        return float((getattr(self, which) < self.line).any(axis=0).mean())

    def lost(self, which: str) -> float:
        """What the event costs by the end, on average: of "one" or of "two", the premium aside."""
        paid = self.premium if which == "two" else 0.0
        return float((self.calm[-1] - getattr(self, which)[-1]).mean()) - paid

    @property
    def worth_it_above(self) -> float:
        """Chance of the event in this time above which the second platform pays; more than 1, or
        infinite, where it never does."""
        spared = self.lost("one") - self.lost("two")
        return self.premium / spared if spared > 0 else float("inf")


def baskets(scenario: Scenario, *, paths: int = 400, seed: int = 0) -> Baskets:
    """One platform against two, when the first suspends the account.

    Parameters
    ----------
    scenario : Scenario
        `event_week` and `sus_weeks` say when the first platform closes and for how long;
        `first_share` and `second_fixed` what two platforms look like.
    paths, seed : int
        As for `simulate`.

    >>> alone = baskets(Scenario("one_platform", first_share=1.0, second_fixed=0.0), paths=20)
    >>> bool(np.allclose(alone.one, alone.two))
    True
    """
    s = scenario
    hit, spared = _money(_ample(s), s.event_week, s.sus_weeks, paths, seed)
    share = s.first_share
    weeks = np.arange(1, hit.shape[0] + 1)[:, None]
    two = share * hit + (1 - share) * spared - s.second_fixed * weeks
    return Baskets(
        calm=s.capital + spared,
        one=s.capital + hit,
        two=s.capital + two,
        line=-s.credit * s.capital,
        premium=s.second_fixed * hit.shape[0],
    )


def _ample(s: Scenario) -> Scenario:
    """The scenario without what only the comparison depends on, and with money that lasts."""
    unused = {"event_week": 26, "sus_weeks": 6, "first_share": 0.5, "second_fixed": 0.0}
    return s.but(**unused, credit=0.0, capital=PLENTY)


@lru_cache(maxsize=64)
def _money(
    scenario: Scenario, week: int, closed: int, paths: int, seed: int
) -> tuple[NDArray, NDArray]:
    """Money earned so far with the suspension and without it, shape (weeks, paths)."""
    shocks = (Shock("suspension", week, closed),)
    runs = [simulate(scenario, paths=paths, seed=seed, shocks=events) for events in (shocks, ())]
    return tuple(run.trajectory("cash", "scenario") - scenario.capital for run in runs)

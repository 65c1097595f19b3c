"""All sales on one platform, or on two: what a suspension does to the cash of either.

The second platform sells the same product in the same market. Each gets its share of search and of
sales at rank 1, so that the flywheel turns as fast on both; a second shop costs overhead of its
own. Both are lived through as if money never ran out, and ruin is then read off the cash of both
together: the first week below the credit line. Payouts are frozen while an account is suspended, so
that what an event costs is read off cash and receivables together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..assumptions.scenario import Scenario
from ..model.simulation.results import Simulation
from ..model.simulation.shocks import Shock
from ..model.simulation.simulate import simulate

#: Capital that never runs out, CNY: the simulation then stops no path. Cash is kept in 32 bits,
#: which at this size are exact to half a yuan.
PLENTY = 5_000_000.0


@dataclass(frozen=True)
class Baskets:
    """What the same luck makes of three ways to sell. Money in CNY.

    Attributes
    ----------
    calm, one, two : ndarray, shape (weeks, paths)
        Cash at the end of each week: on one platform if nothing happens; on one platform, or on
        two, when the first of them closes.
    worth : mapping of str to ndarray, shape (paths,)
        By the same names, cash and what is owed to the shop at the end.
    line : float
        Credit line; below it a business is ruined.
    premium : float
        What the second shop costs in overhead by the end.
    """

    calm: NDArray
    one: NDArray
    two: NDArray
    worth: Mapping[str, NDArray]
    line: float
    premium: float

    def ruined(self, which: str) -> float:
        """Share of paths that fall below the credit line: of "calm", "one" or "two"."""
        return float((getattr(self, which) < self.line).any(axis=0).mean())

    def lost(self, which: str) -> float:
        """What the event costs by the end, on average: of "one" or of "two", the premium aside."""
        paid = self.premium if which == "two" else 0.0
        return float((self.worth["calm"] - self.worth[which]).mean()) - paid

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
    runs = _runs(_ample(s), s.event_week, s.sus_weeks, paths, seed)
    hit, spared = (run.trajectory("cash", "scenario") - PLENTY for run in runs)
    worth_hit, worth_spared = (run.outcome("wealth", "scenario") - PLENTY for run in runs)
    share, weeks = s.first_share, np.arange(1, hit.shape[0] + 1)[:, None]
    premium = s.second_fixed * hit.shape[0]
    return Baskets(
        calm=s.capital + spared,
        one=s.capital + hit,
        two=s.capital + share * hit + (1 - share) * spared - s.second_fixed * weeks,
        worth={
            "calm": s.capital + worth_spared,
            "one": s.capital + worth_hit,
            "two": s.capital + share * worth_hit + (1 - share) * worth_spared - premium,
        },
        line=-s.credit * s.capital,
        premium=premium,
    )


def _ample(s: Scenario) -> Scenario:
    """The scenario without what only the comparison depends on, and with money that lasts."""
    unused = {"event_week": 26, "sus_weeks": 6, "first_share": 0.5, "second_fixed": 0.0}
    return s.but(**unused, credit=0.0, capital=PLENTY)


@lru_cache(maxsize=16)
def _runs(
    scenario: Scenario, week: int, closed: int, paths: int, seed: int
) -> tuple[Simulation, Simulation]:
    """The platform that closes, and the one that does not."""
    shocks = (Shock("suspension", week, closed),)
    hit, spared = (
        simulate(scenario, paths=paths, seed=seed, shocks=events) for events in (shocks, ())
    )
    return hit, spared

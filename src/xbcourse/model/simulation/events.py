"""What is scripted: the events of every row, in the weeks they were written for."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .market import Market
from .quick import number
from .shocks import Shock
from .state import State

#: What changes the price of a unit for good.
_STEPS = ("duty", "parcel_fee")
#: What happens to the world that a row trades in.
_WORLDLY = ("exchange", "delay")


class Events:
    """The scripted events of some rows; rows may have different ones, or none.

    Parameters
    ----------
    of_rows : sequence of sequence of Shock
        The events of every row, in the order of the rows.
    """

    def __init__(self, of_rows: Sequence[Sequence[Shock]]) -> None:
        self._of_rows = of_rows
        self._in_week = defaultdict(list)
        for row, shocks in enumerate(of_rows):
            for shock in shocks:
                self._in_week[shock.week].append((row, shock))
        steps = {s.week for shocks in of_rows for s in shocks if s.kind in _STEPS}
        self._step_weeks = sorted(steps)

    def happen(self, state: State, week: int) -> None:
        """The demotions and suspensions of the week, on every path."""
        for row, shock in self._in_week.get(week, ()):
            size = number(shock.size)
            if shock.kind == "demotion":
                np.minimum(state.demotion[row], size, out=state.demotion[row])
            if shock.kind == "suspension":
                # There is nothing to suspend where nothing is sold on a marketplace.
                weeks = size * state.plan.all.on_market[row]
                np.maximum(state.suspension[row], weeks, out=state.suspension[row])

    def stage(self, week: int) -> int:
        """How many of the weeks in which duty or parcel fee change have come by that week."""
        return bisect(self._step_weeks, week)

    def added(self, kind: str, week: int) -> NDArray[np.float32]:
        """What the events of that kind have added up to by that week, shape (rows, 1)."""
        sums = [
            sum(shock.size for shock in shocks if shock.kind == kind and shock.week <= week)
            for shocks in self._of_rows
        ]
        return np.array(sums, dtype=np.float32)[:, None]

    def reach(self, market: Market) -> Market:
        """The market with the scripted delays and steps of the exchange rate."""
        touched = [
            (row, shock)
            for row, shocks in enumerate(self._of_rows)
            for shock in shocks
            if shock.kind in _WORLDLY
        ]
        if not touched:
            return market
        exchange, delayed = (self._by_row(a) for a in (market.exchange, market.delayed))
        for row, shock in touched:
            if shock.kind == "exchange":
                exchange[shock.week :, row] *= number(1 + shock.size)
            else:
                delayed[shock.week : shock.week + round(shock.size), row] = 1
        return Market(market.log_demand, exchange, delayed)

    def _by_row(self, worlds: NDArray) -> NDArray:
        """A copy with a world for every row."""
        return np.repeat(worlds, len(self._of_rows) // worlds.shape[1], axis=1)

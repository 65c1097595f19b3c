"""Everything that changes from week to week, on all paths of all scenarios."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .cash import Receivable, UnitMoney
from .demand import waiting
from .market import Market
from .noise import Noise
from .plan import Plan
from .reputation import FIRST_REVIEWS, exposure
from .supply import Ageing, Pipeline


class State:
    """The state at the start of a week. Shapes: (rows, paths); `held` and `sited` rows where said.

    Attributes
    ----------
    cash, lowest, overdraft : float64
        CNY; the lowest so far; what the business owes when it is ruined, below zero.
    alive, trading : float32
        0 after ruin; 0 once no product is left to try.
    log_appeal, velocity, stars, reviews, forecast, age, demotion, word_of_mouth
        Of the product on sale: log of its appeal, units a week as the marketplace sees them, mean
        star, number of reviews, expected units a week, weeks on sale, share of organic clicks left,
        visits by recommendation.
    suspension : float32
        Weeks for which the account stays suspended.
    supplier, patience, exposed : float32
        1 where the supplier ships what is sold now; log of what waiting costs of conversion; share
        of the orders that can be late.
    decided : float32
        CNY paid this week for what the seller decided: deposits, relaunches, less clearances.
    automatic : bool, or None
        Of `held` rows, which order by their own rules; None: all.
    stock, deposits, owned, liquidated
        Of `held` rows: units on hand, CNY paid for units under way, whether any of the product was
        ever bought, units cleared so far.
    content, list, site_due, site_revenue
        Of `sited` rows: visits from content, repeat orders to come (three exponentials), CNY that
        the card company owes, revenue of the last week.
    """

    def __init__(self, plan: Plan, market: Market, noise: Noise, money: UnitMoney) -> None:
        self.plan, self.market, self.noise, self.money = plan, market, noise, money
        self.automatic: NDArray[np.bool_] | None = None
        self.shape = len(plan), noise.paths
        paths = noise.paths
        every = plan.all
        self.cash = np.zeros(self.shape) + every.capital
        self.lowest, self.lowest_week = self.cash.copy(), np.zeros(self.shape, np.int16)
        self.overdraft = -every.credit * self.cash
        self.ruin_week = np.full(self.shape, -1, np.int16)
        self.alive, self.trading = self._full(1), self._full(1)
        self.decided = self._full(0)
        self.suspension, self.revenue = self._full(0), self._full(0)
        self.candidate = np.zeros(self.shape, np.intp)
        self._list_product(every, paths)
        self._stock_up(plan, paths)
        self._open_site(plan, paths)
        self.receivable = Receivable(plan.settle, paths)
        self.supplier = self._full(1 - every.stocks + every.staged)
        self.patience = self._full(waiting(every, self.supplier))
        self.exposed = self._full(exposure(every, self.supplier))

    def _full(self, value: NDArray | float) -> NDArray[np.float32]:
        return np.array(np.broadcast_to(np.float32(value), self.shape))

    def _list_product(self, every, paths: int) -> None:
        self.log_appeal = self._full(self.appeal_of(0, slice(None), every.theta_sigma))
        self.velocity = self._full(every.v_floor)
        self.stars = self._full(every.quality)
        self.reviews = self._full(FIRST_REVIEWS)
        self.forecast = self._full(every.prior)
        self.age, self.demotion, self.word_of_mouth = (self._full(v) for v in (0, 1, 0))

    def _stock_up(self, plan: Plan, paths: int) -> None:
        held = len(plan.lead), paths
        self.stock, self.deposits = np.zeros((2, *held), np.float32)
        self.owned = np.zeros(held, bool)
        self.liquidated = np.zeros(held, np.float32)
        self.pipeline, self.ageing = Pipeline(plan.lead, paths), Ageing(held)

    def _open_site(self, plan: Plan, paths: int) -> None:
        sited = len(plan.order[plan.sited]), paths
        self.content, self.site_due, self.site_revenue = np.zeros((3, *sited), np.float32)
        self.list = np.zeros((3, *sited), np.float32)

    def appeal_of(self, candidate, path, sigma) -> NDArray[np.float32]:
        """Log of the appeal θ of a candidate product: log-normal with mean 1 (T2)."""
        return sigma * self.noise.appeal[candidate, path] - sigma * sigma / 2

    def next_product(self, places: NDArray) -> None:
        """There, the next candidate is listed and starts like the first: no rank, no reviews."""
        every = self.plan.all
        self.candidate.ravel()[places] += 1
        chosen, sigma = self.candidate.ravel()[places], every.theta_sigma.ravel()[places]
        appeal = self.appeal_of(chosen, places % self.shape[1], sigma)
        for array, value in (
            (self.log_appeal, appeal),
            (self.velocity, every.v_floor.ravel()[places]),
            (self.stars, every.quality.ravel()[places]),
            (self.forecast, every.prior.ravel()[places]),
            (self.reviews, FIRST_REVIEWS),
            (self.demotion, 1),
            (self.age, 0),
            (self.word_of_mouth, 0),
        ):
            array.ravel()[places] = value

    def delayed_at(self, week: int, places: NDArray) -> NDArray[np.float32]:
        """1 where deliveries are delayed in a week (the last known one after the end)."""
        delayed = self.market.delayed[min(week, self.noise.weeks - 1)]
        return delayed.ravel()[places if len(delayed) > 1 else places % self.shape[1]]

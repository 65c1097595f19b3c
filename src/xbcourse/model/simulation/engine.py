"""The weeks, one after another: every mechanism in its order, for all rows and paths at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import cash, paying, selling, shocks, stocking, tariff
from .books import Books
from .decisions import Turns
from .events import Events
from .market import Market
from .noise import Noise
from .plan import Plan
from .state import State


def run(turns: Turns, market: Market, noise: Noise, events: Events, books: Books) -> State:
    """All weeks of all scenarios on these paths; the state after the last.

    Parameters
    ----------
    turns, market, noise : Turns, Market, Noise
        Who plays and decides what, in which world, on which luck.
    events : Events
        What is scripted, in the order of the rows.
    books : Books
        Sees every week.
    """
    plan = turns.first
    prices = Prices(plan, noise.weeks, events)
    state = State(plan, events.reach(market), noise, prices.at(0))
    state.automatic = turns.automatic
    stocking.open_shop(state)
    for week in range(noise.weeks):
        turn = turns.at.get(week)
        if turn is not None and turn.plan is not state.plan:
            state.plan, prices = turn.plan, Prices(turn.plan, noise.weeks, events)
        state.money = prices.at(week)
        if turn is not None:
            stocking.decide(state, week, turn)
        shocks.platform_acts(state, week)
        events.happen(state, week)
        _week(state, week, books)
    return state


class Prices:
    """What a unit pays and costs in every week: new with every month and every scripted step."""

    def __init__(self, plan: Plan, weeks: int, events: Events) -> None:
        self._plan, self._events = plan, events
        self._fees = tariff.monthly(plan.scenarios, weeks)
        self._made: dict[tuple, cash.UnitMoney] = {}

    def at(self, week: int) -> cash.UnitMoney:
        """The money of a unit in a week."""
        fees = self._fees[week]
        key = id(fees), self._events.stage(week)
        if key not in self._made:
            more = (self._events.added(kind, week) for kind in ("duty", "parcel_fee"))
            self._made[key] = cash.unit_money(self._plan.all, fees, *more)
        return self._made[key]


def _week(s: State, week: int, books: Books) -> None:
    arrived = s.pipeline.arrive(week)
    s.stock += arrived
    active = s.alive * s.trading
    sale = selling.on_sale(s, week, active)
    sales = selling.sell(s, week, sale)
    earned = paying.earn(s, week, sales)
    spent = paying.spend(s, week, sales, arrived, active)
    spent *= s.alive
    # Decisions are taken with the week's money in hand.
    s.cash += earned
    s.cash -= spent
    selling.learn(s, week, sale, sales)
    stocking.give_up(s, week, active)
    stocking.restock(s, week)
    spent += s.decided
    s.decided.fill(0)
    paying.watch(s, week)
    books.write(s, week, sales, earned, spent)


def wealth(s: State) -> NDArray:
    """What everything is worth at the end, CNY (C5).

    Cash, receivables, stock that sells within `cash.SALEABLE_WEEKS` at its landed cost, the rest
    at salvage, deposits. A ruined business has its cash, most of its receivables, and salvage.
    """
    stock, held = s.plan.stock, s.plan.held
    waiting = s.receivable.outstanding(s.noise.weeks - 1)
    waiting[s.plan.sited] += s.site_due
    waiting *= np.where(s.alive > 0, 1, cash.RECOVERED_AFTER_RUIN)
    saleable = np.minimum(s.stock, cash.SALEABLE_WEEKS * s.forecast[held])
    saleable *= s.alive[held] * s.trading[held]
    worth = saleable * s.money.landed[held]
    worth += (s.stock - saleable) * (stock.salv * stock.cogs)
    total = s.cash + waiting
    total[held] += worth + s.deposits
    return total

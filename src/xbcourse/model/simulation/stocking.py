"""What the seller does about stock: give a product up, order again, or carry a decision out.

Few sellers decide anything in a given week, so decisions are computed for those only. They are
found by their place: the number of a path of a row, counted through the rows. Rows that hold stock
come first, so that a place is the same in arrays of all rows and of those.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from . import supply
from .decisions import Turn
from .noise import CANDIDATES
from .quick import ZERO, places_where
from .state import State


def open_shop(s: State) -> None:
    """The first orders of all sellers who stock up before they sell, in week 0."""
    _first_orders(s, 0, places_where(s.plan.stock.staged == ZERO))


def give_up(s: State, week: int, active: NDArray) -> None:
    """Clear the stock of products that do not sell and launch the next candidates (S6)."""
    every = s.plan.all
    failed = s.forecast < every.kill
    failed &= s.age >= every.t_test
    failed &= active > ZERO
    failed[s.plan.held] &= s.pipeline.on_order <= ZERO
    places = places_where(failed)
    if not len(places):
        return
    stocked = places[places < s.stock.size]
    _clear(s, stocked)
    left = s.candidate.ravel()[places] < CANDIDATES - 1
    s.trading.ravel()[places[~left]] = 0
    again = places[left]
    _pay(s, again, every.relaunch.ravel()[again])
    s.next_product(again)
    again = again[again < s.stock.size]
    s.owned.ravel()[again] = False
    _first_orders(s, week + 1, again[s.plan.stock.staged.ravel()[again] == 0])


def restock(s: State, week: int) -> None:
    """New orders where the stock position is below the reorder point (S3, S5)."""
    stock, held = s.plan.stock, s.plan.held
    forecast = s.forecast[held]
    point = supply.reorder_point(forecast, stock.lead_weeks, stock.z)
    position = s.stock + s.pipeline.on_order
    due = position < point
    _wait_for_test(s, forecast, due)
    due &= s.trading[held] > ZERO  # a product may have been the last this very week
    due &= s.alive[held] > ZERO
    due &= s.age[held] > ZERO  # nobody restocks what has not been on sale yet
    if s.automatic is not None:
        due &= s.automatic
    places = places_where(due)
    if not len(places):
        return
    moq, expected = stock.moq.ravel()[places], forecast.ravel()[places]
    units = point.ravel()[places] - position.ravel()[places]
    units += stock.cover.ravel()[places] * expected
    np.maximum(units, moq, out=units)
    # A seller who has only tested so far begins with the least that the factory makes.
    beginner = ~s.owned.ravel()[places]
    units[beginner] = moq[beginner]
    worth = supply.MOST_WEEKS * expected >= units
    _buy(s, week + 1, places[worth], units[worth], supply.PAID_IN_ADVANCE)


def decide(s: State, week: int, turn: Turn) -> None:
    """What was decided for the start of this week: close, or order."""
    _close(s, places_where(turn.stops & (s.alive > ZERO) & (s.trading > ZERO)))
    held = s.plan.held
    open_for_business = (s.alive[held] > ZERO) & (s.trading[held] > ZERO)
    # Whoever says a number answers for it: the deposit must be there, the rest is his worry.
    units = np.broadcast_to(turn.order, s.stock.shape)
    places = places_where((units > ZERO) & open_for_business)
    _buy(s, week, places, units.ravel()[places], ZERO)
    units = turn.cover * s.forecast[held] - s.stock - s.pipeline.on_order
    places = places_where((turn.cover > ZERO) & (units > ZERO) & open_for_business)
    _buy(s, week, places, units.ravel()[places], supply.PAID_IN_ADVANCE)


def _close(s: State, places: NDArray) -> None:
    """Clear the stock, cancel what is under way and lose its deposit, and sell nothing more."""
    if not len(places):
        return
    s.trading.ravel()[places] = 0
    stocked = places[places < s.stock.size]
    _clear(s, stocked)
    s.pipeline.cancel(stocked)
    s.deposits.ravel()[stocked] = 0


def _wait_for_test(s: State, forecast: NDArray, due: NDArray) -> None:
    """A staged seller who owns nothing yet buys when the test has gone well, and not before.

    Staged rows are held ones, and rows that hold stock come first: one slice serves both.
    """
    test, part = s.plan.test, s.plan.staged
    well = s.age[part] >= test.t_test
    well &= supply.STAGED_WEEKS * forecast[part] >= test.moq
    due[part] = np.where(s.owned[part], due[part], well)


def _first_orders(s: State, week: int, places: NDArray) -> None:
    """The first order of a product (S4). Who cannot pay for the least order stops trading."""
    if s.automatic is not None:
        places = places[s.automatic.ravel()[places // s.shape[1]]]
    if not len(places):
        return
    stock = s.plan.stock
    prior, cover = stock.prior.ravel()[places], stock.cover0.ravel()[places]
    units = np.maximum(stock.moq.ravel()[places], prior * cover)
    bought = _buy(s, week, places, units, np.float32(1))
    s.trading.ravel()[places[~bought]] = 0


def _buy(s: State, week: int, places: NDArray, units: NDArray, carried: np.float32) -> NDArray:
    """Order at the start of a week, in whole units, what the cash can carry of the landed cost.

    Returns where anything was bought: nothing is where that is less than the least order.
    """
    stock, money = s.plan.stock, s.money
    reserve, landed = stock.cmin.ravel()[places], money.landed.ravel()[places]
    down = money.deposit.ravel()[places]
    means = supply.affordable(s.cash.ravel()[places], reserve, landed, down, carried)
    units = np.floor(np.minimum(units, means))
    bought = units >= stock.moq.ravel()[places]
    if not np.count_nonzero(bought):
        return bought
    places, units = places[bought], units[bought]
    s.pipeline.place(places, units, week, s.delayed_at(week, places))
    deposit = down[bought] * units
    s.deposits.ravel()[places] += deposit
    s.owned.ravel()[places] = True
    _pay(s, places, deposit)
    return bought


def _clear(s: State, places: NDArray) -> None:
    """Sell all stock off for its salvage value."""
    if not len(places):
        return
    stock = s.plan.stock
    units = s.stock.ravel()[places]
    s.stock.ravel()[places] = 0
    s.ageing.gone.ravel()[places] += units
    s.liquidated.ravel()[places] += units
    salvage = stock.salv.ravel()[places] * stock.cogs.ravel()[places]
    _pay(s, places, -salvage * units)


def _pay(s: State, places: NDArray, amount: NDArray) -> None:
    """Cash out; into `decided`, which the books of the week take over."""
    s.cash.ravel()[places] -= amount
    s.decided.ravel()[places] += amount

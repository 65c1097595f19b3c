"""A small shop three ways: in whole arrays, in plain Python, and as processes in SimPy.

Poisson demand, sales lost when the shelf is empty, a reorder point, a lead time, cash: what a
textbook simulates, and small enough to write for a process simulator. All three live the same
demand and must end with the same cash and stock on every path, to the last digit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MEAN = 40.0
LEAD, REORDER_POINT, LOT = 4, 220, 320
START_STOCK, CAPITAL = 320, 50_000.0
PAYOUT, DEPOSIT, ON_ARRIVAL, FIXED = 110.0, 12.0, 46.0, 2_000.0


def demand(paths: int, weeks: int) -> NDArray:
    """Units wanted, shape (weeks, paths); always the same."""
    return np.random.default_rng(0).poisson(MEAN, (weeks, paths)).astype(float)


def numpy_way(wanted: NDArray) -> tuple[NDArray, NDArray]:
    """Cash and stock at the end of every path: all paths of a week at once."""
    weeks, paths = wanted.shape
    cash, stock = np.full(paths, CAPITAL), np.full(paths, float(START_STOCK))
    arriving, on_order = np.zeros((weeks + LEAD, paths)), np.zeros(paths)
    for week in range(weeks):
        arrived = arriving[week]
        stock += arrived
        on_order -= arrived
        cash -= ON_ARRIVAL * arrived
        sold = np.minimum(wanted[week], stock)
        stock -= sold
        cash += PAYOUT * sold - FIXED
        lot = LOT * ((stock + on_order < REORDER_POINT) & (cash >= DEPOSIT * LOT))
        cash -= DEPOSIT * lot
        on_order += lot
        arriving[week + LEAD] = lot
    return cash, stock


def python_way(wanted: list[float]) -> tuple[float, float]:
    """Cash and stock at the end of one path: a loop over its weeks."""
    cash, stock = CAPITAL, float(START_STOCK)
    arriving, on_order = [0.0] * (len(wanted) + LEAD), 0.0
    for week, units in enumerate(wanted):
        arrived = arriving[week]
        stock += arrived
        on_order -= arrived
        cash -= ON_ARRIVAL * arrived
        sold = min(units, stock)
        stock -= sold
        cash += PAYOUT * sold - FIXED
        if stock + on_order < REORDER_POINT and cash >= DEPOSIT * LOT:
            cash -= DEPOSIT * LOT
            on_order += LOT
            arriving[week + LEAD] = LOT
    return cash, stock


def simpy_way(wanted: list[float]) -> tuple[float, float]:
    """Cash and stock at the end of one path: the shop and each delivery are processes."""
    import simpy

    env = simpy.Environment()
    shop = _Shop(env)
    env.process(shop.trade(wanted))
    env.run(until=len(wanted))
    return shop.cash, shop.stock


class _Shop:
    def __init__(self, env) -> None:
        self.env = env
        self.cash, self.stock, self.on_order = CAPITAL, float(START_STOCK), 0.0

    def trade(self, wanted: list[float]):
        for units in wanted:
            sold = min(units, self.stock)
            self.stock -= sold
            self.cash += PAYOUT * sold - FIXED
            if self.stock + self.on_order < REORDER_POINT and self.cash >= DEPOSIT * LOT:
                self.cash -= DEPOSIT * LOT
                self.on_order += LOT
                self.env.process(self.delivery())
            yield self.env.timeout(1)

    def delivery(self):
        yield self.env.timeout(LEAD)
        self.stock += LOT
        self.on_order -= LOT
        self.cash -= ON_ARRIVAL * LOT

"""What happens to everybody: the market, the exchange rate, and delays on the road.

T1  market    x_t = ρ x_{t−1} + √(1−ρ²) z,  ε_t = exp(s x_t − s²/2), so that E[ε] = 1
    exchange  X_{t+1} = X_t exp(v z − v²/2), so that E[X_t] = X_0
    delays    a regime that is entered with chance p_in and left with chance p_out a week: over a
              long time p_in / (p_in + p_out) of all weeks are delayed

Computed once for all scenarios that assume the same of the world, before the weeks begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...assumptions.scenario import Scenario
from .noise import DELAY, EXCHANGE, MARKET, Noise

#: The parameters that a world consists of.
WORLD = ("eps_rho", "eps_sd", "fx0", "fx_vol", "p_in", "p_out")


@dataclass(frozen=True)
class Market:
    """The world of every scenario, week by week.

    Attributes
    ----------
    log_demand, exchange, delayed : ndarray of float32, shape (weeks, worlds, paths)
        Log of the market's strength ε; CNY per USD; 1 in a delayed week, else 0. One world (which
        broadcasts) where all scenarios share it, else one for each scenario.
    """

    log_demand: NDArray[np.float32]
    exchange: NDArray[np.float32]
    delayed: NDArray[np.float32]


def make_market(scenarios: Sequence[Scenario], noise: Noise) -> Market:
    """The market of each scenario on this luck."""
    worlds = [tuple(s[name] for name in WORLD) for s in scenarios]
    different = list(dict.fromkeys(worlds))
    parts = [_world(noise, *world) for world in different]
    if len(parts) == 1:
        return Market(*(array[:, None] for array in parts[0]))
    chosen = [different.index(world) for world in worlds]
    return Market(*(np.stack([parts[i][k] for i in chosen], axis=1) for k in range(3)))


def _world(
    noise: Noise,
    rho: float,
    spread: float,
    rate: float,
    volatility: float,
    enter: float,
    leave: float,
) -> tuple[NDArray, NDArray, NDArray]:
    log_demand, exchange, delayed = np.empty((3, noise.weeks, noise.paths), np.float32)
    # The market starts in its long-run distribution, so that the first week is like any other.
    level = noise.normal[0, MARKET]
    late = np.zeros(noise.paths, dtype=bool)
    fresh = np.float32(np.sqrt(1 - rho**2))
    log_exchange = np.zeros(noise.paths, np.float32)
    # A low number means a delay, whether one is there or not: more risk removes no delayed week.
    stays, enters = noise.uniform[:, DELAY] < 1 - leave, noise.uniform[:, DELAY] < enter
    for week in range(noise.weeks):
        exchange[week] = log_exchange
        log_exchange += np.float32(volatility) * noise.normal[week, EXCHANGE]
        log_exchange -= np.float32(volatility**2 / 2)
        if week:
            level = np.float32(rho) * level + fresh * noise.normal[week, MARKET]
        log_demand[week] = level
        late = np.where(late, stays[week], enters[week])
        delayed[week] = late
    # Of all weeks at once what need not wait for the week before.
    log_demand *= np.float32(spread)
    log_demand -= np.float32(spread**2 / 2)
    np.exp(exchange, out=exchange)
    exchange *= np.float32(rate)
    return log_demand, exchange, delayed

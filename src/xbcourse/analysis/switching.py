"""From how much capital on it pays to leave one mode for another, its switching cost paid.

Who moves from mode i to mode j pays C once and has K − C left for the new one. Moving pays if

    (K − C) e^{g_j(K − C)} > K e^{g_i(K)},

with g the growth of `utility`. Near a border of the decision map both sides are nearly equal, so
that a small cost moves the threshold far.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .modes import MODES
from .stage_grid import stage_grid

#: Who already sells so; what there is to move to is everything else.
NOW = "platform_direct"
#: Capital, CNY, at which a threshold is looked for; it is the first at which moving pays.
CAPITALS = np.linspace(100e3, 3e6, 117)
#: Halvings of an interval as long as the capital: to less than a fen.
_HALVINGS = 30


def gains(
    place: Mapping[str, float], capital: NDArray, cost: float, now: str = NOW
) -> tuple[NDArray, list[str]]:
    """What moving to the best other mode is worth, its cost paid, over staying.

    Parameters
    ----------
    place : mapping of str to float
        The axes of the grid but for capital.
    capital : ndarray
        CNY before moving.
    cost : float
        CNY, paid once at the start.
    now : str
        The mode that is left.

    Returns
    -------
    ndarray
        CNY of certainty equivalent for each capital.
    list of str
        The best other mode for each capital.
    """
    others = [number for number, name in enumerate(MODES) if name != now]
    stay = capital * np.exp(_growth(place, capital)[:, MODES.index(now)])
    left = np.maximum(capital - cost, 1.0)
    growth = _growth(place, left)[:, others]
    gain = left * np.exp(growth.max(axis=1)) - stay
    return gain, [MODES[others[number]] for number in growth.argmax(axis=1)]


def threshold(place: Mapping[str, float], cost: float, now: str = NOW) -> float | None:
    """The least of `CAPITALS` at which moving pays; None where it pays at none of them.

    >>> usual = {"theta_sigma": 0.8, "exper": 0.3, "search": 3500.0, "ds_ship": 37.0}
    >>> threshold(usual, 0.0), threshold(usual, 60_000.0)
    (775000.0, 1475000.0)
    """
    paying = np.flatnonzero(gains(place, CAPITALS, cost, now)[0] > 0)
    return float(CAPITALS[paying[0]]) if len(paying) else None


def highest_cost(place: Mapping[str, float], capital: float, now: str = NOW) -> float:
    """The switching cost at which moving and staying are level, CNY; 0 where moving never pays."""

    def pays(cost: float) -> bool:
        return bool(gains(place, np.array([capital]), cost, now)[0][0] > 0)

    if not pays(0.0):
        return 0.0
    low, high = 0.0, capital
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if pays(middle) else (low, middle)
    return low


def _growth(place: Mapping[str, float], capital: NDArray) -> NDArray:
    return stage_grid().at(capital=capital, **place)[..., 0]

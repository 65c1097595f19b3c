"""Where visitors come from: rank, ads, content, word of mouth.

T3  organic clicks   M · min(1, (max(V, V0) / A)^φ) · D,  φ = γ / b
T4  velocity         V ← (1 − ω) V + ω S
T6  paid clicks      a(B) = K B / (B + c0 K)
T7  content visits   G ← (1 − δ) G + η C
T8  word of mouth    W ← min(W_max, (1 − δ) W + ν S (R − 4.2)⁺)

V and S in T4 are units on the marketplace. S in T8 is orders on all channels: a wholesale buyer of
200 units recommends once. W_max is what rank 1 brings, M.

Sales make rank and rank makes sales: without ads the flywheel settles where V = CVR·M·(V/A)^φ
(`theory.flywheel`). Rank moves clicks and not conversion: given a click, buyers do not care how
they came (Ursu 2018).
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from .quick import ONE, ZERO, number

#: Stars from which on buyers recommend. A teaching assumption.
RECOMMENDED_FROM = number(4.2)
#: A branded search converts this much better than a generic one. A teaching assumption.
BRANDED_CONVERSION = number(2.0)


def organic_clicks(p: SimpleNamespace, velocity: NDArray, demotion: NDArray) -> NDArray:
    """Marketplace clicks a week that cost nothing (T3)."""
    share = np.maximum(velocity, p.v_floor)
    share /= p.a_rank
    np.minimum(share, ONE, out=share)
    # exp(φ log x) instead of a power: several times faster in single precision, and as exact.
    np.log(share, out=share)
    share *= p.phi
    np.exp(share, out=share)
    share *= demotion
    share *= p.search
    return share


def paid_clicks(budget: NDArray, available: NDArray, first_price: NDArray) -> NDArray:
    """Clicks that a weekly ad budget buys (T6). The first costs `first_price`, later ones more.

    >>> float(paid_clicks(np.array(2500.0), np.array(1500.0), np.array(4.5)).round())
    405.0
    """
    clicks = available * budget
    clicks /= budget + first_price * available
    return clicks


def next_velocity(p: SimpleNamespace, velocity: NDArray, sold: NDArray) -> NDArray:
    """What the marketplace takes for the listing's speed of sale (T4)."""
    change = sold - velocity
    change *= p.omega
    change += velocity
    return change


def next_word_of_mouth(
    p: SimpleNamespace, visits: NDArray, ordered: NDArray, stars: NDArray
) -> NDArray:
    """Visits a week by recommendation (T8), never more than rank 1 brings."""
    told = stars - RECOMMENDED_FROM
    np.maximum(told, ZERO, out=told)
    told *= ordered
    told *= p.wom
    told += p.wom_kept * visits
    return np.minimum(told, p.most_visits, out=told)

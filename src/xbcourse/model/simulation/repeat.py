"""Repeat purchase of the customers on the own site's list (BG/NBD), carried by three numbers.

Of a customer who bought k weeks ago, E[X(k)] − E[X(k−1)] further orders are expected this week
(Fader, Hardie & Lee 2005, eq. 9). Summed over everybody who ever bought, that would need the whole
history of every path. The weekly expectation falls with k much like a few exponentials,

    E[X(k)] − E[X(k−1)] ≈ Σ_i w_i λ_i^(k−1),    w_i ≥ 0,

and what is expected of all past buyers is then the sum of three numbers that shrink by λ_i each
week and grow by w_i with every new buyer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ...assumptions.scenario import Scenario
from ..theory.repeat_purchase import expected_purchases

#: How long each exponential remembers, in weeks; four years of repeat purchase lie within them.
MEMORY = (4.0, 26.0, 250.0)
#: Weeks after the first purchase that the fit looks at.
FITTED = 208


@dataclass(frozen=True)
class RepeatCurve:
    """Weights and decay of the three exponentials, shapes (3, rows, 1) and (3, 1, 1)."""

    weight: NDArray[np.float32]
    decay: NDArray[np.float32]


def repeat_curve(scenarios: Sequence[Scenario]) -> RepeatCurve:
    """The curve of each scenario with an own site."""
    weights = [
        fitted_weights(s.bgnbd_r, s.bgnbd_alpha, s.bgnbd_a, s.bgnbd_b) for s in scenarios
    ] or np.empty((0, len(MEMORY)))
    return RepeatCurve(
        weight=np.array(weights, dtype=np.float32).T[:, :, None],
        decay=_decay().astype(np.float32)[:, None, None],
    )


@lru_cache(maxsize=256)
def fitted_weights(r: float, alpha: float, a: float, b: float) -> tuple[float, ...]:
    """Weights of the exponentials, never negative, that fit the expected repeat orders best.

    The fit is by non-negative least squares on the weekly expectation, scaled so that the orders
    expected over four years come out exactly.
    """
    from scipy.optimize import nnls

    weeks = np.arange(FITTED + 1.0)
    weekly = np.diff(expected_purchases(weeks, r, alpha, a, b))
    basis = _decay() ** np.arange(FITTED)[:, None]
    weights, _ = nnls(basis, weekly)
    total = (basis @ weights).sum()
    return tuple(weights * (weekly.sum() / total if total > 0 else 0.0))


def _decay() -> NDArray:
    return np.exp(-1 / np.array(MEMORY))

"""The flywheel: sales make rank, rank makes clicks, clicks make sales.

Without ads, organic clicks are M·min(1, (max(V, V₀)/A)^φ) and the velocity V, the sales that the
marketplace remembers, follows V ← (1 − ω)V + ω·CVR·clicks. It comes to rest at

    V* = (CVR·M·A^(−φ))^(1/(1−φ))    for φ < 1,

and every per cent of conversion is worth 1/(1 − φ) per cent of sales. From φ = 1 on, the same V* is
a tipping point: who is above goes up to rank 1, who is below falls back to the floor.

A reduced form of this course: sales rank by a power law (Chevalier & Goolsbee 2003, *Quantitative
Marketing and Economics* 1:203-222; Brynjolfsson, Hu & Smith 2003, *Management Science*
49(11):1580-1596), clicks by position by another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...assumptions.errors import ParameterError
from .checks import AMOUNT, FRACTION, POSITIVE, Range, called, checked
from .decay import half_life

SMOOTHING = Range("smoothing", lambda v: (v > 0) & (v <= 1))


def flywheel_velocity(
    conversion: ArrayLike,
    clicks_at_top: ArrayLike,
    velocity_at_top: ArrayLike,
    position_effect: ArrayLike,
    first_velocity: ArrayLike = 0.0,
) -> NDArray:
    """Weekly sales at which the flywheel settles without ads.

    Parameters
    ----------
    conversion : array_like
        Orders per click CVR, between 0 and 1.
    clicks_at_top, velocity_at_top : array_like
        M, clicks a week at rank 1; A, units a week that rank 1 takes. Positive.
    position_effect : array_like
        φ, per cent of clicks that one per cent of velocity brings. Below 1.
    first_velocity : array_like
        V₀, the velocity that a listing without sales is treated as having, units a week.

    Returns
    -------
    ndarray
        Units a week: V*, or CVR·M where V* would lie beyond rank 1, or the sales at the floor.

    >>> float(flywheel_velocity(0.1, clicks_at_top=2000, velocity_at_top=800, position_effect=0.5))
    50.0
    """
    cvr, top, velocity, phi, floor = _listing(
        conversion, clicks_at_top, velocity_at_top, position_effect, first_velocity
    )
    _must_settle(phi)
    free = _rest(cvr, top, velocity, phi)
    at_floor = cvr * top * np.minimum(1, (floor / velocity) ** phi)
    return np.where(free > velocity, cvr * top, np.where(free < floor, at_floor, free))


def tipping_point(
    conversion: ArrayLike,
    clicks_at_top: ArrayLike,
    velocity_at_top: ArrayLike,
    position_effect: ArrayLike,
) -> NDArray:
    """Velocity above which a listing takes off by itself and below which it dies, for φ > 1.

    Parameters as in `flywheel_velocity`, `position_effect` above 1.

    >>> float(tipping_point(0.1, clicks_at_top=2000, velocity_at_top=100, position_effect=2.0))
    50.0
    """
    cvr, top, velocity, phi, _ = _listing(
        conversion, clicks_at_top, velocity_at_top, position_effect, 0.0
    )
    if np.any(phi <= 1):
        first = float(phi[phi <= 1].flat[0])
        raise ParameterError("theory.no_tipping", name=called("position_effect"), value=first)
    return _rest(cvr, top, velocity, phi)


def flywheel_elasticity(position_effect: ArrayLike) -> NDArray:
    """Per cent of sales that one per cent of conversion, price or rating moves: 1/(1 − φ).

    >>> float(flywheel_elasticity(0.5))
    2.0
    """
    (phi,) = checked(position_effect=(position_effect, AMOUNT))
    _must_settle(phi)
    return 1 / (1 - phi)


def flywheel_half_life(smoothing: ArrayLike, position_effect: ArrayLike) -> NDArray:
    """Weeks until half the way to V* is done, once near it.

    The distance shrinks by 1 − ω(1 − φ) a week; for small ω that is ln 2 / (ω(1 − φ)).

    Parameters
    ----------
    smoothing : array_like
        ω, weight of the latest week in the velocity, above 0, at most 1.
    position_effect : array_like
        φ, below 1.

    >>> float(flywheel_half_life(smoothing=0.5, position_effect=0.0))
    1.0
    """
    omega, phi = checked(
        smoothing=(smoothing, SMOOTHING), position_effect=(position_effect, AMOUNT)
    )
    _must_settle(phi)
    return half_life(1 - omega * (1 - phi))


def _listing(
    conversion: ArrayLike,
    clicks_at_top: ArrayLike,
    velocity_at_top: ArrayLike,
    position_effect: ArrayLike,
    first_velocity: ArrayLike,
) -> list[NDArray]:
    return checked(
        conversion=(conversion, FRACTION),
        clicks_at_top=(clicks_at_top, POSITIVE),
        velocity_at_top=(velocity_at_top, POSITIVE),
        position_effect=(position_effect, AMOUNT),
        first_velocity=(first_velocity, AMOUNT),
    )


def _must_settle(phi: NDArray) -> None:
    if np.any(phi >= 1):
        first = float(phi[phi >= 1].flat[0])
        raise ParameterError("theory.never_settles", name=called("position_effect"), value=first)


def _rest(cvr: NDArray, top: NDArray, velocity: NDArray, phi: NDArray) -> NDArray:
    """V* relative to A, so that no power of a large number overflows on the way."""
    return velocity * np.exp(np.log(cvr * top / velocity) / (1 - phi))

"""Special cases of the simulation, in which a closed form says what must come out."""

import warnings

import numpy as np
import pytest

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import demand, reputation

#: No luck but the number of orders: one product of known appeal, a steady market, no platform
#: events, no delays. At these stars, days, price and experience every factor of conversion but the
#: trust in a new listing is 1.
QUIET = {
    "theta_sigma": 0.0,
    "eps_sd": 0.0,
    "fx_vol": 0.0,
    "haz_dem": 0.0,
    "haz_sus": 0.0,
    "p_in": 0.0,
    "exper": 0.5,
    "bias0": 0.0,
    "quality": 4.3,
    "beta_d": 0.0,
    "late_pen": 0.0,
    "rev_rate": 0.0,
    "launch_b": 0.0,
    "tacos": 0.0,
    "wom": 0.0,
    "kill": 0.0,
    "fee_basis": "rates",
}


@pytest.fixture
def scenario():
    """Make a scenario of a preset, with values outside the sliders and without the warnings."""

    def make(preset="self_batch", **changes):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Scenario(preset, **changes)

    return make


@pytest.fixture
def quiet(scenario, monkeypatch):
    """Make a scenario in which the orders of a week are Poisson with one and the same mean."""
    monkeypatch.setattr(demand, "DISTRUST", np.float32(0))
    monkeypatch.setattr(reputation, "STAR_SPREAD", np.float32(0))

    def make(preset="self_batch", **changes):
        return scenario(preset, **{**QUIET, **changes})

    return make


@pytest.fixture
def no_counting(monkeypatch):
    """Orders equal to their mean, in fractions: the difference equations without any luck."""
    monkeypatch.setattr(demand, "orders", lambda mean, normal, uniform: mean.copy())

"""Orders are whole numbers with the mean and the spread of a Poisson variable, on given luck."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xbcourse.model.simulation.demand import orders

#: A grid of normal and of uniform numbers, and the weight of each pair, so that moments are
#: integrals and not estimates.
GRID = np.linspace(-6, 6, 1201)
Z = np.repeat(GRID, 1000).astype(np.float32)
U = np.tile((np.arange(1000) + 0.5) / 1000, 1201).astype(np.float32)
WEIGHT = np.repeat(stats.norm.pdf(GRID), 1000)
WEIGHT /= WEIGHT.sum()


def drawn(mean):
    return orders(np.full(Z.shape, mean, np.float32), Z, U).astype(float)


@pytest.mark.parametrize("mean", [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200])
def test_mean_and_variance_are_those_of_poisson(mean):
    counts = drawn(mean)
    assert (counts == np.floor(counts)).all() and counts.min() >= 0
    first = WEIGHT @ counts
    assert first == pytest.approx(mean, rel=0.01)
    assert WEIGHT @ (counts - first) ** 2 == pytest.approx(mean, rel=0.04)


def test_no_demand_gives_no_orders():
    assert drawn(0.0).max() == 0


@pytest.mark.parametrize("mean", [5, 20, 100])
def test_upper_tail_is_heavier_than_poissons_by_what_is_said(mean):
    level = np.ceil(mean + np.sqrt(mean))
    beyond = WEIGHT @ np.maximum(drawn(mean) - level, 0)
    poisson = stats.poisson(mean).expect(lambda d: np.maximum(d - level, 0))
    assert 1 < beyond / poisson < 1.25


@given(st.floats(0, 300), st.floats(0, 300), st.floats(-5, 5), st.floats(0, 0.999))
def test_more_demand_never_means_fewer_orders_on_the_same_luck(one, two, z, u):
    low, high = orders(
        np.array([min(one, two), max(one, two)], np.float32),
        np.full(2, z, np.float32),
        np.full(2, u, np.float32),
    )
    assert low <= high

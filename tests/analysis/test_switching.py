"""Changing the mode: what it is worth, from when on it pays, and what it may cost."""

import numpy as np
import pytest

from xbcourse.analysis import switching
from xbcourse.analysis.modes import MODES
from xbcourse.analysis.stage_grid import stage_grid

HE = {"theta_sigma": 0.8, "exper": 0.3, "search": 3500.0, "ds_ship": 37.0}


def test_a_gain_is_the_difference_of_two_certainty_equivalents():
    capital, cost = 1_000_000.0, 60_000.0
    (gain,), (target,) = switching.gains(HE, np.array([capital]), cost)
    stay = stage_grid().at(capital=capital, **HE)[MODES.index("platform_direct"), 0]
    other = stage_grid().at(capital=capital - cost, **HE)[MODES.index(target), 0]
    by_hand = (capital - cost) * np.exp(other) - capital * np.exp(stay)
    assert gain == pytest.approx(by_hand)


def test_the_threshold_is_where_the_gain_turns_positive():
    at = switching.threshold(HE, 60_000.0)
    step = switching.CAPITALS[1] - switching.CAPITALS[0]
    before, after = switching.gains(HE, np.array([at - step, at]), 60_000.0)[0]
    assert before <= 0 < after


def test_dearer_changing_pays_later_and_less():
    capital = np.linspace(200e3, 3e6, 30)
    gains = [switching.gains(HE, capital, cost)[0] for cost in (0.0, 60e3, 150e3)]
    assert (gains[0] > gains[1]).all() and (gains[1] > gains[2]).all()
    assert switching.threshold(HE, 0.0) < switching.threshold(HE, 60e3)
    assert switching.threshold(HE, 150e3) is None


@pytest.mark.parametrize("capital", [1_000_000.0, 2_000_000.0])
def test_at_its_highest_cost_changing_and_staying_are_level(capital):
    cost = switching.highest_cost(HE, capital)
    assert cost > 0
    assert switching.gains(HE, np.array([capital]), cost)[0][0] == pytest.approx(0, abs=1.0)


def test_where_staying_is_best_nothing_is_worth_paying():
    assert switching.highest_cost(HE, 300_000.0) == 0.0


def test_whoever_is_best_already_has_nowhere_to_go():
    place, capital = HE | {"theta_sigma": 0.2}, np.array([1_000_000.0])
    assert switching.gains(place, capital, 0.0, now="self_batch")[0][0] < 0
    assert switching.gains(place, capital, 0.0, now="platform_direct")[0][0] > 0

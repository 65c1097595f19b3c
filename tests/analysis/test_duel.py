"""Presets moved alike, and two of them against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.duel import duel, sure_profit
from xbcourse.analysis.modes import MODES, alike
from xbcourse.analysis.utility import growth
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate


def test_at_the_defaults_the_modes_are_the_presets():
    assert alike(Scenario()) == {name: Scenario(name) for name in MODES}


@given(factor=st.floats(0.5, 1.6))
def test_a_number_moves_by_the_same_factor_in_all_modes(factor):
    moved = alike(Scenario().but(ds_ship=37.0 * factor, capital=300_000 * factor))
    assert moved["platform_direct"].ds_ship == pytest.approx(37.0 * factor)
    assert moved["platform_b2b"].ds_ship == pytest.approx(2.0 * factor)
    assert {s.capital for s in moved.values()} == {300_000 * factor}


def test_what_no_factor_reaches_takes_the_value_and_what_is_impossible_stops_short():
    moved = alike(Scenario(stock_in_china=0.5, quality=4.9, fee_basis="rates"))
    assert {s.stock_in_china for s in moved.values()} == {0.5}
    assert moved["self_quick"].quality == 5.0  # 4.55 · 4.9/4.45 is more than five stars
    assert {s.fee_basis for s in moved.values()} == {"rates"}
    assert moved["platform_b2b"].duty == 0.0  # the buyer imports, whatever the duty
    assert alike(Scenario(duty=0.6))["platform_b2b"].duty == 0.0


def test_a_sure_profit_is_the_certainty_equivalent_in_money():
    scenario = Scenario("platform_direct", weeks=52, risk_aversion=2.0)
    wealth = simulate(scenario, paths=100).outcome("wealth", "scenario")
    expected = 300_000 * (np.exp(growth(wealth, 300_000, 2.0)) - 1)
    assert sure_profit([scenario], paths=100) == pytest.approx([expected])


def test_the_base_is_the_difference_of_both_and_ends_are_where_the_assumption_is_moved():
    start = Scenario(weeks=52)
    table = duel(start, "self_batch", "platform_direct", parameters=["cogs", "duty"], paths=100)
    both = alike(start, ("self_batch", "platform_direct"))
    first, second = sure_profit(list(both.values()), paths=100)
    assert table["base"].tolist() == pytest.approx([first - second] * 2)
    dear = alike(Scenario(weeks=52, cogs=45.6), ("self_batch", "platform_direct"))
    first, second = sure_profit(list(dear.values()), paths=100)
    row = table.set_index("parameter").loc["cogs"]
    assert (row["low"], row["high"]) == pytest.approx((30.4, 45.6))
    assert row["at_high"] == pytest.approx(first - second)


def test_a_lead_that_changes_its_sign_is_marked():
    names = ["cogs", "eps_sd"]
    wide = duel(Scenario(), "self_batch", "platform_direct", parameters=names, paths=200)
    flips = wide.set_index("parameter")["flips"]
    assert flips["cogs"]
    assert not flips["eps_sd"]
    back = duel(Scenario(), "platform_direct", "self_batch", parameters=names, paths=200)
    assert back["base"].to_numpy() == pytest.approx(-wide["base"].to_numpy())
    assert back.set_index("parameter")["flips"].to_dict() == flips.to_dict()

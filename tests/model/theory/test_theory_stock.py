"""Stock that is replenished: EOQ, (r, Q), base stock, lost sales."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.model.theory.base_stock import base_stock, cycle_service, fill_rate
from xbcourse.model.theory.demand import NormalDemand
from xbcourse.model.theory.eoq import eoq, eoq_cost, eoq_with_backorders
from xbcourse.model.theory.lost_sales import erlang_b, one_for_one
from xbcourse.model.theory.reorder import (
    lead_demand,
    reorder_cost,
    reorder_fill_rate,
    reorder_policy,
    safety_stock,
)

#: Snyder & Shen (2019), the candy bars of chapters 3 and 5: a month to wait, 1300 a year.
CANDY = NormalDemand(1300 / 12, 150 / 12**0.5)
CANDY_COSTS = {"rate": 1300, "order_cost": 8, "holding_cost": 0.225, "stockout_cost": 7.5}


# --------------------------------------------------------------------------------------- EOQ


def test_snyder_and_shen_example_3_1():
    cycle = eoq(rate=1300, order_cost=8, holding_cost=0.225)
    assert float(cycle.quantity) == pytest.approx(304.0467800264368)
    assert float(cycle.cost) == pytest.approx(68.41052550594829)


def test_snyder_and_shen_example_3_8_with_backorders():
    cycle = eoq_with_backorders(rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=5)
    assert float(cycle.quantity) == pytest.approx(310.81255515896464)
    assert float(cycle.short_share) == pytest.approx(0.0430622009569378)
    assert float(cycle.cost) == pytest.approx(66.92136355097325)


@given(st.floats(1, 1e5), st.floats(1, 1e4), st.floats(0.01, 100), st.floats(0.1, 10))
def test_no_other_order_quantity_costs_less(rate, fixed, hold, factor):
    best = eoq(rate, fixed, hold)
    other = eoq_cost(factor * best.quantity, rate, fixed, hold)
    assert float(other) == pytest.approx(float(best.cost) * (factor + 1 / factor) / 2)
    patient = eoq_with_backorders(rate, fixed, hold, stockout_cost=1e9 * hold)
    assert float(patient.quantity) == pytest.approx(float(best.quantity))
    assert float(eoq_with_backorders(rate, fixed, hold, hold).cost) < float(best.cost)


# -------------------------------------------------------------------------------------- (r, Q)


def test_snyder_and_shen_example_5_1():
    cost = reorder_cost(CANDY, 126.8, 328.5, **CANDY_COSTS)
    assert float(cost) == pytest.approx(78.07116250928294)


def test_the_reorder_policy_costs_less_than_its_neighbours():
    best = reorder_policy(CANDY, **CANDY_COSTS)
    for r in (-5, 0, 5):
        for q in (-10, 0, 10):
            other = reorder_cost(CANDY, best.reorder_point + r, best.quantity + q, **CANDY_COSTS)
            assert float(other) >= best.cost - 1e-9
    # Q grows with doubt, and with it the cost.
    more_doubt = reorder_policy(NormalDemand(CANDY.mean, 3 * CANDY.sd), **CANDY_COSTS)
    assert more_doubt.cost > best.cost > float(eoq(1300, 8, 0.225).cost)
    assert more_doubt.quantity > best.quantity > float(eoq(1300, 8, 0.225).quantity)


def test_a_certain_demand_is_ordered_as_with_backorders():
    best = reorder_policy(NormalDemand(1300 / 12, 0), **CANDY_COSTS)
    known = eoq_with_backorders(**CANDY_COSTS)
    assert best.quantity == pytest.approx(float(known.quantity), rel=1e-6)
    assert best.cost == pytest.approx(float(known.cost))
    # A share of each cycle waits, so the order goes out when stock cannot quite last.
    assert best.reorder_point == pytest.approx(
        1300 / 12 - float(known.short_share * known.quantity), rel=1e-6
    )


def test_stockpyl_agrees_on_the_best_reorder_point_and_is_not_cheaper():
    theirs = pytest.importorskip("stockpyl.rq")
    r, quantity = theirs.r_q_loss_function_approximation(0.225, 7.5, 8, 1300, 150, 1 / 12)
    best = reorder_policy(CANDY, **CANDY_COSTS)
    assert best.cost <= theirs.r_q_cost(r, quantity, 0.225, 7.5, 8, 1300, 150, 1 / 12) + 1e-9
    exact = theirs.r_q_optimal_r_for_q(best.quantity, 0.225, 7.5, 1300, 150, 1 / 12)
    assert best.reorder_point == pytest.approx(exact, abs=1e-3)


def test_an_uncertain_lead_time_takes_more_safety_stock():
    sure = safety_stock(lead_demand(100, 30, lead=9), service=0.95)
    late = safety_stock(lead_demand(100, 30, lead=9, lead_sd=2), service=0.95)
    assert float(sure) == pytest.approx(1.6448536 * 90)
    assert float(late) == pytest.approx(1.6448536 * (8100 + 40_000) ** 0.5)


@given(st.floats(0, 300), st.floats(1, 500), st.floats(1, 50))
def test_the_fill_rate_rises_with_the_reorder_point_and_the_quantity(r, quantity, more):
    base = float(reorder_fill_rate(CANDY, r, quantity))
    assert base - 1e-12 <= float(reorder_fill_rate(CANDY, r + more, quantity)) <= 1
    assert base - 1e-12 <= float(reorder_fill_rate(CANDY, r, quantity + more))


# -------------------------------------------------------------------------------- base stock


def test_base_stock_by_hand():
    # Three weeks on the way and the week itself: N(400, 60²); 9 in 10 must be covered.
    assert float(base_stock(100, 30, 3, holding_cost=1, stockout_cost=9)) == pytest.approx(
        400 + 1.2815516 * 60
    )
    assert float(cycle_service(460, 100, 30, lead=3)) == pytest.approx(0.8413447)


def test_fill_rate_is_the_long_run_share_of_a_week_by_week_account():
    rng = np.random.default_rng(4)
    demand = rng.normal(100, 30, 200_000)
    lead = 3
    # With everything ordered at once, what is missing at the end of a week is the demand of the
    # last lead + 1 weeks beyond the base stock; what was missing before it, of the lead weeks.
    sums = np.convolve(demand, np.ones(lead + 1), "valid")
    before = np.convolve(demand, np.ones(lead), "valid")[: len(sums)]
    new = np.maximum(sums - 430, 0) - np.maximum(before - 430, 0)
    share = 1 - new.sum() / demand[lead:].sum()
    assert float(fill_rate(430, 100, 30, lead=3)) == pytest.approx(share, abs=2e-3)


@given(st.floats(0, 900), st.floats(0, 100), st.integers(0, 6), st.floats(1, 30))
def test_service_rises_with_stock(stock, more, lead, sd):
    assert (
        float(fill_rate(stock, 100, sd, lead))
        <= float(fill_rate(stock + more, 100, sd, lead)) + 1e-9
    )
    assert float(cycle_service(stock, 100, sd, lead)) <= float(
        cycle_service(stock + more, 100, sd, lead)
    )
    # The normal distribution lets a little demand be negative.
    assert -1e-4 <= float(fill_rate(stock, 100, sd, lead)) <= 1 + 1e-4


# -------------------------------------------------------------------------------- lost sales


def test_erlang_tables():
    # Load offered at 1 % blocking in the usual tables, for 5, 10 and 20 lines.
    assert erlang_b([5, 10, 20], [1.361, 4.461, 12.03]) == pytest.approx(0.01, rel=2e-3)


@settings(deadline=None)
@given(st.integers(0, 60), st.floats(0.01, 80))
def test_erlang_is_a_cut_off_poisson(servers, load):
    from scipy import stats

    busy = stats.poisson(load)
    expected = busy.pmf(servers) / busy.cdf(servers)
    assert float(erlang_b(servers, load)) == pytest.approx(expected, rel=1e-6)


def test_lost_sales_keep_the_units_together():
    shop = one_for_one(stock=[0, 1, 4, 30], rate=2, lead=3)
    assert (shop.on_hand + shop.under_way).tolist() == pytest.approx([0, 1, 4, 30])
    assert np.all(np.diff(shop.fill_rate) > 0)
    assert float(shop.fill_rate[0]) == 0
    assert float(shop.fill_rate[1]) == pytest.approx(1 / 7)  # half a week at home, three away

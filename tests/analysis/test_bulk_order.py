"""A bulk order: the plan's arithmetic, and the orders against each other on the same luck."""

import numpy as np
import pytest

from xbcourse.analysis import bulk_order
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

FACTORY = Scenario("furniture")


def test_the_plan_by_hand():
    # 114 a week for 16 weeks at CM3, less 26 weeks of overhead; what is left costs nothing.
    by_hand = 114 * 16 * 62.0977 - 26 * 2000
    plan = bulk_order.planned_gain(FACTORY, [100, 1824, 5000])
    assert plan[1] == pytest.approx(by_hand, rel=1e-4)
    assert plan[2] == plan[1] > plan[0]
    assert plan[0] == pytest.approx(100 * 62.0977 - 52_000, rel=1e-4)


def test_the_best_order_for_a_belief_is_below_its_mean_where_little_is_earned():
    quantity = bulk_order.order_for_belief(FACTORY)
    demand = bulk_order.expected_demand(FACTORY)
    assert float(demand.cdf(quantity)) == pytest.approx(62.0977 / (62.0977 + 168), abs=1e-3)
    assert quantity < 0.5 * float(demand.mean)
    # The less a clearance brings, the fewer; nothing where a unit earns nothing.
    assert bulk_order.order_for_belief(FACTORY.but(salv=0.2)) < quantity
    assert bulk_order.order_for_belief(FACTORY.but(price_usd=90.0)) == 0


def test_mean_demand_is_no_bulk_order():
    best = bulk_order.order_for_belief(FACTORY)
    season = bulk_order.expected_season(FACTORY, [best - 50, best, best + 50, 1824, 4600])
    assert season.profit.argmax() == 1
    # The best earns, the mean loses on average, the bulk order loses much.
    assert season.profit[1] > 30_000 > 0 > season.profit[3] > -20_000
    assert season.profit[4] == pytest.approx(-384_000, abs=1_500)
    np.testing.assert_allclose(season.sold + season.leftover, season.quantity)


def test_the_first_order_of_the_preset_is_one_of_them():
    found = bulk_order.order_outcomes(FACTORY, [300, 4600], paths=200)
    alone = simulate(FACTORY, paths=200, keep=())
    wealth = alone.outcome("wealth", "scenario").astype(float)
    np.testing.assert_allclose(found.gain[1], wealth - FACTORY.capital)
    assert (found.left[1] + found.sold[1] == 4600).all()
    assert (found.gain[0] > found.gain[1]).all()


def test_a_small_order_with_the_old_belief_is_no_test():
    run = simulate(
        {
            "old_belief": bulk_order.ordering(FACTORY, 300),
            "test": bulk_order.as_test(FACTORY),
        },
        paths=200,
        keep=(),
    )
    assert (run.outcome("received", "old_belief") > 1500).all()
    assert np.median(run.outcome("received", "test")) == 300
    # Both meet the same buyers, and what they sell is all but the same.
    sold = [float(np.median(run.outcome("sold", name))) for name in run.scenarios]
    assert sold[0] == sold[1] < 100

"""The newsvendor: textbook problems, and no other quantity earns more."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_theory_demand import demands

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.demand import (
    DiscreteDemand,
    LognormalDemand,
    NormalDemand,
    PoissonDemand,
)
from xbcourse.model.theory.newsvendor import (
    critical_ratio,
    newsvendor,
    optimal_quantity,
    season,
)


def test_snyder_and_shen_example_4_2():
    # Revenue 1, cost 0.3, salvage 0.12, demand N(50, 8²).
    best = newsvendor(NormalDemand(50, 8), price=1, unit_cost=0.3, salvage=0.12)
    assert float(best.quantity) == pytest.approx(56.60395592743389)
    assert float(best.profit) == pytest.approx(33.002394806823354)


def test_snyder_and_shen_example_4_2_with_poisson_demand():
    best = newsvendor(PoissonDemand(50), price=1, unit_cost=0.3, salvage=0.12)
    assert float(best.quantity) == 56
    assert float(best.profit) == pytest.approx(33.20276478819082)


def test_snyder_and_shen_problem_4_8_lognormal():
    demand = LognormalDemand(np.exp(6 + 0.3**2 / 2), 0.3)
    quantity = optimal_quantity(demand, critical_ratio(underage=0.1765, overage=1))
    assert float(quantity) == pytest.approx(295.6266448071368)
    outcome = season(demand, quantity, price=1.1765, unit_cost=1, salvage=0)
    assert float(outcome.leftover + 0.1765 * outcome.lost_sales) == pytest.approx(29.44254351, 1e-6)


def test_cachon_and_terwiesch_wetsuit():
    # The Hammer 3/2: 190, 110, 90 USD, N(3192, 1181²); the book takes z = 0.84 from its table.
    outcome = season(NormalDemand(3192, 1181), 4184, price=190, unit_cost=110, salvage=90)
    assert float(outcome.lost_sales) == pytest.approx(132, abs=0.5)
    assert float(outcome.sold) == pytest.approx(3060, abs=0.5)
    assert float(outcome.leftover) == pytest.approx(1124, abs=0.5)
    assert float(outcome.profit) == pytest.approx(222_280, rel=2e-4)
    assert float(outcome.in_stock) == pytest.approx(0.80, abs=1e-3)


def test_stockpyl_agrees():
    theirs = pytest.importorskip("stockpyl.newsvendor")
    quantity, profit = theirs.newsvendor_normal_explicit(170, 62, 30, 900, 250)
    best = newsvendor(NormalDemand(900, 250), price=170, unit_cost=62, salvage=30)
    assert (float(best.quantity), float(best.profit)) == pytest.approx((quantity, profit))


# A unit that costs more than it sells for, and would bring more left over than sold.
@example(DiscreteDemand([1.0], [1.0]), 5.0, 1.125, 0.9375, 0.0)
@given(demands(), st.floats(5, 100), st.floats(0.05, 1.2), st.floats(-0.5, 0.95), st.floats(0, 3))
def test_no_other_quantity_earns_more(demand, price, cost_share, salvage_share, other):
    cost = price * cost_share
    money = {"price": price, "unit_cost": cost, "salvage": cost * salvage_share}
    best = newsvendor(demand, **money)
    another = season(demand, other * float(demand.mean), **money)
    assert float(another.profit) <= float(best.profit) + 1e-7 * price * float(demand.mean)


@given(demands(), st.floats(0, 2000))
def test_what_is_ordered_is_sold_or_left_and_what_is_asked_for_is_sold_or_lost(demand, quantity):
    outcome = season(demand, quantity, price=50, unit_cost=20)
    assert float(outcome.sold + outcome.leftover) == pytest.approx(quantity, abs=1e-6)
    assert float(outcome.sold + outcome.lost_sales) == pytest.approx(float(demand.mean))
    assert float(outcome.leftover) >= -1e-6


def test_a_product_that_cannot_pay_is_not_bought():
    for demand in (NormalDemand(100, 10), DiscreteDemand([50, 100], [0.5, 0.5])):
        nothing = newsvendor(demand, price=20, unit_cost=25)
        assert float(nothing.quantity) == 0
        assert float(nothing.profit) == pytest.approx(0, abs=1e-9)


def test_arrays_are_a_price_list():
    best = newsvendor(NormalDemand(100, 20), price=[30, 50, 90], unit_cost=20)
    assert np.all(np.diff(best.quantity) > 0)
    for i, price in enumerate([30, 50, 90]):
        alone = newsvendor(NormalDemand(100, 20), price=price, unit_cost=20)
        assert float(best.profit[i]) == pytest.approx(float(alone.profit))


def test_salvage_at_the_cost_is_refused():
    with pytest.raises(ParameterError, match="no less than the unit cost 20"):
        newsvendor(NormalDemand(100, 20), price=50, unit_cost=20, salvage=20)

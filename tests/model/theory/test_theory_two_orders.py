"""Two orders in a season: limits, the rule for the first, and an answer by brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.demand import LognormalDemand
from xbcourse.model.theory.newsvendor import newsvendor, season
from xbcourse.model.theory.two_orders import after_first_order, best_two_orders

STYLE = LognormalDemand(mean=300, log_sd=1.0)
MONEY = {"price": 90, "unit_cost": 60, "salvage": 15}


def _by_brute_force(first, passed, price, unit_cost, salvage, second_cost):
    """Case by case over 200,000 equally likely demands."""
    asked = STYLE.quantile((np.arange(200_000) + 0.5) / 200_000)
    before = np.minimum(asked * passed, first)
    stock = first - before
    later = asked * (1 - passed)
    again = np.maximum(later - stock, 0)
    left = np.maximum(stock - later, 0)
    sold = before + later
    profit = price * sold + salvage * left - unit_cost * first - second_cost * again
    return [float(np.mean(v)) for v in (again, sold, left, asked - sold, profit)]


@pytest.mark.parametrize("first", [0, 60, 200, 900])
@pytest.mark.parametrize(("passed", "second_cost"), [(0.4, 60), (0.4, 75), (0.0, 60), (1.0, 75)])
def test_every_quantity_is_that_of_brute_force(first, passed, second_cost):
    exact = after_first_order(STYLE, first, passed, **MONEY, second_cost=second_cost)
    found = [exact.second_order, exact.sold, exact.leftover, exact.lost_sales, exact.profit]
    known = _by_brute_force(first, passed, **MONEY, second_cost=second_cost)
    # The last of the 200,000 demands stands for a tail that has no end.
    assert np.array(found, float) == pytest.approx(known, rel=2e-3, abs=3)


def test_no_other_first_order_earns_more():
    best = best_two_orders(STYLE, 0.4, **MONEY)
    others = after_first_order(STYLE, np.arange(1.0, 1500), 0.4, **MONEY)
    assert float(best.profit) >= others.profit.max() - 1e-9
    assert float(best.first_order) == pytest.approx(1 + int(np.argmax(others.profit)), abs=1)


def test_the_first_order_balances_running_out_against_being_left():
    best = best_two_orders(STYLE, 0.4, **MONEY)
    runs_out = 1 - STYLE.cdf(best.first_order / 0.4)
    is_left = STYLE.cdf(best.first_order)
    assert float((90 - 60) * runs_out) == pytest.approx(float((60 - 15) * is_left), rel=1e-6)


def test_too_late_a_second_order_leaves_the_newsvendor():
    alone, late = newsvendor(STYLE, **MONEY), best_two_orders(STYLE, 1.0, **MONEY)
    assert float(late.first_order) == pytest.approx(float(alone.quantity), rel=1e-6)
    assert float(late.profit) == pytest.approx(float(alone.profit), rel=1e-9)
    assert float(late.second_order) == pytest.approx(0, abs=1e-9)


def test_a_second_order_at_once_needs_no_first_and_loses_nothing():
    at_once = best_two_orders(STYLE, 0.0, **MONEY)
    assert float(at_once.first_order) == pytest.approx(0, abs=1e-6)
    assert float(at_once.profit) == pytest.approx(300 * 30)


def test_a_second_order_at_a_loss_is_not_made():
    again = best_two_orders(STYLE, 0.4, **MONEY, second_cost=95)
    alone = season(STYLE, again.first_order, **MONEY)
    assert float(again.second_order) == 0
    assert float(again.profit) == pytest.approx(float(alone.profit))
    nothing = best_two_orders(STYLE, 0.4, price=50, unit_cost=60, salvage=15)
    assert float(nothing.first_order) == float(nothing.profit) == 0


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 1.4), st.floats(0.2, 0.95))
def test_earlier_never_hurts_and_all_that_is_asked_for_is_accounted_for(one, other, sigma, cost):
    style = LognormalDemand(300, sigma)
    money = {"price": 100, "unit_cost": 100 * cost, "salvage": 100 * cost * 0.3}
    early, late = (best_two_orders(style, a, **money) for a in sorted((one, other)))
    assert float(early.profit) >= float(late.profit) - 1e-6
    assert float(early.sold + early.lost_sales) == pytest.approx(300)
    ordered = early.first_order + early.second_order
    assert float(ordered) == pytest.approx(float(early.sold + early.leftover))


def test_arrays_are_a_row_of_styles():
    styles = LognormalDemand([100, 300], 1.0)
    both = best_two_orders(styles, 0.4, **MONEY)
    assert float(both.profit[1]) == pytest.approx(
        float(best_two_orders(STYLE, 0.4, **MONEY).profit)
    )
    assert float(both.profit[1]) == pytest.approx(3 * float(both.profit[0]))


def test_leftovers_must_lose_something():
    with pytest.raises(ParameterError, match="salvage"):
        best_two_orders(STYLE, 0.4, price=90, unit_cost=60, salvage=30, second_cost=25)

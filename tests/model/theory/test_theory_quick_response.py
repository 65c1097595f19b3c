"""Quick response: bounds, limits, and a brute-force answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from xbcourse.model.theory.demand import NormalDemand
from xbcourse.model.theory.newsvendor import newsvendor
from xbcourse.model.theory.quick_response import (
    committed_orders,
    early_correlation,
    profit_after_first,
    quick_response,
)

STYLE = {"mean": 1000, "sd": 300, "price": 50, "unit_cost": 20, "salvage": 6}


def _by_brute_force(first, correlation, premium):
    """Expected profit by summing over a grid of signals and of what they leave open."""
    z = (np.arange(1200) + 0.5) / 100 - 6
    weight = np.exp(-z * z / 2)
    weight /= weight.sum()
    p, cost, salvage = STYLE["price"], STYLE["unit_cost"], STYLE["salvage"]
    expected = STYLE["mean"] + correlation * STYLE["sd"] * z[:, None]
    spread = STYLE["sd"] * np.sqrt(1 - correlation**2)
    again = expected + spread * ndtri((p - cost * (1 + premium)) / (p - salvage))
    stock = np.maximum(first, again)
    sold = np.minimum(expected + spread * z, stock)
    paid = cost * first + cost * (1 + premium) * (stock - first)
    profit = p * sold + salvage * (stock - sold) - paid
    return weight @ profit @ weight


@pytest.mark.parametrize(("correlation", "premium"), [(0.5, 0.2), (0.8, 0.2), (0.95, 0.8)])
def test_the_profit_is_that_of_brute_force(correlation, premium):
    for first in (0, 700, 1000, 1300):
        exact = float(profit_after_first(first, correlation=correlation, premium=premium, **STYLE))
        assert exact == pytest.approx(_by_brute_force(first, correlation, premium), rel=2e-4)


@settings(deadline=None, max_examples=60)
@given(
    st.floats(0, 1), st.floats(0, 2), st.floats(0.01, 0.35), st.floats(0.1, 0.95), st.floats(0, 0.9)
)
def test_a_second_order_never_hurts_and_never_beats_knowing(rho, premium, cv, cost, salvage):
    money = {"price": 50, "unit_cost": 50 * cost, "salvage": 50 * cost * salvage}
    told = quick_response(1000, 1000 * cv, rho, premium=premium, **money)
    single = newsvendor(NormalDemand(1000, 1000 * cv), **money)
    assert float(told.value) >= 0
    assert float(told.profit) == pytest.approx(float(single.profit + told.value))
    assert float(told.profit) <= float(told.perfect_profit)
    assert float(told.perfect_profit) <= (50 - 50 * cost) * 1000 + 1e-6


def test_the_first_order_is_the_best_one():
    orders = np.linspace(0, 2000, 401)
    for premium in (0.0, 0.1, 0.5):
        best = quick_response(correlation=0.8, premium=premium, **STYLE)
        others = profit_after_first(orders, correlation=0.8, premium=premium, **STYLE)
        assert others.max() <= float(best.profit) + 1e-6
        assert float(orders[others.argmax()]) == pytest.approx(float(best.first_order), abs=5)


def test_better_signals_and_cheaper_second_orders_are_worth_more():
    by_signal = quick_response(correlation=np.linspace(0, 1, 9), premium=0.2, **STYLE)
    assert np.all(np.diff(by_signal.value) > 0)
    by_premium = quick_response(correlation=0.8, premium=np.linspace(0, 2, 9), **STYLE)
    assert np.all(np.diff(by_premium.value) < 1e-9)
    assert np.all(np.diff(by_premium.first_order) >= -1e-6)
    assert float(by_premium.value[-1]) == pytest.approx(0, abs=1e-6)  # dearer than it sells for


def test_as_the_lead_time_shrinks_the_profit_becomes_that_of_perfect_information():
    told = early_correlation(16, lead=[14, 8, 2, 0.1, 0], mean_sd=15, weekly_sd=30)
    by_lead = quick_response(correlation=told, premium=0.2, **STYLE)
    assert np.all(np.diff(by_lead.profit) > 0)
    assert float(by_lead.profit[-1]) == pytest.approx(float(by_lead.perfect_profit[-1]))
    # Knowing everything is a newsvendor between the premium and the leftovers' loss.
    assert float(by_lead.first_order[-1]) == pytest.approx(
        float(NormalDemand(1000, 300).quantile(4 / (24 - 6))), abs=1e-4
    )


def test_without_premium_nothing_is_ordered_blindly():
    told = quick_response(correlation=0.9, premium=0, **STYLE)
    assert float(told.first_order) == 0
    # Then the whole profit is a newsvendor's with the smaller spread.
    left_open = NormalDemand(1000, 300 * np.sqrt(1 - 0.9**2))
    assert float(told.profit) == pytest.approx(
        float(newsvendor(left_open, price=50, unit_cost=20, salvage=6).profit), rel=1e-3
    )


def test_a_portfolio_is_the_sum_of_its_styles():
    styles = {"mean": [500, 1000], "sd": [50, 400], "price": 50, "unit_cost": 20, "premium": 0.2}
    both = quick_response(correlation=0.8, **styles)
    for i in (0, 1):
        alone = quick_response(
            styles["mean"][i], styles["sd"][i], 0.8, price=50, unit_cost=20, premium=0.2
        )
        assert float(both.profit[i]) == pytest.approx(float(alone.profit))
    # What nobody can foresee is what one should wait for.
    assert both.first_order[0] / 500 > both.first_order[1] / 1000
    assert both.value[0] / 500 < both.value[1] / 1000


def test_two_weeks_tell_nearly_all_if_the_weeks_are_alike():
    assert float(early_correlation(16, lead=14, mean_sd=20, weekly_sd=0)) == pytest.approx(1)
    assert float(early_correlation(16, lead=8, mean_sd=0, weekly_sd=20)) == pytest.approx(0.5**0.5)
    assert float(early_correlation(16, lead=20, mean_sd=20, weekly_sd=20)) == 0


@pytest.mark.parametrize(("total", "correlation"), [(60, 0.9), (100, 0.9), (150, 0.6), (260, 0.9)])
def test_no_other_split_of_the_commitment_earns_more(total, correlation):
    portfolio = {"mean": 100, "sd": np.array([10, 40]), "correlation": correlation}
    portfolio |= {"price": 50, "unit_cost": 20, "salvage": 6, "premium": 0.1}
    orders = committed_orders(total, **portfolio)
    grid = np.linspace(0, total, 261)[:, None]
    split = profit_after_first(np.hstack([grid, total - grid]), **portfolio).sum(axis=1)
    assert orders.sum() == pytest.approx(max(total, orders.sum()))
    assert profit_after_first(orders, **portfolio).sum() >= split.max() - 1e-6


def test_a_small_commitment_changes_nothing():
    portfolio = {"mean": 100, "sd": np.array([10, 40]), "correlation": 0.5, "premium": 0.3}
    free = quick_response(**portfolio, price=50, unit_cost=20).first_order
    bound = committed_orders(free.sum() / 2, **portfolio, price=50, unit_cost=20)
    assert bound.tolist() == pytest.approx(free.tolist())

"""A wholesale year against its closed forms."""

import numpy as np
import pytest

from xbcourse.analysis.wholesale_year import MONTHS, wholesale_year
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.theory.wholesale import lumpiness, none_in, orders_needed, orders_won

FACTORY = Scenario("hardware_factory")


def year(paths=4000, **changes):
    return wholesale_year(FACTORY.but(**changes), paths=paths)


def test_orders_are_poisson_with_the_mean_of_the_funnel():
    orders = year().orders
    mean = float(orders_won(12 * 60, 0.14, 0.30))
    assert mean == pytest.approx(30.24)
    totals = orders.sum(axis=0)
    assert totals.mean() == pytest.approx(mean, rel=0.01)
    assert totals.var() == pytest.approx(mean, rel=0.06)
    assert (orders == 0).mean() == pytest.approx(float(none_in(mean / 12)), abs=0.006)


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0, 2.0])
def test_the_margin_of_a_year_is_as_uneven_as_the_closed_form_says(spread):
    margin = year(order_spread=spread).margin.sum(axis=0)
    assert margin.mean() == pytest.approx(30.24 * 0.20 * 3000 * 6.65, rel=0.03)
    assert margin.std() / margin.mean() == pytest.approx(float(lumpiness(30.24, spread)), rel=0.06)


def test_costs_that_do_not_depend_on_orders():
    one = year(paths=2)
    assert one.yearly_cost == pytest.approx(29_800 + 12 * 60 * 0.14 * 150 + 52 * 1500)
    assert one.order_margin == pytest.approx(3990)
    assert float(orders_needed(one.yearly_cost, one.order_margin)) == 31
    dearer = year(paths=2, membership="verified_supplier")
    assert dearer.yearly_cost - one.yearly_cost == 80_000 - 29_800


def test_the_result_adds_up_and_the_membership_is_paid_first():
    one = year(paths=50)
    assert (one.result[0] == -29_800).all()
    left = one.margin.sum(axis=0) - one.yearly_cost
    assert one.result[-1] == pytest.approx(left)


def test_cash_is_behind_the_result_by_what_buyers_owe():
    one = year(paths=50)
    owed = 0.7 * one.margin[-2:].sum(axis=0) / 0.20  # balances of the last two months
    assert one.result[-1] - one.cash[-1] == pytest.approx(owed)
    assert (one.paid_ahead >= 29_800).all()


def test_more_inquiries_never_mean_fewer_orders_on_the_same_luck():
    fewer, more = year(paths=200), year(paths=200, inquiries=90)
    assert (more.orders >= fewer.orders).all()


def test_without_inquiries_the_membership_is_lost():
    nothing = year(paths=5, inquiries=5, sample_share=0.01, sample_order_share=0.05)
    assert nothing.orders.sum() <= 5
    assert (nothing.margin[nothing.orders == 0] == 0).all()
    assert nothing.orders.shape == (MONTHS, 5)
    with pytest.raises(ParameterError):
        wholesale_year(FACTORY, paths=0)


def test_a_year_takes_its_luck_from_the_seed():
    assert np.array_equal(year(paths=20).result, year(paths=20).result)
    other = wholesale_year(FACTORY, paths=20, seed=1)
    assert not np.array_equal(other.orders, year(paths=20).orders)

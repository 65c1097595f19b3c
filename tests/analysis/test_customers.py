"""One customer's account, and how often one mode is ahead of another."""

import numpy as np
import pytest

from xbcourse.analysis.ahead import share_ahead
from xbcourse.analysis.customers import customer_account
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate
from xbcourse.model.theory.customer_value import value_of_repeat_purchases, weekly_rate

SHOP = Scenario("hybrid_staged")


def test_a_customer_costs_the_clicks_behind_one_order():
    # 2.2 CNY for the first click, 1,000 CNY on 4,000 clicks: 2.45 a click; one in 55 buys.
    account = customer_account(SHOP)
    assert account.click == pytest.approx(2.2 + 1000 / 4000)
    assert account.acquisition == pytest.approx(2.45 / 0.018)
    # 0.03 visits a week and CNY, of which 1.5 % fade each week: two visits a CNY.
    assert account.by_content == pytest.approx(0.5 / 0.018)


def test_the_balance_begins_with_the_first_order_and_ends_with_the_value_of_the_repeats():
    account = customer_account(SHOP, weeks=104)
    # 166.18 CNY less card 2.9 % and 0.30 USD, goods 55.9, fulfilment 26.6, returns 10.69.
    price = 24.99 * 6.65
    card, returns = 0.029 * price + 0.30 * 6.65, 0.06 * (price + 12)
    assert account.first == pytest.approx(price - card - returns - 55.9 - 26.6)
    assert account.balance[0] == pytest.approx(account.first - account.acquisition)
    repeats = value_of_repeat_purchases(
        account.first, 104, 0.12, 16.0, 0.8, 2.5, float(weekly_rate(0.08))
    )
    assert account.balance[-1] - account.balance[0] == pytest.approx(float(repeats))


def test_the_week_of_payback_is_the_first_that_is_not_negative():
    account = customer_account(SHOP.but(bgnbd_r=0.24, bgnbd_alpha=4.0))
    assert account.balance[account.payback] >= 0 > account.balance[account.payback - 1]
    assert customer_account(SHOP.but(cvr_d=0.04)).payback == 0  # the first order pays
    assert customer_account(SHOP, weeks=52).payback is None


def test_a_price_above_the_market_makes_customers_dearer_by_the_elasticity():
    dear = customer_account(SHOP.but(price_usd=2 * 24.99))
    assert dear.acquisition == pytest.approx(2.45 / 0.018 * 2**2.6)
    same = customer_account(SHOP.but(price_usd=2 * 24.99, p0_usd=2 * 24.99))
    assert same.acquisition == pytest.approx(2.45 / 0.018)


def test_a_loss_on_every_order_is_not_made_good_by_more_orders():
    dear = customer_account(SHOP.but(cogs=200.0, bgnbd_r=0.5, bgnbd_alpha=1.0))
    assert dear.first < 0 and dear.payback is None
    assert (np.diff(dear.balance) < 0).all()


def test_equal_scenarios_are_level_and_the_shares_of_two_add_up():
    twins = {"one": SHOP, "other": SHOP, "third": SHOP.but(fixed=2000.0)}
    run = simulate(twins, paths=40, weeks=16)
    assert (share_ahead(run, "one", "other") == 0.5).all()
    assert (share_ahead(run, "third", "one") == 1).all()  # cheaper; nothing is stocked yet
    both = share_ahead(run, "one", "third") + share_ahead(run, "third", "one")
    assert np.allclose(both, 1)


def test_what_was_not_kept_cannot_be_compared():
    run = simulate({"one": SHOP, "other": SHOP}, paths=4, weeks=4)
    with pytest.raises(ParameterError):
        share_ahead(run, "one", "other", quantity="stars")

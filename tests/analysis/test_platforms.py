"""One platform against two: what a suspension costs, and what the second shop does."""

import pytest

from xbcourse.analysis.platforms import baskets
from xbcourse.assumptions.scenario import Scenario

SHOP = Scenario("one_platform")


def tried(**changes):
    return baskets(SHOP.but(**changes), paths=200)


def test_a_longer_suspension_costs_more():
    costs = [tried(sus_weeks=weeks).lost("one") for weeks in (1, 6, 13)]
    assert 0 < costs[0] < costs[1] < costs[2]


def test_two_platforms_lose_the_share_that_was_on_the_first():
    for share in (0.2, 0.5, 0.8):
        both = tried(first_share=share)
        assert both.lost("two") == pytest.approx(share * both.lost("one"), rel=1e-3)


def test_the_second_shop_has_its_price():
    both = tried(second_fixed=300.0)
    assert both.premium == 52 * 300
    left = (both.worth["calm"] - both.worth["two"]).mean()
    assert left == pytest.approx(both.lost("two") + 52 * 300)
    spared = both.lost("one") - both.lost("two")
    assert both.worth_it_above == pytest.approx(52 * 300 / spared)


def test_all_eggs_in_the_first_basket_are_spared_nothing():
    both = tried(first_share=1.0)
    assert both.worth_it_above > 100
    assert both.lost("two") == pytest.approx(both.lost("one"))


def test_before_the_event_one_platform_is_as_if_nothing_happened():
    both = tried(event_week=20)
    assert (both.one[:20] == both.calm[:20]).all()
    assert (both.worth["one"] < both.worth["calm"]).mean() > 0.95


def test_late_in_the_year_frozen_payouts_do_not_pass_for_earnings():
    late = tried(event_week=44)
    assert late.one[-1].mean() > late.calm[-1].mean()  # old sales are paid, no new goods bought
    assert 0 < late.lost("one") < tried(event_week=26).lost("one")


def test_more_capital_ruins_fewer():
    poor, rich = tried(capital=70_000.0), tried(capital=200_000.0)
    assert poor.ruined("one") > rich.ruined("one")
    assert poor.line == pytest.approx(-7000)

"""A collection of styles: simulated as the formula says, where the formula knows everything."""

import numpy as np
import pytest

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.collection import WAYS, simulate_season, simulate_style, style_terms


def dress(**changes):
    return style_terms(Scenario("dress_styles", **changes))


def per_style(way, **changes):
    """Mean profit of a style in a simulated collection."""
    known = dress(**changes)
    return simulate_season(known, way, 400).profit.mean() / known.scenario.styles


# ------------------------------------------------------------------------------------- the terms


def test_a_small_batch_is_dearer_ex_works_by_air_and_in_duty():
    known = dress()
    # 38 + 3 packing + 14 a kg + 30% duty; 43.7 + 3 + 44 a kg + 30% of 43.7.
    assert known.ways["bulk"].unit_cost == pytest.approx(38 + 3 + 3.5 + 0.3 * 38)
    assert known.ways["small"].unit_cost == pytest.approx(43.7 + 3 + 11 + 0.3 * 43.7)
    assert known.premium == pytest.approx(0.2665, abs=5e-4)


def test_what_a_piece_leaves_is_the_order_without_its_goods():
    gross = 39.99 * 6.65
    returns = 0.26 * (gross * (1 - 0.17) + 12)
    kept = gross * (1 - 0.17 - 0.08) - 4 * 6.65 - returns
    assert dress().price == pytest.approx(kept, rel=1e-3)


def test_the_second_order_comes_after_watching_and_waiting():
    ways = dress().ways
    assert ways["small"].passed == pytest.approx((2 + 3) / 12)
    assert ways["bulk"].passed == pytest.approx((2 + 9) / 12)
    assert dress(season=8).ways["bulk"].passed == 1.0


# -------------------------------------------------------------------------- beside the closed form


@pytest.mark.parametrize("way", WAYS)
def test_with_very_many_buyers_the_simulation_is_the_formula(way):
    """The first weeks then tell the rate nearly exactly."""
    known = dress(mu0=20_000.0)
    first = np.round(np.array([0.3, 1.0, 2.0]) * float(known.ways[way].plan.first_order))
    found = simulate_style(known, way, first, 4000)
    expected = known.expected(way, first)
    # 4,000 lognormal rates, evenly spread, still miss some of the longest tail.
    assert found.profit.mean(axis=1) == pytest.approx(expected.profit, rel=0.03)
    assert found.leftover.mean(axis=1) == pytest.approx(expected.leftover, rel=0.03, abs=800)
    assert found.lost_sales.mean(axis=1) == pytest.approx(expected.lost_sales, rel=0.04)


def test_with_few_buyers_the_first_weeks_tell_less_and_the_formula_promises_too_much():
    missing = []
    for rate in (10.0, 25.0, 100.0):
        known = dress(mu0=rate)
        plan = known.ways["small"].plan
        found = simulate_style(known, "small", float(plan.first_order)).profit.mean()
        missing.append(1 - found / float(plan.profit))
    assert missing[0] > missing[1] > missing[2] > 0


def test_pieces_and_money_are_accounted_for():
    known = dress()
    cost = known.ways["small"].unit_cost
    run = simulate_season(known, "small", 100)
    sold = run.sold.sum(axis=1)
    assert run.ordered == pytest.approx(sold + run.leftover)
    assert run.asked == pytest.approx(sold + run.lost_sales)
    earned = known.price * sold + known.salvage * run.leftover - cost * run.ordered
    assert run.profit == pytest.approx(earned, rel=1e-5)


def test_both_ways_meet_the_same_customers():
    known = dress()
    asked = [simulate_season(known, way, 50).asked for way in WAYS]
    assert np.array_equal(*asked)
    again = simulate_season(dress(), "small", 50)
    assert np.array_equal(again.asked, asked[0])


def test_a_longer_season_begins_as_the_shorter_one():
    short, long = (simulate_season(dress(season=weeks), "bulk", 50) for weeks in (12, 20))
    first_order = [float(dress(season=weeks).ways["bulk"].plan.first_order) for weeks in (12, 20)]
    pieces = [run.cash[1] - run.cash[0] for run in (short, long)]
    assert first_order[0] != pytest.approx(first_order[1])
    # The same first week, unless a hit sold the smaller batch out in it.
    assert np.mean(np.isclose(*pieces)) > 0.7
    assert np.all(pieces[0] <= pieces[1] + 1)


def test_a_piece_that_cannot_pay_is_not_ordered():
    heavy = dress(weight_kg=3.0)
    assert heavy.price < heavy.ways["small"].unit_cost
    run = simulate_season(heavy, "small", 20)
    assert run.ordered.sum() == run.profit.sum() == 0
    cheap = dress(price_usd=4.99)
    assert simulate_season(cheap, "bulk", 20).ordered.sum() == 0


# ------------------------------------------------------------------------------- what it comes to


def test_dearer_pieces_earn_more_where_nobody_knows_what_will_sell():
    assert per_style("small") > 1.1 * per_style("bulk")


@pytest.mark.parametrize(
    "changes",
    [
        {"theta_sigma": 0.3},
        {"season": 26},
        {"weight_kg": 1.0},
        {"lead": 7},
        {"price_usd": 29.99},
        {"small_premium": 0.4},
    ],
)
def test_and_less_where_it_is_known_lasts_long_is_heavy_slow_cheap_or_too_dear(changes):
    assert per_style("small", **changes) < per_style("bulk", **changes)

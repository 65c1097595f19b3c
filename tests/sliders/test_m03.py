"""What lesson 03 tells its readers to try happens on the sliders."""

import re

import numpy as np
import pytest
from looking import figures, shown

from xbcourse.sliders.view import find
from xbcourse.sliders.views.m03 import _ad_test


def trial(**changes):
    return _ad_test(find("ad_clicks").start(**changes))


def spent(share, **changes):
    """What so large a share of tests has spent at most by its end, CNY."""
    view = find("ad_clicks")
    price = view.start(**changes).click_price
    return np.quantile(trial(**changes).bought, share) * price


# The ad test, click by click.


def test_the_start_is_the_sum_of_the_lesson():
    start = figures("ad_clicks")
    assert start["Break-even conversion"] == pytest.approx(6 / 49.5)
    assert start["No sale: stop after"] == 24
    assert start["Typically spent by the stop"] == 144
    assert "24 clicks without a sale" in shown("ad_clicks").sentence
    # What 0.3% of 1,666 clicks brings, less what they cost.
    whole = start["Average result if all is spent"]
    assert whole == pytest.approx(1666 * (0.003 * 49.5 - 6))


def test_at_0_3_percent_nearly_every_test_ends_between_24_and_38_clicks():
    test = trial()
    assert test.bought.min() == 24
    assert (test.bought <= 38).mean() > 0.95
    assert spent(0.95) == 228


@pytest.mark.parametrize("conversion", [0.001, 0.01, 0.02, 0.03])
def test_below_3_percent_the_rule_fires_within_100_clicks(conversion):
    assert (trial(cvr_m=conversion).ended <= 100).mean() > 0.98


def test_a_better_product_takes_longer_to_be_known_for_bad():
    middle = [spent(0.5, cvr_m=conversion) for conversion in (0.003, 0.06, 0.10)]
    assert middle[0] == 144
    assert middle[1] == pytest.approx(372, abs=60)
    assert 1200 < middle[2] < 1800
    assert spent(0.95, cvr_m=0.06) == pytest.approx(1200, rel=0.12)
    assert trial(cvr_m=0.10).stopped == pytest.approx(0.957, abs=0.015)


def test_a_thinner_margin_stops_sooner_and_a_dearer_click_costs_no_more():
    assert figures("ad_clicks", order_margin=20.0)["No sale: stop after"] == 9
    dear = figures("ad_clicks", click_price=12.0)
    assert (dear["No sale: stop after"], dear["Typically spent by the stop"]) == (11, 132)
    # About the profit of three orders, whatever a click costs.
    for price in (2.0, 4.0, 6.0):
        stake = price * figures("ad_clicks", click_price=price)["No sale: stop after"]
        assert stake == pytest.approx(3 * 49.5, rel=0.06)


def test_patience_costs_at_both_ends():
    hasty, patient = (trial(cvr_m=0.15, stop_risk=risk) for risk in (0.20, 0.01))
    assert (hasty.first, patient.first) == (13, 36)
    assert hasty.stopped == pytest.approx(0.28, abs=0.03)
    assert patient.stopped < 0.01
    assert trial(cvr_m=0.15).stopped == pytest.approx(0.055, abs=0.02)


def test_the_chance_starts_high_falls_below_the_level_and_leaps_at_a_sale():
    chance = shown("ad_clicks").data.rows[1].bands[0]
    assert chance.middle[0] == pytest.approx(1 - 6 / 49.5)
    x = shown("ad_clicks").data.x
    assert chance.middle[x == 24] < 0.05 < chance.middle[x == 22]
    leaps = np.diff(shown("ad_clicks", cvr_m=0.06).data.rows[1].bands[0].cloud, axis=1)
    assert (leaps > 0.05).any()


def test_a_budget_that_is_too_small_and_a_click_that_is_too_dear_are_said():
    small = shown("ad_clicks", ad_budget=500.0, order_margin=200.0)
    assert "cannot tell" in small.sentence
    assert not small.data.marks
    assert (
        "there is nothing to test"
        in shown("ad_clicks", click_price=20.0, order_margin=5.0).sentence
    )


# The rules side by side.


def left(**changes):
    """Mean gain or loss (CNY) by rule, read off the table."""
    table = shown("stop_rules", **changes).table
    amounts = [float(re.sub(r"[^\d.-]", "", words)) for words in table.iloc[:, -1]]
    return dict(zip(("never", "one_look", "every_click", "wald"), amounts, strict=True))


def stopped(**changes):
    shares = [float(words.rstrip("%")) for words in shown("stop_rules", **changes).table.iloc[:, 1]]
    return dict(zip(("never", "one_look", "every_click", "wald"), shares, strict=True))


def test_rules_save_most_where_the_product_is_hopeless():
    hopeless, near = left(), left(cvr_m=0.13)
    assert hopeless["never"] < -9_700
    assert hopeless["every_click"] > hopeless["wald"] > -300
    assert max(near.values()) - min(near.values()) < 200


def test_without_a_rule_only_a_good_product_fares_better():
    for conversion in (0.003, 0.06, 0.10):
        assert left(cvr_m=conversion)["never"] == min(left(cvr_m=conversion).values())
    good = left(cvr_m=0.15)
    assert good["never"] == max(good.values())


def test_the_sequential_test_stops_fewer_good_products_and_fewer_that_lose_a_little():
    good, poor = stopped(cvr_m=0.15), stopped(cvr_m=0.10)
    assert good["wald"] <= 1 < 4 <= good["every_click"] <= 8
    assert poor["wald"] < 40 < 90 < poor["every_click"]


# A wholesale year.


def test_thirty_orders_of_3000_dollars_lose_more_often_than_not():
    start = figures("wholesale_months")
    assert start["Orders to break even"] == 31
    assert start["Expected orders a year"] == pytest.approx(30.24)
    assert 0.50 < start["Years with a loss"] < 0.58
    assert "22 to 39 orders" in shown("wholesale_months").sentence


@pytest.mark.parametrize(
    ("changes", "needed", "losing"),
    [
        ({"order_usd": 6000.0}, 16, (0.005, 0.04)),
        ({"membership": "verified_supplier"}, 44, (0.90, 0.97)),
        ({"inquiries": 120}, 35, (0.0, 0.01)),
        ({"wholesale_margin": 0.10}, 62, (0.98, 1.0)),
    ],
)
def test_size_traffic_and_cost_turn_the_year(changes, needed, losing):
    there = figures("wholesale_months", **changes)
    assert there["Orders to break even"] == needed
    low, high = losing
    assert low <= there["Years with a loss"] <= high


def test_equal_orders_narrow_the_band_by_three_tenths_and_no_more():
    def width(**changes):
        band = shown("wholesale_months", **changes).data.rows[2].bands[0]
        return band.high[-1] - band.low[-1]

    assert width(order_spread=0.0) / width() == pytest.approx(0.68, abs=0.05)


def test_larger_orders_take_more_money_in_advance():
    label = "Money fronted (more in 5% of years)"
    start, large = figures("wholesale_months"), figures("wholesale_months", order_usd=6000.0)
    assert start[label] == pytest.approx(200_000, rel=0.05)
    assert large[label] > 1.4 * start[label]


def test_three_months_bring_more_than_half_of_the_margin():
    table = shown("wholesale_months").table.set_index("In a year")
    assert float(table.loc["Share of the best three months", "Middle"].rstrip("%")) > 50
    assert table.loc["Months with no order", "Middle"] == "1"


# An order on eBay.


def test_a_fifth_off_the_price_takes_nine_tenths_of_what_is_left():
    start, bargained = figures("ebay_margin"), figures("ebay_margin", price_usd=29.49)
    assert start["Left from an order"] == pytest.approx(6.40, abs=0.005)
    assert bargained["Left from an order"] == pytest.approx(0.65, abs=0.005)
    assert start["eBay's cut of the list price"] == pytest.approx(0.202, abs=0.0005)


def test_promotion_takes_three_tenths_and_with_bargaining_all_of_it():
    both = find("ebay_margin").presets["both"][1]
    promoted = {name: both[name] for name in ("promoted_rate", "ad_order_share")}
    assert figures("ebay_margin", **promoted)["eBay's cut of the list price"] == pytest.approx(
        0.305, abs=0.0005
    )
    losing = shown("ebay_margin", **both)
    assert losing.figures[0].value == pytest.approx(-2.38, abs=0.005)
    assert "without promotion it would not" in losing.sentence


def test_faster_turnover_multiplies_what_an_order_does():
    both = find("ebay_margin").presets["both"][1]
    label = "Return a year at this pace"
    for changes in ({}, both):
        slow, fast = (
            figures("ebay_margin", **changes, weeks_in_stock=weeks)[label] for weeks in (4.0, 1.0)
        )
        assert fast == pytest.approx(4 * slow)
    assert figures("ebay_margin", **both)[label] < 0


def test_the_lines_of_an_ebay_order_add_up():
    steps = {step.label: step for step in shown("ebay_margin").data.steps}
    parts = [step.amount for step in steps.values() if step.kind != "total"]
    assert sum(parts) == pytest.approx(steps["CM3 after ads"].amount)


# One platform or two.


def test_two_platforms_halve_the_damage_for_a_price():
    start = figures("one_basket")
    one, two = start["Cost of suspension: one platform"], start["Cost of suspension: two platforms"]
    assert one == pytest.approx(57_000, rel=0.02)
    assert two == pytest.approx(one / 2, rel=1e-3)
    assert start["Cost of the second shop"] == 52 * 200
    assert start["Worth it above a risk of"] == pytest.approx(10_400 / (one - two))
    assert start["Worth it above a risk of"] == pytest.approx(0.37, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "chance"),
    [({"sus_weeks": 13}, 0.20), ({"second_fixed": 500.0}, 0.91)],
)
def test_a_longer_suspension_and_a_dearer_shop_move_the_chance(changes, chance):
    assert figures("one_basket", **changes)["Worth it above a risk of"] == pytest.approx(
        chance, abs=0.02
    )


@pytest.mark.parametrize("changes", [{"sus_weeks": 1}, {"search": 3000.0}])
def test_for_a_week_or_a_small_shop_the_insurance_is_dearer_than_the_damage(changes):
    there = shown("one_basket", **changes)
    assert "more than it saves" in there.sentence
    assert there.figures[-1].text == "never"


def test_on_reopening_the_frozen_payouts_arrive():
    one = shown("one_basket").data.bands[0].middle
    assert one[32] - one[31] > 50_000  # the week after the six


def test_a_shop_that_loses_anyway_has_nothing_to_insure():
    sentence = shown("one_basket", cvr_m=0.001).sentence
    assert "nothing to insure" in sentence and "-CN" not in sentence


def test_an_account_that_stays_closed_is_not_said_to_open():
    labels = [mark.label for mark in shown("one_basket", event_week=48, sus_weeks=13).data.marks]
    assert labels == ["account closed"]


def test_a_year_without_an_order_is_said_to_have_none():
    sentence = shown(
        "wholesale_months", inquiries=5, sample_share=0.01, sample_order_share=0.05
    ).sentence
    assert "not one order" in sentence


def test_a_good_product_that_is_not_stopped_is_not_said_to_be_stopped():
    assert "stops 5% of tests by mistake" in shown("ad_clicks", cvr_m=0.15).sentence
    assert "hardly any test" in shown("ad_clicks", cvr_m=0.2).sentence


def test_a_shop_that_loses_all_along_is_not_saved_nothing():
    assert "costs it nothing more" in shown("one_basket", price_usd=4.99).sentence
    assert "even saves it CN¥2,300" in shown("one_basket", search=100.0).sentence

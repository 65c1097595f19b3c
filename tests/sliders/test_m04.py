"""What lesson 04 tells its readers to try happens on the sliders."""

import numpy as np
import pytest
from looking import figures, shown

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate
from xbcourse.sliders.view import find
from xbcourse.sliders.views.m04 import CDNOW

# Test first, then stock.

ROWS = ("Dropship for good", "Test first, then stock", "Stock right away")


def trial(**changes):
    """Worth of the test, and the chance of a loss of dropshipping, testing, stocking at once."""
    found = figures("try_then_stock", **changes)
    return found["Value of the test (average)"], *(
        found[f"{row}: chance of a loss"] for row in ROWS
    )


def test_dropshipping_for_good_loses_two_times_in_three_and_testing_first_least():
    worth, drop, staged, batch = trial()
    assert drop == pytest.approx(0.66, abs=0.02)
    assert staged == pytest.approx(0.43, abs=0.02) and batch == pytest.approx(0.54, abs=0.02)
    assert worth == pytest.approx(350_000, abs=30_000)


def test_a_test_is_worth_the_more_the_less_is_known():
    worths = [trial(theta_sigma=spread)[0] for spread in (0.2, 0.4, 0.8, 1.2)]
    assert worths == sorted(worths)
    assert worths[0] < 20_000 and worths[-1] > 450_000


def test_about_eight_weeks_are_best():
    worths = {weeks: trial(t_test=weeks)[0] for weeks in (4, 8, 16, 26)}
    assert max(worths, key=worths.get) == 8
    assert worths[26] < worths[8] / 1.5
    # The worth is against a batch with the same stop rule; the row itself says the same.
    medians = {
        weeks: shown("try_then_stock", t_test=weeks).data.rows[1].middle for weeks in (4, 8, 16, 26)
    }
    assert max(medians, key=medians.get) == 8


def test_a_least_order_of_1500_puts_the_median_below_zero():
    start, high = (shown("try_then_stock", moq=moq).data.rows[1] for moq in (600, 1500))
    assert start.middle > 0 > high.middle
    assert trial(moq=1500)[2] == pytest.approx(0.56, abs=0.02)
    # 12 weeks of the forecast must be worth the order.
    assert 600 / 12 == 50 and 1500 / 12 == 125


def test_hardly_any_single_slider_saves_dropshipping():
    changes = [{"ds_days": 1.0}, {"ret": 0.01}, {"launch_b": 4000.0}]
    changes += [{"price_usd": price} for price in (19.99, 27.99, 34.99)]
    for change in changes:
        assert shown("try_then_stock", **change).data.rows[0].middle < 0, change
    assert trial(ret=0.15)[1] > 0.8 and trial(ds_days=25.0)[1] > 0.75


def test_half_the_postage_does_and_so_does_twice_the_traffic_where_stock_earns_more():
    assert shown("try_then_stock", ds_ship=18.5).data.rows[0].middle > 0
    drop, staged, *_ = shown("try_then_stock", search=7000.0).data.rows
    assert staged.middle > 2 * drop.middle > 0


def test_testing_first_is_ruined_more_often_and_loses_no_less_than_a_batch_without_a_site():
    rows = shown("try_then_stock").table.set_index("Approach")
    ruin = {way: float(text.strip("%")) for way, text in rows["Chance of ruin"].items()}
    loss = {way: float(text.strip("%")) for way, text in rows["Chance of a loss"].items()}
    assert ruin["Test first, then stock"] > ruin["Dropship for good"]
    assert loss["Self-operated batch, no site"] < loss["Test first, then stock"]


# Traffic by source.


def layers(**changes):
    """Orders a week by the name of their source."""
    data = shown("traffic_sources", **changes).data
    return {layer.name: layer.y for layer in data.panels[0].layers}


def test_the_marketplace_starts_and_the_site_builds_up():
    start = layers()
    total = sum(start.values())
    assert (start["Organic rank"] + start["Ads"])[:12].sum() / total[:12].sum() > 0.95
    assert start["Content"][25] < start["Content"][103] / 2.5
    half = figures("traffic_sources")["Content halfway to its limit"]
    assert half == pytest.approx(np.log(0.5) / np.log(1 - 0.015))


def test_customers_who_return_are_a_thin_layer_first_and_the_thickest_after_four_years():
    four = layers(**CDNOW, weeks=208)
    share = four["Repeat customers"] / sum(four.values())
    assert share[51] < 0.15 < 0.35 < share[207]
    assert share[207] > (four["Organic rank"] / sum(four.values()))[207]


def test_two_and_a_half_times_the_content_hardly_shows_within_half_a_year():
    before, after = layers(), layers(content=3000.0)
    assert after["Content"][25] - before["Content"][25] < 0.2 * sum(before.values())[25]
    assert after["Content"][103] > 1.8 * before["Content"][103]


def test_less_search_lowers_the_total_and_lifts_the_share_of_the_site():
    def site(found):
        own = found["Content"][-1] + found["Word of mouth"][-1] + found["Repeat customers"][-1]
        return own / sum(found.values())[-1]

    before, after = layers(), layers(search=1400.0)
    assert sum(after.values())[-1] < sum(before.values())[-1] / 1.5
    assert site(after) > 1.5 * site(before)


# One customer.


def test_a_bought_customer_does_not_pay_back_in_four_years():
    start = shown("list_value", weeks=208)
    assert start.data.here[1] < 0 and not start.data.marks
    assert "136" in start.sentence and "66" in start.sentence


def test_with_customers_like_those_of_cdnow_it_takes_31_weeks_and_a_short_horizon_turns_it():
    (mark,) = shown("list_value", **CDNOW).data.marks
    assert mark.x == 31
    assert shown("list_value", **CDNOW, weeks=26).data.here[1] < 0
    assert shown("list_value", **CDNOW, weeks=52).data.here[1] > 0


def test_dear_clicks_are_saved_by_conversion_or_dearer_goods_and_not_by_a_price_above_the_market():
    dear = CDNOW | {"ads_d_c0": 4.6}
    assert not shown("list_value", **dear).data.marks
    assert shown("list_value", **dear, cvr_d=0.03).data.marks
    assert not shown("list_value", **dear, price_usd=39.99).data.marks
    valuable = find("list_value").presets["valuable"][1]
    assert shown("list_value", **valuable).data.marks[0].x == 15


def test_a_customer_won_by_content_costs_28():
    found = figures("list_value")
    assert found["New customer through content"] == pytest.approx(28, abs=0.5)
    assert found["New customer through ads"] == pytest.approx(136, abs=0.5)


# The whole shop.


def ahead(**changes):
    found = figures("own_site_ahead", **changes)
    return (
        found["Ahead of the same shop without a site"],
        found["Ahead of self-operated batch stock"],
    )


def test_repeat_rate_and_time_together_decide_whether_the_site_pays():
    assert ahead()[0] == pytest.approx(0.10, abs=0.03)
    assert ahead(weeks=208)[0] == pytest.approx(0.23, abs=0.03)
    assert ahead(**CDNOW, weeks=52)[0] < 0.2
    assert ahead(**CDNOW, weeks=208)[0] > 0.7


def test_four_years_of_returning_customers_beat_batch_stock_nearly_always():
    assert ahead(**CDNOW, weeks=208)[1] == pytest.approx(0.89, abs=0.03)
    assert ahead(weeks=208)[1] < 0.5


def test_without_word_of_mouth_the_site_is_level_after_two_years():
    assert 0.45 < ahead(wom=0.0)[0] < 0.6
    assert ahead(wom=0.0, weeks=208)[0] > 0.7


def test_the_finding_names_the_week_from_which_on_it_is_more_than_half():
    data = shown("own_site_ahead", **CDNOW).data
    (mark,) = data.marks
    after = data.x >= mark.x
    assert (data.y[after] > 0.5).all() and data.y[after.argmax() - 1] <= 0.5
    assert not shown("own_site_ahead").data.marks


def test_without_content_the_site_is_ahead_even_less():
    assert ahead(content=0.0)[0] < ahead()[0]


def test_the_patience_that_the_lesson_counts():
    shop = Scenario("hybrid_staged")
    run = simulate(shop, paths=1000)
    assert np.median(run.outcome("lowest_week", "scenario")) == 44
    assert np.median(run.outcome("lowest_cash", "scenario")) == pytest.approx(54_500, abs=1000)
    assert run.ruined("scenario").mean() == pytest.approx(0.17, abs=0.005)


def test_sources_of_no_orders_are_not_told():
    sentence = shown(
        "traffic_sources", search=100.0, content=0.0, launch_b=0.0, launch_d_b=0.0
    ).sentence
    assert "less than one order" in sentence and "%" not in sentence

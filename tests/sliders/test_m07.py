"""What lesson 07 tells its readers to try happens on the sliders."""

import numpy as np
import pytest
from looking import figures, shown

from xbcourse.sliders.view import find


def gain(**changes):
    """What small batches earn more a style than bulk, simulated, CNY."""
    found = figures("first_batch", **changes)
    return (
        found["Profit per style, small (simulated)"] - found["Profit per style, bulk (simulated)"]
    )


def misread(**changes):
    """By how much small batches earn less, simulated, than the formula says."""
    found = shown("first_batch", **changes)
    formula = found.data.bands[1].middle.max()
    return 1 - found.figures[0].value / formula


# ------------------------------------------------------------------------------------- one style


def test_dearer_pieces_earn_more_and_the_formula_promises_more_than_comes():
    start = figures("first_batch")
    assert start["Small batches cost more per unit by"] == pytest.approx(0.27, abs=0.005)
    assert gain() == pytest.approx(1516, abs=1)
    assert start["Small batches earn more by (formula)"] == pytest.approx(2274, abs=1)
    sentence = shown("first_batch").sentence
    assert "27% more per unit, yet earn CN¥1,516 more" in sentence
    assert "101 units" in sentence
    assert "207" in sentence


def test_the_less_traffic_the_worse_a_test_can_be_read():
    shares = [misread(mu0=rate) for rate in (10.0, 25.0, 100.0)]
    assert shares == pytest.approx([0.16, 0.10, 0.05], abs=0.006)


def test_at_about_the_traffic_of_fashion_the_points_of_bulk_lie_on_its_line():
    data = shown("first_batch").data
    on_the_line = np.interp(data.dots[0].x, data.x, data.bands[0].middle)
    assert data.dots[0].y == pytest.approx(on_the_line, abs=300)
    below = np.interp(data.dots[1].x, data.x, data.bands[1].middle) - data.dots[1].y
    assert np.all(below > 0), "small batches earn less than the formula at every first order"


@pytest.mark.parametrize(
    ("still_pays", "no_more"),
    [
        ({"theta_sigma": 0.8}, {"theta_sigma": 0.6}),
        ({"season": 14}, {"season": 16}),
        ({"weight_kg": 0.4}, {"weight_kg": 0.5}),
        ({"lead": 4}, {"lead": 6}),
        ({"small_premium": 0.25}, {"small_premium": 0.3}),
    ],
)
def test_where_small_batches_stop_paying(still_pays, no_more):
    assert gain(**still_pays) > 0 > gain(**no_more)


@pytest.mark.parametrize(
    ("changes", "amount"),
    [({"theta_sigma": 0.3}, -2824), ({"weight_kg": 1.0}, -3520), ({"lead": 4}, 826)],
)
def test_the_amounts_that_the_lesson_names(changes, amount):
    assert gain(**changes) == pytest.approx(amount, abs=1)


def test_one_week_instead_of_three_is_worth_almost_1300():
    assert gain(lead=1) - gain() == pytest.approx(1283, abs=2)


def test_a_difference_within_its_margin_is_called_a_tie():
    assert "it is a tie" in shown("first_batch", theta_sigma=0.7).sentence
    assert "it is a tie" in shown("first_batch", weight_kg=0.45).sentence


def test_what_cannot_pay_is_said_to_be_left_alone():
    assert "do not order any" in shown("first_batch", weight_kg=1.5).sentence
    assert "do not launch" in shown("first_batch", price_usd=14.99).sentence


def test_three_entrances_as_one_are_worth_five_percent_to_small_batches_only():
    label = {
        "small": "Profit per style, small (simulated)",
        "bulk": "Profit per style, bulk (simulated)",
    }
    apart, together = (figures("first_batch", mu0=rate) for rate in (25.0, 75.0))
    better = {way: together[name] / apart[name] / 3 - 1 for way, name in label.items()}
    assert better["small"] == pytest.approx(0.047, abs=0.001)
    assert abs(better["bulk"]) < 0.015


# ---------------------------------------------------------------------------------- a collection


def test_small_batches_leave_less_over_and_lay_out_no_less():
    found = figures("many_styles")
    assert found["Seasons won by small batches"] == pytest.approx(0.87, abs=0.01)
    small, bulk = found["Most laid out, small batches"], found["Most laid out, bulk"]
    assert small == pytest.approx(468_000, abs=1000)
    assert 0.95 < small / bulk < 1.05
    assert "10% over, not 26%" in shown("many_styles").sentence


def test_the_lowest_point_of_small_batches_is_when_the_hits_are_restocked():
    bulk, small = shown("many_styles").data.bands
    assert int(np.argmin(bulk.middle)) == 0
    assert int(np.argmin(small.middle)) == 3  # paid at the end of the second week
    assert small.middle[0] == pytest.approx(-286_000, abs=1000)


def test_four_styles_of_forty_sell_three_tenths():
    share = figures("many_styles")["Best tenth's share of sales"]
    assert share == pytest.approx(0.31, abs=0.01)
    assert figures("many_styles", theta_sigma=1.4)["Best tenth's share of sales"] > 0.45
    assert figures("many_styles", theta_sigma=0.3)["Best tenth's share of sales"] < 0.16


def test_certain_demand_turns_every_season():
    assert figures("many_styles", theta_sigma=1.4)["Seasons won by small batches"] > 0.95
    assert figures("many_styles", theta_sigma=0.3)["Seasons won by small batches"] == 0


def test_with_few_styles_luck_counts_for_more():
    few, many = (shown("many_styles", styles=number) for number in (10, 40))
    width = [
        (data.bands[1].high[-1] - data.bands[1].low[-1]) / styles
        for data, styles in ((few.data, 10), (many.data, 40))
    ]
    assert width[0] > 1.5 * width[1]
    name = "Seasons won by small batches"
    assert figures("many_styles", styles=10)[name] < figures("many_styles")[name]


# --------------------------------------------------------------------------------- two years


def places(**changes):
    """What the finding says of bad luck, the middle and good luck."""
    words = shown("small_or_large", **changes).sentence.split(": ", 1)[1]
    return [part.strip() for part in words.split(",") if "ahead" in part]


def test_a_small_purse_has_nothing_of_small_batches():
    bad, middle, good = places()
    assert "neither" in bad
    assert "bulk is ahead" in middle
    assert "bulk is ahead" in good
    found = figures("small_or_large")
    assert found["Ruin, small batches"] == pytest.approx(0.30, abs=0.01)
    assert found["Ruin, batch stock"] == pytest.approx(0.22, abs=0.01)


def test_with_500_000_they_differ_at_the_bad_end_only():
    bad, middle, good = places(capital=500_000.0)
    assert "small batches are ahead by CN¥90K" in bad
    assert "neither" in middle
    assert "neither" in good


def test_with_a_million_small_batches_win_at_both_ends_and_not_in_the_middle():
    bad, middle, good = places(capital=1_000_000.0)
    assert "small batches are ahead" in bad
    assert "neither" in middle
    assert "small batches are ahead" in good


def test_where_it_is_known_what_sells_or_sells_anyway_bulk_is_ahead():
    _, middle, _ = places(capital=1_000_000.0, theta_sigma=0.3)
    assert "bulk is ahead by CN¥120K" in middle
    bad, middle, _ = places(capital=500_000.0, search=8000.0)
    assert "bulk is ahead" in bad
    assert "bulk is ahead" in middle


def test_both_sell_the_same_thing():
    """What is moved for one is moved for the other."""
    from xbcourse.sliders.views.m07 import SHARED, in_bulk

    scenario = find("small_or_large").start(capital=700_000.0, kill=40.0, search=5000.0)
    bulk = in_bulk(scenario)
    assert all(getattr(bulk, name) == getattr(scenario, name) for name in SHARED)
    assert (bulk.supply, scenario.supply) == ("batch", "quick_response")

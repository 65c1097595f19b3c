"""What lesson 08 tells its readers to try happens on the sliders."""

import numpy as np
import pytest
from looking import figures, shown

from xbcourse.analysis.stop_loss import stop_loss
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate
from xbcourse.sliders.view import find

GOOD = {"quality": 4.6, "delay_days": 5.0}
LOVED = {**GOOD, "cvr_m": 0.1}


def band(number, **changes):
    """A band of `order_size` at the order of the sliders: low, middle, high."""
    data = shown("order_size", **changes).data
    at = int(np.flatnonzero(data.x == find("order_size").start(**changes).first_order)[0])
    found = data.bands[number]
    return found.low[at], found.middle[at], found.high[at]


def test_the_preset_is_the_case_as_it_is_told():
    run = simulate(Scenario("furniture"), paths=2000, keep=())
    gain = run.outcome("wealth", "scenario").astype(float) - 2_200_000
    assert np.median(gain) == pytest.approx(-871_000, abs=3_000)
    assert np.median(run.outcome("sold", "scenario")) == pytest.approx(34, abs=2)
    for salvage, loss in ((0.1, 1_829_000), (0.3, 1_446_000)):
        run = simulate(Scenario("furniture", salv=salvage), paths=1000, keep=())
        gain = run.outcome("wealth", "scenario").astype(float) - 2_200_000
        assert np.median(gain) == pytest.approx(-loss, rel=0.01)


# The size of the first order.


def test_luck_moves_tens_of_thousands_and_the_order_hundreds():
    low, _, high = band(1)
    assert (low, high) == pytest.approx((-870_000, -802_000), abs=6_000)
    data = shown("order_size").data
    beyond = data.x >= 2000
    each = np.diff(data.bands[1].middle[beyond]) / np.diff(data.x[beyond])
    # Cost less clearance, and a little rent.
    assert each == pytest.approx(-172, abs=8)
    # By the plan more goods never hurt.
    assert (np.diff(data.bands[0].middle) >= 0).all()


def test_traffic_does_not_save_the_bulk_order_and_a_better_product_may():
    _, middle, high = band(1, search=14000.0)
    assert middle == pytest.approx(-837_000, abs=10_000)
    assert high < 0
    low, _, high = band(1, **LOVED)
    assert low < -800_000 < 0 < 400_000 < high
    assert figures("order_size", **LOVED)["Chance of a loss"] == pytest.approx(0.71, abs=0.04)
    assert band(1, salv=0.2)[1] == pytest.approx(-1_612_000, rel=0.01)


def test_a_small_order_with_the_old_belief_is_no_test():
    believing, waiting = band(1, first_order=300)[1], band(2, first_order=300)[1]
    assert believing == pytest.approx(-372_000, abs=5_000)
    assert waiting == pytest.approx(-120_000, abs=5_000)
    doubting = shown("order_size", first_order=300, mu0=10.0, bias0=0.0).data
    np.testing.assert_allclose(doubting.bands[1].middle, doubting.bands[2].middle)
    assert figures("order_size")["Best order by his forecast"] == 811


# Week by week.


def test_service_moves_the_sales_and_the_order_moves_the_loss():
    start, served = figures("factory_half_year"), figures("factory_half_year", **GOOD)
    assert start["Bulk, typical result"] == pytest.approx(-871_000, abs=4_000)
    assert start["Test, typical result"] == pytest.approx(-123_000, abs=4_000)
    assert served["Typically sold, units"] > 3.5 * start["Typically sold, units"]
    assert 20_000 < served["Bulk, typical result"] - start["Bulk, typical result"] < 45_000
    ads = figures("factory_half_year", launch_b=10000.0)
    assert ads["Typically sold, units"] > start["Typically sold, units"]
    assert start["Bulk, typical result"] - ads["Bulk, typical result"] > 60_000
    returns = figures("factory_half_year", ret=0.04)
    assert 0 < returns["Bulk, typical result"] - start["Bulk, typical result"] < 4_000
    small = figures("factory_half_year", first_order=1000)
    assert small["Bulk, typical result"] == pytest.approx(-415_000, abs=5_000)
    cheap = figures("factory_half_year", price_usd=99.99)
    assert 15 < cheap["Typically sold, units"] - start["Typically sold, units"] < 40
    assert abs(cheap["Bulk, typical result"] - start["Bulk, typical result"]) < 4_000


def test_stopping_in_the_first_week_costs_the_deposit_already():
    rows = shown("factory_half_year").data.rows
    result = rows[3].bands[0].middle
    assert result[0] == pytest.approx(-0.3 * 420 * 4600 - 2_000, abs=2_500)
    assert result[-1] < result[9] < result[8] - 150_000
    run = simulate(Scenario("furniture", kill=0.0), paths=1000, keep=("demotion",))
    demoted = run.trajectory("demotion", "scenario").min(axis=0) < 0.95
    assert demoted.mean() == pytest.approx(0.68, abs=0.06)


# Stopping.


def gain(**changes):
    return figures("stop_or_go", **changes)["Going on brings (mean)"]


def test_what_each_door_is_worth():
    assert gain(stop_week=8) == pytest.approx(-439_000, abs=8_000)
    assert gain(stop_week=8, salv=0.2) == pytest.approx(-1_190_000, rel=0.02)
    assert gain(stop_week=16) == pytest.approx(-209_000, abs=8_000)
    assert gain(stop_week=16, aged_fee=0.0) == pytest.approx(-117_000, abs=8_000)
    assert figures("stop_or_go", stop_week=8)["Chance that going on is better"] < 0.03


def test_what_is_still_to_be_paid_turns_the_decision_and_not_what_is_sunk():
    paid = figures("stop_or_go", stop_week=8, deposit=1.0)
    assert paid["Sunk by then"] > 1_900_000
    assert paid["Going on brings (mean)"] > 800_000
    assert gain(stop_week=8, salv=0.8) == pytest.approx(-63_000, abs=10_000)
    assert gain(stop_week=8, **LOVED) > 200_000
    assert "Canceling in week 8" in shown("stop_or_go", stop_week=8).sentence
    assert "are a tie on average" in shown("stop_or_go", **GOOD).sentence


def test_the_line_depends_on_the_goods():
    year = Scenario("furniture", weeks=52)
    assert set(stop_loss(year, 16, groups=4).groups["verdict"]) == {"liquidate"}
    better = stop_loss(year.but(**LOVED), 16, groups=4)
    assert better.groups["verdict"].tolist() == ["liquidate", "go_on", "go_on", "go_on"]
    assert better.threshold == pytest.approx(48, abs=3)


def test_where_the_stock_ends():
    kept = Scenario("furniture", kill=0.0)
    year = simulate(kept, paths=1000, weeks=52, keep=())
    assert np.median(year.outcome("unsold", "scenario")) == pytest.approx(4554, abs=5)
    assert simulate(kept, paths=1000, weeks=104, keep=()).ruined("scenario").mean() > 0.9


def test_a_week_that_no_shop_lives_to_see_is_said_to_be_one():
    """An overhead of 50,000 a week eats the cash long before week 51."""
    sentence = shown("stop_or_go", fixed=50_000.0, stop_week=51).sentence
    assert sentence.startswith("The cash runs out before week 51.")
    assert "cash runs out" not in shown("stop_or_go", stop_week=51).sentence

"""Traffic: ads, flywheel, content and word of mouth settle where the formulas say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.simulation import traffic
from xbcourse.model.theory import word_of_mouth
from xbcourse.model.theory.advertising import (
    ad_profit,
    adstock,
    adstock_steady,
    average_click_price,
    next_click_price,
    optimal_ad_spend,
    paid_clicks,
)
from xbcourse.model.theory.content import content_steady, content_visits
from xbcourse.model.theory.decay import half_life
from xbcourse.model.theory.flywheel import (
    flywheel_elasticity,
    flywheel_half_life,
    flywheel_velocity,
    tipping_point,
)
from xbcourse.model.theory.word_of_mouth import reproduction_number, word_of_mouth_sales

# --------------------------------------------------------------------------------------- ads


@given(st.floats(1, 300), st.floats(0.01, 0.5), st.floats(0.5, 20), st.floats(50, 5000))
def test_no_other_ad_budget_earns_more(margin, conversion, first, depth):
    best = optimal_ad_spend(margin, conversion, first, depth)
    most = float(ad_profit(best, margin, conversion, first, depth))
    grid = np.linspace(0, 4 * first * depth * (1 + margin), 2001)
    assert ad_profit(grid, margin, conversion, first, depth).max() <= most + 1e-6
    if margin * conversion <= first:
        assert float(best) == 0
    else:  # the last click costs what it earns
        assert float(next_click_price(best, first, depth)) == pytest.approx(margin * conversion)


def test_ads_at_a_loss_do_not_pay():
    assert float(optimal_ad_spend(-20, 0.1, first_price=4.5, ad_depth=1500)) == 0


def test_average_and_next_click_price_are_those_of_the_clicks():
    spend = np.array([500.0, 2500.0, 10_000.0])
    clicks = paid_clicks(spend, 4.5, 1500)
    assert (spend / clicks).tolist() == pytest.approx(
        average_click_price(spend, 4.5, 1500).tolist()
    )
    more = 0.01 / (paid_clicks(spend + 0.01, 4.5, 1500) - clicks)
    assert more.tolist() == pytest.approx(next_click_price(spend, 4.5, 1500).tolist(), rel=1e-4)
    assert paid_clicks(1e12, 4.5, 1500) == pytest.approx(1500)


def test_adstock_settles_and_halves():
    steady = adstock(np.full(300, 100.0), keep=0.9)
    assert steady[-1] == pytest.approx(float(adstock_steady(100, 0.9)))
    fading = adstock([100.0, *[0.0] * 20], keep=0.5 ** (1 / 7))
    assert fading[7] == pytest.approx(50)
    assert float(half_life(0.5 ** (1 / 7))) == pytest.approx(7)


# ----------------------------------------------------------------------------------- flywheel

listings = {
    "conversion": st.floats(0.01, 0.4),
    "clicks_at_top": st.floats(100, 20_000),
    "velocity_at_top": st.floats(50, 5000),
    "position_effect": st.floats(0, 0.95),
    "first_velocity": st.floats(0, 20),
}


def _sales(velocity, conversion, clicks_at_top, velocity_at_top, position_effect, first_velocity):
    share = np.maximum(velocity, first_velocity) / velocity_at_top
    return conversion * clicks_at_top * np.minimum(1, share**position_effect)


@given(st.fixed_dictionaries(listings))
def test_the_flywheel_rests_where_sales_are_the_velocity(listing):
    velocity = float(flywheel_velocity(**listing))
    assert float(_sales(velocity, **listing)) == pytest.approx(velocity, rel=1e-9, abs=1e-12)


def test_the_flywheel_comes_to_rest_and_as_fast_as_said():
    listing = {"conversion": 0.1, "clicks_at_top": 3500, "velocity_at_top": 1500}
    listing |= {"position_effect": 0.46, "first_velocity": 0.5}
    rest = float(flywheel_velocity(**listing))
    velocity = [rest * 0.99]
    for _ in range(60):
        velocity.append(velocity[-1] * 0.75 + 0.25 * float(_sales(velocity[-1], **listing)))
    assert velocity[-1] == pytest.approx(rest, rel=1e-5)
    gap = 1 - np.array(velocity) / rest
    weeks = np.log(gap[20] / gap[0]) / np.log(0.5)
    assert 20 / weeks == pytest.approx(float(flywheel_half_life(0.25, 0.46)), rel=0.01)
    assert float(flywheel_half_life(0.001, 0.46)) == pytest.approx(np.log(2) / 0.00054, rel=1e-3)


def test_a_better_listing_sells_more_than_it_is_better():
    base = flywheel_velocity(0.1, 3500, 1500, 0.46)
    better = flywheel_velocity(0.1 * 1.001, 3500, 1500, 0.46)
    assert np.log(better / base) / np.log(1.001) == pytest.approx(float(flywheel_elasticity(0.46)))


def test_above_the_tipping_point_it_takes_off_and_below_it_dies():
    listing = {"conversion": 0.1, "clicks_at_top": 3500, "velocity_at_top": 300}
    tip = float(tipping_point(**listing, position_effect=1.5))
    ends = []
    for velocity in (tip * 1.01, tip * 0.99):
        for _ in range(400):
            sold = _sales(velocity, **listing, position_effect=1.5, first_velocity=0.5)
            velocity = 0.75 * velocity + 0.25 * float(sold)
        ends.append(velocity)
    assert ends[0] == pytest.approx(350)
    assert ends[1] < 1


def test_each_kind_of_flywheel_names_the_other():
    with pytest.raises(ParameterError, match="tipping_point"):
        flywheel_velocity(0.1, 3500, 1500, position_effect=1.0)
    with pytest.raises(ParameterError, match="flywheel_velocity"):
        tipping_point(0.1, 3500, 1500, position_effect=1.0)


# ------------------------------------------------------------------ content and word of mouth


@given(st.floats(0, 5000), st.floats(0, 0.1), st.floats(0.001, 0.5), st.integers(0, 300))
def test_content_grows_as_week_by_week(spend, effect, decay, weeks):
    visits = 0.0
    for _ in range(weeks):
        visits = (1 - decay) * visits + effect * spend
    assert float(content_visits(spend, effect, decay, weeks)) == pytest.approx(visits, abs=1e-9)


def test_content_is_half_there_after_its_half_life():
    steady = float(content_steady(1000, 0.03, 0.015))
    assert steady == pytest.approx(2000, abs=1e-9)
    half = content_visits(1000, 0.03, 0.015, weeks=half_life(1 - 0.015))
    assert float(half) == pytest.approx(1000)
    assert float(half_life(1 - 0.015)) == pytest.approx(46, abs=0.5)


def test_word_of_mouth_settles_where_every_sale_has_brought_its_own():
    visits, sales = 0.0, 0.0
    for _ in range(2000):
        sales = 60 + 0.2 * visits
        visits = (1 - 0.05) * visits + 0.2 * sales * 0.5
    assert float(word_of_mouth_sales(60, 0.2, 4.7, 0.2, 0.05)) == pytest.approx(sales)
    assert float(reproduction_number(0.2, [4.2, 3.0], 0.2, 0.05).max()) == 0


def test_word_of_mouth_that_feeds_itself_is_refused():
    with pytest.raises(ParameterError, match=r"brings 1\.28 more"):
        word_of_mouth_sales(60, 0.4, rating=5, conversion=0.2, decay=0.05)


def test_buyers_recommend_from_the_same_stars_on_as_in_the_simulation():
    assert pytest.approx(float(traffic.RECOMMENDED_FROM)) == word_of_mouth.RECOMMENDED_FROM

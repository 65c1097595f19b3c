"""Stars against ads: the four versions, what they bring, and where the flywheel settles."""

import math

import numpy as np
import pytest

from xbcourse.analysis.ledger import KEPT
from xbcourse.analysis.quality import (
    ahead_from,
    lead,
    sales_rank,
    settled_sales,
    versions,
    worth,
)
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

CHARGER = Scenario("charger")
#: Settings beyond the sliders, on purpose.
UNUSUAL = "ignore::xbcourse.assumptions.errors.CourseWarning"


def test_the_versions_differ_in_stars_and_ads_only():
    found = versions(CHARGER.but(star_gain=0.3, star_cost=5.0, price_premium=0.1, better_ret=0.03))
    differs = {
        name: {key for key in version if version[key] != found["ads"][key]}
        for name, version in found.items()
    }
    better, ads = {"quality", "cogs", "price_usd", "ret"}, {"launch_b", "tacos"}
    assert differs == {"neither": ads, "stars": better | ads, "ads": set(), "both": better}
    assert found["both"].quality == pytest.approx(4.65)
    assert found["both"].price_usd == pytest.approx(29.99 * 1.1)


def test_no_product_pleases_everybody():
    assert versions(CHARGER.but(quality=4.6, star_gain=0.6))["stars"].quality == 4.9


def test_without_a_difference_nobody_leads():
    same = CHARGER.but(star_gain=0.0, star_cost=0.0, launch_b=0.0, tacos=0.0, weeks=26)
    found = simulate(versions(same), paths=64, keep=KEPT)
    assert not lead(found, "stars", "ads").any()
    gains = worth(same, paths=64)
    assert (gains[["gain", "quality", "ads", "brings"]] == 0).all(axis=None)


@pytest.mark.parametrize(
    ("median", "week"),
    [([0, 1, 2], 1), ([0, -1, -2], None), ([0, -1, 1, 0], None), ([0, -3, 2, -1, 1], 4)],
)
def test_ahead_is_who_stays_ahead(median, week):
    assert ahead_from(np.array(median, dtype=float)[:, None] * np.ones(5)) == week


def test_what_stars_and_ads_bring_less_what_they_cost_is_the_gain():
    table = worth(CHARGER, paths=256)
    parts = table[["brings", "quality", "ads"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(table["gain"].tolist())
    # 4 CNY and 30 % duty on them, for each unit sold
    assert table.loc["stars", "quality"] == pytest.approx(-5.2 * table.loc["stars", "units"])
    assert table.loc["stars", "ads"] == table.loc["ads", "quality"] == 0
    assert (table["low"] < table["gain"]).all() and (table["gain"] < table["high"]).all()


@pytest.mark.filterwarnings(UNUSUAL)
def test_rank_and_word_of_mouth_settle_where_the_closed_form_says():
    """Shipped by the supplier in the usual days, so that no shelf is ever empty."""
    for stars in (4.35, 4.6):
        calm = CHARGER.but(
            **{"supply": "from_supplier", "ds_days": 3.0, "quality": stars, "haz_mult": 0.0},
            **{"eps_sd": 0.0, "p_in": 0.0, "theta_sigma": 0.01, "capital": 1e6},
            **{"launch_b": 0.0, "tacos": 0.0, "late_pen": 0.0},
        )
        found = simulate(calm, paths=200, weeks=520, keep=("sold",))
        level = found.trajectory("sold", "scenario")[-100:].mean()
        assert level == pytest.approx(settled_sales(calm), rel=0.06)


@pytest.mark.filterwarnings(UNUSUAL)
def test_word_of_mouth_that_feeds_itself_settles_nowhere():
    assert settled_sales(CHARGER.but(wom=2.0, quality=4.9)) == math.inf
    assert settled_sales(CHARGER.but(wom=0.0)) < settled_sales(CHARGER)


def test_rank_ten_takes_two_hundred_units_a_week():
    assert sales_rank(CHARGER, 1500 * 10**-0.87) == pytest.approx(10)
    assert sales_rank(CHARGER, 1e9) == 1
    assert sales_rank(CHARGER, 0) == sales_rank(CHARGER, CHARGER.v_floor)

"""Rules for stopping ads: simulated error rates against the exact ones."""

import numpy as np
import pytest

from xbcourse.analysis.ad_rules import RULES, ad_diary, rule_errors, stop_lines
from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.ad_test import stop_probability

BREAKEVEN, CLICKS = 0.12, 200


@pytest.fixture(scope="module")
def errors():
    table = rule_errors(
        BREAKEVEN, [0.0, 0.04, 0.12, 0.25], clicks=CLICKS, click_price=6.0, campaigns=4000
    )
    return table.set_index(["rule", "conversion"])


def test_bayes_rule_errs_as_often_as_all_its_paths_say(errors):
    for conversion in (0.04, 0.12, 0.25):
        row = errors.loc[("bayes", conversion)]
        exact = stop_probability(BREAKEVEN, CLICKS, conversion)[-1]
        assert row["stopped"] == pytest.approx(exact, abs=3.5 * row["error"] + 1e-9)


def test_one_look_errs_as_often_as_its_closed_form(errors):
    looks_at = int(np.flatnonzero(stop_lines(BREAKEVEN, CLICKS)["one_look"] == 0)[0])
    assert looks_at == np.ceil(np.log(0.05) / np.log(1 - BREAKEVEN)) == 24
    for conversion in (0.04, 0.12, 0.25):
        row = errors.loc[("one_look", conversion)]
        exact = (1 - conversion) ** looks_at
        assert row["stopped"] == pytest.approx(exact, abs=3.5 * row["error"] + 1e-9)
        assert row["clicks"] == pytest.approx(
            looks_at * exact + CLICKS * (1 - exact), abs=3.5 * row["error"] * CLICKS
        )


def test_looking_often_stops_good_products_more_often_than_the_level_says(errors):
    at = errors.xs(BREAKEVEN, level="conversion")["stopped"]
    assert at["one_look"] < 0.06
    assert at["wald"] <= 0.05
    assert at["every_click"] > 0.15
    assert at["bayes"] > 0.15


def test_a_product_that_never_sells_is_stopped_by_all_and_costs_what_it_costs(errors):
    never = errors.xs(0.0, level="conversion")
    assert (never["stopped"] == 1).all()
    assert never.loc["one_look", "spent"] == 24 * 6
    assert never.loc["every_click", "clicks"] == 24
    assert not never["wrong"].any()
    assert errors.xs(0.12, level="conversion")["wrong"].all()


def test_better_products_are_stopped_less_often(errors):
    for rule in RULES:
        stopped = errors.loc[rule]["stopped"]
        assert stopped.is_monotonic_decreasing


def test_the_lines_never_fall_and_nothing_is_stopped_before_there_is_enough():
    lines = stop_lines(BREAKEVEN, 300)
    for rule in ("every_click", "bayes", "wald"):
        assert (np.diff(lines[rule]) >= 0).all()
        assert lines[rule][10] == -1
        assert lines[rule][300] > 5
    assert (stop_lines(BREAKEVEN, 20)["one_look"] == -1).all()  # not enough clicks for a look


def test_the_story_of_ten_thousand_spent():
    # 6 CNY a click, 49.4 CNY a sale: after 24 clicks without a sale it was over, for 144 CNY.
    diary = ad_diary([0] * 30, 6 / 49.4)
    first = diary.loc[diary["rejected"], "click"].min()
    assert first == 24
    assert diary["chance"].iloc[0] == pytest.approx((1 - 6 / 49.4) ** 2)
    assert diary.loc[diary["hopeless"], "click"].min() == 23


def test_a_sale_gives_hope_back():
    diary = ad_diary([0] * 20 + [1] + [0] * 5, BREAKEVEN)
    assert diary["sales"].iloc[-1] == 1
    assert diary["chance"].iloc[20] > diary["chance"].iloc[19]


def test_what_are_no_clicks_is_refused():
    for clicks in ([], [0, 2], [[0, 1]], ["no"]):
        with pytest.raises(ParameterError, match="a row of 0 and 1"):
            ad_diary(clicks, 0.1)
    with pytest.raises(ParameterError, match="conversions must be a share"):
        rule_errors(0.1, [1.5], clicks=10)
    with pytest.raises(ParameterError, match="campaigns must be a whole number"):
        rule_errors(0.1, [0.1], clicks=10, campaigns=0)

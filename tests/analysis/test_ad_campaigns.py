"""Ad campaigns click by click: the same luck everywhere, ends that the exact chances confirm."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.ad_campaigns import ends, sale_clicks, sales_after, stop_clicks
from xbcourse.analysis.ad_rules import RULES, stop_lines
from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.ad_test import clicks_to_give_up, stop_line, stop_probability

BREAKEVEN, CLICKS = 0.12, 300


@pytest.mark.parametrize("conversion", [0.003, 0.06, 0.12, 0.2])
def test_as_many_campaigns_end_as_following_every_path_says(conversion):
    sold = sale_clicks(conversion, CLICKS, campaigns=4000)
    ended = ends(sold, stop_clicks("bayes", BREAKEVEN, CLICKS), CLICKS)
    exact = stop_probability(BREAKEVEN, CLICKS, conversion)
    for clicks in (24, 60, 300):
        share, chance = (ended <= clicks).mean(), exact[clicks]
        assert share == pytest.approx(chance, abs=4 * np.sqrt(0.25 / 4000))


@pytest.mark.parametrize("rule", RULES)
def test_stop_clicks_are_the_stop_lines_read_the_other_way_round(rule):
    line = stop_lines(BREAKEVEN, CLICKS)[rule]
    for sales, first in enumerate(stop_clicks(rule, BREAKEVEN, CLICKS, sales=12)):
        reached = np.flatnonzero(line >= sales)
        assert first == (reached[0] if reached.size else CLICKS + 1)


@given(st.floats(0.02, 0.6), st.integers(0, 12), st.floats(0.01, 0.3), st.floats(0.5, 5))
def test_bayes_gives_up_at_the_first_click_where_the_line_has_risen(q, sales, level, prior):
    first = int(clicks_to_give_up(q, sales, level, prior, prior))
    if first <= 500:
        line = stop_line(q, first, level, prior, prior)
        assert line[first] >= sales
        assert first == sales or line[first - 1] < sales


def test_sales_come_as_often_as_the_conversion_says():
    sold = sale_clicks(0.1, 200, campaigns=4000)
    counted = sales_after(sold, [50, 200])
    assert counted.mean(axis=0) == pytest.approx([5, 20], rel=0.02)
    assert counted[:, 1].var() == pytest.approx(200 * 0.1 * 0.9, rel=0.1)


def test_a_better_product_never_sells_later_in_any_campaign():
    worse, better = (sale_clicks(c, 500, campaigns=200) for c in (0.02, 0.05))
    both = min(worse.shape[1], better.shape[1])
    assert (better[:, :both] <= worse[:, :both]).all()
    assert (better[:, :both] < worse[:, :both]).any()


def test_a_product_that_nobody_buys_is_stopped_at_the_first_look():
    sold = sale_clicks(0.0, CLICKS, campaigns=3)
    for rule in RULES:
        stops = stop_clicks(rule, BREAKEVEN, CLICKS)
        assert ends(sold, stops, CLICKS).tolist() == [stops[0]] * 3


def test_what_is_none_is_refused():
    with pytest.raises(ParameterError, match="between 0 and 1"):
        sale_clicks(1.2, 10)
    with pytest.raises(ParameterError, match="one_look"):
        stop_clicks("patience", 0.1, 10)

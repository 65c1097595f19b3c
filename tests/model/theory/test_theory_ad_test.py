"""The ad test: exact chances, the essay's story, and what looking after every click does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.economics import breakeven_conversion
from xbcourse.model.theory.ad_test import (
    chance_of_paying,
    clicks_to_reject,
    highest_conversion,
    rule_of_three,
    sequential_test,
    stop_line,
    stop_probability,
)


def test_ten_thousand_spent_and_five_sold():
    # A click at 6 yuan, 49.4 yuan left per order: 12.1 % must buy. 1667 clicks brought five.
    breakeven = breakeven_conversion(6.0, 49.4)
    assert float(clicks_to_reject(breakeven)) == 24  # the 24th click, 144 yuan
    assert float(np.log(0.05) / np.log(1 - breakeven)) == pytest.approx(23.1, abs=0.05)
    assert float(clicks_to_reject(breakeven, sales=5)) < 100
    assert float(chance_of_paying(breakeven, sales=0, clicks=24)) < 0.05
    assert float(highest_conversion(sales=5, clicks=1667)) == pytest.approx(0.0063, abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(st.floats(0.002, 0.6), st.integers(0, 30), st.floats(0.005, 0.3))
def test_the_clicks_are_the_first_that_reject(breakeven, sales, level):
    from scipy import stats

    clicks = int(clicks_to_reject(breakeven, sales, level))
    assert stats.binom.cdf(sales, clicks, breakeven) <= level * (1 + 1e-9)
    assert stats.binom.cdf(sales, clicks - 1, breakeven) > level * (1 - 1e-9)


def test_many_tests_at_once_take_as_many_clicks_as_each_alone():
    breakeven, sales = np.array([1e-4, 0.9999, 0.5]), np.array([0, 0, 50])
    each = [float(clicks_to_reject(q, s, 0.01)) for q, s in zip(breakeven, sales, strict=True)]
    assert clicks_to_reject(breakeven, sales, 0.01).tolist() == each
    assert each[1] == 1


def test_the_rule_of_three_is_near_and_on_the_safe_side():
    for breakeven in (0.005, 0.03, 0.1):
        exact = float(clicks_to_reject(breakeven))
        assert exact <= float(rule_of_three(breakeven)) + 1
        assert exact == pytest.approx(float(rule_of_three(breakeven)), rel=0.07)


@given(st.integers(0, 40), st.integers(1, 400), st.floats(0.01, 0.2))
def test_the_upper_limit_is_the_conversion_that_is_just_rejected(sales, misses, level):
    from scipy import stats

    limit = float(highest_conversion(sales, sales + misses, level))
    assert stats.binom.cdf(sales, sales + misses, limit) == pytest.approx(level, rel=1e-6)


def test_everybody_bought_so_any_conversion_is_possible():
    assert float(highest_conversion(sales=4, clicks=4)) == 1


def test_bayes_by_hand_and_by_scipy():
    from scipy import stats

    assert float(chance_of_paying(0.25, sales=0, clicks=3)) == pytest.approx(0.75**4)
    posterior = stats.beta(2 + 3, 18 + 57)
    mine = chance_of_paying(0.1, sales=3, clicks=60, prior_sales=2, prior_misses=18)
    assert float(mine) == pytest.approx(posterior.sf(0.1))


def test_the_stop_line_is_where_the_chance_drops_below_the_level():
    line = stop_line(0.12, clicks=150)
    for clicks in (10, 22, 23, 80, 150):
        sales = int(line[clicks])
        if sales >= 0:
            assert float(chance_of_paying(0.12, sales, clicks)) < 0.05
        assert float(chance_of_paying(0.12, sales + 1, clicks)) >= 0.05


def test_stop_probability_against_every_sequence():
    breakeven, conversion, clicks = 0.5, 0.3, 10
    line = stop_line(breakeven, clicks)
    stopped = np.zeros(clicks + 1)
    for code in range(2**clicks):
        sells = [code >> i & 1 for i in range(clicks)]
        chance = conversion ** sum(sells) * (1 - conversion) ** (clicks - sum(sells))
        sales = np.cumsum([0, *sells])
        below = np.flatnonzero(sales <= line)
        if below.size:
            stopped[below[0] :] += chance
    mine = stop_probability(breakeven, clicks, conversion)
    assert mine.tolist() == pytest.approx(stopped.tolist())


def test_over_the_prior_it_is_the_average_over_conversions():
    nodes, weights = np.polynomial.legendre.leggauss(40)
    each = [stop_probability(0.2, 30, float(c))[-1] for c in (nodes + 1) / 2]
    assert float(stop_probability(0.2, 30)[-1]) == pytest.approx(weights @ each / 2)


def test_looking_after_every_click_stops_more_often_than_the_level_says():
    stopped = stop_probability(0.1, 500, conversion=0.1)
    assert stopped[-1] > 2 * 0.05
    assert np.all(np.diff(stopped) >= 0)
    bad, good = (stop_probability(0.1, 500, c)[-1] for c in (0.03, 0.15))
    assert bad > 0.98 > stopped[-1] > good


def test_walds_lines_are_those_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook, sequential sampling: −0.939 + 0.0397 n and 1.205 + 0.0397 n.
    test = sequential_test(good=0.10, bad=0.01, false_stop=0.10, false_go=0.05)
    lines = [float(v) for v in (test.slope, test.stop_below, test.go_above)]
    assert lines == pytest.approx([0.0397, 0.939, 1.205], abs=6e-4)


@pytest.mark.parametrize(("conversion", "wrong_is_stop"), [(0.10, True), (0.03, False)])
def test_walds_errors_stay_within_their_limits(conversion, wrong_is_stop):
    test = sequential_test(good=0.10, bad=0.03)
    going, wrong, clicks = np.array([1.0]), 0.0, 0.0
    for k in range(1, 3000):
        going = np.append(going * (1 - conversion), 0) + np.append(0, going * conversion)
        clicks += going.sum()
        sales = np.arange(len(going))
        stop = sales <= test.slope * k - test.stop_below
        go = sales >= test.slope * k + test.go_above
        wrong += going[stop if wrong_is_stop else go].sum()
        going[stop | go] = 0
    assert 0.02 < wrong <= 0.05 / 0.95
    expected = float(test.clicks_if_good if wrong_is_stop else test.clicks_if_bad)
    # Wald counts no click beyond the lines, so his number is a little low.
    assert expected < clicks < 1.25 * expected


def test_impossible_tests_are_refused():
    with pytest.raises(ParameterError, match="more than the 3"):
        chance_of_paying(0.1, sales=4, clicks=3)
    with pytest.raises(ParameterError, match="must be below the good"):
        sequential_test(good=0.03, bad=0.03)
    with pytest.raises(ParameterError, match=r"sales \(sales\) cannot be 1\.5"):
        clicks_to_reject(0.1, sales=1.5)

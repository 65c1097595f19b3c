"""The waterfall: each bar hangs where the one before ended; sums stand on zero."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from sample_charts import waterfall

from xbcourse.assumptions.language import speaking
from xbcourse.charts import look
from xbcourse.charts.chart import make
from xbcourse.charts.waterfall import Waterfall

cents = st.integers(0, 10_000).map(lambda amount: amount / 100)


def shown(data):
    chart = Waterfall()
    chart.figure = make(chart, data)
    return chart


def test_spans_by_hand():
    assert waterfall(20, 8, 3).spans() == [(0, 20), (20, 12), (0, 12), (12, 9), (0, 9)]
    # A loss hangs below zero.
    assert waterfall(20, 8, 15).spans()[-2:] == [(12, -3), (0, -3)]


@given(cents.filter(bool), cents, cents)
def test_each_total_stands_where_the_costs_above_it_end(price, goods, ads):
    spans = waterfall(price, goods, ads).spans()
    for cost, total in ((1, 2), (3, 4)):
        assert spans[cost][1] == pytest.approx(spans[total][1], abs=1e-9)
        assert spans[total][0] == 0


@settings(max_examples=15, deadline=None)
@given(cents.filter(bool), cents, cents)
def test_bars_and_amounts_are_the_data(price, goods, ads):
    data = waterfall(price, goods, ads)
    chart = shown(data)
    for bar, (start, end) in zip(chart.bars, data.spans(), strict=True):
        assert bar.get_x() == min(start, end)
        assert bar.get_width() == pytest.approx(abs(end - start))
    low, high = chart.axes.get_xlim()
    ends = [end for span in data.spans() for end in span]
    assert low <= min(ends) and max(ends) <= high


def test_amounts_are_written_with_sign_and_currency():
    with speaking("en"):
        chart = shown(waterfall(20, 8, 15))
    written = [amount.get_text() for amount in chart.amounts]
    assert written == ["$20.00", "-$8.00", "$12.00", "-$15.00", "-$3.00"]


def test_an_unknown_cost_is_not_a_free_one():
    data = waterfall(20, 0, 3)
    steps = list(data.steps)
    steps[1] = replace(steps[1], known=False)
    with speaking("en"):
        chart = shown(replace(data, steps=tuple(steps)))
    assert chart.amounts[1].get_text() == "no data"


def test_a_loss_has_the_colour_of_loss_and_a_gain_has_not():
    loss, gain = shown(waterfall(20, 8, 15)).bars[-1], shown(waterfall(20, 8, 3)).bars[-1]
    assert to_hex(loss.get_facecolor()).upper() == look.LOSS
    assert to_hex(gain.get_facecolor()).upper() == look.TOTAL


def test_names_stand_from_top_to_bottom():
    chart = shown(waterfall())
    labels = [label.get_text() for label in chart.axes.get_yticklabels()]
    assert labels == ["Price", "Goods", "CM1", "Ads", "CM3"]
    top, bottom = chart.axes.get_ylim()[::-1]
    assert top < 0 < 4 < bottom, "the first line is at the top"


def test_small_moves_and_a_small_loss_keep_the_frame():
    frame = Waterfall().frame
    assert frame(waterfall(20, 8, 3)) == frame(waterfall(20, 8, 14)) == frame(waterfall(19, 9, 3))
    assert frame(waterfall(20, 8, 3)) != frame(waterfall(90, 8, 3))

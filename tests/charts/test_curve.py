"""The curve: the line, the point and the marks are where the data is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_charts import X, curve, drawn

from xbcourse.charts.chart import make
from xbcourse.charts.curve import MOST_MARKS, Curve, Mark


@pytest.fixture(scope="module", name="chart")
def _chart():
    chart = Curve()
    chart.figure = make(chart, curve())
    return chart


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 60), st.floats(0, 40))
def test_drawn_is_what_the_data_says(chart, price, cost):
    data = curve(price, cost)
    chart.fit(data)
    chart.move(data)
    x, y = chart.line.get_data()
    assert np.array_equal(x, X) and np.array_equal(y, 0.85 * X - cost)
    assert chart.point.get_xydata().tolist() == [[price, 0.85 * price - cost]]
    assert [rule[:, 0].tolist() for rule in chart.marks.rules[0].get_segments()] == [
        [cost / 0.85] * 2
    ]
    assert chart.title.get_text() == data.finding


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 60), st.floats(0, 40))
def test_point_and_its_name_are_inside_the_axes(chart, price, cost):
    data = curve(price, cost)
    chart.fit(data)
    chart.move(data)
    chart.figure.canvas.draw()
    axes = chart.axes.get_window_extent().padded(2)
    x, y = chart.axes.transData.transform(data.here)
    assert axes.contains(x, y)
    name = chart.here.get_window_extent()
    assert axes.contains(name.x0, name.y0) and axes.contains(name.x1, name.y1)


def test_frame_stays_while_the_point_moves_and_changes_with_the_line(chart):
    assert chart.frame(curve(10)) == chart.frame(curve(50))
    assert chart.frame(curve(cost=12)) != chart.frame(curve(cost=120))


def test_unused_marks_are_not_seen(chart):
    chart.move(curve(marks=()))
    assert not len(chart.marks.rules[0].get_segments())
    assert not any(words.get_visible() for words in chart.marks.words)
    chart.move(curve(marks=(Mark(5, "five"), Mark(50, "fifty"))))
    words = chart.marks.words
    assert [word.get_visible() for word in words] == [True, True, False, False]
    assert [word.get_text() for word in words[:2]] == ["five", "fifty"]
    # Near the right end the word stands on the left of its line, and lower than the one before.
    assert [word.get_ha() for word in words[:2]] == ["left", "right"]
    assert words[1].get_position()[1] < words[0].get_position()[1]


def test_more_marks_than_there_is_room_for_are_refused():
    marks = tuple(Mark(float(n), str(n)) for n in range(MOST_MARKS + 1))
    with pytest.raises(ValueError, match="at most 4 marks, got 5"):
        curve(marks=marks)


def test_a_jump_is_seen_as_a_gap():
    y = 0.85 * X - 12
    y[60] = np.nan
    broken = drawn(make(Curve(), curve(y=y)))
    assert not np.array_equal(broken, drawn(make(Curve(), curve())))
    assert Curve().frame(curve(y=y)) == Curve().frame(curve())


def test_loss_is_shaded_below_zero_only(chart):
    chart.fit(curve())
    low = chart.axes.get_ylim()[0]
    assert chart.loss.get_bbox().bounds[1:] == (low, 1, -low)
    chart.fit(curve(y=0.5 * X))
    assert chart.loss.get_height() == 0

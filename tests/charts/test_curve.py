"""The curve: the line, the point and the marks are where the data is."""

from itertools import combinations

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
    # Near the right end the word stands on the left of its line.
    assert [word.get_ha() for word in words[:2]] == ["left", "right"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-5, 65), max_size=MOST_MARKS))
def test_words_of_marks_stand_over_the_axes_apart_and_under_the_title(chart, places):
    marks = tuple(Mark(x, f"mark {n}") for n, x in enumerate(places))
    data = curve(marks=marks, finding="A title that takes the two lines it may take; " * 2)
    chart.fit(data)
    chart.move(data)
    boxes = [words.get_window_extent() for words in chart.marks.words if words.get_visible()]
    assert len(boxes) == sum(0 <= x <= 60 for x in places)
    title = chart.title.get_window_extent()
    for box in boxes:
        assert chart.axes.bbox.y1 <= box.y0 + 3 and box.y1 - 3 <= title.y0
    for one, other in combinations(boxes, 2):
        assert not one.padded(-2).overlaps(other.padded(-2))


def test_no_word_of_a_mark_is_crossed_by_the_line_of_another(chart):
    marks = tuple(Mark(x, f"a long word {x}") for x in (31.0, 30.0, 29.0))
    chart.fit(curve(marks=marks))
    chart.move(curve(marks=marks))
    pixels = chart.axes.get_xaxis_transform().transform
    ends = [pixels(segment[1]) for segment in chart.marks.rules[0].get_segments()]
    for words in chart.marks.words[:3]:
        box = words.get_window_extent()
        assert not any(box.x0 < x < box.x1 and top > box.y0 + 3 for x, top in ends)


WAVES = {
    "rising": 0.85 * X - 12,
    "falling": 40 - 0.85 * X,
    "level": np.full(X.size, 5.0),
    "valley": (X - 20) ** 2 / 10 - 30,
    "jagged": 0.3 * X + 3 * np.sin(9 * X),
}


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("price", [0.0, 7.5, 20.0, 33.0, 52.0, 60.0])
def test_no_line_runs_through_the_name_of_the_point(chart, wave, price):
    y = WAVES[wave]
    data = curve(y=y, here=(price, float(np.interp(price, X, y))), marks=())
    chart.fit(data)
    chart.move(data)
    box = chart.here.get_window_extent()
    fine = np.linspace(0, 60, 2000)
    along = chart.axes.transData.transform(np.column_stack([fine, np.interp(fine, X, y)]))
    within = along[(box.x0 < along[:, 0]) & (along[:, 0] < box.x1), 1]
    assert not ((box.y0 < within) & (within < box.y1)).any()


def test_a_name_longer_than_the_axis_is_broken_and_keeps_within_it(chart):
    long = "Lost in the worst four weeks of the year, all orders together (CNY, median)"
    chart.fit(curve(y_label=long))
    chart.figure.canvas.draw()
    name, axes = chart.axes.yaxis.label.get_window_extent(), chart.axes.bbox
    assert chart.axes.get_ylabel().split("\n") != [long]
    assert axes.y0 <= name.y0 and name.y1 <= axes.y1 and name.x0 > 0


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

"""What all charts have in common: they move, they keep still, they touch nothing of others."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from sample_charts import curve, drawn, waterfall

from xbcourse.charts.chart import make, show_ghosts
from xbcourse.charts.curve import Curve
from xbcourse.charts.waterfall import Waterfall

CHARTS = {"curve": (Curve, curve, {"price": 41.0}), "waterfall": (Waterfall, waterfall, {"ads": 5})}


@pytest.fixture(params=CHARTS, name="kind")
def _kind(request):
    return CHARTS[request.param]


def test_moved_there_equals_made_there(kind):
    chart, data, change = kind
    moved = chart()
    figure = make(moved, data())
    moved.move(data(**change))
    there = data(**change)
    assert moved.frame(there) == moved.frame(data()), "the test wants a move within one frame"
    made = chart()
    fresh = make(made, there)
    assert np.array_equal(drawn(figure), drawn(fresh))
    moved.move(data())
    assert not np.array_equal(drawn(figure), drawn(fresh)), "moving changes the picture"


def test_fitted_again_equals_made_there(kind):
    """A frame far away and back leaves no trace."""
    chart, data, _ = kind
    moved = chart()
    figure = make(moved, data())
    before = drawn(figure)
    far = curve(cost=400.0) if chart is Curve else waterfall(price=900.0)
    assert moved.frame(far) != moved.frame(data())
    for state in (far, data()):
        moved.fit(state)
        moved.move(state)
    assert np.array_equal(drawn(figure), before)


def test_ghosts_stay_where_the_start_was(kind):
    chart, data, change = kind
    moved = chart()
    figure = make(moved, data())
    hidden = drawn(figure)
    show_ghosts(moved, True)
    moved.move(data(**change))
    with_ghosts = drawn(figure)
    show_ghosts(moved, False)
    assert not np.array_equal(with_ghosts, drawn(figure)), "ghosts can be seen"
    moved.move(data())
    assert np.array_equal(drawn(figure), hidden)


def test_pyplot_is_not_touched(kind):
    chart, data, _ = kind
    learners = plt.figure()
    make(chart(), data())
    assert plt.get_fignums() == [learners.number]
    assert plt.gcf() is learners
    plt.close(learners)


@pytest.mark.parametrize("style", ["dark_background", "ggplot", "grayscale"])
def test_learners_defaults_change_nothing(kind, style):
    chart, data, _ = kind
    expected = drawn(make(chart(), data()))
    with plt.style.context(style), matplotlib.rc_context({"grid.alpha": 0.1, "font.size": 30}):
        found = drawn(make(chart(), data()))
    assert np.array_equal(found, expected)


def test_what_moves_is_drawn_above_what_does_not(kind):
    chart, data, _ = kind
    made = chart()
    figure = make(made, data())
    still = [a for a in figure.axes[0].get_children() if a not in made.moving]
    assert min(a.zorder for a in made.moving) > max(a.zorder for a in still)


def test_text_stays_inside_the_picture(kind):
    chart, data, _ = kind
    figure = make(chart(), data())
    figure.canvas.draw()
    for text in figure.findobj(matplotlib.text.Text):
        if text.get_visible() and text.get_text():
            box = text.get_window_extent()
            assert box.x0 >= 0 and box.y0 >= 0, text
            assert box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, text

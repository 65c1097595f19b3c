"""What all charts have in common: they move, they keep still, they touch nothing of others."""

from itertools import combinations

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import sample_charts as samples
from sample_charts import drawn

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.charts.atlas import Atlas
from xbcourse.charts.chart import make, show_ghosts
from xbcourse.charts.curve import Curve
from xbcourse.charts.heat import Heat
from xbcourse.charts.layers import Layers
from xbcourse.charts.lettering import Label
from xbcourse.charts.paths import Paths
from xbcourse.charts.ranges import Ranges
from xbcourse.charts.rows import Rows
from xbcourse.charts.stacks import Stacks
from xbcourse.charts.tornado import Tornado
from xbcourse.charts.waterfall import Waterfall

#: Each kind: the chart, its data, a move within the frame, and a move far out of it.
CHARTS = {
    "curve": (Curve, samples.curve, {"price": 41.0}, {"cost": 400.0}),
    "waterfall": (Waterfall, samples.waterfall, {"ads": 5}, {"price": 900.0}),
    "paths": (Paths, samples.paths, {"slope": 2.1}, {"slope": 90_000.0}),
    "rows": (Rows, samples.rows, {"slope": 2.1}, {"slope": 90_000.0}),
    "layers": (Layers, samples.layers, {"goods": 3.1}, {"goods": 90_000.0}),
    "stacks": (Stacks, samples.stacks, {"ads": 3.1}, {"ads": 900.0}),
    "heat": (Heat, samples.heat, {"shop": 0.9}, {"rows": ("FBA", "parcels", "a long name " * 3)}),
    "atlas": (Atlas, samples.atlas, {"border": 17}, {"x_label": "Money at the start"}),
    "tornado": (Tornado, samples.tornado, {"price": 45.0}, {"price": 1.0}),
    "ranges": (Ranges, samples.ranges, {"shop": 10.5}, {"shop": 90_000.0}),
}


@pytest.fixture(params=CHARTS, name="kind")
def _kind(request):
    return CHARTS[request.param]


def test_moved_there_equals_made_there(kind):
    chart, data, change, _ = kind
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
    chart, data, _, change = kind
    moved = chart()
    figure = make(moved, data())
    before = drawn(figure)
    far = data(**change)
    assert moved.frame(far) != moved.frame(data())
    for state in (far, data()):
        moved.fit(state)
        moved.move(state)
    assert np.array_equal(drawn(figure), before)


def test_ghosts_stay_where_the_start_was(kind):
    chart, data, change, _ = kind
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
    chart, data, *_ = kind
    learners = plt.figure()
    make(chart(), data())
    assert plt.get_fignums() == [learners.number]
    assert plt.gcf() is learners
    plt.close(learners)


@pytest.mark.parametrize("style", ["dark_background", "ggplot", "grayscale"])
def test_learners_defaults_change_nothing(kind, style):
    chart, data, *_ = kind
    expected = drawn(make(chart(), data()))
    with plt.style.context(style), matplotlib.rc_context({"grid.alpha": 0.1, "font.size": 30}):
        found = drawn(make(chart(), data()))
    assert np.array_equal(found, expected)


def test_what_moves_is_drawn_above_what_does_not(kind):
    chart, data, *_ = kind
    made = chart()
    figure = make(made, data())
    for axes in figure.axes:
        moving = [a for a in axes.get_children() if a in made.moving]
        still = [a for a in axes.get_children() if a not in made.moving]
        assert min(a.zorder for a in moving) > max(a.zorder for a in still)


def test_there_is_one_finding_at_the_top_left(kind):
    chart, data, *_ = kind
    figure = make(chart(), data())
    assert [text.get_text() for text in figure.texts] == [data().finding]
    assert not any(axes.get_title() for axes in figure.axes)


def visible_texts(figure):
    """All words that are drawn; an axis keeps ticks beyond its ends, which are not."""
    figure.canvas.draw()
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += [*axes.texts, axes.xaxis.label, axes.yaxis.label]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts += [label for tick in ticks for label in (tick.label1, tick.label2)]
    return [text for text in texts if text.get_visible() and text.get_text().strip()]


@pytest.mark.parametrize("state", ["start", "near", "far"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_stays_inside_the_picture(kind, state, language):
    chart, data, near, far = kind
    with speaking(language):
        figure = make(chart(), data(**{"start": {}, "near": near, "far": far}[state]))
        texts = visible_texts(figure)
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.y0 >= 0, text
        assert box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, text


@pytest.mark.parametrize("state", ["start", "far"])
def test_names_and_numbers_do_not_cover_each_other(kind, state):
    chart, data, _, far = kind
    figure = make(chart(), data(**(far if state == "far" else {})))
    labels = [text for text in visible_texts(figure) if isinstance(text, Label)]
    for one, other in combinations(labels, 2):
        a, b = one.get_window_extent(), other.get_window_extent()
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        up = min(a.y1, b.y1) - max(a.y0, b.y0)
        # The paper of two lines may touch by less than the space between lines.
        assert across <= 0 or up <= 0.35 * min(a.height, b.height), (one, other)


def test_the_frame_stays_while_values_wobble(kind):
    chart, data, near, _ = kind
    ((name, value),) = near.items()
    frames = {chart().frame(data(**{name: value * (1 + wobble)})) for wobble in (0, 0.004, -0.004)}
    assert len(frames) == 1

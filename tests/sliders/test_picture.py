"""The blitted picture is the one that a full redraw gives, pixel for pixel."""

import io
import sys

import numpy as np
import pytest
from demo_view import LineChart, demo
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from xbcourse.charts.chart import make, show_ghosts
from xbcourse.sliders.picture import Picture
from xbcourse.sliders.view import find

states = st.tuples(st.floats(1, 99), st.floats(0, 300), st.floats(0, 0.9))
NAMES = ("price_usd", "cogs", "acos")


def data_of(view, state):
    return view(view.start(**dict(zip(NAMES[: len(view.inputs)], state, strict=False)))).data


def redrawn(chart, data, ghosts_of=None) -> np.ndarray:
    """Everything drawn anew, by a chart of its own, with nothing animated."""
    figure = make(chart, ghosts_of if ghosts_of is not None else data)
    chart.fit(data)
    chart.move(data)
    show_ghosts(chart, ghosts_of is not None)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


@pytest.fixture(scope="module", params=["demo", "first_slider"], name="moving")
def _moving(request):
    view = find(request.param)
    start = view(view.start()).data
    return view, start, Picture(view.chart(), start)


@pytest.mark.filterwarnings("ignore::xbcourse.assumptions.errors.CourseWarning")
@settings(max_examples=12, deadline=None)
@given(state=states, compare=st.booleans())
def test_blitted_equals_redrawn(moving, state, compare):
    view, start, picture = moving
    data = data_of(view, state)
    picture.compare(compare)
    picture.draw(data)
    expected = redrawn(view.chart(), data, ghosts_of=start if compare else None)
    assert np.array_equal(np.asarray(picture.pixels()).reshape(expected.shape), expected)


def test_the_file_is_the_canvas():
    data = demo(demo.start(price_usd=20.0)).data
    picture = Picture(LineChart(), data)
    image = np.asarray(Image.open(io.BytesIO(picture.show(data))).convert("RGB"), dtype=int)
    canvas = np.asarray(picture.pixels()).reshape(440, 960, 4)[..., :3].astype(int)
    assert image.shape == canvas.shape
    # JPEG is near, not equal; swapped colours or rows would be far.
    assert np.abs(image - canvas).mean() < 1.5


@pytest.mark.filterwarnings("ignore::xbcourse.assumptions.errors.CourseWarning")
def test_a_frame_that_could_not_be_fitted_is_fitted_at_the_next_move(monkeypatch):
    start, far = (demo(demo.start(price_usd=30.0, cogs=c)).data for c in (40.0, 900.0))
    picture = Picture(LineChart(), start)
    with monkeypatch.context() as patch:
        patch.setattr(LineChart, "fit", _refuse)
        with pytest.raises(RuntimeError):
            picture.show(far)
    picture.draw(start)
    expected = redrawn(LineChart(), start)
    assert np.array_equal(np.asarray(picture.pixels()).reshape(expected.shape), expected)


def _refuse(_chart, _data):
    raise RuntimeError("no fit")


def test_the_background_is_drawn_anew_only_when_the_frame_changes(monkeypatch):
    module = sys.modules["xbcourse.sliders.picture"]
    drawn = []
    original = module._drawn
    monkeypatch.setattr(module, "_drawn", lambda figure: drawn.append(1) or original(figure))
    made = Picture(LineChart(), demo(demo.start()).data)
    for price in range(5, 95):
        made.show(demo(demo.start(price_usd=float(price))).data)
    assert len(drawn) == 1
    made.show(demo(demo.start(cogs=290.0)).data)
    assert len(drawn) == 2

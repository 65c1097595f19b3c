"""Every declared view, at the corners of its sliders and at random places between them."""

import random
import re
import warnings
from dataclasses import fields, is_dataclass, replace
from itertools import combinations

import numpy as np
import pytest

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.charts import look
from xbcourse.charts.chart import make
from xbcourse.charts.curve import Curve, CurveData, Mark
from xbcourse.sliders.still import Still
from xbcourse.sliders.view import Shown, views

#: How many random settings of a view are looked at in each language.
SAMPLES = 25

COURSE = {name: view for name, view in views().items() if ".views." in view.function.__module__}


def called(view):
    """A view with its module: m02-cash_curve."""
    return re.search(r"\bm\d\d", view.function.__module__)[0] + f"-{view.name}"


in_both = pytest.mark.parametrize("language", LANGUAGES)
of_each = pytest.mark.parametrize("view", COURSE.values(), ids=called)


def places(parameter):
    """Low, middle and high of a slider; every option of a choice."""
    if parameter.choices is not None:
        return list(parameter.choices)
    middle = parameter.low + parameter.step * round(
        (parameter.high - parameter.low) / 2 / parameter.step
    )
    return [parameter.low, middle, parameter.high]


def settings(view):
    """The start, every preset, each input at its places, all at one end, and random mixtures."""
    yield {}
    yield from (changes for _, changes in view.presets.values())
    inputs = view.parameters()
    yield from ({p.name: place} for p in inputs for place in places(p))
    yield {p.name: places(p)[0] for p in inputs}
    yield {p.name: places(p)[-1] for p in inputs}
    rng = random.Random(view.name)
    for _ in range(SAMPLES):
        yield {p.name: rng.choice(places(p)) for p in inputs}


def assert_finite(data):
    """Every number of a chart's data, at whatever depth, is one that can be drawn."""
    if isinstance(data, CurveData):
        # A gap shows a jump, and one at the begin that a shop cannot open; a line that is mostly
        # gaps shows nothing.
        assert np.isfinite(data.y).mean() > 0.5
        assert np.isfinite(data.y[[1, -1]]).all()
        data = replace(data, y=data.y[np.isfinite(data.y)])
    if is_dataclass(data):
        for field in fields(data):
            assert_finite(getattr(data, field.name))
    elif isinstance(data, tuple | list):
        for item in data:
            assert_finite(item)
    elif isinstance(data, np.ndarray | float | int):
        assert np.isfinite(data).all(), data


@pytest.mark.parametrize("hidden", [float("nan"), np.array([1.0, np.inf])])
def test_a_number_that_cannot_be_drawn_is_found_at_any_depth(hidden):
    assert_finite(((1.0, Mark(2.0, "here")), None))
    with pytest.raises(AssertionError):
        assert_finite(((1.0, Mark(hidden, "here")), None))


def boxes_of_words(figure):
    """Each visible text with the box it takes on the canvas."""
    renderer = figure.canvas.get_renderer()
    words = [*figure.texts]
    for axes in figure.axes:
        words += [*axes.texts, axes.xaxis.label, axes.yaxis.label]
        for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            ends = sorted((low, high))
            ticks = axis.get_major_ticks()
            within = [tick for tick in ticks if ends[0] <= tick.get_loc() <= ends[1]]
            words += [tick.label1 for tick in within if tick.label1.get_visible()]
            words += [tick.label2 for tick in within if tick.label2.get_visible()]
    shown = [text for text in words if text.get_visible() and text.get_text()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in shown]


def texts_outside(figure):
    """Visible words that reach over the edge of the picture."""
    page = figure.bbox
    return [
        words
        for words, box in boxes_of_words(figure)
        if box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1
    ]


def texts_touching(figure):
    """Pairs of words that lie on each other. A box has a little paper over and under its ink."""
    boxes = [(words, box.padded(-1, -2.5)) for words, box in boxes_of_words(figure)]
    return [
        (one, other)
        for (one, box), (other, another) in combinations(boxes, 2)
        if box.overlaps(another)
    ]


def test_words_on_each_other_and_over_the_edge_are_found():
    figure = make(Curve(), CurveData(*_LINE, "here", "x", "y", "finding", *[look.number_axis] * 2))
    figure.canvas.draw()
    assert not texts_touching(figure) and not texts_outside(figure)
    on_page = {"transform": figure.transFigure}
    look.direct_label(figure.axes[0], "on the title", (0.02, 0.95), **on_page)
    look.direct_label(figure.axes[0], "beyond the edge", (2.0, 1.0))
    assert texts_touching(figure) == [("finding", "on the title")]
    assert texts_outside(figure) == ["beyond the edge"]


#: x and y of a line, and a point on it.
_LINE = np.array([0.0, 2.0]), np.array([0.0, 2.0]), (1.0, 1.0)


def test_there_are_views():
    assert {"first_slider", "one_order", "size_steps", "price_profit"} <= set(COURSE)


@in_both
@of_each
def test_a_view_answers_everywhere(view, language):
    with speaking(language), warnings.catch_warnings():
        warnings.simplefilter("error")
        for changes in settings(view):
            # The start with all its paths, the rest as it looks while the slider moves.
            answer = view.draft if changes else view
            shown = answer(view.start(**changes))
            assert isinstance(shown, Shown), changes
            assert_finite(shown.data)
            assert len(shown.sentence) > 10
            assert "nan" not in shown.sentence.lower(), changes
            # A gap that stayed empty, and a loss that is called a gain of less than nothing.
            assert not re.search(r"\s\s|gains? -|净增 -|少 -", shown.sentence), changes
            assert shown.figures and all(figure.text for figure in shown.figures)
            assert 1 <= len(shown.table) <= 20
            assert not shown.table.isna().any(axis=None)


@in_both
@of_each
def test_a_picture_has_all_its_glyphs_and_keeps_its_words_inside_and_apart(view, language):
    with speaking(language), warnings.catch_warnings():
        # A box in place of a character comes as a warning.
        warnings.simplefilter("error")
        for number, changes in enumerate(settings(view)):
            if number % 4:
                continue
            figure = make(view.chart(), view.draft(view.start(**changes)).data)
            figure.canvas.draw()
            assert not texts_outside(figure), changes
            assert not texts_touching(figure), changes
            finding = figure.texts[0].get_text()
            assert finding.count("\n") <= 1, changes


@in_both
@of_each
def test_a_still_says_in_words_what_it_shows(view, language):
    with speaking(language):
        still = Still(view.chart(), view(view.start()))
    bundle, metadata = still._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == still.alt
    assert still.alt in bundle["text/plain"]
    assert still.png.startswith(b"\x89PNG")


@of_each
def test_both_languages_say_something_else_with_the_same_numbers(view):
    shown = {}
    for language in LANGUAGES:
        with speaking(language):
            shown[language] = view(view.start())
    assert shown["zh"].sentence != shown["en"].sentence
    assert [f.value for f in shown["zh"].figures] == [f.value for f in shown["en"].figures]


def _moves(view, base, parameter):
    """Whether a slider changes what is shown, the other inputs being as given."""
    starts = (view.start(**{**base, parameter.name: place}) for place in places(parameter))
    shown = map(view.draft, starts)
    return len({one.table.to_string() + one.sentence for one in shown}) > 1


@of_each
def test_a_view_depends_on_each_of_its_inputs(view):
    """A slider that moves nothing anywhere is a slider too many."""
    with speaking("en"):
        starts = [changes for _, changes in view.presets.values()]
        for parameter in view.parameters():
            # From one start that shows it; a slow view is not asked again from the others.
            assert any(_moves(view, base, parameter) for base in [{}, *starts]), parameter.name

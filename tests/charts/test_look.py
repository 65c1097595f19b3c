"""The look: told apart by every eye and on paper; sentences broken well; labels kept apart."""

from itertools import combinations, pairwise

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from colour_sight import SIGHTS, contrast, distance, lab
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from xbcourse.charts import look
from xbcourse.charts.chart import DPI
from xbcourse.charts.heat import PALE_TO_DARK, words_on

COLOURS = [stroke.color for stroke in look.STROKES]

# A just noticeable distance is 2.3; small areas on a projector need several times that.
FAR_APART = 15
#: Steps of lightness (of 100) that a photocopy keeps apart.
GREY_STEP = 5


def test_colour_sight_against_known_values():
    assert lab("#FFFFFF") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#FF0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert contrast("#000000") == pytest.approx(21)
    # Red and green of one lightness: far apart for most, hardly for a deuteranope.
    assert distance("#C8381E", "#6B7B1E") > 60
    assert distance("#C8381E", "#6B7B1E", "deuteranopia") < FAR_APART


@pytest.mark.parametrize("sight", SIGHTS)
def test_lines_differ_in_colour_for_every_eye(sight):
    for one, other in combinations(COLOURS, 2):
        assert distance(one, other, sight) > FAR_APART, (one, other)


def test_lines_differ_in_grey():
    lightness = sorted(lab(colour)[0] for colour in COLOURS)
    assert min(b - a for a, b in pairwise(lightness)) > GREY_STEP


@pytest.mark.parametrize("sight", SIGHTS)
def test_gain_and_loss_differ_for_every_eye(sight):
    assert distance(look.GAIN, look.LOSS, sight) > 40


def test_colour_is_never_alone():
    assert len({str(stroke.linestyle) for stroke in look.STROKES}) == len(look.STROKES)
    assert len({stroke.marker for stroke in look.STROKES}) == len(look.STROKES)


def test_text_and_lines_can_be_seen_on_white():
    assert contrast(look.INK) >= 7
    assert contrast(look.QUIET) >= 4.5
    assert min(map(contrast, COLOURS)) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_areas_differ_for_every_eye(sight):
    for one, other in combinations(look.FILLS, 2):
        assert distance(one, other, sight) > FAR_APART, (one, other)


def test_areas_differ_in_grey_and_neighbours_most():
    lightness = [lab(colour)[0] for colour in look.FILLS]
    assert min(b - a for a, b in pairwise(sorted(lightness))) > GREY_STEP
    assert min(abs(b - a) for a, b in pairwise(lightness)) > 2 * GREY_STEP


def test_darker_is_better_in_grey_too_and_words_can_be_read_on_every_shade():
    shades = [to_hex(PALE_TO_DARK(share)) for share in np.linspace(0, 1, 21)]
    lightness = [lab(shade)[0] for shade in shades]
    assert all(a > b + 1 for a, b in pairwise(lightness))
    for share, shade in zip(np.linspace(0, 1, 21), shades, strict=True):
        assert contrast(words_on(share), shade) > 3.4


@pytest.mark.parametrize("words", ["Hybrid: parcels first", "WWW%@MM", "平台自然流量", "$1,250.00"])
@pytest.mark.parametrize("size", [look.TICK_SIZE, look.LABEL_SIZE])
def test_reach_is_what_a_label_takes(words, size):
    label = look.direct_label(look.axes(Figure(dpi=DPI)), words, fontsize=size)
    assert label.get_window_extent().width == look.reach(words, size)


def test_sixth_line_starts_again():
    assert look.stroke(5) == look.stroke(0) != look.stroke(1)
    assert look.stroke(1, marker=True)["marker"] == "s"


@pytest.mark.parametrize(
    ("words", "width", "broken"),
    [
        ("", 10, ""),
        ("short", 10, "short"),
        ("two words", 5, "two\nwords"),
        ("unbreakable", 5, "unbreakable"),
        # Ten Chinese characters are twenty wide; the comma stays with its word.
        ("一二三四五，六七八九", 12, "一二三四五，\n六七八九"),
        ("一二三四五六，七八", 12, "一二三四五\n六，七八"),
        ("保本 ACoS 是 25%", 9, "保本 ACoS\n是 25%"),
    ],
)
def test_lines(words, width, broken):
    assert look.lines(words, width) == broken


@given(st.text("ab 一二，。%", max_size=60), st.integers(4, 40))
def test_lines_lose_nothing(words, width):
    assert look.lines(words, width).replace("\n", "").replace(" ", "") == words.replace(" ", "")


@given(st.text("一二三ab，。", max_size=60))
def test_no_line_begins_with_a_comma(words):
    for line in look.lines("起" + words, 10).split("\n")[1:]:
        assert not line.startswith(("，", "。"))


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("short", "short"),
        # Where the sense ends, rather than where the line is full.
        ("one two; three four five", "one two;\nthree four five"),
        ("每周两千元：到第八周回本", "每周两千元：\n到第八周回本"),
        # A part too long for a line is no end; a point within a number is none either.
        ("one; two three four five six", "one; two three\nfour five six"),
        ("costs 10.50 then 20 more", "costs 10.50\nthen 20 more"),
        # Nothing in brackets is torn apart for its comma.
        ("first part (a, b c d e)", "first part\n(a, b c d e)"),
        # No last word by itself.
        ("aaaa bbbb cccc dddd e", "aaaa bbbb\ncccc dddd e"),
        # Longer than two lines: as full as can be.
        ("aaaa bbbb cccc dddd eeee ffff gggg hhhh", "aaaa bbbb cccc dddd\neeee ffff gggg hhhh"),
    ],
)
def test_headline(words, broken):
    assert look.headline(words, 20) == broken


@given(st.text("ab 一二，。；%", max_size=60), st.integers(10, 40))
def test_headlines_are_never_more_lines_and_lose_nothing(words, width):
    broken, full = look.headline(words, width), look.lines(words, width)
    assert broken.count("\n") <= max(1, full.count("\n"))
    assert broken.replace("\n", "").replace(" ", "") == words.replace(" ", "")


def test_spread_leaves_what_is_far_enough():
    assert look.spread([3.0, 1.0, 9.0], 2.0) == [3.0, 1.0, 9.0]
    assert look.spread([], 1.0) == []


def test_spread_moves_a_heap_around_its_middle():
    assert look.spread([5.0, 5.0, 5.0], 1.0) == [4.0, 5.0, 6.0]


@given(
    st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 10)), min_size=1, max_size=8),
)
def test_spread_by_size_keeps_labels_apart_and_within_bounds(labels):
    places, sizes = map(list, zip(*labels, strict=True))
    spots = look.spread(places, sizes, -60, 60)
    order = sorted(range(len(places)), key=places.__getitem__)
    for a, b in pairwise(order):
        assert spots[b] - spots[a] >= (sizes[a] + sizes[b]) / 2 - 1e-6
    # Eight labels of ten always fit.
    assert min(spots) >= -60 - 1e-6 and max(spots) <= 60 + 1e-6


@given(
    st.lists(st.floats(-100, 100, allow_subnormal=False), min_size=1, max_size=8),
    st.floats(0.1, 10),
)
def test_spread_keeps_order_distance_and_middle(places, gap):
    spots = look.spread(places, gap)
    ranked = [spot for _, spot in sorted(zip(places, spots, strict=True))]
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(ranked))
    assert sum(spots) == pytest.approx(sum(places), abs=1e-6)


def test_apply_gives_learners_charts_the_font_and_nothing_the_course_needs():
    with matplotlib.rc_context():
        look.apply()
        assert matplotlib.rcParams["font.family"][0] == "Noto Sans SC Course"
        figure, axes = plt.subplots()
        assert not axes.spines["top"].get_visible()
        plt.close(figure)


def test_dollar_signs_are_money_and_not_mathematics():
    figure = Figure()
    title = look.finding(figure, "from $5 to $10")
    label = look.direct_label(look.axes(figure), "$1 and $2")
    assert not title.get_parse_math() and not label.get_parse_math()

"""Each further kind of chart draws what its data says."""

from dataclasses import replace

import numpy as np
import pytest
import sample_charts as samples
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_charts import STEPS, band

from xbcourse.assumptions.language import speaking
from xbcourse.charts import look
from xbcourse.charts.chart import make
from xbcourse.charts.heat import Heat
from xbcourse.charts.layers import Layer, Layers, Panel
from xbcourse.charts.marks import Mark
from xbcourse.charts.paths import Level, Paths
from xbcourse.charts.ranges import Ranges
from xbcourse.charts.rows import Rows
from xbcourse.charts.stacks import StackRow, Stacks
from xbcourse.charts.tornado import Swing, Tornado


def shown(chart, data):
    chart.figure = make(chart, data)
    chart.figure.canvas.draw()
    return chart


def ends(collection):
    """Left and right end of each bar."""
    return [
        (path.vertices[:, 0].min(), path.vertices[:, 0].max()) for path in collection.get_paths()
    ]


def test_a_band_reaches_from_its_low_to_its_high_edge():
    chart = shown(Paths(), samples.paths(slope=2.0))
    corners = chart.ribbons.fills[0].get_paths()[0].vertices
    assert corners[0].tolist() == [0, -10] and corners[20].tolist() == [20, 30]
    assert corners[21].tolist() == [20, 50] and corners[41].tolist() == [0, 10]
    assert chart.ribbons.lines[0].get_ydata().tolist() == (2 * STEPS).tolist()


def test_runs_behind_bands_are_few_however_many_bands_there_are():
    bands = tuple(band(str(number), number, runs=40) for number in range(4))
    chart = shown(Paths(), samples.paths(bands=bands))
    assert [len(cloud.get_segments()) for cloud in chart.ribbons.clouds] == [10] * 4
    with pytest.raises(ValueError, match="at most 40 single runs, got 41"):
        band(runs=41)


def test_runs_that_are_not_drawn_need_no_room():
    wild = band("wild", runs=40, width=10.0)
    wild.cloud[30:] *= 1000
    bands = (wild, band("tame", 1.0))
    _, high = samples.paths(bands=bands, levels=()).reach()
    assert high < 200
    assert samples.paths(bands=(wild,), levels=()).reach()[1] > 10_000, "all are drawn"


def test_the_ground_is_shaded_below_the_loss_and_nowhere_without_one():
    assert shown(Paths(), samples.paths()).loss.get_bbox().bounds[3] == 20.0
    assert shown(Paths(), samples.paths(loss_below=None)).loss.get_height() == 0


@pytest.mark.parametrize("count", [0, 5])
def test_no_band_and_five_bands_are_refused(count):
    with pytest.raises(ValueError, match=f"1 to 4 bands, got {count}"):
        samples.paths(bands=tuple(band(str(number)) for number in range(count)))


def test_names_of_lines_that_end_together_stand_apart_beside_the_axes():
    bands = tuple(band(f"mode {number}", 1.0) for number in range(4))
    levels = (Level(20.0, "limit"), Level(20.5, "goal"))
    chart = shown(Paths(), samples.paths(bands=bands, levels=levels))
    boxes = [words.get_window_extent() for words in chart.ribbons.names.words]
    assert min(box.x0 for box in boxes) > chart.axes.bbox.x1
    heights = sorted((box.y0 + box.y1) / 2 for box in boxes)
    assert np.diff(heights).min() >= look.pixels(look.LABEL_SIZE)


def test_how_to_read_a_band_stands_in_words():
    with speaking("en"):
        texts = [text.get_text() for text in shown(Paths(), samples.paths()).axes.texts]
    assert "Band: 90 of 100 runs lie inside; thick line: median; thin lines: single runs" in texts


def test_rows_share_the_axis_and_each_has_its_own_heights():
    chart = shown(Rows(), samples.rows())
    first, second = chart.all_axes
    assert first.get_xlim() == second.get_xlim() == (0, 20)
    assert first.get_ylim() != second.get_ylim()
    assert first.bbox.y0 > second.bbox.y1
    assert [heading.get_text() for heading in chart.headings] == ["Share", "Cash"]


def test_marks_go_through_all_rows_and_are_named_over_the_first():
    chart = shown(Rows(), samples.rows(marks=(Mark(6.0, "late"), Mark(6.5, "later"))))
    for rule in chart.marks.rules:
        assert [segment[0][0] for segment in rule.get_segments()] == [6.0, 6.5]
    late, later = (words.get_window_extent() for words in chart.marks.words[:2])
    assert later.y0 > chart.all_axes[0].bbox.y1 and late.y0 > later.y0


def test_layers_by_hand():
    parts = Panel("", (Layer("a", np.array([1, 2])), Layer("b", np.array([3, -4]))))
    lower, upper = parts.edges()
    assert upper.tolist() == [[1, 2], [4, 2], [0, 0], [0, -4]]
    assert lower.tolist() == [[0, 0], [1, 2], [0, 0], [0, 0]]


@given(st.lists(st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=5))
def test_layers_fill_exactly_what_is_positive_and_what_is_negative(parts):
    panel = Panel("", tuple(Layer(str(n), np.array(y)) for n, y in enumerate(parts)))
    lower, upper = panel.edges()
    thick = np.abs(upper - lower)
    assert np.allclose(thick.sum(axis=0), np.abs(parts).sum(axis=0))
    assert np.allclose(upper[len(parts) - 1], np.maximum(parts, 0).sum(axis=0))
    assert np.allclose(upper[-1], np.minimum(parts, 0).sum(axis=0))


@pytest.mark.parametrize(
    ("panels", "rows"), [(1, [1]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3])]
)
def test_panels_stand_in_one_row_or_two_and_never_overlap(panels, rows):
    chart = shown(Layers(), samples.layers(panels=panels))
    assert [len(row) for row in chart.rows] == rows
    boxes = [axes.bbox for axes in chart.all_axes]
    assert len({(round(box.x0), round(box.y0)) for box in boxes}) == panels
    assert len({axes.get_ylim() for axes in chart.all_axes}) == 1
    if len(rows) == 2:
        assert boxes[0].y0 > boxes[-1].y1


def test_a_layer_has_one_colour_in_all_panels():
    fees, goods = Layer("fees", STEPS), Layer("goods", STEPS)
    panels = (Panel("one", (goods, fees)), Panel("two", (fees,)))
    chart = shown(Layers(), replace(samples.layers(), panels=panels))
    one, two = (areas.get_facecolor() for areas in chart.areas)
    assert one[1].tolist() == two[0].tolist() != one[0].tolist()


def test_parts_of_a_bar_follow_each_other_and_negative_ones_go_left():
    starts, finish = samples.stacks(ads=3.0).spans()
    assert starts.tolist() == [[0, 8, 0], [0, 9, 11]]
    assert finish.tolist() == [[8, 11, -1], [9, 11, 11]]
    chart = shown(Stacks(), samples.stacks(ads=3.0))
    assert ends(chart.bars)[:3] == [(0, 8), (8, 11), (-1, 0)]
    assert chart.sums.get_xdata() == [10.0, 11.0]
    assert chart.totals[0].get_window_extent().x0 > chart.axes.transData.transform((11, 0))[0]


def test_a_row_with_too_few_parts_is_refused():
    with pytest.raises(ValueError, match="shop: 3 parts wanted, got 1"):
        samples.stacks(rows=(StackRow("shop", (1.0,), "1"),))


def test_the_best_of_a_column_is_outlined_and_none_where_all_are_equal():
    data = samples.heat(shares=np.array([[1.0, 0.5, 0.2], [0.0, 0.5, 1.0], [1.0, 0.5, 0.0]]))
    assert data.best().tolist() == [
        [True, False, False],
        [False, False, True],
        [True, False, False],
    ]
    chart = shown(Heat(), data)
    middles = [path.vertices[:4].mean(axis=0).tolist() for path in chart.outlines.get_paths()]
    assert np.allclose(middles, [[0, 0], [2, 1], [0, 2]])


def test_words_of_a_cell_stand_in_it():
    chart = shown(Heat(), samples.heat())
    for words, path in zip(chart.words, chart.cells.get_paths(), strict=True):
        cell = path.get_extents(chart.axes.transData)
        box = words.get_window_extent()
        assert cell.x0 < box.x0 and box.x1 < cell.x1 and cell.y0 < box.y1 < cell.y1
    assert [words.get_text() for words in chart.words[:3]] == ["100%", "0%", "50%"]


def test_shares_and_words_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="shares and words wanted"):
        samples.heat(shares=np.zeros((2, 3)))


def test_the_widest_swing_is_on_top_and_bars_begin_at_the_base():
    chart = shown(Tornado(), samples.tornado(price=40.0))
    names = [tick.get_text() for tick in chart.axes.get_yticklabels()]
    assert names == ["price", "duty", "delay"]
    low, high = map(ends, chart.bars)
    assert low == [(0, 20), (20, 25), (16, 20)] and high == [(20, 40), (20, 22), (18, 20)]
    assert [flip.get_visible() for flip in chart.flips] == [True, False, False]


def test_swings_to_one_side_share_their_row_and_the_words_stand_outside():
    chart = shown(Tornado(), samples.tornado())
    low, high = ([path.get_extents() for path in bars.get_paths()] for bars in chart.bars)
    assert low[0].y0 == high[0].y0, "both sides: one height"
    assert low[1].y1 <= high[1].y0 + 1e-9, "one side: low above, high below"
    assert [words.get_ha() for words in chart.words[0]] == ["right", "left", "right"]
    assert [words.get_ha() for words in chart.words[1]] == ["left", "left", "right"]


def test_ghosts_of_swings_stay_with_their_assumption_when_ranks_change():
    chart = shown(Tornado(), samples.tornado(price=40.0))
    narrow = samples.tornado(price=1.0)
    assert chart.frame(narrow) != chart.frame(samples.tornado(price=40.0))
    chart.fit(narrow)
    assert ends(chart.ghosts[0]) == [(20, 25), (16, 20), (0, 40)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 2), min_size=3, max_size=3))
def test_words_of_swings_stay_within_the_axes(results):
    swings = tuple(Swing(str(n), *pair, "about $25.00", "35%") for n, pair in enumerate(results))
    chart = Tornado()
    make(chart, samples.tornado(swings=swings))
    for words in [*chart.words[0], *chart.words[1]]:
        box = words.get_window_extent()
        assert chart.axes.bbox.x0 <= box.x0 and box.x1 <= chart.axes.bbox.x1


def test_eleven_swings_are_refused():
    with pytest.raises(ValueError, match="1 to 10 swings, got 11"):
        samples.tornado(swings=samples.tornado().swings[:1] * 11)


def test_ranges_by_hand():
    chart = shown(Ranges(), samples.ranges(shop=10.0))
    assert ends(chart.bars) == [(-20, 60), (-10, 35)]
    assert chart.dots.get_xdata().tolist() == [15, 10]
    assert [words.get_text() for words in chart.words] == ["30% lose", "35% lose"]
    assert list(chart.flags.rules[0].get_xdata()) == [0.0, 0.0]


def test_a_line_without_a_threshold_is_not_seen():
    chart = shown(Ranges(), samples.ranges(threshold=None))
    assert not chart.flags.rules[0].get_visible() and not chart.flags.words[0].get_visible()

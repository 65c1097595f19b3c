"""The map of answers: areas, borders, ties, and what is read without colours."""

import numpy as np
import pytest
import sample_charts as samples
from sample_charts import drawn

from xbcourse.assumptions.language import speaking
from xbcourse.charts.atlas import CELL, MOST_KINDS, NONE, Atlas, Choice, areas, borders
from xbcourse.charts.chart import make


def shown(data):
    chart = Atlas()
    chart.figure = make(chart, data)
    return chart


def test_borders_lie_between_different_answers_only():
    codes = np.array([[1, 1], [1, 2]])
    lines = {tuple(map(tuple, line)) for line in borders(codes).tolist()}
    assert lines == {((1, 1), (1, 2)), ((1, 1), (2, 1))}
    assert len(borders(np.ones((4, 4)))) == 0


def test_two_that_tie_are_one_area_whoever_is_ahead():
    data = samples.atlas()
    best, second = data.best.copy(), data.second.copy()
    best[12:, 20:], second[12:, 20:] = 1, 0
    turned = samples.atlas(best=best, second=second)
    assert (turned.codes() == data.codes()).all()
    assert turned.words(15, 25) == data.words(15, 25) == "F/S"


def test_a_word_stands_in_each_area_and_says_its_answer():
    with speaking("en"):
        data = samples.atlas()
        chart = shown(data)
    found = {words.get_text() for words in chart.words if words.get_visible()}
    assert found == {"stay out", "S", "F/S"}
    for words in chart.words:
        if words.get_visible():
            column, row = (int(at) for at in words.get_position())
            with speaking("en"):
                assert data.words(row, column) == words.get_text()


def test_an_area_without_room_has_no_word():
    codes = np.ones((9, 9), int)
    codes[4, 4] = 2
    assert len(list(areas(codes))) == 1


def test_no_word_stands_on_the_star_or_its_name():
    all_one = np.zeros((18, 30), int)
    data = samples.atlas(best=all_one, second=np.full((18, 30), NONE), here=(0.5, 0.5))
    chart = shown(data)
    (word,) = [words for words in chart.words if words.get_visible()]
    box = word.get_window_extent()
    assert not box.overlaps(chart.here.get_window_extent())
    x, y = chart.axes.transData.transform([at[0] for at in chart.point.get_data()])
    assert not (box.x0 < x < box.x1 and box.y0 < y < box.y1)
    assert chart.point.get_zorder() > word.get_zorder()


def test_a_tie_is_striped_in_both_and_nothing_is_white():
    data = samples.atlas()
    painted = shown(data)._painted(data)
    tie = painted[13 * CELL : 17 * CELL, 20 * CELL : 29 * CELL].reshape(-1, 4)
    colours, counts = np.unique(tie, axis=0, return_counts=True)
    # Both grounds, and white hairlines, which are seen in grey where the grounds are equally dark.
    assert len(colours) == 3
    assert colours[counts.argmin()].tolist() == [255] * 4
    assert counts.min() / counts.sum() == pytest.approx(1 / 6, abs=0.01)
    out = painted[: 5 * CELL, : 10 * CELL].reshape(-1, 4)
    assert (out == 255).all(axis=1).mean() > 0.95


def test_patterns_are_told_apart_without_colour():
    """Every pair differs in a grey print: by its lines, or by how dark its ground is."""
    chart = shown(samples.atlas())
    grey = chart.paints[..., :3] @ np.array([0.299, 0.587, 0.114])
    for one in range(MOST_KINDS):
        for other in range(one):
            assert np.abs(grey[one] - grey[other]).mean() > 8, (one, other)


def test_names_stand_beside_the_map_with_a_tie_and_staying_out():
    with speaking("en"):
        texts = [text.get_text() for text in shown(samples.atlas()).axes.texts]
    for name in ("F  FBA", "S  shop", "striped: a tie", "stay out"):
        assert name in texts


def test_the_ghost_is_the_border_of_the_start():
    chart = shown(samples.atlas(border=12))
    chart.move(samples.atlas(border=20))
    start = borders(samples.atlas(border=12).codes())
    for ghost in chart.ghosts:
        assert np.array_equal(np.array(ghost.get_segments()), start)
    assert not np.array_equal(np.array(chart.borders.get_segments()), start)


def test_the_own_position_is_drawn_where_it_is():
    chart = shown(samples.atlas(here=(0.75, 0.5)))
    x, y = (float(at[0]) for at in chart.point.get_data())
    assert (x, y) == (22.5, 9.0)
    assert chart.here.get_window_extent().x1 < chart.axes.transData.transform((x, y))[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"second": np.zeros((2, 2), int)}, "one shape"),
        ({"choices": ()}, "1 to 6"),
        ({"choices": (Choice("a", "a"),)}, "answers from"),
        ({"best": np.full((18, 30), NONE - 1)}, "answers from"),
    ],
)
def test_what_cannot_be_a_map_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        samples.atlas(**changes)


def test_the_map_fills_its_axes_pixel_by_pixel():
    chart = shown(samples.atlas())
    box = chart.axes.get_window_extent()
    assert (round(box.width), round(box.height)) == (30 * CELL, 18 * CELL)
    assert drawn(chart.figure).shape[:2] == (520, 960)

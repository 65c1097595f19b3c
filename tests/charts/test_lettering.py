"""Moving text: it looks as matplotlib's own does, stands where it is told to, and costs little."""

import warnings

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from sample_charts import drawn

from xbcourse.charts import fonts, lettering, look

SIZE = 10.5
WORDS = "每单剩 $1,234.50 (Agjy)；−3 → 毛利率 25%"


def paper() -> Figure:
    figure = Figure(figsize=(4, 1), dpi=100, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def put(figure, words, x=0.5, y=0.5, **properties):
    keywords = {"ha": "left", "va": "center", "fontsize": SIZE, "transform": figure.transFigure}
    label = lettering.label(figure, x, y, words, **keywords | properties)
    label.set_figure(figure)
    figure.texts.append(label)
    return label


def ink(figure) -> np.ndarray:
    """How dark each pixel is, from 0 to 255."""
    return 255 - drawn(figure)[..., 0].astype(int)


def edges(picture) -> tuple[int, int, int, int]:
    """First and last row and column with ink."""
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


def test_it_looks_as_matplotlib_draws_it():
    ours, theirs = paper(), paper()
    put(ours, WORDS, x=0.1, va="bottom")
    theirs.text(0.1, 0.5, WORDS, fontsize=SIZE, fontfamily=fonts.load(), parse_math=False)
    one, other = ink(ours), ink(theirs)
    (top, _, left, _), (their_top, _, their_left, _) = edges(one), edges(other)
    moved = np.roll(other, (top - their_top, left - their_left), axis=(0, 1))
    # The same rows carry the same ink; upside down or another weight would not.
    assert np.corrcoef(one.sum(axis=1), moved.sum(axis=1))[0, 1] > 0.98
    assert one.sum() == pytest.approx(moved.sum(), rel=0.03)
    assert np.abs(np.subtract(edges(one), edges(moved))).max() <= 8, "as wide, to a pixel a word"


def test_nothing_is_cut_off():
    narrow, wide = paper(), paper()
    put(narrow, WORDS, x=0.1)
    put(wide, WORDS, x=0.1, linespacing=3.0)
    assert ink(narrow).sum() == ink(wide).sum() > 0


@pytest.mark.parametrize(("ha", "x"), [("left", "x0"), ("center", "x"), ("right", "x1")])
@pytest.mark.parametrize(("va", "y"), [("bottom", "y0"), ("center", "y"), ("top", "y1")])
def test_alignment(ha, x, va, y):
    figure = paper()
    box = put(figure, "25.00", ha=ha, va=va).get_window_extent()
    middle = {"x": (box.x0 + box.x1) / 2, "y": (box.y0 + box.y1) / 2}
    # The figure is 400 × 100 pixels and the text stands in its middle; half a pixel is rounded.
    assert (middle | {"x0": box.x0, "x1": box.x1})[x] == pytest.approx(200, abs=0.5)
    assert (middle | {"y0": box.y0, "y1": box.y1})[y] == pytest.approx(50, abs=0.5)
    first_row, last_row, first, last = edges(ink(figure))
    assert box.x0 <= first + 1 and last <= box.x1
    assert 100 - box.y1 <= first_row and last_row <= 100 - box.y0


def test_on_its_baseline():
    figure = paper()
    put(figure, "25.00", va="baseline")
    assert edges(ink(figure))[1] == 49, "the row above the middle of a hundred"


def test_lines_stand_under_each_other_and_are_aligned():
    figure = paper()
    label = put(figure, "二二二二\n二", ha="right", linespacing=1.5)
    em = SIZE * 100 / 72
    assert label.get_window_extent().height == 2 * round(1.5 * em)
    dark = ink(figure)
    upper, lower = dark[:50], dark[50:]
    assert edges(upper)[3] == edges(lower)[3], "both end in one column"
    assert edges(upper)[2] < edges(lower)[2]
    distance = edges(dark)[1] - edges(upper)[1]
    assert distance == round(1.5 * em)


def test_new_numbers_of_old_digits_are_set_from_the_type_there_is(monkeypatch):
    cut = []
    original = lettering._cut
    monkeypatch.setattr(lettering, "_cut", lambda *which: cut.append(which) or original(*which))
    figure = paper()
    label = put(figure, "$12.30")
    other = put(figure, "$3.21", x=0.1)
    drawn(figure)
    assert sorted(piece for piece, *_ in cut) == sorted("$12.30")
    label.set_text("$30.12")
    other.set_color(look.LOSS)
    before = ink(figure)
    assert len(cut) == 6
    label.set_text("$30.21")
    assert not np.array_equal(before, ink(figure))
    put(paper(), "$1").get_window_extent()
    assert len(cut) == 8, "another figure has type of its own"


def test_colour_and_paper():
    figure = paper()
    figure.patch.set_facecolor("black")
    box = put(figure, "█ ", color="#D0621A", paper=0.75).get_window_extent()
    row = drawn(figure)[50, :, :3].astype(int)
    assert np.abs(row[int(box.x0) + 4] - [0xD0, 0x62, 0x1A]).max() <= 1
    assert np.abs(row[int(box.x1) + 1] - 191).max() <= 1, "three quarters of white on black"
    assert row[int(box.x1) + 4].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "hide", [{"visible": False}, {"text": ""}, {"position": (np.nan, 0.5)}], ids=str
)
def test_what_is_not_to_be_seen_is_not_drawn(hide):
    figure = paper()
    label = put(figure, "25.00")
    assert ink(figure).any()
    label.set(**hide)
    assert not ink(figure).any()
    assert label.get_window_extent().bounds == (0, 0, 1, 1), "as matplotlib answers"


def test_over_the_edge_it_is_cut_off():
    figure = paper()
    put(figure, WORDS, x=0.9, y=1.0)
    put(figure, WORDS, x=0.1, y=0.0, ha="right")
    dark = ink(figure)
    assert dark[:, -1].any() and dark[-1, :].any()


def test_a_character_that_no_font_has_is_warned_about():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        put(paper(), WORDS).get_window_extent()
    for _ in range(2):
        with pytest.warns(UserWarning, match="missing from font"):
            put(paper(), "\U00020000").get_window_extent()

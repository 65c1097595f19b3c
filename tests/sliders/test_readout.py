"""What the panel says: sentence, key figures with signs, notices; all of it escaped."""

import math

import pytest

from xbcourse.assumptions.language import speaking
from xbcourse.sliders import KeyFigure, readout


def profit(amount, better=1):
    return KeyFigure.money("Profit", amount, "USD", better=better)


@pytest.mark.parametrize(
    ("start", "now", "changed"),
    [
        (profit(5.0), profit(7.5), "+$2.50"),
        (profit(5.0), profit(-1.0), "−$6.00"),
        (profit(5.0), profit(5.001), ""),  # reads the same
        (profit(5.0), profit(math.nan), ""),
        (profit(5.0), profit(math.inf), ""),
        (KeyFigure.percent("M", 0.1), KeyFigure.percent("M", 0.125), "+2.5 points"),
        (KeyFigure.number("D", 31, "days"), KeyFigure.number("D", 28, "days"), "−3 days"),
        (KeyFigure("S", 1, "one"), KeyFigure("S", 2, "two"), ""),  # nobody knows how to write it
    ],
)
def test_change(start, now, changed):
    with speaking("en"):
        assert now.changed_by(start) == changed


def test_points_in_chinese():
    with speaking("zh"):
        start, now = KeyFigure.percent("利润率", 0.1), KeyFigure.percent("利润率", 0.05)
        assert now.changed_by(start) == "−5.0 个百分点"


@pytest.mark.parametrize(
    ("better", "now", "verdict"),
    [
        (1, 7, "xb-good"),
        (1, 3, "xb-bad"),
        (-1, 7, "xb-bad"),
        (-1, 3, "xb-good"),
        (0, 7, "xb-neutral"),
    ],
)
def test_better_and_worse(better, now, verdict):
    html = readout.figures([profit(now, better)], [profit(5, better)], compare=False)
    assert verdict in html
    # Colour is never alone: an arrow for the eye, a word for the ear.
    assert ("▲" in html, "▼" in html) == (now > 5, now < 5)
    assert f'aria-label="{"up" if now > 5 else "down"}"' in html


def test_no_change_keeps_its_line():
    html = readout.figures([profit(5)], [profit(5)], compare=False)
    assert "▲" not in html and "&nbsp;" in html


def test_compare_names_the_start_changed_or_not():
    html = readout.figures([profit(5), profit(9)], [profit(5), profit(5)], compare=True)
    assert html.count("was $5.00") == 2


def test_other_figures_than_at_the_start_are_a_mistake_of_the_view():
    with pytest.raises(ValueError, match="zip"):
        readout.figures([profit(5)], [], compare=False)


@pytest.mark.parametrize("say", [readout.sentence, readout.alarm, readout.notice])
def test_words_are_escaped(say):
    html = say("a < b & <i>c</i>")
    assert "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;" in html


def test_words_that_the_picture_says_are_for_the_ear_only():
    assert "xb-aloud" in readout.sentence("x", aloud_only=True)
    assert "xb-aloud" not in readout.sentence("x")


def test_labels_and_values_are_escaped():
    evil = KeyFigure("<b>", 1.0, "<i>")
    html = readout.figures([evil], [evil], compare=True)
    assert "<b>" not in html and "<i>" not in html


def test_roles_for_screen_readers():
    assert 'role="status"' in readout.sentence("x")
    assert 'role="alert"' in readout.alarm("x")
    assert readout.notice("") == ""

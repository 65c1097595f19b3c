"""Stills: the same picture as the panel's, in few colours, with its words and its table."""

import io
import sys
from dataclasses import replace

import numpy as np
import pytest
from demo_view import LineChart, demo
from PIL import Image

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.sliders import still
from xbcourse.sliders.picture import Picture
from xbcourse.sliders.still import Still


def test_the_same_bytes_whenever_it_is_made():
    assert still("demo").png == still("demo").png != still("demo", price_usd=55.0).png


def test_the_picture_is_that_of_the_panel():
    data = demo(demo.start(price_usd=30.0)).data
    picture = Picture(LineChart(), data)
    picture.draw(data)
    panel = np.asarray(picture.pixels()).reshape(440, 960, 4)[..., :3].astype(int)
    image = Image.open(io.BytesIO(still("demo", price_usd=30.0).png)).convert("RGB")
    # Only the shades at the edges of lines give way to the nearest of few colours.
    assert np.abs(np.asarray(image, dtype=int) - panel).max() <= 12
    assert len(image.getcolors()) <= 128


def test_it_is_small_enough_for_a_bad_network():
    assert len(still("first_slider").png) < 40_000


def test_words_and_alternative_text():
    with speaking("en"):
        shown = still("demo", price_usd=20.0, cogs=66.5, acos=0.1)
    data, metadata = shown._repr_mimebundle_()
    assert shown.alt == "At $20.00 an order leaves $8.00."
    assert metadata["image/png"]["alt"] == shown.alt
    assert shown.alt in data["text/plain"] and "$20.00" in data["text/plain"]


def test_a_notebook_shows_the_picture_and_then_its_words(monkeypatch):
    shown = []
    monkeypatch.setattr(
        sys.modules["xbcourse.sliders.still"],
        "display",
        lambda data, metadata=None, raw=False: shown.append((data, metadata, raw)),
    )
    still("demo", price_usd=20.0)._ipython_display_()
    (picture, metadata, _), (words, _, _) = shown
    assert "image/png" in picture and metadata["image/png"]["alt"]
    assert "<table" in words["text/html"] and "$20.00" in words["text/html"]
    assert all(raw for _, _, raw in shown)


def test_what_the_title_says_is_not_shown_twice():
    shown = demo(demo.start(price_usd=20.0))
    twice, more = Still(LineChart(), shown), Still(LineChart(), replace(shown, sentence="More."))
    assert '<p style="height:1px;overflow:hidden;margin:0">At $20.00' in twice._html()
    assert "<p>More.</p>" in more._html()


def test_language():
    with speaking("zh"):
        assert "每单剩" in still("demo").alt


def test_unknown_names_are_answered():
    with pytest.raises(ParameterError, match="first_slider"):
        still("first_slder")
    with pytest.raises(ParameterError, match="price_usd"):
        still("demo", price_us=3)

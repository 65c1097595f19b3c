"""The panel in a real JupyterLab: what a learner does with it, and what they see."""

import io
import json
from itertools import groupby

import numpy as np
import pytest
import real_lab
from PIL import Image
from playwright.sync_api import expect

from xbcourse.assumptions.language import speaking
from xbcourse.sliders.picture import Picture
from xbcourse.sliders.view import find

PRICE = ".xb-panel .widget-slider:has-text('{}') .noUi-handle"
NAMES = {"en": "Price (USD)", "zh": "售价（美元）"}
#: The step of the price slider, and where it starts.
STEP, START = 0.5, 19.99


class Seen:
    """The panel as it stands on the page."""

    def __init__(self, page, language):
        self.page, self.language = page, language
        self.panel = page.locator(".xb-panel").first
        self.handle = page.locator(PRICE.format(NAMES[language])).first
        self.sentence = self.panel.locator(".xb-sentence")
        self.figures = self.panel.locator(".xb-figures")

    def picture(self) -> np.ndarray:
        """The picture's pixels, once it is loaded."""
        code = """async (image) => {
          await image.decode();
          const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
          return Array.from(bytes);
        }"""
        data = bytes(self.panel.locator("img.xb-picture").evaluate(code))
        return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)

    def expected(self, price: float) -> np.ndarray:
        """The picture of this price as the course draws it without a browser."""
        view = find("first_slider")
        with speaking(self.language):
            start, there = (view(view.start(price_usd=p)).data for p in (START, price))
            data = Picture(view.chart(), start).show(there)
        return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)

    def says(self, price: float) -> None:
        """Sentence, and then the picture, are those of this price."""
        expect(self.sentence).to_contain_text(f"${price:.2f}")
        assert np.array_equal(self.picture(), self.expected(price))


@pytest.fixture(name="see")
def _see(opened):
    def see(language="en", width=1280):
        page, _ = opened(language, width)
        seen = Seen(page, language)
        # Away first: where the panel stands at its start already, nothing would tell that the reset
        # has been answered, and on a busy machine it would undo the first keys of the test.
        seen.handle.focus()
        page.keyboard.press("ArrowRight")
        expect(seen.sentence).not_to_contain_text(f"${START}")
        words = {"en": "Reset", "zh": "恢复起点"}[language]
        seen.panel.get_by_role("button", name=words).click()
        expect(seen.sentence).to_contain_text(f"${START}")
        expect(seen.handle).to_have_attribute("aria-valuetext", str(START))
        return seen

    return see


#: JupyterLab writes lists with spaces that do not break.
INVITATION = "Choose a situation …".replace(" ", "\xa0")


def press(seen, key, times=1):
    seen.handle.focus()
    for _ in range(times):
        seen.page.keyboard.press(key)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_keyboard_moves_picture_sentence_and_figures(see, language):
    seen = see(language)
    seen.says(START)
    figures = seen.figures.inner_text()
    press(seen, "ArrowRight", 4)
    seen.says(START + 4 * STEP)
    expect(seen.figures).to_contain_text("▲")
    assert seen.figures.inner_text() != figures
    press(seen, "ArrowLeft", 6)
    seen.says(START - 2 * STEP)
    expect(seen.figures).to_contain_text("▼")


def test_a_drag_ends_where_the_slider_says(see):
    seen = see()
    box = seen.handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 90, y, steps=30)
    seen.page.mouse.up()
    price = float(seen.handle.get_attribute("aria-valuetext"))
    assert price > START + 5
    seen.says(price)


def test_reset(see):
    seen = see()
    press(seen, "ArrowRight", 3)
    expect(seen.sentence).to_contain_text(f"${START + 3 * STEP:.2f}")
    seen.panel.get_by_role("button", name="Reset").click()
    seen.says(START)
    assert seen.handle.get_attribute("aria-valuetext") == str(START)


def test_compare_shows_the_start(see):
    seen = see()
    press(seen, "ArrowRight", 6)
    seen.says(START + 6 * STEP)
    alone = seen.picture()
    box = seen.panel.get_by_role("checkbox", name="Compare with where I started")
    box.check()
    expect(seen.figures).to_contain_text("was $")
    assert not np.array_equal(seen.picture(), alone)
    box.uncheck()
    expect(seen.figures).not_to_contain_text("was $")
    assert np.array_equal(seen.picture(), alone)


def test_a_situation_moves_the_slider(see):
    seen = see()
    choice = seen.panel.get_by_role("combobox", name="Situation")
    assert choice.evaluate("list => list.selectedOptions[0].text") == INVITATION
    choice.select_option("Priced as a brand")
    seen.says(39.99)
    assert seen.handle.get_attribute("aria-valuetext") == "39.99"
    press(seen, "ArrowRight")
    seen.says(39.99 + STEP)
    assert choice.evaluate("list => list.selectedOptions[0].text") == INVITATION


def test_save_and_open_a_scenario(see, lab):
    seen = see()
    press(seen, "ArrowRight", 10)
    expect(seen.sentence).to_contain_text("$24.99")
    drawer = seen.panel.get_by_role("button", name="Save or open")
    drawer.click()
    name = seen.panel.locator(".xb-files input")
    save = seen.panel.locator(".xb-files button", has_text="Save")
    name.fill("dearer")
    save.click()
    expect(seen.panel.get_by_text("Saved as dearer.json.")).to_be_visible()
    kept = json.loads((lab.work / "dearer.json").read_text(encoding="utf-8"))
    assert kept["changes"]["price_usd"] == pytest.approx(24.99)
    save.click()
    expect(seen.panel.get_by_role("alert")).to_contain_text("already exists and was left alone")
    expect(name).to_have_value("dearer-2")
    seen.panel.get_by_role("button", name="Reset").click()
    expect(seen.sentence).to_contain_text(f"${START}")
    name.fill("dearer")
    seen.panel.locator(".xb-files button", has_text="Open").click()
    seen.says(24.99)
    drawer.click()
    expect(name).not_to_be_visible()


def test_a_slider_moves_right_while_a_long_cell_draws(see, lab):
    """JupyterLab answers a slider beside the cell that runs, on another thread."""
    seen = see()
    (lab.work / "busy").touch()
    try:
        real_lab.run_cell(seen.page, 1)
        expect(seen.page.locator(".jp-InputPrompt").last).to_contain_text("[*]")
        seen.page.wait_for_timeout(500)
        press(seen, "ArrowRight", 5)
        expect(seen.sentence).to_contain_text(f"${START + 5 * STEP:.2f}", timeout=10_000)
        still_busy = seen.page.locator(".jp-InputPrompt").last.inner_text()
        picture = seen.picture()
    finally:
        (lab.work / "busy").unlink()
    assert "*" in still_busy, "the picture came while the cell was running"
    assert np.array_equal(picture, seen.expected(START + 5 * STEP))
    expect(seen.page.get_by_text("rounds:").last).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_screen_readers_are_told_what_moves(see, language):
    seen = see(language)
    press(seen, "ArrowRight")
    expect(seen.handle).to_have_attribute("aria-valuetext", f"{START + STEP:.2f}")
    assert seen.handle.get_attribute("aria-label") == NAMES[language]
    unnamed = seen.panel.locator(".noUi-handle:not([aria-label])")
    assert unnamed.count() == 0
    # The handle's value is the page's own; the kernel's sentence comes a moment later.
    expect(seen.sentence).to_contain_text(f"${START + STEP:.2f}")
    expect(seen.panel.locator("img.xb-picture")).to_have_attribute(
        "alt", seen.sentence.inner_text()
    )
    live = seen.sentence.locator("xpath=ancestor::*[@aria-live='polite']")
    assert live.count() == 1


def test_chinese_is_drawn_and_not_boxes(see):
    """The picture in the browser is that of the course's own font: it was compared above. Here: the
    page's own words, which the browser draws, have glyphs of different shapes."""
    seen = see("zh")
    widths = seen.page.evaluate(
        """() => ['售', '价', '美', '□'].map((sign) => {
          const canvas = document.createElement('canvas');
          const pen = canvas.getContext('2d');
          pen.font = '40px ' + getComputedStyle(document.querySelector('.xb-panel')).fontFamily;
          pen.fillText(sign, 10, 60);
          return pen.getImageData(0, 0, 80, 80).data.reduce((sum, v, i) => sum + v * (i % 97), 0);
        })"""
    )
    assert len(set(widths)) == 4
    assert seen.panel.inner_text().count("\ufffd") == 0


@pytest.mark.parametrize("width", [1280, 700])
def test_nothing_is_cut_off(see, width):
    seen = see("zh", width)
    overflow = seen.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth")
    assert overflow <= 0
    outer = seen.panel.bounding_box()
    for part in seen.panel.locator("button:visible, select:visible, img, .noUi-base").all():
        box = part.bounding_box()
        assert box["x"] >= outer["x"] - 1
        assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
    assert outer["x"] + outer["width"] <= width
    press(seen, "ArrowRight")
    seen.says(START + STEP)


def test_nothing_is_complained_about_and_nothing_asked_for_elsewhere(see, opened):
    """Last, when all pages have been used."""
    for language in ("en", "zh"):
        see(language)
        _, watch = opened(language, 1280)
        assert watch.ours() == []
        assert watch.elsewhere == []


def test_the_watch_would_notice(browser, lab):
    page = browser.new_page()
    watch = real_lab.Watch(page, lab.address)
    page.goto(f"{lab.address}login")
    page.evaluate(
        """() => {
          console.error('xb-panel is broken');
          document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/picture'}));
        }"""
    )
    page.wait_for_timeout(300)
    assert any("xb-panel is broken" in error for error in watch.ours())
    assert watch.elsewhere == ["http://127.0.0.2:9/picture"]
    page.close()


SLOW_VIEW = """\
import pandas as pd
from xbcourse.assumptions.language import Text
from xbcourse.sliders import explore, view
from xbcourse.sliders.view import Shown, find

quick = find("first_slider")

@view(inputs=quick.inputs, chart=quick.chart, title=Text(zh="慢", en="Slow"), base=quick.base,
      draft=64, paths=2000)
def slow(scenario, paths):
    return quick(scenario)

explore("slow")"""


def test_a_slow_view_says_draft_while_it_moves_and_refines_at_rest(browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    real_lab.notebook(lab.work / "slow.ipynb", SLOW_VIEW)
    lab.open(page, "slow.ipynb")
    real_lab.run_all(page, until=".noUi-handle")
    care = page.locator(".xb-panel .xb-care")
    expect(care).to_have_text("2,000 simulated paths")
    # Every word that stands there from here on, however short.
    follow = """(panel) => {
      window.said = [];
      const read = () => window.said.push(panel.querySelector(".xb-care")?.textContent);
      new MutationObserver(read).observe(panel, { subtree: true, childList: true });
    }"""
    page.locator(".xb-panel").first.evaluate(follow)
    page.locator(".xb-panel .noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    expect(care).to_contain_text("Draft: 64")
    expect(care).to_have_text("2,000 simulated paths")
    said = [words for words, _ in groupby(filter(None, page.evaluate("() => window.said")))]
    # One draft for one key, and nothing after what was computed with care.
    assert [words.startswith("Draft: 64") for words in said[-2:]] == [True, False]
    assert sum(words.startswith("Draft") for words in said) == 1
    page.close()

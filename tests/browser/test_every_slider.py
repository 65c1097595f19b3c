"""Every slider of every lesson, pressed to both its ends in a real JupyterLab.

`XBCOURSE_SHOTS` names a folder for pictures of each panel with its sliders all low and all high.
"""

import os
import re
import shutil
import time
from pathlib import Path

import pytest
import real_lab
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
#: Seconds that a panel may take for an answer with all its paths.
ANSWER = 30

pytestmark = pytest.mark.slow

_ERRORS = '[data-mime-type*="jupyter.error"], [data-mime-type*="jupyter.stderr"]'
_THERE = "(image) => image.complete && image.naturalWidth > 300"
#: The cells that show a panel; JupyterLab draws only those in sight, so that each is gone to.
_EXPLORING = """() => jupyterapp.shell.currentWidget.content.widgets
  .map((cell, index) => [index, cell.model.sharedModel.source])
  .filter(([, source]) => /^explore\\(/m.test(source)).map(([index]) => index)"""
_GO_TO = """(index) => {
  const book = jupyterapp.shell.currentWidget.content;
  book.activeCellIndex = index;
  return book.scrollToItem(index, "start");
}"""
_DONE = """() => {
  const shown = window.jupyterapp?.shell.currentWidget;
  const cells = [...shown.content.widgets].filter((cell) => cell.model.type === "code");
  const run = cells.every((cell) => cell.model.executionCount || !cell.model.sharedModel.source);
  return run && shown.sessionContext.session.kernel.status === "idle";
}"""


def named(path):
    return f"{path.name.partition('-')[0]}-{path.parent.name}"


def settle(page):
    """Wait until the kernel has answered everything, and refined what was a draft."""
    quiet = 0
    until = time.monotonic() + ANSWER
    while quiet < 3:
        assert time.monotonic() < until, "the kernel does not come to rest"
        time.sleep(0.15)
        quiet = quiet + 1 if page.evaluate(real_lab.IDLE) else 0


class Pressed:
    """One panel, and what it shows after a key."""

    def __init__(self, page, panel, shots):
        self.page, self.panel, self._shots = page, panel, shots
        panel.scroll_into_view_if_needed()
        self.picture = panel.locator("img.xb-picture")
        expect(self.picture).to_be_visible()
        self.handles = panel.locator(".noUi-handle").all()

    def all_to(self, key):
        for number, _ in enumerate(self.handles):
            self.to(number, key)
        if self._shots:
            self.panel.screenshot(path=f"{self._shots}-{key.lower()}.png")

    def to(self, number, key):
        """Press a key on a slider, and look for what must not be there."""
        self.handles[number].focus()
        self.page.keyboard.press(key)
        settle(self.page)
        where = f"slider {number + 1}: {key}"
        assert self.panel.locator(".xb-alarm").all_text_contents() == [], where
        self.page.wait_for_function(_THERE, arg=self.picture.element_handle(), timeout=5_000)
        sentence = self.panel.locator(".xb-sentence").text_content()
        assert len(sentence) > 10, where
        assert not re.search(r"\bnan\b|\binf\b", sentence), where

    def shown(self):
        return self.picture.get_attribute("src"), self.panel.locator(".xb-figures").text_content()


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_every_slider_answers_at_both_its_ends(path, browser, tmp_path):
    shots = os.environ.get("XBCOURSE_SHOTS")
    with real_lab.running(tmp_path) as lab:
        shutil.copy(path, lab.work)
        # A picture of a panel ends where the window does, so that it needs a tall one.
        height = 1400 if shots else 800
        page = browser.new_page(viewport={"width": 1280, "height": height})
        lab.open(page, path.name)
        real_lab.run_all(page, until=".xb-panel .xb-picture")
        page.wait_for_function(_DONE, timeout=120_000)
        exploring = page.evaluate(_EXPLORING)
        assert exploring
        for index in exploring:
            page.evaluate(_GO_TO, index)
            cell = page.locator(f'[data-windowed-list-index="{index}"]')
            panel = cell.locator(".xb-panel")
            panel.wait_for(timeout=20_000)
            prefix = shots and f"{shots}/{named(path)}-{index}"
            pressed = Pressed(page, panel, prefix)
            before = pressed.shown()
            pressed.all_to("Home")
            low = pressed.shown()
            pressed.all_to("End")
            high = pressed.shown()
            assert len({before, low, high}) == 3, index
        assert page.locator(_ERRORS).all_text_contents() == []
        page.close()

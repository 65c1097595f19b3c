"""Four quarters in a real JupyterLab: a round with the sliders and the button, and the debrief."""

import re

import pytest
import real_lab
from playwright.sync_api import expect

CELL = """\
from xbcourse import four_quarters, use
use("{language}")
game = four_quarters("BROWSER", again=True)
game.panel()"""
WORDS = {
    "en": {
        "order": "Order (units)",
        "close": "Decide quarter",
        "stop": "Sell off the stock and close",
        "title": "quarter 1 to decide",
        "closed": r"Quarter 1 closed: [\d,]+ sold",
        "deposit": "a deposit of CN¥7,140 now",
        "over": "finished",
        "debrief": "Debrief: market BROWSER",
    },
    "zh": {
        "order": "订货（件）",
        "close": "就这么定",
        "stop": "清仓停业",
        "title": "第 1 季度待定",
        "closed": r"第 1 季度结账：卖出 [\d,]+ 件",
        "deposit": "定金现在付 ¥7,140",
        "over": "已结束",
        "debrief": "复盘：市场 BROWSER",
    },
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_round_and_a_closure_are_played_with_keyboard_and_mouse(browser, lab, language):
    words = WORDS[language]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    watch = real_lab.Watch(page, lab.address)
    name = f"quarters-{language}.ipynb"
    real_lab.notebook(lab.work / name, CELL.format(language=language))
    lab.open(page, name)
    real_lab.run_all(page, until=".xb-panel .xb-desk button")
    panel = page.locator(".xb-panel").first
    expect(panel.locator(".xb-title")).to_contain_text(words["title"])
    # Nothing has been seen yet: no picture, and no market in the words.
    expect(panel.locator("img.xb-picture")).to_be_hidden()
    handle = panel.locator(f".widget-slider:has-text('{words['order']}') .noUi-handle")
    expect(handle).to_have_attribute("aria-label", words["order"])
    handle.focus()
    # 700 − 0: the deposit of 700 pieces at 0.3 · 34 CNY.
    expect(panel).to_contain_text(words["deposit"])
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "750")
    button = panel.get_by_role("button", name=re.compile(words["close"]))
    button.dblclick()  # and one quarter is closed, not two
    sentence = panel.locator(".xb-sentence").last
    expect(sentence).to_contain_text(re.compile(words["closed"]))
    picture = panel.locator("img.xb-picture")
    expect(picture).to_be_visible()
    expect(picture).to_have_attribute("alt", re.compile(words["closed"]))
    page.wait_for_timeout(1500)
    expect(button).to_contain_text("2")
    expect(button).to_be_focused()  # whoever plays with the keyboard is still there
    panel.get_by_role("checkbox", name=re.compile(words["stop"])).check()
    button.focus()
    page.keyboard.press("Space")
    expect(panel.locator(".xb-title")).to_contain_text(words["over"], timeout=30_000)
    expect(panel).to_contain_text(words["debrief"])
    expect(panel).to_contain_text("XBQ1 | BROWSER")
    expect(panel.locator(".xb-desk button")).to_have_count(0)
    # In a narrow window the wide table of costs does not widen the panel, and cuts no sentence.
    page.set_viewport_size({"width": 760, "height": 900})
    page.wait_for_function("width => innerWidth === width", arg=760)
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    assert not watch.ours() and not watch.elsewhere
    page.close()

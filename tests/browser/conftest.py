"""One Lab and one browser for all browser tests; skipped, saying so, where there is no Chromium."""

import pytest

real_lab = pytest.importorskip("real_lab", reason="playwright is not installed")


def pytest_collection_modifyitems(items):
    """Everything here moves a real browser."""
    for item in items:
        if "browser" in item.path.parent.name:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", name="browser")
def _browser():
    from playwright.sync_api import sync_playwright

    if real_lab.chromium() is None:
        pytest.skip("no Chromium found; name one in XBCOURSE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = real_lab.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session", name="lab")
def _lab(browser, tmp_path_factory):
    with real_lab.running(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session", name="opened")
def _opened(browser, lab):
    """Opens a notebook with a panel, once for each language and width; a test finds it reset."""
    pages = {}

    def open_(language: str = "en", width: int = 1280):
        if (language, width) not in pages:
            page = browser.new_page(viewport={"width": width, "height": 800})
            watch = real_lab.Watch(page, lab.address)
            name = f"{language}-{width}.ipynb"
            real_lab.notebook(lab.work / name, FIRST.format(language=language), LONG)
            lab.open(page, name)
            real_lab.run_all(page, until=".xb-panel .xb-picture")
            pages[language, width] = page, watch
        return pages[language, width]

    yield open_
    for page, _ in pages.values():
        page.close()


#: A panel; and a cell that is busy with pyplot as long as a file says so.
FIRST = """\
from xbcourse.assumptions.language import use
from xbcourse.sliders import explore
use("{language}")
panel = explore("first_slider")
panel"""
LONG = """\
import pathlib, time
import matplotlib.pyplot as plt
rounds = 0
while pathlib.Path("busy").exists():
    plt.figure(); plt.plot([0, 1]); plt.title("a long cell"); plt.close(); rounds += 1
print("rounds:", rounds)"""

"""Take the pictures of the panel that the README shows, in a real JupyterLab.

    python docs/make_pictures.py

Writes `panel.en.png` and `panel.zh.png` beside this file. Needs the packages of
``pip install -e ".[test]"`` and a Chromium. Take them again when the panel or the view changes.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))
import real_lab  # noqa: E402 - it lies with the browser tests

#: The view that is shown, and how far its first slider is moved, so that something has changed.
VIEW, KEYS = "one_order", 6
#: A README shows pictures small; few colours and no more pixels than needed keep them light.
COLOURS, MOST_BYTES = 256, 250_000

CELL = """\
from xbcourse.assumptions.language import use
from xbcourse.sliders import explore
use("{language}")
explore("{view}")"""


def main() -> None:
    """Both languages, one after the other, in one Lab."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = real_lab.launch(playwright)
        with real_lab.running(Path(scratch)) as lab:
            for language in ("en", "zh"):
                real_lab.notebook(
                    lab.work / f"{language}.ipynb", CELL.format(language=language, view=VIEW)
                )
                page = browser.new_page(viewport={"width": 1180, "height": 1500})
                lab.open(page, f"{language}.ipynb")
                target = HERE / f"panel.{language}.png"
                target.write_bytes(_light(_panel(page)))
                print(f"{target.name}: {target.stat().st_size:,} bytes")
                page.close()
        browser.close()


def _panel(page: Page) -> bytes:
    real_lab.run_all(page, until=".xb-panel .xb-picture")
    panel = page.locator(".xb-panel")
    panel.locator("input[type=checkbox]").check()
    panel.locator(".noUi-handle").first.focus()
    for _ in range(KEYS):
        before = panel.locator(".xb-sentence").inner_text()
        page.keyboard.press("ArrowRight")
        expect(panel.locator(".xb-sentence")).not_to_have_text(before)
    page.wait_for_timeout(500)
    return panel.screenshot()


def _light(png: bytes) -> bytes:
    image = Image.open(io.BytesIO(png)).convert("RGB")
    # The colours farthest apart, so that a small bar keeps its own.
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    if file.tell() > MOST_BYTES:
        raise SystemExit(f"{file.tell():,} bytes are more than {MOST_BYTES:,}")
    return file.getvalue()


if __name__ == "__main__":
    main()

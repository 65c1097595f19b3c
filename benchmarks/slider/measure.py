"""Forty keys and one long drag, by a real keyboard and mouse, timed inside the page."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
KEYS, DRAG_STEPS = 40, 100
#: Milliseconds that are waited for an answer before it counts as none.
PATIENCE = 3000
#: Milliseconds between two steps of the drag, as a hand moves.
PACE = 20


@dataclass(frozen=True)
class Measured:
    """What one contender took. Times in milliseconds.

    `silent`: keys that changed nothing on the screen, at an end of the slider or where two
    values look the same; they are not counted.
    """

    p50: float
    p95: float
    rate: float
    final: float
    silent: int


def measure(page: Page, answer: str, rest: float) -> Measured:
    """Measure the first slider of the page, whose answer is at this selector.

    What is painted `rest` milliseconds after the last move or later is not an answer to it.
    """
    page.locator(answer).first.evaluate(PROBE)
    handle = page.locator(".noUi-handle").first
    took, silent = _keys(page, handle)
    rate, final = _drag(page, handle, rest)
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return Measured(cuts[49], cuts[94], rate, final, silent)


def _keys(page: Page, handle) -> tuple[list[float], int]:
    """Key press → painted, twenty steps towards the farther end and twenty back."""
    now, low, high = (
        float(handle.get_attribute(f"aria-value{end}")) for end in ("now", "min", "max")
    )
    there, back = "ArrowRight", "ArrowLeft"
    if high - now < now - low:
        there, back = back, there
    handle.focus()
    for key in (there, back):  # the first moves warm everything up
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    took, silent = [], 0
    for count in range(KEYS):
        page.evaluate("() => { probe.keys = []; probe.painted = []; }")
        page.keyboard.press(there if count < KEYS / 2 else back)
        answered = page.evaluate("patience => probe.answered(patience)", PATIENCE)
        if answered is None:
            silent += 1
        else:
            took.append(answered)
        page.wait_for_timeout(120)
    return took, silent


def _drag(page: Page, handle, rest: float) -> tuple[float, float]:
    """Pictures per second while dragging, and last value → final picture."""
    box, track = handle.bounding_box(), handle.locator("xpath=../..").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    room = track["x"] + track["width"] - x
    step = (room if room > track["width"] / 2 else track["x"] - x) / DRAG_STEPS * 0.9
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => { probe.painted = []; probe.values = []; }")
    began = time.perf_counter()
    for count in range(1, DRAG_STEPS + 1):
        page.mouse.move(x + count * step, y)
        # Steps come at the times of an even hand, whatever the one before took.
        page.wait_for_timeout(max(0, PACE * count - (time.perf_counter() - began) * 1000))
    page.mouse.up()
    page.wait_for_timeout(1500)
    painted, values = page.evaluate("() => [probe.painted, probe.values]")
    moving = [when for when in painted if when <= values[-1]]
    seconds = (values[-1] - values[0]) / 1000
    answers = [when for when in painted if when < values[-1] + rest]
    return len(moving) / seconds, answers[-1] - values[-1]

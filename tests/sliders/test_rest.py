"""A view too slow for a moving slider: a draft at once, all paths when the slider rests."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from demo_view import demo

from xbcourse.assumptions.language import Text
from xbcourse.sliders import Panel, Shown, view
from xbcourse.sliders import rest as resting

DRAFT, PATHS = 64, 2_000
REST = 3 * 0.02


@pytest.fixture(name="asked")
def _asked() -> list[int]:
    """With how many paths the view was computed, in order."""
    return []


@pytest.fixture(name="slow")
def _slow(asked, monkeypatch):
    monkeypatch.setattr(sys.modules[view.__module__], "_declared", {})
    monkeypatch.setattr(resting, "PAUSE", 0.02)

    @view(
        inputs=("price_usd", "acos"),
        chart=demo.chart,
        title=Text(zh="慢的图", en="A slow view"),
        draft=DRAFT,
        paths=PATHS,
    )
    def slow(scenario, paths):
        asked.append(paths)
        shown = demo(scenario)
        return Shown(shown.data, f"{paths} paths", shown.figures, shown.make_table)

    return slow


def apart(act):
    """Do it on a thread of its own: a browser test of the same run has a loop on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(act).result()


def in_a_loop(hand):
    apart(lambda: asyncio.run(hand()))


def drag(panel: Panel, *prices: float) -> None:
    for price in prices:
        panel._controls["price_usd"].widget.value = price


def test_a_moving_slider_gets_drafts_and_a_resting_one_all_paths_once(slow, asked):
    panel = Panel(slow, price_usd=20.0)
    assert asked == [PATHS]

    async def hand():
        drag(panel, 21.0, 22.0, 23.0)
        assert asked[1:] == [DRAFT] * 3
        assert "64 paths" in panel._sentence.value and "Draft: 64" in panel._figures.value
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert asked[1:] == [DRAFT] * 3 + [PATHS]
    assert "2000 paths" in panel._sentence.value
    assert "Draft" not in panel._figures.value and "2,000 simulated" in panel._figures.value
    assert panel.scenario.price_usd == 23.0


def test_moving_on_puts_the_rest_off(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        for price in (21.0, 22.0, 23.0, 24.0):
            drag(panel, price)
            await asyncio.sleep(0.005)

    in_a_loop(hand)
    assert PATHS not in asked[1:]


def test_comparing_does_not_make_a_draft_pass_for_more(slow):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        drag(panel, 30.0)
        panel._toolbar._compare.value = True
        assert "Draft" in panel._figures.value
        await asyncio.sleep(REST)
        assert "Draft" not in panel._figures.value

    in_a_loop(hand)


def test_a_fault_at_rest_is_said_and_the_draft_stays_a_draft(slow, monkeypatch):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        drag(panel, 30.0)
        monkeypatch.setattr(type(slow), "__call__", lambda *_: 1 / 0)
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert isinstance(panel.fault, ZeroDivisionError)
    assert "xb-alarm" in panel._message.value and "Draft" in panel._figures.value


def test_after_a_fault_there_is_nothing_to_refine(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        drag(panel, 30.0, 120.0)  # the second is one that the view cannot answer
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert panel.fault is not None and "xb-alarm" in panel._message.value


def test_without_a_loop_every_answer_is_the_full_one(slow, asked):
    panel = Panel(slow, price_usd=20.0)
    apart(lambda: drag(panel, 30.0))
    assert asked == [PATHS, PATHS] and "Draft" not in panel._figures.value

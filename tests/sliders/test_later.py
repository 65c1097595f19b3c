"""What a panel does a moment later: the newest move only, a draft at once, all paths at rest."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from demo_view import demo

from xbcourse.assumptions.language import Text
from xbcourse.sliders import Panel, Shown, later, view

DRAFT, PATHS = 64, 2_000
#: Seconds after which a move is answered, and after which a slider has rested for long.
SOON, REST = 3 * later.ANSWER, 0.4


@pytest.fixture(name="asked")
def _asked() -> list[int]:
    """With how many paths the view was computed, in order."""
    return []


@pytest.fixture(name="slow")
def _slow(asked, monkeypatch):
    monkeypatch.setattr(sys.modules[view.__module__], "_declared", {})
    monkeypatch.setattr(later, "PAUSE", REST / 4)

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


async def drag(panel: Panel, *prices: float, pause: float = SOON) -> None:
    for price in prices:
        panel._controls["price_usd"].widget.value = price
        await asyncio.sleep(pause)


def test_a_moving_slider_gets_drafts_and_a_resting_one_all_paths_once(slow, asked):
    panel = Panel(slow, price_usd=20.0)
    assert asked == [PATHS]

    async def hand():
        await drag(panel, 21.0, 22.0, 23.0)
        assert asked[1:] == [DRAFT] * 3
        assert "64 paths" in panel._sentence.value and "Draft: 64" in panel._figures.value
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert asked[1:] == [DRAFT] * 3 + [PATHS]
    assert "2000 paths" in panel._sentence.value
    assert "Draft" not in panel._figures.value and "2,000 simulated" in panel._figures.value
    assert panel.scenario.price_usd == 23.0


def test_only_the_newest_of_many_moves_is_answered(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        await drag(panel, 21.0, 22.0, 23.0, pause=0)
        assert asked == [PATHS] and panel.scenario.price_usd == 23.0  # noted, not yet answered
        await asyncio.sleep(SOON)

    in_a_loop(hand)
    assert asked == [PATHS, DRAFT] and "64 paths" in panel._sentence.value


def test_a_move_that_is_not_answered_yet_does_not_come_after_what_was_done_since(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        await drag(panel, 30.0, pause=0)
        panel._on_reset()
        assert asked == [PATHS, DRAFT]
        await asyncio.sleep(SOON)

    in_a_loop(hand)
    assert asked == [PATHS, DRAFT] and panel.scenario.price_usd == 20.0


def test_moving_on_puts_the_rest_off(slow, asked):
    panel = Panel(slow, price_usd=20.0)
    in_a_loop(lambda: drag(panel, 21.0, 22.0, 23.0, 24.0))
    assert PATHS not in asked[1:]


def test_comparing_does_not_make_a_draft_pass_for_more(slow):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        await drag(panel, 30.0)
        panel._toolbar._compare.value = True
        assert "Draft" in panel._figures.value
        await asyncio.sleep(REST)
        assert "Draft" not in panel._figures.value

    in_a_loop(hand)


def test_a_fault_at_rest_is_said_and_the_draft_stays_a_draft(slow, monkeypatch):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        await drag(panel, 30.0)
        monkeypatch.setattr(type(slow), "__call__", lambda *_: 1 / 0)
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert isinstance(panel.fault, ZeroDivisionError)
    assert "xb-alarm" in panel._message.value and "Draft" in panel._figures.value


def test_after_a_fault_there_is_nothing_to_refine(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    async def hand():
        await drag(panel, 30.0, 120.0)  # the second is one that the view cannot answer
        await asyncio.sleep(REST)

    in_a_loop(hand)
    assert panel.fault is not None and "xb-alarm" in panel._message.value
    assert PATHS not in asked[1:]


def test_without_a_loop_every_answer_is_the_full_one_and_at_once(slow, asked):
    panel = Panel(slow, price_usd=20.0)

    def move():
        panel._controls["price_usd"].widget.value = 30.0
        return list(asked)

    assert apart(move) == [PATHS, PATHS] and "Draft" not in panel._figures.value

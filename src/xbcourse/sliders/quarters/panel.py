"""The panel to play with: sliders for the decisions, a button, and what came of it.

It shows what a seller sees and sums that a seller can do on paper. It never simulates what has not
been decided: a preview would give the market away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import Any, Protocol
from uuid import uuid4

import ipywidgets as widgets
import pandas as pd

from ...analysis.quarters.levers import LEVERS, STOP, Choice
from ...analysis.quarters.year import Outlay
from ...assumptions.errors import CourseError
from ...assumptions.language import current, say, speaking
from ...charts.dials import DialBoard
from ...charts.record import Record
from .. import readout
from ..columns import arrange
from ..controls import Controls
from ..dress import names, style
from ..picture import Picture
from ..screen import Screen
from ..view import Shown
from .seen import figures, seen_shown, yuan

#: Seconds after a quarter in which the button is deaf: a double click must not close two of them.
_PAUSE = 1.0


class Desk(Protocol):
    """What the panel asks of a game."""

    code: str
    game: int
    choices: Sequence[Choice]
    over: bool
    ruined: bool

    def weeks(self) -> pd.DataFrame:
        """What was seen so far."""

    def most(self) -> int:
        """The largest order that can be paid."""

    def outlay(self, choice: Choice) -> Outlay:
        """What a choice would cost."""

    def close(self, choice: Choice) -> Sequence[str]:
        """Decide the next quarter; sentences about what stood in the way of saving it."""

    def scored(self) -> tuple[Shown, str]:
        """The scorecard, and the debrief as HTML."""


class RoundPanel(widgets.VBox):
    """Four quarters with sliders.

    Attributes
    ----------
    fault : Exception or None
        Why the last press could not be carried out, if it could not.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._language = desk, current()
        self._lock, self._closed_at = threading.RLock(), 0.0
        self.fault: Exception | None = None
        self._title, self._message, self._plan = (widgets.HTML() for _ in range(3))
        self._controls = Controls(LEVERS.values(), _start(desk.choices), self._on_move)
        self._stop = widgets.Checkbox(description=say("quarters.stop_label"), indent=False)
        self._stop.observe(lambda _change: self._on_move(), names="value")
        self._button = widgets.Button(
            button_style="primary", tooltip=say("quarters.close_tip"), icon="check"
        )
        self._button.layout.width = "auto"
        self._button.on_click(lambda _button: self._on_close())
        self._desk_box = widgets.VBox([], _dom_classes=("xb-desk",))
        self._screen = Screen()
        self._sentence, self._figures = widgets.HTML(), widgets.HTML()
        self._record: Picture | None = None
        own_class = f"xb-{uuid4().hex[:12]}"
        parts = [self._title, self._desk_box, self._message, self._screen]
        parts += [self._sentence, self._figures, style(), names(own_class)]
        super().__init__(parts, _dom_classes=("xb-panel", own_class))
        with self._turn():
            self._show()

    # What the reader does.

    def _on_move(self) -> None:
        with self._turn():
            self._message.value = ""
            self._say_plan()

    def _on_close(self) -> None:
        with self._turn():
            if time.monotonic() - self._closed_at < _PAUSE or self._desk.over:
                return
            self._button.disabled = True
            try:
                said = self._desk.close(self._choice())
                self._stop.value = False
                self._message.value = "".join(map(readout.alarm, said))
                self._show()
            finally:
                self._button.disabled = False
                self._closed_at = time.monotonic()

    def _choice(self) -> Choice:
        return STOP if self._stop.value else Choice(**self._controls.values())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thing at a time, in this panel's language; a fault is said, the picture stays."""
        with self._lock, speaking(self._language):
            try:
                yield
                self.fault = None
            except CourseError as fault:
                self.fault = fault
                self._message.value = readout.alarm(str(fault))
            except Exception as fault:
                self.fault = fault
                words = say("panel.unexpected", kind=type(fault).__name__, detail=fault)
                self._message.value = readout.alarm(words)

    # What is shown.

    def _show(self) -> None:
        self._say_title()
        if self._desk.over:
            self._desk_box.children = ()
            self._show_score()
            return
        self._lay_desk()
        self._say_plan()
        self._show_record()

    def _say_title(self) -> None:
        desk = self._desk
        key = "quarters.panel_over" if desk.over else "quarters.panel_title"
        words = say(key, code=desk.code, game=desk.game, quarter=len(desk.choices) + 1)
        self._title.value = f'<p class="xb-title">{escape(words)}</p>'

    def _lay_desk(self) -> None:
        quarter = len(self._desk.choices) + 1
        self._button.description = say("quarters.close_button", quarter=quarter)
        heading = say("quarters.decide", quarter=quarter)
        levers = arrange({heading: [self._controls[name].widget for name in LEVERS]})
        bar = widgets.Box([self._button, self._stop], _dom_classes=("xb-bar",))
        self._desk_box.children = (levers, self._plan, bar)

    def _say_plan(self) -> None:
        """The sums on paper; a choice that cannot be made is said before it is pressed."""
        if self._desk.over:
            return
        try:
            choice = self._choice()
        except CourseError as refused:
            self._plan.value = readout.alarm(str(refused))
            return
        costs = self._desk.outlay(choice)
        if choice.stop:
            words = say(
                "quarters.plan_stop",
                stock=f"{costs.stock:,.0f}",
                salvage=yuan(costs.salvage),
                cash=yuan(costs.cash),
            )
        else:
            words = say(
                "quarters.plan",
                deposit=yuan(costs.deposit),
                balance=yuan(costs.balance),
                ads=yuan(costs.ads),
                site=yuan(costs.content),
                fixed=yuan(costs.fixed),
                cash=yuan(costs.cash),
            )
        self._plan.value = f'<p class="xb-plan">{escape(words)}</p>'

    def _show_record(self) -> None:
        desk = self._desk
        if not desk.choices:
            words = say("quarters.briefing", cash=yuan(self._start_cash()), most=f"{desk.most():,}")
            self._screen.layout.display = "none"
            self._sentence.value = readout.sentence(words)
            return
        table = desk.weeks()
        shown = seen_shown(table, desk.choices, desk.ruined)
        if self._record is None:
            self._record = Picture(Record(), shown.data)
        self._put(self._record.show(shown.data), shown)
        quarter = len(desk.choices)
        before = figures(table, max(quarter - 1, 1))
        self._figures.value = readout.figures(shown.figures, before, compare=False)

    def _show_score(self) -> None:
        before = self._message.value
        self._message.value = before + readout.notice(say("quarters.working"))
        shown, words = self._desk.scored()
        self._put(Picture(DialBoard(), shown.data).show(shown.data), shown)
        self._figures.value = words
        self._message.value = before

    def _put(self, jpeg: bytes, shown: Shown) -> None:
        self._screen.layout.display = None
        self._screen.jpeg = jpeg
        self._sentence.value = readout.sentence(shown.sentence, shown.title_says_it)

    def _start_cash(self) -> float:
        return self._desk.outlay(Choice(order=0)).cash


def _start(choices: Sequence[Choice]) -> dict[str, Any]:
    """Where the sliders begin: as they were left, or as usual."""
    last = next((choice for choice in reversed(choices) if not choice.stop), Choice())
    return replace(last).values()

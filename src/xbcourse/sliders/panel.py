"""The slider panel: one view with its controls, its picture and what it says.

A move travels one way: control → scenario → view → picture, sentence, key figures. The browser has
one message under way and then sends the newest value; the kernel answers the newest that it was
told, in the same loop (`later`), so moves never queue up; hence no threads here. A view that takes
longer answers with a draft, and with the full number of paths once the slider rests. A panel may be
called from two threads (JupyterLab runs callbacks beside a running cell), so it has one lock, keeps
its own language, and touches no state that others share.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import ipywidgets as widgets

from ..assumptions.errors import CourseError
from ..assumptions.language import current, say, speaking
from ..assumptions.scenario import Scenario
from . import later, readout
from .controls import Controls
from .drawer import Drawer
from .dress import names, style
from .later import Later
from .picture import Picture
from .screen import Screen
from .toolbar import Toolbar
from .view import Shown, View, find


def explore(name: str, /, **changes: Any) -> Panel:
    """A view with sliders. Let it be the last line of a cell.

    Parameters
    ----------
    name : str
        A view of the course; `views` lists them.
    **changes
        Parameters that start elsewhere than in the view's base, with a slider or without.

    Raises
    ------
    ParameterError
        Unknown view or parameter (the nearest names are given), or an impossible value.
    """
    return Panel(find(name), **changes)


class Panel(widgets.VBox):
    """What `explore` shows.

    Attributes
    ----------
    scenario : Scenario
        Everything as the controls stand now. A later cell may go on with it.
    fault : Exception or None
        Why the last move could not be shown, if it could not.
    """

    def __init__(self, view: View, /, **changes: Any) -> None:
        self._view = view
        self._language = current()
        self._lock = threading.RLock()
        self._start = self.scenario = view.start(**changes)
        self.fault: Exception | None = None

        self._shown = self._at_start = view(self._start)
        self._drafted = False
        self._soon = Later(self._on_soon, later.ANSWER)
        self._rest = Later(self._on_rest, later.PAUSE)
        self._picture = Picture(view.chart(), self._shown.data)
        self._controls = Controls(view.parameters(), self._start, self._on_move)
        self._drawer = Drawer(Path.cwd(), self._on_save, self._on_open)
        self._toolbar = Toolbar(
            view.presets, self._on_preset, self._on_reset, self._on_compare, self._drawer.toggle
        )
        self._screen = Screen()
        self._message = widgets.HTML()
        self._sentence = widgets.HTML()
        self._figures = widgets.HTML()

        own_class = f"xb-{uuid4().hex[:12]}"
        super().__init__(self._parts(own_class), _dom_classes=("xb-panel", own_class))
        self._show(self._at_start)

    def _parts(self, own_class: str) -> list[widgets.Widget]:
        title = widgets.HTML(f'<p class="xb-title">{escape(str(self._view.title))}</p>')
        return [
            title,
            self._toolbar.box,
            self._drawer.box,
            self._controls.box,
            self._message,
            self._screen,
            self._sentence,
            self._figures,
            style(),
            names(own_class),
        ]

    # What the reader does, and what the loop does after it. Each is one turn.

    def _on_move(self) -> None:
        with self._turn():
            self._toolbar.forget_preset()
            self.scenario = self.scenario.but(**self._controls.values())
            self._rest.cancel()
            if Later.possible():
                self._soon.begin()
            else:
                self._compute(self.scenario)

    def _on_soon(self) -> None:
        with self._turn():
            self._compute(self.scenario)

    def _on_preset(self, changes: Mapping[str, Any]) -> None:
        with self._turn():
            self._go_to(self._start.but(**changes))

    def _on_reset(self) -> None:
        with self._turn():
            self._toolbar.forget_preset()
            self._go_to(self._start)

    def _on_compare(self, _visible: bool) -> None:
        with self._turn():
            # What was last shown, and what was last said about it, a fault too, stay as they are.
            self._picture.compare(self._toolbar.comparing)
            self._show(self._shown, self._drafted)

    def _on_save(self) -> None:
        with self._turn():
            path = self._drawer.save(self.scenario)
            self._tell(say("panel.saved", file=path.name))

    def _on_open(self) -> None:
        with self._turn():
            name, scenario = self._drawer.open()
            self._toolbar.forget_preset()
            self._go_to(scenario)
            self._tell(say("panel.opened", file=name))

    def _on_rest(self) -> None:
        with self._turn():
            if self._drafted:
                self._answer(self.scenario, draft=False)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thing at a time, in this panel's language; a fault is said, the picture stays."""
        with self._lock, speaking(self._language):
            try:
                yield
            except CourseError as fault:
                self._alarm(str(fault))
            except Exception as fault:
                self._alarm(say("panel.unexpected", kind=type(fault).__name__, detail=fault))

    # What follows from it.

    def _go_to(self, scenario: Scenario) -> None:
        self._controls.set(scenario)
        self._compute(scenario)

    def _compute(self, scenario: Scenario) -> None:
        self._soon.cancel()
        self.scenario = scenario
        self._answer(scenario, draft=self._view.refines and Later.possible())
        if self._drafted:
            self._rest.begin()
        self._tell("")

    def _answer(self, scenario: Scenario, draft: bool) -> None:
        try:
            self._show(self._view.draft(scenario) if draft else self._view(scenario), draft)
        except Exception as fault:
            self.fault = fault
            raise
        self.fault = None

    def _show(self, shown: Shown, draft: bool = False) -> None:
        # All is made before anything is shown: where one part fails, none may claim to be new.
        picture = self._picture.show(shown.data)
        sentence = readout.sentence(shown.sentence, shown.title_says_it)
        figures = readout.figures(shown.figures, self._at_start.figures, self._toolbar.comparing)
        if self._view.refines:
            figures += readout.care(self._view.drafted, self._view.paths, draft)
        self._screen.jpeg = picture
        self._sentence.value = sentence
        self._figures.value = figures
        self._shown, self._drafted = shown, draft

    def _alarm(self, words: str) -> None:
        self._message.value = readout.alarm(words)

    def _tell(self, words: str) -> None:
        self._message.value = readout.notice(words)

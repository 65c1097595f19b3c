"""The row above the sliders: situations, reset, compare with the start, save or open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from ..assumptions.language import Text, say

#: No situation is chosen. Not None, which would leave the list blank instead of inviting a choice.
_NONE = ""


class Toolbar:
    """The row and what it is set to.

    Parameters
    ----------
    presets : mapping
        Key → (what it is called, changes), as a view declares them.
    on_preset, on_reset, on_compare : callable
        Called when the reader uses one; with the changes, with nothing, with on or off.
    more : widget
        What else belongs into the row.
    """

    def __init__(
        self,
        presets: Mapping[str, tuple[Text, Mapping[str, Any]]],
        on_preset: Callable[[Mapping[str, Any]], None],
        on_reset: Callable[[], None],
        on_compare: Callable[[bool], None],
        more: widgets.Widget,
    ) -> None:
        self._presets = presets
        self._on_preset = on_preset
        self._choice = widgets.Dropdown(
            options=[
                (say("panel.choose_preset"), _NONE),
                *((str(words), key) for key, (words, _) in presets.items()),
            ],
            value=_NONE,
            description=say("panel.presets"),
        )
        self._choice.observe(self._on_choice, names="value")
        self._reset = widgets.Button(
            description=say("panel.reset"), tooltip=say("panel.reset_tip"), icon="undo"
        )
        self._reset.on_click(lambda _button: on_reset())
        self._compare = widgets.Checkbox(description=say("panel.compare"), indent=False)
        self._compare.observe(lambda change: on_compare(change["new"]), names="value")
        row = [self._choice] if presets else []
        self.box = widgets.Box([*row, self._reset, self._compare, more], _dom_classes=("xb-bar",))

    @property
    def comparing(self) -> bool:
        """Whether the starting state is to be seen."""
        return self._compare.value

    def forget_preset(self) -> None:
        """The reader moved on: no situation is chosen any more."""
        self._choice.value = _NONE

    def _on_choice(self, change: Mapping[str, Any]) -> None:
        if change["new"] != _NONE:
            self._on_preset(self._presets[change["new"]][1])

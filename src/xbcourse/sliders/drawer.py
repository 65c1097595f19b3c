"""The drawer of a panel: keep the settings in a file, open a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ..assumptions.language import say
from ..assumptions.scenario import Scenario
from . import files


class Drawer:
    """A name and two buttons, out of the way until asked for.

    Parameters
    ----------
    folder : Path
        Where the files are: the folder of the reader's notebook.
    on_save, on_open : callable
        Called when a button is pressed; they call `save` and `open` when it is their turn.
    """

    def __init__(
        self, folder: Path, on_save: Callable[[], None], on_open: Callable[[], None]
    ) -> None:
        self._folder = folder
        self.toggle = widgets.ToggleButton(
            description=say("panel.files"), tooltip=say("panel.files_tip"), icon="folder"
        )
        self.toggle.observe(self._on_toggle, names="value")
        self._name = widgets.Combobox(
            value=say("panel.scenario_name"),
            description=say("panel.file_name"),
            ensure_option=False,
        )
        self._save = widgets.Button(description=say("panel.save"), icon="download")
        self._save.on_click(lambda _button: on_save())
        self._open = widgets.Button(description=say("panel.open"), icon="upload")
        self._open.on_click(lambda _button: on_open())
        self.box = widgets.Box([self._name, self._save, self._open], _dom_classes=("xb-files",))
        self.box.layout.display = "none"

    def save(self, scenario: Scenario) -> Path:
        """Keep the scenario under the name that stands there. A taken name is replaced by a free
        one for the next press, and the `FileError` says so."""
        try:
            path = files.save(scenario, self._name.value, self._folder)
        except files.FileError as refused:
            self._name.value = refused.values.get("free", self._name.value)
            raise
        self._list()
        return path

    def open(self) -> tuple[str, Scenario]:
        """The name that stands there and the scenario in that file."""
        return self._name.value, files.load(self._name.value, self._folder)

    def _on_toggle(self, change: Mapping[str, Any]) -> None:
        if change["new"]:
            self._list()
        self.box.layout.display = "flex" if change["new"] else "none"

    def _list(self) -> None:
        self._name.options = files.known(self._folder)

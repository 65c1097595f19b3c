"""The sliders and choices of a panel, made from the registry and grouped as it groups them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import ipywidgets as widgets

from ..assumptions.language import say
from ..assumptions.registry import Parameter, groups
from .columns import arrange


class Control(Protocol):
    """One widget that stands for one parameter."""

    parameter: Parameter
    widget: widgets.Widget
    value: Any

    def set(self, value: Any) -> None:
        """Put the widget where this value of the parameter is."""


class SliderControl:
    """A slider for a number. A share is shown in percent, as a reader says it.

    The value a slider is set to is kept as it is; only one that the reader chose lies on the
    slider's steps. So a scenario does not change by being looked at.
    """

    def __init__(self, parameter: Parameter, value: float) -> None:
        self.parameter = parameter
        self._factor = 100 if parameter.percent else 1
        self._digits = max(
            _decimals(grid * self._factor) for grid in (parameter.step, parameter.low)
        )
        self._exact = value
        self.widget = self._slider()(
            value=self._shown(value),
            min=self._shown(min(parameter.low, value)),
            max=self._shown(max(parameter.high, value)),
            step=self._shown(parameter.step),
            description=_description(parameter),
            tooltip=str(parameter.meaning),
            readout_format=f",.{self._digits}f" if self._slider() is widgets.FloatSlider else ",d",
        )

    @property
    def value(self) -> float:
        """The parameter's value: exactly what was set, or the step the reader chose."""
        if self.widget.value == self._shown(self._exact):
            return self._exact
        # The browser counts steps in binary fractions: 0.30000000000000004 means 0.3.
        chosen = round(self.widget.value, self._digits)
        if self.parameter.kind == "whole":
            return int(chosen)
        # And 0.35 / 100 is 0.0034999999999999996.
        return round(chosen / self._factor, self._digits + 2)

    def set(self, value: float) -> None:
        """Move the slider; its ends give way to a value that is unusual but possible."""
        self._exact = value
        shown = self._shown(value)
        self.widget.min = min(self._shown(self.parameter.low), shown)
        self.widget.max = max(self._shown(self.parameter.high), shown)
        self.widget.value = shown

    def _slider(self) -> type:
        return widgets.IntSlider if self.parameter.kind == "whole" else widgets.FloatSlider

    def _shown(self, value: float) -> float:
        return value if self.parameter.kind == "whole" else round(value * self._factor, 10)


class ChoiceControl:
    """A list for a parameter that is one of several named things."""

    def __init__(self, parameter: Parameter, value: str) -> None:
        self.parameter = parameter
        self.widget = widgets.Dropdown(
            options=[(str(words), key) for key, words in parameter.choices.items()],
            value=value,
            description=_description(parameter),
            tooltip=str(parameter.meaning),
        )

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        return self.widget.value

    def set(self, value: str) -> None:
        """Choose by key."""
        self.widget.value = value


class Controls:
    """All controls of a panel.

    Parameters
    ----------
    parameters : iterable of Parameter
        What can be moved, in the order to show it within each group.
    values : mapping
        Where to start; a scenario will do.
    moved : callable
        Called after the reader moved something; not by `set`.

    Attributes
    ----------
    box : Box
        The controls in their groups, side by side where there is room.
    """

    def __init__(
        self,
        parameters: Iterable[Parameter],
        values: Mapping[str, Any],
        moved: Callable[[], None],
    ) -> None:
        self._controls = {p.name: _control(p, values[p.name]) for p in parameters}
        self._moved = moved
        self._listening = True
        for control in self._controls.values():
            control.widget.observe(self._on_change, names="value")
        self.box = _box(self._controls.values())

    def values(self) -> dict[str, Any]:
        """Parameter → value, as the controls stand now."""
        return {name: control.value for name, control in self._controls.items()}

    def set(self, values: Mapping[str, Any]) -> None:
        """Put every control where `values` says."""
        with self._deaf():
            for name, control in self._controls.items():
                control.set(values[name])

    def __getitem__(self, name: str) -> Control:
        return self._controls[name]

    @contextmanager
    def _deaf(self) -> Iterator[None]:
        self._listening = False
        try:
            yield
        finally:
            self._listening = True

    def _on_change(self, _change: object) -> None:
        if self._listening:
            self._moved()


def _control(parameter: Parameter, value: Any) -> Control:
    kind = ChoiceControl if parameter.kind == "choice" else SliderControl
    return kind(parameter, value)


def _description(parameter: Parameter) -> str:
    unit = str(parameter.unit)
    if not unit or parameter.kind == "choice":
        return str(parameter.label)
    return say("panel.label_with_unit", label=parameter.label, unit=unit)


def _box(controls: Collection[Control]) -> widgets.Box:
    return arrange(
        {
            str(words): [c.widget for c in controls if c.parameter.group == key]
            for key, words in groups().items()
        }
    )


def _decimals(number: float) -> int:
    """How many decimals a number needs: 4.99 needs two, 5 needs none."""
    return len(f"{number:.6f}".rstrip("0").partition(".")[2])

"""A view: one question of the course as a picture with sliders. Declared here, shown elsewhere.

A view is a pure function of a scenario. It declares which parameters move it; their labels, ranges,
steps and units come from the registry.

    @view(inputs=("price_usd",), chart=ProfitCurve, title=Text(zh="...", en="..."))
    def price_and_profit(scenario):
        ...
        return Shown(data, sentence, figures, lambda: _table(scenario))
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd

from ..assumptions.errors import ParameterError
from ..assumptions.language import Text, current, say, speaking
from ..assumptions.registry import Parameter, parameter
from ..assumptions.scenario import Scenario
from ..charts.chart import Chart
from .figures import KeyFigure


@dataclass(frozen=True)
class Shown:
    """What a view answers, in the reader's language.

    Parameters
    ----------
    data : Any
        What the view's chart draws. Its `finding`, if it has one, is the title in the picture.
    sentence : str
        What the picture shows, with its numbers. Is the picture's alt text, and stands under it
        where the title does not say the same.
    figures : tuple of KeyFigure
        The numbers to watch.
    make_table : callable
        Makes the same as a small table, for readers without a picture. Not called while a slider
        moves, when nobody sees the table.
    language : str
        The language of it all: that of the moment.
    """

    data: Any
    sentence: str
    figures: tuple[KeyFigure, ...]
    make_table: Callable[[], pd.DataFrame]
    language: str = field(default_factory=current)

    @property
    def title_says_it(self) -> bool:
        """Whether the sentence stands in the picture already; eyes need not read it twice."""
        return self.sentence == getattr(self.data, "finding", None)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The small table, made when it is asked for."""
        with speaking(self.language):
            return self.make_table()


@dataclass(frozen=True)
class View:
    """A declared view. Call it with a scenario to get what it shows."""

    name: str
    inputs: tuple[str, ...]
    chart: Callable[[], Chart]
    title: Text
    presets: Mapping[str, tuple[Text, Mapping[str, Any]]]
    base: str
    function: Callable[..., Shown]
    drafted: int | None = None
    paths: int | None = None

    def __call__(self, scenario: Scenario) -> Shown:
        return self._with(scenario, self.paths)

    @property
    def refines(self) -> bool:
        """Whether a draft is shown while a slider moves."""
        return self.drafted is not None

    def draft(self, scenario: Scenario) -> Shown:
        """The same with few paths: at once, and less exact."""
        return self._with(scenario, self.drafted)

    def _with(self, scenario: Scenario, paths: int | None) -> Shown:
        return self.function(scenario) if paths is None else self.function(scenario, paths)

    def start(self, **changes: Any) -> Scenario:
        """The scenario a reader starts from: the view's base with these changes."""
        return Scenario(self.base, **changes)

    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters behind the sliders, in the order they were declared."""
        return tuple(parameter(name) for name in self.inputs)


_declared: dict[str, View] = {}


def view(
    *,
    inputs: tuple[str, ...] | list[str],
    chart: Callable[[], Chart],
    title: Text,
    presets: Mapping[str, tuple[Text, Mapping[str, Any]]] | None = None,
    base: str = "defaults",
    draft: int | None = None,
    paths: int | None = None,
) -> Callable[[Callable[..., Shown]], View]:
    """Declare a view under the name of the function.

    Parameters
    ----------
    inputs : tuple of str
        Names of parameters of the registry; each becomes a slider or a choice.
    chart : type of Chart
        What draws the view's data.
    title : Text
        The question, in both languages.
    presets : mapping, optional
        Situations worth seeing: key → (what it is called, changes of inputs).
    base : str
        The preset of scenarios that everything else is taken from.
    draft, paths : int, optional
        For a view whose simulation is too slow for a moving slider. Its function takes the number
        of simulated paths beside the scenario: `draft` while a slider moves, `paths` once it rests.

    Raises
    ------
    ParameterError
        An input the registry does not know, one named twice or none at all, a preset that changes
        something else or to an impossible value, a name that is taken.
    """

    def declare(function: Callable[..., Shown]) -> View:
        made = View(
            name=function.__name__,
            inputs=tuple(inputs),
            chart=chart,
            title=title,
            presets=MappingProxyType(dict(presets or {})),
            base=base,
            function=function,
            drafted=draft,
            paths=paths,
        )
        _check(made)
        _declared[made.name] = made
        return made

    return declare


def views() -> Mapping[str, View]:
    """Every declared view by name."""
    _load()
    return MappingProxyType(_declared)


def find(name: str) -> View:
    """The view of that name; an unknown name is answered with the nearest ones."""
    known = views()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
    suggestion = (
        say("errors.did_you_mean", names=", ".join(near))
        if near
        else say("panel.all_views", names=", ".join(known))
    )
    raise ParameterError("panel.unknown_view", name=name, suggestion=suggestion)


@cache
def _load() -> None:
    """Import the views of the course; importing declares them."""
    package = importlib.import_module(".views", __package__)
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")


def _check(made: View) -> None:
    if not made.inputs:
        raise ParameterError("panel.no_inputs", view=made.name)
    for number, name in enumerate(made.inputs):
        parameter(name)
        if name in made.inputs[:number]:
            raise ParameterError("panel.input_twice", view=made.name, name=name)
    for _, changes in made.presets.values():
        for name in changes:
            if name not in made.inputs:
                allowed = ", ".join(made.inputs)
                raise ParameterError(
                    "panel.not_an_input", view=made.name, name=name, allowed=allowed
                )
        made.start(**changes)
    _check_draft(made)
    _check_name(made)


def _check_draft(made: View) -> None:
    draft, paths = made.drafted, made.paths
    if draft is None and paths is None:
        return
    if draft is None or paths is None or not 0 < draft < paths:
        raise ParameterError("panel.half_a_draft", view=made.name, draft=draft, paths=paths)


def _check_name(made: View) -> None:
    """A cell may be run again and declare its view again; two places may not share a name."""
    taken = _declared.get(made.name)
    if taken is not None and taken.function.__module__ != made.function.__module__:
        module = taken.function.__module__
        raise ParameterError("panel.view_twice", name=made.name, module=module)

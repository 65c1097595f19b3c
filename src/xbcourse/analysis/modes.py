"""The six presets that stand for the three operating modes, and the same ones under other
assumptions."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from ..assumptions.errors import CourseWarning, ParameterError
from ..assumptions.registry import Parameter, parameter
from ..assumptions.scenario import Scenario

#: Two presets for each mode: self-operated, matchmaking, hybrid.
MODES = (
    "self_batch",
    "self_quick",
    "platform_direct",
    "platform_b2b",
    "hybrid_drop",
    "hybrid_staged",
)

Scenarios = Mapping[str, Scenario] | Iterable[str] | Scenario


def by_name(scenarios: Scenarios) -> dict[str, Scenario]:
    """Scenarios by name, from presets' names, one scenario, or scenarios by name.

    >>> list(by_name(["self_batch", "self_quick"]))
    ['self_batch', 'self_quick']
    """
    if isinstance(scenarios, Scenario):
        return {"scenario": scenarios}
    if isinstance(scenarios, str):
        return {scenarios: Scenario(scenarios)}
    if not isinstance(scenarios, Mapping):
        scenarios = {name: Scenario(name) for name in scenarios}
    for scenario in scenarios.values():
        if not isinstance(scenario, Scenario):
            raise ParameterError("simulation.not_a_scenario", value=repr(scenario))
    if not scenarios:
        raise ParameterError("simulation.no_scenario")
    return dict(scenarios)


def assuming(scenario: Scenario, **values: Any) -> Scenario:
    """The scenario with other values. Unusual ones are meant, so nothing warns.

    >>> assuming(Scenario("self_batch"), haz_mult=8).haz_mult
    8.0
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CourseWarning)
        return scenario.but(**values)


def alike(scenario: Scenario, names: Iterable[str] = MODES) -> dict[str, Scenario]:
    """Presets under the assumptions that a scenario changes, all moved alike.

    Parameters
    ----------
    scenario : Scenario
        Where it differs from the defaults, the presets are moved: numbers by the same factor (from
        0 to the same value), but never beyond what is possible; choices to the same one.
    names : iterable of str
        Presets. Default: all six.

    >>> dearer = alike(Scenario(cogs=76))  # twice the default
    >>> dearer["self_batch"].cogs, dearer["self_quick"].cogs
    (76.0, 87.4)
    """
    defaults = Scenario()
    moved = [name for name, value in scenario.items() if value != defaults[name]]
    made = {}
    for name in names:
        preset = Scenario(name)
        values = {key: _moved_alike(key, preset, scenario, defaults) for key in moved}
        made[name] = assuming(preset, **values)
    return made


def _moved_alike(name: str, preset: Scenario, scenario: Scenario, defaults: Scenario) -> Any:
    known, value, default = parameter(name), scenario[name], defaults[name]
    if known.kind == "choice" or preset[name] == default or default == 0:
        return value
    return fitted(known, preset[name] * (value / default))


def scaled(scenario: Scenario, name: str, factor: float) -> Scenario:
    """The scenario with one parameter multiplied, but never beyond what is possible.

    >>> scaled(Scenario("platform_direct"), "haz_mult", 3).haz_mult
    4.5
    """
    wanted = numeric(name)
    return assuming(scenario, **{name: fitted(wanted, scenario[name] * factor)})


def numeric(name: str) -> Parameter:
    """The parameter of that name, or an error if it is a choice and has no less and more."""
    found = parameter(name)
    if found.kind == "choice":
        raise ParameterError("analysis.not_numeric", name=name)
    return found


def fitted(wanted: Parameter, value: float) -> float | int:
    """The nearest value that the parameter can take.

    >>> fitted(parameter("lead"), 10.4), fitted(parameter("exper"), 1.7)
    (10, 1.0)
    """
    value = min(max(value, wanted.least), wanted.most)
    return round(value) if wanted.kind == "whole" else float(value)


def agreed(scenarios: Mapping[str, Scenario], name: str) -> Any:
    """The value that all scenarios give a parameter, or an error if they do not agree."""
    values = {scenario[name] for scenario in scenarios.values()}
    if len(values) > 1:
        listed = ", ".join(f"{key}: {scenario[name]}" for key, scenario in scenarios.items())
        raise ParameterError("analysis.different_values", name=name, values=listed)
    return values.pop()

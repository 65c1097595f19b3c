"""A scenario: one value for every parameter. Checked when made, never changed, small on disk."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import ParameterError, reason_of
from .language import Text
from .registry import PARAMETERS, parameter

#: Version of the file format, raised when an older kit could not read a newer file.
FORMAT = 1


class Scenario(Mapping[str, Any]):
    """All assumptions of one situation: a preset, and what was changed.

    Parameters
    ----------
    preset : str
        Where to start from; see `presets`. Default: the registry's defaults.
    **changes
        Parameters by name, each checked against the registry.

    Raises
    ------
    ParameterError
        Unknown preset, unknown parameter, or a value that is not possible.

    >>> base = Scenario(price_usd=30)
    >>> dearer = base.but(price_usd=32)
    >>> base.price_usd, dearer.price_usd
    (30.0, 32.0)
    >>> dearer.changes()
    {'price_usd': 32.0}
    """

    __slots__ = ("_values", "preset")

    def __init__(self, preset: str = "defaults", **changes: Any) -> None:
        self._hold(preset, {**_preset_values(preset), **_checked(changes)})

    def but(self, **changes: Any) -> Scenario:
        """The same scenario with some parameters changed."""
        return _made(self.preset, {**self._values, **_checked(changes)})

    def changes(self) -> dict[str, Any]:
        """What differs from the preset."""
        base = _preset_values(self.preset)
        return {name: value for name, value in self._values.items() if value != base[name]}

    def save(self, path: str | Path) -> Path:
        """Write the scenario to a small JSON file: the preset and the changes."""
        path = Path(path)
        content = {"format": FORMAT, "preset": self.preset, "changes": self.changes()}
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise ParameterError(
                "errors.scenario_not_saved", file=path, reason=reason_of(error)
            ) from error
        return path

    @classmethod
    def load(cls, path: str | Path) -> Scenario:
        """Read what `save` wrote. A file that is not one, or a newer one, is refused."""
        path = Path(path)
        try:
            return cls.from_json(path.read_text(encoding="utf-8"), called=path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable(path.name, error) from error

    @classmethod
    def from_json(cls, text: str, called: str = "JSON") -> Scenario:
        """The scenario in this text; `called` names it in messages."""
        try:
            content = json.loads(text)
            found, preset = int(content["format"]), content["preset"]
            changes = dict(content["changes"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise _unreadable(called, error) from error
        if found > FORMAT:
            raise ParameterError(
                "errors.scenario_file_newer", file=called, found=found, known=FORMAT
            )
        return _made(preset, {**_preset_values(preset), **_checked(changes)})

    def __getitem__(self, name: str) -> Any:
        if name in self._values:
            return self._values[name]
        return parameter(name)  # raises, with the nearest names

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self._values])  # Tab offers the parameters

    def __setattr__(self, name: str, value: Any) -> None:
        raise ParameterError("errors.frozen_scenario", name=name)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and dict(self._values) == dict(other._values)

    def __repr__(self) -> str:
        changed = "".join(f", {name}={value!r}" for name, value in self.changes().items())
        return f"Scenario({self.preset!r}{changed})"

    def __reduce__(self):
        return _made, (self.preset, dict(self._values))

    def _hold(self, preset: str, values: dict[str, Any]) -> None:
        object.__setattr__(self, "preset", preset)
        object.__setattr__(self, "_values", MappingProxyType(values))


def presets() -> dict[str, Text]:
    """The named starting points and what they are called."""
    return {name: Text(**entry["label"]) for name, entry in _presets().items()}


def preset_meaning(preset: str) -> Text:
    """In one line, what a preset stands for."""
    return Text(**_preset(preset)["meaning"])


def _made(preset: str, values: dict[str, Any]) -> Scenario:
    """A scenario of values that were checked before, so that nothing is warned about twice."""
    scenario = object.__new__(Scenario)
    scenario._hold(preset, values)
    return scenario


def _checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: parameter(name).check(value) for name, value in changes.items()}


def _unreadable(called: str, error: Exception) -> ParameterError:
    is_lost = isinstance(error, OSError)
    reason = reason_of(error) if is_lost else f"{type(error).__name__}: {error}"
    return ParameterError("errors.scenario_file_unreadable", file=called, reason=reason)


@cache
def _presets() -> dict:
    text = (resources.files("xbcourse.assumptions") / "presets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _preset(preset: str) -> dict:
    if not isinstance(preset, str) or preset not in _presets():
        allowed = ", ".join(_presets())
        raise ParameterError("errors.unknown_preset", value=repr(preset), allowed=allowed)
    return _presets()[preset]


@cache
def _known_values(preset: str) -> Mapping[str, Any]:
    """The values of a preset over those of its base. Unusual ones are meant, so nothing warns."""
    own = _preset(preset).get("values", {})
    base = _preset(preset).get("base")
    values = _known_values(base) if base else {n: p.default for n, p in PARAMETERS.items()}
    return {**values, **{name: parameter(name).possible(v) for name, v in own.items()}}


def _preset_values(preset: str) -> Mapping[str, Any]:
    _preset(preset)  # refuses what is no name at all, which a cache cannot look up
    return _known_values(preset)

"""The registry of parameters: every assumption of the course, once.

A parameter has a default, a unit, two ranges, a source with its status, and a name and a meaning in
both languages. Sliders, checks, error messages and the parameter table are made from it.

Two ranges, because "unusual" and "impossible" are different things. Outside `low` to `high` (the
slider's ends) a value is used, with a warning. Outside `least` to `most` it is refused.
"""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from numbers import Real
from typing import Any

from . import formats
from .errors import ParameterError, UnknownParameter, warn
from .language import Text, message, say

#: How well a default is founded: a public source was read, remembered from the literature,
#: or a teaching assumption that must be shown as one.
STATUSES = {
    "C": Text(zh="读过公开来源", en="a public source was read"),
    "M": Text(zh="凭文献记忆", en="from the literature, by memory"),
    "E": Text(zh="教学假设", en="a teaching assumption"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One assumption. `kind` is "number", "whole" or "choice"."""

    name: str
    kind: str
    default: Any
    unit: Text
    group: str
    status: str
    source: Text
    label: Text
    meaning: Text
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    least: float = -math.inf
    most: float = math.inf
    choices: Mapping[str, Text] | None = None

    def check(self, value: Any) -> Any:
        """The value, made plain; warned about where it is unusual, refused where impossible.

        >>> PARAMETERS["price_usd"].check(30)
        30.0
        """
        value = self.possible(value)
        if self.kind != "choice" and not self._usual(value):
            words = {"low": _end(self.low), "high": _end(self.high), **self._words(value)}
            warn(say("errors.unusual", **words))
        return value

    def _usual(self, value: float) -> bool:
        # Seven steps of 0.2 add up to 1.4000000000000001: nobody has left the range.
        slack = 1e-9 * max(abs(self.low), abs(self.high))
        return self.low - slack <= value <= self.high + slack

    def possible(self, value: Any) -> Any:
        """The value, made plain, or a `ParameterError` that says what may be given."""
        if self.kind == "choice":
            return self._check_choice(value)
        number = self._check_number(value)
        if self.least <= number <= self.most:
            return number
        if self.percent and self.least <= number / 100 <= self.most:
            share = formats.plain(number / 100)
            raise ParameterError("registry.share_expected", share=share, **self._words(value))
        ends = {"least": _end(self.least), "most": _end(self.most)}
        raise ParameterError("errors.out_of_range", **ends, **self._words(value))

    def show(self, value: Any) -> str:
        """The value with its unit, as a reader writes it.

        >>> from xbcourse.assumptions.language import speaking
        >>> with speaking("en"):
        ...     PARAMETERS["lead"].show(9), PARAMETERS["lead"].show(1), PARAMETERS["duty"].show(0.3)
        ('9 weeks', '1 week', '30.0%')
        """
        if self.choices is not None:
            return str(self.choices[value])
        if self.percent:
            return formats.percent(value, _decimals(self.step * 100))
        # A slider that starts at 9.99 and moves by 0.5 shows two decimals, not one.
        shown = formats.number(value, max(_decimals(self.step), _decimals(self.low)))
        return f"{shown} {self._counted(value)}".strip()

    @property
    def percent(self) -> bool:
        """Whether it is a share, to be shown in percent."""
        return self.unit.en == "%"

    def _counted(self, value: Any) -> str:
        things, slash, rest = self.unit.en.partition("/")
        one = things.removesuffix("s") if value == 1 else things
        return str(Text(zh=self.unit.zh, en=one + slash + rest))

    def _check_choice(self, value: Any) -> str:
        if isinstance(value, str) and value in self.choices:
            return value
        raise ParameterError(
            "errors.unknown_choice",
            name=self._called(),
            value=repr(value),
            allowed=", ".join(self.choices),
        )

    def _check_number(self, value: Any) -> float | int:
        if isinstance(value, bool) or not isinstance(value, Real | Decimal):
            raise ParameterError("errors.not_a_number", name=self._called(), value=repr(value))
        number = _float(value)
        if not math.isfinite(number):
            raise ParameterError("errors.not_finite", name=self._called(), value=number)
        if self.kind != "whole":
            return number
        if number != int(number):
            raise ParameterError("errors.not_whole", name=self._called(), value=value)
        return int(number)

    def _called(self) -> Text:
        return Text(zh=f"{self.name}（{self.label.zh}）", en=f"{self.name} ({self.label.en})")

    def _words(self, value: Any) -> dict[str, Any]:
        named = self.unit.en and not self.percent
        unit = Text(zh=f" {self.unit.zh}", en=f" {self.unit.en}") if named else ""
        return {"name": self._called(), "value": value, "unit": unit}


def parameter(name: str) -> Parameter:
    """The parameter of that name.

    Raises
    ------
    UnknownParameter
        No parameter has that name; the message gives the nearest ones.
    """
    try:
        return PARAMETERS[name]
    except (KeyError, TypeError):
        raise UnknownParameter(
            "errors.unknown_parameter", name=name, suggestion=_suggest(str(name))
        ) from None


@cache
def groups() -> Mapping[str, Text]:
    """The groups that parameters are shown in, in their order."""
    return {key: Text(**words) for key, words in _file()["groups"].items()}


def _suggest(name: str) -> Text:
    near = difflib.get_close_matches(name, PARAMETERS, n=3, cutoff=0.6)
    if near:
        return message("errors.did_you_mean").format(names=", ".join(near))
    return message("errors.see_all_parameters")


def _float(value: Real | Decimal) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):  # an integer of 400 digits; a signalling NaN
        return math.inf


def _decimals(step: float) -> int:
    """How many decimals a step of this size needs (0.25 → 2, 5 → 0)."""
    text = f"{step:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def _end(value: float) -> str:
    if math.isinf(value):
        return "−∞" if value < 0 else "∞"
    return formats.plain(value)


@cache
def _file() -> dict:
    text = (resources.files("xbcourse.assumptions") / "parameters.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _one(name: str, entry: dict) -> Parameter:
    entry = dict(entry)
    for twin in ("label", "meaning", "unit", "source"):
        words = entry[twin]
        entry[twin] = Text(zh=words, en=words) if isinstance(words, str) else Text(**words)
    if "choices" in entry:
        entry["choices"] = {k: Text(**words) for k, words in entry["choices"].items()}
    entry.setdefault("kind", "choice" if "choices" in entry else "number")
    return Parameter(name=name, **entry)


PARAMETERS: Mapping[str, Parameter] = {
    name: _one(name, entry) for name, entry in _file()["parameters"].items()
}

"""One number, with its unit and tolerance."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from babel.numbers import is_currency

from ...assumptions import formats
from ...assumptions.language import Text, say
from ..compare import SAME, Grade, Match, Tolerance, Unreadable, glimpse
from .expectation import Expectation

#: A number in text: perhaps a sign, a currency, thousands commas, a percent sign or a unit.
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)\s*(?:[$€£¥]|[A-Za-z]{1,3}\$?)?\s*(?P<inner>[+-]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?P<power>[eE][+-]?\d+)?"
    r"\s*(?P<unit>%|[^\d%.,]{0,12})"
)


@dataclass(frozen=True, slots=True)
class Number(Expectation):
    """One number.

    Parameters
    ----------
    unit : str or Text
        A currency code ("USD": shown as money), "%" (a share, 0.18, shown in percent), or the
        words of the unit. Empty for a pure number.
    within : float, optional
        Largest difference that counts as right, in the unit (for "%": as a share, so 0.001 is
        a tenth of a percentage point). Default: a cent for money, 0.001 for a share, and a
        tenth of a percent of the value for anything else. Zero: exactly.
    within_share : float
        Largest difference as a share of the expected value, where that says it better.
    """

    kind: ClassVar[str] = "number"

    unit: str | Text = ""
    within: float | None = None
    within_share: float = 0.0

    @property
    def money(self) -> bool:
        """Whether the unit is a currency code; three capitals alone ("SKU") are none."""
        return isinstance(self.unit, str) and is_currency(self.unit)

    @property
    def percent(self) -> bool:
        """Whether the number is a share that people write in percent."""
        return self.unit == "%"

    @property
    def tolerance(self) -> Tolerance:
        """How far off still counts as right."""
        if self.within is not None or self.within_share:
            return Tolerance(self.within or 0.0, self.within_share)
        if self.money:
            return Tolerance(absolute=0.01)
        return Tolerance(absolute=0.001) if self.percent else Tolerance(relative=0.001)

    def match(self, expected: Any, found: Any) -> Match:
        try:
            number, shape = read_number(found)
        except Unreadable as problem:
            return problem.match()
        expected = float(expected)
        if self.tolerance.holds(expected, number):
            return Match(Grade.OTHERWISE, shape) if shape else SAME
        if self.percent and self._in_percent().holds(expected * 100, number):
            return Match(
                Grade.OTHERWISE, say("checks.shape_percent", share=formats.plain(number / 100))
            )
        if not math.isfinite(number):
            return Match(Grade.DIFFERENT, *_not_finite(number))
        return Match(Grade.DIFFERENT, ask=self._suspicion(expected, number))

    def show(self, value: Any) -> str:
        try:
            number, shape = read_number(value)
        except Unreadable:
            return glimpse(value)
        if shape or not math.isfinite(number):
            return glimpse(value)
        if self.money:
            return formats.money(number, self.unit, 2 if abs(number) >= 0.01 or not number else 4)
        if self.percent:
            return (
                f"{_short(number)} ({formats.percent(number, 1)})"
                if abs(number) < 1
                else _short(number)
            )
        return f"{_short(number)} {self.unit}".strip()

    def exactness(self) -> str:
        if self.percent and not self.within_share:
            return self.tolerance.words(
                lambda m: say("checks.points", points=formats.plain(m * 100))
            )
        return self.tolerance.words(self._amount)

    def _amount(self, value: float) -> str:
        if self.money:
            return formats.money(value, self.unit, 2 if value >= 0.01 else 4)
        return f"{formats.plain(value)} {self.unit}".strip()

    def _in_percent(self) -> Tolerance:
        own = self.tolerance
        return Tolerance(own.absolute * 100, own.relative)

    def _suspicion(self, expected: float, number: float) -> str:
        """A question for mistakes that any number can have: sign, power of ten, rounding."""
        margin = self.tolerance.margin(expected)
        if abs(number + expected) <= margin:
            return say("checks.ask_sign")
        near = max(min(5 * margin, 0.05 * abs(expected)), 0.005 * abs(expected))
        if abs(number - expected) <= near:
            return say("checks.ask_rounding")
        powers = (10.0, 100.0, 1000.0)
        if any(abs(number * p - expected) <= margin for p in powers) or any(
            abs(number / p - expected) <= margin for p in powers
        ):
            return say("checks.ask_unit")
        return ""


def read_number(value: Any) -> tuple[float, str]:
    """A value as a number, and a remark if it came in another shape than a plain one.

    Raises
    ------
    Unreadable
        Where there is no number in it.

    >>> read_number(24.5)
    (24.5, '')
    """
    if isinstance(value, bool | np.bool_):
        raise Unreadable("checks.is_truth", found=glimpse(value))
    if isinstance(value, Real):
        return _float(value), ""
    if value is None:
        raise Unreadable("checks.is_nothing")
    if isinstance(value, Decimal):
        return _float(value), say("checks.shape_decimal", found=glimpse(value))
    if isinstance(value, str):
        return _read_text(value), say("checks.shape_text", found=glimpse(value))
    if (only := _only_one(value)) is not None:
        return read_number(only)[0], say("checks.shape_single", kind=type(value).__name__)
    if isinstance(amount := getattr(value, "amount", None), Real | Decimal):
        return _float(amount), say("checks.shape_amount", kind=type(value).__name__)
    if callable(value):
        raise Unreadable("checks.is_function", name=getattr(value, "__name__", glimpse(value)))
    raise Unreadable("checks.is_no_number", kind=type(value).__name__, found=glimpse(value))


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except ValueError:  # a signalling NaN
        return math.nan


def _read_text(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    written = _WRITTEN.fullmatch(plain)
    if written is None or (written["sign"] and written["inner"]):
        raise Unreadable("checks.is_text", found=glimpse(text))
    digits = written["digits"].replace(",", "") + (written["power"] or "")
    number = float(written["sign"] + written["inner"] + digits)
    return number / 100 if written["unit"] == "%" else number


def _only_one(value: Any) -> Any:
    """The only element of a list, array or table that has just one; else None."""
    if isinstance(value, list | tuple):
        return value[0] if len(value) == 1 else None
    if isinstance(value, np.ndarray | pd.Series | pd.Index | pd.DataFrame) and value.size == 1:
        return np.asarray(value).reshape(-1)[0]
    return None


def _not_finite(number: float) -> tuple[str, str]:
    which = "checks.is_nan" if math.isnan(number) else "checks.is_infinite"
    return say(which), say(which + "_ask")


def _short(number: float) -> str:
    small = number and abs(number) < 1e-4
    return f"{number:.3g}" if small else formats.plain(number)

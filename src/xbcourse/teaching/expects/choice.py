"""One option, or several, out of a few."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ...assumptions.language import Text, say
from ..compare import SAME, Grade, Match, Unreadable, glimpse
from .expectation import Expectation


@dataclass(frozen=True, slots=True)
class Choice(Expectation):
    """One of some options; or several, where the answer computes a set of keys.

    Parameters
    ----------
    options : mapping of str to Text
        Key (what the learner writes: "A", or a word) and what it stands for.
        With the keys "yes" and "no", True and False are understood too.
    """

    kind: ClassVar[str] = "choice"

    options: Mapping[str, Text]

    def match(self, expected: Any, found: Any) -> Match:
        try:
            if isinstance(expected, Set):
                return self._match_several(expected, found)
            key, shape = self._one(found)
        except Unreadable as problem:
            return problem.match()
        if key != expected:
            return Match(Grade.DIFFERENT)
        return Match(Grade.OTHERWISE, say("checks.shape_option", key=key)) if shape else SAME

    def show(self, value: Any) -> str:
        try:
            if isinstance(value, Set | list | tuple):
                return say("checks.list_comma").join(self.show(v) for v in sorted(value))
            key, _ = self._one(value)
        except (Unreadable, TypeError):
            return glimpse(value)
        return say("checks.option", key=key, words=self.options[key])

    def _match_several(self, expected: Set, found: Any) -> Match:
        keys, shape = self._several(found)
        if keys == set(expected):
            return Match(Grade.OTHERWISE, say("checks.shape_options")) if shape else SAME
        if keys < expected:
            return Match(Grade.DIFFERENT, ask=say("checks.ask_more_options"))
        if keys > expected:
            return Match(Grade.DIFFERENT, ask=say("checks.ask_fewer_options"))
        return Match(Grade.DIFFERENT, ask=say("checks.ask_each_option"))

    def _several(self, found: Any) -> tuple[set[str], bool]:
        if isinstance(found, Set | list | tuple | np.ndarray):
            return {self._one(v)[0] for v in found}, False
        if isinstance(found, str):
            plain = _plain(found)
            letters = [c for c in plain if c not in " ,;、+"]
            if plain not in self._named() and set(letters) <= set(self._named()):
                return {self._named()[c] for c in letters}, True
        return {self._one(found)[0]}, True

    def _one(self, found: Any) -> tuple[str, bool]:
        """The key that was meant, and whether it was written in another shape than the key."""
        if found is None:
            raise Unreadable("checks.is_nothing")
        if isinstance(found, bool | np.bool_) and {"yes", "no"} <= set(self.options):
            return ("yes" if found else "no"), True
        if isinstance(found, list | tuple | set) and len(found) == 1:
            return self._one(next(iter(found)))[0], True
        if isinstance(found, str | int | np.integer) and not isinstance(found, bool):
            key = self._named().get(_plain(str(found)))
            if key is not None:
                is_key = isinstance(found, str) and _plain(found) == _plain(key)
                return key, not is_key
        raise Unreadable(
            "checks.is_no_option", found=glimpse(found), allowed=", ".join(self.options)
        )

    def _named(self) -> dict[str, str]:
        """Every way to name an option, lower case → its key. Keys win over words."""
        words = {_plain(w): k for k, t in self.options.items() for w in (t.zh, t.en)}
        return words | {_plain(k): k for k in self.options}


def _plain(text: str) -> str:
    """Full-width letters, case and surrounding blanks or stops do not matter."""
    return unicodedata.normalize("NFKC", text).strip(" .。()").casefold()

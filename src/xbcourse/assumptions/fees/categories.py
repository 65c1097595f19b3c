"""Product categories by name: the platform's own, or what they are called in Chinese."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from ..errors import ParameterError
from ..language import Text, catalogue
from .words import phrase, separated


def labels(names: Iterable[str]) -> Mapping[str, Text]:
    """What categories are called in both languages, by the platform's name."""
    words = catalogue()["categories"]
    return {name: words[_entry(name)] for name in dict.fromkeys(names)}


def find(name: str, value: object, known: Iterable[str]) -> str:
    """The platform's name of a category given in either language, in any case.

    Parameters
    ----------
    name : str
        What the parameter is called, for the message.
    value : str
        What the reader wrote.
    known : iterable of str
        The platform's names.

    Raises
    ------
    ParameterError
        No such category; the nearest names are given.

    >>> find("category", "home and kitchen", ["Home and Kitchen", "Furniture"])
    'Home and Kitchen'
    >>> find("category", "家具", ["Home and Kitchen", "Furniture"])
    'Furniture'
    """
    called = labels(known)
    spellings = {
        _plain(spelling): key for key, text in called.items() for spelling in (key, text.zh)
    }
    if isinstance(value, str) and _plain(value) in spellings:
        return spellings[_plain(value)]
    raise ParameterError(
        "fees.unknown_category",
        name=name,
        value=value,
        suggestion=_suggest(value, called, spellings),
    )


def _suggest(value: object, called: Mapping[str, Text], spellings: Mapping[str, str]) -> Text:
    wanted = _plain(str(value))
    likeness = {spelling: _likeness(wanted, spelling) for spelling in spellings}
    near = sorted((s for s in spellings if likeness[s] > 0.6), key=likeness.get, reverse=True)
    keys = list(dict.fromkeys(spellings[spelling] for spelling in near))[:3] or list(called)
    shown = (Text(zh=called[key].zh, en=key) for key in keys)
    names = separated(shown, "between_parts")
    return phrase("errors.did_you_mean" if near else "all_of_them", names=names)


def _likeness(wanted: str, spelling: str) -> float:
    """From 0 to 1; one word of a long name may be what was meant."""
    words = [spelling, *re.findall(r"\w{4,}", spelling)]
    return max(difflib.SequenceMatcher(None, wanted, word).ratio() for word in words)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").split())


def _entry(name: str) -> str:
    """The catalogue entry of a category: its name in small letters and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")

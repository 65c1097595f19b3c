"""One of a few choices, by its name in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from .. import datasets
from ..errors import ParameterError
from ..language import Text, message
from .words import separated


def choose(name: str, value: object, options: Mapping[str, Text]) -> str:
    """The code of a choice given as its code or as its name, in either language and in any case.

    Parameters
    ----------
    name : str
        What the parameter is called, for the message.
    value : str
        What the reader wrote.
    options : mapping of str to Text
        The codes and what they are called.

    Raises
    ------
    ParameterError
        No such choice; all of them are given.

    >>> choose("mode", "海运", {"air": Text("空运", "by air"), "sea": Text("海运", "by sea")})
    'sea'
    """
    spellings = {
        _plain(spelling): code
        for code, text in options.items()
        for spelling in (code, text.zh, text.en)
    }
    if isinstance(value, str) and _plain(value) in spellings:
        return spellings[_plain(value)]
    allowed = separated(options, "between_rows")
    raise ParameterError("errors.unknown_choice", name=name, value=repr(value), allowed=allowed)


def same_in_both(names: Iterable[str]) -> Mapping[str, Text]:
    """Names that are not translated, such as those of a plan: "Basic"."""
    return {name: Text(zh=name, en=name) for name in dict.fromkeys(names)}


def named(room: str, prefix: str, codes: Iterable[str]) -> Mapping[str, Text]:
    """Codes with their names from the catalogue: entry `prefix_code` of a room."""
    return {code: message(f"{room}.{prefix}_{code}") for code in dict.fromkeys(codes)}


@cache
def coded(table: str, column: str) -> Mapping[str, Text]:
    """The codes of a table's column and what its card calls them.

    >>> coded("border_duties", "layer")["section_301"].en
    'Section 301'
    """
    found = next(c for c in datasets.card(table).columns if c.name == column)
    return found.values


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())

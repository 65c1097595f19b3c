"""Which of the notebooks that were found are handed in together."""

from __future__ import annotations

from collections.abc import Iterable

from ...assumptions.errors import DataError, ParameterError
from ...assumptions.language import say
from .sheets import Sheet


def chosen(sheets: Iterable[Sheet], name: str | None = None) -> list[Sheet]:
    """The notebooks of one assignment, one a module.

    Parameters
    ----------
    sheets : iterable of Sheet
        All that were found.
    name : str, optional
        The assignment, where notebooks of several lie there.

    Raises
    ------
    DataError
        There is nothing to hand in.
    ParameterError
        It is not clear which notebooks are meant.
    """
    # A file that was named twice, or lies in a folder that was named as well, is one.
    found = list({sheet.path.resolve(): sheet for sheet in sheets}.values())
    names = sorted({sheet.stamp.get("name", "") for sheet in found})
    if name is not None:
        found = [sheet for sheet in found if sheet.stamp.get("name") == name]
        if not found:
            raise ParameterError("handin.no_such_assignment", name=name, names=_listed(names))
    elif len(names) > 1:
        raise ParameterError("handin.several_assignments", names=_listed(names))
    if not found:
        raise DataError("handin.nothing")
    by_module: dict[str, Sheet] = {}
    for sheet in found:
        first = by_module.setdefault(sheet.stamp.get("module") or sheet.path.name, sheet)
        if first is not sheet:
            raise ParameterError("handin.twice", one=first.path, other=sheet.path)
    return [by_module[module] for module in sorted(by_module)]


def _listed(names: Iterable[str]) -> str:
    return say("checks.list_comma").join(name or say("handin.no_name") for name in names)

"""Any table a learner may hand in, read as plain named columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from ..compare import Unreadable, glimpse


@dataclass(frozen=True, slots=True)
class Tidy:
    """A table with everything that has a name in its columns.

    Attributes
    ----------
    frame : DataFrame
        Named index levels have become columns; its own index counts the rows.
    index : tuple of str
        Which columns were index levels.
    loose : Index or None
        Labels of an index without a name; None where they only count the rows.
    form : str
        The type it came as.
    """

    frame: pd.DataFrame
    index: tuple[str, ...]
    loose: pd.Index | None
    form: str

    def rows(self, keys: Sequence[str]) -> list[tuple]:
        """The name of each row: the cells of its key."""
        columns = [[_plain(cell) for cell in self.frame[key].tolist()] for key in keys]
        return list(zip(*columns, strict=True))


def tidy(table: pd.DataFrame | pd.Series, form: str = "") -> Tidy:
    """A DataFrame or Series as named columns.

    >>> tidy(pd.Series([3.0], index=pd.Index(["US"], name="country"), name="usd")).frame
      country  usd
    0      US  3.0
    """
    form = form or type(table).__name__
    frame = table.to_frame() if isinstance(table, pd.Series) else table
    if frame.columns.nlevels > 1:
        raise Unreadable("checks.columns_in_levels")
    named = tuple(name for name in frame.index.names if name is not None)
    counted = isinstance(frame.index, pd.RangeIndex) or frame.index.nlevels > 1
    loose = None if named or counted else frame.index
    flat = frame.reset_index(level=list(named)) if named else frame
    if flat.columns.has_duplicates:
        raise Unreadable("checks.columns_twice")
    return Tidy(flat.reset_index(drop=True), named, loose, form)


def read_table(found: Any, columns: Sequence[str]) -> Tidy:
    """Whatever a learner handed in, read as a table.

    `columns` are the names for a block of values that has none.

    Raises
    ------
    Unreadable
        Where it is no table.
    """
    if isinstance(found, pd.DataFrame | pd.Series):
        return tidy(found)
    if found is None:
        raise Unreadable("checks.is_nothing")
    form = type(found).__name__
    try:
        if isinstance(found, Mapping) and found and all(map(_is_scalar, found.values())):
            return tidy(pd.Series(found), form)
        if isinstance(found, Mapping | list) and found:
            return tidy(pd.DataFrame(found), form)
        if isinstance(found, np.ndarray) and found.ndim == 2:
            return tidy(pd.DataFrame(found, columns=list(columns)), form)
    except (ValueError, TypeError, AttributeError):
        pass  # lists of unequal length and the like: no table either
    raise Unreadable("checks.is_no_table", kind=form, found=glimpse(found))


def named_like(have: Tidy, want: Tidy, keys: Sequence[str]) -> tuple[Tidy, bool]:
    """`have` with the column names of `want` where it is clear which is meant.

    Clear are: another case or blanks for underscores, the only column of values under another
    name, and row labels without a name where one key is lacking.

    Returns
    -------
    Tidy, bool
        The table and whether a name was changed.
    """
    lacking = [c for c in want.frame.columns if c not in have.frame.columns]
    extra = [c for c in have.frame.columns if c not in want.frame.columns]
    names = {c: w for w in lacking for c in extra if _alike(c, w)}
    frame = have.frame.rename(columns=names)
    lacking = [c for c in lacking if c not in names.values()]
    extra = [c for c in extra if c not in names]
    if have.loose is not None and len(missing := [k for k in keys if k in lacking]) == 1:
        frame = frame.assign(**{missing[0]: have.loose})
        lacking.remove(missing[0])
        names[missing[0]] = missing[0]
    if len(lacking) == len(extra) == 1 and lacking[0] not in keys:
        names[extra[0]] = lacking[0]
        frame = frame.rename(columns={extra[0]: lacking[0]})
    return Tidy(frame, have.index, have.loose, have.form), bool(names)


def _alike(one: Any, other: Any) -> bool:
    return str(one).strip().casefold().replace(" ", "_") == str(other).casefold().replace(" ", "_")


def _is_scalar(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value))


def _plain(cell: Any) -> Any:
    """A cell of a key, so that 1 and 1.0, or a day as date and as text, name the same row."""
    if isinstance(cell, Real) and not isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, dt.datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).strip()

"""The table of all parameters, to be read in a notebook."""

from __future__ import annotations

import pandas as pd

from .errors import ParameterError
from .formats import plain
from .language import say
from .registry import PARAMETERS, STATUSES, Parameter, groups


class _ReadInFull(pd.DataFrame):
    """Texts to be read: a notebook shows them whole, all rows, and from the left.

    Pandas would cut long texts and the middle of many rows, and set everything to the right.
    """

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame  # what a learner makes of it is an ordinary table

    def _repr_html_(self) -> str:
        left = [{"selector": "th, td", "props": "text-align: left; vertical-align: top"}]
        return self.style.format(escape="html").set_table_styles(left).to_html()


def parameters(group: str | None = None) -> pd.DataFrame:
    """What the course assumes: a row for each parameter, in the reader's language.

    Parameters
    ----------
    group : str, optional
        Only this group, such as "returns"; see `xbcourse.assumptions.registry.groups`.

    Returns
    -------
    pandas.DataFrame
        Indexed by the name that a scenario takes; every cell is text, and a notebook shows all
        of it.

    Raises
    ------
    ParameterError
        No group has that name.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     parameters("returns").loc["ret", ["Parameter", "Default", "Usual range"]].tolist()
    ['Return rate', '6%', '1% – 30%']
    """
    if group is not None and group not in groups():
        allowed = ", ".join(groups())
        raise ParameterError("errors.unknown_choice", name="group", value=group, allowed=allowed)
    shown = [p for p in PARAMETERS.values() if group in (None, p.group)]
    return _ReadInFull([_row(p) for p in shown], index=[p.name for p in shown])


def _row(p: Parameter) -> dict[str, str]:
    return {
        say("registry.label"): str(p.label),
        say("registry.default"): p.show(p.default),
        say("registry.range"): _range(p),
        say("registry.meaning"): str(p.meaning),
        say("registry.status"): str(STATUSES[p.status]),
        say("registry.source"): str(p.source),
        say("registry.group"): str(groups()[p.group]),
    }


def _range(p: Parameter) -> str:
    if p.choices is not None:
        named = (say("registry.choice", code=k, words=words) for k, words in p.choices.items())
        return say("registry.between").join(named)
    if p.percent:
        return f"{p.show(p.low)} – {p.show(p.high)}"
    return f"{plain(p.low)} – {plain(p.high)} {p.unit}".strip()

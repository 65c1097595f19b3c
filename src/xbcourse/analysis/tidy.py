"""The shape of the tables: a row for each scenario and quantity, with its unit beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..assumptions.language import say


def quantities(values: Mapping[str, Mapping[str, float]], units: Mapping[str, str]) -> pd.DataFrame:
    """Quantities of scenarios as a tidy table.

    Parameters
    ----------
    values : mapping of str to mapping of str to float
        Scenario → quantity → value.
    units : mapping of str to str
        Unit of every quantity, in the order of their reading.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, `quantity` (the name in code), `label` (the name in the reader's
        language), `value` and `unit`. Scenarios side by side:
        ``table.pivot(index="label", columns="scenario", values="value")``.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     table = quantities({"a": {"fill_rate": 0.9}}, {"fill_rate": "share"})
    >>> print(table.to_string(index=False))
    scenario  quantity     label  value  unit
           a fill_rate Fill rate    0.9 share
    """
    rows = [
        (scenario, quantity, say(f"analysis.{quantity}"), float(found[quantity]), unit)
        for scenario, found in values.items()
        for quantity, unit in units.items()
    ]
    return pd.DataFrame(rows, columns=["scenario", "quantity", "label", "value", "unit"])

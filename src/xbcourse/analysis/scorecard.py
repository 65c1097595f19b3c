"""The four dimensions as scores, and what one must value for each mode to win.

A score says where a scenario stands among those compared: 1 is the best of them and 0 the worst, so
that it changes with the company. Which dimension counts how much is for the reader to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from .compare import Comparison

#: Dimension → what it is read from: quantities of the comparison, 1 where more is better, −1 where
#: less is. Each counts alike within its dimension.
DIMENSIONS: Mapping[str, Mapping[str, int]] = {
    "cost": {"roi": 1, "breakeven_acos": 1},
    "traffic": {"concentration": -1, "marketplace_share": -1},
    "supply": {
        "fill_rate": 1,
        "lead_time": -1,
        "delivery_days": -1,
        "stock_share": -1,
        "final_stars": 1,
    },
    "risk": {"cvar": 1, "ruin_probability": -1, "funding_need": -1},
}
#: Weights are tried in steps of one part of so many.
PARTS = 20


def scorecard(comparison: Comparison) -> pd.DataFrame:
    """Scores of each scenario on the four dimensions.

    Parameters
    ----------
    comparison : Comparison
        Of at least two scenarios.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario and dimension: `scenario`, `dimension`, `label`, `score` from 0
        (worst of these scenarios in all quantities of the dimension) to 1 (best in all). A quantity
        in which all are alike counts 1/2; one that a scenario does not have is left out. A scenario
        that has none of a dimension, such as traffic where nothing was ever sold, scores 0.

    Raises
    ------
    ParameterError
        A single scenario: there is nothing to compare it with.
    """
    if len(comparison.simulation.scenarios) < 2:
        raise ParameterError("analysis.one_scenario")
    tables = (comparison.margins, comparison.concentration, comparison.supply, comparison.risk)
    values = pd.concat(tables).pivot_table(
        index="scenario", columns="quantity", values="value", sort=False
    )
    ranks = values.apply(_between)
    rows = []
    for scenario in comparison.simulation.scenarios:
        for dimension, quantities in DIMENSIONS.items():
            places = [
                ranks.loc[scenario, q] if sign > 0 else 1 - ranks.loc[scenario, q]
                for q, sign in quantities.items()
            ]
            label = say(f"analysis.dimension_{dimension}")
            rows.append((scenario, dimension, label, _mean_place(places)))
    return pd.DataFrame(rows, columns=["scenario", "dimension", "label", "score"])


def weighted(scores: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Scores under weights, the best first.

    Parameters
    ----------
    scores : DataFrame
        As `scorecard` gives them.
    weights : mapping of str to float
        Of each dimension; not negative, not all zero. They need not add up to one; a dimension that
        is left out counts nothing.

    Returns
    -------
    pandas.Series
        Score from 0 to 1, indexed by scenario.

    Raises
    ------
    ParameterError
        An unknown dimension; weights that are none.

    >>> scores = pd.DataFrame({"scenario": ["a", "b", "a", "b"], "score": [1.0, 0.0, 0.2, 0.8],
    ...                        "dimension": ["cost", "cost", "risk", "risk"]})
    >>> weighted(scores, {"cost": 1, "risk": 3}).round(3).to_dict()
    {'b': 0.6, 'a': 0.4}
    """
    table = _wide(scores)
    for name, weight in weights.items():
        if name not in table.columns:
            allowed = ", ".join(table.columns)
            raise ParameterError(
                "errors.unknown_choice", name="weights", value=repr(name), allowed=allowed
            )
        if not 0 <= weight < np.inf:
            raise ParameterError("analysis.negative", name=name, value=weight)
    total = sum(weights.values())
    if not total > 0:
        raise ParameterError("analysis.not_positive", name="weights", value=total)
    share = pd.Series(dict(weights)) / total
    found = (table[share.index] * share).sum(axis=1)
    return found.sort_values(ascending=False, kind="stable")


def winning_weights(scores: pd.DataFrame) -> pd.DataFrame:
    """For which weights each scenario wins, of all weights in steps of 5 %.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario: `wins`, the share of all weightings in which it is first (ties are
        shared), and for each dimension the mean weight where it is first; NaN where it never is.

    >>> scores = pd.DataFrame({"scenario": ["a", "b", "a", "b"], "score": [1.0, 0.0, 0.0, 1.0],
    ...                        "dimension": ["cost", "cost", "risk", "risk"]})
    >>> winning_weights(scores)["wins"].round(3).tolist()
    [0.5, 0.5]
    """
    table = _wide(scores)
    weights = _weightings(table.shape[1])
    totals = weights @ table.to_numpy().T / PARTS
    first = np.isclose(totals, totals.max(axis=1, keepdims=True))
    first = first / first.sum(axis=1, keepdims=True)
    won = first.sum(axis=0)
    means = np.full((len(table), table.shape[1]), np.nan)
    np.divide(first.T @ weights / PARTS, won[:, None], out=means, where=won[:, None] > 0)
    found = pd.DataFrame(means, index=table.index, columns=table.columns)
    found.insert(0, "wins", won / len(weights))
    return found.rename_axis(columns=None).reset_index()


@cache
def _weightings(dimensions: int) -> NDArray[np.int64]:
    """Every way of sharing out the parts among the dimensions."""
    every = product(range(PARTS + 1), repeat=dimensions)
    return np.array([parts for parts in every if sum(parts) == PARTS])


def _wide(scores: pd.DataFrame) -> pd.DataFrame:
    """Scenarios × dimensions, in the order in which they come."""
    table = scores.pivot(index="scenario", columns="dimension", values="score")
    return table.loc[scores["scenario"].unique(), scores["dimension"].unique()]


def _mean_place(places: list[float]) -> float:
    known = [place for place in places if not np.isnan(place)]
    return float(np.mean(known)) if known else 0.0


def _between(values: pd.Series) -> pd.Series:
    """Where each value lies between the least and the most."""
    span = values.max() - values.min()
    return (values - values.min()) / span if span > 0 else values * 0 + 0.5

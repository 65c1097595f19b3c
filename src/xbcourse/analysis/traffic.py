"""Traffic: where the orders come from, and how much hangs on one source.

Concentration is the Herfindahl-Hirschman index, the sum of the squared shares: 1 when all orders
come from one source, 1/n when n sources bring equally many (Hirschman 1964, *American Economic
Review* 54(5):761-762).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from ..model.simulation import Simulation
from .tidy import quantities

#: Quantities to keep of a simulation whose traffic is to be read.
SOURCES = ("from_rank", "from_ads", "from_content", "from_word_of_mouth", "from_list")

UNITS = {"concentration": "index, 0 to 1", "largest_source": "share", "marketplace_share": "share"}


def concentration(orders: ArrayLike) -> NDArray | float:
    """Herfindahl-Hirschman index of amounts by source.

    Parameters
    ----------
    orders : array_like, shape (..., sources)
        Amounts of any unit, not negative.

    Returns
    -------
    float or ndarray
        Between 1/sources and 1; NaN where there is nothing at all.

    Raises
    ------
    ParameterError
        A negative amount.

    >>> concentration([60.0, 40.0])  # 0.6² + 0.4²
    0.52
    """
    orders = np.asarray(orders, dtype=float)
    if np.any(orders < 0):
        raise ParameterError("analysis.negative", name="orders", value=float(orders.min()))
    total = orders.sum(axis=-1)
    squares = (orders**2).sum(axis=-1)
    index = np.divide(squares, total**2, out=np.full(total.shape, np.nan), where=total > 0)
    return index if index.ndim else float(index)


def traffic_shares(simulation: Simulation) -> pd.DataFrame:
    """Expected orders by source, week by week.

    Parameters
    ----------
    simulation : Simulation
        With `SOURCES` kept.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, `week`, `source`, `label`, `orders` (units a week, mean over paths) and
        `share` (of the week's orders; NaN in a week without any).

    Raises
    ------
    ParameterError
        The sources were not kept.
    """
    parts = []
    for name in simulation.scenarios:
        orders = _orders(simulation, name)
        total = orders.sum(axis=1, keepdims=True)
        share = np.divide(orders, total, out=np.full_like(orders, np.nan), where=total > 0)
        weeks, sources = orders.shape
        parts.append(
            pd.DataFrame(
                {
                    "scenario": name,
                    "week": np.repeat(np.arange(weeks), sources),
                    "source": list(SOURCES) * weeks,
                    "label": [say(f"analysis.{source}") for source in SOURCES] * weeks,
                    "orders": orders.ravel(),
                    "share": share.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def concentration_table(simulation: Simulation) -> pd.DataFrame:
    """How much hangs on one source over all weeks, and on the marketplace.

    `concentration` of the orders by source, the share of the `largest_source`, and the
    `marketplace_share` of the units sold. A row for each scenario and quantity; see
    `tidy.quantities`. The simulation must have kept `SOURCES`.
    """
    values = {name: _concentration(simulation, name) for name in simulation.scenarios}
    return quantities(values, UNITS)


def _concentration(simulation: Simulation, name: str) -> dict[str, float]:
    orders = _orders(simulation, name).sum(axis=0)
    sold = simulation.outcome("sold", name).sum(dtype=float)
    on_market = simulation.outcome("sold_on_market", name).sum(dtype=float)
    return {
        "concentration": concentration(orders),
        "largest_source": orders.max() / orders.sum() if orders.sum() else np.nan,
        "marketplace_share": on_market / sold if sold else np.nan,
    }


def _orders(simulation: Simulation, name: str) -> NDArray:
    """Mean expected orders, shape (weeks, sources)."""
    kept = [simulation.trajectory(source, name).mean(axis=1, dtype=float) for source in SOURCES]
    return np.stack(kept, axis=1)

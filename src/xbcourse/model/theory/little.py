"""Little's law: what is inside = what flows through × how long it stays.

True of any system and any order of service, on average and, between two moments when it is empty,
exactly. Little (1961), "A proof for the queuing formula L = λW", *Operations Research*
9(3):383-387.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, POSITIVE, checked


def mean_stock(throughput: ArrayLike, weeks_in_stock: ArrayLike) -> NDArray:
    """Mean stock L = λW, units (or money, if the flow is in money).

    Parameters
    ----------
    throughput : array_like
        Units sold a week λ. Positive.
    weeks_in_stock : array_like
        Weeks W that a unit stays, on average.

    >>> float(mean_stock(throughput=60, weeks_in_stock=11))
    660.0
    """
    flow, weeks = checked(
        throughput=(throughput, POSITIVE), weeks_in_stock=(weeks_in_stock, AMOUNT)
    )
    return flow * weeks


def time_in_stock(average_stock: ArrayLike, throughput: ArrayLike) -> NDArray:
    """Weeks that a unit stays on average, W = L/λ.

    >>> float(time_in_stock(average_stock=660, throughput=60))
    11.0
    """
    stock, flow = checked(average_stock=(average_stock, AMOUNT), throughput=(throughput, POSITIVE))
    return stock / flow


def turns(average_stock: ArrayLike, throughput: ArrayLike) -> NDArray:
    """How often the stock is sold and renewed in a year of 52 weeks, 52·λ/L.

    Infinite without stock.

    >>> float(turns(average_stock=780, throughput=60))
    4.0
    """
    with np.errstate(divide="ignore"):
        return 52 / time_in_stock(average_stock, throughput)

"""Ad campaigns click by click: when each rule ends them, and what they have cost by then.

A campaign is known by the clicks at which its sales come. Their distances are geometric, and made
from luck that is drawn once, so that a better product sells earlier in every campaign and a picture
moves because of the slider and never because of luck. The rules are those of `ad_rules`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError
from ..model.simulation.noise import whole
from ..model.theory.ad_test import clicks_to_give_up, clicks_to_reject, sequential_test
from .ad_rules import RULES

#: Sales that are followed in a campaign. One that sells more often no rule stops any more.
MOST_SALES = 512


def sale_clicks(
    conversion: float, clicks: int, *, campaigns: int = 400, seed: int = 0
) -> NDArray[np.int64]:
    """At which clicks each campaign sells.

    Parameters
    ----------
    conversion : float
        Share of clicks that become a sale, from 0 to 1.
    clicks : int
        Clicks that the budget buys.
    campaigns, seed : int
        How many, and on which luck.

    Returns
    -------
    ndarray of int, shape (campaigns, sales)
        Number of the click (from 1) of the first, second … sale. Sales beyond the budget stand at
        ``clicks + 1``; there is one such column at least.

    Raises
    ------
    ParameterError
        A conversion that is none; numbers that are not whole or too small.

    >>> sale_clicks(1.0, 3, campaigns=1).tolist()
    [[1, 2, 3, 4]]
    """
    clicks, campaigns = whole("clicks", clicks), whole("campaigns", campaigns)
    if not 0 <= conversion <= 1:
        raise ParameterError("analysis.not_a_share", name="conversion", value=conversion)
    expected = clicks * conversion
    sales = min(int(expected + 6 * np.sqrt(expected)) + 10, MOST_SALES, clicks + 1)
    if conversion == 0:
        return np.full((campaigns, 1), clicks + 1)
    luck = _exponentials(campaigns, whole("seed", seed, least=0))[:, :sales]
    # The whole part of an exponential number with this mean is geometric.
    with np.errstate(divide="ignore"):
        gaps = np.minimum(luck / -np.log1p(-conversion), clicks + 1)
    return np.minimum((np.floor(gaps) + 1).cumsum(axis=1), clicks + 1).astype(np.int64)


def sales_after(sold: NDArray, clicks: ArrayLike) -> NDArray[np.int64]:
    """Sales of each campaign after so many clicks, shape (campaigns, clicks).

    >>> sales_after(np.array([[2, 5, 9]]), [1, 2, 8]).tolist()
    [[0, 1, 2]]
    """
    clicks = np.atleast_1d(clicks)
    return np.stack([np.searchsorted(row, clicks, side="right") for row in sold])


def stop_clicks(
    rule: str,
    breakeven: float,
    clicks: int,
    *,
    level: float = 0.05,
    sales: int = MOST_SALES,
) -> NDArray[np.int64]:
    """Clicks after which a rule stops a campaign with 0, 1, 2 … sales, none sooner.

    Parameters
    ----------
    rule : str
        One of `RULES`.
    breakeven, clicks, level
        As for `ad_rules.stop_lines`.
    sales : int
        For how many numbers of sales.

    Returns
    -------
    ndarray of int, shape (sales,)
        ``clicks + 1`` where the budget ends sooner.

    >>> stop_clicks("every_click", 0.5, 100, sales=2).tolist()  # ½⁵, then (1 + 8)/2⁸ below 0.05
    [5, 8]
    """
    clicks, count = whole("clicks", clicks), np.arange(whole("sales", sales))
    if rule == "one_look":
        found = np.where(count == 0, clicks_to_reject(breakeven, 0, level), np.inf)
    elif rule == "every_click":
        found = clicks_to_reject(breakeven, count, level)
    elif rule == "bayes":
        found = clicks_to_give_up(breakeven, count, level)
    elif rule == "wald":
        test = sequential_test(breakeven, breakeven / 2, false_stop=level)
        found = np.ceil((count + test.stop_below) / test.slope)
    else:
        raise ParameterError(
            "errors.unknown_choice", name="rule", value=repr(rule), allowed=", ".join(RULES)
        )
    return np.minimum(found, clicks + 1).astype(np.int64)


def ends(sold: NDArray, stops: NDArray, clicks: int) -> NDArray[np.int64]:
    """The click after which each campaign is stopped, shape (campaigns,).

    Parameters
    ----------
    sold : ndarray
        From `sale_clicks`.
    stops : ndarray
        From `stop_clicks`, for as many numbers of sales as `sold` has columns, or more.
    clicks : int
        Clicks that the budget buys.

    Returns
    -------
    ndarray of int
        ``clicks + 1`` where the campaign is never stopped.

    >>> stops = np.array([5, 8])
    >>> ends(np.array([[6, 9], [3, 7]]), stops, 8).tolist()  # five without a sale; never
    [5, 9]
    """
    # With s sales a campaign ends at stops[s] if the next sale has not come by then.
    late = sold > stops[: sold.shape[1]]
    return np.where(late.any(axis=1), stops[late.argmax(axis=1)], clicks + 1)


def gains(
    sold: NDArray,
    bought: ArrayLike,
    conversion: float,
    order_margin: float,
    click_price: float,
) -> NDArray:
    """What each campaign has gained or lost after so many clicks, shape (campaigns,).

    Parameters
    ----------
    sold, conversion
        From `sale_clicks`, and what it was made with: sales beyond those that are followed are
        taken at their mean.
    bought : array_like of int
        Clicks, of all campaigns or of each.
    order_margin, click_price : float
        CM2 of a sale and price of a click, in one currency.

    >>> gains(np.array([[2, 5, 9]]), 5, 0.3, order_margin=10.0, click_price=1.0).tolist()
    [15.0]
    """
    bought = np.broadcast_to(bought, len(sold))
    sales = (sold <= bought[:, None]).sum(axis=1)
    beyond = np.maximum(bought - sold[:, -1], 0) * conversion
    return (sales + beyond) * order_margin - bought * click_price


@lru_cache(maxsize=2)
def _exponentials(campaigns: int, seed: int) -> NDArray:
    drawn = np.random.default_rng(seed).standard_exponential((campaigns, MOST_SALES))
    drawn.flags.writeable = False
    return drawn

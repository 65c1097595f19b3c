"""How many clicks an ad test needs before it may say "this will not pay".

Below the break-even conversion q = click price / CM2 (`economics.breakeven_conversion`) every click
loses money. Three answers to "when may I stop?":

* fixed test: with s sales in n clicks, a conversion of q or more is rejected at level α if
  P(Bin(n, q) ≤ s) ≤ α; without a sale that takes ln α / ln(1 − q) clicks, about 3/q at 5 % (the
  "rule of three": Hanley & Lippman-Hand 1983, *JAMA* 249(13):1743-1745; with sales: Clopper &
  Pearson 1934, *Biometrika* 26(4):404-413);
* Bayes: the conversion given the data is Beta(1 + s, 1 + n − s); stop once it reaches q with a
  chance below 5 %;
* Wald's sequential test (1947, *Sequential Analysis*, ch. 5): looks after every click and keeps the
  chances of both errors; two parallel lines in the diagram of sales against clicks.

Looking after every click at a fixed test or at Bayes' rule stops good products more often than the
level says: `stop_probability` computes how often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv

from ...assumptions.errors import ParameterError
from .checks import COUNT, FRACTION, POSITIVE, Range, called, checked, one_each


@dataclass(frozen=True)
class SequentialTest:
    """Wald's test. Stop the product if sales ≤ slope·clicks − stop_below, back it if sales ≥
    slope·clicks + go_above, else buy the next click.

    `clicks_if_good` and `clicks_if_bad` are expected numbers of clicks (Wald's approximation, a
    little low: it does not count how far the last click oversteps a line).
    """

    slope: NDArray
    stop_below: NDArray
    go_above: NDArray
    clicks_if_good: NDArray
    clicks_if_bad: NDArray


def clicks_to_reject(
    breakeven: ArrayLike, sales: ArrayLike = 0, level: ArrayLike = 0.05
) -> NDArray:
    """Fewest clicks after which so few sales reject a conversion of `breakeven` or more.

    Parameters
    ----------
    breakeven : array_like
        Break-even conversion q, between 0 and 1.
    sales : array_like of whole numbers
        Sales s so far.
    level : array_like
        Chance α that one is ready to take of giving up a product that breaks even.

    Returns
    -------
    ndarray
        Whole clicks n: the first with P(Bin(n, q) ≤ s) ≤ α.

    >>> float(clicks_to_reject(0.5))  # ½⁵ = 0.031 is the first power of ½ below 0.05
    5.0
    """
    q, sales, level = checked(
        breakeven=(breakeven, FRACTION), sales=(sales, COUNT), level=(level, FRACTION)
    )
    low = sales + np.zeros(np.broadcast_shapes(q.shape, sales.shape, level.shape))  # never enough
    # Chebyshev: by then the expected sales are far above s.
    high = np.ceil((sales + 1) / q + (sales + 4) / (q * level)) + sales + 1
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        rejects = _at_most(sales, middle, q) <= level
        low, high = np.where(rejects, low, middle), np.where(rejects, middle, high)
    return high


def rule_of_three(breakeven: ArrayLike) -> NDArray:
    """3/q: clicks without a sale that reject a conversion q at 5 %, by mental arithmetic.

    >>> float(rule_of_three(0.03).round(9))
    100.0
    """
    (q,) = checked(breakeven=(breakeven, FRACTION))
    return 3 / q


def highest_conversion(sales: ArrayLike, clicks: ArrayLike, level: ArrayLike = 0.05) -> NDArray:
    """Upper confidence limit of the conversion (Clopper-Pearson, one-sided).

    >>> float(highest_conversion(sales=0, clicks=5).round(3))  # (1 − p)⁵ = 0.05
    0.451
    """
    sales, clicks, level = _tested(sales, clicks, level=(level, FRACTION))
    misses = np.maximum(clicks - sales, 1)
    return np.where(sales == clicks, 1.0, betaincinv(sales + 1, misses, 1 - level))


def chance_of_paying(
    breakeven: ArrayLike,
    sales: ArrayLike,
    clicks: ArrayLike,
    prior_sales: ArrayLike = 1.0,
    prior_misses: ArrayLike = 1.0,
) -> NDArray:
    """P(conversion ≥ break-even | sales, clicks), the conversion being Beta-distributed.

    Parameters
    ----------
    breakeven : array_like
        q, between 0 and 1.
    sales, clicks : array_like of whole numbers
        What the test has brought so far.
    prior_sales, prior_misses : array_like
        What was believed before, in clicks that sold and that did not. 1 and 1: anything is as
        likely as anything else; 2 and 18: something like 10 %.

    >>> float(chance_of_paying(0.5, sales=0, clicks=1))  # ∫ 2(1 − p) dp from ½ to 1
    0.25
    """
    sales, clicks, q, hits, misses = _tested(
        sales,
        clicks,
        breakeven=(breakeven, FRACTION),
        prior_sales=(prior_sales, POSITIVE),
        prior_misses=(prior_misses, POSITIVE),
    )
    return betainc(misses + clicks - sales, hits + sales, 1 - q)


def clicks_to_give_up(
    breakeven: ArrayLike,
    sales: ArrayLike = 0,
    level: ArrayLike = 0.05,
    prior_sales: ArrayLike = 1.0,
    prior_misses: ArrayLike = 1.0,
) -> NDArray:
    """Fewest clicks after which, with so few sales, Bayes' rule stops: `stop_line` read the other
    way round.

    Parameters are those of `chance_of_paying`; `level` is the chance below which the test stops.

    >>> clicks_to_give_up(0.5, sales=[0, 1]).tolist()  # (½)⁵ = 0.031, (1 + 8)/2⁸ = 0.035
    [4.0, 7.0]
    """
    q, sales, level, hits, misses = checked(
        breakeven=(breakeven, FRACTION),
        sales=(sales, COUNT),
        level=(level, FRACTION),
        prior_sales=(prior_sales, POSITIVE),
        prior_misses=(prior_misses, POSITIVE),
    )
    shape = np.broadcast_shapes(q.shape, sales.shape, level.shape, hits.shape, misses.shape)
    low = sales - 1 + np.zeros(shape)
    # Chebyshev, as for a test that has the prior's clicks behind it already.
    known = sales + hits
    high = np.ceil(known / q + (known + 3) / (q * level) + known + misses) + np.zeros(shape)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        stops = chance_of_paying(q, sales, middle, hits, misses) < level
        low, high = np.where(stops, low, middle), np.where(stops, middle, high)
    return high


def stop_line(
    breakeven: float,
    clicks: int,
    level: float = 0.05,
    prior_sales: float = 1.0,
    prior_misses: float = 1.0,
) -> NDArray:
    """Sales at or below which Bayes' rule stops, after 0, 1, … `clicks` clicks; −1: not yet.

    >>> stop_line(0.5, clicks=8).astype(int).tolist()
    [-1, -1, -1, -1, 0, 0, 0, 1, 1]
    """
    breakeven, clicks, level, prior_sales, prior_misses = one_each(
        breakeven=(breakeven, FRACTION),
        clicks=(clicks, COUNT),
        level=(level, FRACTION),
        prior_sales=(prior_sales, POSITIVE),
        prior_misses=(prior_misses, POSITIVE),
    )
    line = np.empty(int(clicks) + 1)
    sales = -1
    for k in range(len(line)):
        # The line never falls, and rises by one at most.
        following = min(sales + 1, k)
        chance = chance_of_paying(breakeven, following, k, prior_sales, prior_misses)
        if following > sales and chance < level:
            sales = following
        line[k] = sales
    return line


def stop_probability(
    breakeven: float,
    clicks: int,
    conversion: float | None = None,
    level: float = 0.05,
    prior_sales: float = 1.0,
    prior_misses: float = 1.0,
) -> NDArray:
    """Chance that Bayes' rule, looked at after every click, has stopped the test by then.

    Parameters
    ----------
    breakeven, clicks, level, prior_sales, prior_misses
        As in `stop_line`; one number each.
    conversion : float, optional
        True conversion. If not given, it is drawn from the prior (Beta-Binomial).

    Returns
    -------
    ndarray
        After 0, 1, … `clicks` clicks. Exact: every path of sales is followed.

    >>> stop_probability(0.5, clicks=4, conversion=0.5).tolist()  # stopped by four misses in a row
    [0.0, 0.0, 0.0, 0.0, 0.0625]
    """
    line = stop_line(breakeven, clicks, level, prior_sales, prior_misses)
    sales = np.arange(len(line) + 1.0)
    if conversion is not None:
        (conversion,) = one_each(conversion=(conversion, FRACTION))
    going = np.zeros(len(sales))
    going[0] = 1.0
    stopped = np.zeros(len(line))
    for k in range(1, len(line)):
        if conversion is None:
            sells = (prior_sales + sales) / (prior_sales + prior_misses + k - 1)
        else:
            sells = np.full(len(sales), conversion)
        going[1:] = going[1:] * (1 - sells[1:]) + going[:-1] * sells[:-1]
        going[0] *= 1 - sells[0]
        given_up = int(line[k]) + 1
        stopped[k] = stopped[k - 1] + going[:given_up].sum()
        going[:given_up] = 0
    return stopped


def sequential_test(
    good: ArrayLike, bad: ArrayLike, false_stop: ArrayLike = 0.05, false_go: ArrayLike = 0.05
) -> SequentialTest:
    """Wald's sequential probability ratio test between a good and a bad conversion.

    Parameters
    ----------
    good, bad : array_like
        Conversions to tell apart, between 0 and 1; `bad` below `good`. The break-even conversion
        lies between them.
    false_stop : array_like
        Chance of stopping a product with conversion `good`.
    false_go : array_like
        Chance of backing a product with conversion `bad`.

    Raises
    ------
    ParameterError
        `bad` is not below `good`.

    >>> test = sequential_test(good=0.10, bad=0.01, false_stop=0.10, false_go=0.05)
    >>> [float(v.round(3)) for v in (test.slope, test.stop_below, test.go_above)]
    [0.04, 0.939, 1.205]
    """
    good, bad, false_stop, false_go = np.broadcast_arrays(
        *checked(
            good=(good, FRACTION),
            bad=(bad, FRACTION),
            false_stop=(false_stop, FRACTION),
            false_go=(false_go, FRACTION),
        )
    )
    if np.any(bad >= good):
        raise ParameterError(
            "theory.bad_not_below_good",
            name=called("bad"),
            value=float(bad[bad >= good].flat[0]),
            good=float(good[bad >= good].flat[0]),
        )
    sale, miss = np.log(good / bad), np.log((1 - bad) / (1 - good))
    stop, go = np.log((1 - false_go) / false_stop), np.log((1 - false_stop) / false_go)
    drift_good = good * sale - (1 - good) * miss
    drift_bad = bad * sale - (1 - bad) * miss
    return SequentialTest(
        slope=miss / (sale + miss),
        stop_below=stop / (sale + miss),
        go_above=go / (sale + miss),
        clicks_if_good=((1 - false_stop) * go - false_stop * stop) / drift_good,
        clicks_if_bad=(false_go * go - (1 - false_go) * stop) / drift_bad,
    )


def _tested(
    sales: ArrayLike, clicks: ArrayLike, **others: tuple[ArrayLike, Range]
) -> list[NDArray]:
    sales, clicks, *rest = np.broadcast_arrays(
        *checked(sales=(sales, COUNT), clicks=(clicks, COUNT), **others)
    )
    if np.any(sales > clicks):
        raise ParameterError(
            "theory.more_sales_than_clicks",
            name=called("sales"),
            value=float(sales[sales > clicks].flat[0]),
            clicks=float(clicks[sales > clicks].flat[0]),
        )
    return [sales, clicks, *rest]


def _at_most(sales: NDArray, clicks: NDArray, conversion: NDArray) -> NDArray:
    """P(Bin(clicks, conversion) ≤ sales)."""
    some = betainc(np.maximum(clicks - sales, 1), sales + 1, 1 - conversion)
    return np.where(clicks > sales, some, 1.0)

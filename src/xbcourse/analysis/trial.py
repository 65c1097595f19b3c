"""What a test batch is worth: decide after a trial, or decide now (preposterior analysis).

How well a product sells a week, λ, is not known: it is log-normal around what is expected. A batch
of Q units earns `margin` on each unit that sells within the season and loses `loss` on each that
does not; 0 units is allowed, and earns nothing. Whoever tests first sees the sales of a few weeks
or pieces, knows more about λ, and then orders the best batch for the rest of the season. Before the
test, all that it may show is weighed by its probability (Raiffa & Schlaifer 1961, *Applied
Statistical Decision Theory*, ch. 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaln, pdtr, pdtrc

from ..assumptions.errors import ParameterError
from ..model.simulation.noise import whole

#: Equally likely demand rates that stand for the distribution.
RATES = 400


@dataclass(frozen=True, eq=False)
class TrialValue:
    """What deciding now and deciding after a test are expected to bring, CNY.

    Attributes
    ----------
    now, order_now : float
        Expected profit of the best batch ordered at once, and its units (0: nothing).
    tested : float
        Expected profit of the test and of what is then ordered.
    value : float
        `tested` − `now`: negative where the test costs more than it teaches.
    information : float
        What knowing the result would be worth if it cost nothing and took no time; between 0 and
        `perfect`.
    perfect : float
        What knowing λ itself would be worth: the most that any test can bring.
    threshold : float
        Units sold in the test from which on a batch is ordered; inf: never.
    decisions : DataFrame
        For every possible result: `sold` in the test, its `probability`, and the best `order`.
    """

    now: float
    order_now: float
    tested: float
    value: float
    information: float
    perfect: float
    threshold: float
    decisions: pd.DataFrame


def trial_value(
    mean: float,
    spread: float,
    *,
    margin: float,
    loss: float,
    season_weeks: float,
    test_weeks: float,
    test_pieces: int | None = None,
    test_margin: float = 0.0,
    test_cost: float = 0.0,
    least_order: int = 1,
) -> TrialValue:
    """The value of a test before a batch is ordered.

    Parameters
    ----------
    mean : float
        Expected sales, units a week.
    spread : float
        Log-s.d. of λ (`theta_sigma`): 0.8 means that one product in six sells 2.2 times the median.
    margin, loss : float
        CNY a unit: contribution of one that sells; what one costs that does not (landed cost less
        salvage).
    season_weeks, test_weeks : float
        Weeks that the product can be sold in all, and of them for the test.
    test_pieces : int, optional
        Pieces that the test has: it cannot show more sales. What is left of them is cleared at the
        same loss. Default: no limit (the supplier ships).
    test_margin, test_cost : float
        CNY a unit sold in the test (may be negative); CNY for the test as such.
    least_order : int
        MOQ of the batch, units.

    Returns
    -------
    TrialValue

    Raises
    ------
    ParameterError
        A number that is out of its range; a test as long as the season.

    A product that sells either well or not at all is worth a test, one that is known is not:

    >>> terms = dict(margin=40.0, loss=30.0, season_weeks=52, test_weeks=4, least_order=800)
    >>> trial_value(20.0, 1.2, **terms).value > 0 > trial_value(60.0, 0.05, **terms).value
    True
    """
    _in_range(mean, spread, margin, loss, season_weeks, test_weeks, test_cost)
    least_order = whole("least_order", least_order)
    if test_pieces is not None:
        test_pieces = whole("test_pieces", test_pieces)
    rates = _rates(mean, spread)
    batches = _batches(rates, season_weeks, least_order)
    season = _payoff(rates * season_weeks, batches, margin, loss)
    rest = _payoff(rates * (season_weeks - test_weeks), batches, margin, loss)
    likelihood = _likelihood(rates * test_weeks, test_pieces)
    sold = np.arange(likelihood.shape[1])
    now = season.mean(axis=0)
    # Results × batches, weighed by the probability of the result: the best of each row adds up.
    after = likelihood.T @ rest / RATES
    expected = likelihood.mean(axis=0)
    left = np.maximum((test_pieces or 0) - sold, 0)
    trial = float(expected @ (test_margin * sold - loss * left)) - test_cost
    order = batches[after.argmax(axis=1)]
    informed = (likelihood.T @ season / RATES).max(axis=1).sum()
    tested = float(after.max(axis=1).sum()) + trial
    wanted = sold[order > 0]
    return TrialValue(
        now=float(now.max()),
        order_now=float(batches[now.argmax()]),
        tested=tested,
        value=tested - float(now.max()),
        information=float(informed - now.max()),
        perfect=float(season.max(axis=1).mean() - now.max()),
        threshold=float(wanted[0]) if wanted.size else np.inf,
        decisions=pd.DataFrame({"sold": sold, "probability": expected, "order": order}),
    )


def _rates(mean: float, spread: float) -> NDArray:
    """Equally likely rates with exactly this mean."""
    normal = NormalDist()
    middle = [normal.inv_cdf((k + 0.5) / RATES) for k in range(RATES)]
    rates = np.exp(spread * np.array(middle))
    return rates * mean / rates.mean()


def _batches(rates: NDArray, weeks: float, least: int) -> NDArray:
    """Batch sizes worth trying: nothing, the least, and what products of every other rate sell,
    with the chance of a single product around the middle one."""
    sales = rates[::2] * weeks
    around = sales[len(sales) // 2] + np.sqrt(sales[len(sales) // 2]) * np.linspace(-4, 4, 41)
    sizes = np.concatenate([sales, around]).round()
    return np.unique(np.concatenate([[0, least], sizes[sizes > least]]))


def _payoff(expected: NDArray, batches: NDArray, margin: float, loss: float) -> NDArray:
    """Expected profit of a batch (columns) where sales are Poisson with this mean (rows)."""
    mean, units = expected[:, None], batches[None, :]
    below = np.where(units >= 2, pdtr(np.maximum(units - 2, 0), mean), 0)
    beyond = np.where(units >= 1, pdtrc(np.maximum(units - 1, 0), mean), 1)
    sold = mean * below + units * beyond
    return margin * sold - loss * (units - sold)


def _likelihood(expected: NDArray, pieces: int | None) -> NDArray:
    """Probability of each number sold (columns) where sales are Poisson with this mean (rows)."""
    most = float(expected.max())
    counts = np.arange(int(most + 8 * np.sqrt(most) + 10) + 1)
    logs = counts * np.log(expected[:, None]) - expected[:, None] - gammaln(counts + 1)
    chance = np.exp(logs)
    chance /= chance.sum(axis=1, keepdims=True)
    if pieces is not None and pieces < counts[-1]:
        sold_out = chance[:, pieces:].sum(axis=1, keepdims=True)
        chance = np.hstack([chance[:, :pieces], sold_out])
    return chance


def _in_range(mean, spread, margin, loss, season_weeks, test_weeks, test_cost) -> None:
    positive = {"mean": mean, "margin": margin, "loss": loss, "test_weeks": test_weeks}
    for name, value in positive.items():
        if not 0 < value < np.inf:
            raise ParameterError("analysis.not_positive", name=name, value=value)
    for name, value in {"spread": spread, "test_cost": test_cost}.items():
        if not 0 <= value < np.inf:
            raise ParameterError("analysis.negative", name=name, value=value)
    if not test_weeks < season_weeks < np.inf:
        raise ParameterError("analysis.long_test", test=test_weeks, season=season_weeks)

"""Going on against liquidating now: what either brings from here, sunk cost apart.

What was spent is spent whatever one decides, so that only two numbers count: what liquidating
brings today, and what going on is expected to bring, given how the product sells by now. Both come
from simulated paths that have the same past: the second is their wealth at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.errors import ParameterError
from ..assumptions.scenario import Scenario
from ..model.economics import contribution
from ..model.orders import mode_order
from ..model.simulation import Simulation, simulate
from ..model.simulation.cash import SALEABLE_WEEKS
from ..model.simulation.noise import whole
from .intervals import Interval, mean_interval, paired_interval
from .modes import Scenarios, assuming, by_name

#: What to do in a group of paths.
VERDICTS = ("go_on", "liquidate", "unclear")


@dataclass(frozen=True, eq=False)
class StopLoss:
    """The decision in a chosen week. CNY.

    Attributes
    ----------
    week : int
        After so many weeks.
    groups : DataFrame
        Paths grouped by the `forecast` of weekly sales, from slow to fast: its ends (units a week,
        `forecast_low` to `forecast_high`), number of `paths`, means of `go_on` (wealth at the end)
        and of `liquidate` (wealth if everything is sold off now), their difference `gain` with its
        95 % interval `low` to `high`, and the `verdict`; "unclear" where the interval covers zero.
    threshold : float
        Forecast in units a week below which liquidating is better, found on the first half of the
        paths; inf: always.
    rule_gain : Interval
        What following the threshold brings over always going on, measured on the second half.
    sunk : float
        Capital less what liquidating brings, on average: gone in either case, and no reason for
        anything.
    alive : float
        Share of paths on which the business still exists; only these are looked at.
    """

    week: int
    groups: pd.DataFrame
    threshold: float
    rule_gain: Interval
    sunk: float
    alive: float


def stop_loss(
    scenario: Scenario | str,
    week: int,
    *,
    groups: int = 6,
    paths: int = 4000,
    weeks: int | None = None,
    seed: int = 0,
) -> StopLoss:
    """Whether to go on after some weeks, by how the product sells.

    Parameters
    ----------
    scenario : Scenario or name of a preset
        Going on means to keep this product until the end: its own stop rule is switched off.
    week : int
        Decide after so many weeks: at least 1, and before the end.
    groups : int
        Into how many groups of equally many paths they are put by their forecast.
    paths, weeks, seed : int
        As for `simulate`.

    Returns
    -------
    StopLoss
        Liquidating brings the cash, what is owed by the marketplace, and the stock at its salvage
        value; deposits for goods under way are lost. What the money could earn elsewhere is left
        out.

    Raises
    ------
    ParameterError
        A week before the first or after the end, too few paths for the groups or all ruined, and
        what `simulate` refuses.
    """
    (scenario,) = by_name(scenario).values()
    kept = assuming(scenario, kill=0.0)
    week, groups = whole("week", week), whole("groups", groups)
    weeks = kept.weeks if weeks is None else whole("weeks", weeks)
    if week >= weeks:
        raise ParameterError("analysis.decide_late", week=week, weeks=weeks)
    # The same luck, so that the shorter run is the past of the longer one.
    now = simulate(kept, paths=paths, weeks=week, seed=seed, keep=("stock", "on_order", "forecast"))
    end = simulate(kept, paths=paths, weeks=weeks, seed=seed, keep=())
    alive = ~now.ruined("scenario")
    if alive.sum() < 2 * max(groups, 2):
        raise ParameterError("analysis.few_alive", alive=int(alive.sum()), week=week)
    forecast = now.trajectory("forecast", "scenario")[-1][alive].astype(float)
    liquidated = _liquidated(now, kept)[alive]
    gone_on = end.outcome("wealth", "scenario")[alive].astype(float)
    threshold, rule_gain = _rule(forecast, gone_on - liquidated)
    return StopLoss(
        week=week,
        groups=_grouped(forecast, gone_on, liquidated, groups),
        threshold=threshold,
        rule_gain=rule_gain,
        sunk=float(kept.capital - liquidated.mean()),
        alive=float(alive.mean()),
    )


@dataclass(frozen=True, eq=False)
class StoppingWeeks:
    """Stopping in any week against going on to the end, path by path. CNY.

    Attributes
    ----------
    weeks : ndarray, shape (weeks,)
        After so many weeks: 1, 2, ... until the week before the last.
    liquidated : ndarray, shape (weeks, paths)
        Wealth if everything is sold off then; NaN where the business no longer exists.
    gone_on : ndarray, shape (paths,)
        Wealth at the end if nobody stops.
    capital : float
        What it began with.
    """

    weeks: NDArray
    liquidated: NDArray
    gone_on: NDArray
    capital: float

    @property
    def sunk(self) -> NDArray:
        """What is gone whichever way one decides, shape (weeks, paths)."""
        return self.capital - self.liquidated

    @property
    def gain(self) -> NDArray:
        """What going on brings over stopping, shape (weeks, paths)."""
        return self.gone_on - self.liquidated


def stopping_weeks(
    scenario: Scenario | str, *, paths: int = 1000, weeks: int | None = None, seed: int = 0
) -> StoppingWeeks:
    """The decision of `stop_loss` in every week at once, from one simulation.

    Parameters
    ----------
    scenario : Scenario or name of a preset
        Its own stop rule is switched off.
    paths, weeks, seed : int
        As for `simulate`.

    Raises
    ------
    ParameterError
        Fewer than two weeks, and what `simulate` refuses.
    """
    (scenario,) = by_name(scenario).values()
    kept = assuming(scenario, kill=0.0)
    run = simulate(kept, paths=paths, weeks=weeks, seed=seed, keep=("cash", "receivable", "stock"))
    if run.weeks < 2:
        raise ParameterError("analysis.decide_late", week=1, weeks=run.weeks)
    cash, owed, stock = (
        run.trajectory(name, "scenario")[:-1].astype(float)
        for name in ("cash", "receivable", "stock")
    )
    # Deposits for what is under way are lost, and what has come in is worth its salvage.
    worth = cash + owed
    if kept.supply != "from_supplier":
        worth += stock * kept.salv * kept.cogs
    after = np.arange(1, run.weeks)
    ruin = run.outcome("ruin_week", "scenario")
    gone = (ruin >= 0) & (ruin < after[:, None])
    return StoppingWeeks(
        weeks=after,
        liquidated=np.where(gone, np.nan, worth),
        gone_on=run.outcome("wealth", "scenario").astype(float),
        capital=kept.capital,
    )


def stop_rule_value(
    scenarios: Scenarios, *, paths: int = 1000, weeks: int | None = None, seed: int = 0
) -> pd.DataFrame:
    """What the option to drop a product and try the next is worth to each scenario.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario: mean wealth in CNY `with_rule` and `without` (the stop threshold
        set to zero: the first product is kept whatever it sells), their difference `value`, and its
        paired 95 % interval `low` to `high`.
    """
    named, rows = by_name(scenarios), []
    stubborn = {name: assuming(scenario, kill=0.0) for name, scenario in named.items()}
    runs = [
        simulate(those, paths=paths, weeks=weeks, seed=seed, keep=()) for those in (named, stubborn)
    ]
    for name in named:
        wealth = [run.outcome("wealth", name) for run in runs]
        means = [float(values.mean(dtype=float)) for values in wealth]
        rows.append((name, *means, *paired_interval(*wealth)))
    columns = ["scenario", "with_rule", "without", "value", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _liquidated(now: Simulation, scenario: Scenario) -> NDArray[np.float64]:
    """Wealth if everything is sold off now: the wealth of `engine.wealth`, with stock that would
    have sold valued at salvage like the rest, and without deposits."""
    wealth = now.outcome("wealth", "scenario").astype(float)
    if scenario.supply == "from_supplier":
        return wealth
    last = {name: kept[0, -1].astype(float) for name, kept in now.trajectories.items()}
    landed = float(contribution(mode_order(scenario)).landed_cost)
    saleable = np.minimum(last["stock"], SALEABLE_WEEKS * last["forecast"])
    lost = saleable * (landed - scenario.salv * scenario.cogs)
    return wealth - lost - scenario.deposit * scenario.cogs * last["on_order"]


def _grouped(forecast: NDArray, gone_on: NDArray, liquidated: NDArray, groups: int) -> pd.DataFrame:
    rows = []
    for part in np.array_split(np.argsort(forecast, kind="stable"), groups):
        gain = paired_interval(gone_on[part], liquidated[part])
        verdict = "unclear" if gain.has_zero else "go_on" if gain.mean > 0 else "liquidate"
        ends = forecast[part[0]], forecast[part[-1]]
        rows.append(
            (*ends, len(part), gone_on[part].mean(), liquidated[part].mean(), *gain, verdict)
        )
    columns = [
        *("forecast_low", "forecast_high", "paths", "go_on", "liquidate"),
        *("gain", "low", "high", "verdict"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _rule(forecast: NDArray, gain: NDArray) -> tuple[float, Interval]:
    """The best threshold on the first half of the paths, and what it brings on the second.

    Measured where it was found, it would look better than it is. Halves, because the appeal of
    products is even over each; every second path has the more appealing products only.
    """
    half = len(forecast) // 2
    order = np.argsort(forecast[:half], kind="stable")
    sorted_forecast, sorted_gain = forecast[:half][order], gain[:half][order]
    lost_below = np.concatenate([[0.0], np.cumsum(sorted_gain)])
    at = int(lost_below.argmin())
    threshold = float(sorted_forecast[at]) if at < len(sorted_forecast) else np.inf
    saved = np.where(forecast[half:] < threshold, -gain[half:], 0.0)
    return (0.0 if at == 0 else threshold), mean_interval(saved)

"""The scorecard of a year: five dials over all paths, luck and skill apart, the costliest decision.

Luck is what happened less the mean of the same decisions over all paths of the same market; over
all paths it is zero. Skill is that mean against what others would have had on the same paths. So a
year may be good and unlucky, or bad and lucky, and a class is ranked by the first alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...model.simulation import simulate
from ..intervals import paired_interval
from .levers import LEVERS, STOP, Choice
from .market import Market, market
from .policies import best_found, kept_year, newsvendor_year, random_years, stay_out
from .year import PATHS, Lived, Quarter, Year, decisions, lived, year

#: The dials, in their order, and their units.
DIALS = {
    "growth": "share of the capital",
    "ruin": "share of paths",
    "lowest_cash": "CNY",
    "stars": "stars",
    "customers": "buyers",
}
#: Who is compared.
POLICIES = ("you", "stay_out", "newsvendor", "random", "best_found")
#: Other markets that a first decision is judged in, and paths of each.
MARKETS, PATHS_EACH = 60, 200


@dataclass(frozen=True)
class Dials:
    """The five dials of one policy over all paths.

    Attributes
    ----------
    growth, growth_low, growth_high : float
        Mean, and where 90 of 100 paths lie.
    ruin : float
        Share of paths.
    lowest_cash, lowest_cash_bad : float
        CNY, median and the value below which 5% of the paths lie.
    stars, customers : float
        Means at the end; stars NaN where nothing was sold.
    """

    growth: float
    growth_low: float
    growth_high: float
    ruin: float
    lowest_cash: float
    lowest_cash_bad: float
    stars: float
    customers: float


@dataclass(frozen=True)
class First:
    """A first decision, judged without knowing the market; means over `MARKETS` other markets.

    Attributes
    ----------
    mine, rule : float
        Mean growth with this first quarter and the newsvendor after it, and with the newsvendor
        from the start.
    mine_ruin, rule_ruin : float
        Share of the years that are ruined.
    """

    mine: float
    rule: float
    mine_ruin: float
    rule_ruin: float


@dataclass(frozen=True, eq=False)
class Score:
    """A year, scored.

    Attributes
    ----------
    market : Market
        No longer hidden.
    choices : tuple of Choice
        What was decided, one for each quarter that was played.
    dials : mapping of str to Dials
        By policy; see `POLICIES`.
    happened : Dials
        The path that happened: ruin is 0 or 1, and there is nothing to spread.
    growth : mapping of str to ndarray, shape (paths,)
        Growth on every path; of "random" the mean of its years.
    luck : float
        Growth that happened less the mean of the same decisions.
    percentile : float
        Share of the paths on which these decisions come to less than what happened.
    costs : DataFrame
        What each decision cost: a row for each quarter and lever, and one for the quarter as a
        whole (lever "all"), `gain` in mean growth had the newsvendor decided it and nothing else,
        and its paired 95% interval `low` to `high`.
    kept : float
        Mean growth of the newsvendor with the orders that it places on the path that happens kept
        on all paths: as rigid as numbers that somebody decided.
    first : First
        The first quarter's decision judged without knowing the market.
    tried : int
        Years that the search for the best looked at.
    """

    market: Market
    choices: tuple[Choice, ...]
    dials: Mapping[str, Dials]
    happened: Dials
    growth: Mapping[str, NDArray]
    luck: float
    percentile: float
    costs: pd.DataFrame
    kept: float
    first: First
    tried: int

    @property
    def skill(self) -> float:
        """Mean growth over all paths less that of the newsvendor, who knew no more."""
        return self.dials["you"].growth - self.dials["newsvendor"].growth

    @property
    def costliest(self) -> tuple[int, str, float] | None:
        """Quarter (from 1) whose decision the newsvendor would have improved most, the lever that
        did most of it, and what the quarter would have gained. None where no quarter would have
        gained anything that can be told from nothing."""
        whole = self.costs[self.costs["lever"] == "all"]
        if not (whole["low"] > 0).any():
            return None
        worst = whole.loc[whole["gain"].idxmax()]
        parts = self.costs[
            (self.costs["quarter"] == worst["quarter"]) & (self.costs["lever"] != "all")
        ]
        lever = parts.loc[parts["gain"].idxmax(), "lever"] if len(parts) else "all"
        return int(worst["quarter"]), str(lever), float(worst["gain"])


def score(code: str, choices: Sequence[Choice], paths: int = PATHS) -> Score:
    """Score what was decided in the market of a code.

    Parameters
    ----------
    code : str
        Of the market.
    choices : sequence of Choice
        One for each quarter that was played; a year that ended early was closed after them.
    paths : int
        How many times the year is lived. Path 0 is the one that happened.
    """
    there, choices = market(code), tuple(choices)
    own, rule = year(choices), newsvendor_year()
    best, tried = best_found(there)
    dice = {f"random {k}": one for k, one in enumerate(random_years(there.code))}
    changed = _changed(own, rule, len(choices))
    run = lived(
        {
            **{"you": own, "stay_out": stay_out(), "newsvendor": rule, "best_found": best},
            **{"kept": kept_year(there), **dice},
        },
        there,
        paths,
    )
    other = lived({str(key): one for key, one in changed.items()}, there, paths)
    growth = {name: run[name].growth for name in POLICIES if name != "random"}
    growth["random"] = np.mean([run[name].growth for name in dice], axis=0)
    mean = float(growth["you"].mean())
    return Score(
        market=there,
        choices=choices,
        dials=_dials(run, tuple(dice)),
        happened=_of_path(run["you"], 0),
        growth=growth,
        luck=float(growth["you"][0]) - mean,
        percentile=float((growth["you"] < growth["you"][0]).mean()),
        costs=_costs(changed, other, growth["you"]),
        kept=float(run["kept"].growth.mean()),
        first=first_decision(choices[0] if choices else STOP),
        tried=tried,
    )


def _changed(own: Year, rule: Year, played: int) -> dict[tuple[int, str], Year]:
    """The year with one decision replaced: quarter and lever → year.

    Where somebody stops, the rule goes on from there: the quarters after a closure are no
    decisions.
    """
    years: dict[tuple[int, str], Year] = {}
    for number in range(played):
        if own[number].choice.stop:
            years[number + 1, "all"] = own[:number] + rule[number:]
            break
        years[number + 1, "all"] = _with(own, number, rule[number])
        for lever in LEVERS:
            changed = own[number].with_lever(lever, rule[number])
            years[number + 1, lever] = _with(own, number, changed)
    return years


def _with(own: Year, number: int, quarter: Quarter) -> Year:
    return (*own[:number], quarter, *own[number + 1 :])


def _costs(
    changed: Mapping[tuple[int, str], Year], run: Mapping[str, Lived], own: NDArray
) -> pd.DataFrame:
    rows = [(*key, *paired_interval(run[str(key)].growth, own)) for key in changed]
    return pd.DataFrame(rows, columns=["quarter", "lever", "gain", "low", "high"])


def _dials(run: Mapping[str, Lived], dice: Sequence[str]) -> dict[str, Dials]:
    found = {name: _over_paths(run[name]) for name in POLICIES if name != "random"}
    thrown = [_over_paths(run[name]) for name in dice]
    names = Dials.__dataclass_fields__
    means = {name: float(np.nanmean([getattr(d, name) for d in thrown])) for name in names}
    return {name: Dials(**means) if name == "random" else found[name] for name in POLICIES}


def _over_paths(of: Lived) -> Dials:
    sold = ~np.isnan(of.stars)
    return Dials(
        growth=float(of.growth.mean()),
        growth_low=float(np.quantile(of.growth, 0.05)),
        growth_high=float(np.quantile(of.growth, 0.95)),
        ruin=float(of.ruined.mean()),
        lowest_cash=float(np.median(of.lowest)),
        lowest_cash_bad=float(np.quantile(of.lowest, 0.05)),
        stars=float(of.stars[sold].mean()) if sold.any() else float("nan"),
        customers=float(of.customers.mean()),
    )


def _of_path(of: Lived, path: int) -> Dials:
    growth, lowest = float(of.growth[path]), float(of.lowest[path])
    return Dials(
        growth=growth,
        growth_low=growth,
        growth_high=growth,
        ruin=float(of.ruined[path]),
        lowest_cash=lowest,
        lowest_cash_bad=lowest,
        stars=float(of.stars[path]),
        customers=float(of.customers[path]),
    )


def first_decision(choice: Choice) -> First:
    """What a first decision is worth to somebody who cannot know the market."""
    growth, ruined = in_other_markets(choice)
    return First(*growth.mean(axis=1), *ruined.mean(axis=1))


def in_other_markets(choice: Choice) -> tuple[NDArray, NDArray]:
    """Mean growth, and share of ruined years, in each of the other markets.

    Both of shape (2, markets): with this first quarter and the newsvendor after it, and with the
    newsvendor from the start, on the same luck. Who stops at once has no growth.
    """
    rule, there = newsvendor_year(), _others()
    mine = year([choice]) if choice.stop else (Quarter(choice), *rule[1:])
    plans = {
        f"{name} {k}": decisions(of, one)
        for name, of in (("mine", mine), ("rule", rule))
        for k, one in enumerate(there)
    }
    scenarios = dict(zip(plans, [one.scenario for one in there] * 2, strict=True))
    run = simulate(scenarios, paths=PATHS_EACH, decisions=plans, keep=())
    wealth = run.outcomes["wealth"].astype(float).mean(axis=1)
    growth = wealth / there[0].scenario.capital - 1
    ruined = np.array([run.ruined(name).mean() for name in plans])
    return growth.reshape(2, -1), ruined.reshape(2, -1)


def _others() -> tuple[Market, ...]:
    return tuple(market(f"other {k}") for k in range(MARKETS))

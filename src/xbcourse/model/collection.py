"""A collection of styles through one season, bought in bulk by sea or in small batches by air.

Every style sells at its own steady rate, drawn from a lognormal distribution around the expected
weekly sales: most are flops, a few are hits, and nobody knows which. Either way the seller orders a
first batch of each style, watches the first weeks and orders once more. The bulk factory is cheap
and far away in time; the small-batch workshop is quick, its pieces are dearer and go by air. The
closed form of it is `theory.two_orders`; the simulation adds what the formula leaves out: buyers
come one by one (Poisson), so that the first weeks tell the rate only roughly, and the market as a
whole has better and worse weeks.

The seller sees what was asked for, not only what was sold: a listing without stock still counts its
visitors. Whoever finds it sold out is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ..assumptions.registry import parameter
from ..assumptions.scenario import Scenario
from .economics import contribution
from .orders import mode_order
from .simulation.demand import orders
from .theory.demand import LognormalDemand
from .theory.forecast import updated_forecast
from .theory.two_orders import TwoOrders, after_first_order, best_two_orders

#: The two ways of buying.
WAYS = ("bulk", "small")
#: Weeks from a bulk order until it can be sold; `lead` of the scenario is that of small batches.
BULK_LEAD = int(parameter("lead").default)
#: Where fees eat the whole price, a sold piece leaves a cent, CNY, so that formulas have a price.
LEAST_PRICE = 0.01


@dataclass(frozen=True)
class Way:
    """One way of buying a style.

    Attributes
    ----------
    unit_cost : float
        Landed cost of a piece, CNY.
    lead : int
        Weeks from an order until it can be sold.
    passed : float
        Share of the season that is over when the second order can be sold.
    plan : TwoOrders
        The best first order and what it is expected to come to, one style.
    """

    unit_cost: float
    lead: int
    passed: float
    plan: TwoOrders


@dataclass(frozen=True)
class Style:
    """What is known of a style before it is launched; all styles of a collection are alike in this.

    Attributes
    ----------
    scenario : Scenario
        What it was made from.
    demand : LognormalDemand
        What the season asks for, pieces.
    price : float
        What a sold piece leaves before the cost of goods, CNY: after commission, fulfilment,
        returns and ads.
    salvage : float
        What a piece that is left still brings, CNY.
    ways : mapping of str to Way
        "bulk" and "small".
    """

    scenario: Scenario
    demand: LognormalDemand
    price: float
    salvage: float
    ways: Mapping[str, Way]

    @property
    def premium(self) -> float:
        """By how much a piece of a small batch is dearer, landed, as a share."""
        return self.ways["small"].unit_cost / self.ways["bulk"].unit_cost - 1

    def expected(self, way: str, first_order: ArrayLike) -> TwoOrders:
        """What any first order is expected to come to, by the formula."""
        chosen = self.ways[way]
        return after_first_order(
            self.demand, first_order, chosen.passed, self.price, chosen.unit_cost, self.salvage
        )


@dataclass(frozen=True)
class Outcome:
    """What simulated styles came to: pieces and CNY, arrays over runs (and first orders)."""

    profit: NDArray
    ordered: NDArray
    leftover: NDArray
    lost_sales: NDArray


@dataclass(frozen=True)
class SeasonRun:
    """Simulated seasons of a whole collection, bought in one way.

    Attributes
    ----------
    cash : ndarray, shape (weeks + 2, seasons)
        CNY since the first order: on the day the season opens, after each week, and after the
        clearance of what is left.
    ordered, leftover, lost_sales, asked : ndarray, shape (seasons,)
        Pieces, all styles together.
    sold : ndarray, shape (seasons, styles)
        Pieces of each style.
    """

    cash: NDArray
    ordered: NDArray
    leftover: NDArray
    lost_sales: NDArray
    asked: NDArray
    sold: NDArray

    @property
    def profit(self) -> NDArray:
        """CNY, of each season."""
        return self.cash[-1]


def style_terms(scenario: Scenario) -> Style:
    """The terms of a style and the best plan of each way of buying it.

    >>> dress = style_terms(Scenario("dress_styles"))
    >>> {name: round(way.unit_cost, 1) for name, way in dress.ways.items()}
    {'bulk': 55.9, 'small': 70.8}
    >>> [round(float(way.plan.first_order)) for way in dress.ways.values()]
    [207, 101]
    """
    s = scenario
    by_sea = replace(mode_order(s, source="stock"), first_mile=s.freight_per_kg * s.weight_kg)
    dear = s.cogs * (1 + s.small_premium)
    by_air = replace(
        by_sea,
        unit_cost=dear,
        customs_value=s.customs_value_share * dear,
        first_mile=s.air_per_kg * s.weight_kg,
    )
    order = contribution(by_sea)
    price = max(float(order.cm3 + order.landed_cost), LEAST_PRICE)
    demand, salvage = LognormalDemand(s.mu0 * s.season, s.theta_sigma), s.salv * s.cogs
    ways = {}
    for name, terms, lead in (("bulk", by_sea, BULK_LEAD), ("small", by_air, int(s.lead))):
        cost = float(contribution(terms).landed_cost)
        passed = min(1.0, (s.watch + lead) / s.season)
        plan = best_two_orders(demand, passed, price, cost, salvage)
        ways[name] = Way(cost, lead, passed, plan)
    return Style(s, demand, price, salvage, ways)


def simulate_style(
    known: Style, way: str, first_orders: ArrayLike, runs: int = 2000, seed: int = 0
) -> Outcome:
    """One style over and over: what each first order comes to in each run.

    Parameters
    ----------
    known : Style
        The terms.
    way : {"bulk", "small"}
        Which way of buying.
    first_orders : array_like
        Pieces of the first batch to try, all on the same luck.
    runs, seed : int
        How often, and on which luck.

    Returns
    -------
    Outcome
        Arrays of shape (first orders, runs).
    """
    s, chosen = known.scenario, known.ways[way]
    season, watch = int(s.season), min(int(s.watch), int(s.season))
    arrives = min(watch + chosen.lead, season)
    z, u, appeal = _style_luck(runs, seed)
    rate = s.mu0 * np.exp(s.theta_sigma * appeal - s.theta_sigma**2 / 2)
    spans = (watch, arrives - watch, season - arrives)
    seen, meanwhile, later = (
        orders(np.maximum(rate * weeks, 1e-6).astype(np.float32), z[k], u[k])
        if weeks
        else np.zeros(runs, np.float32)
        for k, weeks in enumerate(spans)
    )
    first = np.round(np.atleast_1d(np.asarray(first_orders, float)))[:, None]
    before = np.minimum(seen + meanwhile, first)
    second = _second_order(known, chosen, np.minimum(seen, first), seen, first)
    stock = first - before + second
    after = np.minimum(later, stock)
    left = stock - after
    paid = chosen.unit_cost * (first + second)
    return Outcome(
        profit=known.price * (before + after) + known.salvage * left - paid,
        ordered=first + second,
        leftover=left,
        lost_sales=seen + meanwhile + later - before - after,
    )


def simulate_season(known: Style, way: str, seasons: int = 400, seed: int = 0) -> SeasonRun:
    """A whole collection, week by week, in each of many seasons.

    Parameters
    ----------
    known : Style
        Its scenario says how many styles, and how the market swings.
    way : {"bulk", "small"}
        Which way of buying.
    seasons, seed : int
        How often, and on which luck: both ways meet the same.
    """
    s, chosen = known.scenario, known.ways[way]
    weeks, watch = int(s.season), min(int(s.watch), int(s.season))
    arrives = min(watch + chosen.lead, weeks)
    asked = _asked(s.mu0, s.theta_sigma, s.eps_sd, s.eps_rho, weeks, int(s.styles), seasons, seed)
    first = np.float32(np.round(float(chosen.plan.first_order)))
    stock = np.full(asked.shape[1:], first)
    seen, sold = np.zeros_like(stock), np.zeros_like(stock)
    second = np.zeros_like(stock)
    pieces = np.empty((weeks, seasons), np.float32)
    for week in range(weeks):
        if week == watch:
            second = _second_order(known, chosen, sold, seen, first).astype(np.float32)
        if week == arrives:
            stock += second
        went = np.minimum(stock, asked[week])
        stock -= went
        sold += went
        seen += asked[week]
        pieces[week] = went.sum(axis=1)
    flow = np.zeros((weeks + 2, seasons))
    flow[0] = -chosen.unit_cost * first * int(s.styles)
    flow[1:-1] = known.price * pieces
    if watch < weeks:
        flow[watch + 1] -= chosen.unit_cost * second.sum(axis=1)
    flow[-1] = known.salvage * stock.sum(axis=1)
    return SeasonRun(
        cash=np.cumsum(flow, axis=0),
        ordered=first * int(s.styles) + second.sum(axis=1),
        leftover=stock.sum(axis=1),
        lost_sales=(seen - sold).sum(axis=1),
        asked=seen.sum(axis=1),
        sold=sold,
    )


def _second_order(
    known: Style, way: Way, sold: NDArray, seen: NDArray, first: ArrayLike
) -> NDArray:
    """The newsvendor's order for the weeks after it arrives, less the stock there will be by then.

    What the watched weeks leave open is Gamma-Poisson, taken as normal here.
    """
    s = known.scenario
    left_weeks = int(s.season) - int(s.watch) - way.lead
    if left_weeks <= 0 or known.price <= way.unit_cost:
        return np.zeros(np.broadcast_shapes(np.shape(sold), np.shape(seen)))
    # The lognormal guess is worth as many weeks of sales as a gamma guess that spreads as widely.
    evidence = 1 / max(s.mu0 * np.expm1(s.theta_sigma**2), 1e-9)
    rate = updated_forecast(s.mu0, evidence, seen, int(s.watch))
    ahead = rate * left_weeks
    spread = np.sqrt(ahead * (1 + left_weeks / (evidence + s.watch)))
    safety = ndtri((known.price - way.unit_cost) / (known.price - known.salvage))
    stock = np.maximum(first - sold - rate * way.lead, 0)
    return np.round(np.maximum(ahead + safety * spread - stock, 0))


@lru_cache(maxsize=4)
def _style_luck(runs: int, seed: int) -> tuple[NDArray, NDArray, NDArray]:
    """For three spans of weeks and the appeal of the style, which is spread evenly over its
    chances, so that few runs do not miss the hits."""
    luck = np.random.default_rng([seed, 7])
    ordinary = luck.standard_normal((3, runs), np.float32)
    rounding = luck.random((3, runs), np.float32)
    return ordinary, rounding, ndtri((luck.permutation(runs) + 0.5) / runs)


@lru_cache(maxsize=2)
def _season_luck(weeks: int, styles: int, seasons: int, seed: int) -> tuple[NDArray, ...]:
    """A generator each, so that a longer season begins as the shorter one did."""
    ordinary, rounding, market, appeal = (np.random.default_rng([seed, 70 + k]) for k in range(4))
    shape = (weeks, seasons, styles)
    return (
        ordinary.standard_normal(shape, np.float32),
        rounding.random(shape, np.float32),
        market.standard_normal((weeks, seasons), np.float32),
        appeal.standard_normal((styles, seasons), np.float32).T,
    )


@lru_cache(maxsize=2)
def _asked(
    rate: float,
    sigma: float,
    swing: float,
    lasting: float,
    weeks: int,
    styles: int,
    seasons: int,
    seed: int,
) -> NDArray:
    """Pieces asked for, shape (weeks, seasons, styles). Both ways of buying meet the same."""
    ordinary, rounding, market, appeal = _season_luck(weeks, styles, seasons, seed)
    rates = rate * np.exp(sigma * appeal - sigma**2 / 2)
    asked = np.empty(ordinary.shape, np.float32)
    mood = market[0]
    for week in range(weeks):
        if week:
            mood = lasting * mood + np.sqrt(1 - lasting**2) * market[week]
        mean = rates * np.exp(swing * mood - swing**2 / 2)[:, None]
        asked[week] = orders(mean.astype(np.float32), ordinary[week], rounding[week])
    asked.flags.writeable = False
    return asked

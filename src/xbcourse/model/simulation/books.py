"""What is kept of a simulation while it runs: everything would be too much.

10,000 paths of six modes over 104 weeks are 6 million numbers for every quantity. So a path keeps
what it adds up to, and whole trajectories are kept of the quantities asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from .plan import Plan
from .selling import Sales
from .state import State

#: Quantities whose trajectories can be kept, and their units.
WEEKLY = {
    "cash": "CNY",
    "earned": "CNY/week",
    "spent": "CNY/week",
    "ads": "CNY/week",
    # What is in the books besides cash and stock: owed by the platform, paid for goods under way.
    "receivable": "CNY",
    "deposits": "CNY",
    # What the seller's consoles show: visits to both channels while the listing is open.
    "visits": "visits/week",
    "wanted": "units/week",
    "sold": "units/week",
    "sold_on_market": "units/week",
    "stock": "units",
    "on_order": "units",
    "received": "units, all so far",
    "velocity": "units/week",
    "forecast": "units/week",
    "late": "share of orders",
    "stars": "stars",
    "demotion": "share of organic clicks left",
    "suspended": "weeks left",
    "candidate": "number of the product, from 0",
    "exchange": "CNY/USD",
    # Expected orders by where the buyer came from.
    "from_rank": "units/week",
    "from_ads": "units/week",
    "from_content": "units/week",
    "from_word_of_mouth": "units/week",
    "from_list": "units/week",
}

#: Quantities that only rows with own stock have.
_OF_STOCK = ("stock", "on_order", "received", "deposits")

#: What is summed over the weeks of every path, and its unit.
TOTALS = {
    "wanted": "units",
    "sold": "units",
    "sold_on_market": "units",
    "from_stock": "units",
    # First-time buyers of the own site: the customers that are the seller's own.
    "joined": "buyers",
    "ads": "CNY",
    "earned": "CNY",
    "spent": "CNY",
}


def goods(s: State) -> dict[str, NDArray]:
    """What became of the goods, in units: a row received what it sold from stock, what it cleared
    and what it still has."""
    account = {
        "received": s.ageing.received_until(s.noise.weeks - 1),
        "liquidated": s.liquidated,
        "unsold": s.stock,
    }
    every = {name: np.zeros(s.shape, np.float32) for name in account}
    for name, units in account.items():
        every[name][s.plan.held] = units
    return every


class Books:
    """The books of some rows on some paths; `trajectories` and `totals` are in the rows' order."""

    def __init__(self, plan: Plan, weeks: int, paths: int, keep: Collection[str]) -> None:
        self.plan = plan
        rows = len(plan)
        self.trajectories = {name: np.zeros((rows, weeks, paths), np.float32) for name in keep}
        self.totals = {name: np.zeros((rows, paths), np.float32) for name in TOTALS}
        self.traced = any(name.startswith("from_") for name in keep)

    def write(self, s: State, week: int, sales: Sales, earned: NDArray, spent: NDArray) -> None:
        """Enter one week."""
        values = {
            "wanted": sales.wanted,
            "sold": sales.sold,
            "sold_on_market": sales.on_market,
            "ads": sales.market.ads,
            "earned": earned,
            "spent": spent,
        }
        for name, value in values.items():
            self.totals[name] += value
        self.totals["joined"][self.plan.sited] += _joined(sales, self.plan)
        self.totals["ads"][self.plan.sited] += sales.site.ads
        self.totals["from_stock"][self.plan.held] += sales.from_stock
        if self.trajectories:
            self._keep(week, values | self._levels(s, week), sales)

    def _levels(self, s: State, week: int) -> Mapping[str, NDArray]:
        owed = {"receivable": _receivable(s, week)} if "receivable" in self.trajectories else {}
        return owed | {
            "cash": s.cash,
            "stock": s.stock,
            "on_order": s.pipeline.on_order,
            "deposits": s.deposits,
            "received": s.ageing.received_until(week),
            "velocity": s.velocity,
            "forecast": s.forecast,
            "late": s.market.delayed[week] * s.exposed,
            "stars": s.stars,
            "demotion": s.demotion,
            "suspended": s.suspension,
            "candidate": s.candidate,
            "exchange": s.market.exchange[week],
        }

    def _keep(self, week: int, values: Mapping[str, NDArray], sales: Sales) -> None:
        if self.traced:
            values = values | _sources(sales, self.plan)
        if "visits" in self.trajectories:
            values = values | {"visits": _visits(sales, self.plan)}
        for name, kept in self.trajectories.items():
            rows = self.plan.held if name in _OF_STOCK else slice(None)
            kept[rows, week] = values[name]
        if "ads" in self.trajectories:
            self.trajectories["ads"][self.plan.sited, week] += sales.site.ads


def _receivable(s: State, week: int) -> NDArray:
    """What marketplace and card company owe at the end of a week."""
    owed = s.receivable.outstanding(week)
    owed[s.plan.sited] += s.site_due
    return owed


def _joined(sales: Sales, plan: Plan) -> NDArray:
    """Buyers of the own site who had not bought there before."""
    part = plan.sited
    joined = sales.sold[part] - sales.on_market[part]
    joined *= sales.site.new
    joined /= plan.site.lump
    return joined


def _visits(sales: Sales, plan: Plan) -> NDArray:
    """Visits to both channels; a listing that is closed has none."""
    market, site = sales.market, sales.site
    visits = sum(market.visits.values()) * (market.conversion > 0)
    visits[plan.sited] += sum(site.visits.values()) * (site.conversion > 0)
    return visits


def _sources(sales: Sales, plan: Plan) -> Mapping[str, NDArray]:
    """Expected orders of the week by source, before the shelf is looked at."""
    market, site, part = sales.market, sales.site, plan.sited
    lump = plan.all.lump
    found = {
        f"from_{source}": visits * market.conversion * lump
        for source, visits in market.visits.items()
    }
    found["from_content"] = np.zeros_like(market.units)
    found["from_list"] = np.zeros_like(market.units)
    for source, visits in site.visits.items():
        found[f"from_{source}"][part] += visits * site.conversion * lump[part]
    found["from_list"][part] = site.repeat * lump[part]
    return found

"""A year of decisions, lived through: on the path that happens, and on all that could have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...assumptions.scenario import Scenario
from ...model.simulation import Decision, simulate
from .levers import BASE, LEVERS, QUARTERS, STOP, WEEKS, Choice, decision
from .market import Market

#: What a seller sees of a week, and nothing else.
VISIBLE = ("sold", "stock", "on_order", "visits", "ads", "stars", "receivable", "cash")
#: Paths that decisions are scored on.
PATHS = 500


@dataclass(frozen=True)
class Quarter:
    """What somebody does in a quarter: the levers, and for a rule how far to order up.

    Attributes
    ----------
    choice : Choice
    cover : float or None
        Order up to so many weeks of forecast sales instead of the choice's order. Each path has a
        forecast of its own, from its own sales.
    """

    choice: Choice
    cover: float | None = None

    def with_lever(self, lever: str, other: Quarter) -> Quarter:
        """The same but for one lever, which is taken from another quarter."""
        if lever == "order":
            return Quarter(replace(self.choice, order=other.choice.order), other.cover)
        return replace(self, choice=replace(self.choice, **{lever: getattr(other.choice, lever)}))


#: Four of them make a year.
Year = tuple[Quarter, Quarter, Quarter, Quarter]


def year(choices: Sequence[Choice]) -> Year:
    """A whole year of what was decided. Who stops, or is ruined and decides no more, is closed in
    the quarters that are left: on a path with better luck, too."""
    filled = list(choices)[:QUARTERS]
    stopped = next((k for k, choice in enumerate(filled) if choice.stop), len(filled))
    filled = filled[:stopped] + [STOP] * (QUARTERS - stopped)
    return tuple(Quarter(choice) for choice in filled)


def decisions(of: Sequence[Quarter], there: Market) -> tuple[Decision, ...]:
    """As the simulation takes them, in a market."""
    return tuple(
        decision(quarter.choice, number, there.stars, quarter.cover)
        for number, quarter in enumerate(of)
    )


@dataclass(frozen=True, eq=False)
class Lived:
    """What a year came to on every path.

    Attributes
    ----------
    growth : ndarray
        Wealth at the end over the capital, less 1. Wealth is cash, what the platform owes, and
        stock: as much as sells in eight weeks at what it cost, the rest at its salvage value. The
        list of customers counts nothing here; it is a dial of its own.
    ruined : ndarray of bool
    lowest : ndarray
        Lowest cash of the year, CNY.
    stars : ndarray
        At the end. NaN where nothing was ever sold.
    customers : ndarray
        Buyers of the own site so far.
    """

    growth: NDArray
    ruined: NDArray
    lowest: NDArray
    stars: NDArray
    customers: NDArray


def lived(
    years: Mapping[str, Sequence[Quarter]], there: Market, paths: int = PATHS
) -> dict[str, Lived]:
    """Several years in one market, all on the same luck.

    Path 0 is the one that happens, whatever else is asked for.
    """
    run = simulate(
        dict.fromkeys(years, there.scenario),
        paths=paths,
        seed=there.seed,
        decisions={name: decisions(of, there) for name, of in years.items()},
        keep=("stars",),
    )
    return {name: _lived(run, name, there.scenario) for name in years}


def _lived(run, name: str, scenario: Scenario) -> Lived:
    sold = run.outcome("sold", name)
    stars = run.trajectory("stars", name)[-1].astype(float)
    return Lived(
        growth=run.outcome("wealth", name).astype(float) / scenario.capital - 1,
        ruined=run.ruined(name),
        lowest=run.outcome("lowest_cash", name).astype(float),
        stars=np.where(sold > 0, stars, np.nan),
        customers=run.outcome("joined", name).astype(float),
    )


def seen(choices: Sequence[Choice], there: Market) -> pd.DataFrame:
    """What the seller sees of the quarters that were played: a row a week.

    Parameters
    ----------
    choices : sequence of Choice
        One for each quarter so far.
    there : Market
        Where it is sold.

    Returns
    -------
    pandas.DataFrame
        `week` from 1 and `quarter` from 1; units `sold`, in `stock` and `on_order` at the end of
        the week; `visits`; CNY of `ads`; mean `stars`, NaN before the first sale (the simulation
        starts a listing at the product's own quality, which nobody has seen yet); CNY that the
        platform owes (`receivable`) and in `cash`. No rows before the first quarter.
    """
    columns = ["week", "quarter", *VISIBLE]
    if not choices:
        return pd.DataFrame({name: [] for name in columns})
    weeks = WEEKS * len(choices)
    run = simulate(
        there.scenario,
        paths=1,
        weeks=weeks,
        seed=there.seed,
        decisions=decisions(year(choices)[: len(choices)], there),
        keep=VISIBLE,
    )
    number = np.arange(weeks)
    table = {"week": number + 1, "quarter": number // WEEKS + 1}
    kept = {name: run.trajectory(name, "scenario")[:, 0].astype(float) for name in VISIBLE}
    kept["stars"][np.cumsum(kept["sold"]) == 0] = np.nan
    return pd.DataFrame(table | kept)[columns]


def ruined(choices: Sequence[Choice], there: Market) -> bool:
    """Whether the business is over by the end of the quarters that were played."""
    if not choices:
        return False
    weeks = WEEKS * len(choices)
    taken = decisions(year(choices)[: len(choices)], there)
    run = simulate(there.scenario, paths=1, weeks=weeks, seed=there.seed, decisions=taken, keep=())
    return bool(run.ruined("scenario")[0])


def most_pieces(choices: Sequence[Choice], there: Market) -> int:
    """The largest order of the next quarter: what the cash in hand, less the reserve, can pay the
    deposit of, and never more than the lever's end.

    >>> from .market import market
    >>> most_pieces([], market("FOSHAN1"))  # (300,000 − 5,000) / (0.3 · 34) pay for 28,921
    3000
    """
    base = Scenario(BASE)
    table = seen(choices, there)
    cash = base.capital if table.empty else float(table["cash"].iloc[-1])
    paid = int((cash - base.cmin) / (base.deposit * base.cogs))
    most = min(int(LEVERS["order"].high), max(paid, 0))
    return most if most >= base.moq else 0


@dataclass(frozen=True)
class Outlay:
    """What a choice costs, CNY: sums that a seller does on paper, before anything is sold.

    Attributes
    ----------
    cash : float
        In the account now.
    deposit, balance : float
        Of the order: now, and when the goods arrive, with packing, freight and duty.
    ads, content, fixed : float
        Over the thirteen weeks. Ads stop while the shelf is empty.
    stock, salvage : float
        Pieces in stock, and what clearing them brings.
    """

    cash: float
    deposit: float
    balance: float
    ads: float
    content: float
    fixed: float
    stock: float
    salvage: float

    @property
    def total(self) -> float:
        """What is paid within the quarter at most, before the care for each order sold."""
        return self.deposit + self.balance + self.ads + self.content + self.fixed


def outlay(choice: Choice, choices: Sequence[Choice], there: Market) -> Outlay:
    """What a choice for the next quarter costs, after those that were played.

    >>> from .market import market
    >>> of = outlay(Choice(order=1000), [], market("FOSHAN1"))
    >>> of.deposit, round(of.balance)  # 0.3 · 34, and 0.7 · 34 + 3 + 6 + 0.3 · 34 for duty
    (10200.0, 43000)
    """
    s, table = Scenario(BASE), seen(choices, there)
    cash, stock = s.capital, 0.0
    if len(table):
        cash, stock = (float(table[name].iloc[-1]) for name in ("cash", "stock"))
    landed = s.cogs + s.pack + s.freight + s.duty * s.customs_value_share * s.cogs
    deposit = s.deposit * s.cogs
    return Outlay(
        cash=cash,
        deposit=choice.order * deposit,
        balance=choice.order * (landed - deposit),
        ads=choice.ads * WEEKS,
        content=choice.site * WEEKS,
        fixed=s.fixed * WEEKS,
        stock=stock,
        salvage=stock * s.salv * s.cogs,
    )

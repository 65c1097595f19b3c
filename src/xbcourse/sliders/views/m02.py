"""Module 02, Amazon with own stock: cash beside profit, and how much capital is enough."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis import ledger
from ...assumptions.formats import money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.curve import Curve, CurveData, Mark
from ...charts.paths import Band, Level, Paths, PathsData
from ...model.simulation import Simulation, simulate
from ..view import KeyFigure, Shown, view

#: Money with its change, without fen.
cny_figure = partial(KeyFigure.money, currency="CNY", digits=0)

#: Lives of a shop that a picture is made of, and how many of them are drawn singly.
PATHS, RUNS = 400, 30
#: What is told is a share of so many shops.
OUT_OF = 100
#: Weeks in the table: the start, each quarter, the end.
QUARTERS = (0, 13, 26, 39, 52)
#: Capital that the curve may begin at, CNY, and how many points it is drawn through; it ends at
#: the first of the far ones that shows the reader's own.
LEAST_CAPITAL, POINTS = 30e3, 36
FAR_CAPITALS = (500e3, 1e6, 2e6, 5e6)
#: End of an axis of shares, with room for words above 100 %.
TOP = 1.15

#: Sliders of both views: what it costs, when it is paid, and who comes and buys.
COSTS = ("moq", "lead", "settle", "cogs", "launch_b")
TRAFFIC = ("search", "cvr_m", "quality")


def cny(amount: float) -> str:
    """Yuan to the nearest hundred, in short."""
    return money_short(round(float(amount), -2), "CNY")


STRONGER = {
    "small": (Text(zh="每次只补 6 周的货", en="Restock for 6 weeks only"), {"cover": 6.0}),
    "loved": (
        Text(zh="更好卖：类目流量翻倍", en="Sells better: twice the traffic"),
        {"search": 7000.0},
    ),
}


@view(
    inputs=("capital", "cover", *COSTS, *TRAFFIC),
    chart=Paths,
    title=Text(zh="账上赚钱，为什么没钱付货款？", en="The books show a profit. Where is the cash?"),
    presets={
        **STRONGER,
        "ads": (
            Text(zh="新品广告翻倍", en="Twice the launch ads"),
            {"launch_b": 5000.0},
        ),
        "prompt": (Text(zh="卖出一周就回款", en="Paid out after a week"), {"settle": 1}),
        "air": (Text(zh="空运，5 周到仓", en="By air: five weeks"), {"lead": 5}),
        "rich": (Text(zh="本钱 30 万", en="Capital of 300,000"), {"capital": 300_000.0}),
    },
    base="fabric_shaver",
)
def cash_curve(scenario: Scenario) -> Shown:
    """Cash of many lives of one shop, and beside it what the books say it is worth."""
    lives = _lives(scenario)
    weeks = np.arange(lives.cash.shape[0])
    sentence = _told(lives) if _opens(scenario) else _closed(scenario)
    data = PathsData(
        x=weeks,
        bands=(
            _band(say("m02.cash"), lives.cash, runs=RUNS),
            _middle(say("m02.books"), lives.books),
        ),
        x_label=say("m02.weeks"),
        y_label=say("m02.cny"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_bills(scenario),
        levels=(Level(lives.limit, say("m02.limit", amount=cny(lives.limit))),),
        loss_below=0.0,
    )
    figures = (
        KeyFigure.percent(say("m02.ruined"), lives.ruined, 0, better=-1),
        KeyFigure.percent(say("m02.earning"), lives.earning, 0, better=-1),
        cny_figure(say("m02.lowest"), lives.lowest),
        KeyFigure.number(say("m02.lowest_week"), lives.lowest_week, better=0),
        cny_figure(say("m02.year"), lives.year),
    )
    return Shown(data, sentence, figures, lambda: _quarters(lives))


@view(
    inputs=("capital", "cover", *COSTS, *TRAFFIC, "ruin_limit"),
    chart=Curve,
    title=Text(zh="多少本钱才够？", en="How much capital is enough?"),
    presets=STRONGER,
    base="fabric_shaver",
    draft=64,
    paths=PATHS,
)
def capital_needed(scenario: Scenario, paths: int) -> Shown:
    """The chance of ruin within a year along the capital, and the capital that keeps it low."""
    at = _capitals(scenario)
    ruin = _ruin_along(scenario.but(capital=at[0]), tuple(at), paths)
    here = float(ruin[np.searchsorted(at, scenario.capital)])
    enough = _enough(*_open(scenario, at, ruin), scenario.ruin_limit)
    first = _first_order(scenario)
    sentence = _enough_in_words(scenario, here, enough, first)
    marks = [Mark(first, say("m02.first_mark", amount=cny(first)))]
    if enough is not None:
        words = say("m02.enough_mark", amount=cny(enough), limit=percent(scenario.ruin_limit, 0))
        marks.append(Mark(enough, words))
    data = CurveData(
        x=at,
        # Where the shop cannot open, nothing runs out.
        y=np.where(at >= _least(scenario), ruin, np.nan),
        here=(scenario.capital, here),
        here_label=say(
            "m02.here" if _opens(scenario) else "m02.here_closed", ruin=percent(here, 0)
        ),
        x_label=say("m02.capital"),
        y_label=say("m02.ruin_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        write_y=look.percent_axis,
        marks=tuple(mark for mark in marks if at[0] <= mark.x <= at[-1]),
        top=TOP,
    )
    figures = (
        KeyFigure.percent(say("m02.ruined"), here, 0, better=-1),
        _enough_figure(enough),
        cny_figure(say("m02.first"), first, better=-1),
    )
    return Shown(data, sentence, figures, lambda: _capital_table(at, ruin))


def _least(scenario: Scenario) -> float:
    """Capital below which not even the least order can be paid, CNY."""
    return scenario.cmin + scenario.moq * ledger.landed_cost(scenario)


def _opens(scenario: Scenario) -> bool:
    return scenario.capital >= _least(scenario)


def _closed(scenario: Scenario) -> str:
    words = {"capital": cny(scenario.capital), "least": cny(_least(scenario))}
    return say("m02.cannot_open", **words)


# Cash and books.


class Lives(NamedTuple):
    """What the first view tells. `cash`, `books`: CNY, shape (weeks + 1, paths)."""

    cash: NDArray
    books: NDArray
    limit: float
    ruined: float
    earning: float
    lowest: float
    lowest_week: float
    year: float


@lru_cache(maxsize=64)
def _lives(scenario: Scenario) -> Lives:
    found = simulate(scenario, paths=PATHS, keep=ledger.KEPT)
    (name,) = found.scenarios
    books = ledger.book_value(found, name)
    return Lives(
        cash=np.vstack([books[:1], found.trajectory("cash", name)]),
        books=books,
        limit=-scenario.credit * scenario.capital,
        ruined=float(found.ruined(name).mean()),
        earning=ledger.profitable_and_ruined(found, name),
        lowest=float(np.median(found.outcome("lowest_cash", name))),
        lowest_week=float(np.median(found.outcome("lowest_week", name))) + 1,
        year=float(np.median(books[-1] - books[0])),
    )


def _band(name: str, values: NDArray, runs: int = 0) -> Band:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high, values[:, :runs].T if runs else None)


def _middle(name: str, values: NDArray) -> Band:
    """The median alone, where a second band would only cover the first."""
    middle = np.median(values, axis=1)
    return Band(name, middle, middle, middle)


def _told(lives: Lives) -> str:
    words = {
        "ruined": number(OUT_OF * lives.ruined),
        "earning": number(OUT_OF * lives.earning),
        "lowest": cny(lives.lowest),
        "week": number(lives.lowest_week),
    }
    if round(OUT_OF * lives.ruined) == 0:
        return say("m02.nobody_ruined", **words)
    if round(OUT_OF * lives.earning) == 0:
        return say("m02.ruined_by_loss", **words)
    if words["earning"] == words["ruined"]:
        return say("m02.ruined_all_earning", **words)
    return say("m02.ruined_while_earning", **words)


def _bills(scenario: Scenario) -> tuple[Mark, ...]:
    """When the first order's balance is due, and when its first money comes back."""
    arrives = scenario.lead + 1
    back = arrives + scenario.settle
    return (
        Mark(arrives, say("m02.arrives")),
        Mark(back, say("m02.comes_back")),
    )


def _quarters(lives: Lives) -> pd.DataFrame:
    weeks = [week for week in QUARTERS if week < len(lives.cash)]
    low, middle, high = np.quantile(lives.cash[weeks], (0.05, 0.5, 0.95), axis=1)
    books = np.median(lives.books[weeks], axis=1)
    return pd.DataFrame(
        {
            say("m02.column_week"): weeks,
            say("m02.column_low"): [cny(v) for v in low],
            say("m02.column_cash"): [cny(v) for v in middle],
            say("m02.column_high"): [cny(v) for v in high],
            say("m02.column_books"): [cny(v) for v in books],
        }
    )


# The capital that is enough.


@lru_cache(maxsize=64)
def _ruin_along(scenario: Scenario, capital: tuple[float, ...], paths: int) -> NDArray:
    """The share of ruined shops at each capital, all on the same luck."""
    shops = {str(amount): scenario.but(capital=amount) for amount in capital}
    found: Simulation = simulate(shops, paths=paths, keep=())
    return np.array([found.ruined(name).mean() for name in shops])


def _enough(capital: NDArray, ruin: NDArray, limit: float) -> float | None:
    """The least capital from which on ruin stays within the limit, read off the line; None where
    none is enough."""
    too_much = np.flatnonzero(ruin > limit)
    if not too_much.size:
        return float(capital[0])
    k = too_much[-1]
    if k == len(capital) - 1:
        return None
    share = (ruin[k] - limit) / (ruin[k] - ruin[k + 1])
    return float(capital[k] + share * (capital[k + 1] - capital[k]))


def _capitals(scenario: Scenario) -> NDArray:
    """From the capital that pays for the least order on, and the present one, be it less."""
    opens = max(_least(scenario), LEAST_CAPITAL)
    wanted = max(2 * opens, scenario.capital)
    end = next((far for far in FAR_CAPITALS if wanted <= far), FAR_CAPITALS[-1])
    shown = np.geomspace(opens, max(end, opens), POINTS)
    return np.unique(np.append(shown, scenario.capital))


def _open(scenario: Scenario, capital: NDArray, ruin: NDArray) -> tuple[NDArray, NDArray]:
    """The part of the curve on which the shop can open at all."""
    opens = capital >= min(_least(scenario), capital[-1])
    return capital[opens], ruin[opens]


def _first_order(scenario: Scenario) -> float:
    """What the whole first order costs when it stands in the warehouse, CNY."""
    prior = scenario.mu0 * (1 + scenario.bias0 * (1 - scenario.exper))
    units = max(scenario.moq, prior * scenario.cover0)
    return units * ledger.landed_cost(scenario)


def _enough_in_words(scenario: Scenario, here: float, enough: float | None, first: float) -> str:
    words = {
        "capital": cny(scenario.capital),
        "ruined": number(OUT_OF * here),
        "limit": percent(scenario.ruin_limit, 0),
        "first": cny(first),
    }
    if not _opens(scenario):
        return _closed(scenario)
    if enough is None:
        return say("m02.never_enough", **words)
    return say("m02.enough", enough=cny(enough), times=number(enough / first, 1), **words)


def _enough_figure(enough: float | None) -> KeyFigure:
    label = say("m02.enough_label")
    if enough is None:
        return KeyFigure(label, float("nan"), say("m02.none"), better=-1)
    return cny_figure(label, enough, better=-1)


def _capital_table(capital: NDArray, ruin: NDArray) -> pd.DataFrame:
    shown = np.linspace(0, len(capital) - 1, 9).round().astype(int)
    return pd.DataFrame(
        {
            say("m02.capital"): [cny(capital[i]) for i in shown],
            say("m02.ruin_axis"): [percent(ruin[i], 0) for i in shown],
        }
    )

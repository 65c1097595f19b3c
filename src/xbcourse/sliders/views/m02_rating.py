"""Module 02, AliExpress without stock: late parcels, stars, demotion, sales, and 30,000 a month."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis import ledger
from ...assumptions.formats import number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.curve import Curve, CurveData, Mark
from ...charts.rows import Band, Level, Row, Rows, RowsData
from ...model.simulation import Shock, Simulation, simulate
from ..view import KeyFigure, Shown, view
from .m02 import cny, cny_figure

#: Lives of a shop on the same luck, with the delay and without.
PATHS = 400
#: The week in which parcels begin to be late: the shop has found its level by then.
BEGINS = 20
#: A listing that keeps less of its traffic counts as demoted; who has that of its usual sales back
#: counts as recovered.
DEMOTED, RECOVERED = 0.9, 0.9
#: End of the axis of sales as a share of the usual.
MOST_SHARE = 1.2
#: A share above which its axis runs to 100 %.
MUCH = 0.5
#: Orders a week below which a shop has nothing to lose by a delay.
LEAST_ORDERS = 1.0
#: The stars below which the platform's danger grows (`model.simulation.shocks`).
DANGER = 3.9
#: A month; and the loss that the essay tells of, CNY.
MONTH, TOLD = 4, 30_000.0
#: Traffic that the second view runs through, clicks a week at rank 1.
TRAFFIC = (1e3, 2500.0, 4e3, 5500.0, 7e3, 8500.0, 10e3, 12e3, 14e3, 17e3, 20e3)
#: Money enough for any of these shops, so that the loss is that of late parcels alone.
PLENTY = 5_000_000.0

#: Sliders of both views: the parcels, the buyers, the platform, the traffic.
CHAIN = ("ds_days", "late_days", "p_out", "late_pen", "beta_r", "quality", "haz_dem", "dem_mult")


@view(
    inputs=(*CHAIN, "search", "cvr_m", "ds_ship"),
    chart=Rows,
    title=Text(
        zh="包裹晚到几周，店要多久才缓过来？", en="After late parcels, how long to recover?"
    ),
    presets={
        "long": (Text(zh="一拖十周", en="Late for ten weeks"), {"p_out": 0.1}),
        "forgiving": (
            Text(zh="买家不计较：晚到不扣星", en="Forgiving buyers: no stars lost"),
            {"late_pen": 0.0},
        ),
        "thin_ice": (
            Text(zh="4 星的货，晚到扣 1.5 星", en="A 4-star product, 1.5 stars lost"),
            {"quality": 4.0, "late_pen": 1.5, "p_out": 0.1},
        ),
        "express": (
            Text(zh="换快线：8 天，每件多花 12 元", en="A faster line: 8 days, 12 CNY more"),
            {"ds_days": 8.0, "ds_ship": 49.0},
        ),
    },
    base="wall_clock",
)
def rating_chain(scenario: Scenario) -> Shown:
    """One spell of late parcels, and what it does week by week, against the same luck without."""
    (chain,) = _chains((scenario,))
    weeks = np.arange(1, len(chain.sold) + 1)
    usual = say("m02.usual")
    sentence = _chain_in_words(chain)
    data = RowsData(
        x=weeks,
        rows=(
            Row(
                say("m02.late_row"),
                (_line(chain.late),),
                look.percent_axis,
                limits=(0.0, 1.0),
            ),
            Row(
                say("m02.stars_row"),
                (_line(chain.calm_stars, usual), _band(chain.stars, say("m02.delayed"))),
                look.number_axis,
                Level(DANGER, say("m02.danger")),
                _stars_between(chain),
            ),
            Row(
                say("m02.demoted_row"),
                (_line(chain.calm_demoted, usual), _line(chain.demoted, say("m02.delayed"))),
                look.percent_axis,
                limits=_share_between(chain),
            ),
            Row(
                say("m02.share_row"),
                (_line(np.ones(len(weeks)), usual), _band(chain.share, say("m02.delayed"))),
                look.percent_axis,
                limits=(0.0, MOST_SHARE),
            ),
        ),
        x_label=say("m02.weeks"),
        finding=sentence,
        write_x=look.number_axis,
        marks=(
            Mark(BEGINS + 1, say("m02.begins")),
            Mark(BEGINS + 1 + chain.length, say("m02.ends")),
        ),
    )
    figures = (
        cny_figure(say("m02.missing"), -chain.missing.mean(), better=1),
        KeyFigure.percent(say("m02.afterwards"), chain.afterwards, 0, better=-1),
        cny_figure(say("m02.worst_month"), float(np.median(chain.worst))),
        KeyFigure.number(say("m02.lowest_stars"), _lowest(chain.stars), digits=2),
        KeyFigure.number(say("m02.usual_sales"), chain.before, say("m02.orders"), better=1),
    )
    return Shown(data, sentence, figures, lambda: _chain_table(chain))


@view(
    inputs=("search", "cvr_m", "price_usd", *CHAIN[:5], "ds_ship"),
    chart=Curve,
    title=Text(zh="一个月亏三万，得多大的店？", en="How large a shop loses 30,000 in a month?"),
    presets={
        "long": (Text(zh="一拖十周", en="Late for ten weeks"), {"p_out": 0.1}),
        "very_late": (Text(zh="一迟就是一个月", en="A month late"), {"late_days": 30.0}),
        "harsh": (Text(zh="晚到扣 2 星", en="Two stars lost"), {"late_pen": 2.0}),
    },
    base="wall_clock",
    draft=48,
    paths=PATHS,
)
def thirty_thousand(scenario: Scenario, paths: int) -> Shown:
    """What the worst month after a spell of late parcels costs, along the size of the shop."""
    funded = scenario.but(capital=PLENTY)
    here, *shops = _chains((funded, *(funded.but(search=clicks) for clicks in TRAFFIC)), paths)
    at, *others = ((shop.before, -float(np.median(shop.worst))) for shop in (here, *shops))
    # The reader's own shop is one of them, however small.
    x, y = np.array(sorted({at, *others})).T
    size = _size_of(x, y, TOLD)
    sentence = _size_in_words(at, size)
    marks = () if size is None else (Mark(size, say("m02.size_mark", orders=number(size))),)
    data = CurveData(
        x=x,
        y=y,
        here=at,
        here_label=say("m02.month_here", missing=cny(at[1])),
        x_label=say("m02.size_axis"),
        y_label=say("m02.month_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=marks,
        # Where no shop loses anything, the axis still shows what is asked about.
        top=TOLD if y.max() < 1 else None,
    )
    figures = (
        KeyFigure.number(say("m02.usual_sales"), at[0], say("m02.orders")),
        cny_figure(say("m02.worst_month"), -at[1]),
        _size_figure(size),
        KeyFigure.percent(say("m02.as_told"), float((here.worst <= -TOLD).mean()), 0, better=-1),
    )
    return Shown(data, sentence, figures, lambda: _size_table(x, y))


# One spell of late parcels.


class Chain(NamedTuple):
    """A shop with and without the delay, on the same luck; shapes (weeks, paths) where not said.

    `late`, `demoted`, `calm_demoted`: shares, shape (weeks,). `share`: sales as a share of those of
    the same life without the delay. `length`: weeks of delay. `missing`,
    `worst`: CNY that the delay costs in all, and in its worst month (below zero), of each path.
    `afterwards`: share of the cost that comes when parcels are in time again. `weakest`: least
    sales as a share of the usual. `back`: full weeks in time before sales have recovered;
    None where they do not. `before`: units a week before the delay.
    """

    late: NDArray
    stars: NDArray
    demoted: NDArray
    sold: NDArray
    share: NDArray
    calm_stars: NDArray
    calm_demoted: NDArray
    calm_sold: NDArray
    length: int
    missing: NDArray
    worst: NDArray
    afterwards: float
    weakest: float
    back: int | None
    before: float


@lru_cache(maxsize=64)
def _chains(scenarios: tuple[Scenario, ...], paths: int = PATHS) -> tuple[Chain, ...]:
    """The same spell of delay in several shops; its length is that of the first."""
    length = max(1, round(1 / scenarios[0].p_out))
    numbers = range(len(scenarios))
    # Every shop twice, since one simulation costs little more than half of two.
    shops = {
        f"{fate} {k}": scenarios[k].but(p_in=0.0) for fate in ("hit", "spared") for k in numbers
    }
    keep = (*ledger.KEPT, "late", "stars", "demotion", "sold")
    delay = [Shock("delay", week=BEGINS, size=length)]
    shocks = {f"hit {k}": delay for k in numbers}
    run = simulate(shops, paths=paths, keep=keep, shocks=shocks)
    return tuple(_chain(run, f"hit {k}", f"spared {k}", length) for k in numbers)


def _chain(run: Simulation, hit: str, spared: str, length: int) -> Chain:
    change = ledger.weekly_profit(run, hit) - ledger.weekly_profit(run, spared)
    sold, calm_sold = (run.trajectory("sold", name).astype(float) for name in (hit, spared))
    end = BEGINS + length
    missing = -change[BEGINS:].sum(axis=0)
    share = sold.mean(axis=1) / np.maximum(calm_sold.mean(axis=1), 1e-9)
    recovered = np.flatnonzero(share[end:] >= RECOVERED)
    total = float(missing.mean())
    return Chain(
        late=run.trajectory("late", hit).mean(axis=1),
        stars=run.trajectory("stars", hit),
        demoted=(run.trajectory("demotion", hit) < DEMOTED).mean(axis=1),
        sold=sold,
        share=_ratio(sold, calm_sold),
        calm_stars=np.median(run.trajectory("stars", spared), axis=1),
        calm_demoted=(run.trajectory("demotion", spared) < DEMOTED).mean(axis=1),
        calm_sold=np.median(calm_sold, axis=1),
        length=length,
        missing=missing,
        worst=ledger.worst_run(change[BEGINS:], MONTH),
        afterwards=float(np.clip(-change[end:].sum(axis=0).mean() / total, 0, 1)) if total else 0.0,
        weakest=float(share[BEGINS:].min()),
        back=int(recovered[0]) if recovered.size else None,
        before=float(calm_sold[BEGINS - MONTH : BEGINS].mean()),
    )


def _ratio(sold: NDArray, usual: NDArray) -> NDArray:
    """Sales against the usual ones; the same where there are none."""
    return np.divide(sold, usual, out=np.ones_like(sold), where=usual > 0)


def _line(values: NDArray, name: str = "") -> Band:
    return Band(name, values, values, values)


def _band(values: NDArray, name: str) -> Band:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high)


def _stars_between(chain: Chain) -> tuple[float, float]:
    """Whole stars around what is to be seen."""
    low, high = np.quantile(chain.stars, (0.05, 0.95), axis=1)
    lowest = min(low.min(), chain.calm_stars.min(), DANGER)
    highest = max(high.max(), chain.calm_stars.max(), DANGER)
    return math.floor(lowest), math.ceil(highest)


def _share_between(chain: Chain) -> tuple[float, float] | None:
    """The whole of a share where there is none, or much: it cannot be more than all."""
    most = max(chain.demoted.max(), chain.calm_demoted.max())
    return (0.0, 1.0) if most == 0 or most > MUCH else None


def _lowest(stars: NDArray) -> float:
    """The lowest median of the stars from the delay on."""
    return float(np.median(stars[BEGINS:], axis=1).min())


def _chain_in_words(chain: Chain) -> str:
    if chain.before < LEAST_ORDERS:
        return say("m02.no_sales")
    words = {
        "weeks": number(chain.length),
        "weakest": percent(chain.weakest, 0),
        "missing": cny(chain.missing.mean()),
        "after": percent(chain.afterwards, 0),
        "back": "" if chain.back is None else number(chain.back + 1),
    }
    if chain.back is None:
        return say("m02.chain_not_back", **words)
    return say("m02.chain", **words)


def _chain_table(chain: Chain) -> pd.DataFrame:
    end = BEGINS + chain.length
    last = len(chain.sold) - 1
    weeks = sorted(
        {
            BEGINS - 1,
            BEGINS + 1,
            min(end - 1, last),
            *(week for week in (end + 3, end + 7, end + 15) if week < last),
            last,
        }
    )
    return pd.DataFrame(
        {
            say("m02.column_week"): [week + 1 for week in weeks],
            say("m02.late_row"): [percent(chain.late[week], 0) for week in weeks],
            say("m02.stars_row"): [number(np.median(chain.stars[week]), 2) for week in weeks],
            say("m02.demoted_row"): [percent(chain.demoted[week], 0) for week in weeks],
            say("m02.sold_row"): [number(np.median(chain.sold[week])) for week in weeks],
            say("m02.column_usual"): [number(chain.calm_sold[week]) for week in weeks],
        }
    )


# What it takes to lose 30,000 in a month.


def _size_of(orders: NDArray, missing: NDArray, loss: float) -> float | None:
    """Orders a week at which the worst month costs so much, read off the line."""
    above = np.flatnonzero(missing >= loss)
    if not above.size or above[0] == 0:
        return float(orders[0]) if above.size else None
    k = above[0]
    share = (loss - missing[k - 1]) / (missing[k] - missing[k - 1])
    return float(orders[k - 1] + share * (orders[k] - orders[k - 1]))


def _size_in_words(at: tuple[float, float], size: float | None) -> str:
    if at[0] < LEAST_ORDERS:
        return say("m02.no_sales")
    words = {"orders": number(at[0]), "missing": cny(at[1])}
    if size is None:
        return say("m02.no_size", **words)
    return say("m02.size", size=number(size), **words)


def _size_figure(size: float | None) -> KeyFigure:
    label = say("m02.size_label")
    if size is None:
        return KeyFigure(label, float("nan"), say("m02.none"), better=0)
    return KeyFigure.number(label, size, say("m02.orders"), better=0)


def _size_table(orders: NDArray, missing: NDArray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("m02.size_axis"): [number(v) for v in orders],
            say("m02.month_axis"): [cny(v) for v in missing],
        }
    )

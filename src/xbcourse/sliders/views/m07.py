"""Module 07: one style in bulk or in small batches, a whole collection, and two years of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...assumptions.formats import money, money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.formula import Dots, Formula, FormulaData, line
from ...charts.marks import Mark
from ...charts.paths import Band, Paths, PathsData
from ...model.collection import (
    WAYS,
    Outcome,
    SeasonRun,
    Style,
    simulate_season,
    simulate_style,
    style_terms,
)
from ...model.simulation import Simulation, simulate
from ..view import KeyFigure, Shown, view

yuan = partial(money, currency="CNY", digits=0)

#: The luck that all pictures of the module share.
SEED = 0
#: How often one style is simulated, and at how many first orders.
RUNS, TRIED = 2000, 8
#: Half the width of a 95% interval, in standard errors.
WIDTH = 1.96
#: Single seasons drawn behind each band.
CLOUD = 12

CERTAIN = Text(zh="需求看得准", en="Demand is well known")
LONG = Text(zh="一款卖半年", en="A style sells for 26 weeks")
HEAVY = Text(zh="货重 1 千克", en="A unit weighs 1 kg")


@view(
    inputs=(
        "theta_sigma",
        "lead",
        "small_premium",
        "price_usd",
        "mu0",
        "season",
        "weight_kg",
        "salv",
        "ret",
        "watch",
        "cogs",
    ),
    chart=Formula,
    title=Text(
        zh="首批订多少？大批还是小单？", en="How large a first order: bulk or small batches?"
    ),
    presets={
        "certain": (CERTAIN, {"theta_sigma": 0.3}),
        "long": (LONG, {"season": 26}),
        "heavy": (HEAVY, {"weight_kg": 1.0}),
        "slow": (Text(zh="小单也要等 7 周", en="Small batches also take 7 weeks"), {"lead": 7}),
        "low_price": (Text(zh="只卖 29.99 美元", en="Sold at $29.99"), {"price_usd": 29.99}),
        "little_traffic": (Text(zh="一周只卖 10 件", en="Only 10 sold a week"), {"mu0": 10.0}),
        "much_traffic": (Text(zh="一周卖 100 件", en="100 sold a week"), {"mu0": 100.0}),
    },
    base="dress_styles",
)
def first_batch(scenario: Scenario) -> Shown:
    """Profit of one style along its first order, both ways, by formula and by simulation."""
    known = style_terms(scenario)
    widest = look.round_up(1.2 * float(known.demand.mean))
    x = np.linspace(0.0, widest, 101)
    expected = {way: known.expected(way, x).profit for way in WAYS}
    tried = np.round(np.linspace(0, widest, TRIED + 1)[1:])
    best = {way: _at_best(known, way) for way in WAYS}
    sentence = _style_in_words(known, best)
    data = FormulaData(
        x=x,
        bands=tuple(line(say(f"m07.{way}"), expected[way]) for way in WAYS),
        x_label=say("m07.first_order_axis"),
        y_label=say("m07.style_profit_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_best_marks(known),
        dots=tuple(_dots(tried, simulate_style(known, way, tried, RUNS, SEED)) for way in WAYS),
        remark=say("m07.formula_and_dots", runs=number(RUNS)),
    )
    figures = (
        KeyFigure.money(say("m07.small_profit"), best["small"].profit.mean(), "CNY", 0),
        KeyFigure.money(say("m07.bulk_profit"), best["bulk"].profit.mean(), "CNY", 0),
        KeyFigure.money(say("m07.formula_gain"), _formula_gain(known), "CNY", 0),
        KeyFigure.percent(say("m07.premium"), known.premium, 0, better=-1),
        _left_and_lost("left", best, "leftover"),
        _left_and_lost("lost", best, "lost_sales"),
    )
    return Shown(data, sentence, figures, lambda: _style_table(known, best))


@view(
    inputs=(
        "theta_sigma",
        "styles",
        "mu0",
        "price_usd",
        "lead",
        "small_premium",
        "season",
        "weight_kg",
        "eps_sd",
    ),
    chart=Paths,
    title=Text(
        zh="一季几十款，钱怎么走？", en="Dozens of styles in a season: where does the money go?"
    ),
    presets={
        "certain": (CERTAIN, {"theta_sigma": 0.3}),
        "wild": (Text(zh="谁也看不准", en="Anyone's guess"), {"theta_sigma": 1.4}),
        "few": (Text(zh="只上 10 款", en="Only 10 styles"), {"styles": 10}),
        "many": (Text(zh="上 120 款", en="120 styles"), {"styles": 120}),
        "long": (LONG, {"season": 26}),
        "little_traffic": (Text(zh="每款一周 10 件", en="10 a week per style"), {"mu0": 10.0}),
    },
    base="dress_styles",
    draft=80,
    paths=400,
)
def many_styles(scenario: Scenario, paths: int) -> Shown:
    """Cash of a whole collection through the season, both ways."""
    known = style_terms(scenario)
    runs = {way: simulate_season(known, way, paths, SEED) for way in WAYS}
    ahead = float(np.mean(runs["small"].profit > runs["bulk"].profit))
    sentence = _season_in_words(known, runs, ahead)
    weeks = int(scenario.season)
    data = PathsData(
        x=np.arange(weeks + 2.0),
        bands=tuple(_cash_band(say(f"m07.{way}"), runs[way].cash) for way in WAYS),
        x_label=say("m07.week_axis"),
        y_label=say("m07.cash_axis"),
        finding=sentence,
        write_x=partial(look.number_axis, whole=True),
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_season_marks(known),
    )
    small, bulk = runs["small"], runs["bulk"]
    figures = (
        KeyFigure.money(say("m07.small_median"), np.median(small.profit), "CNY", 0),
        KeyFigure.money(say("m07.bulk_median"), np.median(bulk.profit), "CNY", 0),
        KeyFigure.percent(say("m07.small_ahead"), ahead, 0),
        KeyFigure.money(say("m07.small_tied"), _tied(small), "CNY", 0, better=-1),
        KeyFigure.money(say("m07.bulk_tied"), _tied(bulk), "CNY", 0, better=-1),
        KeyFigure.percent(say("m07.top_tenth"), _top_tenth(small), 0, better=0),
    )
    return Shown(data, sentence, figures, lambda: _season_table(runs))


@view(
    inputs=("capital", "theta_sigma", "search", "cvr_m", "cogs", "lead", "price_usd", "kill"),
    chart=Formula,
    title=Text(zh="两年下来，小单还是大批？", en="After two years: small batches or bulk?"),
    presets={
        "half": (Text(zh="本钱 50 万", en="Capital of 500,000"), {"capital": 500_000.0}),
        "million": (Text(zh="本钱 100 万", en="Capital of a million"), {"capital": 1_000_000.0}),
        "known": (
            Text(zh="100 万，货好不好卖心里有数", en="A million, and you know what sells"),
            {"capital": 1_000_000.0, "theta_sigma": 0.3},
        ),
        "no_premium": (
            Text(zh="100 万，小单出厂价不加价", en="A million, no premium ex works"),
            {"capital": 1_000_000.0, "cogs": 38.0},
        ),
        "traffic": (
            Text(zh="50 万，类目流量 8,000", en="500,000, search traffic of 8,000"),
            {"capital": 500_000.0, "search": 8000.0},
        ),
    },
    base="shein",
    draft=200,
    paths=2000,
)
def small_or_large(scenario: Scenario, paths: int) -> Shown:
    """Gain of two years from the worst run to the best: quick response against batch stock."""
    run = simulate({"bulk": in_bulk(scenario), "small": scenario}, paths=paths, seed=SEED)
    gains = {way: run.outcome("wealth", way).astype(float) - scenario.capital for way in WAYS}
    sentence = _years_in_words(scenario, gains)
    shares = np.linspace(0.05, 0.95, 46)
    data = FormulaData(
        x=shares,
        bands=tuple(_quantiles(say(f"m07.shop_{way}"), gains[way], shares) for way in WAYS),
        x_label=say("m07.luck_axis"),
        y_label=say("m07.gain_axis"),
        finding=sentence,
        write_x=look.percent_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=(Mark(0.5, say("m07.middle_mark")),),
        remark=say("m07.quantiles_and_margin"),
    )
    ruin = {way: float(run.ruined(way).mean()) for way in WAYS}
    written = {way: _written_off(run, way) for way in WAYS}
    figures = (
        KeyFigure.money(say("m07.small_median"), np.median(gains["small"]), "CNY", 0),
        KeyFigure.money(say("m07.bulk_median"), np.median(gains["bulk"]), "CNY", 0),
        KeyFigure.percent(say("m07.small_ruin"), ruin["small"], better=-1),
        KeyFigure.percent(say("m07.bulk_ruin"), ruin["bulk"], better=-1),
        KeyFigure.percent(say("m07.small_written_off"), written["small"], better=-1),
        KeyFigure.percent(say("m07.bulk_written_off"), written["bulk"], better=-1),
    )
    return Shown(data, sentence, figures, lambda: _years_table(gains, ruin))


#: What both ways of doing business share in `small_or_large`.
SHARED = ("capital", "theta_sigma", "search", "cvr_m", "price_usd", "kill", "category")


def in_bulk(scenario: Scenario) -> Scenario:
    """The same product and the same purse, with large batches by sea."""
    return Scenario("self_batch", **{name: getattr(scenario, name) for name in SHARED})


def short(amount: float) -> str:
    """To ten thousand yuan, in few characters."""
    return money_short(round(amount, -4), "CNY", 2)


# One style.


def _at_best(known: Style, way: str) -> Outcome:
    """The best first batch of a way, simulated."""
    first = round(float(known.ways[way].plan.first_order))
    return simulate_style(known, way, first, RUNS, SEED)


def _dots(tried: NDArray, found: Outcome) -> Dots:
    middle = found.profit.mean(axis=1)
    margin = WIDTH * found.profit.std(axis=1) / np.sqrt(found.profit.shape[1])
    return Dots(tried, middle, middle - margin, middle + margin)


def _formula_gain(known: Style) -> float:
    """What the formula says that small batches earn more than bulk."""
    return float(known.ways["small"].plan.profit - known.ways["bulk"].plan.profit)


def _style_in_words(known: Style, best: dict[str, Outcome]) -> str:
    gain = (best["small"].profit - best["bulk"].profit).ravel()
    margin = WIDTH * float(gain.std()) / np.sqrt(len(gain))
    middle = float(gain.mean())
    small, bulk = (known.ways[way] for way in ("small", "bulk"))
    words = {
        "premium": percent(known.premium, 0),
        "cost": yuan(small.unit_cost),
        "price": yuan(known.price),
        "gain": yuan(abs(middle)),
        "margin": yuan(margin),
        "small": number(round(float(small.plan.first_order))),
        "bulk": number(round(float(bulk.plan.first_order))),
    }
    if known.price <= bulk.unit_cost:
        return say("m07.neither_pays", **words)
    if known.price <= small.unit_cost:
        return say("m07.small_cannot_pay", **words)
    if abs(middle) <= margin:
        return say("m07.style_tie", **words)
    return say("m07.small_earns_more" if middle > 0 else "m07.small_earns_less", **words)


def _best_marks(known: Style) -> tuple[Mark, ...]:
    firsts = {way: round(float(known.ways[way].plan.first_order)) for way in WAYS}
    return tuple(
        Mark(float(first), say(f"m07.best_{way}", pieces=number(first)))
        for way, first in firsts.items()
        if first > 0
    )


def _left_and_lost(name: str, best: dict[str, Outcome], what: str) -> KeyFigure:
    """Pieces left of those ordered, or lost of those asked for, small batches."""
    return KeyFigure.percent(say(f"m07.small_{name}"), _share(best["small"], what), 0, better=-1)


def _share(found: Outcome, what: str) -> float:
    ordered, left, lost = (
        float(v.sum()) for v in (found.ordered, found.leftover, found.lost_sales)
    )
    of = ordered if what == "leftover" else ordered - left + lost
    part = left if what == "leftover" else lost
    return part / of if of else 0.0


def _style_table(known: Style, best: dict[str, Outcome]) -> pd.DataFrame:
    """Each way at its best first batch: formula beside simulation."""
    rows = {}
    for way in WAYS:
        plan, found = known.ways[way].plan, best[way]
        rows[say(f"m07.{way}")] = [
            yuan(known.ways[way].unit_cost),
            number(round(float(plan.first_order))),
            number(round(float(plan.second_order))),
            yuan(float(plan.profit)),
            yuan(float(found.profit.mean())),
            percent(_share(found, "leftover"), 0),
            percent(_share(found, "lost_sales"), 0),
        ]
    names = (
        "column_cost",
        "column_first",
        "column_second",
        "column_formula",
        "column_simulated",
        "column_left",
        "column_lost",
    )
    lines = {say("m07.column_style"): [say(f"m07.{name}") for name in names]}
    return pd.DataFrame(lines | rows)


# A collection.


def _cash_band(name: str, cash: NDArray) -> Band:
    low, middle, high = np.quantile(cash, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high, cash[:, :CLOUD].T)


def _tied(run: SeasonRun) -> float:
    """Most money that was out at any time, median over the seasons."""
    return float(-np.median(run.cash.min(axis=0))) + 0.0  # no minus before a zero


def _top_tenth(run: SeasonRun) -> float:
    """Share of the pieces that the best-selling tenth of the styles sold."""
    top = max(1, round(run.sold.shape[1] / 10))
    ranked = np.sort(run.sold, axis=1)
    total = float(ranked.sum())
    return float(ranked[:, -top:].sum()) / total if total else 0.0


def _left_share(run: SeasonRun) -> float:
    total = float(run.ordered.sum())
    return float(run.leftover.sum()) / total if total else 0.0


def _lost_share(run: SeasonRun) -> float:
    return float(run.lost_sales.sum()) / float(run.asked.sum())


def _season_in_words(known: Style, runs: dict[str, SeasonRun], ahead: float) -> str:
    small, bulk = runs["small"], runs["bulk"]
    words = {
        "styles": number(known.scenario.styles),
        "ahead": percent(ahead, 0),
        "small": percent(_left_share(small), 0),
        "bulk": percent(_left_share(bulk), 0),
        "tied": short(_tied(small)),
        "bulk_tied": short(_tied(bulk)),
    }
    if not small.ordered.any():
        return say("m07.nothing_ordered" if not bulk.ordered.any() else "m07.no_small", **words)
    return say("m07.season", **words)


def _season_marks(known: Style) -> tuple[Mark, ...]:
    s = known.scenario
    arrives = s.watch + s.lead
    if arrives >= s.season or not float(known.ways["small"].plan.first_order):
        return ()
    return (
        Mark(float(s.watch), say("m07.ordered_mark")),
        Mark(float(arrives), say("m07.arrived_mark")),
    )


def _season_table(runs: dict[str, SeasonRun]) -> pd.DataFrame:
    rows = {}
    for way in WAYS:
        run = runs[way]
        low, middle, high = np.quantile(run.profit, (0.05, 0.5, 0.95))
        rows[say(f"m07.{way}")] = [
            yuan(low),
            yuan(middle),
            yuan(high),
            yuan(_tied(run)),
            percent(_left_share(run), 0),
            percent(_lost_share(run), 0),
        ]
    names = ("column_low", "column_median", "column_high", "column_tied")
    names += ("column_left", "column_lost")
    return pd.DataFrame({say("m07.column_season"): [say(f"m07.{name}") for name in names]} | rows)


# Two years.


@dataclass(frozen=True)
class _Place:
    """One place of luck: 10%, 50% or 90% of the runs are worse."""

    share: float
    name: str


PLACES = (_Place(0.1, "bad"), _Place(0.5, "middle"), _Place(0.9, "good"))


def _quantiles(name: str, gains: NDArray, shares: NDArray) -> Band:
    """Gain along luck with its margin of error, from the order statistics around it."""
    half = WIDTH * np.sqrt(shares * (1 - shares) / len(gains))
    low, middle, high = (
        np.quantile(gains, np.clip(shares + step * half, 0, 1)) for step in (-1, 0, 1)
    )
    return Band(name, middle, low, high)


def _years_in_words(scenario: Scenario, gains: dict[str, NDArray]) -> str:
    words = {}
    for place in PLACES:
        small, bulk = (
            _quantiles("", gains[way], np.array([place.share])) for way in ("small", "bulk")
        )
        words[place.name] = _verdict(small, bulk)
    if set(words.values()) == {say("m07.even")}:
        return say("m07.years_even", capital=short(scenario.capital))
    return say("m07.years", capital=short(scenario.capital), **words)


def _verdict(small: Band, bulk: Band) -> str:
    """Who is ahead at one place of luck, or that it cannot be told.

    The margins of two quantiles on common luck are added as if they were independent.
    """
    gap = float(small.middle[0] - bulk.middle[0])
    halves = [float(band.high[0] - band.low[0]) / 2 for band in (small, bulk)]
    if abs(gap) <= np.hypot(*halves):
        return say("m07.even")
    return say("m07.ahead_small" if gap > 0 else "m07.ahead_bulk", gap=short(abs(gap)))


def _written_off(run: Simulation, way: str) -> float:
    """Pieces cleared or unsold at the end, of all that were received."""
    lost, received = (
        sum(float(run.outcome(name, way).sum(dtype=float)) for name in names)
        for names in (("liquidated", "unsold"), ("received",))
    )
    return lost / received if received else 0.0


def _years_table(gains: dict[str, NDArray], ruin: dict[str, float]) -> pd.DataFrame:
    rows = {
        say(f"m07.{way}"): [
            *(yuan(np.quantile(gains[way], place.share)) for place in PLACES),
            yuan(gains[way].mean()),
            percent(ruin[way]),
        ]
        for way in WAYS
    }
    names = [say(f"m07.column_{place.name}") for place in PLACES]
    names += [say("m07.column_mean"), say("m07.column_ruin")]
    return pd.DataFrame({say("m07.column_years"): names} | rows)

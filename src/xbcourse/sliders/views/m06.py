"""Module 06: a better charger without ads against a plain one with ads."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis import ledger, quality
from ...assumptions.formats import money_short, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.paths import Band, Mark, Paths, PathsData
from ...charts.rows import Row, Rows, RowsData
from ...charts.stacks import StackRow, Stacks, StacksData
from ...model.simulation import Simulation, simulate
from ..view import KeyFigure, Shown, view

#: Money with its change, without fen.
cny_figure = partial(KeyFigure.money, currency="CNY", digits=0)

#: Simulated lives while a slider moves, and once it rests.
DRAFT, PATHS = 128, 600
#: What is told is a share of so many runs.
OUT_OF = 100
#: Quantities of the chain of causes, from top to bottom.
CHAIN = ("stars", "from_word_of_mouth", "from_ads", "from_rank")
#: Less than this is not worth telling, CNY.
NOTHING = 1000.0
#: Weeks between two rows of a table.
HALF_YEAR = 26
#: The axis of stars ends here.
MOST = 5.0
#: The parts of a bar, and what is tried.
PARTS, TRIED = ("brings", "quality", "ads"), ("stars", "ads", "both")

#: Sliders of all views: what better quality is and costs, the ads of the plain one, who comes.
QUALITY = ("star_gain", "star_cost", "price_premium", "better_ret")
ADS = ("launch_b", "tacos")
BUYERS = ("wom", "beta_r", "search", "quality")

TRY = {
    "free": (Text(zh="这点星白送", en="The stars are free"), {"star_cost": 0.0}),
    "silent": (Text(zh="没有口碑传播", en="No word of mouth"), {"wom": 0.0}),
    "research": (
        Text(zh="评分的作用按研究取低", en="Pull of the rating as in research"),
        {"beta_r": 0.1},
    ),
    "busy": (Text(zh="类目流量 6,000", en="Traffic of 6,000"), {"search": 6000.0}),
    "quiet": (Text(zh="类目流量 1,500", en="Traffic of 1,500"), {"search": 1500.0}),
}


def cny(amount: float) -> str:
    """Yuan to the nearest thousand, in short."""
    # Two digits tell 1.03 million from 1; + 0.0 so that there is no minus before a zero.
    return money_short(round(float(amount), -3) + 0.0, "CNY", digits=2)


@view(
    inputs=(*QUALITY, *ADS, "ret", *BUYERS, "weeks"),
    chart=Paths,
    title=Text(zh="品质款要落后多久，才追得上？", en="How long does the better version trail?"),
    presets={
        **TRY,
        "premium": (Text(zh="卖贵 5%", en="Priced 5% higher"), {"price_premium": 0.05}),
        "returns": (Text(zh="退货少两个点", en="Returns two points lower"), {"better_ret": 0.04}),
        "three_years": (Text(zh="看三年", en="Over three years"), {"weeks": 156}),
    },
    base="charger",
    draft=DRAFT,
    paths=PATHS,
)
def quality_or_ads(scenario: Scenario, paths: int) -> Shown:
    """Profit so far of a better product without ads and of a plain one with ads."""
    race = _race(scenario, paths)
    sentence = _told(race)
    data = PathsData(
        x=np.arange(len(race.lead)),
        bands=(
            _band(say("m06.better"), race.better),
            _band(say("m06.plain"), race.plain),
        ),
        x_label=say("m06.weeks"),
        y_label=say("m06.profit_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        marks=_turning_point(race),
        loss_below=0.0,
    )
    figures = (
        cny_figure(say("m06.better_profit"), float(np.median(race.better[-1]))),
        cny_figure(say("m06.plain_profit"), float(np.median(race.plain[-1])), better=0),
        KeyFigure.percent(say("m06.ahead"), race.ahead, 0),
        cny_figure(say("m06.furthest"), race.furthest + 0.0),
        cny_figure(say("m06.better_cash"), race.better_cash, better=-1),
        cny_figure(say("m06.plain_cash"), race.plain_cash, better=0),
    )
    return Shown(data, sentence, figures, lambda: _race_table(race))


@view(
    inputs=("star_gain", "star_cost", *ADS, *BUYERS, "delta_w"),
    chart=Rows,
    title=Text(zh="多四分之一颗星，怎么变成钱？", en="How does a quarter of a star become money?"),
    presets=TRY,
    base="charger",
    draft=DRAFT,
    paths=PATHS,
)
def quality_chain(scenario: Scenario, paths: int) -> Shown:
    """Stars, word of mouth, ads, rank and the lead in profit, week by week."""
    race = _race(scenario, paths)
    sentence = _chain_in_words(race)
    data = RowsData(
        x=np.arange(1, len(race.lead)),
        rows=(
            *(_cause(race, name) for name in CHAIN),
            Row(
                say("m06.lead_row"),
                (_band("", race.lead[1:]),),
                partial(look.money_axis, currency="CNY"),
            ),
        ),
        x_label=say("m06.weeks"),
        finding=sentence,
        write_x=look.number_axis,
        marks=_turning_point(race),
    )
    figures = (
        _settled_figure(say("m06.settled_better"), race.settled[0]),
        _settled_figure(say("m06.settled_plain"), race.settled[1], better=0),
        KeyFigure.number(say("m06.best_rank"), race.rank, better=-1),
        KeyFigure.percent(say("m06.top_ten"), race.top_ten, 0),
        KeyFigure.percent(say("m06.ahead"), race.ahead, 0),
    )
    return Shown(data, sentence, figures, lambda: _chain_table(race))


@view(
    inputs=(*QUALITY, *ADS, *BUYERS, "weeks"),
    chart=Stacks,
    title=Text(zh="四分之一颗星，还是一笔广告费？", en="A quarter of a star, or an ad budget?"),
    presets={
        **TRY,
        "one_year": (Text(zh="只看一年", en="One year only"), {"weeks": 52}),
        "dear": (Text(zh="每件多花 9 元", en="CN¥9 more a unit"), {"star_cost": 9.0}),
    },
    base="charger",
    draft=DRAFT,
    paths=PATHS,
)
def star_against_ads(scenario: Scenario, paths: int) -> Shown:
    """What stars, ads and both bring and cost, against neither."""
    table = _worth(scenario, paths)
    most = _most_a_piece(scenario, table)
    sentence = _worth_in_words(scenario, table, most)
    data = StacksData(
        parts=tuple(say(f"m06.part_{part}") for part in PARTS),
        rows=tuple(
            StackRow(
                say(f"m06.try_{name}"),
                tuple(_visible(table.loc[name, part]) for part in PARTS),
                _gain_in_words(table.loc[name]),
            )
            for name in TRIED
        ),
        x_label=say("m06.gain_axis", weeks=number(scenario.weeks)),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
    )
    gain = table["gain"]
    figures = (
        _most_figure(most),
        cny_figure(say("m06.gain_stars"), gain["stars"]),
        cny_figure(say("m06.gain_ads"), gain["ads"]),
        cny_figure(say("m06.together"), gain["both"] - gain["stars"] - gain["ads"]),
        KeyFigure.percent(say("m06.beats_ads"), table.loc["stars", "beats_ads"], 0),
    )
    return Shown(data, sentence, figures, lambda: _worth_table(table))


# The race of the two versions.


class Race(NamedTuple):
    """Both versions on the same luck. Profit so far in CNY, shape (weeks + 1, paths); causes by
    name, each of the better and of the plain one, shape (weeks, paths); `ahead` from the week
    `since`, None if never to the end."""

    better: NDArray
    plain: NDArray
    lead: NDArray
    causes: dict[str, tuple[NDArray, NDArray]]
    since: int | None
    ahead: float
    furthest: float
    better_cash: float
    plain_cash: float
    rank: float
    top_ten: float
    settled: tuple[float, float]


@lru_cache(maxsize=32)
def _race(scenario: Scenario, paths: int) -> Race:
    both = quality.versions(scenario)
    rivals = {name: both[name] for name in ("stars", "ads")}
    found = simulate(rivals, paths=paths, keep=(*ledger.KEPT, *CHAIN, "velocity"))
    profit = {name: ledger.book_value(found, name) - scenario.capital for name in rivals}
    lead = profit["stars"] - profit["ads"]
    ranks = quality.sales_rank(scenario, found.trajectory("velocity", "stars"))
    return Race(
        better=profit["stars"],
        plain=profit["ads"],
        lead=lead,
        causes={
            name: (found.trajectory(name, "stars"), found.trajectory(name, "ads")) for name in CHAIN
        },
        since=quality.ahead_from(lead),
        ahead=float(np.mean(lead[-1] > 0)),
        furthest=float(np.median(lead, axis=1).min()),
        better_cash=_cash_needed(found, "stars"),
        plain_cash=_cash_needed(found, "ads"),
        rank=float(np.median(ranks.min(axis=0))),
        top_ten=float((ranks.min(axis=0) <= 10).mean()),
        settled=(quality.settled_sales(both["stars"]), quality.settled_sales(both["neither"])),
    )


def _cash_needed(found: Simulation, name: str) -> float:
    """Capital that goes out before money comes back, enough for 95 of 100 runs, CNY."""
    lowest = np.quantile(found.outcome("lowest_cash", name), 0.05)
    return float(found.scenarios[name].capital - lowest)


def _band(name: str, values: NDArray) -> Band:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=1)
    return Band(name, middle, low, high)


def _turning_point(race: Race) -> tuple[Mark, ...]:
    if race.since is None:
        return ()
    return (Mark(race.since, say("m06.since", week=number(race.since))),)


def _race_words(race: Race) -> dict[str, str]:
    return {
        "weeks": number(len(race.lead) - 1),
        "ahead": number(OUT_OF * race.ahead),
        "behind": cny(-race.furthest),
        "gap": cny(abs(np.median(race.lead[-1]))),
        "week": "" if race.since is None else number(race.since),
    }


def _told(race: Race) -> str:
    words = _race_words(race)
    if _level(race):
        return say("m06.level", **words)
    if race.since is None:
        once = round(OUT_OF * race.ahead) > 0
        return say("m06.never_ahead" if once else "m06.never_ahead_once", **words)
    if race.furthest > -NOTHING:
        return say("m06.never_behind", **words)
    return say("m06.behind_then_ahead", **words)


def _level(race: Race) -> bool:
    """Whether there was never anything between the two that is worth telling."""
    return bool(np.abs(np.median(race.lead, axis=1)).max() < NOTHING)


def _race_table(race: Race) -> pd.DataFrame:
    weeks = [*range(0, len(race.lead) - 1, HALF_YEAR), len(race.lead) - 1]
    columns = {
        "m06.better": np.median(race.better, axis=1),
        "m06.plain": np.median(race.plain, axis=1),
        "m06.lead_column": np.median(race.lead, axis=1),
    }
    return pd.DataFrame(
        {
            say("m06.column_week"): weeks,
            **{say(name): [cny(value[w]) for w in weeks] for name, value in columns.items()},
            say("m06.column_ahead"): [percent(float(np.mean(race.lead[w] > 0)), 0) for w in weeks],
        }
    )


# The chain of causes.


def _cause(race: Race, name: str) -> Row:
    better, plain = race.causes[name]
    bands = (_band(say("m06.better_short"), better), _band(say("m06.plain_short"), plain))
    limits = None
    if name == "stars":
        low = min(float(band.low.min()) for band in bands)
        limits = min(np.floor(2 * low) / 2, MOST - 0.5), MOST
    return Row(say(f"m06.{name}_row"), bands, look.number_axis, limits=limits)


def _settled_figure(label: str, sales: float, better: int = 1) -> KeyFigure:
    """Weekly sales at which the flywheel settles, if it does before rank 1."""
    if not np.isfinite(sales):
        return KeyFigure(label, sales, say("m06.takes_off"), better)
    return KeyFigure.number(label, sales, say("m06.a_week"), better=better)


def _last(race: Race, name: str) -> tuple[float, float]:
    """Medians of the last half year: of the better and of the plain one."""
    better, plain = (float(np.median(values[-HALF_YEAR:])) for values in race.causes[name])
    return better, plain


def _chain_in_words(race: Race) -> str:
    stars, told, rank = (_last(race, n) for n in ("stars", "from_word_of_mouth", "from_rank"))
    words = {
        "better_stars": number(stars[0], 2),
        "plain_stars": number(stars[1], 2),
        "better_told": number(told[0]),
        "plain_told": number(told[1]),
        "better_rank": number(rank[0]),
        "plain_rank": number(rank[1]),
        "week": "" if race.since is None else number(race.since),
    }
    if _level(race):
        return say("m06.chain_level", **words)
    return say("m06.chain_never" if race.since is None else "m06.chain_ahead", **words)


def _chain_table(race: Race) -> pd.DataFrame:
    digits = {"stars": 2}
    rows = {name: _last(race, name) for name in CHAIN}
    return pd.DataFrame(
        {
            say("m06.column_cause"): [say(f"m06.{name}_row") for name in rows],
            say("m06.better_short"): [number(b, digits.get(n, 0)) for n, (b, _) in rows.items()],
            say("m06.plain_short"): [number(p, digits.get(n, 0)) for n, (_, p) in rows.items()],
        }
    )


# What stars and ads are worth.


@lru_cache(maxsize=64)
def _worth(scenario: Scenario, paths: int) -> pd.DataFrame:
    return quality.worth(scenario, paths=paths)


def _most_a_piece(scenario: Scenario, table: pd.DataFrame) -> float:
    """What the stars may cost a piece before ads gain as much, CNY. Negative: not even for free."""
    spare = table.loc["stars", "gain"] - table.loc["ads", "gain"]
    pieces = max(table.loc["stars", "units"], 1.0)
    duty = quality.extra_a_piece(scenario.but(star_cost=1.0))
    return float(scenario.star_cost + spare / pieces / duty)


def _most_figure(most: float) -> KeyFigure:
    label = say("m06.most_a_piece")
    if most < 0:
        return KeyFigure(label, most, say("m06.nothing"))
    return KeyFigure.money(label, most, "CNY", 1)


def _worth_in_words(scenario: Scenario, table: pd.DataFrame, most: float) -> str:
    words = {
        "stars": number(scenario.star_gain, 2),
        "star_gain": _net(table.loc["stars", "gain"]),
        "ad_gain": _net(table.loc["ads", "gain"]),
        "most": number(most, 1),
        "beats": number(OUT_OF * table.loc["stars", "beats_ads"]),
    }
    gain = table.loc[["stars", "ads"], "gain"]
    if gain.abs().max() < NOTHING:
        return say("m06.neither_matters", **words)
    if gain.max() < 0:
        return say("m06.both_lose", **words)
    if gain["stars"] > gain["ads"]:
        return say("m06.stars_win", **words)
    return say("m06.ads_win" if most >= 0 else "m06.ads_win_even_free", **words)


def _visible(amount: float) -> float:
    """Without what is less than a bar can show: an axis must not stretch to a few fen."""
    return round(float(amount), -2)


def _net(gain: float) -> str:
    """What is gained or lost, without a sign."""
    return say("m06.net_loss" if gain < 0 else "m06.net_gain", amount=cny(abs(gain)))


def _gain_in_words(row: pd.Series) -> str:
    key = "m06.loss" if row["gain"] < 0 else "m06.gain"
    return say(key, gain=cny(abs(row["gain"])), low=cny(row["low"]), high=cny(row["high"]))


def _worth_table(table: pd.DataFrame) -> pd.DataFrame:
    shown = {f"m06.part_{part}": table[part] for part in PARTS} | {"m06.gain_column": table["gain"]}
    return pd.DataFrame(
        {
            say("m06.column_tried"): [say(f"m06.try_{name}") for name in TRIED],
            **{say(name): [cny(v) for v in values] for name, values in shown.items()},
            say("m06.column_pays"): [percent(share, 0) for share in table["pays"]],
        }
    )

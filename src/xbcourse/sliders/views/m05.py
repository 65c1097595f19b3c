"""Module 05: where the sales of six modes go, and where their buyers come from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.cost_structure import BOOKED, PARTS, cost_structure
from ...analysis.modes import MODES, alike
from ...analysis.traffic import SOURCES, concentration
from ...assumptions.formats import number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.layers import Layer, Layers, LayersData, Panel
from ...charts.stacks import StackRow, Stacks, StacksData
from ...model.simulation import simulate
from ..view import KeyFigure, Shown, view

#: Which luck all views of the module share.
SEED = 0
#: Weeks at the end that show where traffic has settled.
SETTLED = 13
#: Every so many weeks a layer has a corner.
STRIDE = 2


def mode_name(name: str) -> str:
    """A preset in few words, for a row of a chart."""
    return say(f"m05.{name}")


# ---------------------------------------------------------------------------------------- cost


@view(
    inputs=(
        "cogs",
        "duty",
        "freight",
        "ds_ship",
        "ret",
        "tacos",
        "launch_b",
        "ad_c0",
        "search",
        "fixed",
    ),
    chart=Stacks,
    title=Text(zh="每卖 100 元，钱花在哪里？", en="Of every 100 CNY in sales, what goes where?"),
    presets={
        "no_ads": (
            Text(zh="一分钱广告都不投", en="No ads at all"),
            {"tacos": 0.0, "launch_b": 0.0},
        ),
        "air": (Text(zh="头程改走空运", en="First mile by air"), {"freight": 11.0}),
        "cheap_parcel": (Text(zh="直发小包跌到 15 元", en="Parcels at 15 CNY"), {"ds_ship": 15.0}),
        "duty": (Text(zh="关税 60%", en="Duty of 60%"), {"duty": 0.6}),
        "quiet": (Text(zh="冷门类目，流量只有三成", en="A quiet category"), {"search": 1000.0}),
    },
    draft=128,
    paths=512,
)
def mode_costs(scenario: Scenario, paths: int) -> Shown:
    """Costs of all modes as shares of their sales, over the whole horizon."""
    shares = _cost_shares(scenario, paths)
    sentence = _costs_in_words(shares)
    data = StacksData(
        parts=tuple(say(f"analysis.part_{part}") for part in PARTS[:-1]),
        rows=tuple(
            StackRow(
                mode_name(name),
                tuple(parts[part] for part in PARTS[:-1]),
                say("m05.left", amount=percent(parts["profit"]))
                if any(parts.values())
                else say("m05.sold_nothing"),
            )
            for name, parts in shares.items()
        ),
        x_label=say("m05.share_of_sales"),
        finding=sentence,
        write_x=look.percent_axis,
    )
    batch, direct = "self_batch", "platform_direct"
    figures = (
        _of_sales("m05.left_of", batch, shares, "profit"),
        _of_sales("m05.left_of", direct, shares, "profit"),
        _of_sales("m05.fees_and_ads", direct, shares, "selling_fees", "promotion", better=-1),
    )
    return Shown(data, sentence, figures, lambda: _cost_table(shares))


@lru_cache(maxsize=128)
def _cost_shares(scenario: Scenario, paths: int) -> Mapping[str, Mapping[str, float]]:
    """Mode → part → share of the sales; zero where nothing was sold."""
    table = cost_structure(simulate(alike(scenario), paths=paths, seed=SEED, keep=BOOKED))
    wide = table.pivot(index="part", columns="scenario", values="share").fillna(0.0)
    return wide.loc[list(PARTS), list(MODES)].to_dict()


def _of_sales(
    words: str, mode: str, shares: Mapping[str, Mapping[str, float]], *parts: str, better: int = 1
) -> KeyFigure:
    """Some parts of what a mode sells, in percent; nothing to say where it sells nothing."""
    label = say(words, mode=mode_name(mode))
    if not any(shares[mode].values()):
        return KeyFigure(label, math.nan, say("m05.sold_nothing"), better=better)
    return KeyFigure.percent(label, sum(shares[mode][part] for part in parts), better=better)


def _costs_in_words(shares: Mapping[str, Mapping[str, float]]) -> str:
    """Who keeps most and least, among those who sold anything."""
    left = {name: parts["profit"] for name, parts in shares.items() if any(parts.values())}
    if not left:
        return say("m05.costs_nothing_sold")
    best, worst = max(left, key=left.get), min(left, key=left.get)
    return say(
        "m05.costs_finding" if "self_batch" in left else "m05.costs_finding_no_batch",
        best=mode_name(best),
        most=_of_hundred(left[best]),
        worst=mode_name(worst),
        least=_of_hundred(left[worst]),
        stocked=_of_hundred(shares["self_batch"]["freight_storage"]),
    )


def _of_hundred(share: float) -> str:
    return number(100 * share, 1)


def _cost_table(shares: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    columns = {
        mode_name(mode): [percent(parts[part]) if any(parts.values()) else "–" for part in PARTS]
        for mode, parts in shares.items()
    }
    lines = [say(f"analysis.part_{part}") for part in PARTS]
    return pd.DataFrame({say("m05.column_of_sales"): lines} | columns)


# ------------------------------------------------------------------------------------- traffic


@view(
    inputs=(
        "launch_b",
        "tacos",
        "ad_c0",
        "search",
        "gamma",
        "content",
        "cvr_d",
        "wom",
        "bgnbd_r",
    ),
    chart=Layers,
    title=Text(zh="订单从哪儿来？", en="Where do the orders come from?"),
    presets={
        "no_ads": (
            Text(zh="一分钱广告都不投", en="No ads at all"),
            {"tacos": 0.0, "launch_b": 0.0},
        ),
        "content": (
            Text(zh="每周花 5,000 元做内容", en="5,000 CNY a week of content"),
            {"content": 5000.0},
        ),
        "own_site": (
            Text(
                zh="独立站做成了：内容 3,000，转化 3%",
                en="A strong own site: content 3,000, conversion 3%",
            ),
            {"content": 3000.0, "cvr_d": 0.03},
        ),
        "loyal": (Text(zh="客人爱回头", en="Customers who return"), {"bgnbd_r": 0.5}),
        "steep": (Text(zh="流量只给头几名", en="Only the first ranks are seen"), {"gamma": 1.0}),
    },
    draft=128,
    paths=512,
)
def mode_traffic(scenario: Scenario, paths: int) -> Shown:
    """Shares of the orders by source, week by week, and how concentrated they are."""
    orders = _orders(scenario, paths)
    index = {name: concentration(found.sum(axis=0)) for name, found in orders.items()}
    sold = {name: value for name, value in index.items() if np.isfinite(value)}
    most, least = max(sold, key=sold.get), min(sold, key=sold.get)
    totals = orders[most].sum(axis=0)
    largest = int(totals.argmax())
    own = _late_share(orders["hybrid_staged"], ("from_content", "from_list"))
    sentence = say(
        "m05.traffic_finding",
        most=mode_name(most),
        highest=number(sold[most], 2),
        source=say(f"analysis.{SOURCES[largest]}"),
        share=percent(totals[largest] / totals.sum(), 0),
        least=mode_name(least),
        lowest=number(sold[least], 2),
    )
    weeks = np.arange(next(iter(orders.values())).shape[0])[::STRIDE]
    data = LayersData(
        x=weeks,
        panels=tuple(_panel(name, found) for name, found in orders.items()),
        x_label=say("m05.week_axis"),
        y_label=say("m05.share_of_orders"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=look.percent_axis,
        limits=(0.0, 1.0),
    )
    figures = (
        KeyFigure.number(
            say("m05.hhi_of", mode=mode_name("platform_direct")),
            index["platform_direct"],
            digits=2,
            better=-1,
        ),
        KeyFigure.number(
            say("m05.hhi_of", mode=mode_name("hybrid_staged")),
            index["hybrid_staged"],
            digits=2,
            better=-1,
        ),
        KeyFigure.percent(say("m05.own_traffic"), own),
    )
    return Shown(data, sentence, figures, lambda: _traffic_table(orders, index))


@lru_cache(maxsize=128)
def _orders(scenario: Scenario, paths: int) -> Mapping[str, NDArray]:
    """Mode → expected orders by week and source, units a week, mean over paths."""
    found = simulate(alike(scenario), paths=paths, seed=SEED, keep=SOURCES)
    return {
        name: np.stack(
            [found.trajectory(source, name).mean(axis=1, dtype=float) for source in SOURCES],
            axis=1,
        )
        for name in MODES
    }


def _panel(name: str, orders: NDArray) -> Panel:
    shares = _shares(orders)[::STRIDE]
    layers = (Layer(say(f"analysis.{source}"), shares[:, k]) for k, source in enumerate(SOURCES))
    return Panel(mode_name(name), tuple(layers))


def _shares(orders: NDArray) -> NDArray:
    """Of every week's orders; zero in a week without any."""
    total = orders.sum(axis=1, keepdims=True)
    return np.divide(orders, total, out=np.zeros_like(orders), where=total > 0)


def _late_share(orders: NDArray, sources: tuple[str, ...]) -> float:
    """Share of some sources in the last quarter of a year."""
    late = orders[-SETTLED:].sum(axis=0)
    total = late.sum()
    return sum(late[SOURCES.index(source)] for source in sources) / total if total else 0.0


def _traffic_table(orders: Mapping[str, NDArray], index: Mapping[str, float]) -> pd.DataFrame:
    rows = []
    for name, found in orders.items():
        shares = _shares(found[-SETTLED:].sum(axis=0, keepdims=True))[0]
        hhi = number(index[name], 2) if np.isfinite(index[name]) else say("m05.no_sales")
        rows.append([mode_name(name), *(percent(share, 0) for share in shares), hhi])
    columns = [say("m05.column_mode"), *(say(f"analysis.{s}") for s in SOURCES), "HHI"]
    return pd.DataFrame(rows, columns=columns)

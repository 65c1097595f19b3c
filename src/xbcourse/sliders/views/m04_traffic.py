"""Module 04: where the orders of a shop come from, week by week."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.traffic import SOURCES, traffic_shares
from ...assumptions.formats import number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.layers import Layer, Layers, LayersData, Panel
from ...model.simulation import simulate
from ...model.theory.decay import half_life
from ..view import KeyFigure, Shown, view
from .m04 import CDNOW, LIKE_CDNOW, SEED, TABLE_WEEKS

#: Orders in the last week below which there are no sources to speak of.
LEAST_ORDERS = 1.0


@view(
    inputs=(
        "content",
        "bgnbd_r",
        "bgnbd_alpha",
        "search",
        "launch_b",
        "launch_d_b",
        "wom",
        "weeks",
    ),
    chart=Layers,
    title=Text(zh="订单从哪里来？", en="Where do the orders come from?"),
    presets={
        "cdnow": (LIKE_CDNOW, CDNOW | {"weeks": 208}),
        "content": (Text(zh="内容加到三千", en="3,000 a week on content"), {"content": 3000.0}),
        "no_content": (Text(zh="不做内容", en="No content"), {"content": 0.0}),
        "quiet": (
            Text(zh="平台流量只有四成", en="40% of the search traffic"),
            {"search": 1400.0},
        ),
    },
    base="hybrid_staged",
    draft=80,
    paths=400,
)
def traffic_sources(scenario: Scenario, paths: int) -> Shown:
    """Expected orders by source over the weeks, of a shop with a marketplace and a site."""
    run = simulate(scenario, paths=paths, seed=SEED, keep=SOURCES)
    table = traffic_shares(run).pivot(index="week", columns="source", values="orders")[
        list(SOURCES)
    ]
    orders = table.to_numpy()
    weeks = np.arange(1, run.weeks + 1)
    shares = dict(zip(SOURCES, orders[-1] / max(orders[-1].sum(), 1e-9), strict=True))
    names = [say(f"analysis.{source}") for source in SOURCES]
    sentence = say(
        "m04.no_orders" if orders[-1].sum() < LEAST_ORDERS else "m04.traffic_found",
        week=run.weeks,
        orders=number(orders[-1].sum()),
        **{source.removeprefix("from_"): percent(v, 0) for source, v in shares.items()},
    )
    layers = tuple(Layer(name, y) for name, y in zip(names, orders.T, strict=True))
    data = LayersData(
        x=weeks,
        panels=(Panel(say("m04.this_shop"), layers),),
        x_label=say("m04.week_axis"),
        y_label=say("m04.orders_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=look.number_axis,
    )
    half = float(half_life(1 - scenario.delta_c))
    figures = (
        KeyFigure.number(say("m04.orders"), orders[-1].sum(), say("m04.units_a_week")),
        KeyFigure.percent(say("m04.rank_share"), shares["from_rank"], better=0),
        KeyFigure.percent(say("m04.content_share"), shares["from_content"], better=0),
        KeyFigure.percent(say("m04.list_share"), shares["from_list"], better=0),
        KeyFigure.number(say("m04.content_half"), half, say("m04.weeks"), better=0),
    )
    return Shown(data, sentence, figures, lambda: _traffic_table(orders, names))


def _traffic_table(orders: NDArray, names: list[str]) -> pd.DataFrame:
    """Orders by source in some of the weeks."""
    shown = [week for week in TABLE_WEEKS if week <= len(orders)]
    columns = {
        say("m04.column_week", week=week): [number(v, 1) for v in orders[week - 1]]
        for week in shown
    }
    return pd.DataFrame({say("m04.column_source"): names} | columns)

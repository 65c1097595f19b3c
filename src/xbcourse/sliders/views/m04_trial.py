"""Module 04: what testing a product before stocking it is worth."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.intervals import paired_interval
from ...assumptions.formats import money_short, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.paths import Level
from ...charts.ranges import Range, Ranges, RangesData
from ...model.simulation import Simulation, simulate
from ..view import KeyFigure, Shown, view
from .m04 import SEED, with_inputs, yuan

in_short = partial(money_short, currency="CNY")

#: What the sliders of `try_then_stock` change in every way of doing business.
TEST_INPUTS = (
    "theta_sigma",
    "t_test",
    "moq",
    "ret",
    "ds_days",
    "ds_ship",
    "search",
    "launch_b",
    "price_usd",
    "weeks",
)


@view(
    inputs=TEST_INPUTS,
    chart=Ranges,
    title=Text(zh="先测款再备货，值不值？", en="Is it worth testing before stocking?"),
    presets={
        "known": (Text(zh="心里有数的老品", en="A product you know"), {"theta_sigma": 0.2}),
        "lottery": (Text(zh="全凭运气的新品", en="A lottery ticket"), {"theta_sigma": 1.2}),
        "short": (Text(zh="只测 8 周", en="Test for 8 weeks"), {"t_test": 8}),
        "long": (Text(zh="测上半年", en="Test for half a year"), {"t_test": 26}),
        "returned": (Text(zh="退货率 15%", en="A return rate of 15%"), {"ret": 0.15}),
        "slow": (Text(zh="直发要等 25 天", en="Parcels take 25 days"), {"ds_days": 25.0}),
        "factory": (Text(zh="起订量 1,500 件", en="A minimum order of 1,500"), {"moq": 1500}),
    },
    base="hybrid_staged",
    draft=150,
    paths=1000,
)
def try_then_stock(scenario: Scenario, paths: int) -> Shown:
    """What dropshipping for good, testing first, and stocking at once come to."""
    run = simulate(
        {
            "drop": with_inputs("hybrid_drop", scenario, TEST_INPUTS),
            "staged": scenario,
            "batch": scenario.but(supply="batch"),
            "self": with_inputs("self_batch", scenario, TEST_INPUTS),
        },
        paths=paths,
        seed=SEED,
    )
    gain = {name: run.outcome("wealth", name) - s.capital for name, s in run.scenarios.items()}
    loss = {name: float(np.mean(values < 0)) for name, values in gain.items()}
    worth = paired_interval(gain["staged"], gain["batch"])
    words = {name: percent(share, 0) for name, share in loss.items()}
    if worth.has_zero:
        sentence = say("m04.test_tie", **words)
    else:
        key = "m04.test_pays" if worth.mean > 0 else "m04.test_costs"
        sentence = say(key, value=in_short(abs(worth.mean)), **words)
    rows = tuple(_row(run, name, values) for name, values in gain.items())
    data = RangesData(
        rows=rows,
        x_label=say("m04.gain_axis", weeks=run.weeks),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        threshold=Level(0.0, say("m04.nothing_gained")),
    )
    name = {key: say(f"m04.row_{key}") for key in gain}
    figures = (
        KeyFigure.money(say("m04.test_value"), worth.mean, "CNY", 0),
        *(
            KeyFigure.percent(say("m04.loss_of", row=name[key]), loss[key], 0, better=-1)
            for key in ("drop", "staged", "batch")
        ),
        *(
            KeyFigure.money(say("m04.median_of", row=name[key]), np.median(gain[key]), "CNY", 0)
            for key in ("drop", "staged")
        ),
    )
    return Shown(data, sentence, figures, lambda: _gain_table(run, gain, loss))


def _row(run: Simulation, name: str, gain: NDArray) -> Range:
    low, middle, high = np.quantile(gain, (0.05, 0.5, 0.95))
    words = say(
        "m04.row_words",
        loss=percent(float(np.mean(gain < 0)), 0),
        ruin=percent(float(run.ruined(name).mean()), 0),
    )
    return Range(say(f"m04.row_{name}"), float(low), float(middle), float(high), words)


def _gain_table(run: Simulation, gain: dict[str, NDArray], loss: dict[str, float]) -> pd.DataFrame:
    values = list(gain.values())
    return pd.DataFrame(
        {
            say("m04.column_way"): [say(f"m04.row_{name}") for name in gain],
            say("m04.column_median"): [yuan(np.median(v)) for v in values],
            say("m04.column_mean"): [yuan(v.mean(dtype=float)) for v in values],
            say("m04.column_low"): [yuan(np.quantile(v, 0.05)) for v in values],
            say("m04.column_high"): [yuan(np.quantile(v, 0.95)) for v in values],
            say("m04.column_loss"): [percent(share, 0) for share in loss.values()],
            say("m04.column_ruin"): [percent(float(run.ruined(n).mean()), 0) for n in gain],
        }
    )

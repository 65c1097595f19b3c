"""Module 03, the ad test: what each rule for stopping pays, and how often it is wrong."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...analysis.ad_campaigns import ends, gains, stop_clicks
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.ranges import Level, Range, Ranges, RangesData
from ..view import KeyFigure, Shown, view
from .m03 import ONE_TEST, PRESETS, affordable, breakeven_of, sales_of

yuan = partial(money, currency="CNY", digits=0)

#: From no rule to the most careful one. Bayes' rule is left out: it stops when the test looked at
#: after every click does, to a click or two.
SHOWN = ("never", "one_look", "every_click", "wald")


@view(
    inputs=ONE_TEST,
    chart=Ranges,
    title=Text(zh="哪一种停法最省，又最少错杀？", en="Which rule is cheapest and errs least?"),
    presets=PRESETS,
    base="ad_story",
)
def stop_rules(scenario: Scenario) -> Shown:
    """What a campaign ends with under each rule for stopping, and how often it is stopped."""
    s = scenario
    breakeven, clicks = breakeven_of(s), affordable(s)
    sold = sales_of(s.cvr_m, clicks)
    rows, table = [], []
    for rule in SHOWN:
        ended = _ended(rule, breakeven, clicks, s.stop_risk, sold)
        bought = np.minimum(ended, clicks)
        left = gains(sold, bought, s.cvr_m, s.order_margin, s.click_price)
        stopped = float((ended <= clicks).mean())
        rows.append(_range(say(f"m03.rule_{rule}"), left, stopped, rule))
        table.append((rule, stopped, bought.mean(), left))
    sentence = _rules_in_words(s, breakeven, table)
    data = RangesData(
        tuple(rows),
        x_label=say("m03.left_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="CNY"),
        threshold=Level(0.0, say("m03.nothing_gained")),
    )
    spent, saved = table[0], table[-1]
    figures = (
        KeyFigure.percent(say("m03.breakeven"), breakeven, better=-1),
        KeyFigure.money(say("m03.left_all_spent"), spent[3].mean(), "CNY", 0),
        KeyFigure.money(say("m03.left_wald"), saved[3].mean(), "CNY", 0),
        KeyFigure.percent(say("m03.stopped_wald"), saved[1], better=0),
    )
    return Shown(data, sentence, figures, lambda: _rules_table(table))


def _ended(rule: str, breakeven: float, clicks: int, level: float, sold: NDArray) -> NDArray:
    """The click after which each campaign is stopped; beyond the budget where it never is."""
    if rule == "never":
        return np.full(len(sold), clicks + 1)
    return ends(sold, stop_clicks(rule, breakeven, clicks, level=level), clicks)


def _range(name: str, left: NDArray, stopped: float, rule: str) -> Range:
    low, middle, high = np.quantile(left, (0.05, 0.5, 0.95))
    words = say("m03.all_spent") if rule == "never" else say("m03.stops", share=percent(stopped, 0))
    return Range(name, float(low), float(middle), float(high), words)


def _rules_in_words(s: Scenario, breakeven: float, table: list) -> str:
    by_rule = {rule: (stopped, left.mean()) for rule, stopped, _, left in table}
    words = {
        "conversion": percent(s.cvr_m, 1),
        "breakeven": percent(breakeven, 1),
        "all": yuan(abs(by_rule["never"][1])),
        "often": yuan(abs(by_rule["every_click"][1])),
        "wald": yuan(abs(by_rule["wald"][1])),
        "often_stops": percent(by_rule["every_click"][0], 0),
        "wald_stops": percent(by_rule["wald"][0], 0),
    }
    good = s.cvr_m >= breakeven
    return say("m03.rules_good" if good else "m03.rules_bad", **words)


def _rules_table(table: list) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("m03.column_rule"): [say(f"m03.rule_{rule}") for rule, *_ in table],
            say("m03.column_stopped"): [percent(stopped, 0) for _, stopped, _, _ in table],
            say("m03.column_clicks"): [number(clicks) for *_, clicks, _ in table],
            say("m03.column_left"): [yuan(_rounded(left.mean())) for *_, left in table],
        }
    )


def _rounded(amount: float) -> float:
    """Whole yuan, without a minus before a zero."""
    return round(amount) + 0.0

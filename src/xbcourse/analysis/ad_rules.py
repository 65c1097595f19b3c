"""How often rules for stopping an ad campaign are wrong, measured on simulated clicks.

The rules are those of `theory.ad_test`: one look after enough clicks without a sale; the same fixed
test looked at after every click; Bayes' rule looked at after every click; Wald's sequential test.
The two in the middle are made for one look, and looking often makes them stop good products more
often than their level says.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..assumptions.errors import ParameterError
from ..model.simulation.noise import whole
from ..model.theory.ad_test import chance_of_paying, clicks_to_reject, sequential_test, stop_line

RULES = ("one_look", "every_click", "bayes", "wald")
#: Campaigns that are simulated together.
TOGETHER = 1000


def stop_lines(
    breakeven: float,
    clicks: int,
    *,
    level: float = 0.05,
    hopeless: float | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
) -> dict[str, NDArray]:
    """Sales at or below which each rule stops, after 0, 1, … `clicks` clicks; −1: not yet.

    Parameters
    ----------
    breakeven : float
        Conversion below which every click loses money, between 0 and 1.
    clicks : int
        Most clicks that are bought.
    level : float
        Chance that one is ready to take of stopping a product that breaks even.
    hopeless : float, optional
        Conversion that Wald's test tells from the break-even. Default: half of it.
    prior : (float, float)
        Of Bayes' rule: clicks that sold and that did not, believed beforehand.

    >>> lines = stop_lines(0.5, clicks=8)
    >>> lines["one_look"].astype(int).tolist()  # ½⁵ < 0.05: five clicks without a sale
    [-1, -1, -1, -1, -1, 0, -1, -1, -1]
    """
    clicks = whole("clicks", clicks)
    hopeless = breakeven / 2 if hopeless is None else hopeless
    one_look, every_click = np.full((2, clicks + 1), -1.0)
    enough = clicks_to_reject(breakeven, np.arange(clicks), level).astype(int)
    if enough[0] <= clicks:
        one_look[enough[0]] = 0
    for sales, least in enumerate(enough):
        every_click[least:] = sales
    wald = sequential_test(breakeven, hopeless, false_stop=level)
    line = np.floor(wald.slope * np.arange(clicks + 1) - wald.stop_below)
    return {
        "one_look": one_look,
        "every_click": every_click,
        "bayes": stop_line(breakeven, clicks, level, *prior),
        "wald": np.maximum(line, -1.0),
    }


def rule_errors(
    breakeven: float,
    conversions: Sequence[float],
    *,
    clicks: int,
    click_price: float = 1.0,
    level: float = 0.05,
    hopeless: float | None = None,
    prior: tuple[float, float] = (1.0, 1.0),
    campaigns: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    """What each rule does with good and bad products, on the same simulated clicks.

    Parameters
    ----------
    breakeven, clicks, level, hopeless, prior
        As for `stop_lines`.
    conversions : sequence of float
        True conversions to try, from 0 to 1.
    click_price : float
        CNY a click.
    campaigns : int
        Simulated for each conversion.
    seed : int
        Which luck; the same for all conversions.

    Returns
    -------
    pandas.DataFrame
        A row for each rule and conversion: share of campaigns `stopped`, its standard `error`,
        whether stopping there is `wrong` (the product breaks even or better), mean `clicks` bought
        and CNY `spent`.

    Raises
    ------
    ParameterError
        No campaign, a conversion that is none, and what `stop_lines` refuses.

    >>> table = rule_errors(0.5, [0.0], clicks=8, campaigns=10)
    >>> table.set_index("rule").loc["one_look", ["stopped", "clicks"]].tolist()
    [1.0, 5.0]
    """
    lines = stop_lines(breakeven, clicks, level=level, hopeless=hopeless, prior=prior)
    campaigns, seed = whole("campaigns", campaigns), whole("seed", seed, least=0)
    for conversion in conversions:
        if not 0 <= conversion <= 1:
            raise ParameterError("analysis.not_a_share", name="conversions", value=conversion)
    rows = []
    for conversion in conversions:
        bought = _clicks_bought(lines, conversion, clicks, campaigns, seed)
        for rule, (stopped, count) in bought.items():
            error = float(np.sqrt(stopped * (1 - stopped) / campaigns))
            wrong = conversion >= breakeven
            rows.append((rule, conversion, stopped, error, wrong, count, count * click_price))
    columns = ["rule", "conversion", "stopped", "error", "wrong", "clicks", "spent"]
    return pd.DataFrame(rows, columns=columns)


def ad_diary(
    sold: ArrayLike,
    breakeven: float,
    *,
    level: float = 0.05,
    prior: tuple[float, float] = (1.0, 1.0),
) -> pd.DataFrame:
    """What is known of a campaign after every click.

    Parameters
    ----------
    sold : array_like of bool, shape (clicks,)
        Whether each click became a sale, in their order.
    breakeven, level, prior
        As for `stop_lines`.

    Returns
    -------
    pandas.DataFrame
        A row for each click: `click` (from 1), `sales` so far, `chance` that the conversion is at
        or above the break-even, and whether the fixed test (`rejected`) and Bayes' rule
        (`hopeless`) would stop now.

    >>> diary = ad_diary([0, 0, 0, 0, 0], 0.5)
    >>> diary["chance"].tolist(), diary["rejected"].tolist()
    ([0.25, 0.125, 0.0625, 0.03125, 0.015625], [False, False, False, False, True])
    """
    sold = np.asarray(sold)
    if sold.ndim != 1 or sold.size == 0 or not np.isin(sold, (0, 1)).all():
        raise ParameterError("analysis.not_clicks")
    sales, clicks = np.cumsum(sold.astype(int)), np.arange(1, sold.size + 1)
    chance = chance_of_paying(breakeven, sales, clicks, *prior)
    rejected = clicks >= clicks_to_reject(breakeven, sales, level)
    return pd.DataFrame(
        {
            "click": clicks,
            "sales": sales,
            "chance": chance,
            "rejected": rejected,
            "hopeless": chance < level,
        }
    )


def _clicks_bought(
    lines: dict[str, NDArray], conversion: float, clicks: int, campaigns: int, seed: int
) -> dict[str, tuple[float, float]]:
    """Share of campaigns stopped, and mean clicks bought, by rule."""
    luck = np.random.default_rng(seed)
    stopped, bought = dict.fromkeys(lines, 0), dict.fromkeys(lines, 0)
    for first in range(0, campaigns, TOGETHER):
        count = min(TOGETHER, campaigns - first)
        sales = (luck.random((count, clicks), dtype=np.float32) < conversion).cumsum(axis=1)
        for rule, line in lines.items():
            over = sales <= line[1:]
            ended = over.any(axis=1)
            stopped[rule] += int(ended.sum())
            bought[rule] += int(np.where(ended, over.argmax(axis=1) + 1, clicks).sum())
    return {rule: (stopped[rule] / campaigns, bought[rule] / campaigns) for rule in lines}

"""The scorecard of a year, as a picture, a sentence and a small table."""

from __future__ import annotations

import math

import pandas as pd

from ...analysis.quarters.scoring import POLICIES, Dials, Score
from ...assumptions.formats import money_short, number, percent
from ...assumptions.language import say
from ...charts.dials import Dial, DialsData
from ..view import KeyFigure, Shown
from .seen import yuan

#: The scale of stars: the most there are, and what a product without any care starts from.
_STARS = (4.0, 5.0)


def score_shown(score: Score) -> Shown:
    """The five dials of everybody who is compared."""
    you, rule = score.dials["you"], score.dials["newsvendor"]
    paths = number(len(score.growth["you"]))
    words = {
        "code": score.market.code,
        "paths": paths,
        "mean": signed(you.growth),
        "rule": signed(rule.growth),
        "random": signed(score.dials["random"].growth),
        "best": signed(score.dials["best_found"].growth),
        "happened": signed(score.happened.growth),
        "luck": points(less(score.happened.growth, you.growth)),
        "ruin": percent(you.ruin, 0),
        "cash": yuan(you.lowest_cash),
        "stars": _stars(you.stars),
        "customers": number(you.customers),
    }
    data = DialsData(
        policies=tuple(say(f"quarters.{name}") for name in POLICIES),
        dials=_dials(score),
        finding=say("quarters.score_finding", **words),
        key=(
            say("quarters.key_dot", paths=paths),
            say("quarters.key_bar"),
            say("quarters.key_happened"),
        ),
    )
    figures = (KeyFigure.percent(say("quarters.dial_growth"), you.growth),)
    sentence = say("quarters.score_sentence", **words)
    return Shown(data, sentence, figures, lambda: _table(score))


def signed(share: float, digits: int = 1) -> str:
    """A share with its sign: +12.3%, −4.0%.

    >>> signed(0.123), signed(-0.04), signed(0.0)
    ('+12.3%', '−4.0%', '0.0%')
    """
    words = percent(abs(share), digits)
    if words == percent(0.0, digits):
        return words
    return ("+" if share > 0 else "−") + words


def points(share: float, digits: int = 1) -> str:
    """A difference of shares in percentage points, with its sign.

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     points(-0.021)
    '−2.1 points'
    """
    return say("charts.points", value=in_points(share, digits))


def less(one: float, other: float) -> float:
    """The difference of two shares as they are written: who subtracts what is read gets the same.

    >>> round(less(0.18864, 0.15846), 6)  # 18.9% less 15.8%; not 3.018
    0.031
    """
    return round(one, 3) - round(other, 3)


def in_points(share: float, digits: int = 1) -> str:
    """The same without the words, for a column that has them in its head."""
    value = number(abs(share) * 100, digits)
    if value == number(0.0, digits):
        return value
    return ("+" if share > 0 else "−") + value


def _short(amount: float) -> str:
    return money_short(round(amount, -3), "CNY", 1).replace("-", "−")


def _stars(value: float) -> str:
    return say("quarters.no_stars") if math.isnan(value) else number(value, 2)


def _dials(score: Score) -> tuple[Dial, ...]:
    those = [score.dials[name] for name in POLICIES]
    nothing = (math.nan,) * len(those)
    happened = score.happened
    stars = [happened.stars, *(one.stars for one in those)]

    def each(name: str) -> tuple[float, ...]:
        return tuple(getattr(one, name) for one in those)

    return (
        Dial(
            say("quarters.dial_growth"),
            each("growth"),
            tuple(signed(v, 0) for v in each("growth")),
            each("growth_low"),
            each("growth_high"),
            happened.growth,
        ),
        Dial(
            say("quarters.dial_ruin"),
            each("ruin"),
            tuple(percent(v, 0) for v in each("ruin")),
            nothing,
            nothing,
            happened.ruin,
            limits=(0.0, 1.0),
        ),
        Dial(
            say("quarters.dial_lowest_cash"),
            each("lowest_cash"),
            tuple(_short(v) for v in each("lowest_cash")),
            each("lowest_cash_bad"),
            each("lowest_cash"),
            happened.lowest_cash,
        ),
        Dial(
            say("quarters.dial_stars"),
            each("stars"),
            tuple(_stars(v) for v in each("stars")),
            nothing,
            nothing,
            happened.stars,
            limits=(min(_STARS[0], *filter(math.isfinite, stars)), _STARS[1]),
        ),
        Dial(
            say("quarters.dial_customers"),
            each("customers"),
            tuple(number(v) for v in each("customers")),
            nothing,
            nothing,
            happened.customers,
        ),
    )


def _table(score: Score) -> pd.DataFrame:
    rows = [(say(f"quarters.{name}"), score.dials[name]) for name in POLICIES]
    rows.insert(0, (say("quarters.happened_row"), score.happened))
    return pd.DataFrame([_row(name, dials) for name, dials in rows])


def _row(name: str, dials: Dials) -> dict[str, str]:
    return {
        say("quarters.column_policy"): name,
        say("quarters.dial_growth"): signed(dials.growth),
        say("quarters.dial_ruin"): percent(dials.ruin, 0),
        say("quarters.dial_lowest_cash"): yuan(dials.lowest_cash),
        say("quarters.dial_stars"): _stars(dials.stars),
        say("quarters.dial_customers"): number(dials.customers),
    }

"""The hidden market: drawn from a class code, the same on every computer.

Whoever enters the same code plays the same market on the same luck; nobody sees the market before
the year is over. Where it comes from is no secret (the spreads below), and neither is the code.
"""

from __future__ import annotations

import hashlib
import math
import random
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

from ...assumptions.errors import ParameterError
from ...assumptions.scenario import Scenario
from ..modes import assuming
from .levers import BASE

#: Letters and digits that nobody takes for each other on a blackboard.
ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
#: Letters of a code that is drawn, and the most that one may have.
DRAWN, MOST = 5, 24
#: How markets differ: log-s.d. of the product's appeal, of the category's
#: traffic and of the click price, s.d. of the price elasticity, and the product's stars without
#: care. Teaching assumptions.
APPEAL, TRAFFIC, CLICKS, ELASTICITY, STARS = 0.4, 0.25, 0.25, 0.5, (4.0, 4.4)
#: Raised when the same code would draw another market.
_VERSION = "xbcourse four quarters 1"


@dataclass(frozen=True)
class Market:
    """One market, by its code.

    Attributes
    ----------
    code : str
        In its plain form.
    appeal, traffic, clicks : float
        Against the usual, which is 1: how many of the visitors buy, how many search, what a click
        costs.
    elasticity : float
        A price 1% higher sells so many percent less, before rank follows.
    stars : float
        Mean star of new reviews without any care.
    seed : int
        Which luck. Path 0 is the one that happens.
    """

    code: str
    appeal: float
    traffic: float
    clicks: float
    elasticity: float
    stars: float
    seed: int

    @cached_property
    def scenario(self) -> Scenario:
        """The base of the exercise in this market."""
        base = Scenario(BASE)
        return assuming(
            base,
            cvr_m=min(round(base.cvr_m * self.appeal, 5), 1.0),
            cvr_d=min(round(base.cvr_d * self.appeal, 5), 1.0),
            search=round(base.search * self.traffic),
            ad_c0=round(base.ad_c0 * self.clicks, 3),
            eps_p=self.elasticity,
        )

    @property
    def facts(self) -> Mapping[str, float]:
        """What was hidden, by name."""
        return {
            "appeal": self.appeal,
            "traffic": self.traffic,
            "clicks": self.clicks,
            "elasticity": self.elasticity,
            "stars": self.stars,
        }


def market(code: str) -> Market:
    """The market of a code.

    Raises
    ------
    ParameterError
        What is no code.

    >>> market("Foshan 1") == market("foshan-1")
    True
    >>> market("FOSHAN1").appeal
    1.02
    """
    code = plain_code(code)
    luck = random.Random(_number(code, "market"))
    return Market(
        code=code,
        appeal=_lognormal(luck, APPEAL),
        traffic=_lognormal(luck, TRAFFIC),
        clicks=_lognormal(luck, CLICKS),
        elasticity=round(min(max(2.6 + ELASTICITY * _normal(luck), 1.4), 3.8), 1),
        stars=round(STARS[0] + (STARS[1] - STARS[0]) * luck.random(), 2),
        seed=_number(code, "luck") >> 193,  # 63 bits, which every generator takes
    )


def plain_code(code: object) -> str:
    """A code as it is compared: capitals, without blanks and dashes.

    >>> plain_code(" k7-mq2 "), plain_code("电商 2 班")
    ('K7MQ2', '电商2班')
    """
    if isinstance(code, int) and not isinstance(code, bool):
        code = str(code)
    if not isinstance(code, str):
        raise ParameterError("quarters.no_code", value=repr(code), most=MOST)
    letters = unicodedata.normalize("NFKC", code).upper()
    letters = "".join(c for c in letters if not c.isspace() and c not in "-_·.")
    if not 1 <= len(letters) <= MOST or not letters.isalnum():
        raise ParameterError("quarters.no_code", value=repr(code), most=MOST)
    return letters


def new_code() -> str:
    """A code for somebody who plays alone; another one each time."""
    return "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))


def generator(code: str, purpose: str) -> random.Random:
    """A source of luck that belongs to a code, the same on every computer."""
    return random.Random(_number(plain_code(code), purpose))


def _number(code: str, purpose: str) -> int:
    text = f"{_VERSION}/{purpose}/{code}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest(), "big")


def _normal(luck: random.Random) -> float:
    return NormalDist().inv_cdf(min(max(luck.random(), 1e-6), 1 - 1e-6))


def _lognormal(luck: random.Random, spread: float) -> float:
    """Mean 1; two decimals, so that the last bit of a logarithm moves no market."""
    return round(math.exp(spread * _normal(luck) - spread * spread / 2), 2)

"""A better product or ads: what each costs, what it brings, and how long the better one is behind.

Two versions of one product meet the same luck. The plain one is the scenario itself, with its ads.
The better one gets `star_gain` more stars for `star_cost` more a piece, is priced `price_premium`
higher, comes back at the rate `better_ret`, and is not advertised. Between them stand the plain one
without ads and the better one with ads, so that what stars bring and what ads bring can be told
apart (a 2 × 2 design).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..assumptions.scenario import Scenario
from ..model.simulation import Simulation, simulate
from ..model.simulation.demand import USUAL_STARS
from ..model.simulation.traffic import BRANDED_CONVERSION
from ..model.theory.flywheel import flywheel_velocity
from ..model.theory.word_of_mouth import reproduction_number
from .ledger import KEPT, book_value

#: Mean stars that a product can have at most: somebody always complains.
MOST_STARS = 4.9
#: What an unadvertised listing spends.
NO_ADS = {"launch_b": 0.0, "tacos": 0.0}


def versions(scenario: Scenario) -> dict[str, Scenario]:
    """The four versions: "neither" stars nor ads, more "stars", "ads" (as it is), "both".

    >>> found = versions(Scenario("charger", star_gain=0.25, star_cost=4))
    >>> [(v.quality, v.cogs, v.tacos) for v in (found["stars"], found["ads"])]
    [(4.6, 42.0, 0.0), (4.35, 38.0, 0.08)]
    """
    better = scenario.but(
        quality=min(scenario.quality + scenario.star_gain, MOST_STARS),
        cogs=scenario.cogs + scenario.star_cost,
        price_usd=scenario.price_usd * (1 + scenario.price_premium),
        ret=scenario.better_ret,
    )
    return {
        "neither": scenario.but(**NO_ADS),
        "stars": better.but(**NO_ADS),
        "ads": scenario,
        "both": better,
    }


def lead(simulation: Simulation, first: str, second: str) -> NDArray:
    """By how much the books of one are ahead of the other's, CNY, shape (weeks + 1, paths).

    Both start with the same capital, so that this is the difference of their profits so far. The
    simulation must keep `ledger.KEPT`.
    """
    return book_value(simulation, first) - book_value(simulation, second)


def ahead_from(lead: NDArray) -> int | None:
    """The week from which on the median run is ahead to the end; None if it is not at the end.

    >>> ahead_from(np.array([[0.0], [-2.0], [1.0], [-1.0], [3.0], [4.0]]))
    4
    """
    behind = np.flatnonzero(np.median(lead, axis=1) <= 0)
    return None if behind[-1] == len(lead) - 1 else int(behind[-1]) + 1


def extra_a_piece(scenario: Scenario) -> float:
    """What better quality adds to the cost of a piece in the warehouse abroad, duty on it included.

    >>> round(extra_a_piece(Scenario("charger", star_cost=4, duty=0.3)), 2)
    5.2
    """
    return scenario.star_cost * (1 + scenario.duty * scenario.customs_value_share)


def worth(scenario: Scenario, *, paths: int = 1000, seed: int = 0) -> pd.DataFrame:
    """What stars, ads and both bring and cost against neither: means over the paths, CNY.

    Parameters
    ----------
    scenario : Scenario
        The plain version with its ads.
    paths, seed : int
        As for `simulate`.

    Returns
    -------
    pandas.DataFrame
        Index "stars", "ads", "both". `brings`: more profit before what quality and ads cost;
        `quality`, `ads`: what they cost, negative; `gain` = brings + quality + ads, the difference
        in profit on the same luck, with its 5 and 95% quantiles `low` and `high`; `units` sold;
        `pays`: share of the paths with a gain; `beats_ads`: share with more profit than "ads".
    """
    found = simulate(versions(scenario), paths=paths, seed=seed, keep=KEPT)
    profit = {name: book_value(found, name)[-1] for name in found.scenarios}
    rows = {}
    for name in ("stars", "ads", "both"):
        gain = profit[name] - profit["neither"]
        units, ads = (float(found.outcome(what, name).mean()) for what in ("sold", "ads"))
        quality = 0.0 if name == "ads" else extra_a_piece(scenario) * units
        rows[name] = {
            "brings": float(gain.mean()) + quality + ads,
            "quality": 0.0 - quality,  # and not -quality, which would print a -0.0
            "ads": 0.0 - ads,
            "gain": float(gain.mean()),
            "low": float(np.quantile(gain, 0.05)),
            "high": float(np.quantile(gain, 0.95)),
            "units": units,
            "pays": float((gain > 0).mean()),
            "beats_ads": float((profit[name] > profit["ads"]).mean()),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def settled_sales(scenario: Scenario) -> float:
    """Units a week at which rank and word of mouth settle together, without ads, luck or shortage.

    Word of mouth multiplies all other sales by 1/(1 − R₀), which acts as if conversion were that
    much higher: V* of the flywheel at CVR/(1 − R₀). The product's appeal is 1, its reviews are
    many, delivery takes the usual days. Infinite where R₀ or φ is 1 or more, so that it feeds
    itself; the simulation then stops at the visits that rank 1 brings.

    >>> top = Scenario("charger", wom=0, quality=4.3, exper=0.5, search=9000, cvr_m=0.1, a_rank=500)
    >>> round(settled_sales(top), 3)  # at rank 1: 9,000 clicks × 10 %
    900.0
    """
    s = scenario
    conversion = s.cvr_m * (0.8 + 0.4 * s.exper) * (s.price_usd / s.p0_usd) ** -s.eps_p
    conversion *= np.exp(s.beta_r * (s.quality - float(USUAL_STARS)))
    branded = min(float(BRANDED_CONVERSION) * conversion, 1.0)
    told = float(reproduction_number(s.wom, s.quality, branded, s.delta_w))
    phi = s.gamma / s.b_rank
    if told >= 1 or phi >= 1:
        return np.inf
    raised = min(conversion / (1 - told), 1.0)
    return float(flywheel_velocity(raised, s.search, s.a_rank, phi, s.v_floor))


def sales_rank(scenario: Scenario, velocity: ArrayLike) -> NDArray:
    """The rank in its category that belongs to a speed of sale: (A/V)^(1/b), 1 at best.

    Parameters
    ----------
    scenario : Scenario
        Its `a_rank`, units a week at rank 1, and `b_rank`.
    velocity : array_like
        Units a week; below `v_floor` a listing is treated as having that.

    >>> float(sales_rank(Scenario(a_rank=1000, b_rank=1.0), 100).round(6))
    10.0
    """
    sold = np.maximum(np.asarray(velocity, dtype=float), scenario.v_floor)
    return np.maximum((scenario.a_rank / sold) ** (1 / scenario.b_rank), 1.0)

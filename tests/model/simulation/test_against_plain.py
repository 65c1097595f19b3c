"""The engine and a plain second implementation of the same equations, on the same luck.

The engine computes in 32 bits, the plain one in 64. In fractions that is nothing: after hundreds of
operations the two differ by 1e-5 at most. But orders are whole numbers. Where the number before it
is rounded down lies within that error of a whole one (4e-4 units at 300 orders a week), the two
take different sides, and from that unit on a path may go its own way: a reorder a week earlier, the
stock of a last week. Every path that differed was looked at when this was written, and every one
begins with such a tie, of orders or of the units that a seller buys with all his cash. A tie meets
about one path in a thousand at 10 orders a week over a year, one in thirty at 300, and few of them
drift as far as what is tolerated here. So a path counts as the same if it agrees to a thousandth in
everything, and 98 of 100 paths must. A wrong equation moves nearly all of them.
"""

import random
import warnings

import numpy as np
import pytest

from benchmarks.model import plain
from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import Shock, simulate
from xbcourse.model.simulation.noise import draw

MODES = [
    "self_batch",
    "self_quick",
    "platform_direct",
    "platform_b2b",
    "hybrid_drop",
    "hybrid_staged",
]
CASES = ["anker", "shein", "furniture", "ad_story"]
MONEY = ("wealth", "lowest_cash", "earned", "spent", "ads")
#: Part of a value, and of the capital or of a unit where values are small, that may differ.
SAME, SAME_MONEY = 1e-3, 1e-5


def same_paths(scenario, paths, seed, shocks=(), other=None):
    """Where the engine agrees with the plain `scenario` (or the `other` one); both outcomes."""
    result = simulate(scenario, paths=paths, seed=seed, shocks=shocks, keep="cash")
    noise = draw(paths, result.weeks, seed)
    lived = [plain.run(other or scenario, noise, path, shocks) for path in range(paths)]
    engine = {name: result.outcome(name, "scenario").astype(float) for name in result.outcomes}
    second = {
        name: np.array([path.outcomes[name] for path in lived], dtype=float) for name in engine
    }
    cash = np.array([path.cash_by_week for path in lived]).T
    money = SAME_MONEY * scenario.capital
    agree = close(result.trajectory("cash", "scenario"), cash, money).all(axis=0)
    # Of two weeks that are equally low either may count as the lowest: there, too, it must be low.
    week = engine["lowest_week"].astype(int)
    there = np.where(week > 0, cash[week, range(paths)], np.minimum(cash[0], scenario.capital))
    agree &= close(there, second["lowest_cash"], money)
    for name in engine.keys() - {"lowest_week"}:
        agree &= close(engine[name], second[name], money if name in MONEY else SAME)
    return agree, engine, second


def close(one, other, least):
    return np.abs(one - other) <= np.maximum(SAME * np.abs(other), least)


@pytest.mark.parametrize("preset", MODES + CASES)
def test_presets_live_the_same_paths(preset):
    agree, engine, second = same_paths(Scenario(preset), paths=100, seed=1)
    assert agree.mean() >= 0.98
    for name in ("wealth", "lowest_cash", "sold", "spent"):
        assert np.median(engine[name]) == pytest.approx(np.median(second[name]), rel=SAME), name


@pytest.mark.parametrize("number", range(16))
def test_any_scenario_lives_the_same_paths(number):
    scenario, shocks = any_scenario(random.Random(number))
    agree, _, _ = same_paths(scenario, 50, seed=number, shocks=shocks)
    assert agree.mean() >= 0.98, (scenario, shocks)


@pytest.mark.parametrize(
    "change", [{"alpha": 0.151}, {"dem_rec": 0.121}, {"late_pen": 0.81}, {"deposit": 0.301}]
)
def test_comparison_notices_a_change_of_a_hundredth(change):
    scenario = Scenario("hybrid_staged", late_pen=0.8)
    agree, _, _ = same_paths(scenario, 50, seed=1, other=scenario.but(**change))
    assert agree.mean() < 0.9


def any_scenario(luck):
    """Two parameters in three anywhere in the range of their slider, and some events."""
    drawn = {}
    for name, parameter in PARAMETERS.items():
        if name == "weeks" or luck.random() < 1 / 3:
            continue
        if parameter.choices:
            drawn[name] = luck.choice(list(parameter.choices))
        elif parameter.low is not None:
            value = luck.uniform(parameter.low, parameter.high)
            drawn[name] = round(value) if isinstance(parameter.default, int) else value
    sizes = {"demotion": 0.3, "suspension": 8, "delay": 10, "duty": 0.25, "parcel_fee": 15.0}
    sizes["exchange"] = -0.05
    shocks = [
        Shock(kind, luck.randrange(52), size)
        for kind, size in sizes.items()
        if luck.random() < 1 / 3
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parameters that do not go together are meant
        return Scenario(luck.choice(MODES), **drawn), tuple(shocks)

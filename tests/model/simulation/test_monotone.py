"""What can only do harm does only harm, on the same luck.

These laws need a seller who goes on deciding the same. Costs that make him order less, give a
product up or stop his ads may well save him from a loss, so that no law holds there; where
decisions depend on money, only shares of many paths are compared.
"""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import Shock, simulate

PRESETS = (
    *("self_batch", "self_quick", "platform_direct"),
    *("platform_b2b", "hybrid_drop", "hybrid_staged"),
)
#: Money without end, no stop rule, fees as set: costs change no decision.
STEADY = {"capital": 1e8, "kill": 0.0, "fee_basis": "rates"}
#: What each kind of seller pays for.
COSTS = {
    "platform_direct": ("ds_cogs", "ds_ship", "ds_parcel", "duty", "ref", "ret_cost", "fixed"),
    "hybrid_drop": ("ds_cogs", "pay", "pay_fix_usd", "ref", "duty", "ret_cost", "fixed"),
    "self_batch": ("cogs", "pack", "freight", "duty", "fulfil_usd", "hold", "aged_fee", "ref"),
    "hybrid_staged": ("cogs", "ds_cogs", "freight", "duty", "fulfil_usd", "hold", "pay"),
}
few = settings(max_examples=20, deadline=None)


def made(preset, **changes):
    """A scenario, unusual values and all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Scenario(preset, **changes)


def two_levels(draw, name):
    p = PARAMETERS[name]
    return sorted(draw(st.floats(p.low, p.high)) for _ in range(2))


@few
@given(data=st.data(), seed=st.integers(0, 3))
def test_higher_costs_never_leave_more_cash(data, seed):
    """Cash and not wealth: what is on the shelf is worth its landed cost at the end."""
    preset = data.draw(st.sampled_from(sorted(COSTS)))
    name = data.draw(st.sampled_from(COSTS[preset]))
    low, high = two_levels(data.draw, name)
    cheap, dear = (made(preset, **STEADY, **{name: value}) for value in (low, high))
    result = simulate(
        {"cheap": cheap, "dear": dear}, paths=10, weeks=60, seed=seed, keep=("cash", "sold")
    )
    assert (result.trajectory("sold", "cheap") == result.trajectory("sold", "dear")).all()
    # Every sum and product rounds in the same direction, so that the law is exact.
    assert (result.trajectory("cash", "dear") <= result.trajectory("cash", "cheap")).all()


@few
@given(data=st.data(), week=st.integers(0, 30))
def test_steps_of_duty_and_parcel_fee_never_leave_more_cash(data, week):
    kind = data.draw(st.sampled_from(["duty", "parcel_fee"]))
    size = data.draw(st.floats(0, 0.5 if kind == "duty" else 30))
    scenarios = {preset: made(preset, **STEADY) for preset in PRESETS}
    before = simulate(scenarios, paths=5, weeks=40)
    after = simulate(scenarios, paths=5, weeks=40, shocks=[Shock(kind, week, size)])
    assert (after.trajectories["cash"] <= before.trajectories["cash"]).all()


@few
@given(st.integers(0, 6), st.integers(0, 3))
def test_later_payouts_never_lift_the_lowest_cash(settle, seed):
    early, late = (made("platform_direct", **STEADY, settle=settle + more) for more in (0, 1))
    result = simulate({"early": early, "late": late}, paths=20, weeks=40, seed=seed)
    early, late = (result.outcome("lowest_cash", name) for name in ("early", "late"))
    # What was frozen is paid in one sum, whose last digit depends on its parts.
    assert (late <= early + 0.1).all()


@few
@given(st.floats(0, 0.06), st.floats(0, 0.06), st.integers(0, 3))
def test_higher_hazard_never_removes_an_event(one, other, seed):
    """Of the account and of the listing; without reviews, so that stars stay what they are."""
    low, high = sorted((one, other))
    rare, often = (
        made("platform_direct", rev_rate=0.0, haz_dem=h, haz_sus=h, **STEADY) for h in (low, high)
    )
    result = simulate(
        {"rare": rare, "often": often},
        paths=20,
        weeks=60,
        seed=seed,
        keep=("suspended", "demotion"),
    )
    suspended = [result.trajectory("suspended", name) > 0 for name in ("rare", "often")]
    assert (suspended[0] <= suspended[1]).all()
    left = [result.trajectory("demotion", name) for name in ("rare", "often")]
    assert (left[1] <= left[0]).all()


def test_more_credit_never_brings_ruin_nearer():
    """Nobody decides by his credit, so that this holds path by path in every mode."""
    poor = {preset: made(preset, capital=150_000.0) for preset in PRESETS}
    weeks = []
    for credit in (0.0, 0.1, 0.3):
        result = simulate({n: s.but(credit=credit) for n, s in poor.items()}, paths=400, weeks=104)
        weeks.append(np.where(result.outcomes["ruin_week"] < 0, 104, result.outcomes["ruin_week"]))
    assert (weeks[0] <= weeks[1]).all() and (weeks[1] <= weeks[2]).all()
    assert (weeks[0] < weeks[2]).any(axis=1).all()


def test_more_capital_never_brings_ruin_nearer_to_who_does_not_order_by_it():
    """Without stock and without ads (which stop with the cash) the law is exact."""
    quiet = {"launch_b": 0.0, "tacos": 0.0, "credit": 0.0, "quality": 3.8}
    capitals = (5_000.0, 15_000.0, 40_000.0)
    sellers = {str(k): made("platform_direct", capital=k, **quiet) for k in capitals}
    result = simulate(sellers, paths=400, weeks=104)
    weeks = [np.where(w < 0, 104, w) for w in result.outcomes["ruin_week"]]
    assert (weeks[0] <= weeks[1]).all() and (weeks[1] <= weeks[2]).all()
    assert (weeks[0] < weeks[2]).any()


@pytest.mark.parametrize("preset", PRESETS)
def test_more_capital_makes_ruin_rarer(preset):
    """In shares, for who has more may order more. Each step by two standard errors at most in the
    wrong direction. Below 150,000 a stocking seller may be too poor to buy the least order, and
    who never starts is never ruined."""
    capitals = (150_000.0, 300_000.0, 600_000.0, 1_200_000.0)
    result = simulate({str(k): made(preset, capital=k) for k in capitals}, paths=1000, weeks=104)
    share = np.array([result.ruined(str(k)).mean() for k in capitals])
    error = np.sqrt(share * (1 - share) / 1000)
    assert (np.diff(share) <= 2 * np.hypot(error[:-1], error[1:])).all()
    assert share[-1] < share[0] or share[0] == 0

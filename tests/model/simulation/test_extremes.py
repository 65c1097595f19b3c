"""Whatever the registry allows gives an answer that makes sense."""

import subprocess
import sys

import numpy as np
import pytest

from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.model.simulation import WEEKLY, simulate

PRESETS = (
    *("self_batch", "self_quick", "platform_direct", "platform_b2b", "hybrid_drop"),
    *("hybrid_staged", "anker", "shein", "furniture", "ad_story"),
)
MODES = [
    (channels, supply)
    for channels in PARAMETERS["channels"].choices
    for supply in PARAMETERS["supply"].choices
]


def run(scenario, **how):
    return simulate(scenario, **{"paths": 20, "weeks": 60, "keep": WEEKLY, **how})


def must_make_sense(result):
    """What holds of every simulation, whatever was put in."""
    for name, values in {**result.outcomes, **result.trajectories}.items():
        assert np.isfinite(values).all(), name
    out, path = result.outcomes, result.trajectories
    capital = np.array([[s.capital] for s in result.scenarios.values()])
    for name in ("wanted", "sold", "stock", "on_order", "ads", "suspended", "exchange", "velocity"):
        assert (path[name] >= 0).all(), name
    assert (path["sold"] <= path["wanted"]).all()
    assert (path["sold_on_market"] <= path["sold"] * (1 + 1e-6)).all()
    assert ((path["stars"] >= 1) & (path["stars"] <= 5)).all()
    assert ((path["demotion"] >= 0) & (path["demotion"] <= 1)).all()
    assert ((out["products_tried"] >= 1) & (out["products_tried"] <= 6)).all()
    assert (out["lowest_cash"] <= capital).all()
    assert ((out["lowest_week"] >= 0) & (out["lowest_week"] < result.weeks)).all()
    ruined = out["ruin_week"] >= 0
    assert (out["ruin_week"] < result.weeks).all()
    # Who is ruined sells nothing from the next week on.
    after = np.arange(result.weeks)[None, :, None] > out["ruin_week"][:, None]
    assert not path["sold"][after & ruined[:, None]].any()
    assert not path["on_order"][after & ruined[:, None]].any()


@pytest.mark.parametrize("weeks", [1, 2, 27, 104])
def test_every_preset_and_case(weeks):
    result = run(PRESETS, weeks=weeks)
    must_make_sense(result)
    assert all(values.shape[1] == weeks for values in result.trajectories.values())


@pytest.mark.parametrize("paths", [1, 3])
def test_few_paths(paths):
    result = run(PRESETS, paths=paths)
    must_make_sense(result)
    assert all(values.shape[-1] == paths for values in result.outcomes.values())


def test_ten_years():
    result = run(PRESETS, paths=5, weeks=520)
    must_make_sense(result)
    assert all(values.shape[1] == 520 for values in result.trajectories.values())


@pytest.mark.parametrize(("channels", "supply"), MODES)
def test_every_channel_with_every_supply(scenario, channels, supply):
    s = scenario("hybrid_staged", channels=channels, supply=supply, capital=500_000.0)
    result = run(s)
    must_make_sense(result)
    sold = result.outcomes["sold"].sum()
    on_market = result.outcomes["sold_on_market"].sum()
    assert sold > 0
    assert (on_market == 0) == (channels == "own_site")
    assert (on_market == sold) == (channels == "marketplace")
    # A staged seller may not have stocked up within these weeks, a stocking one has.
    if supply != "staged":
        assert (result.outcomes["from_stock"].sum() == sold) == (supply != "from_supplier")


@pytest.mark.parametrize(("channels", "supply"), MODES)
def test_least_and_most_of_every_parameter_in_every_mode(scenario, channels, supply):
    """One at a time, all of a mode in one simulation. At the scenario's own fees, which the fee
    tables would put out of force."""
    base = scenario("hybrid_staged", channels=channels, supply=supply, fee_basis="rates")
    ends = {
        f"{name} {value}": {name: value}
        for name, p in PARAMETERS.items()
        if p.kind != "choice" and name != "weeks"
        for value in (p.least, p.most)
    }
    with np.errstate(all="raise", under="ignore"):
        result = run(
            {name: scenario("hybrid_staged", **base.changes() | end) for name, end in ends.items()},
            paths=2,
            weeks=30,
        )
    for name, values in {**result.outcomes, **result.trajectories}.items():
        bad = ~np.isfinite(values.reshape(len(ends), -1)).all(axis=1)
        assert not bad.any(), (name, [end for end, b in zip(ends, bad, strict=True) if b])


def test_price_below_the_least_commission(scenario):
    """Amazon takes 0.30 USD at least, which is 30 times this price."""
    result = run(scenario("self_batch", price_usd=0.01))
    must_make_sense(result)
    assert (result.outcomes["earned"] <= 0).all()


def test_nobody_asks_for_it(scenario):
    nothing = {"search": 0.0, "launch_b": 0.0, "tacos": 0.0, "kill": 0.0, "haz_sus": 0.0}
    s = scenario("platform_direct", **nothing)
    result = run(s)
    must_make_sense(result)
    assert not result.outcomes["wanted"].any()
    assert result.outcomes["wealth"] == pytest.approx(s.capital - 60 * s.fixed)
    # With a stop rule all six products are tried, then the seller stops.
    given_up = run(scenario("platform_direct", **{**nothing, "kill": 25.0}), weeks=104)
    assert (given_up.outcomes["products_tried"] == 6).all()
    cash = given_up.trajectories["cash"][0]
    assert (cash[-1] == cash[-5]).all()


def test_who_cannot_pay_the_least_order_keeps_the_money(scenario):
    for changes in ({"capital": 1.0}, {"moq": 10_000_000}, {"cogs": 1_000_000.0}):
        s = scenario("self_batch", **changes)
        result = run(s)
        must_make_sense(result)
        assert not result.outcomes["received"].any()
        assert (result.outcomes["wealth"] == s.capital).all()
        assert (result.outcomes["ruin_week"] == -1).all()


def test_who_has_no_money_at_all_is_ruined_by_the_first_bill(scenario):
    result = run(scenario("platform_direct", capital=1.0))
    must_make_sense(result)
    assert (result.outcomes["ruin_week"] == 0).all()


def test_goods_that_arrive_after_the_end(scenario):
    s = scenario("self_batch", lead=104)
    result = run(s)
    must_make_sense(result)
    assert not result.outcomes["sold"].any()
    # The deposit is money still, and nothing but the overheads was spent.
    assert result.outcomes["wealth"] == pytest.approx(s.capital - 60 * s.fixed)


def test_everything_comes_back(scenario):
    s = scenario("platform_direct", ret=1.0, kill=0.0)
    result = run(s)
    must_make_sense(result)
    assert (result.outcomes["earned"] <= 0).all()
    # Of these, handling of every return is paid, and the goods.
    assert (result.outcomes["wealth"] < s.capital - 60 * s.fixed).mean() == 1


def test_paid_and_delivered_at_once(scenario):
    s = scenario("self_batch", settle=0, lead=0, p_in=0.0)
    result = run(s)
    must_make_sense(result)
    assert (result.trajectories["stock"][0, 0] > 0).all()
    sold = result.trajectories["sold"][0, 0] > 0
    assert sold.any()
    assert (result.trajectories["earned"][0, 0][sold] > 0).all()


def test_deposit_of_all_of_the_cost_is_never_more_than_the_cash(scenario):
    s = scenario("self_batch", deposit=1.0, cover0=520.0, capital=100_000.0)
    result = run(s)
    must_make_sense(result)
    assert (result.trajectories["cash"][0, 0] > 0).all()


def test_free_goods_and_free_clicks(scenario):
    free = {"cogs": 0.0, "pack": 0.0, "freight": 0.0, "ad_c0": 0.0, "ads_d_c0": 0.0}
    with np.errstate(all="raise", under="ignore"):
        result = run(scenario("hybrid_staged", **free))
    must_make_sense(result)
    # The first click costs nothing, so the smallest budget buys them all.
    assert result.outcomes["sold"].any()


def test_repeat_buyers_of_wholesale_lots_are_buyers_and_not_units(scenario):
    """A lot of 200 is one customer who may come back for another lot."""
    shop = {"channels": "own_site", "lump": 200, "capital": 1e9, "fee_basis": "rates"}
    lots = run(scenario("hybrid_drop", **shop), paths=100)
    units = run(scenario("hybrid_drop", **{**shop, "lump": 1}), paths=100)
    share = [
        r.trajectories["from_list"].sum() / r.trajectories["wanted"].sum() for r in (lots, units)
    ]
    assert share[0] == pytest.approx(share[1], rel=0.1)


def test_ten_thousand_paths_of_six_modes_fit_into_a_laptop():
    code = (
        "import resource\n"
        "from xbcourse.model.simulation import simulate\n"
        f"simulate({PRESETS[:6]!r}, paths=10_000, weeks=104)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    if sys.platform != "linux":
        pytest.skip("the unit of ru_maxrss is known for Linux")
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) < 1.5e6  # KiB

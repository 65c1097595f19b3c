"""Nothing is made and nothing is lost: goods and money on every path."""

import numpy as np
import pytest

from xbcourse.model.simulation import Shock, simulate

MODES = ("self_batch", "self_quick", "platform_direct", "platform_b2b")
ALL = (*MODES, "hybrid_drop", "hybrid_staged", "anker", "shein", "furniture", "ad_story")
EVENTS = [
    *(Shock("suspension", 15, 6), Shock("duty", 20, 0.25), Shock("parcel_fee", 20, 15)),
    *(Shock("delay", 25, 4), Shock("exchange", 30, -0.1), Shock("demotion", 35, 0.2)),
]
KEPT = ("cash", "earned", "spent", "sold", "stock", "received", "on_order")


@pytest.fixture(scope="module", params=[(), EVENTS], ids=["undisturbed", "with events"])
def result(request):
    return simulate(ALL, paths=200, weeks=104, shocks=request.param, keep=KEPT)


def test_goods_received_are_sold_cleared_or_on_hand(result):
    out = result.outcomes
    # Whole numbers far below 2**24, so that 32 bits hold them exactly.
    assert (out["received"] == out["from_stock"] + out["liquidated"] + out["unsold"]).all()
    assert out["received"][0].any() and out["liquidated"][0].any() and out["unsold"][0].any()


def test_stock_of_every_week_is_what_came_less_what_went(result):
    for preset in ("self_batch", "self_quick", "hybrid_staged"):
        stock, received = (result.trajectory(name, preset) for name in ("stock", "received"))
        assert (np.diff(received, axis=0) >= 0).all()
        gone = received - stock
        assert (np.diff(gone, axis=0) >= 0).all()
        last = result.outcome("from_stock", preset) + result.outcome("liquidated", preset)
        assert (gone[-1] == last).all()


def test_cash_is_the_capital_and_all_that_came_and_went(result):
    """Every week of every path, to a millionth of what was turned over until then."""
    for name, scenario in result.scenarios.items():
        earned, spent = (
            result.trajectory(kept, name).astype(float).cumsum(axis=0)
            for kept in ("earned", "spent")
        )
        expected = scenario.capital + earned - spent
        turned_over = scenario.capital + np.abs(earned) + np.abs(spent)
        off = np.abs(result.trajectory("cash", name) - expected)
        assert (off <= 1e-6 * turned_over).all(), name


def test_totals_of_money_are_those_of_the_weeks(result):
    for name in ("earned", "spent"):
        weekly = result.trajectories[name].astype(float)
        # A running sum of 32-bit numbers rounds once a week, by half of 2**-23 at most.
        tolerance = result.weeks * 2.0**-24 * np.abs(weekly).sum(axis=1)
        assert (np.abs(result.outcomes[name] - weekly.sum(axis=1)) <= tolerance + 1e-3).all()


def test_what_is_owed_at_the_end_arrives_in_the_weeks_after(scenario):
    """Receivables are what `settle` more weeks bring, on the same luck."""
    s = scenario("platform_direct", kill=0.0, haz_sus=0.0, quality=4.8, capital=3_000_000.0)
    now, later = (simulate(s, paths=50, weeks=40 + more, keep=KEPT) for more in (0, s.settle))
    owed = now.outcome("wealth", "scenario") - now.trajectory("cash", "scenario")[-1]
    arrives = later.trajectory("earned", "scenario")[40:].sum(axis=0, dtype=float)
    assert arrives.min() > 0
    # Cash was kept in 32 bits, in which 3 million is exact to 0.25.
    assert owed == pytest.approx(arrives, rel=1e-5, abs=0.5)


def test_wealth_of_a_shop_with_stock_is_cash_claims_goods_and_deposits(scenario):
    """By hand, from what a path shows in its last week."""
    s = scenario("self_batch", kill=0.0, haz_sus=0.0, capital=3_000_000.0, fee_basis="rates")
    s = s.but(fx_vol=0.0, settle=0)
    result = simulate(s, paths=100, weeks=60, keep=(*KEPT, "forecast"))
    path = {
        name: result.trajectory(name, "scenario")[-1].astype(float) for name in result.trajectories
    }
    landed = s.cogs + s.pack + s.freight + s.duty * s.cogs
    saleable = np.minimum(path["stock"], 8 * path["forecast"])
    goods = saleable * landed + (path["stock"] - saleable) * s.salv * s.cogs
    deposits = s.deposit * s.cogs * path["on_order"]
    wealth = path["cash"] + goods + deposits  # paid at once: no claims
    assert (path["on_order"] > 0).any() and (saleable < path["stock"]).any()
    assert result.outcome("wealth", "scenario") == pytest.approx(wealth, rel=1e-6)


def test_ruined_business_keeps_four_fifths_of_its_claims_and_salvage(scenario):
    s = scenario("self_batch", capital=120_000.0, fee_basis="rates", haz_sus=0.0)
    # The same luck with so much credit that most go on shows what was due to whom.
    ruins, goes_on = (
        simulate(s.but(credit=credit), paths=400, weeks=60, keep=KEPT) for credit in (0.1, 0.5)
    )
    each = np.arange(400)
    week, ruined = ruins.outcome("ruin_week", "scenario"), ruins.ruined("scenario")
    path = {name: kept[0].astype(float) for name, kept in ruins.trajectories.items()}
    at_ruin = {name: kept[week, each] for name, kept in path.items()}
    assert 0.1 < ruined.mean() < 0.9
    assert (at_ruin["cash"][ruined] < -s.credit * s.capital).all()
    # Cash stands still from then on, and goods under way are not delivered.
    assert (path["cash"][-1] == at_ruin["cash"])[ruined].all()
    assert (path["stock"][-1] == at_ruin["stock"])[ruined].all()
    assert not path["on_order"][-1][ruined].any()
    salvage = s.salv * s.cogs * path["stock"][-1]
    claims = ruins.outcome("wealth", "scenario") - path["cash"][-1] - salvage
    later = np.where(goes_on.ruined("scenario"), goes_on.outcome("ruin_week", "scenario"), 60)
    compared = np.flatnonzero(ruined & (week + s.settle < later))
    paid = goes_on.trajectory("earned", "scenario").astype(float)
    due = np.array([paid[week[k] + 1 : week[k] + 1 + s.settle, k].sum() for k in compared])
    assert len(due) > 20 and due.max() > 10_000
    assert claims[compared] == pytest.approx(0.8 * due, rel=1e-5, abs=0.1)

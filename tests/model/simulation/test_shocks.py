"""Scripted events do what they say in the week they say, and nothing before."""

import numpy as np
import pytest

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.simulation import WEEKLY, Shock, simulate

PRESETS = (
    *("self_batch", "self_quick", "platform_direct"),
    *("platform_b2b", "hybrid_drop", "hybrid_staged"),
)
WEEK = 20
EVENTS = [
    Shock("demotion", WEEK, 0.3),
    Shock("suspension", WEEK, 4),
    Shock("delay", WEEK, 5),
    Shock("duty", WEEK, 0.25),
    Shock("parcel_fee", WEEK, 15),
    Shock("exchange", WEEK, -0.1),
]
#: Whom an event leaves alone: a wholesale buyer pays the duty himself and plans with the lead
#: time; parcels are what the supplier ships.
UNTOUCHED = {
    "delay": {"platform_b2b"},
    "duty": {"platform_b2b"},
    "parcel_fee": {"platform_b2b", "self_batch", "self_quick"},
}
#: No platform events (low stars bring them too) and no delays but the scripted ones; nobody is
#: ruined or gives up.
CALM = {
    **{"haz_dem": 0.0, "haz_sus": 0.0, "quality": 4.8, "p_in": 0.0},
    **{"capital": 3_000_000.0, "kill": 0.0},
}


def both(scenario, *events, weeks=40, paths=20, keep=WEEKLY):
    """The same scenario without and with the events: functions from a name to a trajectory."""
    runs = [simulate(scenario, paths=paths, weeks=weeks, shocks=s, keep=keep) for s in ((), events)]
    return [lambda name, run=run: run.trajectory(name, "scenario").astype(float) for run in runs]


def rounding(amounts):
    """What the difference of two sums of a few amounts may be off in 32-bit numbers."""
    return 8 * float(np.spacing(np.float32(amounts.max())))


@pytest.fixture(scope="module")
def undisturbed():
    return simulate(PRESETS, paths=20, weeks=40, keep=WEEKLY)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_nothing_changes_before_the_week_of_the_event(undisturbed, event):
    disturbed = simulate(PRESETS, paths=20, weeks=40, shocks=[event], keep=WEEKLY)
    for name, values in undisturbed.trajectories.items():
        assert (values[:, :WEEK] == disturbed.trajectories[name][:, :WEEK]).all(), name
    changed = {
        preset
        for row, preset in enumerate(PRESETS)
        if (undisturbed.outcomes["wealth"][row] != disturbed.outcomes["wealth"][row]).any()
    }
    assert changed == set(PRESETS) - UNTOUCHED.get(event.kind, set())


def test_demotion_leaves_a_share_of_the_organic_clicks_and_heals(scenario):
    s = scenario("platform_direct", **CALM)
    before, after = both(s, Shock("demotion", WEEK, 0.3))
    left = 1 - 0.7 * (1 - s.dem_rec) ** np.arange(40 - WEEK)
    assert after("demotion")[WEEK:] == pytest.approx(np.repeat(left[:, None], 20, 1), rel=1e-5)
    ratio = after("from_rank")[WEEK] / before("from_rank")[WEEK]
    assert ratio == pytest.approx(0.3, rel=1e-5)


def test_demotion_never_lifts_who_is_down_already(scenario):
    s = scenario("platform_direct", **CALM)
    _, twice = both(s, Shock("demotion", WEEK, 0.2), Shock("demotion", WEEK + 1, 0.9))
    assert twice("demotion")[WEEK + 1] == pytest.approx(1 - 0.8 * (1 - s.dem_rec), rel=1e-5)


def test_suspension_closes_the_marketplace_and_releases_its_payouts_afterwards(scenario):
    s = scenario("platform_direct", **CALM)
    before, after = both(s, Shock("suspension", WEEK, 4))
    closed = slice(WEEK, WEEK + 4)
    for name in ("wanted", "sold", "ads", "earned"):
        assert not after(name)[closed].any(), name
    assert (after("suspended")[closed] == np.array([4, 3, 2, 1])[:, None]).all()
    assert after("sold")[WEEK + 4 :].any(axis=0).all()
    # In the fifth week everything comes that fell due until then. Settled after five weeks, it
    # was sold before the account was closed, as it would have been without.
    assert s.settle == 5
    released = before("earned")[WEEK : WEEK + 5].sum(axis=0)
    assert after("earned")[WEEK + 4] == pytest.approx(released, rel=1e-5)


def test_suspension_leaves_the_own_site_open(scenario):
    s = scenario("hybrid_drop", **CALM)
    before, after = both(s, Shock("suspension", WEEK, 4))
    closed = slice(WEEK, WEEK + 4)
    assert not after("sold_on_market")[closed].any()
    assert before("sold_on_market")[closed].any()
    # Content and the list bring the same visitors in the first closed week as without.
    assert (after("from_content")[WEEK] == before("from_content")[WEEK]).all()
    assert after("sold")[closed].sum() > 0
    alone = s.but(channels="own_site")
    before, after = both(alone, Shock("suspension", WEEK, 4))
    assert (before("cash") == after("cash")).all()
    assert not after("suspended").any()


def test_longer_of_two_suspensions_counts(scenario):
    s = scenario("platform_direct", **CALM)
    _, after = both(s, Shock("suspension", WEEK, 6), Shock("suspension", WEEK + 1, 2))
    assert (after("suspended")[WEEK + 5] == 1).all()
    assert (after("suspended")[WEEK + 6] == 0).all()


def test_delay_costs_conversion_and_stars_of_parcels_from_china_only(scenario):
    s = scenario("platform_direct", **CALM, rev_rate=0.1)
    before, after = both(s, Shock("delay", WEEK, 5))
    ratio = after("from_rank")[WEEK] / before("from_rank")[WEEK]
    assert ratio == pytest.approx(np.exp(-s.beta_d * s.late_days), rel=1e-5)
    fell = after("stars")[WEEK + 4].mean() - before("stars")[WEEK + 4].mean()
    assert -s.late_pen < fell < -0.02
    # From a warehouse abroad nothing is late but a restock ordered meanwhile.
    stocked = scenario("self_batch", **CALM, moq=5000)
    before, after = both(stocked, Shock("delay", WEEK, 5))
    assert (before("from_rank")[: WEEK + 8] == after("from_rank")[: WEEK + 8]).all()


def test_order_placed_in_a_delayed_week_arrives_two_weeks_later(scenario):
    s = scenario("self_batch", **CALM)
    before, after = both(s, Shock("delay", 0, 1), weeks=20)
    assert ((before("stock") > 0).argmax(axis=0) == s.lead).all()
    assert (after("stock")[: s.lead + 2] == 0).all()
    assert (after("stock")[s.lead + 2] > 0).all()


def test_duty_step_is_paid_on_what_is_imported_from_that_week_on(scenario):
    s = scenario("platform_direct", **CALM)
    before, after = both(s, Shock("duty", WEEK, 0.1), Shock("duty", WEEK + 5, 0.15))
    extra = after("spent") - before("spent")
    step = np.where(np.arange(40) < WEEK, 0, np.where(np.arange(40) < WEEK + 5, 0.1, 0.25))
    charged = step[:, None] * s.ds_cogs * s.customs_value_share * before("sold")
    # Nobody decides differently: ads follow revenue, and the seller has money enough.
    assert (after("sold") == before("sold")).all()
    assert extra == pytest.approx(charged, abs=rounding(before("spent")))


def test_goods_under_way_pay_the_duty_of_the_day_they_arrive(scenario):
    s = scenario("self_batch", **CALM)
    before, after = both(s, Shock("duty", s.lead, 0.2), weeks=s.lead + 1)
    arrived = before("received")[-1]
    extra = (after("spent") - before("spent"))[-1]
    assert (arrived >= s.moq).all()
    assert extra == pytest.approx(0.2 * s.cogs * s.customs_value_share * arrived, rel=1e-4)


def test_parcel_fee_is_paid_by_every_parcel_of_the_supplier(scenario):
    s = scenario("platform_direct", **CALM)
    before, after = both(s, Shock("parcel_fee", WEEK, 15))
    extra = (after("spent") - before("spent"))[WEEK:]
    assert extra == pytest.approx(15 * before("sold")[WEEK:], abs=rounding(before("spent")))


def test_dearer_dollar_stays_and_lifts_the_payouts_of_later_sales(scenario):
    # Ads are a share of revenue; without them a step of the rate changes nothing but payouts.
    s = scenario("platform_direct", **CALM, tacos=0.0)
    before, after = both(s, Shock("exchange", WEEK, 0.1), Shock("exchange", WEEK + 10, 0.1))
    ratio = after("exchange") / before("exchange")
    assert ratio[:WEEK] == pytest.approx(1)
    assert ratio[WEEK : WEEK + 10] == pytest.approx(1.1, rel=1e-6)
    assert ratio[WEEK + 10 :] == pytest.approx(1.21, rel=1e-6)
    # What was sold before the step is paid out at the rate of its sale.
    paid = (before("earned") > 0) & (np.arange(40)[:, None] < WEEK + s.settle)
    assert (after("earned")[paid] == before("earned")[paid]).all()
    late = after("earned")[WEEK + s.settle] - before("earned")[WEEK + s.settle]
    assert (late >= 0).all() and late.sum() > 0


def test_each_scenario_can_have_events_of_its_own(undisturbed):
    """As if each were alone with them: who is hit beside it changes no bit of a scenario."""
    own = dict(zip(PRESETS, ([event] for event in EVENTS), strict=True)) | {"self_quick": EVENTS}
    del own["self_batch"]
    together = simulate(PRESETS, paths=20, weeks=40, shocks=own, keep=WEEKLY)
    for row, preset in enumerate(PRESETS):
        shocks = own.get(preset, ())
        alone = simulate(preset, paths=20, weeks=40, shocks=shocks, keep=WEEKLY)
        for kept in ("outcomes", "trajectories"):
            for name, values in getattr(alone, kept).items():
                assert (getattr(together, kept)[name][row] == values[0]).all(), (preset, name)
    spared = PRESETS.index("self_batch")
    assert (together.trajectories["cash"][spared] == undisturbed.trajectories["cash"][spared]).all()


def test_events_of_a_scenario_that_is_not_there_are_refused():
    with pytest.raises(ParameterError, match="'self_batsh'"):
        simulate(PRESETS, paths=2, weeks=30, shocks={"self_batsh": [EVENTS[0]]})

"""Decisions in chosen weeks: an order, another price, closing; and nothing before its time."""

import random
import warnings

import numpy as np
import pytest

from benchmarks.model import plain
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import CHANGEABLE, WEEKLY, Decision, simulate
from xbcourse.model.simulation.noise import draw

SHOP = Scenario("self_batch", channels="both", kill=0.0, lead=5, moq=50, content=0.0, launch_w=26)
YEAR = (
    Decision(0, order=600, changes={"launch_b": 1500.0, "quality": 4.3}),
    Decision(13, order=300, changes={"price_usd": 22.99, "content": 800.0}),
    Decision(26, cover=18.0, changes={"fulfil_usd": 4.6, "quality": 4.6}),
    Decision(39, order=2000, changes={"launch_b": 0.0}),
)


def run(decisions, scenario=SHOP, **how):
    how = {"paths": 60, "weeks": 52, "keep": WEEKLY} | how
    return simulate(scenario, decisions=decisions, **how)


@pytest.mark.parametrize("week", [13, 26, 39])
def test_nothing_before_a_week_depends_on_what_is_decided_in_it_or_later(week):
    whole, blind = run(YEAR), run([d for d in YEAR if d.week < week])
    other = run([*(d for d in YEAR if d.week < week), Decision(week, stop=True)])
    for name in WEEKLY:
        before = whole.trajectory(name, "scenario")[:week]
        assert (before == blind.trajectory(name, "scenario")[:week]).all(), name
        assert (before == other.trajectory(name, "scenario")[:week]).all(), name
    after = whole.trajectory("cash", "scenario")[week:]
    assert (after != other.trajectory("cash", "scenario")[week:]).mean() > 0.9


def test_decided_in_part_is_the_same_year_so_far():
    short = run(YEAR[:2], weeks=26)
    for name in WEEKLY:
        part = run(YEAR).trajectory(name, "scenario")[:26]
        assert (part == short.trajectory(name, "scenario")).all(), name


def test_who_decides_orders_nothing_by_itself_and_changes_nobody_else():
    alone = simulate("self_batch", paths=40, weeks=52, keep=WEEKLY)
    pair = simulate(
        {"rules": Scenario("self_batch"), "desk": Scenario("self_batch")},
        paths=40,
        weeks=52,
        keep=WEEKLY,
        decisions={"desk": [Decision(20, order=1000)]},
    )
    for name in WEEKLY:
        own = alone.trajectory(name, "self_batch")
        assert (own == pair.trajectory(name, "rules")).all(), name
    received = pair.trajectory("received", "desk")
    # 9 weeks of lead time, two more where deliveries are delayed.
    assert (received[:29] == 0).all() and (received[31:] == 1000).all()


def test_a_deposit_must_be_there_and_nothing_more():
    """4,000 CNY over the reserve pay the deposits of 350 units at 0.3 · 38; the balance of an order
    that large ruins whoever has no more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        poor = SHOP.but(capital=9000.0, fixed=0.0, launch_b=0.0)
    bought = run([Decision(0, order=5000)], poor, paths=5)
    assert (bought.trajectory("on_order", "scenario")[0] == 350).all()
    assert bought.ruined("scenario").all()
    # Less than the least order is no order.
    none = run([Decision(0, order=5000)], poor.but(moq=400), paths=5)
    assert (none.trajectory("on_order", "scenario")[0] == 0).all()


def test_cover_fills_up_to_so_many_weeks_of_each_paths_own_forecast():
    rich = SHOP.but(capital=5e6)
    result = run([Decision(0, order=800), Decision(26, cover=20.0)], rich)
    at = {n: result.trajectory(n, "scenario") for n in ("forecast", "stock", "on_order", "sold")}
    wanted = np.floor(20 * at["forecast"][25] - at["stock"][25] - at["on_order"][25])
    assert len(set(wanted)) > 10
    ordered = at["on_order"][26]
    assert (ordered == np.where(wanted >= rich.moq, wanted, 0)).all()


def test_closing_clears_the_stock_and_ends_all_costs():
    result = run([Decision(0, order=3000), Decision(13, stop=True)])
    assert (result.trajectory("stock", "scenario")[13:] == 0).all()
    for name in ("sold", "spent", "ads", "visits"):
        assert (result.trajectory(name, "scenario")[14:] == 0).all(), name
    left = result.trajectory("stock", "scenario")[12]
    assert (result.outcome("liquidated", "scenario") == left).all() and left.mean() > 1000
    # What was paid out in week 13 is the salvage that came in: 0.35 · 38 a unit.
    salvage = -result.trajectory("spent", "scenario")[13]
    assert salvage == pytest.approx(left * 0.35 * 38, rel=1e-5)


def test_closing_cancels_what_is_under_way_and_loses_its_deposit():
    result = run([Decision(0, order=1000), Decision(2, stop=True)], SHOP.but(fixed=0.0))
    assert (result.outcome("received", "scenario") == 0).all()
    # Within the rounding of 32 bits: the deposit of 0.3 · 38 a unit, and nothing else.
    lost = 300_000 - result.outcome("wealth", "scenario")
    assert lost == pytest.approx(np.full(60, 11_400.0), rel=1e-4)


def test_a_price_changes_demand_from_its_week_on():
    dear = run([Decision(0, order=2000), Decision(13, changes={"price_usd": 49.98})])
    same = run([Decision(0, order=2000)])
    wanted = [r.trajectory("wanted", "scenario") for r in (dear, same)]
    assert (wanted[0][:13] == wanted[1][:13]).all()
    # At twice the price a sixth buys at once: 2^−2.6 = 0.165.
    assert wanted[0][13].sum() / wanted[1][13].sum() == pytest.approx(0.165, abs=0.04)


@pytest.mark.parametrize("number", range(6))
def test_the_plain_second_implementation_lives_the_same_paths(number):
    luck = random.Random(number)
    decisions = [any_decision(week, luck) for week in (0, 13, 26, 39)]
    result = run(decisions, seed=number)
    noise = draw(60, 52, number)
    lived = [plain.run(SHOP, noise, path, (), decisions) for path in range(60)]
    agree = np.ones(60, bool)
    for name in result.outcomes.keys() - {"lowest_week"}:
        one = result.outcome(name, "scenario").astype(float)
        other = np.array([path.outcomes[name] for path in lived])
        least = 3.0 if name in ("wealth", "lowest_cash", "earned", "spent", "ads") else 1e-3
        agree &= np.abs(one - other) <= np.maximum(1e-3 * np.abs(other), least)
    assert agree.mean() >= 0.95


def any_decision(week, luck):
    changes = {
        "price_usd": luck.uniform(18, 32),
        "launch_b": luck.uniform(0, 6000),
        "content": luck.uniform(0, 3000),
        "quality": luck.uniform(3.6, 4.8),
        "fulfil_usd": luck.uniform(4, 5.5),
        "tacos": luck.uniform(0, 0.2),
        "launch_d_b": luck.uniform(0, 2000),
    }
    assert changes.keys() == set(CHANGEABLE)
    kept = {name: value for name, value in changes.items() if luck.random() < 0.6}
    way = luck.choice(["order", "order", "cover", "nothing", "stop" if week > 20 else "order"])
    how = {"order": {"order": luck.randrange(2500)}, "cover": {"cover": luck.uniform(0, 30)}}
    return Decision(week, **how.get(way, {"stop": way == "stop"}), changes=kept)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Decision(-1),
        lambda: Decision(0, order=-1),
        lambda: Decision(0, order=2.5),
        lambda: Decision(0, cover=-1.0),
        lambda: Decision(0, cover=float("nan")),
        lambda: Decision(0, cover=True),
        lambda: Decision(0, order=1, cover=1.0),
        lambda: Decision(0, order=1, stop=True),
        lambda: Decision(0, changes={"capital": 1.0}),
        lambda: Decision(0, changes={"price_usd": -1.0}),
        lambda: run([Decision(52)]),
        lambda: run([Decision(3), Decision(3)]),
        lambda: run("now"),
        lambda: run(7),
        lambda: run({"somebody": [Decision(0)]}),
        lambda: simulate("platform_direct", paths=2, decisions=[Decision(0, order=1)]),
    ],
)
def test_what_cannot_be_decided_is_refused(wrong):
    with pytest.raises(ParameterError), warnings.catch_warnings():
        warnings.simplefilter("error")
        wrong()


def test_a_single_decision_needs_no_list():
    one, listed = (run(d, paths=3) for d in (YEAR[0], [YEAR[0]]))
    assert (one.outcome("wealth", "scenario") == listed.outcome("wealth", "scenario")).all()

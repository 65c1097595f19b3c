"""Stop-loss: what liquidating brings is known, and going on is the same path's own future."""

import numpy as np
import pytest

from xbcourse.analysis.stop_loss import _rule, stop_loss, stop_rule_value, stopping_weeks
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

HOW = {"paths": 400, "weeks": 40}


@pytest.fixture(scope="module")
def found():
    return stop_loss("self_batch", 20, groups=4, **HOW)


def test_goods_that_can_be_given_back_at_cost_are_worth_what_the_simulation_says():
    # Salvage at all that they cost, and no deposits: liquidating brings the whole wealth.
    give_back = Scenario("self_batch", salv=0.8, pack=0.0, freight=2.0, duty=0.0, deposit=0.0)
    found = stop_loss(give_back, 20, groups=2, **HOW)
    run = simulate({"a": give_back.but(kill=0)}, paths=400, weeks=20, keep=("stock", "forecast"))
    saleable = np.minimum(run.trajectories["stock"], 8 * run.trajectories["forecast"])[0, -1]
    alive = ~run.ruined("a")
    wealth = run.outcome("wealth", "a")[alive].astype(float)
    # What it lacks is 20 % of the cost and the freight of the units that would have sold.
    expected = wealth - saleable[alive] * (38 * 0.2 + 2)
    assert found.sunk == pytest.approx(300_000 - expected.mean(), rel=1e-6)


def test_going_on_is_the_same_paths_wealth_at_the_end(found):
    end = simulate({"a": Scenario("self_batch", kill=0)}, keep=(), **HOW)
    now = simulate({"a": Scenario("self_batch", kill=0)}, paths=400, weeks=20, keep=())
    alive = ~now.ruined("a")
    weights = found.groups["paths"] / found.groups["paths"].sum()
    assert found.alive == alive.mean()
    mean = end.outcome("wealth", "a")[alive].mean(dtype=float)
    assert (found.groups["go_on"] * weights).sum() == pytest.approx(mean)


def test_slow_products_are_given_up_and_fast_ones_kept(found):
    groups = found.groups
    assert groups["verdict"].tolist()[0] == "liquidate"
    assert groups["verdict"].tolist()[-1] == "go_on"
    assert groups["gain"].to_numpy() == pytest.approx(groups["go_on"] - groups["liquidate"])
    assert (groups["forecast_low"].to_numpy()[1:] >= groups["forecast_high"].to_numpy()[:-1]).all()
    assert groups["forecast_low"].iloc[0] < found.threshold < groups["forecast_high"].iloc[-1]
    assert found.rule_gain.low > 0


def test_the_furniture_factory_should_stop():
    found = stop_loss("furniture", 10, groups=2, paths=100)
    assert set(found.groups["verdict"]) == {"liquidate"}
    assert found.threshold == np.inf
    assert found.sunk > 500_000


def test_the_rule_of_known_gains():
    forecast = np.tile([1.0, 2.0, 3.0, 4.0], 100)
    gain = np.tile([-5.0, -1.0, 2.0, 8.0], 100)
    threshold, brings = _rule(forecast, gain)
    assert threshold == 3.0
    assert brings.mean == pytest.approx((5 + 1) / 4)
    assert _rule(forecast, np.ones(400)) == (0.0, (0.0, 0.0, 0.0))
    assert _rule(forecast, -np.ones(400))[0] == np.inf


def test_the_option_to_drop_a_product_is_worth_something_where_products_differ():
    pair = {
        "alike": Scenario("self_quick", theta_sigma=0.2),
        "different": Scenario("self_quick", theta_sigma=1.2),
    }
    table = stop_rule_value(pair, paths=400).set_index("scenario")
    assert table.loc["different", "low"] > 0
    assert table.loc["different", "value"] > table.loc["alike", "value"]
    assert table["value"].to_numpy() == pytest.approx(
        (table["with_rule"] - table["without"]).to_numpy(), rel=1e-4
    )


def test_a_decision_must_come_before_the_end_and_find_somebody_alive():
    with pytest.raises(ParameterError, match="deciding after 40 comes too late"):
        stop_loss("self_batch", 40, **HOW)
    with pytest.raises(ParameterError, match="week must be a whole number"):
        stop_loss("self_batch", 0, **HOW)
    with pytest.raises(ParameterError, match="too few to compare"):
        stop_loss("self_batch", 20, groups=6, paths=8, weeks=40)


@pytest.mark.parametrize("name", ["furniture", "self_batch", "platform_direct"])
@pytest.mark.parametrize("week", [8, 20])
def test_every_week_at_once_agrees_with_one_week(name, week):
    every, one = stopping_weeks(name, **HOW), stop_loss(name, week, groups=2, **HOW)
    at = np.flatnonzero(every.weeks == week)[0]
    alive = ~np.isnan(every.liquidated[at])
    assert alive.mean() == one.alive
    assert every.sunk[at][alive].mean() == pytest.approx(one.sunk, rel=1e-5, abs=1.0)
    weights = one.groups["paths"] / one.groups["paths"].sum()
    gain = float((one.groups["gain"] * weights).sum())
    assert every.gain[at][alive].mean() == pytest.approx(gain, rel=1e-4, abs=2.0)


def test_there_is_no_stopping_a_single_week():
    assert stopping_weeks("furniture", paths=50, weeks=2).weeks.tolist() == [1]
    with pytest.raises(ParameterError):
        stopping_weeks("furniture", paths=50, weeks=1)

"""Shocks: what they cost is the difference to the same years without them."""

import numpy as np
import pytest

from xbcourse.analysis.stress import stress, usual_shocks
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.model.simulation import Shock, simulate


@pytest.fixture(scope="module")
def table():
    names = ["self_batch", "platform_direct", "platform_b2b"]
    return stress(names, hazard_factors=[1, 5], paths=300, weeks=52).set_index(
        ["shock", "scenario"]
    )


def test_a_loss_is_the_paired_difference():
    base = simulate("platform_direct", paths=64, weeks=40, keep=())
    event = Shock("suspension", 10, 6)
    hit = simulate("platform_direct", paths=64, weeks=40, shocks=[event], keep=())
    row = stress(base, shocks={"closed": [event]}).iloc[0]
    lost = base.outcomes["wealth"][0].astype(float) - hit.outcomes["wealth"][0]
    assert row["loss"] == pytest.approx(lost.mean())
    assert row["base"] - row["shocked"] == pytest.approx(row["loss"], rel=1e-5)
    profit = np.abs(base.outcomes["wealth"][0] - 300_000.0).mean()
    assert row["share"] == pytest.approx(lost.mean() / profit, rel=1e-5)


def test_usual_shocks_cost_money_and_the_buyer_who_imports_pays_the_duty(table):
    for shock in ("suspension", "duty", "exchange"):
        assert table.loc[(shock, "self_batch"), "low"] > 0, shock
        assert table.loc[(shock, "platform_direct"), "low"] > 0, shock
    assert table.loc[("duty", "platform_b2b"), "loss"] == 0
    assert table.loc[("duty", "platform_b2b"), "share"] == 0


def test_hazards_as_they_are_cost_nothing_and_more_hazards_more(table):
    assert table.loc[("hazards × 1", "self_batch"), "loss"] == 0
    assert table.loc[("hazards × 5", "self_batch"), "low"] > 0


def test_a_seller_without_stock_orders_feels_late_deliveries_by_its_stars(table):
    assert table.loc[("delay", "platform_direct"), "low"] > 0


def test_usual_shocks_come_after_a_quarter_and_are_named_for_the_reader():
    assert {shock.week for events in usual_shocks(52).values() for shock in events} == {13}
    with speaking("zh"):
        found = stress("platform_b2b", hazard_factors=[2], paths=2, weeks=8)
    assert found["label"].iloc[1] == "封号六周"
    assert found["label"].iloc[-1] == "平台处罚的概率变为 2 倍"


@pytest.mark.parametrize("factor", [-1, float("nan"), "3", True])
def test_a_factor_that_is_none_is_refused(factor):
    with pytest.raises(ParameterError, match="in hazard_factors is no factor"):
        stress("platform_b2b", shocks={}, hazard_factors=[factor], paths=2, weeks=2)

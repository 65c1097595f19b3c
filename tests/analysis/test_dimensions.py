"""Cost structure, traffic and supply: tables that agree with each other and with the paths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.compare import compare, differences
from xbcourse.analysis.costs import order_costs, order_margins
from xbcourse.analysis.modes import MODES, agreed, by_name
from xbcourse.analysis.traffic import concentration
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import Shock, simulate


@pytest.fixture(scope="module")
def six():
    """All modes, with one shock of our own."""
    return compare(paths=150, weeks=52, shocks={"bang": [Shock("duty", 10, 0.3)]})


def wide(table, index="scenario"):
    return table.pivot(index=index, columns="quantity", values="value")


def test_the_statement_of_every_mode_and_channel_adds_up_to_its_margins(six):
    sums = six.costs.groupby(["scenario", "channel"])["amount"].sum()
    cm3 = wide(six.margins, ["scenario", "channel"])["cm3"]
    assert sums.to_dict() == pytest.approx(cm3.to_dict())
    both = six.costs.groupby("scenario")["channel"].nunique()
    assert both[both == 2].index.tolist() == ["hybrid_drop", "hybrid_staged"]


def test_the_margins_are_those_of_the_design():
    margins = wide(order_margins(by_name(MODES)), ["scenario", "channel"])
    found = margins.loc[[("self_quick", "marketplace"), ("platform_direct", "marketplace")], "cm2"]
    assert found.round(1).tolist() == [34.7, 42.8]
    site, market = (margins.loc[("hybrid_drop", c), "cm2"] for c in ("own_site", "marketplace"))
    assert market.round(1) == 39.6
    assert site > market  # a card fee instead of a commission


def test_only_the_own_site_where_nothing_is_sold_on_a_marketplace():
    costs = order_costs({"a": Scenario("hybrid_drop", channels="own_site")})
    assert set(costs["channel"]) == {"own_site"}
    assert "payment" in set(costs["line"])
    assert "referral" not in set(costs["line"])


def test_totals_by_the_unit_are_totals_over_units(six):
    table = wide(six.totals)
    assert np.allclose(table["earned_per_unit"] * table["sold"], table["earned"])
    assert (table["ads"] <= table["spent"]).all()


# ---------------------------------------------------------------------------------- traffic


def test_concentration_of_known_shares():
    assert concentration([5.0, 0, 0]) == 1
    assert concentration([2.0, 2, 2, 2]) == 0.25
    assert concentration([[70.0, 20, 10], [0, 0, 0]])[0] == pytest.approx(0.54)
    assert np.isnan(concentration([[1.0, 1], [0, 0]])[1])
    with pytest.raises(ParameterError, match="orders cannot be -1"):
        concentration([3.0, -1.0])


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=6), st.floats(0.1, 1000))
def test_concentration_has_its_bounds_and_no_unit(amounts, factor):
    found = concentration(amounts)
    assert 1 / len(amounts) - 1e-9 <= found <= 1 + 1e-9
    assert concentration(np.array(amounts) * factor) == pytest.approx(found)
    # Merging two sources never spreads the risk.
    if len(amounts) > 1:
        assert concentration([amounts[0] + amounts[1], *amounts[2:]]) >= found - 1e-9


def test_shares_of_a_week_add_up_and_modes_have_the_sources_they_have(six):
    shares = six.traffic.groupby(["scenario", "week"])["share"].sum()
    assert np.allclose(shares[shares > 0], 1)
    orders = six.traffic.groupby(["scenario", "source"])["orders"].sum()
    assert orders["self_batch", "from_list"] == 0
    assert orders["self_batch", "from_content"] == 0
    assert orders["hybrid_drop", "from_list"] > 0
    table = wide(six.concentration)
    assert table.loc["self_batch", "marketplace_share"] == 1
    assert 0 < table.loc["hybrid_staged", "marketplace_share"] < 1
    parts = orders["hybrid_drop"] / orders["hybrid_drop"].sum()
    assert table.loc["hybrid_drop", "concentration"] == pytest.approx((parts**2).sum())
    assert table.loc["hybrid_drop", "largest_source"] == pytest.approx(parts.max())


def test_expected_orders_by_source_are_what_was_wanted(six):
    for name in ("self_batch", "hybrid_drop"):
        expected = six.traffic.query("scenario == @name")["orders"].sum()
        wanted = six.simulation.outcome("wanted", name).mean()
        assert expected == pytest.approx(wanted, rel=0.03)


# ----------------------------------------------------------------------------------- supply


def test_supply_of_a_mode_without_stock_and_with(six):
    table = wide(six.supply)
    direct, batch, quick = (table.loc[n] for n in ("platform_direct", "self_batch", "self_quick"))
    assert direct["fill_rate"] == 1
    assert direct["stock_at_risk"] == 0
    assert direct["lead_time"] == 0
    assert np.isnan(direct["written_off"])
    assert (batch["lead_time"], quick["lead_time"]) == (9, 3)
    assert batch["fill_rate"] < 1
    assert batch["stock_at_risk"] > quick["stock_at_risk"] > 0
    assert batch["stock_share"] == pytest.approx(batch["stock_at_risk"] / 300_000)
    assert (direct["delivery_days"], batch["delivery_days"]) == (14, 3)


def test_the_stock_at_risk_of_a_single_order_is_that_order():
    single = Scenario("self_batch", cover0=1, mu0=10, exper=1, moq=800, cvr_m=0.001, kill=0)
    found = compare({"a": single}, paths=20, weeks=12, shocks={})
    at_risk = wide(found.supply).loc["a", "stock_at_risk"]
    landed = 38 + 3 + 3.5 + 0.3 * 38
    assert at_risk == pytest.approx(800 * landed, rel=1e-6)


# ------------------------------------------------------------------------------ differences


def test_differences_are_against_the_first_on_the_same_luck(six):
    run = six.simulation
    direct = six.differences.set_index("scenario").loc["platform_direct"]
    gap = run.outcome("wealth", "platform_direct") - run.outcome("wealth", "self_batch").astype(
        float
    )
    assert direct["difference"] == pytest.approx(gap.mean(), rel=1e-9)
    assert direct["high"] - direct["low"] == pytest.approx(
        2 * 1.959964 * gap.std(ddof=1) / np.sqrt(150), rel=1e-6
    )
    assert direct["certain"] == (direct["low"] > 0 or direct["high"] < 0)


def test_another_outcome_and_another_base():
    run = simulate(["self_batch", "self_quick"], paths=50, weeks=30, keep=())
    table = differences(run, "sold", against="self_quick")
    assert table[["scenario", "against", "unit"]].to_numpy().tolist() == [
        ["self_batch", "self_quick", "units"]
    ]
    with pytest.raises(ParameterError, match="outcome cannot be 'luck'"):
        differences(run, "luck")
    with pytest.raises(ParameterError, match="scenario cannot be nobody"):
        differences(run, against="nobody")


def test_a_shock_of_ones_own_is_in_the_comparison(six):
    assert set(six.shocks["shock"]) == {"bang"}
    assert six.shocks.set_index("scenario").loc["platform_b2b", "loss"] == 0  # its buyer pays duty
    assert six.shocks.set_index("scenario").loc["self_batch", "low"] > 0


def test_labels_follow_the_reader():
    with speaking("zh"):
        assert order_margins(by_name(["self_batch"]))["label"].tolist()[3] == "保本 ACoS"


def test_scenarios_that_are_none_or_disagree_are_refused():
    with pytest.raises(ParameterError, match="no scenario"):
        by_name([])
    with pytest.raises(ParameterError, match="no scenario with a name"):
        by_name({"a": 3})
    with pytest.raises(ParameterError, match="There is no preset named 'lamp'"):
        compare(["lamp"])
    pair = {"a": Scenario(risk_aversion=1), "b": Scenario(risk_aversion=2)}
    with pytest.raises(ParameterError, match=r"risk_aversion \(a: 1.0, b: 2.0\)"):
        agreed(pair, "risk_aversion")

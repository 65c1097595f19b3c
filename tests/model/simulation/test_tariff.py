"""Fees of a scenario, month by month: looked up once for all that ask the tables the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.listing import Listing
from xbcourse.model.simulation.tariff import ASKED, fees_in

PRESETS = (
    "self_batch",
    "platform_direct",
    "platform_b2b",
    "hybrid_staged",
    "anker",
    "desk_organiser",
)
OWN = {"fee_basis", "ref", "fulfil_usd", "hold", "pay", "pay_fix_usd"}
OTHERS = [p for p in PARAMETERS.values() if p.name not in {*ASKED, *OWN} and p.choices is None]


@given(
    st.sampled_from(PRESETS),
    st.sampled_from(OTHERS),
    st.floats(0, 1),
    st.integers(1, 12),
)
def test_what_the_tables_are_not_asked_leaves_fees_alone(preset, parameter, share, month):
    scenario = Scenario(preset)
    steps = round(share * (parameter.high - parameter.low) / parameter.step)
    value = parameter.check(parameter.low + steps * parameter.step)
    moved = scenario.but(**{parameter.name: value})
    assert fees_in(moved, month) == fees_in(scenario, month)


@pytest.mark.parametrize("changes", [{"price_usd": 9.5}, {"height_cm": 40.0}, {"weight_kg": 3.0}])
@pytest.mark.parametrize("month", [2, 11])
def test_fees_are_those_of_an_order_of_that_month(changes, month):
    scenario = Scenario("self_batch", **changes)
    order = Listing(scenario.but(month=month)).order()
    found = fees_in(scenario, month)
    assert (found.ref, found.fulfil_usd) == (float(order.referral_rate), float(order.fulfilment))
    assert found.hold == pytest.approx(order.storage / scenario.weeks_in_stock * scenario.fx0)


def test_by_rates_they_are_the_scenarios_own():
    scenario = Scenario("self_batch", fee_basis="rates", ref=0.11, hold=0.77)
    found = fees_in(scenario, 11)
    assert (found.ref, found.hold, found.fulfil_usd) == (0.11, 0.77, scenario.fulfil_usd)

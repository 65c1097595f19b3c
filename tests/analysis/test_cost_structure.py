"""Sales split into what they paid for: to the yuan where nothing is stocked."""

import pytest

from xbcourse.analysis.cost_structure import BOOKED, PARTS, cost_structure
from xbcourse.analysis.modes import MODES, alike
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate


def split(names=MODES, value="amount", weeks=60, **changes):
    """Parts × scenarios."""
    made = alike(Scenario(**changes), names)
    table = cost_structure(simulate(made, paths=120, weeks=weeks, keep=BOOKED))
    return table.pivot(index="part", columns="scenario", values=value).loc[list(PARTS)]


def test_costs_and_profit_together_are_the_sales():
    assert split(value="share").sum().tolist() == pytest.approx([1] * 6)


def test_where_nothing_is_stocked_and_nobody_fails_goods_fees_and_ads_explain_all():
    # Six products tried and none given up: what is left over is rounding.
    left = split(["platform_b2b", "platform_direct", "hybrid_drop"], kill=0.0, capital=3e6)
    sales = left.sum()
    assert (left.loc["stock_losses"].abs() < 1e-4 * sales).all()


def test_an_unsold_batch_is_a_loss_on_stock():
    calm = split(["self_batch"])["self_batch"]
    dead = split(["self_batch"], mu0=300.0)["self_batch"]  # five times too much is ordered
    assert dead["stock_losses"] > 2 * calm["stock_losses"] > 0


def test_each_part_answers_to_its_own_assumption():
    start = split(["hybrid_staged"], "per_unit", fee_basis="rates", kill=0.0, capital=3e6)
    start = start["hybrid_staged"]
    for part, changes in {
        "duty_vat": {"duty": 0.45},
        "selling_fees": {"ref": 0.18},
        "promotion": {"content": 2400.0},
        "overhead": {"fixed": 3000.0},
    }.items():
        moved = split(
            ["hybrid_staged"], "per_unit", fee_basis="rates", kill=0.0, capital=3e6, **changes
        )["hybrid_staged"]
        assert moved[part] > 1.1 * start[part], part
        assert moved["profit"] < start["profit"], part


def test_a_unit_from_stock_costs_what_its_rates_say():
    each = split(["self_batch"], "per_unit")["self_batch"]
    assert each["goods"] == pytest.approx(38.0, rel=1e-5)
    assert each["duty_vat"] == pytest.approx(0.30 * 38.0, rel=1e-5)
    assert each["freight_storage"] > 3.0 + 3.5  # packing and first mile, and some storage


def test_storage_is_charged_by_stock_and_week():
    rates = {"fee_basis": "rates", "kill": 0.0, "capital": 3e6}
    free = split(["self_batch"], hold=0.0, **rates)["self_batch"]["freight_storage"]
    once = split(["self_batch"], hold=0.35, **rates)["self_batch"]["freight_storage"]
    twice = split(["self_batch"], hold=0.70, **rates)["self_batch"]["freight_storage"]
    assert once > free
    assert twice - once == pytest.approx(once - free, rel=1e-6)


def test_what_is_needed_must_be_kept():
    with pytest.raises(ParameterError, match="trajectory"):
        cost_structure(simulate(["self_batch"], paths=4, weeks=4, keep=("sold",)))

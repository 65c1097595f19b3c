"""Unit economics against hand-computed values, closed forms and the laws that must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.model import economics
from xbcourse.model.economics import OrderTerms, contribution

amounts = st.floats(0, 500)
shares = st.floats(0, 0.3)
COSTS = (
    "unit_cost",
    "packing",
    "first_mile",
    "placement",
    "supplier_shipping",
    "parcel_fee",
    "closing",
    "payment_fixed",
    "fulfilment",
    "storage",
    "return_handling",
    "refund_kept",
)
RATES = ("duty_rate", "referral_rate", "payment_rate", "return_rate", "tacos", "vat_rate")


@st.composite
def terms(draw):
    """Any legal order, customs value apart from the unit cost."""
    values = {name: draw(amounts) for name in COSTS} | {name: draw(shares) for name in RATES}
    return OrderTerms(
        price=draw(st.floats(1, 1000)),
        customs_value=draw(amounts),
        resale_share=draw(st.floats(0, 1)),
        **values,
    )


def test_a_statement_worked_by_hand():
    # 120 with 20 % VAT leaves 100. Landed: 30 + 2 + 5 + 10 % of 28 = 39.80.
    # Fees 12 + 3.48 + 0.30; returns 5 % of (100 - 12 + 2.40 + 6 - 0.5 * 30) = 4.07.
    order = OrderTerms(
        price=120,
        vat_rate=0.20,
        unit_cost=30,
        packing=2,
        first_mile=5,
        customs_value=28,
        duty_rate=0.10,
        referral_rate=0.10,
        payment_rate=0.029,
        payment_fixed=0.30,
        fulfilment=8,
        storage=1,
        return_rate=0.05,
        return_handling=6,
        refund_kept=2.40,
        resale_share=0.5,
        tacos=0.15,
    )
    statement = contribution(order)
    assert statement.revenue == pytest.approx(100, abs=1e-9)
    assert statement.landed_cost == pytest.approx(39.80, abs=1e-9)
    assert statement.cm1 == pytest.approx(60.20, abs=1e-9)
    assert statement.rows["returns"] == pytest.approx(-4.07, abs=1e-9)
    assert statement.cm2 == pytest.approx(60.20 - 12 - 3.48 - 0.30 - 8 - 1 - 4.07, abs=1e-9)
    assert statement.cm3 == pytest.approx(statement.cm2 - 18, abs=1e-9)
    assert statement.roi == pytest.approx(float(statement.cm3) / (39.80 + 18), abs=1e-9)
    assert statement.breakeven_acos == pytest.approx(float(statement.cm2) / 120, abs=1e-9)


@given(terms())
def test_rows_add_up_to_cm3(order):
    statement = contribution(order)
    assert sum(statement.rows.values()) == pytest.approx(float(statement.cm3), abs=1e-9)
    assert statement.landed_cost == pytest.approx(float(order.landed_cost), abs=1e-9)


@given(terms())
def test_at_the_breakeven_price_nothing_is_left(order):
    price = economics.breakeven_price(order)
    if np.isnan(price) or price <= 0:
        return
    assert contribution(order.but(price=price)).cm3 == pytest.approx(
        0, abs=1e-9 * max(1, float(price))
    )


def test_no_price_breaks_even_when_rates_take_it_all():
    order = OrderTerms(price=10, unit_cost=1, referral_rate=0.5, payment_rate=0.2, tacos=0.4)
    assert np.isnan(economics.breakeven_price(order))


@given(terms())
def test_spending_the_breakeven_acos_leaves_nothing(order):
    share = contribution(order).breakeven_acos
    if share < 0:
        return
    assert contribution(order.but(tacos=share)).cm3 == pytest.approx(0, abs=1e-9)


@given(terms(), st.sampled_from(COSTS), st.floats(0, 100))
def test_a_higher_cost_never_raises_a_margin(order, cost, more):
    # Goods that come back and sell again are worth their cost; that gain is not what is tested.
    order = order.but(resale_share=0.0)
    dearer = order.but(**{cost: getattr(order, cost) + more})
    for level in ("cm1", "cm2", "cm3"):
        assert getattr(contribution(dearer), level) <= getattr(contribution(order), level) + 1e-9


@given(terms(), st.sampled_from(("duty_rate", "tacos", "payment_rate", "vat_rate")), shares)
def test_a_higher_rate_never_raises_cm3(order, rate, more):
    # A higher VAT or commission also makes refunds cheaper, but never by more than it costs.
    higher = order.but(**{rate: getattr(order, rate) + more})
    assert contribution(higher).cm3 <= contribution(order).cm3 + 1e-9


@given(terms(), st.sampled_from(COSTS), st.floats(0.1, 50))
def test_margins_are_linear_in_every_amount(order, cost, step):
    order = order.but(resale_share=0.0)
    at = [
        float(contribution(order.but(**{cost: getattr(order, cost) + k * step})).cm3)
        for k in range(3)
    ]
    assert at[2] - at[1] == pytest.approx(at[1] - at[0], abs=1e-9)


def test_arrays_give_the_same_as_their_elements():
    prices, costs = np.array([20.0, 30.0, 45.0]), np.array([[5.0], [9.0]])
    together = contribution(OrderTerms(price=prices, unit_cost=costs, referral_rate=0.15)).cm3
    assert together.shape == (2, 3)
    for i, cost in enumerate(costs[:, 0]):
        for j, price in enumerate(prices):
            alone = contribution(OrderTerms(price=price, unit_cost=cost, referral_rate=0.15)).cm3
            assert together[i, j] == alone


def test_breakeven_prices_sees_every_crossing_of_a_stepped_fee():
    # Fee 3 below 10 and 5 from 10 on, other costs 6.50:
    # a gain from 9.50, a loss again at 10, a gain from 11.50.
    def profit(price):
        return price - 6.5 - np.where(price < 10, 3.0, 5.0)

    assert economics.breakeven_prices(profit, [10.0], 1, 30) == pytest.approx([9.5, 10, 11.5])
    assert economics.breakeven_prices(profit, [10.0], 12, 30).size == 0


def test_ratios_of_the_trade():
    assert economics.acos(1200, 300) == 4.0  # four spent for each one sold
    assert economics.roas(1200, 300) == 0.25
    assert np.isnan(economics.acos(100, 0))
    assert economics.tacos(0.4, 0.25) == pytest.approx(0.10)
    assert economics.breakeven_conversion(6.0, 49.6) == pytest.approx(0.121, abs=5e-4)
    assert np.isinf(economics.breakeven_conversion(6.0, -1.0))
    assert economics.breakeven_cpc(49.6, 0.121) == pytest.approx(6.0, abs=0.01)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("terms", "named"),
    [
        ({"price": -5}, "price"),
        ({"price": 0}, "price"),
        ({"price": "abc"}, "price"),
        ({"price": "30"}, "price"),
        ({"price": True}, "price"),
        ({"price": float("nan")}, "price"),
        ({"price": 30, "unit_cost": float("inf")}, "unit_cost"),
        ({"price": 30, "unit_cost": -1}, "unit_cost"),
        ({"price": 30, "unit_cost": None}, "unit_cost"),
        ({"price": 30, "return_rate": 6}, "return_rate"),
        ({"price": [20, 30], "unit_cost": [1, 2, 3]}, "unit_cost"),
    ],
)
def test_bad_terms_are_named(language, terms, named):
    with speaking(language):
        with pytest.raises(ParameterError) as refused:
            OrderTerms(**terms)
        said = str(refused.value)
    assert named in said
    assert ("。" in said) == (language == "zh")

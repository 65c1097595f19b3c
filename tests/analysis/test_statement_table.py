"""The statement of an order as a tidy table."""

import numpy as np
import pytest

from xbcourse.analysis.statement import STAGES, statement_table
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.model.economics import ROWS, OrderTerms, contribution

#: Every line of the statement differs from zero.
FULL = OrderTerms(
    price=119.0,
    vat_rate=0.19,
    unit_cost=20.0,
    packing=1.0,
    first_mile=3.0,
    customs_value=23.0,
    duty_rate=0.1,
    placement=0.5,
    supplier_shipping=2.0,
    parcel_fee=0.7,
    referral_rate=0.15,
    closing=0.3,
    payment_rate=0.03,
    payment_fixed=0.25,
    fulfilment=5.0,
    storage=0.4,
    return_rate=0.1,
    return_handling=2.0,
    tacos=0.08,
)


def test_lines_stand_in_order_and_add_up_to_what_is_left():
    statement = contribution(FULL)
    table = statement_table(statement, currency="EUR")
    assert table["line"].tolist() == list(ROWS)
    assert table["amount"].sum() == pytest.approx(float(statement.cm3), abs=1e-9)
    assert set(table["currency"]) == {"EUR"}


def test_stages_add_up_to_the_subtotals():
    statement = contribution(FULL)
    stage = statement_table(statement, currency="EUR").groupby("stage")["amount"].sum()
    assert stage["revenue"] == pytest.approx(100.0)  # 119 less 19 % VAT
    assert stage["revenue"] + stage["goods"] == pytest.approx(float(statement.cm1))
    assert stage.drop("ads").sum() == pytest.approx(float(statement.cm2))
    assert stage["ads"] == pytest.approx(-0.08 * 119)


def test_every_line_of_the_statement_has_a_stage():
    assert set(STAGES) == set(ROWS)


def test_lines_that_are_zero_are_left_out():
    table = statement_table(contribution(OrderTerms(price=24.0, unit_cost=6.0)), currency="USD")
    assert table["line"].tolist() == ["price", "unit_cost"]


def test_labels_follow_the_reader_and_names_in_code_do_not():
    statement = contribution(OrderTerms(price=24.0, fulfilment=6.0))
    with speaking("zh"):
        zh = statement_table(statement, currency="USD")
    with speaking("en"):
        en = statement_table(statement, currency="USD")
    assert zh["label"].tolist() == ["售价", "配送费"]
    assert en["label"].tolist() == ["Price", "Fulfilment"]
    assert zh.drop(columns="label").equals(en.drop(columns="label"))


def test_several_orders_at_once_are_refused():
    statement = contribution(OrderTerms(price=np.array([20.0, 30.0])))
    with pytest.raises(ParameterError, match="2 of them"):
        statement_table(statement, currency="USD")


@pytest.mark.parametrize("currency", ["dollars", "XX", None, 3])
def test_a_currency_that_does_not_exist_is_refused(currency):
    with pytest.raises(ParameterError, match="currency code"):
        statement_table(contribution(OrderTerms(price=24.0)), currency=currency)

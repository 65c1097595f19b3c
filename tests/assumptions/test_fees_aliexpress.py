"""AliExpress: commission by category and as a range, deposits, and a fee that has ended."""

from decimal import Decimal

import pytest

from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    aliexpress_annual_fee,
    aliexpress_categories,
    aliexpress_commission,
    aliexpress_deposit,
    aliexpress_withdrawal,
)
from xbcourse.assumptions.language import speaking

DAY = "2024-06-01"


@pytest.mark.parametrize(
    ("category", "fee"), [("Apparel", "4.00"), ("手机", "2.50"), ("furniture", "2.50")]
)
def test_commission_of_a_category_is_from_memory(category, fee):
    quote = aliexpress_commission(50, category, on=DAY)
    assert quote.amount == Decimal(fee)
    assert quote.confidence == "background"
    assert "凭行业常识" in quote.cautions[0].zh


def test_without_a_category_the_range_that_was_read():
    quote = aliexpress_commission(50, on=DAY)
    assert (quote.low, quote.amount, quote.high) == (Decimal("2.5"), Decimal("3.25"), Decimal(4))
    assert quote.rows == ("ALX-FEE-001", "ALX-FEE-002")
    assert quote.confidence == "quoted"


def test_no_category_pays_outside_the_range():
    whole = aliexpress_commission(100, on=DAY)
    for category in aliexpress_categories():
        assert whole.low <= aliexpress_commission(100, category, on=DAY).amount <= whole.high


def test_deposits():
    assert aliexpress_deposit(on=DAY).amount == 10_000
    assert "50,000" in aliexpress_deposit(on=DAY).cautions[-1].en
    brand = aliexpress_deposit("Brand stores (one third-party figure)", on="2023-06-01")
    assert (brand.amount, brand.currency) == (30_000, "CNY")
    assert not any("50,000" in caution.en for caution in brand.cautions)


def test_the_annual_fee_has_ended():
    assert aliexpress_annual_fee("Human hair", on="2021-12-31").amount == 50_000
    assert aliexpress_annual_fee("Mobile phones", on="2021-01-01").amount == 30_000
    assert aliexpress_annual_fee(on="2021-06-01").amount == 10_000
    with pytest.raises(NotCovered) as refused:
        aliexpress_annual_fee(on="2022-01-01")
    assert "2021-01-01 to 2021-12-31" in str(refused.value)
    with speaking("zh"):
        assert "2021-01-01 至 2021-12-31" in str(refused.value)


def test_withdrawal():
    assert aliexpress_withdrawal(on=DAY).amount == 15
    with pytest.raises(NotCovered, match="from 2024-01-01"):
        aliexpress_withdrawal(on="2023-12-31")


def test_an_unknown_category_and_a_negative_order():
    with pytest.raises(ParameterError, match="Toys"):
        aliexpress_commission(50, "Toy", on=DAY)
    with pytest.raises(ParameterError, match="order cannot be -1"):
        aliexpress_commission(-1, on=DAY)

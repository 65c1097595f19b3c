"""Alibaba.com: memberships by name in either language, a range of rates, a count of quotes."""

from decimal import Decimal

import pytest

from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    alibaba_membership,
    alibaba_rfq_quotes,
    alibaba_transaction,
)
from xbcourse.assumptions.language import speaking


@pytest.mark.parametrize(
    ("plan", "price"),
    [
        ("export_basic", 29_800),
        ("出口通", 29_800),
        ("Verified supplier", 80_000),
        ("金品诚企", 80_000),
    ],
)
def test_memberships(plan, price):
    quote = alibaba_membership(plan, on="2024-06-01")
    assert (quote.amount, quote.currency, quote.confidence) == (price, "CNY", "background")


def test_an_unknown_membership():
    with pytest.raises(ParameterError) as refused:
        alibaba_membership("gold", on="2024-06-01")
    assert "Choose one of: export_basic, verified_supplier" in str(refused.value)
    with speaking("zh"):
        assert "export_basic" in str(refused.value)


@pytest.mark.filterwarnings("ignore:.*read in 2024")
def test_the_service_fee_is_a_range_without_its_cap():
    quote = alibaba_transaction(2000, on="2025-06-01")
    assert (quote.low, quote.amount, quote.high) == (20, 35, 50)
    assert any("封顶" in caution.zh for caution in quote.cautions)


def test_the_upper_rate_is_known_from_2025_only():
    with pytest.raises(NotCovered, match="from 2025-01-01"):
        alibaba_transaction(2000, on="2024-12-31")


def test_rfq_quotes_are_a_count_not_money():
    quote = alibaba_rfq_quotes(on="2024-06-01")
    assert (quote.low, quote.amount, quote.high) == (10, 20, 30)
    assert str(quote).startswith("Alibaba.com RFQ quotes: 10 quotes a month – 30 quotes a month")
    with speaking("zh"):
        assert "10 次 / 月 – 30 次 / 月" in str(quote)


def test_a_bill_is_in_whole_cents():
    with pytest.warns(UserWarning, match="read in 2024"):
        assert alibaba_transaction(99.99, on="2025-06-01").high == Decimal("2.50")

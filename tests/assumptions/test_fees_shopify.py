"""Shopify: plans, card rates and foreign cards, other gateways, disputes and refunds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    shopify_chargeback,
    shopify_fee_returned,
    shopify_payment,
    shopify_plan,
)
from xbcourse.assumptions.language import speaking

DAY = "2026-08-01"


@pytest.mark.parametrize(
    ("plan", "price"), [("Basic", 39), ("grow", 105), ("Advanced", 399), ("Plus", 2300)]
)
def test_plans(plan, price):
    assert shopify_plan(plan, on=DAY).amount == price


@pytest.mark.parametrize(
    ("plan", "gateway", "foreign", "fee"),
    [
        ("Basic", "shopify_payments", False, "1.17"),  # 0.87 + 0.30
        ("Grow", "Shopify Payments", False, "1.08"),
        ("Advanced", "shopify_payments", False, "1.02"),
        ("Basic", "shopify_payments", True, "1.62"),  # 4.4 % + 0.30
        ("Basic", "other", False, "0.60"),
        ("Grow", "第三方收款", False, "0.30"),
        ("Advanced", "other", False, "0.15"),
        ("Plus", "other", False, "0.05"),  # 0.045: half a cent goes up
    ],
)
def test_a_payment_of_thirty_dollars(plan, gateway, foreign, fee):
    quote = shopify_payment(30, plan, on=DAY, gateway=gateway, foreign_card=foreign)
    assert quote.amount == Decimal(fee)


def test_the_sources_disagree_and_the_quote_says_so():
    quote = shopify_payment(30, on=DAY, gateway="other")
    assert [caution.zh for caution in quote.cautions] == [
        "不同来源的说法不一致。",
        "第三方收款公司自己的手续费还要另算。",
    ]


def test_the_card_rate_of_plus_is_not_known():
    with pytest.raises(NotCovered) as refused:
        shopify_payment(30, "Plus", on=DAY)
    assert "Covered: Basic, Grow, Advanced" in str(refused.value)
    with speaking("zh"):
        assert "没有 Plus 套餐的资料" in str(refused.value)


def test_card_rates_were_seen_in_july():
    assert shopify_payment(30, on="2026-07-01").amount == Decimal("1.17")
    with pytest.raises(NotCovered, match="from 2026-07-01"):
        shopify_payment(30, on="2026-06-30")
    assert shopify_plan("Basic", on="2026-05-19").amount == 39
    with pytest.raises(NotCovered, match="from 2026-05-19"):
        shopify_plan("Basic", on="2026-05-18")


def test_a_dispute_costs_and_a_refund_returns_nothing():
    assert shopify_chargeback(on="2024-06-01").amount == 15
    assert shopify_fee_returned(1.17, on=DAY).amount == 0
    with pytest.warns(CourseWarning, match="read in 2024"):
        shopify_chargeback(on=DAY)


def test_unknown_names():
    with pytest.raises(ParameterError, match="Basic, Grow, Advanced, Plus"):
        shopify_plan("Lite", on=DAY)
    with pytest.raises(ParameterError, match="gateway cannot be 'paypal'"):
        shopify_payment(30, on=DAY, gateway="paypal")
    with pytest.raises(ParameterError, match="price"):
        shopify_payment(-30, on=DAY)


@given(price=st.integers(0, 10_000_00))
def test_a_dearer_plan_takes_less_and_a_foreign_card_more(price):
    price = Decimal(price) / 100
    basic, grow, advanced = (
        shopify_payment(price, plan, on=DAY).amount for plan in ("Basic", "Grow", "Advanced")
    )
    assert Decimal("0.30") <= advanced <= grow <= basic
    assert basic <= shopify_payment(price, on=DAY, foreign_card=True).amount

"""Payout: how reserve, cycle and transfer add up, and when the reserve began."""

import pytest

from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees import settlement_delay
from xbcourse.assumptions.language import speaking


@pytest.mark.parametrize(
    ("risk", "low", "middle", "high"), [("normal", 10, 19, 28), ("elevated", 17, 26, 35)]
)
def test_amazon_from_delivery_to_the_bank(risk, low, middle, high):
    wait = settlement_delay("amazon", on="2026-06-01", risk=risk)
    assert (wait.low, wait.amount, wait.high) == (low, middle, high)
    assert wait.currency == ""
    assert str(wait).startswith(f"Amazon: days to payout: {low} days – {high} days")


def test_the_reserve_after_delivery_began_in_march_2026():
    assert settlement_delay("亚马逊", on="2026-03-12").low == 10
    with pytest.raises(NotCovered) as refused:
        settlement_delay("amazon", on="2026-03-11")
    assert "from 2026-03-12" in str(refused.value)
    with speaking("zh"):
        assert "2026-03-12 起" in str(refused.value)


def test_aliexpress_releases_after_the_buyer_confirms():
    wait = settlement_delay("aliexpress", on="2024-06-01")
    assert (wait.low, wait.amount, wait.high) == (15, 15, 15)
    assert wait.rows == ("ALX-SET-001",)
    assert wait.confidence == "background"


def test_what_is_not_known():
    with pytest.raises(NotCovered, match=r"ebay is not covered\. Covered: .*aliexpress"):
        settlement_delay("ebay", on="2026-06-01")
    with pytest.raises(ParameterError, match="normal, elevated"):
        settlement_delay("amazon", on="2026-06-01", risk="high")

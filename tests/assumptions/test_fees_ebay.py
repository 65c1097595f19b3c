"""eBay: published examples, the edges of bands, the fee per order, and what is refused."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    ebay_categories,
    ebay_final_value,
    ebay_insertion,
    ebay_international,
    ebay_promoted,
    ebay_schedule,
    ebay_store,
)
from xbcourse.assumptions.language import speaking

DAY = "2026-06-01"
PORTIONS = (
    "Most categories",
    "Books, Movies and TV, Music",
    "Bullion",
    "Watches, Parts and Accessories",
    "Select Business and Industrial (heavy equipment)",
    "Guitars and Basses",
)


@pytest.mark.parametrize(
    ("total", "category", "fee"),
    [
        (10, "Most categories", "1.66"),  # 1.36 + 0.30: ten dollars are still a small order
        (10.01, "Most categories", "1.76"),  # 1.36136 + 0.40
        (7500, "Most categories", "1020.40"),
        (8000, "Most categories", "1032.15"),  # 1020 + 11.75 + 0.40
        (100, "Books, Movies and TV, Music", "15.70"),
        (100, "Trading Cards and Comics", "13.65"),
        (8000, "Bullion", "1055.40"),  # 1020 + 35 + 0.40
        (2000, "Women's Bags and Handbags", "300.40"),
        (2000.01, "Women's Bags and Handbags", "180.40"),  # the whole total at 9 %
        (6000, "Jewelry (except Watches)", "540.40"),
        (1000, "Watches, Parts and Accessories", "150.40"),
        (8000, "Watches, Parts and Accessories", "587.90"),  # 150 + 422.50 + 15 + 0.40
        (20000, "Select Business and Industrial (heavy equipment)", "475.40"),
        (149.99, "Select Athletic Shoes", "20.80"),  # 20.39864 + 0.40
        (150, "Select Athletic Shoes", "12.00"),  # 8 %, and no fee for the order
    ],
)
def test_final_value_worked_by_hand(total, category, fee):
    assert ebay_final_value(total, category, on=DAY).amount == Decimal(fee)


def test_a_store_pays_less_as_far_as_is_known():
    assert ebay_final_value(100, "Most categories", on=DAY, store="premium").amount == Decimal(
        "13.10"
    )
    with pytest.raises(NotCovered, match="2,500 USD"):
        ebay_final_value(2501, "Most categories", on=DAY, store="Basic")
    with pytest.raises(NotCovered, match="Bullion with a Basic Store"):
        ebay_final_value(100, "Bullion", on=DAY, store="Basic")
    with pytest.raises(ParameterError, match="Basic, Premium, Anchor, Enterprise"):
        ebay_final_value(100, "Most categories", on=DAY, store="Starter")


def test_the_fee_per_order_is_a_step_of_the_schedule():
    fee = ebay_schedule("Most categories", on=DAY)
    assert fee.breakpoints() == (Decimal(10), Decimal(7500))
    shoes = ebay_schedule("Select Athletic Shoes", on=DAY)
    assert shoes.breakpoints() == (Decimal(10), Decimal(150))
    assert shoes.amounts([10, 149, 150]) == pytest.approx([1.66, 20.664, 12.0])


def test_the_quote_cites_its_rows_and_their_dates():
    quote = ebay_final_value(100, "多数类目", on=DAY)
    assert quote.rows == ("EBY-FVF-001", "EBY-FVF-002", "EBY-FVF-025", "EBY-FVF-026")
    assert (str(quote.effective_from), quote.confidence) == ("2025-02-14", "transcribed")
    assert "7,500 美元以内的部分收 13.6%" in quote.rule.zh
    assert "0.30 USD if the total is at most 10 USD" in quote.rule.en


def test_before_the_price_list_nothing_is_known():
    assert ebay_final_value(100, "Most categories", on="2025-02-14").amount == Decimal("14.00")
    with pytest.raises(NotCovered) as refused:
        ebay_final_value(100, "Most categories", on="2025-02-13")
    assert "Covered: from 2025-02-14." in str(refused.value)
    with speaking("zh"):
        assert "表里有的时间：2025-02-14 起" in str(refused.value)
    with pytest.raises(NotCovered, match=r"UK is not covered\. Covered: US"):
        ebay_final_value(100, "Most categories", on=DAY, region="UK")


@pytest.mark.parametrize("total", [-1, float("nan"), "100", True])
def test_a_total_that_is_none(total):
    with pytest.raises(ParameterError, match="total"):
        ebay_final_value(total, "Most categories", on=DAY)


def test_an_unknown_category_gets_a_suggestion():
    with pytest.raises(ParameterError) as refused:
        ebay_final_value(100, "Gitars", on=DAY)
    assert "Guitars and Basses" in str(refused.value)
    with speaking("zh"):
        assert "吉他与贝斯" in str(refused.value)


@given(
    category=st.sampled_from(PORTIONS),
    totals=st.lists(st.integers(0, 3_000_000), min_size=2, max_size=20),
)
def test_under_the_portion_rule_a_cent_more_never_costs_less_and_never_jumps(category, totals):
    fee = ebay_schedule(category, on=DAY, per_order=False)
    for low, high in pairwise(sorted(Decimal(cents) / 100 for cents in totals)):
        step = fee.amount(high) - fee.amount(low)
        # The steepest rate of the table is 15.3 %; each side is rounded by half a cent at most.
        assert 0 <= step <= (high - low) * Decimal("0.153") + Decimal("0.01")


@given(total=st.integers(0, 2_000_000), category=st.sampled_from(sorted(ebay_categories())))
def test_the_fee_per_order_is_all_that_it_adds(total, category):
    total = Decimal(total) / 100
    with_fee = ebay_schedule(category, on=DAY).amount(total)
    added = with_fee - ebay_schedule(category, on=DAY, per_order=False).amount(total)
    waived = category == "Select Athletic Shoes" and total >= 150
    assert added == (0 if waived else Decimal("0.30") if total <= 10 else Decimal("0.40"))


@pytest.mark.parametrize(
    ("store", "renewal", "price"),
    [
        ("Starter", "monthly", "7.95"),
        ("basic", "按年", "21.95"),
        ("Enterprise", "yearly", "2999.95"),
    ],
)
def test_stores(store, renewal, price):
    assert ebay_store(store, on="2025-06-01", renewal=renewal).amount == Decimal(price)


def test_enterprise_is_not_sold_by_the_month():
    with pytest.raises(ParameterError, match="Choose one of: yearly"):
        ebay_store("Enterprise", on="2025-06-01", renewal="monthly")


def test_a_later_day_is_answered_with_a_warning():
    with pytest.warns(CourseWarning, match="read in 2025"):
        assert "2025" in ebay_store("Basic", on="2026-11-24").cautions[-1].zh


@pytest.mark.parametrize(("listings", "fee"), [(0, "0"), (250, "0"), (251, "0.35"), (350, "35")])
def test_insertion_counts_from_the_251st_listing(listings, fee):
    assert ebay_insertion(listings, on="2025-06-01").amount == Decimal(fee)


@pytest.mark.parametrize("listings", [-1, 2.5])
def test_listings_are_whole(listings):
    with pytest.raises(ParameterError, match="listings"):
        ebay_insertion(listings, on="2025-06-01")


def test_buyers_abroad():
    fee = ebay_international(59.99, on="2025-06-01")
    assert fee.amount == Decimal("0.99")  # 0.989835
    assert "registered in Greater China" in fee.cautions[0].en
    with pytest.raises(NotCovered, match="UK is not covered"):
        ebay_international(100, on="2025-06-01", region="UK")


@pytest.mark.filterwarnings("ignore:.*read in 2024")
def test_promoted_listings():
    usual = ebay_promoted(100, on="2025-06-01")
    assert (usual.low, usual.amount, usual.high) == (2, Decimal("4.25"), Decimal("6.50"))
    assert ebay_promoted(100, on="2025-06-01", ad_rate=0.1).amount == 10
    with pytest.raises(ParameterError, match=r"ad_rate cannot be 0.01: it may be 0.02 to 1"):
        ebay_promoted(100, on="2025-06-01", ad_rate=0.01)

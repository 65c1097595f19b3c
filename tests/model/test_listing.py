"""A real order from the dated fee tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions import fees
from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.economics import contribution
from xbcourse.model.listing import MARKETPLACES, Listing, sale_day

ORGANISER = Scenario("desk_organiser")


def test_every_destination_of_the_registry_has_a_marketplace():
    assert set(MARKETPLACES) == set(PARAMETERS["destination"].choices)


@pytest.mark.parametrize("category", PARAMETERS["category"].choices)
@pytest.mark.parametrize("destination", ["us", "uk"])
def test_every_category_finds_its_commission_where_there_is_a_table(category, destination):
    listing = Listing(ORGANISER.but(category=category, destination=destination))
    assert "referral" not in listing.missing
    assert 0.03 < float(listing.order().referral_rate) < 0.25


def test_volume_is_billed_where_it_is_more_than_the_scale_says():
    # 30 × 22 × 10 / 6000 = 1.1 kg at 12 CNY a kg
    assert Listing(ORGANISER).first_mile == pytest.approx(1.1 * 12 / 6.71)
    heavy = Listing(ORGANISER.but(weight_kg=2.0))
    assert heavy.first_mile == pytest.approx(2.0 * 12 / 6.71)


def test_rent_of_eight_weeks():
    # 6600 cm³ are 0.23308 cubic feet; eight weeks are 1.84615 months
    assert Listing(ORGANISER).storage == pytest.approx(0.23308 * 0.78 * 1.84615, rel=1e-4)


def test_what_is_kept_of_a_refund_has_a_cap():
    ring = Listing(ORGANISER.but(category="jewelry", price_usd=149.99))
    assert float(ring.order().refund_kept) == pytest.approx(5.00)  # not 20 % of 30
    assert float(Listing(ORGANISER).order().refund_kept) == pytest.approx(0.90)
    assert 5.00 / 0.20 / 0.20 in ring.breakpoints


def test_customs_values_freight_in_europe_only():
    us, uk = (Listing(ORGANISER.but(destination=where)) for where in ("us", "uk"))
    assert us.customs_value == pytest.approx(50 / 6.71)
    assert uk.customs_value == pytest.approx(50 / 6.71 + uk.first_mile)


def test_a_price_in_dollars_meets_a_card_in_pounds():
    listing = Listing(ORGANISER.but(destination="uk", category="jewelry"))
    pounds = 29.99 / listing.dollars
    bill = fees.amazon_referral(pounds, "Jewellery", on=listing.day, region="UK").amount
    order = listing.order()
    assert float(order.referral_rate * order.price) == pytest.approx(float(bill) * listing.dollars)
    assert 1.0 < listing.dollars < 2.0


def test_a_month_means_its_own_rules():
    fuel = [Listing(ORGANISER.but(month=m)).order().fulfilment for m in (3, 4, 9, 10)]
    assert fuel[0] < fuel[1] == fuel[2] < fuel[3]
    assert sale_day(1).isoformat() == "2026-01-20"


def test_missing_fees_are_named_and_zero():
    german = Listing(ORGANISER.but(destination="de"))
    assert german.missing == ("fulfilment", "storage")
    assert float(german.order().fulfilment) == german.order().storage == 0
    assert Listing(ORGANISER.but(destination="de", category="toys")).missing[0] == "referral"
    assert Listing(ORGANISER).missing == ()


def test_a_box_too_large_for_the_british_card_has_no_fee():
    listing = Listing(ORGANISER.but(destination="uk", length_cm=55.0))
    assert "fulfilment" in listing.missing


@given(
    price=st.floats(5.0, 150.0),
    category=st.sampled_from(sorted(PARAMETERS["category"].choices)),
    destination=st.sampled_from(sorted(MARKETPLACES)),
)
def test_one_order_is_one_of_many_to_the_cent(price, category, destination):
    """The order as billed and the curve through many prices agree but for rounding."""
    listing = Listing(ORGANISER.but(category=category, destination=destination, price_usd=price))
    alone = float(contribution(listing.order()).cm3)
    # Two fees rounded, each by half a cent of the marketplace's currency at most.
    assert abs(alone - float(listing.cm3([price])[0])) < 0.011 * listing.dollars + 1e-9


@given(price=st.floats(5.0, 150.0), category=st.sampled_from(["clothing", "beauty", "jewelry"]))
def test_between_breakpoints_what_is_left_is_a_straight_line(price, category):
    listing = Listing(ORGANISER.but(category=category))
    width = 0.5
    if np.any(np.abs(listing.breakpoints - price) <= width):
        return
    low, middle, high = listing.cm3(np.array([price - width, price, price + width]))
    assert middle == pytest.approx((low + high) / 2, abs=1e-9)


def test_all_break_even_prices_are_found():
    listing = Listing(ORGANISER.but(cogs=93.0))
    first, jump, last = listing.breakeven_prices
    assert jump == 50.0
    assert listing.cm3(np.array([first, last])) == pytest.approx([0, 0], abs=1e-6)
    signs = np.sign(listing.cm3(np.array([first - 0.01, first + 0.01, jump + 0.01, last + 0.01])))
    assert signs.tolist() == [-1, 1, -1, 1]

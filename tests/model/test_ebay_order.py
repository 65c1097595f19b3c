"""An order on eBay: fees on the total with tax, promotion on the orders that it brought."""

import pytest

from xbcourse.assumptions import fees
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.ebay_order import DAY, buyer_pays, ebay_order
from xbcourse.model.economics import contribution

LAMP = Scenario("ebay_lamp")


def rows(**changes):
    return {k: float(v) for k, v in contribution(ebay_order(LAMP.but(**changes))).rows.items()}


def test_fees_are_taken_on_what_the_buyer_pays_with_tax():
    assert buyer_pays(LAMP) == pytest.approx(39.95, abs=0.005)
    lamp = rows()
    assert lamp["referral"] == -float(
        fees.ebay_final_value(39.9492, "Most categories", on=DAY).amount
    )
    assert lamp["referral"] == pytest.approx(-(0.136 * 39.9492 + 0.40), abs=0.005)
    assert lamp["closing"] == pytest.approx(-0.0165 * 39.9492, abs=0.005)


def test_more_tax_is_paid_by_the_buyer_and_costs_the_seller_its_fees():
    more = rows(sales_tax=0.10)
    assert more["price"] == rows()["price"]
    assert rows()["referral"] - more["referral"] == pytest.approx(0.136 * 0.02 * 36.99, abs=0.01)


def test_promotion_is_paid_for_the_orders_it_brought():
    half, all_of_them = rows(), rows(ad_order_share=1.0)
    assert all_of_them["ads"] == pytest.approx(2 * half["ads"])
    assert all_of_them["ads"] == pytest.approx(-0.05 * 39.9492)


def test_goods_come_from_the_supplier_in_dollars():
    lamp = rows()
    assert lamp["unit_cost"] == pytest.approx(-63.6 / 6.65)
    assert lamp["duty"] == pytest.approx(0.30 * lamp["unit_cost"])
    assert lamp["fulfilment"] == lamp["first_mile"] == 0

"""Freight, warehouse and postage: chargeable weight and volume, ranges, services, limits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    chargeable_weight,
    freight,
    freight_services,
    postage,
    warehouse,
    warehouse_measures,
)
from xbcourse.assumptions.fees.freight import COURIER_DIVISOR
from xbcourse.assumptions.fees.rows import matching
from xbcourse.assumptions.language import speaking

DAY = "2025-11-01"
AIR = "palletised, major airports"


@pytest.mark.filterwarnings("ignore:.*read in 2024")
@pytest.mark.parametrize(
    ("weight", "volume", "mode", "service", "low", "high"),
    [
        (100, 0.5, "air", AIR, 500, 800),  # 83.3 kg by volume: the actual weight
        (100, 1.2, "air", AIR, 1000, 1600),  # 200 kg by volume
        (100, 0.6, "air", AIR, 500, 800),  # just as heavy either way
        (10, 0.12, "express", None, 192, 360),  # 24 kg at 5000
        (800, 2.5, "sea_lcl", "port to port", 150, 375),  # 2.5 m³
        (1500, 1.2, "海运拼箱", "港到港", 90, 225),  # 1.5 t count as 1.5 m³
        (1000, 1, "sea_lcl", "all-in to door", 300, 500),
        (9000, 30, "sea_fcl", "40HQ", 2400, 3400),
        (0.2, 0.001, "small_parcel", "YunExpress", 3, 7),
        (2, 0.006, "small_parcel", "special line by weight", 120, 200),  # CNY
        (10, 0.09, "first_leg", "海派", 120, 240),  # 15 kg by volume
    ],
)
def test_worked_by_hand(weight, volume, mode, service, low, high):
    quote = freight(weight, volume, "CN-US", mode, on=DAY, service=service)
    assert (quote.low, quote.high) == (low, high)
    assert quote.amount == Decimal(low + high) / 2


def test_two_containers_cost_twice_one():
    one = freight(9000, 30, "CN-US", "sea_fcl", on=DAY, service="20GP")
    two = freight(9000, 50, "CN-US", "sea_fcl", on=DAY, service="20GP", containers=2)
    assert (two.low, two.high) == (2 * one.low, 2 * one.high) == (2400, 4000)
    with pytest.raises(ParameterError, match="containers"):
        freight(9000, 50, "CN-US", "sea_fcl", on=DAY, service="20GP", containers=0)


def test_the_courier_divisor_is_that_of_the_remark():
    (row,) = matching("freight", unit="cm3_per_kg")
    assert str(COURIER_DIVISOR) in row["note"]
    assert chargeable_weight(1, 0.03, "express", on=DAY).amount == 6
    assert chargeable_weight(1, 0.03, "air", on=DAY).amount == 5


def test_the_quote_says_which_weight_was_billed_and_cites_both_rows():
    quote = freight(100, 1.2, "CN-US", "air", on=DAY, service=AIR)
    assert quote.rows == ("LOG-AIR-001", "LOG-AIR-002", "LOG-AIR-011")
    assert "体积重大于实重（体积按 6,000 立方厘米折 1 千克）" in quote.rule.zh
    assert quote.rule.en.startswith("200 kg billed at 5 USD to 8 USD each")
    assert "actual weight" in freight(100, 0.1, "CN-US", "air", on=DAY, service=AIR).rule.en


def test_remarks_of_the_source_are_cautions():
    quote = freight(100, 0.4, "CN-US", "sea_lcl", on=DAY, service="port to port")
    assert [caution.en for caution in quote.cautions] == [
        "Destination charges not included.",
        "Forwarders usually bill at least one cubic metre.",
    ]
    assert quote.cautions[0].zh == "不含目的港费用。"


def test_several_services_want_a_choice():
    with pytest.raises(ParameterError, match="port to port, all-in to door"):
        freight(100, 1, "CN-US", "sea_lcl", on=DAY)
    assert freight_services()["express"] == ("heavier shipments",)


def test_what_is_not_covered():
    with pytest.raises(NotCovered) as refused:
        freight(100, 1, "CN-EU", "air", on=DAY, service=AIR)
    assert "Covered: CN-US" in str(refused.value)
    with speaking("zh"):
        assert "没有 CN-EU 的空运运价" in str(refused.value)
    with pytest.raises(NotCovered, match="from 2025-01-01"):
        freight(10, 0.1, "CN-US", "express", on="2024-12-31")
    with pytest.raises(ParameterError, match="sea_fcl, sea_lcl"):
        freight(10, 0.1, "CN-US", "rail", on=DAY)


@pytest.mark.parametrize(
    ("weight", "volume", "name"), [(-1, 1, "weight_kg"), (1, "1", "volume_m3")]
)
def test_a_shipment_that_is_none(weight, volume, name):
    with pytest.raises(ParameterError, match=name):
        freight(weight, volume, "CN-US", "express", on=DAY)


def test_rates_grow_old():
    with pytest.warns(CourseWarning, match="read in 2025"):
        freight(10, 0.1, "CN-US", "express", on="2026-11-24")


@given(
    weight=st.decimals(0, 5000, places=2),
    volume=st.decimals(0, 30, places=3),
    more=st.decimals(0, 100, places=2),
    service=st.sampled_from([("air", AIR), ("express", None), ("sea_lcl", "port to port")]),
)
def test_more_goods_never_cost_less(weight, volume, more, service):
    mode, service = service
    now = freight(weight, volume, "CN-US", mode, on=DAY, service=service)
    heavier = freight(weight + more, volume, "CN-US", mode, on=DAY, service=service)
    bulkier = freight(weight, volume + more, "CN-US", mode, on=DAY, service=service)
    for bigger in (heavier, bulkier):
        assert bigger.low >= now.low
        assert bigger.high >= now.high
    assert now.low <= now.amount <= now.high


@pytest.mark.parametrize(
    ("measure", "quantity", "low", "high"),
    [
        ("pick_fee", 3, 6, 15),
        ("托盘仓储", 2.5, 50, 100),
        ("receiving_container", 1, 250, 500),
        ("return_processing", 4, 12, 40),
        ("residential_surcharge", 2, "9.70", "9.70"),
        ("total_cost_share", 20_000, 2000, 3000),
    ],
)
def test_warehouse(measure, quantity, low, high):
    quote = warehouse(measure, quantity, on="2025-06-01")
    assert (quote.low, quote.high, quote.currency) == (Decimal(low), Decimal(high), "USD")


def test_an_unknown_warehouse_fee_lists_all():
    with pytest.raises(ParameterError) as refused:
        warehouse("labels", on="2025-06-01")
    assert all(measure in str(refused.value) for measure in warehouse_measures())


@pytest.mark.parametrize(("zone", "price"), [(1, "6.93"), (5, "7.69"), (8, "8.40")])
def test_postage(zone, price):
    quote = postage(0.4, zone, on="2026-07-12")
    assert quote.amount == Decimal(price)
    assert quote.confidence == "transcribed"
    assert "只见过一份抄录" in quote.cautions[0].zh


def test_postage_ends_below_a_pound_and_begins_with_the_price_list():
    assert postage(0.4535, 1, on="2026-08-01").amount == Decimal("6.93")
    with pytest.raises(NotCovered, match=r"under 1 lb \(0\.4536 kg\) only; 0\.453592 kg"):
        postage(Decimal("0.45359237"), 1, on="2026-08-01")
    with pytest.raises(NotCovered, match="from 2026-07-12"):
        postage(0.3, 1, on="2026-07-11")
    with pytest.raises(ParameterError, match="1, 2, 3, 4, 5, 6, 7, 8"):
        postage(0.3, 9, on="2026-08-01")

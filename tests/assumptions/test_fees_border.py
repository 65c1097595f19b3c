"""The border: layers of duty and the days they change, VAT in a price, parcels before and after."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    duty_goods,
    duty_layers,
    import_duty,
    parcel_fee,
    parcel_rule,
    vat,
    vat_rate,
)
from xbcourse.assumptions.language import speaking

AFTER = "2026-09-01"


def us_duty(value, goods, on, origin="China"):
    return import_duty(value, goods, origin=origin, destination="US", on=on)


@pytest.mark.parametrize(
    ("goods", "origin", "on", "duty"),
    [
        ("cotton_t_shirt", "China", "2026-02-23", "24.00"),  # 16.5 + 7.5
        ("cotton_t_shirt", "China", "2026-02-24", "34.00"),  # and 10 under Section 122
        ("cotton_t_shirt", "China", "2026-07-24", "34.00"),
        ("cotton_t_shirt", "China", "2026-07-25", "24.00"),
        ("cotton_t_shirt", "other", AFTER, "16.50"),
        ("充电宝", "中国", AFTER, "28.40"),  # 3.4 + 25
        ("wooden furniture", "China", AFTER, "25.00"),
        ("wooden_furniture", "other", "2026-03-01", "10.00"),
    ],
)
def test_us_duty_on_a_hundred_dollars(goods, origin, on, duty):
    assert us_duty(100, goods, on, origin).amount == Decimal(duty)


@pytest.mark.parametrize(
    ("goods", "duty"), [("cotton_t_shirt", 12), ("wooden_furniture", 0), ("power_bank", "2.70")]
)
def test_eu_duty_on_a_hundred_euros(goods, duty):
    quote = import_duty(100, goods, origin="China", destination="EU", on="2025-06-01")
    assert (quote.amount, quote.currency) == (Decimal(duty), "EUR")


def test_every_layer_is_a_row_and_a_line_of_the_bill():
    # 16.5 % of 10.10 is 1.6665, 7.5 % is 0.7575: each is rounded, the sum is not 24 % rounded.
    quote = us_duty(10.10, "cotton_t_shirt", AFTER)
    assert quote.amount == Decimal("2.43")
    assert quote.rows == ("BRD-US-012", "BRD-US-010")
    assert "基本税率（最惠国）：16.5%，1.67 美元；301 条款：7.5%，0.76 美元" in quote.rule.zh
    assert "not of the price" in quote.rule.en


def test_doubts_are_said():
    before = us_duty(100, "cotton_t_shirt", "2026-02-19")
    assert "BRD-US-016" in before.rows
    assert any("IEEPA" in caution.en for caution in before.cautions)
    during = us_duty(100, "cotton_t_shirt", "2026-03-01")
    assert not any("IEEPA" in caution.en for caution in during.cautions)
    assert "不同来源的说法不一致。" in [caution.zh for caution in during.cautions]
    after = us_duty(100, "cotton_t_shirt", "2026-07-25")
    assert any("what followed" in c.en or "another layer" in c.en for c in after.cautions)


def test_goods_without_a_base_rate_have_layers_but_no_total():
    layers = duty_layers("upholstered_furniture", origin="China", destination="US", on="2026-03-01")
    assert {quote.rows[0]: str(quote.amount) for quote in layers} == {
        "BRD-US-007": "0.25",
        "BRD-US-009": "0.25",
        "BRD-US-015": "0.1",
    }
    assert any("Section 232" in caution.en for caution in layers[0].cautions) is False
    assert str(layers[0]).startswith("Section 232 (upholstered wooden furniture): 25%")
    capped = duty_layers("upholstered_furniture", origin="other", destination="US", on=AFTER)
    assert any("capped" in caution.en for caution in capped[0].cautions)
    with pytest.raises(NotCovered) as refused:
        us_duty(100, "kitchen_cabinets", AFTER)
    assert "cotton_t_shirt, power_bank, wooden_furniture" in str(refused.value)
    with speaking("zh"):
        assert "木制橱柜进口到美国的基本税率不在表里" in str(refused.value)


def test_what_is_not_covered():
    with pytest.raises(NotCovered, match="toys into the US is not covered") as refused:
        us_duty(100, "toys", AFTER)
    with speaking("zh"):
        assert "表里有：cotton_t_shirt、power_bank、wooden_furniture。" in str(refused.value)
    with pytest.raises(NotCovered, match=r"JP is not covered\. Covered: EU, US"):
        import_duty(100, "power_bank", origin="China", destination="JP", on=AFTER)
    with pytest.raises(NotCovered, match="from 2026-01-01"):
        us_duty(100, "power_bank", "2025-12-31")


def test_an_origin_in_other_words_is_not_taken_for_another_country():
    with pytest.raises(ParameterError, match="China, other"):
        us_duty(100, "power_bank", AFTER, origin="CN")


@pytest.mark.parametrize("value", [-1, float("inf"), "10"])
def test_a_customs_value_that_is_none(value):
    with pytest.raises(ParameterError, match="customs_value"):
        us_duty(value, "power_bank", AFTER)


@given(
    cents=st.integers(0, 10_000_00),
    goods=st.sampled_from(sorted(duty_goods("US"))),
    on=st.sampled_from(["2026-01-01", "2026-03-01", AFTER]),
    origin=st.sampled_from(["China", "other"]),
)
def test_duty_is_the_sum_of_its_layers(cents, goods, on, origin):
    value = Decimal(cents) / 100
    layers = duty_layers(goods, origin=origin, destination="US", on=on)
    exact = value * sum(layer.amount for layer in layers)
    assert abs(us_duty(value, goods, on, origin).amount - exact) <= Decimal("0.005") * len(layers)


@pytest.mark.parametrize(
    ("country", "price", "tax", "currency"),
    [
        ("DE", 119, 19, "EUR"),
        ("FR", 120, 20, "EUR"),
        ("UK", 120, 20, "GBP"),
        ("IT", 122, 22, "EUR"),
        ("ES", 121, 21, "EUR"),
    ],
)
def test_vat_in_a_price(country, price, tax, currency):
    quote = vat(price, country, on=AFTER)
    assert (quote.amount, quote.currency) == (tax, currency)
    assert vat_rate(country, on=AFTER).amount == Decimal(tax) / 100


@given(st.integers(0, 10_000_00), st.sampled_from(["DE", "FR", "UK", "IT", "ES"]))
def test_tax_on_top_is_the_tax_contained(cents, country):
    net = Decimal(cents) / 100
    tax = vat(net, country, on=AFTER, included=False).amount
    assert abs(vat(net + tax, country, on=AFTER).amount - tax) <= Decimal("0.01")


def test_vat_elsewhere():
    with pytest.raises(NotCovered, match="PL is not covered"):
        vat(100, "PL", on=AFTER)
    with pytest.raises(NotCovered, match="from 2026-01-01"):
        vat(100, "DE", on="2025-12-31")


@pytest.mark.parametrize(
    ("destination", "origin", "on", "limit", "row"),
    [
        ("US", "China", "2025-05-01", 800, "BRD-US-001"),
        ("US", "China", "2025-05-02", 0, "BRD-US-002"),
        ("US", "other", "2025-08-29", 0, "BRD-US-003"),
        ("EU", "China", "2021-07-01", 150, "BRD-EU-001"),
        ("EU", "other", "2026-07-01", 150, "BRD-EU-001"),
    ],
)
def test_the_duty_free_limit(destination, origin, on, limit, row):
    quote = parcel_rule(destination=destination, origin=origin, on=on)
    assert quote.amount == limit
    assert quote.rows[0] == row


def test_for_other_origins_the_table_begins_with_the_end():
    with pytest.raises(NotCovered) as refused:
        parcel_rule(destination="US", origin="other", on="2025-08-28")
    assert "from 2025-08-29" in str(refused.value)
    with speaking("zh"):
        assert "2025-08-29 起" in str(refused.value)


@pytest.mark.parametrize(
    ("destination", "on", "lines", "low", "high"),
    [
        ("US", "2025-05-01", 1, 0, 0),
        ("US", "2025-05-14", 1, "21.60", "21.60"),  # 54 % of 40
        ("US", "2025-08-28", 1, "21.60", "21.60"),
        ("US", "2025-08-29", 1, 80, 200),
        ("US", "2026-02-28", 1, 80, 200),
        ("EU", "2026-06-30", 2, 0, 0),
        ("EU", "2026-07-01", 1, 3, 3),
        ("EU", "2026-07-01", 3, 9, 9),
    ],
)
def test_a_parcel_of_forty(destination, on, lines, low, high):
    quote = parcel_fee(40, destination=destination, on=on, tariff_lines=lines)
    assert (quote.low, quote.high) == (Decimal(low), Decimal(high))


def test_the_limit_itself_is_inside():
    assert parcel_fee(800, destination="US", on="2025-05-01").amount == 0
    assert parcel_fee(150, destination="EU", on=AFTER).amount == 3
    with pytest.raises(NotCovered) as refused:
        parcel_fee(150.01, destination="EU", on=AFTER)
    assert "150.01 EUR lies above 150 EUR" in str(refused.value)
    with speaking("zh"):
        assert "不再按小包计，请用 import_duty(...)" in str(refused.value)


def test_days_without_a_parcel_rule_point_to_the_ordinary_duty():
    for day in ("2025-05-13", "2026-03-01"):
        with pytest.raises(NotCovered, match="import_duty") as refused:
            parcel_fee(40, destination="US", on=day)
        assert "2025-05-14 to 2025-08-28" in str(refused.value)


def test_the_ruling_puts_the_flat_duty_in_doubt():
    assert "BRD-US-016" not in parcel_fee(40, destination="US", on="2026-02-19").rows
    late = parcel_fee(40, destination="US", on="2026-02-20")
    assert "BRD-US-016" in late.rows
    assert "被判无效" in late.cautions[0].zh


@pytest.mark.parametrize("lines", [0, 1.5, "2"])
def test_tariff_lines_are_counted(lines):
    with pytest.raises(ParameterError, match="tariff_lines"):
        parcel_fee(40, destination="EU", on=AFTER, tariff_lines=lines)


def test_rates_of_2025_are_answered_later_with_a_warning():
    with pytest.warns(CourseWarning, match="read in 2025"):
        import_duty(100, "power_bank", origin="China", destination="EU", on=AFTER)

"""Amazon's other fees: stock, inbound, returns, plans and refunds, at the published numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse import fees
from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.language import speaking

ON = "2026-09-16"
days = st.integers(0, 1000)


def size(cm=(20, 15, 5), kg=0.4, on=ON, region="US"):
    return fees.fba_size_tier(*cm, kg, on=on, region=region)


SMALL, LARGE, HEAVY, BULKY = (
    size((20, 15, 1), 0.2),  # 7.05 oz
    size(),  # 0.88 lb
    size(kg=2),  # 4.41 lb
    size((100, 20, 20), 5),  # large bulky
)


def says(error, words):
    """That a message has these words, in each language."""
    for language, expected in words.items():
        with speaking(language):
            assert expected in str(error.value)


@pytest.mark.parametrize(
    ("day", "goods", "rate"),
    [
        ("2026-09-30", {}, "0.78"),
        ("2026-10-01", {}, "2.40"),
        ("2026-12-31", {}, "2.40"),
        ("2026-01-01", {}, "0.78"),
        ("2026-09-30", {"size": "oversize"}, "0.56"),
        ("2026-10-01", {"size": BULKY}, "1.40"),
        ("2026-09-30", {"size": LARGE}, "0.78"),
        ("2026-09-30", {"dangerous_goods": True}, "0.99"),
        ("2026-10-01", {"dangerous_goods": True, "size": "oversize"}, "2.43"),
        ("2024-03-31", {}, "0.87"),
        ("2024-04-01", {}, "0.78"),
    ],
)
def test_storage_by_month_and_goods(day, goods, rate):
    assert fees.fba_storage(on=day, **goods).amount == Decimal(rate)
    assert fees.fba_storage(100, on=day, **goods).amount == 100 * Decimal(rate)


def test_storage_is_rounded_once_for_all_of_the_stock():
    assert fees.fba_storage(Decimal("0.2331"), on=ON).amount == Decimal("0.18")
    assert fees.fba_storage(300 * Decimal("0.2331"), on=ON).amount == Decimal("54.55")


@pytest.mark.parametrize(
    ("day", "goods", "words"),
    [
        ("2023-11-01", {}, {"zh": "2024-04-01 起", "en": "from 2024-04-01"}),
        ("2025-06-01", {"dangerous_goods": True}, {"en": "from 2026-01-01"}),
        (ON, {"region": "UK"}, {"zh": "表里有：US", "en": "Covered: US"}),
    ],
)
def test_storage_outside_the_table(day, goods, words):
    with pytest.raises(NotCovered) as error:
        fees.fba_storage(on=day, **goods)
    says(error, words)


@pytest.mark.parametrize(
    ("weeks", "rate"),
    [(0, 0), (21.9, 0), (22, "0.44"), (28, "0.76"), (36, "1.16"), (44, "1.58"), (52, "1.88")],
)
def test_slow_stock_pays_by_its_weeks(weeks, rate):
    assert fees.fba_utilisation(10, weeks=weeks, on=ON).amount == 10 * Decimal(rate)


@pytest.mark.parametrize(("day", "goods"), [("2026-10-01", "standard"), (ON, "oversize")])
def test_the_utilisation_surcharge_is_known_for_one_kind_only(day, goods):
    with pytest.raises(NotCovered) as error:
        fees.fba_utilisation(10, weeks=30, on=day, size=goods)
    says(error, {"zh": "标准尺寸，1 至 9 月", "en": "standard-size, January to September"})


@pytest.mark.parametrize(
    ("age", "fee"),
    [
        (180, "0.00"),
        (181, "0.50"),
        (210, "0.50"),
        (211, "1.00"),
        (240, "1.00"),
        (241, "1.50"),
        (270, "1.50"),
        (271, "5.45"),
        (301, "5.70"),
        (331, "5.90"),
        (365, "5.90"),
        (366, "6.90"),
        (455, "6.90"),
        (456, "7.90"),
        (2000, "7.90"),
    ],
)
def test_old_stock_pays_by_age(age, fee):
    assert fees.fba_aged_stock(age, on=ON).amount == Decimal(fee)


@given(days, days)
def test_older_stock_never_pays_less(one, other):
    younger, older = (fees.fba_aged_stock(age, on=ON).amount for age in sorted((one, other)))
    assert younger <= older


@pytest.mark.parametrize(
    ("age", "units", "fee"),
    [(365, 100, "5.90"), (366, 22, "6.90"), (366, 24, "7.20"), (456, 30, "10.50")],
)
def test_after_a_year_small_units_pay_by_the_unit(age, units, fee):
    assert fees.fba_aged_stock(age, units=units, on=ON).amount == Decimal(fee)


def test_fashion_is_exempt_at_first():
    assert fees.fba_aged_stock(270, fashion=True, on=ON).amount == 0
    assert fees.fba_aged_stock(271, fashion=True, on=ON).amount == Decimal("5.45")


def test_the_surcharge_rose_in_2024_and_a_gap_is_a_gap():
    assert fees.fba_aged_stock(280, on="2024-02-14").amount == Decimal("3.80")
    assert fees.fba_aged_stock(280, on="2024-02-15").amount == Decimal("5.45")
    with pytest.raises(NotCovered) as error:
        fees.fba_aged_stock(400, on="2025-06-15")
    says(error, {"zh": "2024-02-14；2026-01-15 起", "en": "2024-02-14; from 2026-01-15"})


@pytest.mark.parametrize(
    ("unit", "short", "long", "fee"),
    [
        (SMALL, 0, 0, "0.89"),
        (SMALL, 13.9, 5, "0.89"),
        (SMALL, 5, 14, "0.63"),  # the greater of the two counts
        (SMALL, 27.9, 21, "0.32"),
        (SMALL, 5, 28, "0.00"),  # both must be below 28
        (LARGE, 10, 10, "0.97"),
        (LARGE, 20, 10, "0.70"),
        (HEAVY, 10, 10, "1.11"),
        (HEAVY, 25, 10, "0.47"),
    ],
)
def test_low_stock_pays_by_its_days(unit, short, long, fee):
    assert fees.fba_low_inventory(unit, days_30=short, days_90=long, on=ON).amount == Decimal(fee)


def test_low_stock_of_bulky_goods_is_not_known():
    with pytest.raises(NotCovered) as error:
        fees.fba_low_inventory(BULKY, days_30=1, days_90=1, on=ON)
    says(error, {"zh": "表里有：小号标准尺寸、大号标准尺寸", "en": "large bulky"})


@pytest.mark.parametrize(
    ("unit", "split", "day", "low", "high"),
    [
        (SMALL, "minimal", "2024-06-01", "0.16", "0.30"),
        (SMALL, "partial", "2025-02-19", "0.12", "0.21"),
        (LARGE, "minimal", "2024-06-01", "0.22", "0.41"),  # 14.1 oz
        (HEAVY, "partial", "2024-06-01", "0.23", "0.48"),
        (SMALL, "minimal", ON, "0.26", "0.26"),
        (HEAVY, "minimal", ON, "0.55", "0.55"),
        (BULKY, "minimal", ON, "4.08", "4.08"),
        (BULKY, "amazon_optimized", "2025-06-01", "0.00", "0.00"),
    ],
)
def test_placement_by_size_split_and_day(unit, split, day, low, high):
    found = fees.fba_inbound(unit, split=split, on=day)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
    assert low <= str(found.amount) <= high


def test_placement_of_2026_is_an_estimate_and_says_so():
    found = fees.fba_inbound(LARGE, on=ON)
    assert "third party" in found.cautions[0].en
    with pytest.raises(NotCovered, match="to 2025-02-19; from 2026-01-15"):
        fees.fba_inbound(LARGE, on="2025-06-01")
    with pytest.raises(NotCovered, match="nothing is known for large bulky"):
        fees.fba_inbound(BULKY, split="partial", on=ON)
    with pytest.raises(ParameterError, match="minimal, partial, amazon_optimized"):
        fees.fba_inbound(LARGE, split="all", on=ON)


@pytest.mark.parametrize(
    ("category", "share"),
    [("Home and Kitchen", "0.081"), ("玩具与游戏", "0.047"), ("Computers", "0.114")],
)
def test_returns_are_free_up_to_a_share(category, share):
    assert fees.fba_return_threshold(category, on=ON).amount == Decimal(share)
    found = fees.fba_returns(category, on=ON)
    assert (found.low, found.amount, found.high) == (
        Decimal("1.78"),
        Decimal("3.79"),
        Decimal("5.79"),
    )


@pytest.mark.parametrize(("unit", "fee"), [(SMALL, "1.70"), (LARGE, "2.27")])
def test_every_return_of_apparel_pays_by_size(unit, fee):
    found = fees.fba_returns("Apparel and shoes", size=unit, on=ON)
    assert found.amount == Decimal(fee)
    assert fees.fba_return_threshold("Apparel and shoes", on=ON).amount == 0


def test_returns_without_what_is_needed_to_know_the_fee():
    with pytest.raises(ParameterError) as error:
        fees.fba_returns("Apparel and shoes", on=ON)
    says(error, {"zh": "size=fees.fba_size_tier", "en": "size=fees.fba_size_tier"})
    with pytest.raises(NotCovered, match="up to 32 oz"):
        fees.fba_returns("Apparel and shoes", size=HEAVY, on=ON)
    with pytest.raises(ParameterError) as error:
        fees.fba_returns("Furniture", on=ON)
    says(error, {"zh": "家居厨房；消费电子", "en": "Home and Kitchen; Consumer Electronics"})


def test_removal_by_weight():
    assert fees.fba_removal(SMALL, on=ON).amount == Decimal("0.84")
    assert fees.fba_removal(LARGE, on=ON).amount == Decimal("1.53")
    assert fees.fba_removal(size(kg=0.6), on=ON).amount == Decimal("2.27")
    for unit in (HEAVY, BULKY):
        with pytest.raises(NotCovered, match="standard-size up to 2 lb"):
            fees.fba_removal(unit, on=ON)


def test_liquidation_takes_a_share_and_was_read_in_2025():
    assert fees.fba_liquidation(199.99, on="2025-06-01").amount == Decimal("30.00")
    with pytest.warns(CourseWarning, match="read in 2025"):
        fees.fba_liquidation(199.99, on=ON)


@pytest.mark.parametrize(
    ("plan", "region", "day", "amount", "currency"),
    [
        ("professional", "US", ON, "39.99", "USD"),
        ("individual", "US", ON, "0.99", "USD"),
        ("professional", "UK", ON, "25.00", "GBP"),
        ("individual", "UK", ON, "0.75", "GBP"),
        ("professional", "DE", "2025-06-01", "39.00", "EUR"),
    ],
)
def test_plans(plan, region, day, amount, currency):
    found = fees.amazon_plan(plan, on=day, region=region)
    assert (found.amount, found.currency) == (Decimal(amount), currency)
    assert ("VAT" in found.rule.en) == (region != "US")


def test_plans_there_are_not():
    with pytest.raises(NotCovered) as error:
        fees.amazon_plan("individual", on="2025-06-01", region="DE")
    says(error, {"zh": "亚马逊销售计划没有 DE 的资料。表里有：UK、US。", "en": "Covered: UK, US."})
    with pytest.raises(ParameterError, match="professional, individual"):
        fees.amazon_plan("gold", on=ON)


@pytest.mark.filterwarnings("ignore::xbcourse.assumptions.errors.CourseWarning")
def test_only_media_pays_the_closing_fee():
    media = "Media (books, DVD, music, software, video)"
    for category, fee in {media: "1.80", "Video Game Consoles": "1.80", "家具": "0"}.items():
        assert fees.amazon_closing(category, on=ON).amount == Decimal(fee)


@pytest.mark.parametrize(
    ("referral", "kept"), [(0, "0.00"), (4.50, "0.90"), (25, "5.00"), (25.10, "5.00"), (60, "5.00")]
)
def test_a_refund_keeps_a_fifth_of_the_referral_fee_up_to_five_dollars(referral, kept):
    assert fees.amazon_refund(referral, on=ON).amount == Decimal(kept)


def test_a_refund_takes_the_quote_of_the_referral_fee_too():
    referral = fees.amazon_referral(29.99, "Home and Kitchen", on=ON)
    assert fees.amazon_refund(referral, on=ON).amount == Decimal("0.90")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: fees.fba_low_inventory("large_standard", days_30=1, days_90=1, on=ON),
        lambda: fees.fba_inbound(None, on=ON),
        lambda: fees.fba_removal(3, on=ON),
        lambda: fees.fba_returns("Apparel and shoes", size="small", on=ON),
    ],
)
def test_a_size_comes_from_the_look_up_of_sizes(ask):
    with pytest.raises(ParameterError) as error:
        ask()
    says(
        error, {"zh": "size 要用 fees.fba_size_tier", "en": "size must be what fees.fba_size_tier"}
    )


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        (lambda: fees.fba_storage(-1, on=ON), "cubic_feet"),
        (lambda: fees.fba_storage(on=ON, size="huge"), "size"),
        (lambda: fees.fba_storage(on="today"), "on"),
        (lambda: fees.fba_utilisation(weeks=float("nan"), on=ON), "weeks"),
        (lambda: fees.fba_aged_stock("200", on=ON), "days"),
        (lambda: fees.fba_aged_stock(200, units=-1, on=ON), "units"),
        (lambda: fees.fba_low_inventory(SMALL, days_30=-1, days_90=1, on=ON), "days_30"),
        (lambda: fees.fba_liquidation("x", on=ON), "recovered"),
        (lambda: fees.amazon_refund(float("inf"), on=ON), "referral_fee"),
    ],
)
def test_bad_input_is_refused_by_name(ask, name):
    with pytest.raises(ParameterError, match=rf"^{name} "):
        ask()

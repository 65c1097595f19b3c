"""FBA size tiers: at their edges in inches and centimetres, and the weight that is billed."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees import fba_size_tier
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.units import convert

ON = "2026-09-16"
sides = st.decimals("0.1", 200, places=1)
weights = st.decimals("0.01", 100, places=2)


def us(*inches_and_lb, on=ON):
    """The size of a unit measured in inches and pounds."""
    *inches, lb = map(Decimal, inches_and_lb)
    cm = (convert(inch, "inch", "cm") for inch in inches)
    return fba_size_tier(*cm, convert(lb, "lb", "kg"), on=on)


@pytest.mark.parametrize(
    ("unit", "tier"),
    [
        (("15", "12", "0.75", "1"), "small_standard"),
        (("15.001", "12", "0.75", "1"), "large_standard"),
        (("15", "12.001", "0.75", "1"), "large_standard"),
        (("15", "12", "0.751", "1"), "large_standard"),
        (("15", "12", "0.75", "1.001"), "large_standard"),
        (("18", "14", "8", "20"), "large_standard"),
        (("18.001", "14", "8", "20"), "small_bulky"),
        (("18", "14", "8.001", "20"), "small_bulky"),
        (("18", "14", "8", "20.001"), "small_bulky"),
        (("37", "20", "9", "50"), "small_bulky"),
        (("37.001", "20", "9", "50"), "large_bulky"),
        (("37", "28", "18.5", "50"), "extra_large_70_150"),  # 137.9 lb by volume
        (("59", "20", "5", "50"), "large_bulky"),
        (("59.001", "20", "5", "50"), "extra_large_0_50"),
        (("36", "33", "5", "50"), "large_bulky"),
        (("36", "33.001", "5", "50"), "extra_large_0_50"),
        (("59", "20", "5", "50.001"), "extra_large_50_70"),
        (("60", "10", "10", "70"), "extra_large_50_70"),
        (("60", "10", "10", "70.001"), "extra_large_70_150"),
        (("60", "10", "10", "150"), "extra_large_70_150"),
        (("60", "10", "10", "150.001"), "extra_large_150_plus"),
    ],
)
def test_us_tiers_include_their_ends(unit, tier):
    assert us(*unit).tier == tier


def test_length_plus_girth_is_a_limit_of_its_own():
    assert us("50", "33", "7", "40").tier == "extra_large_70_150"  # 83 lb by volume
    assert us("58", "30", "6", "40").tier == "extra_large_70_150"  # 75 lb by volume
    assert us("58", "33.0", "3", "40").tier == "large_bulky"  # 58 + 2 × 36 = 130 inches
    assert us("58", "33", "3.001", "40").tier == "extra_large_0_50"


def test_there_was_no_small_bulky_before_2026():
    assert us("18", "14", "9", "10", on="2026-01-14").tier == "large_bulky"
    assert us("18", "14", "9", "10", on="2026-01-15").tier == "small_bulky"


@pytest.mark.parametrize(
    ("unit", "tier"),
    [
        ((33, 23, 2.5, 0.1), "light_envelope"),
        ((33, 23, 2.5, 0.101), "standard_envelope"),
        ((33, 23, 2.5, 0.461), "large_envelope"),
        ((33, 23, 4, 0.96), "large_envelope"),
        ((33, 23, 6, 0.96), "extra_large_envelope"),
        ((33, 23, 6, 0.961), "small_parcel"),
        ((33.1, 23, 1, 0.05), "small_parcel"),
        ((35, 25, 12, 3.9), "small_parcel"),
        ((35, 25, 12, 3.901), "standard_parcel"),
        ((45, 34, 26, 11.9), "standard_parcel"),
    ],
)
def test_uk_tiers_include_their_ends(unit, tier):
    assert fba_size_tier(*unit, on=ON, region="UK").tier == tier


@pytest.mark.parametrize("unit", [(45.1, 34, 26, 5), (45, 34, 26, 11.901)])
def test_what_no_uk_tier_holds_is_not_covered(unit):
    with pytest.raises(NotCovered) as error:
        fba_size_tier(*unit, on=ON, region="UK")
    for language, words in {"zh": "标准包裹", "en": "standard parcel"}.items():
        with speaking(language):
            assert words in str(error.value)


def test_the_greater_weight_is_billed():
    size = fba_size_tier(30, 22, 10, 0.9, on=ON)
    assert float(size.billable_weight) == pytest.approx(6600 / 2.54**3 / 139)
    assert size.billable_weight == size.dimensional_weight == size.amount
    assert float(size.unit_weight) == pytest.approx(0.9 / 0.45359237)
    heavy = fba_size_tier(30, 22, 10, 2, on=ON)
    assert heavy.billable_weight == heavy.unit_weight > heavy.dimensional_weight
    assert float(heavy.weight("oz")) == pytest.approx(2 / 0.45359237 * 16)


def test_small_standard_is_billed_by_what_it_weighs():
    size = us("15", "12", "0.75", "0.2")  # 0.97 lb by volume
    assert size.dimensional_weight is None and size.billable_weight == Decimal("0.2")


def test_a_thin_side_of_a_bulky_unit_counts_as_two_inches():
    assert us("40", "10", "0.5", "1").billable_weight == round(Decimal(40 * 10 * 2) / 139, 9)
    assert us("40", "1", "0.5", "1").billable_weight == round(Decimal(40 * 2 * 2) / 139, 9)
    assert us("18", "14", "1", "0.2").billable_weight == round(Decimal(18 * 14) / 139, 9)


def test_uk_parcels_divide_by_5000():
    size = fba_size_tier(30, 22, 10, 0.9, on=ON, region="UK")
    assert (size.billable_weight, size.weight_unit) == (Decimal("1.32"), "kg")
    assert "AMZ-UK-TIER-020-DIM" in size.rows


def test_the_heaviest_are_billed_by_what_they_weigh():
    size = us("60", "40", "20", "160")  # 345 lb by volume
    assert (size.tier, size.billable_weight) == ("extra_large_150_plus", 160)
    assert not size.cautions
    doubtful = us("60", "40", "20", "100")
    assert (doubtful.tier, doubtful.billable_weight) == ("extra_large_150_plus", 100)
    assert "above 150 lb" in doubtful.cautions[0].en


def test_beyond_96_inches_there_is_a_fee_that_is_not_known():
    assert "overmax" in us("96.001", "5", "5", "10").cautions[0].en
    assert not us("96", "5", "5", "10").cautions
    before = us("97", "5", "5", "10", on="2025-06-01").cautions
    assert not any("overmax" in caution.en for caution in before)


def test_the_divisor_of_2026_is_only_assumed_before():
    old = us("10", "8", "4", "1", on="2025-06-01")
    assert "AMZ-US-TIER-032" in old.cautions[0].zh
    assert "AMZ-US-TIER-032" not in old.rows
    assert not us("10", "8", "4", "1").cautions


@given(st.permutations(range(3)), sides, sides, sides, weights)
def test_which_side_is_called_what_does_not_matter(order, a, b, c, kg):
    given_order = [(a, b, c)[place] for place in order]
    one, other = fba_size_tier(a, b, c, kg, on=ON), fba_size_tier(*given_order, kg, on=ON)
    assert (one.tier, one.billable_weight) == (other.tier, other.billable_weight)


@given(sides, sides, sides, weights)
def test_no_one_is_billed_less_than_the_unit_weighs(a, b, c, kg):
    size = fba_size_tier(a, b, c, kg, on=ON)
    assert size.billable_weight >= size.unit_weight
    if size.tier not in ("small_standard", "extra_large_150_plus"):
        assert size.billable_weight >= size.dimensional_weight


def test_numbers_of_numpy_are_measures():
    assert fba_size_tier(*np.array([30, 22, 10]), np.float64(0.9), on=ON).tier == "large_standard"


def test_it_prints_the_rule_in_both_languages():
    size = fba_size_tier(30, 22, 10, 0.9, on=ON)
    with speaking("zh"):
        assert str(size).startswith("亚马逊美国站 FBA 尺寸段：大号标准尺寸，计费重量 2.9 磅")
        assert "上限是 18 × 14 × 8 英寸、20 磅" in str(size)
    with speaking("en"):
        assert "Billed at 2.9 lb, the dimensional weight" in size._repr_markdown_()


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ((0, 1, 1, 1), "length_cm"),
        ((1, -1, 1, 1), "width_cm"),
        ((1, 1, "3", 1), "height_cm"),
        ((1, 1, 1, float("nan")), "weight_kg"),
    ],
)
def test_a_measure_must_be_a_number_above_zero(unit, name):
    with pytest.raises(ParameterError) as error:
        fba_size_tier(*unit, on=ON)
    for language in ("zh", "en"):
        with speaking(language):
            assert str(error.value).startswith(name)


@pytest.mark.parametrize(
    ("ask", "covered"),
    [({"on": "2024-02-04"}, "2024-02-05"), ({"on": ON, "region": "DE"}, "UK, US")],
)
def test_outside_the_table_it_says_what_is_covered(ask, covered):
    with pytest.raises(NotCovered, match=covered):
        fba_size_tier(30, 22, 10, 0.9, **ask)

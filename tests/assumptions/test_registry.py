"""The registry: each parameter complete and in range, its sources real, its checks honest."""

import html
import itertools
import math
import re
import warnings
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.datasets import load, names
from xbcourse.assumptions.errors import CourseWarning, ParameterError, UnknownParameter
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.listing import parameters
from xbcourse.assumptions.registry import PARAMETERS, STATUSES, groups, parameter

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CITED = re.compile(r"[A-Z0-9]{2,}(?:-[A-Z0-9]+)+-\d{3}")

#: Every unit that a parameter may have, in English and in Chinese.
UNITS = {
    "": "",
    "%": "%",
    "USD": "美元",
    "CNY": "元",
    "CNY/USD": "元/美元",
    "CNY/kg": "元/千克",
    "CNY/week": "元/周",
    "CNY/unit/week": "元/件/周",
    "cm": "厘米",
    "kg": "千克",
    "units": "件",
    "styles": "款",
    "units/week": "件/周",
    "clicks/week": "次/周",
    "days": "天",
    "weeks": "周",
    "stars": "星",
    "per star": "/星",
    "per day": "/天",
    "per week": "/周",
    "visits/sale/star": "次/单/星",
    "visits/CNY": "次/元",
    "inquiries/month": "条/月",
}

#: Chinese counts these, English does not: 6 月, 1.5 倍.
COUNTED = {"month": "月", "haz_mult": "倍"}
#: Names of the trade that Chinese sellers use as they are.
SAME_IN_BOTH = {"ACoS", "TACoS"}

NUMBERS = {name: p for name, p in PARAMETERS.items() if p.kind != "choice"}
CHOICES = {name: p for name, p in PARAMETERS.items() if p.kind == "choice"}


@pytest.fixture(scope="module")
def cited_rows():
    """Row number → row, of every table."""
    frames = [load(name) for name in names()]
    return {
        row[key]: row
        for frame in frames
        if "id" in frame
        for row in frame.to_dict("records")
        for key in ("id", "id_high")
        if isinstance(row.get(key), str)
    }


# ------------------------------------------------------------------------------- each of them


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_is_complete_in_both_languages(name):
    p = PARAMETERS[name]
    for text in (p.label, p.meaning, p.source):
        assert CHINESE.search(text.zh) or text.zh in SAME_IN_BOTH
        assert text.en.strip()
        assert not CHINESE.search(text.en)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text.zh), text.zh
    assert p.status in STATUSES
    assert p.group in groups()
    assert p.unit.zh in (UNITS[p.unit.en], COUNTED.get(name))


@pytest.mark.parametrize("name", NUMBERS)
def test_a_slider_has_a_sensible_range_and_meets_the_default(name):
    p = NUMBERS[name]
    assert p.least <= p.low < p.high <= p.most
    assert p.low <= p.default <= p.high
    steps = (p.high - p.low) / p.step
    assert 5 <= steps <= 1000
    assert steps == pytest.approx(round(steps), abs=1e-6)
    to_default = (p.default - p.low) / p.step
    assert to_default == pytest.approx(round(to_default), abs=1e-6)
    if p.kind == "whole":
        assert all(isinstance(v, int) for v in (p.default, p.low, p.high, p.step))


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_names_its_options_in_both_languages(name):
    p = CHOICES[name]
    assert p.default in p.choices
    assert len(p.choices) >= 2
    for option in p.choices.values():
        assert CHINESE.search(option.zh)
        assert option.en.strip()


def test_labels_tell_parameters_apart():
    for language in ("zh", "en"):
        labels = [p.label.within(language) for p in PARAMETERS.values()]
        assert len(set(labels)) == len(labels)


def test_every_group_is_used_and_shown_in_one_piece():
    order = [p.group for p in PARAMETERS.values()]
    assert [group for group, _ in itertools.groupby(order)] == list(groups())


# ---------------------------------------------------------------------------------- its sources


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_cited_row_exists_and_is_cited_in_both_languages(name, cited_rows):
    source = PARAMETERS[name].source
    cited = CITED.findall(source.en)
    assert CITED.findall(source.zh) == cited
    assert set(cited) <= set(cited_rows)


@pytest.mark.parametrize("name", PARAMETERS)
def test_an_assumption_calls_itself_one(name):
    p = PARAMETERS[name]
    assert (p.status == "E") == p.source.en.startswith("teaching assumption")
    assert (p.status == "E") == p.source.zh.startswith("教学假设")


@pytest.mark.parametrize(
    ("name", "row", "column", "scale"),
    [
        ("ref", "AMZ-US-REF-049", "rate_percent", 0.01),
        ("pay", "SHP-FEE-005", "amount", 0.01),
        ("pay_fix_usd", "SHP-FEE-006", "amount", 1),
        ("deposit", "B2B-CNV-008", "low", 0.01),
        ("cvr_m", "ADS-AMZ-003", "low", 0.01),
    ],
)
def test_a_default_is_what_its_row_says(name, row, column, scale, cited_rows):
    assert PARAMETERS[name].default == pytest.approx(cited_rows[row][column] * scale, rel=0.02)


@pytest.mark.parametrize(
    ("name", "row", "scale"),
    [
        ("acos", "ADS-AMZ-011", 0.01),
        ("tacos", "ADS-AMZ-009", 0.01),
        ("freight_per_kg", "LOG-FBA-001", 1),
        ("ds_days", "LOG-PKT-007", 1),
    ],
)
def test_a_default_lies_in_the_range_of_its_row(name, row, scale, cited_rows):
    found = cited_rows[row]
    low, high = (found.get(k, found.get(f"days_{k}")) for k in ("low", "high"))
    assert low * scale <= PARAMETERS[name].default <= high * scale


def test_the_exchange_rate_and_its_swings_are_those_of_the_table():
    rates = load("exchange_rates").set_index("date")
    dollar = rates["CNY"] / rates["USD"]
    assert PARAMETERS["fx0"].default == round(dollar.iloc[-1], 2) == 6.65
    weekly = np.log(dollar.loc["2015":]).diff().std()
    assert weekly == pytest.approx(0.0052, abs=0.00005)
    # Daily changes scaled to a week give a little more; the default is on the slider's next step.
    assert weekly <= PARAMETERS["fx_vol"].default <= weekly + PARAMETERS["fx_vol"].step


def test_the_launch_budget_buys_clicks_at_the_stated_price():
    # A click costs c0 (1 + spend / (c0 k)): 2,500 CNY a week at 4.5 and 1,500 make 6.2 CNY.
    c0, k, spend = (PARAMETERS[n].default for n in ("ad_c0", "ad_k", "launch_b"))
    assert c0 + spend / k == pytest.approx(6.17, abs=0.01)


# ---------------------------------------------------------------------------------- its checks


@given(st.sampled_from(sorted(NUMBERS)), st.floats() | st.integers())
def test_a_number_is_kept_as_given_or_refused_never_bent(name, value):
    p = NUMBERS[name]
    usable = math.isfinite(value) and p.least <= value <= p.most
    if p.kind == "whole":
        usable = usable and value == int(value)
    if not usable:
        with pytest.raises(ParameterError):
            p.possible(value)
        return
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert p.check(value) == pytest.approx(value, rel=1e-15, abs=0)
    assert bool(warned) == (not p.low <= value <= p.high)


@pytest.mark.parametrize("value", ["30", "", None, True, [30], 3 + 0j, np.array([30.0])])
def test_what_is_no_number_is_named(value):
    with pytest.raises(ParameterError, match=r"price_usd \(Price\) must be a number; got"):
        PARAMETERS["price_usd"].possible(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, Decimal("sNaN")])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ParameterError, match="nothing can be computed"):
        PARAMETERS["price_usd"].possible(value)


@pytest.mark.parametrize("value", [30, 30.0, np.float32(30), np.int64(30), Decimal("30")])
def test_numbers_of_every_kind_become_plain(value):
    assert type(PARAMETERS["price_usd"].possible(value)) is float
    assert type(PARAMETERS["moq"].possible(value)) is int


def test_a_whole_number_is_not_rounded():
    with pytest.raises(ParameterError, match=r"must be a whole number; got 800\.5"):
        PARAMETERS["moq"].possible(800.5)


def test_the_ends_of_what_is_possible_are_named_with_the_unit():
    with pytest.raises(ParameterError, match="it may be 0 to 365 days") as refused:
        PARAMETERS["delay_days"].possible(-1)
    with speaking("zh"):
        assert "可以取 0 到 365 天" in str(refused.value)


def test_percent_written_as_a_whole_number_is_recognised():
    with pytest.raises(ParameterError, match=r"15% is 0\.15") as refused:
        PARAMETERS["ref"].possible(15)
    with speaking("zh"):
        assert "15% 写作 0.15" in str(refused.value)


def test_unusual_is_used_and_warned_about():
    with pytest.warns(CourseWarning, match=r"outside the usual 4\.99 to 149\.99 USD"):
        assert PARAMETERS["price_usd"].check(200) == 200.0


def test_the_end_of_a_range_counted_in_steps_is_not_beyond_it():
    reached = {
        name: p.low + round((p.high - p.low) / p.step) * p.step
        for name, p in PARAMETERS.items()
        if p.kind == "number"
    }
    beyond = [name for name, end in reached.items() if 0 < end - PARAMETERS[name].high < 1e-9]
    assert "theta_sigma" in beyond
    with warnings.catch_warnings():
        warnings.simplefilter("error", CourseWarning)
        for name in beyond:
            PARAMETERS[name].check(reached[name])


def test_an_unknown_option_is_answered_with_all():
    with pytest.raises(ParameterError, match="Choose one of: from_supplier, batch"):
        PARAMETERS["supply"].possible("dropship")
    with pytest.raises(ParameterError, match="supply"):
        PARAMETERS["supply"].possible(1)


@pytest.mark.parametrize(
    ("asked", "near"), [("price", "price_usd"), ("cvr", "cvr_m"), ("fxo", "fx0"), ("led", "lead")]
)
def test_an_unknown_name_is_answered_with_the_nearest(asked, near):
    with pytest.raises(UnknownParameter) as refused:
        parameter(asked)
    assert near in str(refused.value)
    with speaking("zh"):
        assert str(refused.value).startswith(f"没有叫 {asked} 的参数。是不是想写")


@pytest.mark.parametrize("asked", ["zzzzzz", "", None, [0]])
def test_a_name_like_no_other_points_to_the_table(asked):
    with pytest.raises(UnknownParameter, match=r"parameters\(\) lists them all"):
        parameter(asked)


@pytest.mark.parametrize(
    ("name", "value", "en", "zh"),
    [
        ("ref", 0.15, "15.0%", "15.0%"),
        ("ret", 0.06, "6%", "6%"),
        ("lead", 1, "1 week", "1 周"),
        ("moq", 1200, "1,200 units", "1,200 件"),
        ("price_usd", 24.99, "24.99 USD", "24.99 美元"),
        ("fx0", 6.65, "6.65 CNY/USD", "6.65 元/美元"),
        ("eps_p", 2.6, "2.6", "2.6"),
        ("supply", "staged", "Test first, stock later", "先测款，再备货"),
    ],
)
def test_values_are_shown_as_a_reader_writes_them(name, value, en, zh):
    for language, shown in (("en", en), ("zh", zh)):
        with speaking(language):
            assert PARAMETERS[name].show(value) == shown


# ------------------------------------------------------------------------------- the table of it


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_has_every_parameter_in_the_readers_language(language):
    with speaking(language):
        table = parameters()
    assert list(table.index) == list(PARAMETERS)
    assert (table != "").all(axis=None)
    assert bool(CHINESE.search(table.to_csv())) == (language == "zh")


def test_a_notebook_shows_the_table_to_its_end():
    page = html.unescape(parameters()._repr_html_())
    assert page.count("<tr") == len(PARAMETERS) + 1
    for p in PARAMETERS.values():
        assert p.source.en in page
    assert type(parameters().head()) is pd.DataFrame


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("freight", "0 – 40 CNY", "0 – 40 元"),
        ("duty", "0.0% – 60.0%", "0.0% – 60.0%"),
        ("eps_p", "0 – 5", "0 – 5"),
        ("z", "-1 – 3", "-1 – 3"),
        (
            "destination",
            "us (United States); uk (United Kingdom); de (Germany)",
            "us（美国）；uk（英国）；de（德国）",
        ),
    ],
)
def test_the_usual_range_as_a_reader_writes_it(name, en, zh):
    assert parameters().loc[name, "Usual range"] == en
    with speaking("zh"):
        assert parameters().loc[name, "常见范围"] == zh


def test_one_group_of_the_table():
    assert list(parameters("returns").index) == ["ret", "ret_cost", "resale_share"]
    with pytest.raises(ParameterError, match="Choose one of: mode, product"):
        parameters("refunds")

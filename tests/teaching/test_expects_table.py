"""A table: rows by key, columns by name, in any of the shapes a learner may build."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from awkward import EqualToEverything, LyingText

from xbcourse.assumptions.language import LANGUAGES, say, speaking
from xbcourse.teaching.compare import Grade
from xbcourse.teaching.expects import Number, Table

FEES = Table(key="fee", values=Number("USD"))
WANTED = pd.DataFrame({"fee": ["referral", "fulfilment", "storage"], "usd": [9.9, 4.5, 0.25]})


def test_the_same_table_is_right():
    nearly = WANTED.assign(usd=[9.9, 4.509, 0.25])
    assert FEES.match(WANTED, WANTED.copy()).grade is Grade.SAME
    assert FEES.match(WANTED, nearly).grade is Grade.SAME
    indexed = WANTED.set_index("fee")
    assert FEES.match(indexed, indexed.copy()).grade is Grade.SAME


OTHER_SHAPES = {
    "rows_in_another_order": (WANTED.iloc[::-1], "shape_row_order"),
    "rows_with_odd_numbers": (WANTED.set_axis([7, 5, 9]), None),
    "columns_in_another_order": (WANTED[["usd", "fee"]], "shape_column_order"),
    "extra_column": (WANTED.assign(note="x"), "shape_extra_columns"),
    "key_in_the_index": (WANTED.set_index("fee"), "shape_index"),
    "index_without_a_name": (WANTED.set_index("fee").rename_axis(None), "shape_column_names"),
    "another_name_for_the_values": (
        WANTED.rename(columns={"usd": "amount"}),
        "shape_column_names",
    ),
    "capitals_in_names": (
        WANTED.rename(columns={"fee": "Fee ", "usd": "USD"}),
        "shape_column_names",
    ),
    "series": (WANTED.set_index("fee")["usd"], "shape_form"),
    "dict": (dict(zip(WANTED["fee"], WANTED["usd"], strict=True)), "shape_form"),
    "dict_of_columns": (WANTED.to_dict("list"), "shape_form"),
    "records": (WANTED.to_dict("records"), "shape_form"),
    "array": (WANTED.to_numpy(), "shape_form"),
}


@pytest.mark.parametrize(("found", "key"), OTHER_SHAPES.values(), ids=OTHER_SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_shape_with_the_same_content_is_right(found, key, language):
    with speaking(language):
        match = FEES.match(WANTED, found)
        gaps = {"found": "@", "expected": "@", "names": "@"}
        start = say(f"checks.{key}", **gaps).partition("@")[0] if key else ""
    assert match.grade is (Grade.OTHERWISE if key else Grade.SAME)
    assert match.remark.startswith(start)


def test_the_order_of_rows_counts_where_it_was_asked_for():
    ranking = Table(key="fee", values=Number("USD"), ordered=True)
    match = ranking.match(WANTED, WANTED.iloc[::-1])
    assert (match.grade, match.ask) == (Grade.DIFFERENT, say("checks.ask_order"))


@pytest.mark.parametrize(
    ("found", "remark"),
    [
        (
            WANTED.assign(usd=[9.9, 4.5, 0.35]),
            "In the row “storage”, usd is $0.35.",
        ),
        (WANTED.iloc[:2], "The table has 2 rows; some are missing."),
        (
            pd.concat([WANTED, WANTED.iloc[:1]]),
            "The row “referral” occurs more than once.",
        ),
        (
            WANTED.replace({"fee": {"storage": "rent"}}),
            "The row “rent” does not belong in the table, or its name is wrong.",
        ),
        (WANTED[["fee"]], "The table lacks these columns: usd."),
        (
            WANTED.assign(usd=[9.9, np.nan, 0.25]),
            "In the row “fulfilment”, usd is nan. A value is missing here.",
        ),
    ],
)
def test_a_wrong_table_is_told_where(found, remark):
    match = FEES.match(WANTED, found)
    assert (match.grade, match.remark) == (Grade.DIFFERENT, remark)


def test_the_missing_rows_are_not_named():
    assert "storage" not in FEES.match(WANTED, WANTED.iloc[:2]).remark


@pytest.mark.parametrize("found", [None, 3.0, "a table", [], {}, [1, 2], np.ones(3)])
def test_what_is_no_table_cannot_be_read(found):
    assert not FEES.match(WANTED, found).right
    assert FEES.match(WANTED, found).remark


def test_column_names_in_levels_or_twice_cannot_be_read():
    levels = WANTED.groupby("fee").agg({"usd": ["sum", "max"]})
    assert FEES.match(WANTED, levels).remark == say("checks.columns_in_levels")
    twice = pd.DataFrame([["referral", 1.0, 2.0]], columns=["fee", "usd", "usd"])
    assert FEES.match(WANTED, twice).remark == say("checks.columns_twice")


def test_columns_may_have_units_of_their_own():
    table = Table(key="month", values=Number("USD"), columns={"acos": Number("%")})
    wanted = pd.DataFrame({"month": ["2026-01"], "cash": [500.0], "acos": [0.25]})
    assert table.match(wanted, wanted.assign(acos=25)).grade is Grade.OTHERWISE
    match = table.match(wanted, wanted.assign(acos=0.30))
    assert match.remark == "In the row “2026-01”, acos is 0.3 (30.0%)."


def test_several_keys_and_days():
    table = Table(key=["day", "country"], values=Number("USD"))
    wanted = pd.DataFrame(
        {
            "day": pd.to_datetime(["2026-01-01", "2026-01-01", "2026-01-02"]),
            "country": ["US", "DE", "US"],
            "sales": [10.0, 20.0, 30.0],
        }
    )
    assert table.match(wanted, wanted.set_index(["day", "country"])).grade is Grade.OTHERWISE
    as_text = wanted.assign(day=["2026-01-01", "2026-01-01", "2026-01-02"])
    assert table.match(wanted, as_text).right
    as_days = wanted.assign(day=[dt.date(2026, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 2)])
    assert table.match(wanted, as_days).right
    later = wanted.assign(day=wanted["day"] + pd.Timedelta(days=1))
    assert table.match(wanted, later).grade is Grade.DIFFERENT


def test_dates_as_values():
    table = Table(key="batch")
    wanted = pd.DataFrame({"batch": ["A"], "arrives": pd.to_datetime(["2026-03-01"])})
    as_text = pd.DataFrame({"batch": ["A"], "arrives": ["2026-03-01"]})
    assert table.match(wanted, as_text).remark == say("checks.shape_date")
    wrong = pd.DataFrame({"batch": ["A"], "arrives": ["2026-03-02"]})
    assert table.match(wanted, wrong).grade is Grade.DIFFERENT


def test_nothing_that_is_equal_to_everything_is_right():
    liar = EqualToEverything()
    assert not FEES.match(WANTED, WANTED.assign(usd=[liar, liar, liar])).right
    assert not FEES.match(WANTED, WANTED.assign(fee=[liar, liar, liar])).right
    rules = Table(key="fee")
    wanted = pd.DataFrame({"fee": ["referral"], "rule": ["portion"]})
    lying = pd.DataFrame({"fee": ["referral"], "rule": [LyingText("flat")]}, dtype=object)
    assert not rules.match(wanted, lying).right


def test_a_table_is_shown_by_its_size():
    assert FEES.show(WANTED) == "a table of 3 rows and 2 columns"
    assert FEES.show(WANTED["usd"]) == "a Series of 3 values"
    with speaking("zh"):
        assert FEES.show(WANTED) == "一张 3 行 2 列的表"

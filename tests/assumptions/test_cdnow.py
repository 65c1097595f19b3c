"""The customers of CDNOW: counted as the literature counts them, with the sums it publishes."""

import datetime as dt
import runpy

import pytest

from xbcourse.assumptions.datasets import load


@pytest.fixture(scope="module")
def makes(root):
    return runpy.run_path(str(root / "datasets" / "generators" / "cdnow_customers.py"))


def test_a_purchase_day_counts_once_and_the_first_does_not(makes):
    # Two purchases on 18 January, one in the later weeks, one after the end of the file.
    text = """\
 00004 0007 19970101  2   29.33
 00004 0007 19970118  2   29.73
 00004 0007 19970118  1    9.99
 00004 0007 19971212  2   26.48
 00004 0007 19980701  2   26.48
"""
    days = makes["purchase_days"](text)
    assert list(days) == [7] and len(days[7]) == 4
    # 17 days to the repeat purchase, 272 to the end of September.
    assert makes["summary"](days[7]) == (1, "2.43", "38.86", 1)


def test_who_bought_once_has_no_recency(makes):
    assert makes["summary"]([dt.date(1997, 3, 25)]) == (0, "0.00", "27.00", 0)


def test_another_summary_is_not_taken_for_the_same(makes):
    rows = [(1, 2, "30.43", "38.86", 1)]
    assert makes["agree"](rows, "ID,frequency,recency,T\n1,2,30.43,38.86\n")
    assert not makes["agree"](rows, "ID,frequency,recency,T\n1,2,30.53,38.86\n")


def test_the_sample_has_the_sums_of_the_published_study():
    customers = load("cdnow_customers")
    assert len(customers) == 2357
    assert customers["frequency"].sum() == 2457  # repeat purchases of the first 39 weeks
    assert (customers["recency"] <= customers["T"]).all()
    assert ((customers["recency"] == 0) == (customers["frequency"] == 0)).all()
    assert customers["later"].sum() == 1882

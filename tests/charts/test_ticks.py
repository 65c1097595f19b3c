"""Axes in the reader's writing, and limits that stay put."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from xbcourse.assumptions.language import speaking
from xbcourse.charts import ticks

amounts = st.floats(-1e7, 1e7, allow_nan=False, allow_subnormal=False)


def labels(write, low, high, language="en"):
    """What an axis from low to high reads."""
    axes = Figure().add_subplot()
    axes.set_xlim(low, high)
    with speaking(language):
        write(axes.xaxis)
        # Only what is seen: a locator may place a tick beyond each end.
        places = axes.xaxis.get_major_locator()()
        written = axes.xaxis.get_major_formatter().format_ticks(places)
    pairs = zip(places, written, strict=True)
    return [words for place, words in pairs if low - 1e-9 <= place <= high + 1e-9]


def money(axis):
    ticks.money(axis, "USD")


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (0, 20, ["$0", "$5", "$10", "$15", "$20"]),
        (0, 1, ["$0.00", "$0.20", "$0.40", "$0.60", "$0.80", "$1.00"]),
        (0, 15, ["$0.00", "$2.50", "$5.00", "$7.50", "$10.00", "$12.50", "$15.00"]),
        (-10, 10, ["-$10", "-$5", "$0", "$5", "$10"]),
        (0, 1_250_000, ["$0", "$250K", "$500K", "$750K", "$1M", "$1.25M"]),
        (0, 200_000, ["$0", "$50K", "$100K", "$150K", "$200K"]),
    ],
)
def test_money(low, high, written):
    assert labels(money, low, high) == written


def test_money_in_chinese():
    assert labels(money, 0, 20, "zh")[1] == "$5"
    yuan = labels(lambda axis: ticks.money(axis, "CNY"), 0, 200_000, "zh")
    assert yuan == ["¥0", "¥5万", "¥10万", "¥15万", "¥20万"]


def test_percent_counts_decimals_of_percent():
    assert labels(ticks.percent, 0, 1) == ["0%", "20%", "40%", "60%", "80%", "100%"]
    assert labels(ticks.percent, 0, 0.01)[1] == "0.2%"


def test_whole_numbers_have_nothing_between():
    write = lambda axis: ticks.number(axis, whole=True)  # noqa: E731
    assert labels(write, 0, 3) == ["0", "1", "2", "3"]


def test_minus_zero_reads_zero():
    formatter = ticks.MoneyTicks("USD")
    formatter.set_locs([-1.0, -0.0, 1.0])
    with speaking("en"):
        assert formatter(-0.0) == formatter(-1e-16) == "$0"


@given(st.lists(amounts, min_size=1, max_size=20))
def test_span_holds_everything_and_zero(values):
    low, high = ticks.span(values)
    # But for what nobody could see.
    unseen = 1e-6 * (high - low)
    assert low <= min(*values, 0.0) + unseen and max(*values, 0.0) - unseen <= high
    assert low < high


@given(st.lists(st.floats(0.5, 1e6), min_size=1, max_size=5))
def test_span_begins_at_zero_where_nothing_is_below(values):
    assert ticks.span(values)[0] == 0.0


def test_span_rarely_changes():
    """Along a whole slider the frame jumps a few times, not with every step."""
    frames = [ticks.span([0.0, top / 10]) for top in range(100, 1000)]
    assert sum(a != b for a, b in pairwise(frames)) <= 12


def test_span_without_zero_stays_near_the_values():
    low, high = ticks.span([100.0, 104.0], zero=False)
    assert 95 <= low <= 100 and 104 <= high <= 109


def test_span_of_nothing():
    low, high = ticks.span([math.nan, math.inf])
    assert low == 0.0 and high > 0


@pytest.mark.parametrize(
    ("value", "up"), [(0, 0), (-3, 0), (1, 1), (1.01, 2), (3, 5), (50, 50), (51, 100), (0.02, 0.02)]
)
def test_round_up(value, up):
    assert ticks.round_up(value) == pytest.approx(up)


def test_a_zero_rounded_on_its_way_takes_no_room():
    assert ticks.span([-1e-8, 0.98]) == ticks.span([0.0, 0.98])
    assert ticks.span([-98e6, 1.0]) == ticks.span([-98e6, 0.0])
    assert ticks.span([-0.0001, 0.98])[0] < 0

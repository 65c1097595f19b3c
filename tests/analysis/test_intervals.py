"""Confidence intervals: they cover as often as they say, and pairing takes the luck out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.intervals import mean_interval, paired_interval
from xbcourse.assumptions.errors import ParameterError

numbers = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40)


def test_an_interval_is_the_normal_one():
    found = mean_interval([2.0, 4.0, 6.0, 8.0])  # s = √(20/3), n = 4
    half = 1.959964 * np.sqrt(20 / 3) / 2
    assert found.mean == 5.0
    assert found.high - found.mean == pytest.approx(half, rel=1e-6)
    assert found.mean - found.low == pytest.approx(half, rel=1e-6)
    assert mean_interval([2.0, 4.0], level=0.5).high - 3 == pytest.approx(0.6744898, rel=1e-6)


def test_a_paired_interval_covers_the_true_difference_as_often_as_it_says():
    luck = np.random.default_rng(1)
    common = luck.normal(0, 10, (2000, 200))
    better, worse = 3 + common + luck.normal(0, 1, (2, 2000, 200))
    better += 0.5
    found = [paired_interval(a, b) for a, b in zip(better, worse, strict=True)]
    covered = np.mean([f.low <= 0.5 <= f.high for f in found])
    assert covered == pytest.approx(0.95, abs=0.015)
    # Unpaired, the common luck would bury the difference.
    unpaired = mean_interval(better[0]).high - mean_interval(better[0]).low
    assert found[0].high - found[0].low < unpaired / 5


@given(numbers, st.floats(-1e6, 1e6))
def test_a_difference_turns_its_sign_with_the_order_and_ignores_what_both_have(values, common):
    first = np.array(values)
    second = first[::-1]
    there, back = paired_interval(first, second), paired_interval(second, first)
    assert (there.mean, there.low, there.high) == (-back.mean, -back.high, -back.low)
    moved = paired_interval(first + common, second + common)
    assert moved.mean == pytest.approx(there.mean, abs=1e-6)
    assert there.low <= there.mean <= there.high


def test_what_cannot_be_averaged_is_refused():
    with pytest.raises(ParameterError, match="at least two paths"):
        mean_interval([1.0])
    with pytest.raises(ParameterError, match="nothing can be computed"):
        mean_interval([1.0, np.nan])
    with pytest.raises(ParameterError, match="share between 0 and 1"):
        mean_interval([1.0, 2.0], level=1)
    with pytest.raises(ParameterError, match="2 values where the others have 3"):
        paired_interval([1.0, 2.0, 3.0], [1.0, 2.0])

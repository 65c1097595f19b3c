"""Risk of known samples; and of simulations, against what a path itself says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.risk import cvar, payback_week, risk_table
from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.simulation import simulate


def test_cvar_is_the_mean_of_the_worst_share():
    values = np.random.default_rng(0).permutation(np.arange(1.0, 101.0))
    assert cvar(values) == 3.0  # of 1 … 5
    assert cvar(values, share=1) == 50.5
    # Of 1 … 7 and half of 8.
    assert cvar(values, share=0.075) == pytest.approx((28 + 4) / 7.5)


def test_cvar_of_a_normal_sample_is_its_closed_form():
    sample = np.random.default_rng(3).normal(10, 4, 400_000)
    assert cvar(sample, 0.05) == pytest.approx(10 - 4 * 2.0627, abs=0.03)  # φ(z)/0.05 at 5 %


@given(st.lists(st.floats(-1e5, 1e5), min_size=2, max_size=50), st.floats(0.01, 1))
def test_cvar_lies_between_the_worst_and_the_mean_and_rises_with_the_share(values, share):
    worst, found = min(values), cvar(values, share)
    assert worst - 1e-6 <= found <= np.mean(values) + 1e-6
    assert cvar(values, share / 2) <= found + 1e-6


@pytest.mark.parametrize("share", [0, -0.1, 1.2])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ParameterError, match="share must be a share"):
        cvar([1.0, 2.0], share)


def test_payback_is_the_first_return_to_the_capital_after_it_was_touched():
    cash = np.array([[100.0, 120, 100, 80], [90, 130, 100, 101], [100, 140, 100, 70]])
    # Back in week 2; never touched; never touched; back in week 1 although it falls again.
    assert payback_week(cash, 100.0).tolist() == [2, -1, -1, 1]


def test_the_table_says_what_the_paths_say():
    run = simulate(["self_batch", "platform_b2b"], paths=200, weeks=52)
    table = risk_table(run).pivot(index="scenario", columns="quantity", values="value")
    profit = run.outcome("wealth", "self_batch") - 300_000
    row = table.loc["self_batch"]
    assert row["mean_profit"] == pytest.approx(profit.mean(), rel=1e-5)
    assert row["cvar"] == pytest.approx(np.sort(profit)[:10].mean(), rel=1e-5)
    assert row["loss_probability"] == np.mean(profit < 0)
    assert row["ruin_probability"] == np.mean(run.outcome("ruin_week", "self_batch") >= 0)
    cash = run.trajectory("cash", "self_batch")
    assert row["lowest_cash"] == pytest.approx(np.median(np.minimum(cash.min(axis=0), 300_000)))
    # With so much more capital, 95 % of these paths would never have been below zero.
    enough = cash.min(axis=0) + (row["funding_need"] - 300_000) >= -1
    assert np.mean(enough) == pytest.approx(0.95, abs=0.006)
    # Own stock ties up more money than orders made to order.
    assert row["funding_need"] > table.loc["platform_b2b", "funding_need"]


def test_cash_must_have_been_kept():
    with pytest.raises(ParameterError, match="cash"):
        risk_table(simulate("self_batch", paths=2, weeks=2, keep=()))

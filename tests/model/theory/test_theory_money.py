"""Ruin against exact and numerical results; Little's law; the cash cycle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaincc, zeta

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.cash_cycle import (
    cash_conversion_cycle,
    days_inventory,
    days_payable,
    days_sales,
    working_capital,
)
from xbcourse.model.theory.little import mean_stock, time_in_stock, turns
from xbcourse.model.theory.ruin import (
    OVERSHOOT,
    capital_for_ruin_limit,
    ruin_by_blows,
    ruin_probability,
)

# --------------------------------------------------------------------------------------- ruin


@pytest.mark.parametrize("horizon", [4, 26, 104])
def test_a_losing_firm_is_ruined_when_the_inverse_gaussian_says(horizon):
    from scipy import stats

    # First passage of a drift −2 with volatility 10 through −60.
    mean, shape = 60 / 2, (60 / 10) ** 2
    exact = stats.invgauss(mean / shape, scale=shape).cdf(horizon)
    assert float(ruin_probability(60, -2, 10, horizon)) == pytest.approx(exact)


def test_without_drift_it_is_the_reflection_principle():
    from scipy import stats

    assert float(ruin_probability(20, 0, 10, horizon=4)) == pytest.approx(2 * stats.norm.cdf(-1))
    assert float(ruin_probability(20, 0, 10)) == 1
    assert float(ruin_probability(20, -1, 10)) == 1


def _checked_weekly(capital, drift, volatility, weeks):
    """Exact chance that weekly books ever show less than nothing, by summing over a grid."""
    width = volatility / 40
    cash = (np.arange(int((capital + 12 * volatility * weeks**0.5) / width)) + 0.5) * width
    step = np.arange(-int(9 * volatility / width), int(9 * volatility / width) + 1) * width
    kernel = np.exp(-(((step - drift) / volatility) ** 2) / 2)
    kernel /= kernel.sum()
    alive = np.zeros(len(cash))
    alive[np.argmin(abs(cash - capital))] = 1.0
    reach = len(kernel) // 2
    for _ in range(weeks):
        alive = np.convolve(alive, kernel)[reach : reach + len(cash)]
    return 1 - alive.sum()


@pytest.mark.parametrize(("capital", "drift", "weeks"), [(40, 1.5, 26), (25, 0, 13), (60, -1, 52)])
def test_weekly_books_miss_dips_as_siegmund_says(capital, drift, weeks):
    exact = _checked_weekly(capital + 0.125, drift, 10, weeks)
    corrected = float(ruin_probability(capital, drift, 10, weeks, check_interval=1))
    assert corrected == pytest.approx(exact, rel=0.01)
    assert float(ruin_probability(capital, drift, 10, weeks)) > 1.05 * exact


def test_the_overshoot_is_a_zeta_value():
    assert pytest.approx(-zeta(0.5) / np.sqrt(2 * np.pi)) == OVERSHOOT


@given(st.floats(0, 500), st.floats(-20, 20), st.floats(0.5, 100), st.floats(0.1, 500))
def test_ruin_falls_with_capital_and_drift_and_rises_with_time(capital, drift, sigma, horizon):
    base = float(ruin_probability(capital, drift, sigma, horizon))
    assert 0 <= base <= 1
    assert float(ruin_probability(capital + 10, drift, sigma, horizon)) <= base + 1e-12
    assert float(ruin_probability(capital, drift + 1, sigma, horizon)) <= base + 1e-12
    assert float(ruin_probability(capital, drift, sigma, horizon, check_interval=1)) <= base + 1e-12
    assert float(ruin_probability(capital, drift, sigma, 2 * horizon)) >= base - 1e-12
    assert float(ruin_probability(capital, drift, sigma)) >= base - 1e-12


@given(st.floats(0.001, 0.9), st.floats(0.1, 50), st.floats(0.5, 100))
def test_the_capital_for_a_limit_meets_it(limit, drift, sigma):
    capital = capital_for_ruin_limit(limit, drift, sigma)
    assert float(ruin_probability(capital, drift, sigma)) == pytest.approx(limit)


@pytest.mark.parametrize("capital", [0, 100, 700])
def test_blows_against_the_series_of_pollaczek_and_khinchine(capital):
    # The deepest fall is a geometric number of exponential ladder heights.
    load = 1 / 1.3
    n = np.arange(1, 400)
    series = ((1 - load) * load**n * gammaincc(n, capital / 50)).sum()
    assert float(ruin_by_blows(capital, mean_loss=50, loading=0.3)) == pytest.approx(series)


def test_income_that_only_covers_the_losses_is_refused():
    with pytest.raises(ParameterError, match="loading"):
        ruin_by_blows(100, mean_loss=50, loading=0)


# ------------------------------------------------------------------------------ flow and cash


def test_little_holds_exactly_on_a_path_that_starts_and_ends_empty():
    arrived = np.array([0, 0, 0, 2, 2, 5, 9])
    left = np.array([1, 4, 6, 6, 8, 11, 12])  # first in, first out
    weeks = np.arange(12)
    stock = [(arrived <= t).sum() - (left <= t).sum() for t in weeks]
    expected = mean_stock(throughput=7 / 12, weeks_in_stock=(left - arrived).mean())
    assert np.mean(stock) == pytest.approx(float(expected))


def test_stock_time_and_turns_are_one_statement():
    assert float(time_in_stock(mean_stock(60, 11), 60)) == pytest.approx(11)
    assert float(turns(mean_stock(60, 13), 60)) == pytest.approx(4)
    assert float(turns(0, 60)) == np.inf


def test_a_cash_cycle_worked_by_hand():
    # 65,700 of stock at 730 a day; 30,000 owed by the platform at 1,500; 14,600 owed to suppliers.
    dio, dso, dpo = (
        days_inventory(65_700, 730),
        days_sales(30_000, 1_500),
        days_payable(14_600, 730),
    )
    assert [float(d) for d in (dio, dso, dpo)] == [90, 20, 20]
    assert float(cash_conversion_cycle(dio, dso, dpo)) == 90
    assert float(working_capital(730, 1_500, dio, dso, dpo)) == 65_700 + 30_000 - 14_600
    assert float(cash_conversion_cycle(0, 5, 30)) == -25

"""BG/NBD: the published fit, an independent package, and expectations summed by quadrature."""

import csv
import datetime as dt
import gzip
import os
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.customer_value import (
    value_of_repeat_purchases,
    value_with_retention,
    weekly_rate,
)
from xbcourse.model.theory.repeat_purchase import (
    chance_alive,
    expected_purchases,
    expected_purchases_of,
    fit_customers,
    log_likelihood,
)

#: Fader, Hardie & Lee (2005), the BG/NBD fitted to the CDNOW sample.
CDNOW = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}

parameters = st.fixed_dictionaries(
    {
        "r": st.floats(0.05, 3),
        "alpha": st.floats(1, 40),
        "a": st.floats(0.1, 5),
        "b": st.floats(0.2, 8),
    }
)


def _summed(t, r, alpha, a, b):
    """∫ E[λ e^(−λps)] ds, the expectation before it is brought into its closed form."""

    def rate(s):
        return r / alpha * hyp2f1(r + 1, a, a + b, -s / alpha)

    return quad(rate, 0, t, epsabs=1e-12, epsrel=1e-11, limit=200)[0]


@settings(deadline=None)
@given(parameters, st.floats(0.1, 208))
def test_a_new_customer_buys_what_the_integral_says(customers, t):
    assert float(expected_purchases(t, **customers)) == pytest.approx(
        _summed(t, **customers), rel=2e-6
    )


@pytest.mark.parametrize(("a", "b"), [(1.0, 2.0), (1.00005, 2.0), (0.5, 0.5), (0.3, 0.7)])
def test_where_the_closed_form_is_nought_by_nought_it_takes_its_limit(a, b):
    exact = _summed(52, 0.243, 4.414, a, b)
    assert float(expected_purchases(52, 0.243, 4.414, a, b)) == pytest.approx(exact, rel=1e-7)


@settings(deadline=None)
@given(parameters, st.integers(1, 30), st.floats(0.05, 1), st.floats(0.1, 104))
def test_a_known_customer_buys_what_the_integral_says(customers, purchases, latest, t):
    r, alpha, a, b = (customers[name] for name in ("r", "alpha", "a", "b"))
    mine = expected_purchases_of(t, purchases, 52 * latest, 52, **customers)
    alive = chance_alive(purchases, 52 * latest, 52, **customers)
    exact = _summed(t, r + purchases, alpha + 52, a, b + purchases) * float(alive)
    assert float(mine) == pytest.approx(exact, rel=2e-6, abs=1e-9)


@given(parameters)
def test_purchases_rise_ever_more_slowly(customers):
    bought = expected_purchases(np.arange(0, 209, 4), **customers)
    assert bought[0] == 0
    assert np.all(np.diff(bought) > 0)
    assert np.all(np.diff(bought, 2) < 1e-7)


def test_the_published_example_of_one_customer():
    # Fader & Hardie's worksheet: customer 1, x = 2, t_x = 30.43, T = 38.86, the next 39 weeks.
    assert float(expected_purchases_of(39, 2, 30.43, 38.86, **CDNOW)) == pytest.approx(
        1.226, abs=5e-4
    )


def test_long_silence_after_many_purchases_means_gone():
    alive = chance_alive(10, [52, 40, 10], 52, **CDNOW)
    assert np.all(np.diff(alive) < 0)
    assert float(alive[2]) < 0.01 < 0.9 < float(alive[0])
    # The same silence says less about who buys rarely.
    assert float(chance_alive(2, 10, 52, **CDNOW)) > float(alive[2])
    assert float(chance_alive(0, 0, 52, **CDNOW)) == 1


def test_the_likelihood_adds_up_to_certainty():
    # With one purchase at time u or none, or more: P(X = 0) + P(X ≥ 1) must be one. P(X ≥ 1) is
    # the chance of a first purchase within T, 1 − (α/(α + T))^r.
    none = np.exp(float(log_likelihood(0, 0, 20, **CDNOW)))
    assert none == pytest.approx((4.414 / 24.414) ** 0.243)
    # Exactly one, by its density over u, and exactly one by its formula (eq. 8 of the paper).
    r, alpha, a, b = CDNOW.values()
    one = quad(lambda u: np.exp(float(log_likelihood(1, u, 20, **CDNOW))), 0, 20)[0]
    stay = b / (a + b) * r * (alpha / 24.414) ** r * 20 / 24.414
    leave = a / (a + b) * (1 - none)
    assert one == pytest.approx(stay + leave)


def _drawn(rng, customers, r, alpha, a, b):
    """Customers drawn from the model, observed for a year."""
    rows = []
    for rate, leaving in zip(
        rng.gamma(r, 1 / alpha, customers), rng.beta(a, b, customers), strict=True
    ):
        now, last, bought = rng.exponential(1 / rate), 0.0, 0
        while now < 52:
            last, bought = now, bought + 1
            now = np.inf if rng.random() < leaving else now + rng.exponential(1 / rate)
        rows.append((bought, last, 52.0))
    return np.array(rows).T


def test_the_fit_finds_what_the_customers_were_drawn_from():
    x, last, seen = _drawn(np.random.default_rng(7), 4000, r=0.6, alpha=8, a=0.8, b=2.5)
    found = fit_customers(x, last, seen)
    assert [found.r, found.alpha] == pytest.approx([0.6, 8], rel=0.15)
    assert found.a / (found.a + found.b) == pytest.approx(0.8 / 3.3, rel=0.1)
    truth = log_likelihood(x, last, seen, 0.6, 8, 0.8, 2.5).sum()
    assert truth <= found.log_likelihood <= truth + 10
    # Days instead of weeks only change the scale.
    days = fit_customers(x, last * 7, seen * 7)
    assert days.alpha == pytest.approx(7 * found.alpha, rel=1e-3)


def _cdnow():
    folder = os.environ.get("XBCOURSE_SHARED_DATA")
    file = Path(folder or ".") / "cdnow" / "cdnow_sample.csv.gz"
    if not folder or not file.exists():
        pytest.skip("the CDNOW sample is not here; XBCOURSE_SHARED_DATA names its folder")
    days = defaultdict(set)
    with gzip.open(file, "rt", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            days[row["customer_id"]].add(dt.date.fromisoformat(row["date"]))
    end = dt.date(1997, 9, 30)
    for bought in days.values():
        seen = sorted(day for day in bought if day <= end)
        yield len(seen) - 1, (seen[-1] - seen[0]).days / 7, (end - seen[0]).days / 7


def test_the_fit_is_the_published_one():
    x, last, seen = np.array(list(_cdnow())).T
    found = fit_customers(x, last, seen)
    assert len(x) == 2357
    assert found.r == pytest.approx(0.243, abs=5e-4)
    assert found.alpha == pytest.approx(4.414, abs=1e-3)
    assert found.a == pytest.approx(0.793, abs=5e-4)
    assert found.b == pytest.approx(2.426, abs=1e-3)
    assert found.log_likelihood == pytest.approx(-9582.4, abs=0.05)


def test_lifetimes_agrees():
    fitter = pytest.importorskip("lifetimes").BetaGeoFitter(penalizer_coef=0.0)
    x, last, seen = _drawn(np.random.default_rng(3), 800, r=0.6, alpha=8, a=0.8, b=2.5)
    fitter.fit(x, last, seen)
    theirs = fitter.params_
    found = fit_customers(x, last, seen)
    for name in ("r", "alpha", "a", "b"):
        assert getattr(found, name) == pytest.approx(theirs[name], rel=5e-3)
    same = {name: float(theirs[name]) for name in ("r", "alpha", "a", "b")}
    assert expected_purchases([4, 52], **same).tolist() == pytest.approx(
        fitter.expected_number_of_purchases_up_to_time(np.array([4, 52])).tolist()
    )
    assert expected_purchases_of(26, 3, 20, 30, **same) == pytest.approx(
        float(fitter.conditional_expected_number_of_purchases_up_to_time(26, 3, 20, 30))
    )
    assert chance_alive(3, 20, 30, **same) == pytest.approx(
        float(np.ravel(fitter.conditional_probability_alive(3, 20, 30))[0])
    )


def test_impossible_customers_are_refused():
    with pytest.raises(ParameterError, match="nobody came back"):
        fit_customers([0, 0], [0, 0], [10, 20])
    with pytest.raises(ParameterError, match="is week 12"):
        chance_alive(1, last_purchase=12, observed=10, **CDNOW)
    with pytest.raises(ParameterError, match=r"alpha .* must be above 0"):
        expected_purchases(52, r=0.2, alpha=0, a=1, b=1)


# -------------------------------------------------------------------------- what they are worth


def test_constant_retention_is_the_sum_of_its_years():
    years = np.arange(1, 500)
    expected = (100 * 0.7**years / 1.08**years).sum()
    assert float(value_with_retention(100, 0.7, 0.08)) == pytest.approx(expected)


def test_repeat_purchases_are_worth_their_discounted_margins():
    rate = float(weekly_rate(0.08))
    bought = np.diff(expected_purchases(np.arange(105), **CDNOW))
    expected = sum(50 * n / (1 + rate) ** k for k, n in enumerate(bought, start=1))
    assert float(value_of_repeat_purchases(50, 104, **CDNOW, discount=rate)) == pytest.approx(
        expected
    )
    by_rate = value_of_repeat_purchases([50, 50], 104, **CDNOW, discount=[0, rate])
    assert float(by_rate[0]) == pytest.approx(50 * bought.sum())
    assert float(by_rate[1]) == pytest.approx(expected)


def test_a_value_without_end_is_refused():
    with pytest.raises(ParameterError, match="no end"):
        value_with_retention(100, 1.0)

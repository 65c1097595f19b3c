"""Distributions of demand: tables of the loss function, an independent library, laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.theory.demand import (
    DiscreteDemand,
    LognormalDemand,
    NormalDemand,
    PoissonDemand,
    standard_loss,
)
from xbcourse.model.theory.forecast import GammaPoissonDemand, updated_forecast


@st.composite
def demands(draw):
    """Any demand of any kind, its mean between 1 and 1000."""
    mean = draw(st.floats(1, 1000))
    kind = draw(st.sampled_from(["normal", "lognormal", "poisson", "gamma-poisson", "discrete"]))
    if kind == "normal":
        return NormalDemand(mean, draw(st.floats(0, 0.4)) * mean)
    if kind == "lognormal":
        return LognormalDemand(mean, draw(st.floats(0, 1.4)))
    if kind == "poisson":
        return PoissonDemand(mean)
    if kind == "gamma-poisson":
        return GammaPoissonDemand(mean / 10, draw(st.floats(0.1, 20)), 10)
    weights = np.array(draw(st.lists(st.floats(0.01, 1), min_size=1, max_size=6)))
    cases = draw(st.lists(st.floats(0, 1000), min_size=len(weights), max_size=len(weights)))
    return DiscreteDemand(cases, weights / weights.sum())


def test_the_loss_function_is_that_of_the_tables():
    # Standard normal loss table, e.g. Cachon & Terwiesch, appendix B.
    table = [1.0833, 0.3989, 0.1978, 0.0833, 0.0085]
    assert standard_loss([-1, 0, 0.5, 1, 2]).round(4).tolist() == table


@given(demands(), st.floats(-50, 3000), st.floats(0, 200))
def test_loss_falls_convexly_and_never_below_what_the_mean_says(demand, quantity, step):
    lost = [float(demand.lost(quantity + i * step)) for i in range(3)]
    slack = 1e-9 * (1 + float(demand.mean))
    assert lost[0] >= max(float(demand.mean) - quantity, 0) - slack
    assert lost[0] >= lost[1] - slack
    assert lost[0] - lost[1] >= lost[1] - lost[2] - slack


@given(demands(), st.floats(0.001, 0.999))
def test_the_quantile_is_the_least_quantity_that_covers(demand, chance):
    quantity = float(demand.quantile(chance))
    assert float(demand.cdf(quantity * (1 + 1e-9) + 1e-9)) >= chance - 1e-9
    assert float(demand.cdf(quantity - 1e-6 * (1 + abs(quantity)))) <= chance + 1e-9


@pytest.mark.parametrize("mean", [0.3, 5.0, 80.0])
def test_poisson_against_scipy(mean):
    from scipy import stats

    frozen, demand = stats.poisson(mean), PoissonDemand(mean)
    chances = np.array([0.0001, 0.05, 0.5, 0.9, 0.999])
    assert demand.quantile(chances).tolist() == frozen.ppf(chances).tolist()
    units = np.arange(2000)
    for q in (0, 1, 3.5, 90):
        expected = (np.maximum(units - q, 0) * frozen.pmf(units)).sum()
        assert float(demand.lost(q)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("evidence", [0.5, 10.0])
def test_gamma_poisson_against_scipy(evidence):
    from scipy import stats

    demand = GammaPoissonDemand(rate=6, evidence=evidence, weeks=8)
    frozen = stats.nbinom(6 * evidence, evidence / (evidence + 8))
    assert float(demand.sd) == pytest.approx(frozen.std())
    assert demand.quantile([0.01, 0.5, 0.99]).tolist() == frozen.ppf([0.01, 0.5, 0.99]).tolist()
    assert demand.quantile([0, 1e-9, 1]).tolist() == [0, frozen.ppf(1e-9), np.inf]
    units = np.arange(20_000)
    expected = (np.maximum(units - 55.5, 0) * frozen.pmf(units)).sum()
    assert float(demand.lost(55.5)) == pytest.approx(expected, rel=1e-9)


def test_lognormal_against_a_sum_over_its_density():
    demand = LognormalDemand(100, 0.8)
    z = np.linspace(-9, 9, 200_001)
    units = np.exp(np.log(100) - 0.32 + 0.8 * z)
    weight = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
    assert (units * weight).sum() == pytest.approx(float(demand.mean))
    assert (np.maximum(units - 150, 0) * weight).sum() == pytest.approx(float(demand.lost(150)))


def test_without_spread_demand_is_certain():
    for demand in (NormalDemand(100, 0), LognormalDemand(100, 0)):
        assert demand.lost([90, 100, 110]) == pytest.approx([10, 0, 0], abs=1e-9)
        assert float(demand.quantile(0.9)) == pytest.approx(100)


def test_stockpyl_agrees_on_losses():
    theirs = pytest.importorskip("stockpyl.loss_functions")
    assert float(NormalDemand(50, 8).lost(55)) == pytest.approx(theirs.normal_loss(55, 50, 8)[0])
    assert float(PoissonDemand(15).lost(18)) == pytest.approx(theirs.poisson_loss(18, 15)[0])
    mine = LognormalDemand(np.exp(2 + 0.3**2 / 2), 0.3)
    assert float(mine.lost(10)) == pytest.approx(theirs.lognormal_loss(10, 2, 0.3)[0])


def test_chances_must_add_up():
    with pytest.raises(ParameterError, match=r"add up to 0\.9"):
        DiscreteDemand([1, 2], [0.5, 0.4])


def test_the_forecast_moves_from_the_guess_to_the_sales():
    moved = updated_forecast(rate=60, evidence=4, sold=[0, 20, 2000], weeks=[0, 1, 100])
    assert moved.tolist() == pytest.approx([60, 52, 2240 / 104])
    seen = GammaPoissonDemand(60, 4, 12).after(sold=40, weeks_seen=2)
    assert float(seen.mean) == pytest.approx(10 * 280 / 6)
    assert float(seen.sd) == pytest.approx(float(np.sqrt(seen.mean * (1 + 10 / 6))))

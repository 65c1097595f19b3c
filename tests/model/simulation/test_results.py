"""What a simulation gives back: axes, units, tables, and errors that list the names there are."""

import numpy as np
import pytest

from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.simulation import OUTCOMES, TOTALS, WEEKLY, simulate

#: Not in the order in which the engine computes them: stock before own site before neither.
NAMES = ["hybrid_drop", "platform_direct", "hybrid_staged", "self_batch"]


@pytest.fixture(scope="module")
def result():
    return simulate(NAMES, paths=30, weeks=40, seed=3, keep=WEEKLY)


def test_outcomes_are_scenarios_by_paths_in_the_order_asked_for(result):
    assert list(result.scenarios) == NAMES
    for name, values in result.outcomes.items():
        assert values.shape == (4, 30), name
    for name in NAMES:
        alone = simulate(name, paths=30, weeks=40, seed=3)
        assert (result.outcome("wealth", name) == alone.outcome("wealth", name)).all()


def test_trajectories_are_scenarios_by_weeks_by_paths(result):
    assert set(result.trajectories) == set(WEEKLY)
    for name, values in result.trajectories.items():
        assert values.shape == (4, 40, 30), name
        assert np.isfinite(values).all(), name
    assert result.trajectory("cash", "self_batch").shape == (40, 30)


def test_every_outcome_has_a_unit_and_every_unit_an_outcome(result):
    assert set(result.outcomes) == set(OUTCOMES) | set(TOTALS)
    assert all({**OUTCOMES, **TOTALS, **WEEKLY}.values())


def test_totals_are_the_sums_of_their_weeks(result):
    for name in set(TOTALS) & set(WEEKLY):
        weekly = result.trajectories[name].sum(axis=1, dtype=float)
        assert result.outcomes[name] == pytest.approx(weekly, rel=1e-5), name


def test_lowest_cash_and_its_week_are_those_of_the_trajectory(result):
    cash = result.trajectories["cash"]
    capital = np.array([[s.capital] for s in result.scenarios.values()])
    lowest = np.minimum(cash.min(axis=1), capital)
    assert result.outcomes["lowest_cash"] == pytest.approx(lowest, rel=1e-6)
    fell = cash.min(axis=1) < capital
    week = result.outcomes["lowest_week"]
    at_week = np.take_along_axis(cash, week[:, None, :].astype(int), axis=1)[:, 0]
    assert at_week[fell] == pytest.approx(lowest[fell], rel=1e-6)


def test_sources_add_up_to_what_is_wanted_on_average(result):
    """Orders are Poisson about the sum of the sources: within five standard errors."""
    expected = sum(v for name, v in result.trajectories.items() if name.startswith("from_"))
    total = expected.sum(axis=(1, 2))
    wanted = result.trajectories["wanted"].sum(axis=(1, 2))
    assert (abs(wanted - total) < 5 * np.sqrt(total)).all()


def test_only_those_with_stock_or_a_site_have_what_comes_of_them(result):
    assert not result.trajectory("stock", "platform_direct").any()
    assert not result.trajectory("from_content", "platform_direct").any()
    assert not result.trajectory("from_list", "self_batch").any()
    assert result.trajectory("stock", "self_batch").any()
    assert result.trajectory("from_content", "hybrid_drop").any()
    assert result.trajectory("from_list", "hybrid_drop").any()


def test_ruined_is_where_a_week_of_ruin_is_known():
    poor = simulate("self_batch", paths=200, weeks=60)
    ruined = poor.ruined("self_batch")
    assert 0 < ruined.sum() < 200
    assert (poor.outcome("ruin_week", "self_batch")[~ruined] == -1).all()


def test_table_has_a_row_for_each_scenario_and_path(result):
    table = result.to_frame()
    assert list(table.columns) == ["scenario", "path", *result.outcomes]
    assert len(table) == 120
    row = table[(table.scenario == "hybrid_staged") & (table.path == 7)]
    assert row.wealth.item() == result.outcome("wealth", "hybrid_staged")[7]


def test_bands_are_quantiles_over_the_paths(result):
    bands = result.bands("cash", shares=(0.1, 0.5))
    assert list(bands.columns) == ["scenario", "week", 0.1, 0.5]
    assert len(bands) == 160
    row = bands[(bands.scenario == "self_batch") & (bands.week == 39)]
    cash = result.trajectory("cash", "self_batch")[39]
    assert row[[0.1, 0.5]].to_numpy()[0] == pytest.approx(np.quantile(cash, [0.1, 0.5]))


@pytest.mark.parametrize("share", [1.5, -0.1, 5, "half", float("nan")])
def test_bands_want_shares(result, share):
    with pytest.raises(ParameterError, match="no share from 0 to 1"):
        result.bands("cash", shares=(0.5, share))


def test_unknown_names_are_answered_with_the_known(result):
    cases = [
        (lambda: result.outcome("welth", "self_batch"), "wealth"),
        (lambda: result.outcome("wealth", "self_bach"), "hybrid_drop, platform_direct"),
        (lambda: result.trajectory("money", "self_batch"), "cash"),
        (lambda: result.bands("money"), "cash"),
        (lambda: result.ruined("nobody"), "self_batch"),
        # The trajectory exists, but was not kept.
        (lambda: simulate(NAMES, paths=1, weeks=1).trajectory("stock", "self_batch"), "cash"),
    ]
    for ask, words in cases:
        with pytest.raises(ParameterError, match=words):
            ask()


def test_a_single_scenario_needs_no_name(scenario):
    alone = simulate(scenario("self_batch", capital=400_000.0), paths=3, weeks=5)
    assert list(alone.scenarios) == ["scenario"]
    assert alone.outcome("lowest_cash", "scenario").shape == (3,)

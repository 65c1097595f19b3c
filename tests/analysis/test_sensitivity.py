"""Sensitivity of functions whose sensitivities are known."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.designs import read
from xbcourse.analysis.sensitivity import (
    ends,
    flips,
    one_at_a_time,
    sobol,
    sobol_indices,
    tornado,
)
from xbcourse.assumptions.errors import CourseError, ParameterError
from xbcourse.assumptions.scenario import Scenario

weights = st.dictionaries(st.sampled_from("abcdef"), st.floats(-100, 100), min_size=1)


@given(weights, st.floats(0.1, 10))
def test_the_swings_of_a_linear_function_are_its_weights_times_the_ranges(slopes, width):
    def linear(designs):
        return np.array([7 + sum(w * d[n] for n, w in slopes.items()) for d in designs])

    base = dict.fromkeys(slopes, 1.0)
    table = one_at_a_time(linear, base, dict.fromkeys(slopes, (1 - width, 1 + width)))
    swings = table.set_index("parameter")["swing"]
    assert swings.to_dict() == pytest.approx(
        {n: 2 * width * w for n, w in slopes.items()}, abs=1e-9
    )
    assert swings.abs().is_monotonic_decreasing
    assert np.allclose(table["base"], 7 + sum(slopes.values()))
    assert np.allclose((table["at_low"] + table["at_high"]) / 2, table["base"])


def test_luck_that_is_common_to_all_designs_leaves_the_swing():
    luck = np.random.default_rng(0).normal(0, 50, 200)
    table = one_at_a_time(
        lambda designs: np.array([3 * d["x"] + luck for d in designs]),
        {"x": 1.0},
        {"x": (0.0, 2.0)},
    )
    assert table.loc[0, ["swing", "swing_low", "swing_high"]].tolist() == pytest.approx([6] * 3)


def test_the_ends_of_a_parameter():
    scenario = Scenario("self_quick")
    assert ends(scenario, "lead", 0.5) == (2.0, 4.0)  # of 3 weeks, in whole weeks
    assert ends(scenario, "exper", "slider") == (0.0, 1.0)
    assert ends(Scenario(exper=0.9), "exper", 0.2) == pytest.approx((0.72, 1.0))  # never above 1
    assert ends(Scenario(z=-1), "z", 0.5) == (-1.5, -0.5)
    with pytest.raises(ParameterError, match="channels is a choice"):
        ends(scenario, "channels")
    for spread in (0, -1, True, "wide"):
        with pytest.raises(ParameterError, match="spread cannot be"):
            ends(scenario, "lead", spread)


def test_the_tornado_of_a_scenario_is_read_on_the_same_luck():
    names = ("price_usd", "duty", "wom")
    how = {"paths": 128, "weeks": 40}
    table = tornado("platform_direct", parameters=names, reading="profit", **how)
    rows = table.set_index("parameter")
    low, base, high = (
        read([Scenario("platform_direct", duty=duty)], "profit", **how).mean()
        for duty in (0.24, 0.30, 0.36)
    )
    assert rows.loc["duty", ["at_low", "base", "at_high"]].tolist() == pytest.approx(
        [low, base, high]
    )
    assert rows.loc["duty", "swing_high"] < 0  # more duty, less profit: certain on the same luck
    assert set(rows["reading_unit"]) == {"CNY"}
    assert table["label"].notna().all()


def test_against_another_scenario_the_difference_is_read():
    how = {"parameters": ["exper"], "paths": 64, "weeks": 30}
    alone = [tornado(n, **how).loc[0] for n in ("self_quick", "platform_direct")]
    both = tornado("self_quick", "platform_direct", **how).loc[0]
    for column in ("base", "at_low", "at_high"):
        assert both[column] == pytest.approx(alone[0][column] - alone[1][column])


def test_more_scenarios_than_are_computed_together_are_each_their_own():
    rows = [Scenario("self_quick", cogs=30.0 + k) for k in range(15)]
    found = read(rows, "profit", paths=16, weeks=20)
    assert found.shape == (15, 16)
    assert np.array_equal(found[13], read(rows[13:14], "profit", paths=16, weeks=20)[0])
    with pytest.raises(ParameterError, match="reading cannot be 'luck'"):
        read(rows, "luck", paths=2)


def test_what_flips_the_recommendation():
    # A low commission and higher overheads, against the other way round.
    pair = {
        "a": Scenario("platform_direct", fee_basis="rates", ref=0.10),
        "b": Scenario("platform_direct", fee_basis="rates", ref=0.05, fixed=1200.0),
    }
    table = flips(pair, parameters=["ref", "capital"], spread=0.9, paths=64, weeks=52)
    assert set(table["before"]) == {"b"}
    at = table.set_index(["parameter", "end"])
    assert not at.loc[("ref", "high"), "flips"]
    assert at.loc[("ref", "low"), "after"] == "a"  # both nearly free of commission
    assert at.loc[("ref", "low"), "flips"]
    assert at.loc[("ref", "low"), "value"] == pytest.approx(0.01)


# ------------------------------------------------------------------------------------ Sobol


def test_sobol_indices_of_the_ishigami_function():
    pytest.importorskip("SALib")

    def ishigami(x):  # Ishigami & Homma 1990, a = 7, b = 0.1
        return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])

    table = sobol_indices(ishigami, dict.fromkeys("xyz", (-np.pi, np.pi)), base_points=2048)
    rows = table.set_index("parameter")
    assert rows["first"].to_dict() == pytest.approx({"x": 0.3139, "y": 0.4424, "z": 0.0}, abs=0.02)
    assert rows["total"].to_dict() == pytest.approx(
        {"x": 0.5576, "y": 0.4424, "z": 0.2437}, abs=0.02
    )
    assert table["parameter"].tolist() == ["x", "y", "z"]
    assert (rows[["first_error", "total_error"]] < 0.1).all(axis=None)


def test_sobol_of_a_scenario_finds_what_matters_and_repeats():
    pytest.importorskip("SALib")
    how = {"parameters": ["price_usd", "rev_rate"], "spread": 0.2, "reading": "profit"}
    how |= {"paths": 32, "weeks": 20, "base_points": 16}
    table = sobol("platform_direct", **how)
    assert table.loc[0, "parameter"] == "price_usd"
    assert table.loc[0, "total"] > 0.6
    assert sobol("platform_direct", **how).equals(table)
    with pytest.raises(ParameterError, match="power of two"):
        sobol("platform_direct", **how | {"base_points": 100})


def test_without_the_package_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(CourseError, match="pip install SALib"):
        sobol_indices(lambda x: x[:, 0], {"x": (0, 1)})

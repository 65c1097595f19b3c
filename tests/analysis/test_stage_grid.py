"""The precomputed grid holds what a simulation finds, and errs between its points as it says."""

import numpy as np
import pytest

from xbcourse.analysis.modes import MODES
from xbcourse.analysis.recommend import recommend
from xbcourse.analysis.stage_grid import (
    AXES,
    INTERPOLATION,
    NOTHING,
    PATHS,
    SEED,
    StageGrid,
    _scenarios,
    simulated,
    simulated_many,
    stage_grid,
)
from xbcourse.assumptions.errors import ParameterError
from xbcourse.model.simulation import simulate

USUAL = {"capital": 500e3, "theta_sigma": 0.6, "exper": 0.5, "search": 3500.0, "ds_ship": 37.0}
OUT, SAFE = -0.2, (0.0, 0.0, 0.0)


def made(growth, ruin=(0.0,) * 6, error=0.0) -> StageGrid:
    """The same numbers everywhere."""
    numbers = np.column_stack([growth, np.full(6, error), ruin])
    shape = tuple(len(values) for values in AXES.values())
    return StageGrid(AXES, np.broadcast_to(numbers, (*shape, 6, 3)).copy())


@pytest.mark.parametrize(
    "place",
    [
        USUAL,
        {"capital": 60e3, "theta_sigma": 1.4, "exper": 0.0, "search": 1000.0, "ds_ship": 15.0},
        {"capital": 5e6, "theta_sigma": 0.2, "exper": 1.0, "search": 6000.0, "ds_ship": 60.0},
    ],
)
def test_a_point_of_the_grid_is_its_simulation(place):
    assert stage_grid().at(**place) == pytest.approx(simulated(place).to_numpy(), abs=0.0006)


def test_what_is_stored_is_what_recommend_finds():
    found = recommend(simulate(_scenarios(USUAL), paths=PATHS, seed=SEED, keep=()))
    table = found.modes.set_index("scenario")
    mine = simulated(USUAL)
    assert mine["growth"].to_numpy() == pytest.approx(table["growth"].to_numpy(), abs=1e-6)
    assert mine["ruin"].to_numpy() == pytest.approx(table["ruin"].to_numpy())
    half = (found.lead.high - found.lead.low) / 2
    assert mine.at[found.second, "error"] * 1.96 == pytest.approx(half, rel=1e-3)
    assert mine.at[found.best, "error"] == 0


def test_places_simulated_together_are_those_simulated_alone():
    other = USUAL | {"capital": 120e3, "exper": 0.0}
    both = simulated_many([USUAL, other], paths=64)
    assert both[1].equals(simulated(other, paths=64))


def test_between_its_points_it_errs_as_its_card_says():
    rng = np.random.default_rng(11)
    low, high = np.log(150e3), np.log(3e6)
    places = [
        {
            "capital": float(np.exp(rng.uniform(low, high))),
            "theta_sigma": rng.uniform(0.2, 1.4),
            "exper": rng.uniform(0, 1),
            "search": rng.uniform(2000, 6000),
            "ds_ship": rng.uniform(15, 60),
        }
        for _ in range(40)
    ]
    off, same = [], 0
    for place, found in zip(places, simulated_many(places), strict=True):
        read = stage_grid().at(**place)
        allowed = found["growth"].where(found["ruin"] <= 0.10, -np.inf).to_numpy()
        first, second = np.argsort(-allowed)[:2]
        answer = stage_grid().answers(**place)
        if not allowed[first] > NOTHING:
            same += bool(answer.out)
            continue
        same += int(answer.best) == first or (bool(answer.tie) and int(answer.second) == first)
        if np.isfinite(allowed[second]):
            true = allowed[first] - allowed[second]
            off.append(abs(read[first, 0] - read[second, 0] - true))
    assert np.quantile(off, 0.5) < INTERPOLATION
    assert same / len(places) >= 0.9


def test_half_way_lies_half_way_in_the_logarithm_of_capital():
    grid = stage_grid()
    ends = [grid.at(**USUAL | {"capital": capital}) for capital in (500e3, 800e3)]
    middle = grid.at(**USUAL | {"capital": float(np.sqrt(500e3 * 800e3))})
    assert middle == pytest.approx((ends[0] + ends[1]) / 2)


def test_many_places_at_once_are_each_alone():
    grid = stage_grid()
    capital, uncertainty = np.array([150e3, 700e3, 4e6]), np.array([0.3, 0.75])
    many = grid.at(**USUAL | {"capital": capital, "theta_sigma": uncertainty})
    assert many.shape == (3, 2, 6, 3)
    for i, one in enumerate(capital):
        for j, other in enumerate(uncertainty):
            alone = grid.at(**USUAL | {"capital": float(one), "theta_sigma": float(other)})
            assert many[i, j] == pytest.approx(alone)


def test_beyond_the_grid_its_edge_holds_and_it_says_so():
    grid = stage_grid()
    assert grid.at(**USUAL | {"search": 20_000.0}) == pytest.approx(
        grid.at(**USUAL | {"search": 6000.0})
    )
    assert grid.covers(**USUAL) and not grid.covers(search=20_000.0)


@pytest.mark.parametrize("place", [{"capital": 5e5}, USUAL | {"cogs": 38.0}])
def test_a_place_needs_every_axis_and_no_other(place):
    with pytest.raises(ParameterError):
        stage_grid().at(**place)


# The rule.


def test_the_best_of_those_within_the_limit_is_chosen():
    found = made([0.5, 0.4, 0.1, 0.0, 0.0, 0.0], [0.2, 0.0, *SAFE, 0.0]).answers(**USUAL)
    assert (int(found.best), int(found.second), bool(found.tie)) == (1, 2, False)
    bold = made([0.5, 0.4, 0.1, 0.0, 0.0, 0.0], [0.2, 0.0, *SAFE, 0.0]).answers(0.25, **USUAL)
    assert int(bold.best) == 0


def test_a_lead_within_the_error_is_a_tie():
    near, far = 1.9 * INTERPOLATION, 2.1 * INTERPOLATION
    for lead, tie in ((near, True), (far, False)):
        found = made([0.3 + lead, 0.3, 0.0, 0.0, 0.0, 0.0]).answers(**USUAL)
        assert bool(found.tie) is tie
    unsure = made([0.3 + far, 0.3, 0.0, 0.0, 0.0, 0.0], error=0.05).answers(**USUAL)
    assert unsure.tie


def test_staying_out_where_all_lose_all_go_under_or_nothing_is_ventured():
    assert made([OUT] * 6).answers(**USUAL).out
    ruined = made([0.5] * 6, [0.3] * 6).answers(**USUAL)
    assert ruined.out and int(ruined.best) == int(ruined.second) == -1 and not ruined.tie
    # Who had not the money to open still has it.
    assert made([0.0, *[OUT] * 5]).answers(**USUAL).out


def test_alone_within_the_limit_is_no_tie():
    found = made([0.3, 0.3, 0.3, 0.3, 0.3, 0.3], [0.0, *[0.5] * 5]).answers(**USUAL)
    assert (int(found.best), int(found.second), bool(found.tie)) == (0, -1, False)


def test_every_mode_wins_somewhere_or_nowhere_by_its_numbers_only():
    """Permuting the numbers of two modes permutes the answers: nothing about a mode is built in."""
    grid = stage_grid()
    turned = StageGrid(grid.axes, grid.values[..., ::-1, :])
    place = USUAL | {"capital": np.array([100e3, 300e3, 1e6, 3e6])}
    one, other = grid.answers(**place), turned.answers(**place)
    clear = ~one.tie & ~one.out
    assert (one.best[clear] == len(MODES) - 1 - other.best[clear]).all()
    assert (one.out == other.out).all()

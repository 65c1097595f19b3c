"""The decision map: every cell is the recommendation of its own simulation."""

import pytest

from xbcourse.analysis.decision_map import decision_map, moved
from xbcourse.analysis.recommend import recommend
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

NAMES = ("self_quick", "platform_direct", "platform_b2b")
AXES = {"capital": (60_000, 500_000), "exper": (0.1, 0.8)}
HOW = {"paths": 100, "weeks": 52, "progress": False}


@pytest.fixture(scope="module")
def base():
    return decision_map(AXES, NAMES, scheduler="serial", **HOW)


def test_a_cell_is_the_recommendation_of_its_simulation(base):
    scenarios = {n: Scenario(n, capital=500_000, exper=0.1) for n in NAMES}
    found = recommend(simulate(scenarios, paths=100, weeks=52, keep=()))
    cell = base.cells.query("capital == 500_000 and exper == 0.1").iloc[0]
    assert (cell["answer"], cell["best"], cell["second"]) == (
        found.answer,
        found.best,
        found.second,
    )
    assert (cell["growth"], cell["lead"], cell["low"], cell["high"]) == (found.growth, *found.lead)
    modes = base.modes.query("capital == 500_000 and exper == 0.1")
    assert modes["growth"].tolist() == found.modes["growth"].tolist()
    assert cell["ruin"] == modes.set_index("scenario")["ruin"][found.best]


def test_the_grid_is_complete_and_in_order(base):
    places = [(60_000, 0.1), (60_000, 0.8), (500_000, 0.1), (500_000, 0.8)]
    assert list(base.choices().index) == places
    assert len(base.modes) == len(places) * len(NAMES)
    answers = set(base.choices())
    assert answers <= {*NAMES, *(f"{name}~" for name in NAMES), "stay_out"}


def test_several_processes_draw_the_same_map(base):
    again = decision_map(AXES, NAMES, scheduler="processes", workers=2, **HOW)
    assert again.cells.equals(base.cells)
    assert again.modes.equals(base.modes)


def test_borders_move_with_an_assumption(base):
    # A limit of zero leaves only who never goes under.
    strict = decision_map(AXES, NAMES, scheduler="serial", ruin_limit=0.0, **HOW)
    gone = moved(base, strict)
    assert moved(base, base).empty
    changed = base.choices() != strict.choices()
    assert len(gone) == changed.sum()
    for _, row in gone.iterrows():
        place = (row["capital"], row["exper"])
        assert (row["before"], row["after"]) == (base.choices()[place], strict.choices()[place])
    assert (strict.cells["ruin"].dropna() == 0).all()


def test_assumptions_are_set_and_factors_multiply_in_every_scenario():
    one = {"capital": (400_000,)}
    moved_map = decision_map(
        one, NAMES, assumptions={"ret": 0.2}, factors={"haz_mult": 2}, scheduler="serial", **HOW
    )
    scenarios = {
        n: Scenario(n, capital=400_000, ret=0.2, haz_mult=2 * Scenario(n).haz_mult) for n in NAMES
    }
    found = recommend(simulate(scenarios, paths=100, weeks=52, keep=()))
    assert moved_map.modes["growth"].tolist() == found.modes["growth"].tolist()


def test_a_broken_off_map_goes_on(base, tmp_path):
    told = []
    how = HOW | {"scheduler": "serial", "resume": tmp_path}
    assert decision_map(AXES, NAMES, **how).cells.equals(base.cells)
    (tmp_path / "000001.pickle").unlink()
    again = decision_map(AXES, NAMES, **how | {"progress": lambda *n: told.append(n)})
    assert told == [(4, 4)]
    assert again.cells.equals(base.cells)
    with pytest.raises(ParameterError, match="another sweep"):
        decision_map(AXES, NAMES, **how | {"paths": 50})


@pytest.mark.parametrize(
    ("axes", "words"),
    [
        ({}, "at least one"),
        ({"capital": []}, "at least one"),
        ({"capital": [1e5, 1e5]}, "none twice"),
        ({"supply": ["batch"]}, "is a choice"),
        ({"capitl": [1e5]}, "Did you mean capital"),
        ({"exper": [2]}, "exper"),
    ],
)
def test_axes_that_are_none_are_refused(axes, words):
    with pytest.raises(ParameterError, match=words):
        decision_map(axes, NAMES, scheduler="serial", **HOW)


def test_maps_of_different_grids_are_not_compared(base):
    other = decision_map({"capital": (60_000,)}, NAMES, scheduler="serial", **HOW)
    with pytest.raises(ParameterError, match="different axes"):
        moved(base, other)

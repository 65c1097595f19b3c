"""What the simulation refuses, and that it says what it would take."""

import pytest

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import say, speaking
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import KINDS, WEEKLY, Shock, simulate


@pytest.mark.parametrize("name", ["paths", "weeks", "seed"])
@pytest.mark.parametrize("value", [-1, 2.0, "100", True, [5]])
def test_numbers_are_whole_and_large_enough(name, value):
    with pytest.raises(ParameterError, match=rf"{name} must be a whole number of at least [01]"):
        simulate("self_batch", **{"paths": 1, name: value})


@pytest.mark.parametrize(("name", "value"), [("paths", 0), ("weeks", 0), ("seed", None)])
def test_nothing_is_no_number_of_paths_or_weeks_and_no_seed(name, value):
    with pytest.raises(ParameterError, match=f"{name} must be a whole number"):
        simulate("self_batch", **{"paths": 1, name: value})


def test_more_weeks_than_a_scenario_may_have():
    with pytest.raises(ParameterError, match="1 to 520 weeks"):
        simulate("self_batch", paths=1, weeks=521)


@pytest.mark.parametrize(
    ("scenarios", "words"),
    [
        ([], "no scenario"),
        ({}, "no scenario"),
        ("self_bach", "self_batch"),
        (["self_batch", "moon"], "self_batch"),
        (None, "None is no scenario"),
        (7, "7 is no scenario"),
        ({"a": "self_batch"}, "is no scenario with a name"),
        ({"a": None}, "None is no scenario"),
        ([Scenario()], "scenarios by name"),
        ([3], "3 is no scenario"),
    ],
)
def test_what_is_no_scenario_is_refused_with_what_would_be_one(scenarios, words):
    with pytest.raises(ParameterError, match=words):
        simulate(scenarios, paths=1)


def test_scenarios_of_different_lengths_want_one_length():
    two = {"long": Scenario(weeks=104), "short": Scenario(weeks=52)}
    with pytest.raises(ParameterError, match=r"long: 104, short: 52.*weeks=104"):
        simulate(two, paths=1)
    assert simulate(two, paths=1, weeks=60).weeks == 60


@pytest.mark.parametrize("keep", ["money", ["cash", "money"], [None], [["cash"]], 5])
def test_what_cannot_be_kept_is_told_with_what_can(keep):
    with pytest.raises(ParameterError, match="keep cannot be") as refused:
        simulate("self_batch", paths=1, keep=keep)
    assert all(name in str(refused.value) for name in WEEKLY)


def test_one_name_and_a_repeated_name_are_kept_once():
    assert set(simulate("self_batch", paths=1, weeks=2, keep="stock").trajectories) == {"stock"}
    twice = simulate("self_batch", paths=1, weeks=2, keep=["cash", "cash"])
    assert set(twice.trajectories) == {"cash"}
    assert not simulate("self_batch", paths=1, weeks=2, keep=()).trajectories


# --------------------------------------------------------------------------------------- events


def test_unknown_event_is_answered_with_the_kinds():
    for kind in ("flood", None, ["duty"]):
        with pytest.raises(ParameterError, match="kind cannot be") as refused:
            Shock(kind, 3, 1)
        assert all(known in str(refused.value) for known in KINDS)


@pytest.mark.parametrize("week", [-1, 2.5, "3", None, True])
def test_event_in_no_week(week):
    with pytest.raises(ParameterError, match="week must be a whole number of at least 0"):
        Shock("duty", week, 0.1)


@pytest.mark.parametrize(
    ("kind", "size", "words"),
    [
        ("demotion", 1.2, "from 0 to 1"),
        ("demotion", -0.1, "from 0 to 1"),
        ("suspension", 0, "a whole number from 1 to 520"),
        ("suspension", 2.5, "a whole number from 1 to 520"),
        ("delay", -3, "a whole number from 1 to 520"),
        ("delay", float("inf"), "a whole number from 1 to 520"),
        ("duty", -0.25, "25 points"),
        ("duty", 25, "25 points"),  # percent instead of a share
        ("parcel_fee", -1, "CNY"),
        ("exchange", -1, "5% less"),
        ("exchange", float("nan"), "5% less"),
        ("duty", "0.25", "from 0 to 5"),
        ("duty", None, "from 0 to 5"),
        ("duty", True, "from 0 to 5"),
    ],
)
def test_impossible_size_is_answered_with_its_meaning(kind, size, words):
    with pytest.raises(ParameterError, match=words):
        Shock(kind, 3, size)


def test_every_kind_says_in_both_languages_what_its_size_is():
    for kind, allowed in KINDS.items():
        with pytest.raises(ParameterError) as refused:
            Shock(kind, 3, allowed.most + 1)
        for language in ("zh", "en"):
            with speaking(language):
                assert say(f"simulation.size_{kind}") in str(refused.value)


def test_event_after_the_end_would_never_come():
    with pytest.raises(ParameterError, match="0 to 51"):
        simulate("self_batch", paths=1, weeks=52, shocks=[Shock("duty", 52, 0.1)])
    assert simulate("self_batch", paths=1, weeks=52, shocks=[Shock("duty", 51, 0.1)]).weeks == 52


@pytest.mark.parametrize("shocks", ["duty", ["duty"], [None], 5, [("duty", 3, 0.1)]])
def test_what_is_no_event_is_refused(shocks):
    with pytest.raises(ParameterError, match="is no event"):
        simulate("self_batch", paths=1, shocks=shocks)


def test_one_event_needs_no_list():
    event = Shock("exchange", 0, 0.1)
    one = simulate("self_batch", paths=2, weeks=3, shocks=event, keep="exchange")
    assert (one.trajectories["exchange"] > 7).all()


def test_refusals_are_in_the_readers_language():
    for language, words in (("zh", "不小于 1 的整数"), ("en", "at least 1")):
        with speaking(language), pytest.raises(ParameterError) as refused:
            simulate("self_batch", paths=0)
        with speaking(language):
            assert words in str(refused.value)

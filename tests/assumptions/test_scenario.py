"""Scenarios: never changed, equal by value, and the same again from a file."""

import copy
import json
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.errors import CourseWarning, ParameterError, UnknownParameter
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.registry import PARAMETERS
from xbcourse.assumptions.scenario import FORMAT, Scenario, preset_meaning, presets


def _values(p):
    """Usual values of a parameter."""
    if p.kind == "choice":
        return st.sampled_from(sorted(p.choices))
    if p.kind == "whole":
        return st.integers(p.low, p.high)
    return st.floats(p.low, p.high)


changes = st.lists(st.sampled_from(sorted(PARAMETERS)), unique=True, max_size=6).flatmap(
    lambda chosen: st.fixed_dictionaries({name: _values(PARAMETERS[name]) for name in chosen})
)
scenarios = st.builds(
    lambda preset, c: Scenario(preset, **c), st.sampled_from([*presets()]), changes
)


# -------------------------------------------------------------------------------- laws


@given(scenarios)
def test_saved_and_loaded_it_is_the_same(tmp_path_factory, scenario):
    file = scenario.save(tmp_path_factory.mktemp("scenario") / "情景 1.json")
    again = Scenario.load(file)
    assert again == scenario
    assert hash(again) == hash(scenario)
    assert again.preset == scenario.preset
    assert again.changes() == scenario.changes()


@given(scenarios)
def test_pickled_and_copied_it_is_the_same(scenario):
    for again in (
        pickle.loads(pickle.dumps(scenario)),
        copy.copy(scenario),
        copy.deepcopy(scenario),
    ):
        assert again == scenario
        assert again.preset == scenario.preset


@given(scenarios)
def test_its_repr_makes_it_again(scenario):
    assert eval(repr(scenario)) == scenario


@given(scenarios, changes)
def test_changed_and_changed_back_it_is_the_same(scenario, others):
    changed = scenario.but(**others)
    assert changed.preset == scenario.preset
    assert {name: changed[name] for name in others} == others
    back = changed.but(**{name: scenario[name] for name in others})
    assert back == scenario
    assert hash(back) == hash(scenario)


@given(changes)
def test_the_order_of_changes_does_not_matter(some):
    backwards = dict(reversed(some.items()))
    assert Scenario(**some) == Scenario(**backwards)
    assert hash(Scenario(**some)) == hash(Scenario(**backwards))


# --------------------------------------------------------------------------- by hand


def test_it_has_a_value_for_every_parameter():
    scenario = Scenario()
    assert list(scenario) == list(PARAMETERS)
    assert len(scenario) == len(PARAMETERS)
    assert all(scenario[name] == p.default for name, p in PARAMETERS.items())
    assert scenario.price_usd == scenario["price_usd"] == 24.99
    assert "price_usd" in scenario
    assert "price" not in scenario
    assert {"price_usd", "moq"} <= set(dir(scenario))


def test_scenarios_with_other_values_differ():
    assert Scenario() != Scenario(price_usd=25)
    assert Scenario() == Scenario(price_usd=24.99)
    assert Scenario() != dict(Scenario())
    assert len({Scenario(), Scenario(price_usd=24.99), Scenario(price_usd=25)}) == 2


def test_only_what_differs_counts_as_a_change():
    scenario = Scenario("self_quick", moq=150, lead=4)
    assert scenario.changes() == {"lead": 4}
    assert repr(scenario) == "Scenario('self_quick', lead=4)"


def test_it_never_changes():
    scenario = Scenario()
    with pytest.raises(ParameterError, match=r"scenario\.but\(price_usd=\.\.\.\)") as refused:
        scenario.price_usd = 30
    with speaking("zh"):
        assert "scenario.but(price_usd=...)" in str(refused.value)
    with pytest.raises(TypeError):
        scenario["price_usd"] = 30
    with pytest.raises(TypeError):
        scenario._values["price_usd"] = 30
    dearer = scenario.but(price_usd=30)
    assert (scenario.price_usd, dearer.price_usd) == (24.99, 30.0)


def test_others_may_ask_for_names_that_do_not_exist():
    scenario = Scenario()
    assert scenario.get("price") is None
    assert scenario.get("price", 1) == 1
    assert not hasattr(scenario, "ndim")
    assert pd.DataFrame([scenario])["price_usd"].item() == 24.99
    assert dict(**scenario) == dict(scenario)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Scenario(price=30),
        lambda: Scenario().but(price=30),
        lambda: Scenario()["price"],
        lambda: Scenario().price,
        lambda: Scenario.from_json('{"format": 1, "preset": "anker", "changes": {"price": 30}}'),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(ask):
    with pytest.raises(UnknownParameter, match=r"no parameter named price.*price_usd"):
        ask()


@pytest.mark.parametrize("preset", ["ankr", "", None, ["anker"], 3])
def test_an_unknown_preset_is_answered_with_all(preset):
    with pytest.raises(ParameterError, match="Choose one of: defaults, self_batch, self_quick"):
        Scenario(preset)


# ------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    "changes",
    [
        {"price_usd": "30"},
        {"price_usd": None},
        {"price_usd": float("nan")},
        {"price_usd": 0},
        {"ref": 1.5},
        {"ref": 15},
        {"moq": 0},
        {"moq": 99.5},
        {"supply": "boat"},
        {"price_usd": 30, "lead": -1},
    ],
)
def test_a_value_that_cannot_be_is_refused_everywhere(changes):
    saved = json.dumps({"format": 1, "preset": "defaults", "changes": changes})
    for make in (
        lambda: Scenario(**changes),
        lambda: Scenario().but(**changes),
        lambda: Scenario.from_json(saved),
    ):
        with pytest.raises(ParameterError) as refused:
            make()
        assert any(name in str(refused.value) for name in changes)


def test_an_unusual_value_is_used_as_given_and_warned_about_once():
    with pytest.warns(CourseWarning, match="price_usd") as warned:
        scenario = Scenario(price_usd=500)
    assert scenario.price_usd == 500.0
    assert len(warned) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert scenario.but(lead=8).price_usd == 500.0
        assert pickle.loads(pickle.dumps(scenario)).price_usd == 500.0


def test_the_warning_points_to_the_readers_line(tmp_path):
    file = tmp_path / "mine.json"
    content = {"format": 1, "preset": "defaults", "changes": {"price_usd": 500}}
    file.write_text(json.dumps(content), encoding="utf-8")
    for make in (
        lambda: Scenario(price_usd=500),
        lambda: Scenario().but(price_usd=500),
        lambda: Scenario.load(file),
        lambda: PARAMETERS["price_usd"].check(500),
    ):
        with pytest.warns(CourseWarning) as warned:
            make()
        assert warned[0].filename == __file__


def test_the_warning_speaks_the_readers_language():
    with speaking("zh"), pytest.warns(CourseWarning, match="超出了常见范围 4.99 到 149.99 美元"):
        Scenario(price_usd=500)


# ------------------------------------------------------------------------------- files


def test_a_file_is_small_and_can_be_read_by_people(tmp_path):
    file = Scenario("anker", price_usd=31).save(tmp_path / "mine.json")
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "format": FORMAT,
        "preset": "anker",
        "changes": {"price_usd": 31.0},
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"price_usd = 30",
        b"[]",
        b'"anker"',
        b"null",
        b'{"format": 1, "preset": "anker"}',
        b'{"format": 1, "preset": "anker", "changes": 3}',
        b'{"format": "one", "preset": "anker", "changes": {}}',
        b'{"format": 1, "preset": "anker", "changes": {"price_usd": 30}',
        "{“format”: 1}".encode("gbk"),
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_scenario_is_refused_by_name(tmp_path, content):
    file = tmp_path / "mine.json"
    file.write_bytes(content)
    with pytest.raises(ParameterError, match=r"scenario file mine\.json") as refused:
        Scenario.load(file)
    with speaking("zh"):
        assert "读不懂情景文件 mine.json" in str(refused.value)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(ParameterError, match=r"mine\.json.*there is no such file"):
        Scenario.load(tmp_path / "mine.json")


def test_a_newer_file_asks_for_a_newer_course():
    text = json.dumps({"format": FORMAT + 1, "preset": "anker", "changes": {}, "more": []})
    with pytest.raises(ParameterError, match="Update xbcourse") as refused:
        Scenario.from_json(text, called="mine.json")
    with speaking("zh"):
        assert "请更新 xbcourse" in str(refused.value)


def test_a_folder_that_does_not_exist_is_no_traceback(tmp_path):
    with pytest.raises(ParameterError, match="was not saved") as refused:
        Scenario().save(tmp_path / "nowhere" / "mine.json")
    with speaking("zh"):
        assert "没有存成" in str(refused.value)


# ----------------------------------------------------------------------------- presets


@pytest.mark.parametrize("preset", presets())
def test_a_preset_is_named_in_both_languages_and_warns_about_nothing(preset):
    for text in (presets()[preset], preset_meaning(preset)):
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh)
        assert text.en
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scenario = Scenario(preset)
    assert scenario.changes() == {}


def test_a_case_stands_on_its_preset():
    quick, shein = Scenario("self_quick"), Scenario("shein")
    differing = {name for name in quick if quick[name] != shein[name]}
    assert differing == {"category", "theta_sigma", "kill"}
    assert Scenario("self_batch") == Scenario()


def test_the_ad_story_buys_the_clicks_of_the_story():
    story = Scenario("ad_story")
    spend = story.launch_b * story.launch_w
    price_of_a_click = story.ad_c0 + story.launch_b / story.ad_k
    assert spend == 10_000
    assert spend / price_of_a_click == pytest.approx(1667, abs=1)
    assert spend / price_of_a_click * story.cvr_m == pytest.approx(5, abs=0.01)


def test_the_furniture_factory_has_its_two_millions_of_stock():
    furniture = Scenario("furniture")
    assert furniture.moq * (furniture.cogs + furniture.pack) == 1_932_000


def test_values_are_plain_numbers_whatever_was_given():
    scenario = Scenario(price_usd=np.float64(30), moq=np.int64(400))
    assert type(scenario.price_usd) is float
    assert type(scenario.moq) is int

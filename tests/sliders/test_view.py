"""Declaring a view: wrong declarations are refused with the reason, at once."""

import sys

import pandas as pd
import pytest
from demo_view import LineChart, demo

from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import Text, current, speaking
from xbcourse.assumptions.scenario import Scenario
from xbcourse.sliders import Shown, view
from xbcourse.sliders.view import find, views

TITLE = Text(zh="题", en="Title")


def declare(name="tried", module=__name__, **changes):
    def function(scenario):
        return scenario.price_usd

    function.__name__, function.__module__ = name, module
    declaration = {"inputs": ("price_usd",), "chart": LineChart, "title": TITLE} | changes
    return view(**declaration)(function)


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    views()  # all of the course are declared before they are copied
    module = sys.modules["xbcourse.sliders.view"]
    monkeypatch.setattr(module, "_declared", dict(module._declared))


def test_a_view_is_a_plain_function_of_a_scenario():
    made = declare()
    assert made(Scenario(price_usd=31.0)) == 31.0
    assert find("tried") is made and "tried" in views()


def test_start_is_the_base_with_changes():
    assert find("first_slider").start(cogs=50.0) == Scenario("phone_stand", cogs=50.0)
    with pytest.raises(ParameterError):
        demo.start(price_usd=-3)


def test_a_table_is_made_when_asked_for_in_the_language_of_the_answer():
    asked = []
    with speaking("zh"):
        shown = Shown(None, "句子", (), lambda: asked.append(current()) or pd.DataFrame({"a": [1]}))
    assert asked == []
    with speaking("en"):
        assert shown.table is shown.table
    assert asked == ["zh"]


def test_parameters_in_the_order_declared():
    assert [p.name for p in demo.parameters()] == ["price_usd", "cogs", "acos"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"inputs": ()}, "at least one input"),
        ({"inputs": ("price_us",)}, "price_usd"),
        ({"inputs": ("cogs", "cogs")}, "names cogs twice"),
        ({"presets": {"a": (TITLE, {"acos": 0.1})}}, "acos is not an input"),
        ({"presets": {"a": (TITLE, {"price_usd": -1})}}, "price_usd"),
        ({"base": "nobody"}, "nobody"),
        ({"draft": 100}, "draft and paths together"),
        ({"paths": 100}, "draft and paths together"),
        ({"draft": 100, "paths": 100}, "draft the smaller"),
    ],
)
def test_wrong_declarations(changes, words):
    if "base" in changes:
        changes = changes | {"presets": {"a": (TITLE, {})}}
    with pytest.raises(ParameterError, match=words):
        declare(**changes)
    assert "tried" not in views()


def test_a_cell_may_run_again_but_two_places_may_not_share_a_name():
    declare()
    again = declare()
    assert find("tried") is again
    with pytest.raises(ParameterError, match="tried"):
        declare(module="somewhere.else")
    assert find("tried") is again


def test_presets_cannot_be_changed_afterwards():
    with pytest.raises(TypeError):
        demo.presets["cheap"] = (TITLE, {})

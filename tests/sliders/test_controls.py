"""Controls show a parameter as a reader says it and give back exactly what was set."""

import ipywidgets as widgets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.registry import PARAMETERS, groups
from xbcourse.sliders.columns import COLUMNS, MANY
from xbcourse.sliders.controls import ChoiceControl, Controls, SliderControl

NUMBERS = [p for p in PARAMETERS.values() if p.kind != "choice"]
CHOICES = [p for p in PARAMETERS.values() if p.kind == "choice"]


@pytest.mark.parametrize("parameter", NUMBERS, ids=lambda p: p.name)
def test_a_slider_starts_at_its_parameter_and_spans_its_range(parameter):
    control = SliderControl(parameter, parameter.default)
    factor = 100 if parameter.percent else 1
    assert control.value == parameter.default
    assert control.widget.min == pytest.approx(parameter.low * factor)
    assert control.widget.max == pytest.approx(parameter.high * factor)
    assert control.widget.description.startswith(str(parameter.label))


@pytest.mark.parametrize("parameter", NUMBERS, ids=lambda p: p.name)
def test_every_step_is_a_value_without_binary_dust(parameter):
    control = SliderControl(parameter, parameter.low)
    for count in (1, 2, 3, 7):
        # The browser adds steps in binary fractions.
        value = sum([control.widget.step] * count, control.widget.min)
        if value > control.widget.max:
            break
        control.widget.value = value
        assert control.value == pytest.approx(parameter.low + count * parameter.step, abs=1e-12)
        assert len(repr(float(control.value))) <= 10, "0.30000000000000004 is 0.3"


@settings(max_examples=60, deadline=None)
@given(value=st.floats(0.0, 0.9))
def test_a_value_off_the_steps_is_kept_exactly_until_the_reader_moves(value):
    control = SliderControl(PARAMETERS["acos"], 0.1)
    control.set(value)
    assert control.value == value
    control.widget.value = 20.0 if abs(value - 0.2) > 0.01 else 40.0
    assert control.value in (0.2, 0.4)


def test_the_ends_give_way_to_an_unusual_value_and_come_back():
    parameter = PARAMETERS["price_usd"]
    control = SliderControl(parameter, parameter.default)
    control.set(parameter.high + 100)
    assert control.value == control.widget.value == control.widget.max == parameter.high + 100
    control.set(parameter.default)
    assert (control.widget.min, control.widget.max) == (parameter.low, parameter.high)


def test_whole_numbers_stay_whole():
    parameter = next(p for p in NUMBERS if p.kind == "whole")
    control = SliderControl(parameter, int(parameter.low))
    assert isinstance(control.widget, widgets.IntSlider)
    control.widget.value = int(parameter.low + parameter.step)
    assert isinstance(control.value, int)


@pytest.mark.parametrize("parameter", CHOICES, ids=lambda p: p.name)
def test_a_choice_shows_words_and_gives_keys(parameter):
    with speaking("zh"):
        control = ChoiceControl(parameter, parameter.default)
    last = list(parameter.choices)[-1]
    assert [words for words, _ in control.widget.options] == [
        words.zh for words in parameter.choices.values()
    ]
    control.set(last)
    assert control.value == last and control.widget.label == parameter.choices[last].zh


def test_moved_is_called_for_the_reader_only():
    moves = []
    controls = _controls(lambda: moves.append(1))
    controls.set({"price_usd": 33.0, "acos": 0.25, "supply": "staged"})
    assert moves == []
    assert controls.values() == {"price_usd": 33.0, "acos": 0.25, "supply": "staged"}
    controls["acos"].widget.value = 30.0
    assert moves == [1] and controls.values()["acos"] == 0.3


def test_set_listens_again_after_a_refusal():
    moves = []
    controls = _controls(lambda: moves.append(1))
    with pytest.raises(KeyError):
        controls.set({"price_usd": 33.0})
    controls["acos"].widget.value = 30.0
    assert moves == [1]


def test_groups_stand_in_the_order_of_the_registry_with_their_controls():
    box = _controls(lambda: None).box
    headings = [column.children[0].value for column in box.children]
    order = [str(words) for words in groups().values()]
    assert headings == sorted(headings, key=order.index) and len(headings) == 3
    assert sum(len(column.children) - 1 for column in box.children) == 3


@pytest.mark.parametrize("count", [MANY, MANY + 1, 14, len(NUMBERS)])
def test_many_controls_fill_even_columns_in_their_order(count):
    many = NUMBERS[:count]
    crowd = Controls(many, {p.name: p.default for p in many}, lambda: None)
    columns = [column.children for column in crowd.box.children]
    heights = [sum(0.5 if isinstance(w, widgets.HTML) else 1 for w in c) for c in columns]
    shown = [w for column in columns for w in column if not isinstance(w, widgets.HTML)]
    order = list(groups())
    expected = sorted(many, key=lambda p: order.index(p.group))
    assert shown == [crowd[p.name].widget for p in expected]
    assert len(columns) <= COLUMNS and max(heights) <= sum(heights) / COLUMNS + 1.5
    assert not any(isinstance(column[-1], widgets.HTML) for column in columns)


def test_few_controls_keep_to_their_group():
    assert "xb-many" not in _controls(lambda: None).box._dom_classes


def test_units_stand_in_the_label():
    with speaking("zh"):
        assert SliderControl(PARAMETERS["price_usd"], 20.0).widget.description == "售价（美元）"
    with speaking("en"):
        assert SliderControl(PARAMETERS["price_usd"], 20.0).widget.description == "Price (USD)"


def _controls(moved) -> Controls:
    values = {"price_usd": 20.0, "acos": 0.1, "supply": "batch"}
    return Controls([PARAMETERS[name] for name in values], values, moved)

"""Input that cannot be used is refused by name, in both languages."""

import ast
from pathlib import Path

import numpy as np
import pytest

import xbcourse.model.theory as theory
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import catalogue, speaking
from xbcourse.model.theory.ad_test import chance_of_paying, stop_line
from xbcourse.model.theory.advertising import adstock, paid_clicks
from xbcourse.model.theory.demand import NormalDemand
from xbcourse.model.theory.eoq import eoq
from xbcourse.model.theory.flywheel import flywheel_half_life
from xbcourse.model.theory.lost_sales import erlang_b
from xbcourse.model.theory.newsvendor import newsvendor
from xbcourse.model.theory.quick_response import quick_response
from xbcourse.model.theory.reorder import safety_stock
from xbcourse.model.theory.ruin import ruin_probability
from xbcourse.model.theory.word_of_mouth import reproduction_number

ROOM = Path(theory.__file__).parent


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: eoq(-100, 50, 4), r"rate \(demand per unit of time\) cannot be -100.*above 0"),
        (lambda: eoq(100, "50", 4), r"order_cost .* must be a number; got '50'"),
        (lambda: eoq(100, ["50", "60"], 4), "order_cost .* must be a number"),
        (lambda: eoq(100, None, 4), "order_cost .* is nan"),
        (lambda: eoq(100, True, 4), "order_cost .* must be a number; got True"),
        (lambda: eoq(100, [], 4), "order_cost .* must be a number"),
        (lambda: eoq(float("nan"), 50, 4), "rate .* is nan"),
        (lambda: eoq(float("inf"), 50, 4), "rate .* is inf"),
        (lambda: eoq([100, 200, 300], [50, 60], 4), "order_cost has 2 values .* have 3"),
        (lambda: newsvendor(NormalDemand([1, 2, 3], 1), [5, 6], 2), "price has 2 .* have 3"),
        (lambda: chance_of_paying([0.1, 0.2], [1, 2, 3], 9), "breakeven has 2 .* have 3"),
        (lambda: eoq([100, -1], 50, 4), "rate .* cannot be -1"),
        (lambda: ruin_probability(100, 1, 10, horizon=float("nan")), "horizon .* is nan"),
        (lambda: NormalDemand(100, -1), "sd .* cannot be negative"),
        (lambda: safety_stock(NormalDemand(100, 10), 95), "service .* between 0 and 1"),
        (lambda: quick_response(100, 30, 1.2, 50, 20), r"correlation .* share, 0 to 1"),
        (lambda: stop_line([0.1, 0.2], 50), "breakeven .* one number here, not 2"),
        (lambda: stop_line(0.1, 50, level=5), "level .* between 0 and 1"),
        (lambda: erlang_b(2.5, 1), "servers .* whole number"),
        (lambda: adstock([100], keep=1), "keep .* below 1"),
        (lambda: flywheel_half_life(0, 0.4), "smoothing .* above 0 and at most 1"),
        (lambda: reproduction_number(0.2, 47, 0.2, 0.05), "rating .* 1 to 5 stars"),
        (lambda: paid_clicks(100, first_price=0, ad_depth=10), "first_price .* above 0"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ParameterError, match=words):
        call()


def test_the_reader_is_told_in_chinese():
    with pytest.raises(ParameterError) as refused, speaking("zh"):
        eoq(100, 50, -4)
    with speaking("zh"):
        assert "holding_cost (单位库存的持有成本) 不能是 -4.0：必须大于 0" in str(refused.value)


def _checked_names():
    """Every name that some formula checks or calls by name."""
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("checked", "one_each"):
                yield from (k.arg for k in node.keywords if k.arg)
            elif name == "called" and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_input_has_its_meaning_in_words():
    names = set(_checked_names())
    assert len(names) > 60
    assert not names - set(catalogue()["theory"])


def test_arrays_go_through_and_scalars_stay_scalars():
    assert np.shape(eoq(100, 50, 4).quantity) == ()
    assert eoq([[100], [400]], 50, [4, 1]).quantity.tolist() == [[50, 100], [100, 200]]

"""The blank goes through whatever a cell does with it, and is recognised at the end."""

import copy
import math
import pickle

import numpy as np
import pandas as pd
import pytest

from xbcourse.teaching.placeholder import Placeholder, ____, has_blank

TABLE = pd.DataFrame({"sku": ["A", "B", "A"], "usd": [1.0, 2.0, 3.0], "n": [1, 2, 3]})
ARRAY = np.array([1.0, 2.0])

STAYS_BLANK = {
    "sum": lambda: ____ + 1,
    "reflected": lambda: 1 - ____ / 2**____,
    "both": lambda: ____ * ____,
    "power": lambda: 2**____,
    "sign": lambda: -____ + abs(____),
    "round": lambda: round(____, 2),
    "floor": lambda: math.floor(____),
    "comparison": lambda: ____ > 3,
    "equality": lambda: ____ == 3,
    "call": lambda: ____(1, a=2),
    "attribute": lambda: ____.groupby("a").sum(),
    "item": lambda: ____["a"][0],
    "slice": lambda: ____[1:2],
    "numpy_scalar": lambda: np.float64(2) * ____,
    "ufunc": lambda: np.sqrt(____),
    "ufunc_two": lambda: np.maximum(ARRAY, ____),
    "array_function": lambda: np.where(____, 1, 2),
    "array": lambda: ARRAY * ____,
    "array_left": lambda: ____ + ARRAY,
    "series": lambda: TABLE["usd"] * ____,
    "series_left": lambda: ____ * TABLE["usd"],
    "divmod": lambda: divmod(____, 3)[0],
    "copy": lambda: copy.deepcopy(____),
    "pickle": lambda: pickle.loads(pickle.dumps(____)),
    "with": lambda: ____.__enter__(),
}


@pytest.mark.parametrize("expression", STAYS_BLANK.values(), ids=STAYS_BLANK)
def test_an_expression_with_a_blank_is_blank(expression):
    assert has_blank(expression())


IN_PANDAS = {
    "column": lambda: TABLE.assign(fee=____),
    "computed_column": lambda: TABLE.assign(fee=TABLE["usd"] * ____),
    "function_column": lambda: TABLE.assign(fee=lambda t: t["usd"] - ____),
    "cell": lambda: _with_cell(),
    "new_frame": lambda: pd.DataFrame({"fee": [1.0, ____]}),
    "series": lambda: pd.Series([____, 1]),
    "series_of_one": lambda: pd.Series(____, index=["a", "b"]),
    "float_column": lambda: pd.Series([float(____), 1.0]),
    "sum_of_column": lambda: TABLE.assign(fee=____)["fee"].sum(),
    "apply": lambda: TABLE["usd"].apply(lambda v: v * ____),
    "map": lambda: TABLE["sku"].map({"A": ____, "B": 1}),
    "aggregated": lambda: TABLE.assign(fee=____).groupby("sku")["fee"].sum(),
    "filtered": lambda: TABLE.assign(fee=____)[TABLE["n"] > 1],
    "sorted": lambda: TABLE.assign(fee=____).sort_values("usd"),
    "to_dict": lambda: TABLE.assign(fee=____).to_dict("records"),
    "concat": lambda: pd.concat([TABLE["usd"], pd.Series([____])]),
    "numpy": lambda: np.array([1.0, ____], dtype=object),
    "numpy_float": lambda: np.array([1.0, float(____)]).cumsum(),
    "column_name": lambda: TABLE.rename(columns={"usd": ____}),
    "index": lambda: pd.Index([____, 1]),
    "list": lambda: [1, [2, (____,)]],
    "dict": lambda: {"a": {"b": ____}},
    "key": lambda: {____: 1},
    "set": lambda: {____, 1},
    "text": lambda: f"{____:.2f} USD",
}


def _with_cell():
    table = TABLE.astype(object)
    table.loc[0, "usd"] = ____
    return table


@pytest.mark.parametrize("expression", IN_PANDAS.values(), ids=IN_PANDAS)
def test_a_blank_is_found_wherever_it_went(expression):
    assert has_blank(expression())


NOT_BLANK = {
    "number": 3.0,
    "nan": float("nan"),
    "computed_nan": math.inf - math.inf,
    "none": None,
    "text": "a_b",
    "list": [1, "a", None, {}],
    "frame": TABLE,
    "frame_with_nan": TABLE.assign(usd=np.nan),
    "frame_with_none": TABLE.assign(sku=None),
    "days": pd.Series(pd.to_datetime(["2026-01-01"])),
    "array": np.array([np.nan, 1.0]),
    "integers": np.arange(3),
    "empty": [],
    "function": len,
}


@pytest.mark.parametrize("value", NOT_BLANK.values(), ids=NOT_BLANK)
def test_an_answer_is_not_blank(value):
    assert not has_blank(value)


def test_the_float_of_a_blank_is_told_from_every_other_nan():
    assert math.isnan(float(____))
    assert has_blank(float(____) * 2 + 1)
    assert has_blank(np.float64(____) / 3)
    assert not has_blank(np.float64("nan"))


def test_a_fresh_cell_runs_to_its_end():
    total = 0
    for step in ____:
        total += step
    if ____:
        total = "never"
    while ____:
        total = "never"
    with ____ as opened:
        opened.price = 3
        opened["price"] = 3
        del opened["price"]
    one, two = divmod(____, 2)
    assert has_blank([total]) and has_blank(one) and has_blank(two)
    assert (len(____), int(____), list(range(____)), [5, 6][____]) == (1, 0, [], 5)


def test_augmented_assignment_makes_a_number_blank():
    total = 10
    total -= ____
    total *= 2
    assert has_blank(total)


def test_there_is_one_blank_and_it_says_its_name():
    assert copy.copy(____) is ____ is pickle.loads(pickle.dumps(____))
    assert repr(____) == str(____) == f"{____:>10.2f}" == "____"
    assert isinstance(____, Placeholder)
    assert hash(____) == hash(copy.copy(____))


def test_questions_about_its_nature_are_not_answered_with_a_blank():
    for name in ("_repr_html_", "__array_interface__", "_ipython_display_", "dtype"):
        assert not hasattr(____, name)

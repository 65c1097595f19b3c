"""What comes out of a sandbox is what was put in, or says that it is not."""

import datetime as dt
import json
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.teaching.compare import Grade
from xbcourse.teaching.grading.sandbox import Amount, Strange
from xbcourse.teaching.grading.sandbox.inside.packing import Blank, TooMuch, pack
from xbcourse.teaching.grading.sandbox.unpacking import document, unpack
from xbcourse.teaching.placeholder import ____
from xbcourse.teaching.questions import questions


def sent(value):
    """The value as it arrives on the other side."""
    line = json.dumps({"value": pack(value)}).encode()
    return unpack(document(line)["value"])


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**1000), 2**1000)
    | st.floats(allow_nan=False)
    | st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=20)
    | st.decimals(allow_nan=False, min_value=-(10**9), max_value=10**9)
    | st.dates()
    | st.datetimes()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text("abc", max_size=3) | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_plain_values_come_back_as_they_were(value):
    came = sent(value)
    assert came == value and type(came) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        pd.Series([1.5, 2.5], index=["a", "b"], name="x"),
        pd.Series([1, 2, 3]),
        pd.Series({("a", 1): 2.0, ("b", 2): 3.0}),
        pd.Series(pd.to_datetime(["2026-01-15", "2026-02-01"])),
        pd.Series([True, False], index=pd.Index([3, 4], name="week")),
        pd.Series([], dtype=float),
    ],
    ids=str,
)
def test_a_series_comes_back_with_labels_and_names(value):
    pd.testing.assert_series_equal(sent(value), value, check_dtype=bool(len(value)))


@pytest.mark.parametrize(
    "value",
    [
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),
        pd.DataFrame({"a": [1.0, math.nan]}, index=pd.Index(["u", "v"], name="fee")),
        pd.DataFrame([[1, 2.5]], columns=["same", "same"]),
        pd.DataFrame({"a": [1.0, 2.0]}, index=pd.MultiIndex.from_product([["x"], [1, 2]])),
        pd.DataFrame({"when": pd.to_datetime(["2026-01-15"]), "n": [1]}),
    ],
    ids=str,
)
def test_a_table_comes_back_with_labels_and_names(value):
    pd.testing.assert_frame_equal(sent(value), value)


def test_arrays_come_back_in_their_shape():
    for array in (np.arange(6.0).reshape(2, 3), np.array(3), np.array([True]), np.array(["a"])):
        came = sent(array)
        assert came.shape == array.shape and (came == array).all()
    days = np.array(["2026-01-15"], dtype="datetime64[D]")
    assert (sent(days) == days).all()
    assert list(sent(np.array([Decimal("1.5"), None], dtype=object))) == [Decimal("1.5"), None]


def test_numbers_of_other_kinds_become_plain_ones():
    assert sent(np.float32(1.5)) == 1.5 and type(sent(np.float32(1.5))) is float
    assert sent(np.int64(7)) == 7 and sent(np.bool_(True)) is True
    assert sent(Fraction(1, 4)) == 0.25
    assert math.isnan(sent(math.nan)) and sent(-math.inf) == -math.inf
    assert sent(pd.NaT) is pd.NaT and sent(pd.NA) is pd.NA
    assert sent(pd.Timestamp("2026-01-15 10:00")) == pd.Timestamp("2026-01-15 10:00")
    assert sent(np.datetime64("2026-01-15")) == np.datetime64("2026-01-15")
    assert sent({dt.date(2026, 1, 15)}) == {dt.date(2026, 1, 15)}
    assert sent(range(2, 9, 3)) == range(2, 9, 3)


def test_what_has_no_plain_form_comes_as_its_name():
    assert sent(object()) == Strange("object") and repr(sent([len])) == (
        "[<builtin_function_or_method>]"
    )
    assert sent(1 << 5000) == Strange("int")

    class Fee:
        amount = Decimal("2.30")

    assert sent(Fee()) == Amount(Decimal("2.30"), "Fee")


def test_subclasses_count_as_what_they_are():
    class Sly(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    class Texts(str):
        def __str__(self):
            return "another"

    assert type(sent(Sly(3.0))) is float and sent(Sly(3.0)) == 3.0
    assert sent(Texts("own")) == "own"


@pytest.mark.parametrize(
    "value",
    [
        ____,
        [1, ____],
        {"a": ____ + 1},
        "costs ____ USD",
        float(____),
        np.array([float(____)]),
        pd.DataFrame({"a": [1.0], "b": [float(____)]}),
        pd.Series([____]),
    ],
    ids=repr,
)
def test_a_blank_is_found_wherever_it_is(value):
    with pytest.raises(Blank):
        pack(value)


def test_too_much_is_not_sent():
    deep = []
    for _ in range(100):
        deep = [deep]
    wide = pd.DataFrame(np.zeros((1, 2000)))
    for value in (deep, list(range(300_000)), "x" * 200_000, np.zeros(300_000), wide):
        with pytest.raises(TooMuch):
            pack(value)


@pytest.mark.parametrize(
    "question", [q for q in questions().values() if q.answer], ids=lambda q: q.id
)
def test_every_right_answer_of_the_course_arrives_as_right(question):
    for case in question.cases:
        expected = question.expected(case)
        assert question.expects.match(expected, sent(expected)).grade is Grade.SAME


@pytest.mark.parametrize(
    "question", [q for q in questions().values() if q.slips], ids=lambda q: q.id
)
def test_every_typical_mistake_of_the_course_arrives_as_that_mistake(question):
    for slip in question.slips:
        wrong = slip.value(question.inputs)
        assert question.expects.match(wrong, sent(wrong)).right

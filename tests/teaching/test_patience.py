"""Endless calls end; honest ones are not touched."""

import inspect
import sys

import pytest

from xbcourse.teaching import patience
from xbcourse.teaching.patience import OutOfPatience


def in_a_cell(source, name):
    """A function as a notebook makes it: every cell is a file of its own."""
    names = {}
    for number, cell in enumerate(source):
        exec(compile(cell, f"/tmp/cell_{number}.py", "exec"), names)
    return names[name]


ENDLESS = {
    "while": ["def f():\n    while True:\n        x = 1\n"],
    "one_line": ["def f():\n    while True: pass\n"],
    "for": ["import itertools\ndef f():\n    for n in itertools.count():\n        n += 1\n"],
    "generator": [
        "import itertools\ndef f():\n    return sum(n for n in itertools.count() if n >= 0)\n"
    ],
    "swallows_exceptions": [
        "def f():\n    while True:\n        try:\n            x = 1\n"
        "        except Exception:\n            pass\n"
    ],
    "helper_in_another_cell": [
        "def helper():\n    while True:\n        x = 1\n",
        "def f():\n    return helper()\n",
    ],
    "method": ["class C:\n    def m(self):\n        while True:\n            x = 1\nf = C().m\n"],
    "callable_object": [
        "class C:\n    def __call__(self):\n        while True:\n            x = 1\nf = C()\n"
    ],
    "partial": [
        "import functools\ndef g(a):\n    while True:\n        a = 1\nf = functools.partial(g, 1)\n"
    ],
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_call_ends(source):
    function = in_a_cell(source, "f")
    with pytest.raises(OutOfPatience):
        patience.call(function, steps=5_000)
    assert sys.gettrace() is None


def test_a_long_honest_loop_is_let_through():
    function = in_a_cell(
        ["def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t"], "f"
    )
    assert patience.call(function, 100_000) == 4_999_950_000


def test_steps_of_libraries_are_not_counted():
    function = in_a_cell(
        ["import textwrap\ndef f():\n    return len([textwrap.wrap('a b') for _ in range(90)])\n"],
        "f",
    )
    # Each call runs dozens of lines inside the library and one of the learner's.
    assert patience.call(function, steps=3_000) == 90


def test_the_value_and_the_error_come_through():
    assert patience.call(lambda a, b: a - b, 5, 3) == 2
    with pytest.raises(ZeroDivisionError):
        patience.call(lambda: 1 / 0)
    assert sys.gettrace() is None


def test_a_debugger_at_work_is_left_alone():
    seen = []

    def debugger(frame, event, _):
        seen.append(frame.f_code.co_name)

    def watched():
        return sys.gettrace()

    sys.settrace(debugger)
    try:
        assert patience.call(watched) is debugger
    finally:
        sys.settrace(None)
    assert "watched" in seen


def test_a_learner_cannot_catch_the_end_with_except_exception():
    assert not issubclass(OutOfPatience, Exception)
    assert inspect.signature(patience.call).parameters["steps"].default == patience.STEPS

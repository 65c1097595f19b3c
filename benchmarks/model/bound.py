"""How fast the arithmetic of a week could be at best: its operations at NumPy's own speed.

The simulation is run once on arrays that count what is done with them: every element of every
result of a NumPy operation (add, multiply, compare, exp …) is one operation. What only moves
numbers (copies, choices by `where`, picking places) is not counted, nor what is computed once
before the weeks. Each kind of operation is then timed on 32-bit arrays that lie in the cache, the
result in an array that exists already: the time that one more number takes. Operations × time is
the bound. What the engine takes beyond it is the calls themselves, memory, and moving numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import engine
from xbcourse.model.simulation.books import Books
from xbcourse.model.simulation.market import Market, make_market
from xbcourse.model.simulation.noise import Noise, draw
from xbcourse.model.simulation.plan import Plan, make_plan
from xbcourse.model.simulation.state import State

from .measure import fastest

tally: Counter[np.ufunc] = Counter()


class Counting(np.ndarray):
    """An array that counts the elements of every result, by operation."""

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **options):
        """Compute as usual, and count."""
        if out is not None:
            options["out"] = tuple(_usual(array) for array in out)
        if "where" in options:
            options["where"] = _usual(options["where"])
        result = getattr(ufunc, method)(*map(_usual, inputs), **options)
        tally[ufunc] += np.size(inputs[0] if method == "reduce" else result)
        if out is not None:
            return out[0]
        return result.view(Counting) if isinstance(result, np.ndarray) else result


def _usual(thing: object) -> object:
    return thing.view(np.ndarray) if isinstance(thing, Counting) else thing


def operations(
    scenarios: Sequence[Scenario], weeks: int = 104, paths: int = 256
) -> Counter[np.ufunc]:
    """Operations per path, week and scenario."""
    noise = draw(paths, weeks)
    plan = make_plan(scenarios, paths)
    market = make_market(plan.scenarios, noise)
    plan, market, noise = _counting_plan(plan), _counting(market, Market), _counting(noise, Noise)
    books = Books(plan, weeks, paths, ("cash",))
    tally.clear()
    with patch.object(engine, "State", _counting_state):
        engine.run(plan, market, noise, (), books)
    everything = weeks * paths * len(plan)
    return Counter({operation: count / everything for operation, count in tally.items()})


def _counting_state(*of: object) -> State:
    state = State(*of)
    for part in (state, state.pipeline, state.ageing, state.receivable):
        for name, value in vars(part).items():
            if isinstance(value, np.ndarray):
                setattr(part, name, value.view(Counting))
    return state


def _counting(thing, kind: type):
    return kind(**{name: array.view(Counting) for name, array in vars(thing).items()})


def _counting_plan(plan: Plan) -> Plan:
    def viewed(group: SimpleNamespace) -> SimpleNamespace:
        return SimpleNamespace(**{n: array.view(Counting) for n, array in vars(group).items()})

    return replace(plan, all=viewed(plan.all), stock=viewed(plan.stock), site=viewed(plan.site))


def nanoseconds(counted: Counter[np.ufunc]) -> float:
    """Time of so many operations at NumPy's speed in the cache, without that of the calls."""
    return sum(count * _nanoseconds(operation) for operation, count in counted.items())


def _nanoseconds(operation: np.ufunc) -> float:
    """What one more number takes: the slope between short and long arrays."""
    short, long = 1_024, 4_096
    runs = {size: _run(operation, size) for size in (short, long)}
    took = fastest(runs, rounds=500)
    return max(took[long].wall - took[short].wall, 0.0) / (long - short) * 1e9


def _run(operation: np.ufunc, size: int) -> Callable[[], object]:
    numbers = np.linspace(0.5, 2.0, size, dtype=np.float32)
    inputs = (numbers, numbers[::-1].copy(), numbers + 1)[: operation.nin]
    if not any(kind.startswith("f" * operation.nin) for kind in operation.types):
        inputs = tuple(array > 1 for array in inputs)  # and, or, not
    return partial(operation, *inputs, out=operation(*inputs))

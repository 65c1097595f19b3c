"""How fast the weekly simulation is: one table, held against the targets.

python -m benchmarks.model              everything, two minutes
python -m benchmarks.model --rounds 20  steadier numbers on a busy machine
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec

import numpy as np

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import noise, simulate

from . import bound, plain, small
from .measure import fastest, line, load, peak_memory

MODES = ["self_batch", "self_quick", "platform_direct"]
MODES += ["platform_b2b", "hybrid_drop", "hybrid_staged"]
WEEKS = 104
PATHS = (256, 1_024, 4_096, 10_000)
#: What the engine should reach: ns per path, week and mode at 4,096 paths; ms for all six modes.
NANOSECONDS, MILLISECONDS = 80.0, {256: 15.0, 4_096: 250.0}


def main() -> int:
    """Measure, print, and say with the exit code whether all targets were met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="rounds; the fastest counts")
    rounds = parser.parse_args().rounds
    print(f"load before: {load()}\n")
    met = _speed(rounds)
    _linearity(rounds)
    _comparison(rounds)
    _memory()
    print(f"\nload after: {load()}")
    return 0 if met else 1


def _engine(paths: int, weeks: int = WEEKS, modes: int = len(MODES)) -> Callable[[], object]:
    scenarios = {name: Scenario(name) for name in MODES[:modes]}
    noise.draw(paths, weeks)  # drawn once and kept, as for a slider
    return lambda: simulate(scenarios, paths=paths, weeks=weeks)


def _speed(rounds: int) -> bool:
    took = fastest({paths: _engine(paths) for paths in PATHS}, rounds)
    each = {paths: took[paths].core / (paths * WEEKS * len(MODES)) * 1e9 for paths in PATHS}
    print(f"Six modes, {WEEKS} weeks\n")
    print("| paths | ms | ms of a core | ns per path, week and mode | targets |")
    print("|---:|---:|---:|---:|---|")
    met = each[4_096] <= NANOSECONDS
    for paths in PATHS:
        targets = []
        if paths in MILLISECONDS:
            fine = took[paths].wall * 1e3 <= MILLISECONDS[paths]
            targets.append(f"{MILLISECONDS[paths]:.0f} ms: {'met' if fine else 'missed'}")
            met &= fine
        if paths == 4_096:
            fine = each[paths] <= NANOSECONDS
            targets.append(f"{NANOSECONDS:.0f} ns: {'met' if fine else 'missed'}")
        wall, core = (f"{seconds * 1e3:.1f}" for seconds in took[paths])
        print(f"| {paths:,} | {wall} | {core} | {each[paths]:.0f} | {', '.join(targets)} |")
    return met


def _linearity(rounds: int) -> None:
    """Twice as much takes twice as long, but for a fixed part."""
    grids: dict[str, Mapping[int, Callable[[], object]]] = {
        "paths (6 modes, 104 weeks)": {n: _engine(n) for n in (512, 1_024, 2_048, 4_096, 8_192)},
        "weeks (6 modes, 1,024 paths)": {n: _engine(1_024, n) for n in (26, 52, 104, 156, 208)},
        "modes (1,024 paths, 104 weeks)": {n: _engine(1_024, modes=n) for n in range(1, 7)},
    }
    print("\n| time against | fixed, ms | for each more, µs | greatest miss of the line |")
    print("|---|---:|---:|---:|")
    for name, contenders in grids.items():
        took = fastest(contenders, rounds)
        fixed, slope, missed = line(list(took), [seconds.core for seconds in took.values()])
        print(f"| {name} | {fixed * 1e3:.1f} | {slope * 1e6:.1f} | {missed:.0%} |")


def _comparison(rounds: int) -> None:
    """The engine, the same in plain Python, its bound; and a small model, also in SimPy."""
    paths, few = 4_096, 10
    scenarios = [Scenario(name) for name in MODES]
    luck = noise.draw(few, WEEKS)
    full = {
        "NumPy": (_engine(paths), paths * len(MODES)),
        "plain Python": (
            lambda: [plain.run(s, luck, path) for s in scenarios for path in range(few)],
            few * len(MODES),
        ),
    }
    wanted = small.demand(paths, WEEKS)
    rows = wanted.T[:200].tolist()
    shop = {
        "NumPy": (lambda: small.numpy_way(wanted), paths),
        "plain Python": (lambda: list(map(small.python_way, rows)), len(rows)),
    }
    if find_spec("simpy"):
        shop["SimPy"] = (lambda: list(map(small.simpy_way, rows)), len(rows))
        _same_shop(wanted[:, : len(rows)])
    counted = bound.operations(scenarios)
    least = bound.nanoseconds(counted)
    print("\n| model | by | ns per path, week and mode | times NumPy |\n|---|---|---:|---:|")
    for model, contenders in (("full", full), ("small shop", shop)):
        took = fastest({name: run for name, (run, _) in contenders.items()}, rounds)
        each = {n: took[n].core / (contenders[n][1] * WEEKS) * 1e9 for n in contenders}
        if model == "full":
            each[f"bound: {counted.total():.0f} operations"] = least
        for name, nanoseconds in each.items():
            print(f"| {model} | {name} | {nanoseconds:,.1f} | {nanoseconds / each['NumPy']:,.1f} |")
    if "SimPy" not in shop:
        print("\nSimPy is not installed (`pip install simpy`), so that it was left out.")


def _same_shop(wanted: np.ndarray) -> None:
    cash, stock = small.numpy_way(wanted)
    expected = list(zip(cash, stock, strict=True))
    for way in (small.python_way, small.simpy_way):
        if list(map(way, wanted.T.tolist())) != expected:
            raise AssertionError(f"{way.__name__} lives other paths than numpy_way")


def _memory() -> None:
    def run() -> None:
        noise.draw.__globals__["_drawn"].cache_clear()
        _engine(10_000)()

    print(f"\nPeak memory of 10,000 paths with their luck: {peak_memory(run) / 1e6:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())

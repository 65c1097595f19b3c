"""Make datasets/stage_grid.csv: what six modes are worth, over a grid of five assumptions.

Run from the top folder; it takes a few minutes on one core:

    python datasets/generators/stage_grid.py
    python -m xbcourse.teaching.manifest

Every row is generated: 512 simulated futures of two years for each of six modes, on the luck of
seed 0. The axes are those of `xbcourse.analysis.stage_grid`.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd

from xbcourse.analysis.modes import MODES
from xbcourse.analysis.stage_grid import AXES, simulated_many

TABLE = Path(__file__).resolve().parents[1] / "stage_grid.csv"
#: Kept as whole thousandths, which is finer than the error.
THOUSANDTHS = 1000


def grid_table() -> pd.DataFrame:
    """A row for each cell: the axes, and of each mode growth, error and ruin."""
    places = [dict(zip(AXES, values, strict=True)) for values in product(*AXES.values())]
    size = len(AXES["search"]) * len(AXES["ds_ship"]) * len(AXES["exper"])
    rows = []
    for start in range(0, len(places), size):
        batch = places[start : start + size]
        rows += [_row(*both) for both in zip(batch, simulated_many(batch), strict=True)]
        print(f"{len(rows)} of {len(places)} cells", flush=True)
    return pd.DataFrame(rows)


def _row(place: dict[str, float], found: pd.DataFrame) -> dict[str, float]:
    whole = (found * THOUSANDTHS).round().astype(int)
    numbers = {f"{mode}_{name}": whole.at[mode, name] for mode in MODES for name in whole.columns}
    return {name: f"{value:.10g}" for name, value in place.items()} | numbers


if __name__ == "__main__":
    grid_table().to_csv(TABLE, index=False, lineterminator="\n")

"""Many horizontal bars as one collection, which moves and draws faster than many patches."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import ArrayLike, NDArray


def collection(axes: Axes, **style: object) -> PolyCollection:
    """No bars yet; give them with ``set_verts(corners(...))``."""
    return axes.add_collection(PolyCollection([], **style), autolim=False)


def corners(starts: ArrayLike, ends: ArrayLike, rows: ArrayLike, height: ArrayLike) -> NDArray:
    """Corners of each bar: bars, four corners, x and y.

    >>> corners([0.0], [3.0], [1.0], 0.5).tolist()
    [[[0.0, 0.75], [0.0, 1.25], [3.0, 1.25], [3.0, 0.75]]]
    """
    starts, ends, rows, height = np.broadcast_arrays(starts, ends, rows, height)
    low, high = rows - height / 2, rows + height / 2
    x = np.stack([starts, starts, ends, ends], axis=-1)
    y = np.stack([low, high, high, low], axis=-1)
    return np.stack([x, y], axis=-1).reshape(-1, 4, 2)

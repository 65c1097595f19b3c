"""How often one way of doing business is ahead of another, week by week, on the same luck.

A mean is carried by a few great successes. How many of the runs end better with one mode than with
the other is another question, and the one that most sellers mean.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..model.simulation import Simulation


def share_ahead(
    simulation: Simulation, scenario: str, against: str, quantity: str = "cash"
) -> NDArray:
    """Share of the paths on which a kept quantity is larger with one scenario, in each week.

    Paths on which both have the same count half, so that two equal scenarios are level.

    Parameters
    ----------
    simulation : Simulation
        With the quantity kept.
    scenario, against : str
        Two of its scenarios.
    quantity : str
        One of `books.WEEKLY`.

    Returns
    -------
    ndarray, shape (weeks,)
        0 to 1.

    Raises
    ------
    ParameterError
        Unknown scenario; a quantity that was not kept.
    """
    one, other = (simulation.trajectory(quantity, name) for name in (scenario, against))
    return (np.mean(one > other, axis=1) + np.mean(one >= other, axis=1)) / 2

"""A line of samples with their names over the axes, for bars too short to be named one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from . import look

#: Pixels from a sample's begin to its end, and to its name.
_SAMPLE, _PEN = 16, 22
#: Pixels from a name to the next sample; fewer where that saves a line.
_NEXT = (20, 13)
#: Pixels from one line of names to the next.
LINE = 20


class Key:
    """Samples and names, from left to right, in as many lines as they need. It does not move.

    Parameters
    ----------
    axes : Axes
        The names stand over it.
    samples : sequence of dict
        How the sample before each name is drawn.
    """

    def __init__(self, axes: Axes, samples: Sequence[dict[str, Any]]) -> None:
        figure = axes.get_figure(root=True)
        self._wide, self._high = figure.bbox.width, figure.bbox.height
        whole = {"transform": figure.transFigure, "clip_on": False}
        self.samples = [axes.plot([], [], **whole, **sample)[0] for sample in samples]
        self.words = [
            look.direct_label(axes, fontsize=look.TICK_SIZE, paper=0.0, **whole) for _ in samples
        ]

    def fit(self, names: Sequence[str], top: float) -> None:
        """Put the names between the edges of the picture; `top` is a share of its height."""
        for slot, (line, left) in enumerate(_places(names, self._wide)):
            y = top - (line + 0.5) * LINE / self._high
            # A line has two ends, a marker stands in the middle.
            line_only = self.samples[slot].get_marker() == "None"
            along = (0, _SAMPLE) if line_only else (_SAMPLE / 2,)
            across = [(left + pixels) / self._wide for pixels in along]
            self.samples[slot].set_data(across, [y] * len(along))
            self.words[slot].set_text(names[slot])
            self.words[slot].set_position(((left + _PEN) / self._wide, y))


def lines(names: Sequence[str], pixels_wide: float) -> int:
    """How many lines the names need."""
    return _places(names, pixels_wide)[-1][0] + 1


def _places(names: Sequence[str], pixels_wide: float) -> list[tuple[int, float]]:
    """For each name its line, from 0, and the pixel where its sample begins."""
    wide, narrow = (_row(names, pixels_wide, gap) for gap in _NEXT)
    return narrow if narrow[-1][0] < wide[-1][0] else wide


def _row(names: Sequence[str], pixels_wide: float, gap: float) -> list[tuple[int, float]]:
    edge = 0.02 * pixels_wide
    places, line, pen = [], 0, edge
    for name in names:
        needed = _PEN + look.reach(name, look.TICK_SIZE)
        if pen > edge and pen + needed > pixels_wide - edge:
            line, pen = line + 1, edge
        places.append((line, pen))
        pen += needed + gap
    return places

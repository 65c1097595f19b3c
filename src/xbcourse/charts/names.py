"""A column of names beside the axes, each with a sample of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from . import look

#: Pixels between the axes and the words of a name: a gap, the sample, a gap.
_SAMPLE = (7, 37, 43)
#: Pixels that stay free at the edge of the picture.
_EDGE = 6
#: Pixels that half of the last tick's label may take where there are no names.
_TICK = 36
#: The margin beside the axes changes in steps of so many pixels, so that it rarely changes.
_STEP = 24


class Names:
    """Names at the heights of what they name, moved apart where they would touch.

    Parameters
    ----------
    axes : Axes
        The names stand on its right.
    samples : sequence of dict
        How the short line before each name is drawn.
    fontsize : float
        In points.
    """

    def __init__(
        self, axes: Axes, samples: Sequence[dict[str, Any]], fontsize: float = look.LABEL_SIZE
    ) -> None:
        self._axes, self._fontsize = axes, fontsize
        beside = axes.get_yaxis_transform()
        self.samples = [
            axes.plot([], [], transform=beside, clip_on=False, **sample)[0] for sample in samples
        ]
        self.words = [
            look.direct_label(axes, fontsize=fontsize, transform=beside, paper=0.0) for _ in samples
        ]
        self.moving: list[Artist] = [*self.samples, *self.words]

    def move(self, named: Sequence[tuple[float, str]]) -> None:
        """Heights and names. What is left over, or has no name, is not to be seen."""
        low, high = self._axes.get_ylim()
        box = self._axes.bbox
        broken = [look.lines(name, look.NAME_WIDTH) for _, name in named]
        line = 1.2 * look.pixels(self._fontsize) / box.height * (high - low)
        sizes = [line * (text.count("\n") + 1) if text else 0.0 for text in broken]
        spots = look.spread([y for y, _ in named], sizes, low, high)
        start, end, pen = (1 + pixels / box.width for pixels in _SAMPLE)
        for slot, (sample, words) in enumerate(zip(self.samples, self.words, strict=True)):
            used = slot < len(named) and bool(broken[slot])
            sample.set_visible(used)
            words.set_visible(used)
            if used:
                sample.set_data([start, end], [spots[slot]] * 2)
                words.set_text(broken[slot])
                words.set_position((pen, spots[slot]))


def margin(names: Iterable[str], fontsize: float = look.LABEL_SIZE) -> int:
    """Pixels to keep free beside the axes for these names, in coarse steps."""
    widest = max(
        (look.reach(look.lines(name, look.NAME_WIDTH), fontsize) for name in names), default=0
    )
    wanted = _SAMPLE[-1] + widest + _EDGE if widest else _TICK
    return -(-round(wanted) // _STEP) * _STEP

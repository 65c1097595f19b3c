"""A chart that is made once and then moved.

Making a figure costs a tenth of a second; moving the artists that are already there costs a
hundredth. So a chart says once what it consists of (`build`), and afterwards only where things are
(`move`). What rarely changes, such as the axis limits, depends on `frame`, in coarse steps, so that
the picture stays put while a slider moves and jumps seldom and visibly.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

#: Dots per inch of every picture of the course.
DPI = 100

#: How far what moves is lifted above what does not. A panel draws it last; a picture drawn in one
#: go must come out the same.
_LIFT = 10


class Chart(ABC):
    """One kind of picture of one kind of data. Knows matplotlib, no widgets.

    Attributes
    ----------
    size : tuple of float
        Width and height in inches, at 100 dots per inch.
    moving : list of Artist
        What is drawn anew on every move. `build` fills it.
    ghosts : list of Artist
        The state the reader started from, hidden until asked for. `build` fills it.
    """

    size: tuple[float, float] = (9.6, 4.4)

    def __init__(self) -> None:
        self.moving: list[Artist] = []
        self.ghosts: list[Artist] = []

    @abstractmethod
    def build(self, figure: Figure, data: Any) -> None:
        """Make the axes and all artists; fill `moving` and `ghosts`."""

    @abstractmethod
    def move(self, data: Any) -> None:
        """Put the moving artists where `data` is. Touch nothing else."""

    def frame(self, data: Any) -> Hashable:
        """What the fixed parts depend on, in steps so coarse that it rarely changes."""
        return ()

    def fit(self, data: Any) -> None:  # noqa: B027 - a chart without a changing frame needs none
        """Set the fixed parts (limits, ticks) for ``frame(data)``."""

    def remember(self, data: Any) -> None:  # noqa: B027 - a chart may have no ghosts
        """Put the ghosts where `data` is: "where I started"."""


def make(chart: Chart, data: Any) -> Figure:
    """The figure of a chart, with a canvas of its own, showing `data`. No pyplot, no global state.

    The ghosts are where `data` is, and hidden.
    """
    figure = Figure(figsize=chart.size, dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    chart.build(figure, data)
    for artist in chart.moving:
        artist.set_zorder(artist.get_zorder() + _LIFT)
    chart.fit(data)
    chart.remember(data)
    chart.move(data)
    show_ghosts(chart, False)
    return figure


def show_ghosts(chart: Chart, visible: bool) -> None:
    """Show or hide the state the reader started from."""
    for ghost in chart.ghosts:
        ghost.set_visible(visible)

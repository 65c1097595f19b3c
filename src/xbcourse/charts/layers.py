"""Areas on each other over time, in one to six panels on the same axes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from . import look
from .chart import DPI, Chart
from .names import Names, margin

#: More panels would be too small to be read.
MOST_PANELS = 6
#: Panels that stand in one row before there are two.
_ONE_ROW = 3

_LEFT, _BOTTOM, _TOP = 0.11, 0.13, 0.86
#: Pixels above a panel for its title, below it for its ticks, and between two panels.
_TITLE, _TICKS, _GAP = 24, 26, 26


@dataclass(frozen=True)
class Layer:
    """One part of a sum over time; what is negative hangs below zero."""

    name: str
    y: NDArray


@dataclass(frozen=True)
class Panel:
    """A stack of layers, the first one at the bottom."""

    title: str
    layers: tuple[Layer, ...]

    def edges(self) -> tuple[NDArray, NDArray]:
        """Lower and upper edge of each layer, twice: of what is positive, of what is negative.

        Layers twice over, in rows; one column for each x.
        """
        parts = np.array([layer.y for layer in self.layers], dtype=float)
        up, down = np.maximum(parts, 0.0), np.minimum(parts, 0.0)
        ends = np.concatenate([up.cumsum(axis=0), down.cumsum(axis=0)])
        return ends - np.concatenate([up, down]), ends


@dataclass(frozen=True)
class LayersData:
    """What the picture shows.

    A layer has the same colour in all panels, by its name. The number of panels and of each
    panel's layers is fixed for the life of a chart, and all panels share both axes. `limits`: ends
    of the vertical axis where it should leave no room, as for shares of all.
    """

    x: NDArray
    panels: tuple[Panel, ...]
    x_label: str
    y_label: str
    finding: str
    write_x: Callable[[Axis], None]
    write_y: Callable[[Axis], None]
    limits: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.panels) <= MOST_PANELS:
            raise ValueError(f"1 to {MOST_PANELS} panels, got {len(self.panels)}")
        if len(self.names()) > len(look.FILLS):
            raise ValueError(f"at most {len(look.FILLS)} names, got {len(self.names())}")

    def names(self) -> list[str]:
        """Every layer's name once, in the order in which they lie on each other."""
        return list(dict.fromkeys(layer.name for panel in self.panels for layer in panel.layers))

    def reach(self) -> tuple[float, float]:
        """Limits of the vertical axis, in coarse steps."""
        if self.limits is not None:
            return self.limits
        ends = [panel.edges()[1] for panel in self.panels]
        return look.span([f(end) for end in ends for f in (np.min, np.max)])


class Layers(Chart):
    """Stacked areas; beside each row of panels stand the names, in the order of the stack."""

    size = (9.6, 5.4)

    def build(self, figure: Figure, data: LayersData) -> None:
        """Make the panels with their areas, and the names beside each row."""
        boxes = self._boxes(len(data.panels), _LEFT, 0.2)
        self.all_axes = [look.axes(figure, box) for box in boxes]
        self.title = look.finding(figure)
        numbers = {name: number for number, name in enumerate(data.names())}
        self.areas, self.headings, zeros = [], [], []
        for axes, panel in zip(self.all_axes, data.panels, strict=True):
            colours = [look.fill(numbers[layer.name]) for layer in panel.layers]
            self.areas.append(_areas(axes, colours))
            zeros.append(axes.axhline(0, color=look.INK, linewidth=0.9))
            self.headings.append(_heading(axes))
        self.rows = _rows(len(data.panels))
        self.names = [
            Names(
                self.all_axes[row[-1]], [look.swatch(numbers[name]) for name in _named(data, row)]
            )
            for row in self.rows
        ]
        # Two outlines for each panel: of all that is positive, of all that is negative.
        self.ghosts = [
            axes.plot([], [], **look.GHOST_LINE)[0] for axes in self.all_axes for _ in range(2)
        ]
        column: list[Artist] = [artist for names in self.names for artist in names.moving]
        self.moving = [*self.areas, *zeros, *column, self.title]

    def frame(self, data: LayersData) -> Hashable:
        titles = tuple(panel.title for panel in data.panels)
        ends, labels = (float(data.x[0]), float(data.x[-1])), (data.x_label, data.y_label)
        return ends, data.reach(), titles, labels, margin(data.names())

    def fit(self, data: LayersData) -> None:
        ends, reach, titles, (x_label, y_label), beside = self.frame(data)
        first = {row[0] for row in self.rows}
        for number, axes in enumerate(self.all_axes):
            axes.set(xlim=ends, ylim=reach)
            data.write_x(axes.xaxis)
            data.write_y(axes.yaxis)
            axes.xaxis.get_major_locator().set_params(nbins=6 if len(titles) == 1 else 4)
            axes.tick_params(axis="y", labelleft=number in first)
            self.headings[number].set_text(titles[number])
        wide = self.size[0] * DPI
        left = max(_LEFT, look.room_at_left(self.all_axes[0]) / wide)
        boxes = self._boxes(len(titles), left, beside / wide)
        for axes, box in zip(self.all_axes, boxes, strict=True):
            axes.set_position(box)
        corner = self.all_axes[self.rows[-1][0]]
        corner.set_xlabel(x_label, loc="left")
        # In the middle of all rows, measured in the height of the lowest.
        tall = boxes[0][1] + boxes[0][3] - boxes[-1][1]
        corner.set_ylabel(y_label, y=tall / 2 / boxes[-1][3])

    def move(self, data: LayersData) -> None:
        around = np.concatenate([data.x, data.x[::-1]])
        for areas, panel in zip(self.areas, data.panels, strict=True):
            lower, upper = panel.edges()
            edges = np.concatenate([lower, upper[:, ::-1]], axis=1)
            verts = np.stack([np.broadcast_to(around, edges.shape), edges], axis=-1)
            areas.set_verts(verts, closed=False)
        for names, row in zip(self.names, self.rows, strict=True):
            heights = _heights(data.panels[row[-1]])
            middle = sum(heights.values()) / len(heights)
            names.move([(heights.get(name, middle), name) for name in _named(data, row)])
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: LayersData) -> None:
        for number, panel in enumerate(data.panels):
            _, ends = panel.edges()
            layers = len(panel.layers)
            self.ghosts[2 * number].set_data(data.x, ends[layers - 1])
            self.ghosts[2 * number + 1].set_data(data.x, ends[-1])

    def _boxes(
        self, panels: int, left: float, beside: float
    ) -> list[tuple[float, float, float, float]]:
        """Where the axes of each panel are, row by row."""
        wide, high = self.size[0] * DPI, self.size[1] * DPI
        rows = _rows(panels)
        columns = len(rows[0])
        width = (1 - left - beside - (columns - 1) * _GAP / wide) / columns
        each = (_TOP - _BOTTOM + _TICKS / high) / len(rows)
        height = each - (_TITLE + _TICKS) / high
        boxes = []
        for number, row in enumerate(rows):
            bottom = _TOP - (number + 1) * each + _TICKS / high
            boxes += [
                (left + place * (width + _GAP / wide), bottom, width, height)
                for place in range(len(row))
            ]
        return boxes


def _rows(panels: int) -> list[range]:
    """Which panels stand in which row."""
    columns = panels if panels <= _ONE_ROW else ceil(panels / 2)
    return [range(start, min(start + columns, panels)) for start in range(0, panels, columns)]


def _named(data: LayersData, row: range) -> list[str]:
    """The names of a row's layers, in the order of all."""
    there = {layer.name for number in row for layer in data.panels[number].layers}
    return [name for name in data.names() if name in there]


def _heights(panel: Panel) -> dict[str, float]:
    """Where the middle of each layer is at the right end."""
    lower, upper = (edge[:, -1] for edge in panel.edges())
    layers = len(panel.layers)
    middle = (lower + upper) / 2
    return {
        layer.name: float(middle[slot] if layer.y[-1] >= 0 else middle[layers + slot])
        for slot, layer in enumerate(panel.layers)
    }


def _areas(axes: Axes, colours: list[str]) -> PolyCollection:
    # The second half is what hangs below zero, in the same colours.
    areas = PolyCollection([], facecolors=colours * 2, edgecolors="white", linewidths=0.7)
    return axes.add_collection(areas, autolim=False)


def _heading(axes: Axes) -> Artist:
    above = {"transform": axes.transAxes, "va": "bottom", "paper": 0.0}
    return look.direct_label(axes, "", (0.0, 1.0), **above)

"""The waterfall of one order: from the price down to what is left."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..assumptions import formats
from ..assumptions.language import say
from . import look
from .chart import Chart

#: How far below zero the axis is kept open, so that a small loss needs no new frame.
_ROOM_FOR_LOSS = 0.1


@dataclass(frozen=True)
class Step:
    """One line of the waterfall. `kind`: "revenue", "goods", "selling", "ads" or "total".

    A cost that is not known counts as zero and is marked as unknown, not as free.
    """

    label: str
    amount: float
    kind: str
    known: bool = True


@dataclass(frozen=True)
class WaterfallData:
    """What the picture shows: the lines from top to bottom, the currency, and the finding.

    One chart keeps the same number of lines all its life: a cost that is zero stays, as zero.
    """

    steps: tuple[Step, ...]
    currency: str
    finding: str

    def spans(self) -> list[tuple[float, float]]:
        """Where each bar begins and ends: a total stands on zero, a cost hangs on the level."""
        level, spans = 0.0, []
        for step in self.steps:
            if step.kind == "total":
                level = step.amount
                spans.append((0.0, level))
            else:
                spans.append((level, level + step.amount))
                level += step.amount
        return spans


class Waterfall(Chart):
    """Horizontal bars, so that the names can be read; the amount stands beside each bar."""

    size = (9.6, 5.4)

    def build(self, figure: Figure, data: WaterfallData) -> None:
        self.axes = look.axes(figure, (0.2, 0.08, 0.77, 0.77))
        look.dress(self.axes, grid="x")
        self.axes.axvline(0, color=look.INK, linewidth=0.9)
        self.title = look.finding(figure)
        self.bars = [self._bar(edgecolor="white", linewidth=0.6) for _ in data.steps]
        self.amounts = [look.direct_label(self.axes, fontsize=look.TICK_SIZE) for _ in data.steps]
        self.ghosts = [self._bar(**look.GHOST_PATCH) for _ in data.steps]
        self.moving = [*self.bars, *self.amounts, self.title]

    def frame(self, data: WaterfallData) -> Hashable:
        names = tuple((step.label, step.kind) for step in data.steps)
        ends = [end for span in data.spans() for end in span]
        low, high = look.span([*ends, -_ROOM_FOR_LOSS * max(ends)], room=0.1)
        return names, low, high, data.currency

    def fit(self, data: WaterfallData) -> None:
        names, low, high, currency = self.frame(data)
        self.axes.set_xlim(low, high)
        self.axes.set_ylim(len(names) - 0.4, -0.6)
        self.axes.set_yticks(range(len(names)), [label for label, _ in names])
        for tick, (_, kind) in zip(self.axes.get_yticklabels(), names, strict=True):
            tick.set_color(look.INK if kind in ("revenue", "total") else look.QUIET)
        look.money_axis(self.axes.xaxis, currency)

    def move(self, data: WaterfallData) -> None:
        low, high = self.axes.get_xlim()
        gap = 0.008 * (high - low)
        lines = zip(self.bars, self.amounts, data.steps, data.spans(), strict=True)
        for row, (bar, amount, step, (start, end)) in enumerate(lines):
            _place(bar, row, start, end, height=0.66)
            loss = step.kind == "total" and step.amount < 0
            bar.set_facecolor(look.LOSS if loss else look.STAGE[step.kind])
            amount.set_text(_written(step, data.currency))
            amount.set_position((max(start, end) + gap, row))
        self.title.set_text(look.headline(data.finding))

    def remember(self, data: WaterfallData) -> None:
        for row, (ghost, (start, end)) in enumerate(zip(self.ghosts, data.spans(), strict=True)):
            _place(ghost, row, start, end, height=0.9)

    def _bar(self, **style: object) -> Rectangle:
        return self.axes.add_patch(Rectangle((0, 0), 0, 0, **style))


def _written(step: Step, currency: str) -> str:
    return formats.money(step.amount, currency) if step.known else say("charts.unknown")


def _place(bar: Rectangle, row: int, start: float, end: float, height: float) -> None:
    bar.set_bounds(min(start, end), row - height / 2, abs(end - start), height)

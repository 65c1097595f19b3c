"""The two pictures of the class page. They move nowhere: made once and printed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ....assumptions import formats
from ....assumptions.language import say
from ....charts import look
from ....charts.chart import Chart
from ....sliders.still import png

#: Columns of the distribution, each a tenth of the points.
TENTHS = 10
#: Questions that fit into the picture; the table beside it has all.
MOST_ROWS = 12


@dataclass(frozen=True)
class Lost:
    """A bar: a question and the share of its points that the class did not earn."""

    question: str
    share: float


class Distribution(Chart):
    """How many students earned which tenth of the points. Its data: scores as shares."""

    size = (9.6, 3.4)

    def build(self, figure: Figure, data: Sequence[float]) -> None:
        axes = look.axes(figure, (0.07, 0.2, 0.9, 0.72))
        counts = in_tenths(data)
        axes.bar(range(TENTHS), counts, width=0.86, color=look.BLUE)
        names = [f"{10 * tenth}–{10 * tenth + 10}" for tenth in range(TENTHS)]
        axes.set_xticks(range(TENTHS), names)
        axes.set_xlim(-0.6, TENTHS - 0.4)
        axes.set_ylim(0, max(counts) * 1.15 or 1)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.set_xlabel(say("grading_reports.axis_score"), loc="left")
        axes.set_ylabel(say("grading_reports.axis_students"))
        for tenth, count in enumerate(counts):
            if count:
                look.direct_label(axes, str(count), (tenth, count), ha="center", va="bottom")

    def move(self, data: Any) -> None:
        """Nothing moves."""


class MostMissed(Chart):
    """The share of points that the class did not earn, question by question, largest first."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.size = (9.6, 1.0 + 0.34 * rows)

    def build(self, figure: Figure, data: Sequence[Lost]) -> None:
        edge = 0.55 / self.size[1]
        axes = look.axes(figure, (0.24, edge, 0.7, 1 - 1.4 * edge))
        look.dress(axes, grid="x")
        places = range(len(data))
        axes.barh(places, [bar.share for bar in data], height=0.66, color=look.ORANGE)
        look.name_rows(axes, [bar.question for bar in data])
        axes.set_ylim(len(data) - 0.5, -0.5)
        axes.set_xlim(0, 1.08)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [f"{n}%" for n in (0, 25, 50, 75, 100)])
        axes.set_xlabel(say("grading_reports.axis_lost"), loc="left")
        for place, bar in enumerate(data):
            look.direct_label(axes, formats.percent(bar.share, 0), (bar.share + 0.01, place))

    def move(self, data: Any) -> None:
        """Nothing moves."""


def in_tenths(shares: Sequence[float]) -> list[int]:
    """How many scores lie in each tenth; full points in the last.

    >>> in_tenths([0.0, 0.05, 0.1, 0.3, 1.0])
    [2, 1, 0, 1, 0, 0, 0, 0, 0, 1]
    """
    counts = [0] * TENTHS
    for share in shares:
        # A hair more, so that 0.3 of binary arithmetic is in the tenth it is printed in.
        counts[min(max(int(share * TENTHS + 1e-9), 0), TENTHS - 1)] += 1
    return counts


def address(chart: Chart, data: Any) -> str:
    """The picture as an address that holds it."""
    return "data:image/png;base64," + base64.b64encode(png(chart, data)).decode("ascii")

"""A formula with its simulated points: they are where the data is, and move with it."""

from functools import partial

import numpy as np
import pytest
from sample_charts import drawn

from xbcourse.charts import look
from xbcourse.charts.chart import make
from xbcourse.charts.formula import Dots, Formula, FormulaData, line

X = np.linspace(0.0, 100.0, 51)


def parabola(best: float = 60.0, dots: int = 2) -> FormulaData:
    """Two parabolas whose points lie two above them, with a margin of five."""
    at = np.array([20.0, 60.0, 90.0])
    lines = [100 - (X - best) ** 2 / 50, 80 - (X - best) ** 2 / 40]
    points = [np.interp(at, X, y) + 2 for y in lines]
    return FormulaData(
        x=X,
        bands=(line("one", lines[0]), line("other", lines[1])),
        x_label="Pieces",
        y_label="Profit",
        finding=f"Best at {best:.0f}",
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="CNY"),
        dots=tuple(Dots(at, y, y - 5, y + 5) for y in points[:dots]),
        remark="lines: formula",
    )


def test_points_and_bars_are_where_they_were_simulated():
    chart, data = Formula(), parabola()
    make(chart, data)
    assert chart.points[1].get_ydata().tolist() == data.dots[1].y.tolist()
    bar = chart.bars[0].get_ydata()
    assert bar[:2].tolist() == [data.dots[0].low[0], data.dots[0].high[0]]
    assert np.isnan(bar[2]), "bars are not joined"


def test_moved_there_equals_made_there():
    moved, made = Formula(), Formula()
    figure = make(moved, parabola())
    before = drawn(figure)
    there = parabola(best=58.0)
    assert moved.frame(there) == moved.frame(parabola())
    moved.move(there)
    assert np.array_equal(drawn(figure), drawn(make(made, there)))
    assert not np.array_equal(drawn(figure), before)


def test_the_axis_reaches_the_ends_of_the_bars():
    data = parabola()
    low, high = data.reach()
    assert high >= max(dots.high.max() for dots in data.dots) > data.bands[0].middle.max()
    assert low <= data.bands[1].middle.min()


def test_lines_without_points_are_allowed_and_points_without_lines_are_not():
    make(Formula(), parabola(dots=1))
    data = parabola()
    with pytest.raises(ValueError, match="points for 1 lines"):
        FormulaData(**{**data.__dict__, "bands": data.bands[:1]})

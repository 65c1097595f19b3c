"""Data of the two charts, small enough to check by hand, and how a figure's pixels are read."""

from functools import partial

import numpy as np
from matplotlib.figure import Figure

from xbcourse.charts import look
from xbcourse.charts.curve import CurveData, Mark
from xbcourse.charts.waterfall import Step, WaterfallData

X = np.linspace(0.0, 60.0, 121)


def curve(price: float = 30.0, cost: float = 12.0, **changes) -> CurveData:
    """Profit = 85% of the price - cost; breaks even where the price is cost / 0.85."""
    lowest = cost / 0.85
    known = {
        "x": X,
        "y": 0.85 * X - cost,
        "here": (price, 0.85 * price - cost),
        "here_label": "here",
        "x_label": "Price",
        "y_label": "Profit",
        "finding": f"At ${price:.2f} an order leaves ${0.85 * price - cost:.2f}",
        "write_x": partial(look.money_axis, currency="USD"),
        "write_y": partial(look.money_axis, currency="USD"),
        "marks": (Mark(lowest, "break-even"),),
    }
    return CurveData(**known | changes)


def waterfall(price: float = 20.0, goods: float = 8.0, ads: float = 3.0) -> WaterfallData:
    """Price - goods = CM1; CM1 - ads = CM3."""
    steps = (
        Step("Price", price, "revenue"),
        Step("Goods", -goods, "goods"),
        Step("CM1", price - goods, "total"),
        Step("Ads", -ads, "ads"),
        Step("CM3", price - goods - ads, "total"),
    )
    return WaterfallData(steps, "USD", f"${price - goods - ads:.2f} is left")


def drawn(figure: Figure) -> np.ndarray:
    """The pixels of a full draw: rows, columns, four bytes."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()

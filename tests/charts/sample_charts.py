"""Data of each kind of chart, small enough to check by hand, and how a figure's pixels are read."""

from functools import partial

import numpy as np
from matplotlib.figure import Figure

from xbcourse.charts import look
from xbcourse.charts.atlas import NONE, AtlasData, Choice
from xbcourse.charts.curve import CurveData, Mark
from xbcourse.charts.heat import HeatData
from xbcourse.charts.layers import Layer, LayersData, Panel
from xbcourse.charts.paths import Band, Level, PathsData
from xbcourse.charts.ranges import Range, RangesData
from xbcourse.charts.rows import Row, RowsData
from xbcourse.charts.stacks import StackRow, StacksData
from xbcourse.charts.tornado import Swing, TornadoData
from xbcourse.charts.waterfall import Step, WaterfallData

X = np.linspace(0.0, 60.0, 121)
STEPS = np.arange(21.0)


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


def band(name: str = "cash", slope: float = 2.0, width: float = 10.0, runs: int = 5) -> Band:
    """The middle rises by `slope` a step; the band is `width` to either side, runs within it."""
    middle = slope * STEPS
    cloud = middle + np.linspace(-width, width, runs)[:, None]
    return Band(name, middle, middle - width, middle + width, cloud)


def paths(slope: float = 2.0, **changes) -> PathsData:
    known = {
        "x": STEPS,
        "bands": (band("shop", slope), band("marketplace", 1.0)),
        "x_label": "Week",
        "y_label": "Cash",
        "finding": f"Cash rises by ${slope:.2f} a week",
        "write_x": look.number_axis,
        "write_y": partial(look.money_axis, currency="USD"),
        "marks": (Mark(5.0, "paid"), Mark(11.0, "settled")),
        "levels": (Level(-5.0, "credit limit"),),
        "loss_below": 0.0,
    }
    return PathsData(**known | changes)


def rows(slope: float = 2.0, **changes) -> RowsData:
    percent = Row("Share", (band("", slope / 100, 0.1),), look.percent_axis)
    money = Row(
        "Cash",
        (band("planned", slope), band("late", 1.0)),
        partial(look.money_axis, currency="USD"),
        Level(-8.0, "limit"),
    )
    known = {
        "x": STEPS,
        "rows": (percent, money),
        "x_label": "Week",
        "finding": f"The share leads, cash follows at ${slope:.2f} a week",
        "write_x": look.number_axis,
        "marks": (Mark(6.0, "late"),),
    }
    return RowsData(**known | changes)


def layers(goods: float = 3.0, panels: int = 2, **changes) -> LayersData:
    """Goods grow by `goods` a step, fees by 1; what is left is 2 a step less than nothing."""
    parts = (
        Layer("goods", goods * STEPS),
        Layer("fees", 1.0 * STEPS),
        Layer("left", -2.0 * STEPS),
    )
    known = {
        "x": STEPS,
        "panels": tuple(Panel(f"mode {number}", parts) for number in range(panels)),
        "x_label": "Week",
        "y_label": "Sum so far",
        "finding": f"Goods take ${goods:.2f} a week",
        "write_x": look.number_axis,
        "write_y": partial(look.money_axis, currency="USD"),
    }
    return LayersData(**known | changes)


def stacks(ads: float = 3.0, **changes) -> StacksData:
    known = {
        "parts": ("goods", "ads", "subsidy"),
        "rows": (
            StackRow("shop", (8.0, ads, -1.0), f"${7 + ads:.2f}"),
            StackRow("marketplace", (9.0, 2.0, 0.0), "$11.00"),
        ),
        "x_label": "Cost of an order",
        "finding": f"The shop costs ${7 + ads:.2f} an order",
        "write_x": partial(look.money_axis, currency="USD"),
    }
    return StacksData(**known | changes)


def heat(shop: float = 0.4, **changes) -> HeatData:
    shares = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, shop], [0.3, 0.6, 0.0]])
    known = {
        "rows": ("FBA", "parcels", "shop"),
        "columns": ("Profit a year", "Most cash tied up", "Weeks to pay back"),
        "shares": shares,
        "words": tuple(tuple(f"{share:.0%}" for share in row) for row in shares),
        "finding": f"No mode is best at everything: {shop:.0%}",
    }
    return HeatData(**known | changes)


def tornado(price: float = 44.0, **changes) -> TornadoData:
    """Duty and delay lie on one side of the base of 20."""
    known = {
        "swings": (
            Swing("duty", 25.0, 22.0, "0%", "10%"),
            Swing("price", 20.0 - price / 2, 20.0 + price / 2, "$25", "$35", flips=True),
            Swing("delay", 16.0, 18.0, "2", "6"),
        ),
        "base": 20.0,
        "x_label": "Profit",
        "finding": f"The price swings profit by ${price:.2f}",
        "write_x": partial(look.money_axis, currency="USD"),
        "threshold": Level(5.0, "worth it"),
    }
    return TornadoData(**known | changes)


def ranges(shop: float = 10.0, **changes) -> RangesData:
    known = {
        "rows": (
            Range("FBA", -20.0, 15.0, 60.0, "30% lose"),
            Range("shop", shop - 20, shop, shop + 25, "35% lose"),
        ),
        "x_label": "Profit",
        "finding": f"The shop's median is ${shop:.2f}",
        "write_x": partial(look.money_axis, currency="USD"),
        "threshold": Level(0.0, "break-even"),
    }
    return RangesData(**known | changes)


def drawn(figure: Figure) -> np.ndarray:
    """The pixels of a full draw: rows, columns, four bytes."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def atlas(border: float = 12, **changes) -> AtlasData:
    """Left of the border nothing, right of it the shop; a tie of both modes above row 12."""
    best = np.full((18, 30), NONE)
    second = np.full((18, 30), NONE)
    best[:, round(border) :] = 1
    best[12:, round(border) :], second[12:, round(border) :] = 0, 1
    known = {
        "best": best,
        "second": second,
        "choices": (Choice("F", "FBA"), Choice("S", "shop")),
        "here": (border / 30, 0.5),
        "here_label": "you: shop",
        "x_ticks": ((0.0, "0"), (1.0, "30")),
        "y_ticks": ((0.0, "0"), (1.0, "18")),
        "x_label": "Capital",
        "y_label": "Uncertainty",
        "finding": f"The shop from {border} on",
        "source": "made up",
    }
    return AtlasData(**known | changes)

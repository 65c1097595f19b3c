"""Module 01: one order line by line, the steps of the fulfilment fee, and the price that pays."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...assumptions import fees
from ...assumptions.formats import money, number, percent
from ...assumptions.language import Text, say
from ...assumptions.scenario import Scenario
from ...charts import look
from ...charts.curve import MOST_MARKS, Curve, CurveData, Mark
from ...charts.waterfall import Step, Waterfall, WaterfallData
from ...model.economics import Contribution, contribution
from ...model.listing import Listing, sale_day
from ..view import KeyFigure, Shown, view

usd = partial(money, currency="USD")

#: Lines of the waterfall with what they are drawn as; CM1, CM2 and CM3 stand where they arise.
LINES = {
    "price": "revenue",
    "vat": "revenue",
    "unit_cost": "goods",
    "packing": "goods",
    "first_mile": "goods",
    "duty": "goods",
    "cm1": "total",
    "referral": "selling",
    "fulfilment": "selling",
    "storage": "selling",
    "returns": "selling",
    "cm2": "total",
    "ads": "ads",
    "cm3": "total",
}
COSTS = [line for line, kind in LINES.items() if kind != "total" and line != "price"]

#: Prices that a curve is drawn through: near ones, and all that the slider reaches.
NEAR_PRICES, FAR_PRICES = np.linspace(5, 60, 111), np.linspace(5, 150, 146)
#: Ends of the height axis in cm: ordinary boxes, and all that the slider reaches.
NEAR_HEIGHT, FAR_HEIGHT = 20.0, 60.0
#: Marks closer than this share of the axis are one mark.
NEAR_SHARE = 0.03
#: Either side of a jump.
HAIR = 1e-6
#: A difference that is less than a cent is no jump worth telling.
TELLING = 0.01


@view(
    inputs=(
        "price_usd",
        "cogs",
        "category",
        "length_cm",
        "width_cm",
        "height_cm",
        "weight_kg",
        "destination",
        "duty",
        "month",
        "ret",
        "acos",
        "ad_order_share",
        "fx0",
    ),
    chart=Waterfall,
    title=Text(zh="卖一单，钱都到哪儿去了？", en="Where does the money of one order go?"),
    presets={
        "quote": (
            Text(zh="供应商的算法：毛利率 75%，不投广告", en="The supplier's 75% margin, no ads"),
            {"acos": 0.0, "ad_order_share": 0.0},
        ),
        "fewer_ads": (
            Text(zh="广告单降到四成", en="Two fifths of the orders from ads"),
            {"ad_order_share": 0.4},
        ),
        "flat": (Text(zh="箱子压扁到 5 厘米", en="A box 5 cm flat"), {"height_cm": 5.0}),
        "november": (Text(zh="11 月旺季", en="November, the peak"), {"month": 11}),
        "returned": (Text(zh="退货率 15%", en="15% of orders come back"), {"ret": 0.15}),
        "uk": (
            Text(zh="卖到英国（关税率假设 4%）", en="Sold in the UK (duty of 4% assumed)"),
            {"destination": "uk", "duty": 0.04},
        ),
        "germany": (
            Text(zh="卖到德国（关税率假设 4%）", en="Sold in Germany (duty of 4% assumed)"),
            {"destination": "de", "duty": 0.04},
        ),
    },
    base="desk_organiser",
)
def one_order(scenario: Scenario) -> Shown:
    """The statement of one order as a waterfall, each fee from its dated table."""
    listing = Listing(scenario)
    statement = contribution(listing.order())
    sentence = _left_of(statement, listing)
    steps = tuple(
        Step(_name(line), _amount(statement, line), kind, line not in listing.missing)
        for line, kind in LINES.items()
    )
    data = WaterfallData(steps, "USD", sentence)
    return Shown(data, sentence, _figures(statement, listing), lambda: _statement(steps))


@view(
    inputs=("height_cm", "length_cm", "width_cm", "weight_kg", "price_usd", "month"),
    chart=Curve,
    title=Text(zh="再压扁一点，配送费降不降？", en="Does a flatter box cost less to deliver?"),
    presets={
        "flat": (Text(zh="压扁到 5 厘米", en="5 cm flat"), {"height_cm": 5.0}),
        "light": (Text(zh="只减重，不减体积", en="Lighter, not smaller"), {"weight_kg": 0.6}),
        "november": (Text(zh="11 月旺季", en="November, the peak"), {"month": 11}),
    },
    base="desk_organiser",
)
def size_steps(scenario: Scenario) -> Shown:
    """The US fulfilment fee along the height of the box, fuel surcharge included."""
    upto = NEAR_HEIGHT if scenario.height_cm <= NEAR_HEIGHT else FAR_HEIGHT
    steps = _fee_steps(
        scenario.length_cm,
        scenario.width_cm,
        scenario.height_cm,
        scenario.weight_kg,
        scenario.price_usd,
        scenario.month,
        upto,
    )
    place = next(i for i, step in enumerate(steps) if scenario.height_cm <= step.to)
    here, cheaper = steps[place], _cheaper(steps, place)
    sentence = _step_in_words(scenario.height_cm, here, cheaper)
    x, y = _stairs(steps)
    data = CurveData(
        x=x,
        y=y,
        here=(scenario.height_cm, here.fee),
        here_label=say("m01.fee_here", fee=usd(here.fee)),
        x_label=say("m01.height_axis"),
        y_label=say("m01.fee_axis"),
        finding=sentence,
        write_x=look.number_axis,
        write_y=partial(look.money_axis, currency="USD"),
        marks=_step_marks(here, cheaper, steps[place + 1 :]),
    )
    saved = here.fee - cheaper.fee if cheaper else 0.0
    figures = (
        KeyFigure.money(say("m01.fee"), here.fee, "USD", better=-1),
        KeyFigure.number(say("m01.billed"), _billed(scenario), say("m01.pounds"), 2, better=-1),
        KeyFigure.money(say("m01.next_saves"), saved, "USD", better=0),
    )
    return Shown(data, sentence, figures, lambda: _step_table(steps, place))


@view(
    inputs=("price_usd", "cogs", "category", "height_cm", "month", "acos", "ad_order_share"),
    chart=Curve,
    title=Text(zh="卖多少钱才保本？", en="Which price breaks even?"),
    presets={
        "fewer_ads": (
            Text(zh="广告单降到四成", en="Two fifths of the orders from ads"),
            {"ad_order_share": 0.4},
        ),
        "fifty": (Text(zh="刚过 50 美元", en="Just above 50 dollars"), {"price_usd": 50.49}),
        "twice": (
            Text(zh="有几个保本价？", en="How many break-even prices?"),
            {"cogs": 93.0, "price_usd": 49.99},
        ),
        "beauty": (
            Text(zh="美妆：10 美元的坎更高", en="Beauty: a higher cliff at 10 dollars"),
            {"category": "beauty", "cogs": 8.0, "height_cm": 2.0, "price_usd": 10.49},
        ),
    },
    base="desk_organiser",
)
def price_profit(scenario: Scenario) -> Shown:
    """What an order leaves along the price, with every break-even price and every cliff."""
    listing = Listing(scenario)
    prices = NEAR_PRICES if scenario.price_usd <= NEAR_PRICES[-1] else FAR_PRICES
    left = float(contribution(listing.order()).cm3)
    x, y = _broken_line(listing, prices)
    cliffs = _cliffs(listing, prices[0], prices[-1])
    sentence = _prices_in_words(scenario.price_usd, left, listing, cliffs)
    data = CurveData(
        x=x,
        y=y,
        here=(scenario.price_usd, left),
        here_label=say("m01.left_here", left=usd(left)),
        x_label=say("m01.price_axis"),
        y_label=say("m01.left_axis"),
        finding=sentence,
        write_x=partial(look.money_axis, currency="USD"),
        write_y=partial(look.money_axis, currency="USD"),
        marks=_price_marks(listing, cliffs, prices),
    )
    figures = (
        KeyFigure.money(say("m01.left"), left, "USD"),
        _lowest_price(listing),
        KeyFigure.percent(say("m01.tacos"), scenario.acos * scenario.ad_order_share, better=-1),
    )
    return Shown(data, sentence, figures, lambda: _price_table(listing, prices))


# One order.


def _name(line: str) -> str:
    return say(f"economics.{line}")


def _amount(statement: Contribution, line: str) -> float:
    return float(statement.rows[line] if line in statement.rows else getattr(statement, line))


def _left_of(statement: Contribution, listing: Listing) -> str:
    """The finding: what is left, what eats it, and what the tables do not know."""
    cm2, cm3 = float(statement.cm2), float(statement.cm3)
    words = {
        "price": usd(listing.scenario.price_usd),
        "left": usd(abs(cm3)),
        "ads": usd(-float(statement.rows["ads"])),
        "before_ads": usd(cm2),
        "breakeven": percent(float(statement.breakeven_acos)),
    }
    if cm3 >= 0:
        sentence = say("m01.order_gains", **words)
    elif cm2 > 0:
        sentence = say("m01.order_loses_by_ads", **words)
    else:
        largest = min(COSTS, key=lambda line: _amount(statement, line))
        words |= {"line": _name(largest), "amount": usd(-_amount(statement, largest))}
        sentence = say("m01.order_loses_without_ads", **words)
    return _covering(listing, sentence)


def _covering(listing: Listing, sentence: str) -> str:
    """The sentence, and before it what the order was computed without."""
    if not listing.missing:
        return sentence
    *first, last = (_name(line) for line in listing.missing)
    lines = say("m01.and").join(filter(None, [say("m01.list").join(first), last]))
    return say("m01.not_covered", lines=lines, sentence=sentence)


def _figures(statement: Contribution, listing: Listing) -> tuple[KeyFigure, ...]:
    return (
        KeyFigure.money(_name("cm1"), float(statement.cm1), "USD"),
        KeyFigure.money(_name("cm2"), float(statement.cm2), "USD"),
        KeyFigure.money(_name("cm3"), float(statement.cm3), "USD"),
        KeyFigure.percent("ROI", float(statement.roi)),
        _lowest_price(listing),
        KeyFigure.percent(say("m01.breakeven_acos"), float(statement.breakeven_acos)),
    )


def _lowest_price(listing: Listing) -> KeyFigure:
    """The lowest price that breaks even, if there is one."""
    found = listing.breakeven_prices
    if found.size:
        return KeyFigure.money(say("m01.breakeven_price"), float(found[0]), "USD", better=-1)
    return KeyFigure(say("m01.breakeven_price"), math.nan, say("m01.no_price"), better=-1)


def _statement(steps: tuple[Step, ...]) -> pd.DataFrame:
    price = steps[0].amount
    return pd.DataFrame(
        {
            say("m01.column_line"): [s.label for s in steps],
            say("m01.column_amount"): [
                usd(s.amount) if s.known else say("charts.unknown") for s in steps
            ],
            say("m01.column_share"): [
                percent(s.amount / price) if s.known else say("charts.unknown") for s in steps
            ],
        }
    )


# The steps of the fulfilment fee.


class FeeStep(NamedTuple):
    """Heights above `over` up to `to` (cm): their fee (USD), and the billed weight at `to` (lb)."""

    over: float
    to: float
    fee: float
    pounds: float


@lru_cache(maxsize=256)
def _fee_steps(
    length: float,
    width: float,
    height: float,
    weight: float,
    price: float,
    month: int,
    upto: float,
) -> tuple[FeeStep, ...]:
    found = fees.fba_steps(
        length,
        width,
        height,
        weight,
        price=price,
        on=sale_day(month),
        along="height_cm",
        upto=upto,
        surcharge=True,
    )
    return tuple(
        FeeStep(float(s.over), float(s.to), float(s.amount), float(s.billable_weight))
        for s in found.steps
    )


def _billed(scenario: Scenario) -> float:
    """Pounds that this box is billed for."""
    box, day = Listing(scenario).box, sale_day(scenario.month)
    return float(fees.fba_size_tier(*box, on=day).billable_weight)


def _cheaper(steps: tuple[FeeStep, ...], place: int) -> FeeStep | None:
    """The nearest flatter step that costs less."""
    below = (s for s in reversed(steps[:place]) if steps[place].fee - s.fee >= TELLING)
    return next(below, None)


def _stairs(steps: tuple[FeeStep, ...]) -> tuple[NDArray, NDArray]:
    """The stairs as a line with a gap at each jump."""
    x = [edge for step in steps for edge in (step.over, step.to, step.to)]
    y = [fee for step in steps for fee in (step.fee, step.fee, math.nan)]
    return np.array(x[:-1]), np.array(y[:-1])


def _step_in_words(height: float, here: FeeStep, cheaper: FeeStep | None) -> str:
    words = {"height": number(height, 1), "fee": usd(here.fee)}
    if cheaper is None:
        return say("m01.lowest_step", **words)
    return say(
        "m01.next_step",
        saved=usd(here.fee - cheaper.fee),
        target=_tenth(cheaper.to),
        flatter=number(height - _down(cheaper.to), 1),
        **words,
    )


def _down(height: float) -> float:
    """To a tenth of a centimetre that still lies on the step."""
    return math.floor(height * 10 + 1e-9) / 10


def _tenth(height: float) -> str:
    return number(_down(height), 1)


def _step_marks(
    here: FeeStep, cheaper: FeeStep | None, dearer: tuple[FeeStep, ...]
) -> tuple[Mark, ...]:
    marks = []
    if cheaper is not None:
        words = say("m01.step_down", target=_tenth(cheaper.to), fee=usd(cheaper.fee))
        marks.append(Mark(cheaper.to, words))
    if dearer:
        words = say("m01.step_up", limit=_tenth(here.to), fee=usd(dearer[0].fee))
        marks.append(Mark(here.to, words))
    return tuple(marks)


def _step_table(steps: tuple[FeeStep, ...], place: int) -> pd.DataFrame:
    """The steps around the present one."""
    first = max(0, min(place - 3, len(steps) - 6))
    shown = steps[first : first + 6]
    return pd.DataFrame(
        {
            say("m01.column_height"): [
                say("m01.height_span", over=_tenth(s.over), to=_tenth(s.to)) for s in shown
            ],
            say("m01.column_billed"): [number(s.pounds, 2) for s in shown],
            say("m01.fee"): [usd(s.fee) for s in shown],
        }
    )


# The price that breaks even.


def _broken_line(listing: Listing, prices: NDArray) -> tuple[NDArray, NDArray]:
    """What is left along the price, with a gap at each jump."""
    inside = (listing.breakpoints > prices[0]) & (listing.breakpoints < prices[-1])
    bends = listing.breakpoints[inside]
    x = np.unique(np.concatenate([prices, bends - HAIR, bends, bends + HAIR]))
    y = listing.cm3(x)
    for bend in bends:
        before, at, after = np.searchsorted(x, [bend - HAIR, bend, bend + HAIR])
        if abs(y[after] - y[before]) >= TELLING:
            y[at] = math.nan
    return x, y


def _cliffs(listing: Listing, low: float, high: float) -> list[tuple[float, float]]:
    """Prices where a cent more loses money, with the loss (USD), the largest first."""
    inside = [p for p in listing.breakpoints if low < p < high]
    before, after = (
        (listing.cm3(np.array(inside) + s * HAIR) for s in (-1, 1)) if inside else ([], [])
    )
    found = [
        (float(p), float(b - a))
        for p, b, a in zip(inside, before, after, strict=True)
        if b - a >= TELLING
    ]
    return sorted(found, key=lambda cliff: -cliff[1])


def _prices_in_words(
    price: float, left: float, listing: Listing, cliffs: list[tuple[float, float]]
) -> str:
    now = say(
        "m01.now_gains" if left >= 0 else "m01.now_loses", price=usd(price), left=usd(abs(left))
    )
    found = [usd(p) for p in listing.breakeven_prices]
    if not found:
        ever = "m01.always_gains" if left >= 0 else "m01.never_gains"
        sentence = say(ever, now=now)
    elif len(found) == 1:
        sentence = say("m01.one_price", now=now, price=found[0])
    else:
        sentence = say("m01.several_prices", now=now, prices=say("m01.list").join(found))
    if cliffs and len(found) < 2:
        at, lost = min(cliffs, key=lambda cliff: abs(math.log(cliff[0] / price)))
        sentence += say("m01.cliff", at=usd(at), lost=usd(lost))
    return _covering(listing, sentence)


def _price_marks(
    listing: Listing, cliffs: list[tuple[float, float]], prices: NDArray
) -> tuple[Mark, ...]:
    """Break-even prices first, then cliffs, as many as there is room for."""
    near = NEAR_SHARE * (prices[-1] - prices[0])
    paying = [p for p in listing.breakeven_prices if prices[0] <= p <= prices[-1]]
    marks = [
        Mark(
            float(group[0]),
            say("m01.breakeven_mark", price=say("m01.list").join(usd(p) for p in group)),
        )
        for group in _grouped(paying, near)
    ]
    apart = [c for c in cliffs if all(abs(c[0] - p) > near for p in paying)]
    marks += [Mark(at, say("m01.cliff_mark", at=usd(at), lost=usd(lost))) for at, lost in apart]
    return tuple(sorted(marks[:MOST_MARKS], key=lambda mark: mark.x))


def _grouped(places: list[float], near: float) -> list[list[float]]:
    """Places in order, those together whose marks would cover each other."""
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _price_table(listing: Listing, prices: NDArray) -> pd.DataFrame:
    shown = np.linspace(10, prices[-1], 6).round(-1)
    left = listing.cm3(shown)
    return pd.DataFrame(
        {
            say("m01.column_price"): [usd(p) for p in shown],
            say("m01.left"): [usd(v) for v in left],
        }
    )

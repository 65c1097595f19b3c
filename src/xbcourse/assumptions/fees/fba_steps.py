"""The fulfilment fee along one measure of a unit: where its steps are and what they cost.

The fee is a step function of height, of weight, of every measure: this is what packaging can save.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

import numpy as np

from ..errors import ParameterError
from ..money import exact, to_cents
from ..units import convert
from .fba_fulfilment import (
    band_at,
    price_bands,
    sized,
    surcharge_row,
    with_surcharge,
)
from .fba_sizes import EXTRA_LARGE, HEAVIEST, Card, classify, package, positive
from .schedule import ZERO

MEASURES = ("length_cm", "width_cm", "height_cm", "weight_kg")

#: The axis reaches so many times the present value unless the reader says otherwise.
REACH = Decimal("1.5")

#: Ends are given to the micrometre (or to a tenth of a milligram), rounded down, so that a unit of
#: just that size still has the lower fee.
FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Step:
    """Sizes above `over` up to and including `to`, in cm or kg, and their fee.

    `billable_weight` is that of the largest, in lb (UK: kg).
    """

    over: Decimal
    to: Decimal
    amount: Decimal
    tier: str
    billable_weight: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """The fee along one measure. Neighbours differ in amount.

    Attributes
    ----------
    along : str
        Which measure: "height_cm".
    steps : tuple of Step
        In order, from 0 without gaps.
    currency : str
    """

    along: str
    steps: tuple[Step, ...]
    currency: str

    def at(self, value: float | Decimal) -> Step:
        """The step that a size falls into.

        Raises
        ------
        ParameterError
            Not a number, or beyond the last step.
        """
        return self.steps[self._index(value)]

    def below(self, value: float | Decimal) -> Step | None:
        """The next step down, which a unit reaches by shrinking to its `to`; None on the first."""
        index = self._index(value)
        return self.steps[index - 1] if index else None

    def amounts(self, values: np.ndarray | float) -> np.ndarray:
        """The fee at many sizes at once (floats).

        Raises
        ------
        ParameterError
            Some size lies beyond the last step.
        """
        index = np.searchsorted(self.ends(), values, side="left")
        if np.any(index == len(self.steps)):
            raise self._beyond(np.max(values))
        return np.array([float(step.amount) for step in self.steps])[index]

    def ends(self) -> np.ndarray:
        """Where each step ends (floats)."""
        return np.array([float(step.to) for step in self.steps])

    def _index(self, value: float | Decimal) -> int:
        value = positive(self.along, value)
        found = (index for index, step in enumerate(self.steps) if value <= step.to)
        index = next(found, None)
        if index is None:
            raise self._beyond(value)
        return index

    def _beyond(self, value: object) -> ParameterError:
        last = self.steps[-1].to
        return ParameterError(
            "errors.out_of_range", name=self.along, value=value, least=0, most=last, unit=""
        )


def fba_steps(
    length_cm: float,
    width_cm: float,
    height_cm: float,
    weight_kg: float,
    *,
    price: float | Decimal,
    on: dt.date | str,
    region: str = "US",
    along: str = "height_cm",
    upto: float | None = None,
    surcharge: bool = False,
) -> Steps:
    """The fulfilment fee as a step function of one measure, the others as given.

    Parameters
    ----------
    length_cm, width_cm, height_cm, weight_kg, price, on, region
        As in `fba_fulfilment`.
    along : str
        The measure that varies: "length_cm", "width_cm", "height_cm" or "weight_kg".
    upto : float or None
        Where to stop, in cm or kg; one and a half times the present value unless given. In the UK
        the steps end where the table does.
    surcharge : bool
        Whether the day's fuel surcharge is included.

    Returns
    -------
    Steps

    Raises
    ------
    ParameterError, NotCovered
        As `fba_fulfilment`; also for a measure that does not exist.

    >>> steps = fba_steps(30, 22, 10, 0.9, price=29.99, on="2026-09-16")
    >>> here, lower = steps.at(10), steps.below(10)
    >>> str(here.amount), str(lower.amount), str(lower.to)  # 2.75 lb × 139 in³ over 30 cm × 22 cm
    ('6.67', '6.26', '9.4908')
    """
    given = dict(zip(MEASURES, (length_cm, width_cm, height_cm, weight_kg), strict=True))
    if along not in MEASURES:
        raise ParameterError(
            "errors.unknown_choice", name="along", value=along, allowed=", ".join(MEASURES)
        )
    price = exact("price", price)
    now = sized(*given.values(), on, region)
    end = positive("upto", upto) if upto is not None else REACH * positive(along, given[along])
    extra = surcharge_row(region, now.on) if surcharge else None

    made: list[Step] = []
    for size in (*_candidates(now.card, given, along, end, now.on), end):
        unit = package(now.card, **{**given, along: size})
        placed = classify(now.card, unit)
        if placed is None:
            break
        band = band_at(price_bands(region, now.on, placed.tier), price)
        amount = to_cents(with_surcharge(band.piece(placed.billable), extra).fixed)
        over = made[-1].to if made else ZERO
        step = Step(over, size, amount, placed.tier, placed.billable)
        if made and made[-1].amount == amount:
            step = replace(step, over=made.pop().over)
        made.append(step)
    return Steps(along, tuple(made), now.currency)


def _candidates(card: Card, given, along: str, end: Decimal, on: dt.date) -> list[Decimal]:
    """Every size at which the fee could jump, in order; more than those where it does."""
    largest = package(card, **{**given, along: end})
    most = max(largest.weight, card.dimensional(largest, HEAVIEST))
    ends = {weight for weight in _weight_ends(card, on, most) if weight <= most}
    unit, ours = card.weight_unit, "kg"
    if along != "weight_kg":
        unit, ours = card.length_unit, "cm"
        others = [given[name] for name in MEASURES[:3] if name != along]
        a, b = sorted((convert(exact(along, side), "cm", unit) for side in others), reverse=True)
        ends = {*_limit_ends(card, a, b), *_volume_ends(card, a, b, ends)}
    sizes = (convert(size, unit, ours).quantize(FINEST, rounding=ROUND_FLOOR) for size in ends)
    return sorted({size for size in sizes if 0 < size < end})


def _weight_ends(card: Card, on: dt.date, most: Decimal) -> Iterator[Decimal]:
    """The weights at which some tier or some fee ends; `most` is as far as they matter."""
    extra = [*(tier for tier, _ in EXTRA_LARGE), HEAVIEST] if card.region == "US" else []
    for limits in card.tiers:
        yield limits.weight
    for tier in (*(limits.tier for limits in card.tiers), *extra):
        for band in price_bands(card.region, on, tier)[0].weights:
            end = most if band.to is None else band.to
            yield end
            if band.step:
                start, step = (band.step.number(part) for part in ("above_lb", "step_lb"))
                for count in range(int((min(end, most) - start) / step) + 1):
                    yield start + count * step


def _limit_ends(card: Card, a: Decimal, b: Decimal) -> Iterator[Decimal]:
    """The third side at which some limit is reached, the other two being a and b, a the longer."""
    for limits in card.tiers:
        yield from limits.sides
        if limits.girth is not None:
            yield (limits.girth - a) / 2 - b
            yield limits.girth - 2 * (a + b)


def _volume_ends(card: Card, a: Decimal, b: Decimal, weights: set[Decimal]) -> Iterator[Decimal]:
    """The third side at which the dimensional weight reaches some weight."""
    least = card.least_side.number("value") if card.least_side else ZERO
    for area in {a * b, a * max(b, least), max(a, least) * max(b, least)}:
        for weight in weights:
            yield weight * card.divisor.number("value") / area

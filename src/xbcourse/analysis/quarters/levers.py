"""What is decided each quarter: five numbers with units and ranges, or to stop.

Three of the levers are parameters of the course within narrower ends; the order and the care for
each piece are levers of this exercise only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ...assumptions.errors import ParameterError
from ...assumptions.language import Text, message
from ...assumptions.registry import Parameter, parameter
from ...assumptions.scenario import Scenario
from ...model.simulation import Decision

#: Quarters of the year, and weeks of a quarter.
QUARTERS, WEEKS = 4, 13
#: What everybody starts from: capital, product, costs. The hidden market changes what buyers do.
BASE = "four_quarters"
#: Stars that care can add in the end, and the USD an order that bring 63% of them (1 − 1/e): the
#: first ten cents do the most. Teaching assumptions.
MOST_STARS, CARE_SCALE = 0.6, 0.6


def _lever(name: str, of: str, low: float, high: float, step: float, usual: float) -> Parameter:
    """A lever made of a parameter of the registry, with the words of this exercise."""
    return replace(
        parameter(of),
        name=name,
        label=message(f"quarters.lever_{name}"),
        meaning=message(f"quarters.lever_{name}_meaning"),
        **{"low": low, "high": high, "step": step, "least": low, "most": high, "default": usual},
    )


#: The levers by name, in the order in which they are shown. Their defaults are what a usual seller
#: of such goods does.
LEVERS: Mapping[str, Parameter] = {
    "order": _lever("order", "first_order", 0, 3000, 50, 700),
    "price": _lever("price", "price_usd", 17.99, 34.99, 0.5, 24.99),
    "ads": _lever("ads", "launch_b", 0.0, 6000.0, 100.0, 1500.0),
    "care": replace(
        _lever("care", "price_usd", 0.0, 2.0, 0.1, 0.5),
        unit=Text(zh="美元/单", en="USD/order"),
        group="reputation",
    ),
    "site": replace(_lever("site", "content", 0.0, 3000.0, 100.0, 0.0), group="traffic"),
}


@dataclass(frozen=True)
class Choice:
    """What is decided for one quarter.

    Parameters
    ----------
    order : int
        Pieces to order at the start of the quarter: none, or at least the factory's minimum of 100.
        They can be sold five weeks later.
    price : float
        USD on both channels.
    ads : float
        Marketplace ads, CNY a week.
    care : float
        Inspection, repacking and after-sales service, USD an order.
    site : float
        Content for the own site, CNY a week.
    stop : bool
        Clear the stock and close for good; the other levers then mean nothing.

    Raises
    ------
    ParameterError
        A value outside the range of its lever.

    >>> Choice(order=500).price
    24.99
    """

    order: int = LEVERS["order"].default
    price: float = LEVERS["price"].default
    ads: float = LEVERS["ads"].default
    care: float = LEVERS["care"].default
    site: float = LEVERS["site"].default
    stop: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.stop, bool):
            raise ParameterError("quarters.stop_or_not", value=repr(self.stop))
        for name, lever in LEVERS.items():
            object.__setattr__(self, name, lever.possible(getattr(self, name)))
        least = Scenario(BASE).moq
        if 0 < self.order < least:
            raise ParameterError("quarters.least_order", order=self.order, least=least)

    def values(self) -> dict[str, Any]:
        """Lever → value, and whether to stop."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


#: To close: what every quarter after the end comes to.
STOP = Choice(order=0, stop=True)


def quality(start: float, care: float) -> float:
    """Mean star of new reviews: the product's own, and what care adds, less and less.

    >>> quality(4.2, 0.0), quality(4.2, 0.6), quality(4.2, 2.0)
    (4.2, 4.579, 4.779)
    """
    return min(round(start + MOST_STARS * (1 - math.exp(-care / CARE_SCALE)), 3), 4.9)


def decision(choice: Choice, quarter: int, start: float, cover: float | None = None) -> Decision:
    """A choice as the simulation takes it.

    Parameters
    ----------
    choice : Choice
        What is decided.
    quarter : int
        From 0.
    start : float
        Stars of the product without any care: the market's secret.
    cover : float, optional
        Order up to so many weeks of forecast in place of the choice's order.
    """
    if choice.stop:
        return Decision(quarter * WEEKS, stop=True)
    changes = {
        "price_usd": choice.price,
        "launch_b": choice.ads,
        "content": choice.site,
        "fulfil_usd": Scenario(BASE).fulfil_usd + choice.care,
        "quality": quality(start, choice.care),
    }
    ordered = {"order": choice.order} if cover is None else {"cover": cover}
    return Decision(quarter * WEEKS, changes=changes, **ordered)

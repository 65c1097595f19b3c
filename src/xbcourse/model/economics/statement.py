"""The statement of an order: every cost its own row, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .breakeven import breakeven_acos
from .terms import OrderTerms

#: Rows of the statement in the order of their reading; after which row each subtotal stands.
REVENUE = ("price", "vat")
LANDED = (
    "unit_cost",
    "packing",
    "first_mile",
    "duty",
    "placement",
    "supplier_shipping",
    "parcel_fee",
)
SELLING = ("referral", "closing", "payment", "fulfilment", "storage", "returns")
ADVERTISING = ("ads",)
ROWS = REVENUE + LANDED + SELLING + ADVERTISING


@dataclass(frozen=True)
class Contribution:
    """The statement of one order (or of an array of orders): signed rows and what they add up to.

    >>> lamp = contribution(OrderTerms(price=30.0, unit_cost=7.5, referral_rate=0.15, tacos=0.3))
    >>> float(lamp.cm1), float(lamp.cm2), float(lamp.cm3)
    (22.5, 18.0, 9.0)
    """

    rows: Mapping[str, NDArray]

    @cached_property
    def revenue(self) -> NDArray:
        """Price without VAT."""
        return self._sum(REVENUE)

    @cached_property
    def landed_cost(self) -> NDArray:
        """What the goods have cost when they are ready to be sold, a positive number."""
        return -self._sum(LANDED)

    @cached_property
    def cm1(self) -> NDArray:
        """Product margin: revenue less landed cost."""
        return self.revenue - self.landed_cost

    @cached_property
    def cm2(self) -> NDArray:
        """Contribution before advertising."""
        return self.cm1 + self._sum(SELLING)

    @cached_property
    def cm3(self) -> NDArray:
        """Contribution after advertising: what the order leaves for overheads and profit."""
        return self.cm2 + self._sum(ADVERTISING)

    @property
    def breakeven_acos(self) -> NDArray:
        """Largest share of the price that advertising may take; see `breakeven_acos`."""
        return breakeven_acos(self.cm2, self.rows["price"])

    @property
    def roi(self) -> NDArray:
        """CM3 on the money put in: landed cost and advertising. Per turn, not per year."""
        invested = self.landed_cost - self.rows["ads"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(invested > 0, self.cm3 / invested, np.nan)

    def _sum(self, names: tuple[str, ...]) -> NDArray:
        return sum(self.rows[name] for name in names)


def contribution(terms: OrderTerms) -> Contribution:
    """The statement of an order: every cost its own row, negative where money leaves.

    Parameters
    ----------
    terms : OrderTerms
        Scalars or arrays that broadcast.

    Returns
    -------
    Contribution
        Rows in the order of `ROWS`, each of the common shape.

    >>> statement = contribution(OrderTerms(price=30.0, unit_cost=7.5, duty_rate=0.2))
    >>> float(statement.rows["duty"]), float(statement.cm1)
    (-1.5, 21.0)
    """
    t = terms
    net = t.price / (1 + t.vat_rate)
    commission = t.referral_rate * t.price
    refund = net - commission + t.refund_kept
    rows = {
        "price": t.price,
        "vat": net - t.price,
        "unit_cost": -t.unit_cost,
        "packing": -t.packing,
        "first_mile": -t.first_mile,
        "duty": -t.duty_rate * t.customs_value,
        "placement": -t.placement,
        "supplier_shipping": -t.supplier_shipping,
        "parcel_fee": -t.parcel_fee,
        "referral": -commission,
        "closing": -t.closing,
        "payment": -t.payment_rate * t.price - t.payment_fixed,
        "fulfilment": -t.fulfilment,
        "storage": -t.storage,
        "returns": -t.return_rate * (refund + t.return_handling - t.resale_share * t.unit_cost),
        "ads": -t.tacos * t.price,
    }
    shape = np.broadcast_shapes(*(np.shape(v) for v in rows.values()))
    # + 0.0 turns the -0.0 of an absent cost into 0.0, which is what a reader expects to see.
    return Contribution({k: np.broadcast_to(v + 0.0, shape) for k, v in rows.items()})

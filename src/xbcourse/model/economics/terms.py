"""What is known of one order before it is added up."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from numpy.typing import ArrayLike, NDArray

from .checks import checked, must_fit_together


@dataclass(frozen=True, kw_only=True)
class OrderTerms:
    """What is known of one order. Money in the currency of `price`; rates are shares (0.15 = 15 %).

    Parameters
    ----------
    price : array_like
        What the buyer pays, VAT included where it is included. Positive.
    vat_rate : array_like
        VAT on the net price; 0 in the US.
    unit_cost, packing, first_mile, placement : array_like
        Cost ex works, packing, freight to the warehouse (头程), splitting or broker's fee.
    customs_value : array_like, optional
        What duty is charged on: the unit cost if not given (FOB), never the price.
    duty_rate : array_like
        Ad valorem.
    supplier_shipping, parcel_fee : array_like
        Where the supplier ships each order abroad: line haul, and clearance of the parcel.
    referral_rate : array_like
        Marketplace commission on `price`. With a fee table: the fee divided by the price.
    closing, payment_rate, payment_fixed : array_like
        Fee per item; card fee on the own site.
    fulfilment, storage : array_like
        Pick, pack and last mile; warehouse rent until the unit sells.
    return_rate, return_handling, resale_share, refund_kept : array_like
        Share of orders refunded; cost of handling one; share of returned goods that sells again at
        full value; what the marketplace keeps of the commission it gives back.
    tacos : array_like
        Advertising, as a share of all revenue.

    Raises
    ------
    ParameterError
        Text, NaN, a negative amount, a share above one, or arrays that do not fit together.
    """

    price: ArrayLike
    unit_cost: ArrayLike = 0.0
    vat_rate: ArrayLike = 0.0
    packing: ArrayLike = 0.0
    first_mile: ArrayLike = 0.0
    customs_value: ArrayLike | None = None
    duty_rate: ArrayLike = 0.0
    placement: ArrayLike = 0.0
    supplier_shipping: ArrayLike = 0.0
    parcel_fee: ArrayLike = 0.0
    referral_rate: ArrayLike = 0.0
    closing: ArrayLike = 0.0
    payment_rate: ArrayLike = 0.0
    payment_fixed: ArrayLike = 0.0
    fulfilment: ArrayLike = 0.0
    storage: ArrayLike = 0.0
    return_rate: ArrayLike = 0.0
    return_handling: ArrayLike = 0.0
    resale_share: ArrayLike = 0.0
    refund_kept: ArrayLike = 0.0
    tacos: ArrayLike = 0.0

    def __post_init__(self) -> None:
        if self.customs_value is None:
            object.__setattr__(self, "customs_value", self.unit_cost)
        for field in fields(self):
            object.__setattr__(self, field.name, checked(field.name, getattr(self, field.name)))
        must_fit_together({f.name: getattr(self, f.name) for f in fields(self)})

    @property
    def landed_cost(self) -> NDArray:
        """What the goods have cost when they are ready to be sold, duty included."""
        return (
            self.unit_cost
            + self.packing
            + self.first_mile
            + self.duty_rate * self.customs_value
            + self.placement
            + self.supplier_shipping
            + self.parcel_fee
        )

    def but(self, **changes: ArrayLike) -> OrderTerms:
        """The same order with some terms changed (duty stays on the customs value given)."""
        return replace(self, **changes)

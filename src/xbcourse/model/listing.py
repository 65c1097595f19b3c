"""A real order: one product on one marketplace, with the fees that hold on the day of sale.

The mode presets use average rates; here every fee comes from the dated tables. Where no table
covers a fee, the order is computed without it and `missing` names the line, so that nobody takes
an unknown fee for a fee of zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..assumptions import currency, fees
from ..assumptions.errors import CourseError
from ..assumptions.registry import parameter
from ..assumptions.scenario import Scenario
from ..assumptions.units import convert
from .economics import OrderTerms, breakeven_prices, contribution

#: The year whose fee cards the tables carry from January to December.
YEAR = 2026
#: Rules of 2026 begin in the first days of a month or in its middle (15 January, 17 April,
#: 15 October). On the 20th the rules of the month hold.
DAY = 20

#: Destination in the registry → marketplace of the fee tables, and its currency.
MARKETPLACES = {"us": ("US", "USD"), "uk": ("UK", "GBP"), "de": ("DE", "EUR")}

#: The day of the freight quotes, from which the trade's rule for volume is taken.
FREIGHT_DAY = dt.date(2025, 12, 31)

WEEKS_PER_MONTH = 52 / 12

#: Where break-even prices are looked for, in USD.
LOWEST_PRICE, HIGHEST_PRICE = 0.5, 1000.0

Found = TypeVar("Found")


def sale_day(month: int) -> dt.date:
    """The day on which an order of this month is priced.

    >>> sale_day(11).isoformat()
    '2026-11-20'
    """
    return dt.date(YEAR, month, DAY)


@dataclass(frozen=True)
class Listing:
    """A product of a scenario on its marketplace. Money in USD.

    Parameters
    ----------
    scenario : Scenario
        Product, destination, month, costs in CNY and the rate CNY per USD.
    """

    scenario: Scenario

    @property
    def region(self) -> str:
        """The marketplace as the fee tables name it: "US", "UK" or "DE"."""
        return MARKETPLACES[self.scenario.destination][0]

    @property
    def currency(self) -> str:
        """What the buyer pays in."""
        return MARKETPLACES[self.scenario.destination][1]

    @property
    def day(self) -> dt.date:
        """The day whose fees hold."""
        return sale_day(self.scenario.month)

    @cached_property
    def dollars(self) -> float:
        """USD for one unit of the marketplace's currency."""
        return _dollars(self.currency)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Lines of the statement that no fee table covers; they are zero in `order`."""
        known = {
            "referral": self._referral,
            "fulfilment": self._fulfilment,
            "storage": self._storage_rate,
        }
        return tuple(line for line, found in known.items() if found is None)

    def order(self) -> OrderTerms:
        """The terms of an order at the scenario's price, each fee billed in whole cents.

        >>> organiser = Listing(Scenario("desk_organiser")).order()
        >>> round(float(organiser.referral_rate * organiser.price), 2)
        4.5
        """
        return self._terms(np.asarray(self.scenario.price_usd), _in_cents)

    def orders(self, price: ArrayLike) -> OrderTerms:
        """The terms of orders at other prices (USD), fees unrounded: straight between breakpoints.

        >>> float(Listing(Scenario("desk_organiser")).orders([20.0, 40.0]).referral_rate[1])
        0.15
        """
        return self._terms(np.asarray(price, dtype=float), np.asarray)

    def _terms(self, price: NDArray, billed: Callable[[NDArray], NDArray]) -> OrderTerms:
        s = self.scenario
        # On the price with VAT: common knowledge of the trade, which the fee tables do not state.
        referral = billed(self._amounts(self._referral, price)) * self.dollars
        return OrderTerms(
            price=price,
            vat_rate=_vat(self.region, self.day),
            unit_cost=s.cogs / s.fx0,
            packing=s.pack / s.fx0,
            first_mile=self.first_mile,
            customs_value=self.customs_value,
            duty_rate=s.duty,
            referral_rate=referral / price,
            fulfilment=billed(self._amounts(self._fulfilment, price)) * self.dollars,
            storage=self.storage,
            return_rate=s.ret,
            return_handling=s.ret_cost / s.fx0,
            resale_share=s.resale_share,
            refund_kept=self._refund_kept(referral),
            tacos=s.acos * s.ad_order_share,
        )

    def cm3(self, price: ArrayLike) -> NDArray:
        """What orders at these prices leave after ads, in USD."""
        return contribution(self.orders(price)).cm3

    @cached_property
    def first_mile(self) -> float:
        """Freight to the warehouse abroad, on the scale's weight or on the volume."""
        s = self.scenario
        billed = _billed_kg(s.weight_kg, self._volume_cm3)
        return billed * s.freight_per_kg / s.fx0

    @cached_property
    def customs_value(self) -> float:
        """What duty is charged on: the goods, with the freight where imports are valued CIF."""
        s = self.scenario
        goods = s.customs_value_share * s.cogs / s.fx0
        return goods if self.region == "US" else goods + self.first_mile

    @property
    def storage(self) -> float:
        """Rent of one unit until it sells, at the rate of the month of sale."""
        return self.weekly_rent * self.scenario.weeks_in_stock

    @cached_property
    def weekly_rent(self) -> float:
        """Rent of one unit for a week, at the rate of the month of sale."""
        rate = (self._storage_rate or 0.0) * self.dollars
        return convert(self._volume_cm3, "cm3", "cubic_foot") * rate / WEEKS_PER_MONTH

    @cached_property
    def breakpoints(self) -> NDArray:
        """Prices (USD) where a fee jumps or changes its slope."""
        known = (self._referral, self._fulfilment)
        ends = [float(p) for s in known if s is not None for p in s.breakpoints()]
        return np.unique(np.array([*ends, *self._refund_cap_reached()]) * self.dollars)

    @cached_property
    def breakeven_prices(self) -> NDArray:
        """All prices (USD) where the order turns from loss to gain or back."""
        return breakeven_prices(self.cm3, self.breakpoints, LOWEST_PRICE, HIGHEST_PRICE)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Length, width, height in cm and weight in kg."""
        s = self.scenario
        return s.length_cm, s.width_cm, s.height_cm, s.weight_kg

    @property
    def _volume_cm3(self) -> float:
        length, width, height, _ = self.box
        return length * width * height

    @cached_property
    def _referral(self) -> fees.Schedule | None:
        return _referral(self.scenario.category, self.day, self.region)

    @cached_property
    def _fulfilment(self) -> fees.Schedule | None:
        apparel = self.scenario.category == "clothing"
        return _fulfilment(*self.box, self.day, self.region, apparel)

    @cached_property
    def _storage_rate(self) -> float | None:
        return _storage_rate(*self.box, self.day, self.region)

    def _amounts(self, schedule: fees.Schedule | None, price: NDArray) -> NDArray:
        """The fee in the marketplace's currency at prices in USD; zero without a table."""
        if schedule is None:
            return np.zeros(price.shape)
        return schedule.amounts(price / self.dollars)

    def _refund_kept(self, referral: NDArray) -> NDArray:
        share, most = _refund_rule(self.region, self.day)
        return np.minimum(share * referral, most * self.dollars)

    def _refund_cap_reached(self) -> list[float]:
        """Prices (marketplace's currency) from which what is kept of a refund grows no more."""
        share, most = _refund_rule(self.region, self.day)
        if not share or self._referral is None:
            return []
        pieces = [p for p in self._referral.pieces if p.rate]
        return [(most / share - float(p.fixed)) / float(p.rate) for p in pieces]


def _in_cents(fee: NDArray) -> NDArray:
    """Rounded as the platform bills it: half a cent goes up."""
    return np.floor(fee * 100 + 0.5 + 1e-9) / 100


def _if_covered(look_up: Callable[[], Found]) -> Found | None:
    try:
        return look_up()
    except CourseError:  # no such region, day, category or size in the tables
        return None


def _category(key: str, region: str) -> str:
    """The registry's category as the marketplace spells it."""
    name = parameter("category").choices[key].en
    british = {"Jewelry": "Jewellery", "Electronics Accessories": "Electronic Accessories"}
    return british.get(name, name) if region == "UK" else name


@lru_cache(maxsize=256)
def _referral(category: str, day: dt.date, region: str) -> fees.Schedule | None:
    name = _category(category, region)
    return _if_covered(lambda: fees.referral_schedule(name, on=day, region=region))


@lru_cache(maxsize=512)
def _fulfilment(
    length: float,
    width: float,
    height: float,
    weight: float,
    day: dt.date,
    region: str,
    apparel: bool,
) -> fees.Schedule | None:
    return _if_covered(
        lambda: fees.fba_fulfilment_schedule(
            length, width, height, weight, on=day, region=region, apparel=apparel, surcharge=True
        )
    )


@lru_cache(maxsize=512)
def _storage_rate(
    length: float, width: float, height: float, weight: float, day: dt.date, region: str
) -> float | None:
    """Rent of a cubic foot for a month, in the marketplace's currency."""

    def look_up() -> float:
        size = fees.fba_size_tier(length, width, height, weight, on=day, region=region)
        return float(fees.fba_storage(1, on=day, size=size, region=region).amount)

    return _if_covered(look_up)


@lru_cache(maxsize=64)
def _refund_rule(region: str, day: dt.date) -> tuple[float, float]:
    """The share of the commission that is kept on a refund, and the most that is kept."""

    def kept(referral: int) -> float:
        return float(fees.amazon_refund(referral, on=day, region=region).amount)

    # A share up to a cap, read off at a fee of one and at a fee beyond every cap.
    return _if_covered(lambda: (kept(1), kept(1_000_000))) or (0.0, 0.0)


@lru_cache(maxsize=8)
def _dollars(code: str) -> float:
    """USD for one unit, at the last rate published; a scenario has one exchange rate, no months."""
    return 1.0 if code == "USD" else float(currency.history(code, "USD").iloc[-1])


@lru_cache(maxsize=512)
def _billed_kg(weight: float, volume_cm3: float) -> float:
    """What a forwarder bills: the scale's weight or the volume's, whichever is more."""
    volume_m3 = volume_cm3 / 1_000_000
    return float(fees.chargeable_weight(weight, volume_m3, "first_leg", on=FREIGHT_DAY).amount)


@lru_cache(maxsize=64)
def _vat(region: str, day: dt.date) -> float:
    if region == "US":  # no VAT; the marketplace collects sales tax on top of the price
        return 0.0
    return float(fees.vat_rate(region, on=day).amount)

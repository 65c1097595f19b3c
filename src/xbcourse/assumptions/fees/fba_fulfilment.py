"""FBA fulfilment fees (配送费): picking, packing and delivering one unit.

The fee goes by size tier, billed weight, season and price band. It is flat between two weights
and two prices and jumps at their ends, so that a gram, a millimetre or a cent may cost a dollar.

The fuel surcharge (燃油附加费) is a line of its own, `fba_surcharge`: the cards are published
without it, and each line is rounded to cents by itself. The two amounts together are the bill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from functools import cache

from ..errors import NotCovered
from ..language import Text
from ..money import exact, to_cents
from ..units import convert
from .fba_sizes import (
    Card,
    Package,
    Placed,
    covered,
    package,
    size_card,
    size_cautions,
    size_rows,
    size_rule,
)
from .fba_words import fee_name, measure, sentences
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching, periods
from .schedule import ZERO, Piece, Schedule
from .words import listed, money, percent, phrase, place

TABLE = "fees_fba_fulfilment"
ADJUSTMENTS = "fees_fba_adjustments"

#: First and last day of the peak season, as the card of the table has it.
PEAK = ((10, 15), (1, 14))

#: Up to which price a band of the table goes, and whether that price is in it.
TEN, FIFTY = Decimal(10), Decimal(50)
BAND_ENDS = {"under_10": (TEN, False), "10_to_50": (FIFTY, True)}


@dataclass(frozen=True, slots=True)
class WeightBand:
    """Units up to a weight: a flat fee, or a fee to start from and one for every started step."""

    to: Decimal | None
    row: Row
    step: Row | None

    def amount(self, weight: Decimal) -> Decimal:
        """The fee at a billed weight, in the card's unit."""
        base = self.row.number("amount")
        return base + self.count(weight) * self.step.number("amount") if self.step else base

    def count(self, weight: Decimal) -> Decimal:
        """How many steps are started."""
        over = weight - self.step.number("above_lb")
        return max(ZERO, (over / self.step.number("step_lb")).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class PriceBand:
    """Prices up to `to`, with the weights of a tier; `discount` is what the price saves."""

    code: str
    to: Decimal | None
    to_included: bool
    weights: tuple[WeightBand, ...]
    discount: Row | None = None

    def weight_band(self, weight: Decimal) -> WeightBand:
        """The band a billed weight falls into."""
        return next(band for band in self.weights if band.to is None or weight <= band.to)

    def piece(self, weight: Decimal) -> Piece:
        """The fee over these prices."""
        amount = self.weight_band(weight).amount(weight)
        if self.discount:
            amount -= self.discount.number("amount")
        return Piece(self.to, ZERO, amount, self.to_included)

    def rows(self, weight: Decimal) -> tuple[Row, ...]:
        """Where the fee at a weight was read."""
        band = self.weight_band(weight)
        return tuple(row for row in (band.row, band.step, self.discount) if row)


@dataclass(frozen=True, slots=True)
class Sized:
    """A measured unit on the cards of a day."""

    on: dt.date
    card: Card
    unit: Package
    placed: Placed
    bands: tuple[PriceBand, ...]
    fee: Text

    @property
    def weight(self) -> Decimal:
        """The weight that is billed."""
        return self.placed.billable

    @property
    def currency(self) -> str:
        """Of the fee."""
        return self.bands[0].weights[0].row["currency"]

    def rows(self, bands: Sequence[PriceBand]) -> tuple[Row, ...]:
        """The fee's rows first, for its page is the one to read."""
        fees = {row.id: row for band in bands for row in band.rows(self.weight)}
        return (*fees.values(), *size_rows(self.card, self.placed, self.on))


def fba_fulfilment(
    length_cm: float,
    width_cm: float,
    height_cm: float,
    weight_kg: float,
    *,
    price: float | Decimal,
    on: dt.date | str,
    region: str = "US",
    apparel: bool = False,
) -> Quote:
    """What Amazon charges to pick, pack and deliver one unit, without the fuel surcharge.

    Parameters
    ----------
    length_cm, width_cm, height_cm : float
        Packed, ready to ship; in any order. More than 0.
    weight_kg : float
        Packed. More than 0.
    price : float or Decimal
        What the item sells for, in the region's currency.
    on : datetime.date or str
        Day of the delivery.
    region : str
        "US" or "UK".
    apparel : bool
        Apparel has a card of its own, which is not in the tables.

    Returns
    -------
    Quote
        From 2026-04-17 the fuel surcharge comes on top: `fba_surcharge`.

    Raises
    ------
    ParameterError
        A measure that is not a number above 0, a price that is not a number or is negative.
    NotCovered
        Apparel; a region, a day or a size that the table does not cover.

    >>> fba_fulfilment(30, 22, 10, 0.9, price=29.99, on="2026-09-16").amount  # 46.4 oz
    Decimal('6.67')
    """
    price = exact("price", price)
    found = sized(length_cm, width_cm, height_cm, weight_kg, on, region, apparel)
    band = band_at(found.bands, price)
    return quote(
        found.fee,
        to_cents(band.piece(found.weight).fixed),
        found.currency,
        sentences(size_rule(found.card, found.unit, found.placed), _rule(found, band)),
        found.rows([band]),
        found.on,
        cautions=_cautions(found),
    )


def fba_fulfilment_schedule(
    length_cm: float,
    width_cm: float,
    height_cm: float,
    weight_kg: float,
    *,
    on: dt.date | str,
    region: str = "US",
    apparel: bool = False,
    surcharge: bool = False,
) -> Schedule:
    """The fulfilment fee of a unit as a function of its price.

    Raises as `fba_fulfilment` does. With `surcharge` the day's fuel surcharge is included.

    >>> fee = fba_fulfilment_schedule(30, 22, 10, 0.9, on="2026-09-16")
    >>> [str(price) for price in fee.breakpoints()]
    ['10', '50']
    >>> [str(fee.amount(price)) for price in (9.99, 10, 50, 50.01)]
    ['5.85', '6.67', '6.67', '6.93']
    """
    found = sized(length_cm, width_cm, height_cm, weight_kg, on, region, apparel)
    extra = surcharge_row(region, found.on) if surcharge else None
    pieces = tuple(with_surcharge(band.piece(found.weight), extra) for band in found.bands)
    rule = listed(
        [
            phrase(
                "fba.band_fee",
                band=_band_name(band, found.currency),
                amount=money(piece.fixed, found.currency, 2),
            )
            for band, piece in zip(found.bands, pieces, strict=True)
        ]
    )
    if extra:
        rule = phrase("fba.with_surcharge", rule=rule, rate=_share(extra))
    return Schedule(
        name=found.fee,
        pieces=pieces,
        currency=found.currency,
        rule=rule,
        rows=(*found.rows(found.bands), *([extra] if extra else [])),
    )


def fba_surcharge(
    fulfilment: Quote | float | Decimal, *, on: dt.date | str, region: str = "US"
) -> Quote:
    """The fuel surcharge on a fulfilment fee.

    Parameters
    ----------
    fulfilment : Quote or float or Decimal
        The fulfilment fee of one unit, as `fba_fulfilment` gives it.
    on : datetime.date or str
        Day of the delivery.
    region : str
        "US" or "UK".

    Returns
    -------
    Quote
        0 on days before the surcharge began.

    Raises
    ------
    ParameterError
        A fee that is not a number or is negative.
    NotCovered
        A region or a day without fulfilment fees in the tables.

    >>> fba_surcharge(6.67, on="2026-09-16").amount  # 3.5 %
    Decimal('0.23')
    """
    fee = exact("fulfilment", fulfilment.amount if isinstance(fulfilment, Quote) else fulfilment)
    on = check_date(on)
    fees = _covered_rows(region, on)
    name = phrase("fba.surcharge", region=place(region))
    row = surcharge_row(region, on)
    if row is None:
        return _no_surcharge(name, region, on, since=fees[0].day("valid_from"))
    rule = phrase("fba.surcharge_rule", fee=money(fee, row["currency"], 2), rate=_share(row))
    amount = to_cents(fee * row.number("amount") / 100)
    return quote(name, amount, row["currency"], rule, [row], on)


def _no_surcharge(name: Text, region: str, on: dt.date, since: dt.date) -> Quote:
    (row,) = matching(ADJUSTMENTS, region=region, adjustment="fuel_surcharge_percent")
    began = row.day("valid_from")
    rule = phrase("fba.surcharge_none", since=began)
    none = quote(name, to_cents(ZERO), row["currency"], rule, [row], on)
    return replace(none, effective_from=since, effective_to=began - dt.timedelta(days=1))


def surcharge_row(region: str, on: dt.date) -> Row | None:
    """The surcharge of a day, if there is one."""
    rows = matching(ADJUSTMENTS, region=region, adjustment="fuel_surcharge_percent")
    return next((row for row in rows if row.holds_on(on)), None)


def with_surcharge(piece: Piece, row: Row | None) -> Piece:
    """A flat fee with the surcharge, both rounded to cents as on the bill."""
    if row is None:
        return piece
    extra = to_cents(to_cents(piece.fixed) * row.number("amount") / 100)
    return replace(piece, fixed=piece.fixed + extra)


def band_at(bands: Sequence[PriceBand], price: Decimal) -> PriceBand:
    """The price band of a price."""
    return next(
        band
        for band in bands
        if band.to is None or price < band.to or (band.to_included and price == band.to)
    )


@cache
def price_bands(region: str, on: dt.date, tier: str) -> tuple[PriceBand, ...]:
    """The fees of a tier on a day that is covered, by price."""
    rows = tuple(row for row in _season_rows(region, on) if row["tier"] == tier)
    step = next((row for row in rows if row["charge"] == "step"), None)
    weight_unit = "kg" if region == "UK" else "lb"
    by_band: dict[str, list[WeightBand]] = {}
    for row in rows:
        if row is not step:
            to = row.number("weight_to")
            limit = None if to is None else convert(to, row["weight_unit"], weight_unit)
            steps = step if row["charge"] == "base" else None
            by_band.setdefault(row["price_band"], []).append(WeightBand(limit, row, steps))
    bands = [
        PriceBand(code, *BAND_ENDS.get(code, (None, True)), tuple(weights))
        for code, weights in by_band.items()
    ]
    discounts = [
        row
        for row in matching(ADJUSTMENTS, region=region, adjustment="low_price_discount")
        if row.holds_on(on)
    ]
    cheap = [
        replace(band, code="under_10", to=TEN, to_included=False, discount=discount)
        for band in bands
        for discount in discounts
        if band.code == "10_or_more"
    ]
    return (*cheap, *bands)


def sized(length_cm, width_cm, height_cm, weight_kg, on, region, apparel=False) -> Sized:
    """Every input checked, and the unit in its tier."""
    on = check_date(on)
    _covered_rows(region, on)
    fee = phrase("fba.fulfilment", region=place(region))
    if apparel:
        raise NotCovered("fba.apparel_not_covered", fee=fee)
    card = size_card(region, on)
    unit = package(card, length_cm, width_cm, height_cm, weight_kg)
    placed = covered(card, unit)
    return Sized(on, card, unit, placed, price_bands(region, on, placed.tier), fee)


def _covered_rows(region: str, on: dt.date) -> tuple[Row, ...]:
    """The rows of a day; `NotCovered` for another region, day or an unknown peak."""
    fee_name("fulfilment", TABLE, region)
    return _season_rows(region, on)


@cache
def _season_rows(region: str, on: dt.date) -> tuple[Row, ...]:
    known = matching(TABLE, region=region)
    fee = phrase("fba.fulfilment", region=place(region))
    seasons = ("all", "peak" if _is_peak(on) else "off_peak")
    rows = tuple(row for row in in_force(known, fee, on) if row["season"] in seasons)
    if not rows:
        raise NotCovered("fba.peak_not_covered", fee=fee, date=on, periods=periods(known))
    return rows


def _is_peak(on: dt.date) -> bool:
    since, until = PEAK
    return (on.month, on.day) >= since or (on.month, on.day) <= until


def _rule(sized: Sized, band: PriceBand) -> Text:
    weights = band.weight_band(sized.weight)
    row, currency = weights.row, sized.currency
    gaps = {
        "season": phrase(f"fba.season_{row['season']}"),
        "band": _band_name(band, currency),
        "amount": money(weights.amount(sized.weight), currency, 2),
    }
    if weights.step:
        rule = phrase(
            "fba.fee_by_steps",
            base=money(row.number("amount"), currency, 2),
            above=measure(weights.step.number("above_lb"), "lb"),
            step=measure(weights.step.number("step_lb"), "lb"),
            each=money(weights.step.number("amount"), currency, 2),
            count=weights.count(sized.weight),
            **gaps,
        )
    else:
        over = measure(row.number("weight_over"), row["weight_unit"])
        to = measure(row.number("weight_to"), row["weight_unit"])
        rule = phrase("fba.fee_by_weight", over=over, to=to, **gaps)
    if band.discount:
        less = money(band.discount.number("amount"), currency, 2)
        rule = phrase("fba.less_discount", rule=rule, ten=money(TEN, currency), discount=less)
    return rule


def _band_name(band: PriceBand, currency: str) -> Text:
    return phrase(f"fba.band_{band.code}", ten=money(TEN, currency), fifty=money(FIFTY, currency))


def _cautions(sized: Sized) -> tuple[Text, ...]:
    said = list(size_cautions(sized.card, sized.unit, sized.placed, sized.on))
    if sized.bands[-1].code == "standard":
        said.append(phrase("fba.standard_rate_only"))
    extra = surcharge_row(sized.card.region, sized.on)
    if extra:
        said.append(phrase("fba.plus_surcharge", rate=_share(extra)))
    return tuple(said)


def _share(row: Row) -> str:
    return percent(row.number("amount") / 100)

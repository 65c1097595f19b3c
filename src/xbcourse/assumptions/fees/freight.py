"""International freight (头程): what a forwarder quotes by weight, by volume or by container.

Light bulky goods pay by volume. By air a fixed number of cubic centimetres counts as a kilogram;
by sea a cubic metre counts as a tonne; the greater of the two is billed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from ..errors import NotCovered
from ..formats import plain
from ..language import Text
from ..money import exact
from .options import choose, coded, named
from .quote import Quote, quote
from .ranges import dated, ranged, whole
from .rows import Row, check_date, in_force, matching, table
from .words import money, phrase, separated

TABLE = "freight"

#: Couriers divide by less than airlines do, so that volume weighs more: remark of LOG-AIR-011.
COURIER_DIVISOR = Decimal(5000)

#: Sea freight "weight or measure": a tonne counts as a cubic metre. The trade's convention.
KG_PER_CBM = Decimal(1000)
CM3_PER_M3 = Decimal(1_000_000)

#: Modes whose forwarders set a divisor of their own; the airlines' is used here.
OWN_DIVISOR = ("first_leg", "small_parcel")

#: Units in which a rate can be billed.
BILLED = ("per_kg", "per_cbm", "per_container", "per_parcel")


def freight_services(lane: str = "CN-US") -> Mapping[str, tuple[str, ...]]:
    """The services of each mode on a lane, by the names that `freight` takes.

    >>> freight_services()["sea_lcl"]
    ('port to port', 'all-in to door')
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in _rates():
        if row["lane"] == lane:
            found[row["mode"]] = (*found.get(row["mode"], ()), row["service"])
    return found


def freight(
    weight_kg: float | Decimal,
    volume_m3: float | Decimal,
    lane: str,
    mode: str,
    *,
    on: dt.date | str,
    service: str | None = None,
    containers: int = 1,
) -> Quote:
    """The freight of a shipment, from low to high.

    Parameters
    ----------
    weight_kg : float or Decimal
        Gross weight, kg.
    volume_m3 : float or Decimal
        Outer volume, m³.
    lane : str
        "CN-US".
    mode : str
        "sea_fcl", "sea_lcl", "air", "express", "small_parcel" or "first_leg" (to FBA).
    on : datetime.date or str
        Day of the quote.
    service : str or None
        One of ``freight_services(lane)[mode]``; may be left out where there is only one.
    containers : int
        How many, for "sea_fcl". Whether the goods fit is not checked.

    Returns
    -------
    Quote
        In the currency of the source: USD, or CNY for the first leg and the special line.

    Raises
    ------
    ParameterError
        A weight or volume that is not a number or is negative; a mode or service that does not
        exist, or none where there are several; containers that are not a whole number from 1.
    NotCovered
        A lane, or a day before the source.

    >>> box = freight(10, 0.12, "CN-US", "express", on="2025-11-01")
    >>> box.low, box.high  # 0.12 m³ / 5000 cm³ = 24 kg, at 8 to 15 USD
    (Decimal('192.00'), Decimal('360.00'))
    """
    weight, volume = exact("weight_kg", weight_kg), exact("volume_m3", volume_m3)
    count, day = whole("containers", containers), check_date(on)
    row = _rate(lane, mode, service)
    name = _name(row)
    if row["unit"] == "per_kg":
        return _by_kg(name, row, weight, volume, day)
    if row["unit"] == "per_cbm":
        return _by_cbm(name, row, weight, volume, day)
    if row["unit"] == "per_container":
        rule = _span("per_container", row, quantity=count)
        cautions = [phrase("logistics.containers_given")]
        return ranged(name, row, Decimal(count), rule, day, cautions=cautions)
    return ranged(name, row, Decimal(1), _span("per_parcel", row), day)


def chargeable_weight(
    weight_kg: float | Decimal, volume_m3: float | Decimal, mode: str = "air", *, on: dt.date | str
) -> Quote:
    """The weight that is billed by air, by courier or on the first leg: actual or dimensional.

    Parameters and errors are those of `freight`; the modes are those billed by the kilogram.

    >>> float(chargeable_weight(100, 1.2, on="2025-11-01").amount)  # 1,200,000 / 6000
    200.0
    """
    weight, volume = exact("weight_kg", weight_kg), exact("volume_m3", volume_m3)
    modes = coded(TABLE, "mode")
    by_weight = {row["mode"]: modes[row["mode"]] for row in _rates() if row["unit"] == "per_kg"}
    mode = choose("mode", mode, by_weight)
    name, day = phrase("logistics.chargeable_weight"), check_date(on)
    rows = in_force(dated(_divisor_row()), name, day)
    billed = max(weight, _dimensional(volume, mode))
    rule = _weighed(phrase("logistics.the_greater_weight"), weight, volume, mode)
    return quote(name, billed, "", rule, rows, day, unit=phrase("logistics.kilograms"))


def _by_kg(name: Text, row: Row, weight: Decimal, volume: Decimal, day: dt.date) -> Quote:
    mode = row["mode"]
    billed = max(weight, _dimensional(volume, mode))
    rule = _weighed(_span("per_kg", row, quantity=plain(billed)), weight, volume, mode)
    cautions = [phrase("logistics.divisor_of_forwarder")] if mode in OWN_DIVISOR else []
    return ranged(name, row, billed, rule, day, also=[_divisor_row()], cautions=cautions)


def _by_cbm(name: Text, row: Row, weight: Decimal, volume: Decimal, day: dt.date) -> Quote:
    billed = max(volume, weight / KG_PER_CBM)
    rule = _span("per_cbm", row, quantity=plain(billed))
    cautions = [phrase("logistics.lcl_minimum")] if billed < 1 else []
    return ranged(name, row, billed, rule, day, cautions=cautions)


def _dimensional(volume: Decimal, mode: str) -> Decimal:
    return volume * CM3_PER_M3 / _divisor(mode)


def _divisor(mode: str) -> Decimal:
    return COURIER_DIVISOR if mode == "express" else _divisor_row().number("low")


def _divisor_row() -> Row:
    (row,) = matching(TABLE, unit="cm3_per_kg")
    return row


def _weighed(rule: Text, weight: Decimal, volume: Decimal, mode: str) -> Text:
    side = "by_volume" if _dimensional(volume, mode) > weight else "by_weight"
    return phrase(f"logistics.{side}", rule=rule, divisor=plain(_divisor(mode)))


def _span(entry: str, row: Row, **gaps: object) -> Text:
    low, high = (money(row.number(end), row["currency"]) for end in ("low", "high"))
    return phrase(f"logistics.{entry}", low=low, high=high, **gaps)


def _rate(lane: str, mode: str, service: str | None) -> Row:
    rows, modes = _rates(), coded(TABLE, "mode")
    mode = choose("mode", mode, {row["mode"]: modes[row["mode"]] for row in rows})
    rows = [row for row in rows if row["mode"] == mode]
    lanes = dict.fromkeys(row["lane"] for row in rows)
    if lane not in lanes:
        raise NotCovered(
            "logistics.lane_not_covered",
            lane=lane,
            mode=modes[mode],
            covered=separated(lanes, "between_rows"),
        )
    services = {row["service"]: _service(row) for row in rows if row["lane"] == lane}
    if service is None and len(services) == 1:
        (service,) = services
    service = choose("service", service, services)
    return next(row for row in rows if row["lane"] == lane and row["service"] == service)


def _rates() -> tuple[Row, ...]:
    return tuple(row for row in table(TABLE) if row["unit"] in BILLED)


def _name(row: Row) -> Text:
    lane, mode = coded(TABLE, "lane")[row["lane"]], coded(TABLE, "mode")[row["mode"]]
    return phrase("logistics.freight", lane=lane, mode=mode, service=_service(row))


def _service(row: Row) -> Text:
    code = re.sub(r"[^0-9A-Za-z]+", "_", row["service"])
    return named("logistics", "service", [code])[code]

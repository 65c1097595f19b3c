"""Small parcels (跨境小包): up to which value they came in free of duty, and what is due since."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..errors import NotCovered
from ..language import Text
from ..money import exact, to_cents
from .duties import ORIGINS, PARCELS, RULING
from .options import choose, named
from .quote import Quote, quote
from .ranges import middle, whole
from .rows import Row, check_date, check_region, in_force, matching, periods, table
from .words import money, percent, phrase


def parcel_rule(*, destination: str, origin: str = "China", on: dt.date | str) -> Quote:
    """The value up to which a parcel pays no duty on its value; 0 once the exemption has ended.

    Parameters
    ----------
    destination : str
        "US" or "EU".
    origin : str
        "China" (with Hong Kong) or "other". For the US and other origins the table begins on the
        day when the exemption ended.
    on : datetime.date or str
        Day of entry.

    Raises
    ------
    ParameterError
        An origin that does not exist.
    NotCovered
        A destination or a day that the table does not cover.

    >>> parcel_rule(destination="US", on="2025-05-01").amount
    Decimal('800')
    >>> parcel_rule(destination="US", on="2025-05-02").amount
    Decimal('0')
    """
    origin, destination, day = _where(origin, destination, on)
    name = _name("border.parcel_limit", origin, destination)
    if destination == "EU":
        return _eu_limit(name, day)
    (limit,) = matching(PARCELS, measure="de_minimis_limit")
    known = [limit, *matching(PARCELS, measure="de_minimis_end_date")]
    row = in_force([row for row in known if row["origin"] in (origin, "all")], name, day)[0]
    amount = row.number("amount") or Decimal(0)
    rule = (
        phrase("border.limit_us", limit=money(amount, "USD"))
        if row is limit
        else phrase("border.limit_us_ended", since=row["valid_from"])
    )
    return quote(name, amount, "USD", rule, [row], day)


def parcel_fee(
    value: float | Decimal,
    *,
    destination: str,
    origin: str = "China",
    on: dt.date | str,
    tariff_lines: int = 1,
) -> Quote:
    """The duty on one small parcel under the parcel rules of the day.

    Parameters
    ----------
    value : float or Decimal
        Value of the goods, in the destination's currency.
    destination : str
        "US" or "EU".
    origin : str
        "China" (with Hong Kong) or "other".
    on : datetime.date or str
        Day of entry.
    tariff_lines : int
        How many different tariff lines (税目) the goods fall under; the EU charges each.

    Raises
    ------
    ParameterError
        A value that is not a number or is negative; tariff lines that are not a whole number
        from 1; an origin that does not exist.
    NotCovered
        A destination or a day without a parcel rule, or a value above the rule's limit: such a
        parcel pays like any import, see `import_duty`.

    >>> parcel_fee(40, destination="EU", on="2026-06-30").amount
    Decimal('0.00')
    >>> parcel_fee(40, destination="EU", on="2026-07-01", tariff_lines=2).amount  # 3 EUR each
    Decimal('6.00')
    """
    value, lines = exact("value", value), whole("tariff_lines", tariff_lines)
    origin, destination, day = _where(origin, destination, on)
    name = _name("border.parcel_fee", origin, destination)
    if destination == "EU":
        return _eu_fee(value, lines, name, day)
    return _us_fee(value, origin, name, day)


def _eu_limit(name: Text, day: dt.date) -> Quote:
    (limit,) = in_force(matching(PARCELS, measure="ioss_value_limit"), name, day)
    (fixed,) = matching(PARCELS, measure="low_value_fixed_customs_duty")
    amount = limit.number("amount")
    if not fixed.holds_on(day):
        rule = phrase("border.limit_eu_before", limit=money(amount, "EUR"))
        return quote(name, amount, "EUR", rule, [limit], day)
    rule = phrase(
        "border.limit_eu",
        limit=money(amount, "EUR"),
        since=fixed["valid_from"],
        fee=money(fixed.number("amount"), "EUR"),
    )
    return quote(name, amount, "EUR", rule, [limit, fixed], day)


def _eu_fee(value: Decimal, lines: int, name: Text, day: dt.date) -> Quote:
    (limit,) = in_force(matching(PARCELS, measure="ioss_value_limit"), name, day)
    _within(value, limit)
    (fixed,) = matching(PARCELS, measure="low_value_fixed_customs_duty")
    if not fixed.holds_on(day):
        return _free(limit, name, day)
    each = fixed.number("amount")
    rule = phrase("border.fee_per_line", each=money(each, "EUR"), lines=lines)
    cautions = [phrase("border.ioss_sellers")]
    return quote(name, to_cents(each * lines), "EUR", rule, [limit, fixed], day, cautions=cautions)


def _us_fee(value: Decimal, origin: str, name: Text, day: dt.date) -> Quote:
    measures = (
        "de_minimis_limit",
        "postal_duty_ad_valorem",
        "postal_duty_flat_low",
        "postal_duty_flat_high",
    )
    known = [
        row
        for measure in measures
        for row in matching(PARCELS, destination="US", measure=measure)
        if row["origin"] in (origin, "all")
    ]
    rows = [row for row in known if row.holds_on(day)]
    if not rows:
        raise NotCovered("border.no_parcel_fee", fee=name, date=day, periods=periods(known))
    if rows[0]["measure"] == "de_minimis_limit":
        _within(value, rows[0])
        return _free(rows[0], name, day)
    if rows[0]["measure"] == "postal_duty_ad_valorem":
        return _ad_valorem(value, rows[0], name, day)
    return _flat(rows, name, day)


def _free(limit: Row, name: Text, day: dt.date) -> Quote:
    currency = limit["currency"]
    rule = phrase("border.fee_free", limit=money(limit.number("amount"), currency))
    return quote(name, Decimal("0.00"), currency, rule, [limit], day)


def _ad_valorem(value: Decimal, row: Row, name: Text, day: dt.date) -> Quote:
    rate = row.number("amount") / 100
    rule = phrase("border.fee_ad_valorem", rate=percent(rate))
    cautions = [phrase("border.flat_alternative"), phrase("border.carrier_clearance")]
    return quote(name, to_cents(value * rate), "USD", rule, [row], day, cautions=cautions)


def _flat(rows: list[Row], name: Text, day: dt.date) -> Quote:
    low, high = (row.number("amount") for row in rows)
    rule = phrase("border.fee_flat", low=money(low, "USD"), high=money(high, "USD"))
    cautions = [phrase("border.flat_optional"), phrase("border.carrier_clearance")]
    (ruling,) = matching(PARCELS, id=RULING)
    if ruling.holds_on(day):
        rows = [*rows, ruling]
        cautions.insert(0, phrase("border.flat_after_ruling"))
    return quote(
        name, middle(low, high), "USD", rule, rows, day, low=low, high=high, cautions=cautions
    )


def _within(value: Decimal, limit: Row) -> None:
    if value > limit.number("amount"):
        currency = limit["currency"]
        shown = money(limit.number("amount"), currency)
        raise NotCovered("border.above_limit", value=money(value, currency), limit=shown)


def _where(origin: str, destination: str, on: dt.date | str) -> tuple[str, str, dt.date]:
    covered = (row["destination"] for row in table(PARCELS))
    check_region(phrase("border.parcel_anywhere"), destination, covered)
    origin = choose("origin", origin, named("border", "origin", ORIGINS))
    return origin, destination, check_date(on)


def _name(entry: str, origin: str, destination: str) -> Text:
    return phrase(
        entry,
        origin=phrase(f"border.origin_{origin}"),
        destination=phrase(f"border.place_{destination}"),
    )

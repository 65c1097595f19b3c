"""Import duty (关税): a base rate and what a country puts on top, each a layer of its own.

The layers add up, and all of them are taken of the customs value (完税价格), never of the price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..errors import NotCovered, ParameterError
from ..language import Text
from ..money import exact, to_cents
from .options import choose, coded, named
from .quote import Quote, quote
from .rows import Row, check_date, check_region, in_force, matching, table
from .words import money, percent, phrase, separated

TABLE = "border_duties"
PARCELS = "border_parcels"
CURRENCIES = {"US": "USD", "EU": "EUR"}
ORIGINS = ("China", "other")

#: The wider group whose layers a product pays as well; "all" holds for every product.
GROUPS = {
    "cotton_t_shirt": "apparel",
    "wooden_furniture": "furniture",
    "upholstered_furniture": "furniture",
    "kitchen_cabinets": "furniture",
}

#: The rate under Section 232 that is lower for some origins: note of this row.
CAPPED = "BRD-US-007"

#: Until this ruling the US collected country tariffs that the table leaves out (IEEPA).
RULING = "BRD-US-016"


def duty_goods(destination: str = "US") -> Mapping[str, Text]:
    """The goods whose whole duty is known, and what they are called.

    >>> sorted(duty_goods("EU"))
    ['cotton_t_shirt', 'power_bank', 'wooden_furniture']
    """
    rows = matching(TABLE, destination=_destination(destination), layer="mfn")
    return {row["goods"]: _labels()[row["goods"]] for row in rows}


def import_duty(
    customs_value: float | Decimal,
    goods: str,
    *,
    origin: str,
    destination: str,
    on: dt.date | str,
) -> Quote:
    """The duty on a shipment, the sum of its layers.

    Parameters
    ----------
    customs_value : float or Decimal
        What the goods are declared at: in the US without freight (FOB), in the EU with freight and
        insurance (CIF). In the destination's currency.
    goods : str
        One of `duty_goods`, in English or Chinese.
    origin : str
        "China", or "other" for a country without rules of its own in the table.
    destination : str
        "US" or "EU".
    on : datetime.date or str
        Day of entry.

    Returns
    -------
    Quote
        Each layer is rounded to the cent, as each is a line of the customs bill.

    Raises
    ------
    ParameterError
        A customs value that is not a number or is negative; an origin that does not exist.
    NotCovered
        Goods, a destination or a day that the table does not cover.

    >>> duty = import_duty(
    ...     10, "cotton_t_shirt", origin="China", destination="US", on="2026-09-01"
    ... )
    >>> duty.amount  # 16.5 % base rate and 7.5 % under Section 301
    Decimal('2.40')
    """
    customs_value = exact("customs_value", customs_value)
    known = duty_goods(destination)
    goods, origin, destination = _where(goods, origin, destination, known)
    day, called = check_date(on), _labels()[goods]
    if goods not in known:
        covered = separated(known, "between_rows")
        raise NotCovered(
            "border.no_base_rate", goods=called, destination=_place(destination), covered=covered
        )
    name = _name(called, origin, destination)
    rows = _layers(goods, origin, destination, day, name)
    currency = CURRENCIES[destination]
    parts = [to_cents(customs_value * _rate(row)) for row in rows]
    words = [_in_words(row, amount, currency) for row, amount in zip(rows, parts, strict=True)]
    return quote(
        name,
        sum(parts, Decimal(0)),
        currency,
        phrase("border.of_customs_value", layers=_joined(words)),
        [*rows, *_ruling(destination, day)],
        day,
        cautions=_cautions(rows, origin, destination, day),
    )


def duty_layers(
    goods: str, *, origin: str, destination: str, on: dt.date | str
) -> tuple[Quote, ...]:
    """The layers of duty that are known for some goods, each as a share of the customs value.

    Also answers for goods whose base rate is missing, such as kitchen cabinets: then the layers are
    part of the duty and not all of it. Parameters and errors are those of `import_duty`.

    >>> layers = duty_layers(
    ...     "kitchen_cabinets", origin="China", destination="US", on="2026-09-01"
    ... )
    >>> [str(layer.amount) for layer in layers]  # Section 232 and Section 301
    ['0.25', '0.25']
    """
    goods, origin, destination = _where(goods, origin, destination, _listed(destination))
    day, called = check_date(on), _labels()[goods]
    layers = coded(TABLE, "layer")
    answers = []
    for row in _layers(goods, origin, destination, day, _name(called, origin, destination)):
        name = phrase("border.layer_name", layer=layers[row["layer"]], goods=called)
        rule = phrase("border.of_customs_value", layers=_in_words(row))
        cautions = _cautions([row], origin, destination, day)
        answers.append(quote(name, _rate(row), "", rule, [row], day, cautions=cautions))
    return tuple(answers)


def _listed(destination: str) -> Mapping[str, Text]:
    """The goods with any layer at all."""
    rows = matching(TABLE, destination=_destination(destination))
    return {row["goods"]: _labels()[row["goods"]] for row in rows if row["goods"] != "all"}


def _where(
    goods: str, origin: str, destination: str, offered: Mapping[str, Text]
) -> tuple[str, str, str]:
    """The codes of what was asked for; `offered` are the goods to name when these are unknown."""
    destination = _destination(destination)
    origin = choose("origin", origin, named("border", "origin", ORIGINS))
    try:
        return choose("goods", goods, _listed(destination)), origin, destination
    except ParameterError:
        raise NotCovered(
            "border.goods_not_covered",
            goods=goods,
            destination=_place(destination),
            covered=separated(offered, "between_rows"),
        ) from None


def _layers(goods: str, origin: str, destination: str, day: dt.date, name: Text) -> tuple[Row, ...]:
    """The layers in force, the base rate first. A base rate that does not hold yet is an error."""
    reach = {goods, GROUPS.get(goods, goods), "all"}
    rows = [
        row
        for row in matching(TABLE, destination=destination)
        if row["goods"] in reach and row["origin"] in (origin, "all")
    ]
    base = [row for row in rows if row["layer"] == "mfn"]
    return in_force(base or rows, name, day) + tuple(
        row for row in rows if base and row not in base and row.holds_on(day)
    )


def _cautions(rows: Sequence[Row], origin: str, destination: str, day: dt.date) -> list[Text]:
    layers = {row["layer"] for row in rows}
    found = []
    if destination == "US":
        (surcharge,) = matching(TABLE, layer="section_122")
        if _ruling(destination, day):
            found.append("ieepa_before")
        if day > surcharge.day("valid_to"):
            found.append("section_122_ended")
    if {"section_122", "section_232"} <= layers:
        found.append("section_122_on_232")
    if origin == "other" and any(row.id == CAPPED for row in rows):
        found.append("section_232_capped")
    return [phrase(f"border.{entry}") for entry in found]


def _ruling(destination: str, day: dt.date) -> tuple[Row, ...]:
    """The ruling that ended the country tariffs, for a day before it."""
    rows = matching(PARCELS, destination=destination, id=RULING)
    return tuple(row for row in rows if day < row.day("valid_from"))


def _in_words(row: Row, amount: Decimal | None = None, currency: str = "") -> Text:
    layer, rate = coded(TABLE, "layer")[row["layer"]], percent(_rate(row))
    if amount is None:
        return phrase("border.layer", layer=layer, rate=rate)
    return phrase("border.layer_amount", layer=layer, rate=rate, amount=money(amount, currency, 2))


def _joined(words: list[Text]) -> Text:
    sentence = words[0]
    for word in words[1:]:
        sentence = phrase("border.between_layers", first=sentence, second=word)
    return sentence


def _rate(row: Row) -> Decimal:
    return row.number("rate_percent") / 100


def _name(goods: Text, origin: str, destination: str) -> Text:
    return phrase(
        "border.import_duty",
        goods=goods,
        origin=phrase(f"border.origin_{origin}"),
        destination=_place(destination),
    )


def _labels() -> Mapping[str, Text]:
    return coded(TABLE, "goods")


def _place(destination: str) -> Text:
    return phrase(f"border.place_{destination}")


def _destination(destination: object) -> str:
    covered = (row["destination"] for row in table(TABLE))
    return check_region(phrase("border.duty_anywhere"), destination, covered)

"""FBA size tiers: which tier a packed unit falls into, and the weight it is billed by.

A unit falls into the first tier whose limits it keeps, from the smallest tier up. Larger tiers
bill the greater of actual and **dimensional weight** (体积重): the air in the box is paid for too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache

from ..errors import NotCovered, ParameterError
from ..language import Text
from ..money import exact
from ..units import convert
from .fba_words import fee_name, measure, plain, sentences, sides, tier_name, unit_name
from .quote import Quote, quote
from .rows import Row, check_date, in_force, matching
from .schedule import ZERO
from .words import phrase, place

TABLE = "fees_fba_size_tiers"

#: US units that fit no tier of the table, by the greater weight in lb up to which they count
#: (note of row AMZ-US-TIER-034).
EXTRA_LARGE = (
    ("extra_large_0_50", Decimal(50)),
    ("extra_large_50_70", Decimal(70)),
    ("extra_large_70_150", Decimal(150)),
)
HEAVIEST = "extra_large_150_plus"

#: Tiers that count as standard-size where a fee knows only standard-size and oversize.
STANDARD = ("small_standard", "large_standard")

#: Conversions leave noise in the 28th digit, which must not lift a unit over a limit.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Limits:
    """What a unit of a tier may measure, in the units of the table."""

    tier: str
    sides: tuple[Decimal, ...]
    girth: Decimal | None
    weight: Decimal
    dimensional: bool
    rows: tuple[Row, ...]

    def hold(self, unit: Package, weight: Decimal) -> bool:
        """Whether a package keeps every limit."""
        return (
            all(side <= most for side, most in zip(unit.sides, self.sides, strict=True))
            and (self.girth is None or unit.girth <= self.girth)
            and weight <= self.weight
        )


@dataclass(frozen=True, slots=True)
class Card:
    """The tiers of a region on a day, smallest first."""

    region: str
    length_unit: str
    weight_unit: str
    tiers: tuple[Limits, ...]
    divisor: Row
    least_side: Row | None
    overmax: Row | None

    def counted(self, unit: Package, tier: str) -> tuple[Decimal, ...]:
        """The sides as dimensional weight counts them: bulky tiers take no side as thin."""
        if self.least_side is None or not ("bulky" in tier or tier.startswith("extra_large")):
            return unit.sides
        least = self.least_side.number("value")
        return (unit.sides[0], *(max(side, least) for side in unit.sides[1:]))

    def dimensional(self, unit: Package, tier: str) -> Decimal:
        """Volume as weight."""
        longest, median, shortest = self.counted(unit, tier)
        return round(longest * median * shortest / self.divisor.number("value"), DIGITS)


@dataclass(frozen=True, slots=True)
class Package:
    """A packed unit in the units of a card, longest side first."""

    sides: tuple[Decimal, ...]
    weight: Decimal

    @property
    def girth(self) -> Decimal:
        """Length plus girth: the longest side and twice the two others."""
        return self.sides[0] + 2 * (self.sides[1] + self.sides[2])


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in its tier. `limits` is None for extra-large, which has none."""

    tier: str
    limits: Limits | None
    billable: Decimal
    dimensional: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeTier(Quote):
    """The size tier of a packed unit; `amount` is the weight it is billed by.

    Attributes
    ----------
    tier : str
        As the tables write it: "large_standard".
    tier_name : Text
    unit_weight, dimensional_weight : Decimal
        In `weight_unit`; `dimensional_weight` is None in tiers where it does not count.
    weight_unit : str
        "lb" in the US, "kg" in the UK.
    region : str
    """

    tier: str
    tier_name: Text
    unit_weight: Decimal
    dimensional_weight: Decimal | None
    weight_unit: str
    region: str

    @property
    def billable_weight(self) -> Decimal:
        """The weight that fees go by."""
        return self.amount

    def weight(self, unit: str) -> Decimal:
        """The billed weight in another unit, such as "oz"."""
        return convert(self.amount, self.weight_unit, unit)

    def _shown(self) -> str:
        weight = measure(self.amount, self.weight_unit)
        return str(phrase("fba.size_shown", tier=self.tier_name, weight=weight))


def fba_size_tier(
    length_cm: float,
    width_cm: float,
    height_cm: float,
    weight_kg: float,
    *,
    on: dt.date | str,
    region: str = "US",
) -> SizeTier:
    """Amazon's size tier of a packed unit, and the weight it is billed by.

    Parameters
    ----------
    length_cm, width_cm, height_cm : float
        Packed, ready to ship; in any order. More than 0.
    weight_kg : float
        Packed. More than 0.
    on : datetime.date or str
        Day whose limits apply.
    region : str
        "US" or "UK".

    Returns
    -------
    SizeTier

    Raises
    ------
    ParameterError
        A measure that is not a number above 0.
    NotCovered
        A region or a day that the table does not cover; a UK unit larger than its parcels.

    >>> size = fba_size_tier(30, 22, 10, 0.9, on="2026-09-16")
    >>> size.tier, round(size.billable_weight, 2)  # 6600 cm³ are 402.8 cubic inches; ÷ 139
    ('large_standard', Decimal('2.90'))
    """
    on = check_date(on)
    card = size_card(region, on)
    unit = package(card, length_cm, width_cm, height_cm, weight_kg)
    placed = covered(card, unit)
    said = quote(
        phrase("fba.size_tier", region=place(region)),
        placed.billable,
        "",
        size_rule(card, unit, placed),
        size_rows(card, placed, on),
        on,
        cautions=size_cautions(card, unit, placed, on),
        unit=unit_name(card.weight_unit),
    )
    return SizeTier(
        **{field.name: getattr(said, field.name) for field in fields(said)},
        tier=placed.tier,
        tier_name=tier_name(placed.tier),
        unit_weight=unit.weight,
        dimensional_weight=placed.dimensional,
        weight_unit=card.weight_unit,
        region=region,
    )


def check_size(size: object) -> SizeTier:
    """A size tier, or `ParameterError` that says where to get one."""
    if not isinstance(size, SizeTier):
        raise ParameterError("fba.not_a_size", name="size", value=repr(size))
    return size


def size_card(region: str, on: dt.date) -> Card:
    """The tiers in force; `NotCovered` where there are none."""
    fee_name("size_tier", TABLE, region)
    return _card(region, on)


@cache
def _card(region: str, on: dt.date) -> Card:
    rows = matching(TABLE, region=region)
    special = {row["limit"]: row for row in rows if not row["limit"].startswith("max_")}
    limits = in_force(
        (row for row in rows if row["limit"].startswith("max_")),
        phrase("fba.size_tier", region=place(region)),
        on,
    )
    overmax = special.get("overmax_longest_side")
    return Card(
        region=region,
        length_unit=next(r["unit"] for r in limits if r["limit"] == "max_longest_side"),
        weight_unit=next(r["unit"] for r in limits if r["limit"] == "max_weight"),
        tiers=tuple(
            _limits(tier, {r["limit"]: r for r in limits if r["tier"] == tier})
            for tier in dict.fromkeys(row["tier"] for row in limits)
        ),
        divisor=special["dimensional_weight_divisor"],
        least_side=special.get("dimensional_weight_min_side"),
        overmax=overmax if overmax and overmax.holds_on(on) else None,
    )


def _limits(tier: str, rows: Mapping[str, Row]) -> Limits:
    girth = rows.get("max_length_plus_girth")
    return Limits(
        tier=tier,
        sides=tuple(
            rows[f"max_{side}_side"].number("value") for side in ("longest", "median", "shortest")
        ),
        girth=girth.number("value") if girth else None,
        weight=rows["max_weight"].number("value"),
        dimensional=rows["max_weight"]["weight_basis"] == "greater",
        rows=tuple(rows.values()),
    )


def package(card: Card, length_cm, width_cm, height_cm, weight_kg) -> Package:
    """A unit that a reader measured, in the units of a card."""
    given = {"length_cm": length_cm, "width_cm": width_cm, "height_cm": height_cm}
    lengths = (positive(name, value) for name, value in given.items())
    return Package(
        sides=tuple(
            sorted(
                (round(convert(cm, "cm", card.length_unit), DIGITS) for cm in lengths),
                reverse=True,
            )
        ),
        weight=round(convert(positive("weight_kg", weight_kg), "kg", card.weight_unit), DIGITS),
    )


def positive(name: str, value: object) -> Decimal:
    """A number above 0 that a reader gave, as an exact decimal."""
    number = exact(name, value)
    if not number:
        raise ParameterError("fba.not_positive", name=name, value=value)
    return number


def classify(card: Card, unit: Package) -> Placed | None:
    """The first tier that a unit fits; None where the table has none so large."""
    for limits in card.tiers:
        dimensional = card.dimensional(unit, limits.tier) if limits.dimensional else None
        billable = max(unit.weight, dimensional or ZERO)
        if limits.hold(unit, billable):
            return Placed(limits.tier, limits, billable, dimensional)
    if card.region != "US":
        return None
    dimensional = card.dimensional(unit, HEAVIEST)
    greater = max(unit.weight, dimensional)
    for tier, most in EXTRA_LARGE:
        if greater <= most:
            return Placed(tier, None, greater, dimensional)
    # The heaviest are billed by what they weigh (note of row AMZ-US-TIER-034).
    return Placed(HEAVIEST, None, unit.weight, dimensional)


def covered(card: Card, unit: Package) -> Placed:
    """As `classify`, but `NotCovered` where the table has no tier so large."""
    placed = classify(card, unit)
    if placed is None:
        raise NotCovered(
            "fba.too_large",
            fee=phrase("fba.size_tier", region=place(card.region)),
            found=_extent(card, unit.sides, None, unit.weight),
            tier=tier_name(card.tiers[-1].tier),
        )
    return placed


def size_rows(card: Card, placed: Placed, on: dt.date) -> tuple[Row, ...]:
    """What a tier rests on, as far as it is vouched for on the day."""
    general = [card.divisor] if placed.dimensional is not None else []
    if placed.tier not in STANDARD and card.least_side and general:
        general.append(card.least_side)
    # Extra-large has no limits of its own: it is what the largest tier does not hold.
    rows = (*(placed.limits or card.tiers[-1]).rows, *general)
    return tuple(row for row in rows if row.holds_on(on))


def size_rule(card: Card, unit: Package, placed: Placed) -> Text:
    """The tier and the weight in words."""
    limits, name = placed.limits, tier_name(placed.tier)
    with_girth = limits is None or limits.girth is not None
    weight = max(unit.weight, placed.dimensional or ZERO)
    found = _extent(card, unit.sides, unit.girth if with_girth else None, weight)
    if limits is None:
        fits = phrase("fba.fits_none", tier=name, found=found)
    else:
        most = _extent(card, limits.sides, limits.girth, limits.weight)
        fits = phrase("fba.fits", tier=name, limits=most, found=found)
    return sentences(fits, _billed(card, unit, placed))


def _billed(card: Card, unit: Package, placed: Placed) -> Text:
    entry = "billed_actual_only"
    if placed.dimensional is not None and placed.tier != HEAVIEST:
        more = placed.dimensional > unit.weight
        entry = "billed_dimensional" if more else "billed_actual"
    return phrase(
        f"fba.{entry}",
        billed=measure(placed.billable, card.weight_unit),
        actual=measure(unit.weight, card.weight_unit),
        dimensional=measure(placed.dimensional or ZERO, card.weight_unit),
        sides=sides(card.counted(unit, placed.tier)),
        divisor=plain(card.divisor.number("value")),
    )


def _extent(card: Card, lengths, girth: Decimal | None, weight: Decimal) -> Text:
    return phrase(
        "fba.extent" if girth is None else "fba.extent_girth",
        sides=sides(lengths),
        unit=unit_name(card.length_unit),
        girth=plain(girth or ZERO),
        weight=measure(weight, card.weight_unit),
    )


def size_cautions(card: Card, unit: Package, placed: Placed, on: dt.date) -> tuple[Text, ...]:
    """What to be careful about in a tier."""
    said = []
    if placed.dimensional is not None and not card.divisor.holds_on(on):
        read = card.divisor.day("valid_from").year
        gaps = {"rows": card.divisor.id, "read": read, "date": on}
        said.append(phrase("fba.divisor_earlier", **gaps))
    if placed.limits is None and placed.tier != HEAVIEST and card.overmax:
        side, girth = card.overmax.number("value"), card.tiers[-1].girth
        if unit.sides[0] > side or unit.girth > girth:
            gaps = {"side": plain(side), "girth": plain(girth), "rows": card.overmax.id}
            said.append(phrase("fba.overmax", **gaps))
    if placed.tier == HEAVIEST and unit.weight <= EXTRA_LARGE[-1][1]:
        said.append(phrase("fba.heavy_by_volume"))
    return tuple(said)

"""What a fee lookup answers: the amount, and everything needed to trust or to doubt it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from .. import formats
from ..errors import warn
from ..language import Text, say
from .rows import Row
from .words import money, percent, phrase

#: From the firmest ground to the weakest; a quote is as firm as its weakest row.
CONFIDENCE = ("quoted", "transcribed", "background")


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer of a fee lookup.

    Attributes
    ----------
    name : Text
        What the fee is called.
    amount : Decimal
        Rounded to the cent where it is money; a count where there is a `unit`; else a share (0.19).
        The middle, where the source gives a range.
    currency : str
        ISO code; empty where `amount` is not money.
    rule : Text
        How the amount comes about, with the numbers.
    source, source_url : str
        Where the rule was read; the address may be empty.
    effective_from, effective_to : datetime.date or None
        The time that the rows cover; `effective_to` is None where no end is known.
    confidence : str
        "quoted", "transcribed" or "background": the weakest of the rows.
    rows : tuple of str
        Identifiers of the rows, in the tables of `xbcourse.load`.
    cautions : tuple of Text
        Why to be careful, in words; empty where nothing speaks against the number.
    low, high : Decimal
        Both equal to `amount` unless the source gives a range.
    unit : Text or None
        What is counted where `amount` is neither money nor a share, such as days.
    """

    name: Text
    amount: Decimal
    currency: str
    rule: Text
    source: str
    source_url: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    confidence: str
    rows: tuple[str, ...]
    cautions: tuple[Text, ...] = ()
    low: Decimal = field(default=None)  # type: ignore[assignment]
    high: Decimal = field(default=None)  # type: ignore[assignment]
    unit: Text | None = None

    def __post_init__(self) -> None:
        for end in ("low", "high"):
            if getattr(self, end) is None:
                object.__setattr__(self, end, self.amount)

    def __str__(self) -> str:
        origin = self._origin(self.source)
        lines = [self._headline(), f"  {self.rule}", f"  {origin}"]
        return "\n".join([*lines, *(f"  ⚠ {caution}" for caution in self.cautions)])

    def _repr_markdown_(self) -> str:
        source = f"[{self.source}]({self.source_url})" if self.source_url else self.source
        lines = [
            f"**{self._headline()}**",
            str(self.rule),
            self._origin(source),
            *(f"⚠ {caution}" for caution in self.cautions),
        ]
        return "  \n".join(lines)

    def _headline(self) -> str:
        return say("fees.headline", name=self.name, amount=self._shown())

    def _shown(self) -> str:
        def one(value: Decimal) -> str:
            if self.unit:
                return f"{formats.plain(value)} {self.unit}"
            return str(money(value, self.currency, 2)) if self.currency else percent(value)

        return one(self.amount) if self.low == self.high else f"{one(self.low)} – {one(self.high)}"

    def _origin(self, source: str) -> str:
        rows = say("fees.between_rows").join(self.rows)
        return say("fees.origin", source=source, since=self.effective_from, rows=rows)


def quote(
    name: Text,
    amount: Decimal,
    currency: str,
    rule: Text,
    rows: Iterable[Row],
    on: dt.date,
    *,
    low: Decimal | None = None,
    high: Decimal | None = None,
    cautions: Iterable[Text] = (),
    unit: Text | None = None,
) -> Quote:
    """A quote whose sources, dates and doubts are those of its rows.

    Warns (`CourseWarning`) when `on` lies after the day to which the rows are vouched for.
    """
    rows = tuple(rows)
    cautions = (*_cautions(rows), *cautions)
    read = vouched_to(rows)
    if read is not None and on > read:
        old = phrase("read_earlier", fee=name, read=read.year, date=on)
        warn(old)
        cautions = (*cautions, old)
    sources = list(dict.fromkeys((row["source_title"], row["source_url"]) for row in rows))
    ends = [end for row in rows if (end := row.day("valid_to"))]
    return Quote(
        name=name,
        amount=amount,
        currency=currency,
        rule=rule,
        source="; ".join(title for title, _ in sources),
        source_url=next((url for _, url in sources if url), ""),
        effective_from=max(day for row in rows if (day := row.day("valid_from"))),
        effective_to=min(ends, default=None),
        confidence=max((row["confidence"] for row in rows), key=CONFIDENCE.index),
        rows=tuple(row.id for row in rows),
        cautions=cautions,
        low=low,
        high=high,
        unit=unit,
    )


def vouched_to(rows: Iterable[Row]) -> dt.date | None:
    """The last day for which all of the rows are vouched for."""
    return min((day for row in rows if (day := row.day("vouched_to"))), default=None)


def _cautions(rows: tuple[Row, ...]) -> tuple[Text, ...]:
    codes = dict.fromkeys(row["caution"] for row in rows if row["caution"])
    return tuple(phrase(f"caution_{code}") for code in codes)

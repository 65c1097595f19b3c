"""A fee as a function of the price: flat, by portion, by threshold, with a minimum.

The two rules that are mixed up most often:

- **portion**: every rate applies to the slice of the price inside its band, like income tax. The
  fee grows without a jump.
- **threshold**: the price picks one band, and the whole price pays its rate. The fee jumps where
  bands meet, so that a slightly dearer product may leave less.

Either way the fee is a straight line between two bounds, which is all that a `Piece` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from ..errors import NotCovered
from ..language import Text
from ..money import exact, to_cents
from .rows import Row
from .words import listed, money, percent, phrase

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a fee table: from `over` up to `to`, at `rate`. `rule` says how it applies."""

    over: Decimal
    to: Decimal | None
    rate: Decimal
    rule: str
    to_included: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of prices where the fee is ``fixed + rate * price``.

    It begins where the piece before ends; `to` is None without a limit.
    """

    to: Decimal | None
    rate: Decimal
    fixed: Decimal = ZERO
    to_included: bool = True

    def reaches(self, price: Decimal) -> bool:
        """Whether the piece goes as far as this price."""
        return self.to is None or price < self.to or (self.to_included and price == self.to)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A fee as a function of the price.

    Attributes
    ----------
    name : Text
        What the fee is called.
    pieces : tuple of Piece
        In order of price, without gaps.
    currency : str
    rule : Text
        The schedule in words.
    minimum : Decimal
        The fee is never less.
    rows : tuple of Row
        Where it was read.
    """

    name: Text
    pieces: tuple[Piece, ...]
    currency: str
    rule: Text
    minimum: Decimal = ZERO
    rows: tuple[Row, ...] = ()

    def amount(self, price: float | Decimal) -> Decimal:
        """What the platform bills at this price, to the cent.

        Raises
        ------
        ParameterError
            The price is not a number, not finite, or negative.
        NotCovered
            The price lies above the last band of the table.

        >>> whole = Piece(to=None, rate=Decimal("0.15"))
        >>> fee = Schedule(Text("佣金", "fee"), (whole,), "USD", rule=Text("15%", "15%"))
        >>> fee.amount(19.99)
        Decimal('3.00')
        """
        price = exact("price", price)
        piece = next((piece for piece in self.pieces if piece.reaches(price)), None)
        if piece is None:
            raise self._beyond(price)
        return to_cents(max(piece.fixed + piece.rate * price, self.minimum))

    def amounts(self, prices: np.ndarray | float) -> np.ndarray:
        """The fee before rounding, for many prices at once (floats).

        Within half a cent of `amount`. Prices are taken as they are: check them before.

        Raises
        ------
        NotCovered
            Some price lies above the last band of the table.
        """
        prices = np.asarray(prices, dtype=float)
        piece = np.zeros(prices.shape, dtype=int)
        for before in self.pieces:
            if before.to is not None:
                end = float(before.to)
                piece += prices > end if before.to_included else prices >= end
        if np.any(piece == len(self.pieces)):
            raise self._beyond(prices.max())
        fixed = np.array([float(p.fixed) for p in self.pieces])[piece]
        rate = np.array([float(p.rate) for p in self.pieces])[piece]
        return np.maximum(fixed + rate * prices, float(self.minimum))

    def breakpoints(self) -> tuple[Decimal, ...]:
        """The prices where the fee jumps or changes its slope, in order.

        Between two of them the fee is a straight line, so that a break-even price is found by
        solving one linear equation per stretch.
        """
        ends = {piece.to for piece in self.pieces if piece.to is not None}
        return tuple(sorted(ends | set(self._minimum_ends())))

    def _minimum_ends(self) -> list[Decimal]:
        """Prices at which the minimum stops to bind (or starts to)."""
        found, start = [], ZERO
        for piece in self.pieces:
            if self.minimum and piece.rate:
                price = (self.minimum - piece.fixed) / piece.rate
                if start < price and piece.reaches(price):
                    found.append(price)
            start = piece.to if piece.to is not None else start
        return found

    def _beyond(self, price: object) -> NotCovered:
        limit = money(self.pieces[-1].to, self.currency)
        return NotCovered("fees.price_not_covered", fee=self.name, price=price, limit=limit)


def pieces(bands: Sequence[Band]) -> tuple[Piece, ...]:
    """Bands, in order of price, as straight pieces.

    Below the first portion band the price counts from zero at that band's rate: this is how a
    table that mixes thresholds with portions (UK clothing) is read.
    """
    made: list[Piece] = []
    before: Band | None = None
    for band in bands:
        fixed = ZERO
        if band.rule == "portion" and before is not None and before.rule == "portion":
            # Where the two bands meet, both lines give the same fee.
            fixed = made[-1].fixed + (before.rate - band.rate) * band.over
        made.append(Piece(band.to, band.rate, fixed, band.to_included))
        before = band
    return tuple(made)


def stacked(one: Sequence[Piece], other: Sequence[Piece]) -> tuple[Piece, ...]:
    """The sum of two fees, as far as both are known.

    >>> share = [Piece(to=None, rate=Decimal("0.1"))]
    >>> step = [Piece(to=Decimal(10), rate=ZERO, fixed=Decimal("0.3")), Piece(to=None, rate=ZERO)]
    >>> [(piece.to, piece.rate, piece.fixed) for piece in stacked(share, step)]
    [(Decimal('10'), Decimal('0.1'), Decimal('0.3')), (None, Decimal('0.1'), Decimal('0'))]
    """
    left, right = list(one), list(other)
    made: list[Piece] = []
    while left and right:
        first = min(left[0], right[0], key=_end)
        rate, fixed = left[0].rate + right[0].rate, left[0].fixed + right[0].fixed
        made.append(Piece(first.to, rate, fixed, first.to_included))
        for rest in (left, right):
            if _end(rest[0]) == _end(first):
                rest.pop(0)
    return tuple(made)


def _end(piece: Piece) -> tuple[Decimal, bool]:
    return (Decimal("Infinity"), True) if piece.to is None else (piece.to, piece.to_included)


def in_words(bands: Sequence[Band], currency: str, base: Text, minimum: Decimal = ZERO) -> Text:
    """The rule of a schedule in words, with its numbers.

    `base` is what the rates apply to, such as "the price".
    """
    whole = [band for band in bands if band.rule == "threshold"]
    sliced = [band for band in bands if band.rule == "portion"]
    sentences = [
        listed([say_one(band, group[0], currency, base) for band in group])
        for group, say_one in ((whole, _threshold), (sliced, _portion))
        if group
    ]
    rule = phrase("rule_flat", rate=percent(bands[0].rate), base=base)
    if sentences:
        rule = sentences[0]
    if len(sentences) > 1:
        rule = phrase("above_that", below=sentences[0], above=sentences[1])
    if minimum:
        rule = phrase("at_least", rule=rule, amount=money(minimum, currency))
    return rule


def _threshold(band: Band, first: Band, currency: str, base: Text) -> Text:
    if band.to is None:
        return phrase("rule_whole_above", rate=percent(band.rate))
    side = "up_to" if band.to_included else "below"
    order = "whole" if band is first else "next"
    gaps = {"to": money(band.to, currency), "base": base}
    return phrase(f"rule_{order}_{side}", rate=percent(band.rate), **gaps)


def _portion(band: Band, first: Band, currency: str, base: Text) -> Text:
    if band.to is None:
        return phrase("rule_rest", rate=percent(band.rate))
    order = "first" if band is first else "slice"
    return phrase(f"rule_{order}", rate=percent(band.rate), to=money(band.to, currency), base=base)

"""A notebook's text without its outputs, read piece by piece: its size costs no memory.

A program that ran away leaves a hundred megabytes of output in an honest student's file. What is
written by the student is a few kilobytes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Deepest nesting. Notebooks have about ten levels.
DEEPEST = 100
#: Most characters that are left without outputs.
MOST = 5_000_000
#: What is left out, by how deep its key stands: of a cell, where the third format has one more
#: list, results and pictures pasted into text; of the metadata, what sliders showed last.
_RESULTS = frozenset({"outputs", "attachments"})
_LEFT_OUT = {2: frozenset({"widgets"}), 3: _RESULTS, 5: _RESULTS}

_IN_STRING = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
#: What can be passed over at once where nothing is kept: whole strings and what is between them.
_PASSED = re.compile(r'[^"\[\]{}]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^"\[\]{}]*)*', re.DOTALL)
_BETWEEN = re.compile(r'[^"\[\]{}:]*')


class TooDeep(ValueError):
    """Nested deeper than any notebook, which is made to break programs."""


class TooLong(ValueError):
    """More than `MOST` characters besides outputs."""


class CutOff(ValueError):
    """The text ends in the middle."""


def skeleton(pieces: Iterable[str]) -> str:
    """The JSON text of a notebook with empty outputs, attachments and states of sliders.

    Parameters
    ----------
    pieces : iterable of str
        The text in pieces of any length.

    Raises
    ------
    TooDeep, TooLong, CutOff

    >>> skeleton(['{"cells": [{"out', 'puts": [{"text": "]"}], "source": "1"}]}'])
    '{"cells": [{"outputs": [], "source": "1"}]}'
    """
    scan = _Scan()
    for piece in pieces:
        scan.take(piece)
    return scan.end()


class _Scan:
    def __init__(self) -> None:
        self.depth = 0
        self.in_string = False
        self.escaping = ""  # a backslash that ended a piece
        self.skipping: int | None = None  # the depth at which what is left out ends
        self.key = ""  # the string before, as far as it can be a name that matters
        self.named = ""  # the key whose value comes next
        self.kept: list[str] = []
        self.length = 0

    def take(self, piece: str) -> None:
        piece, place = self.escaping + piece, 0
        self.escaping = ""
        while place < len(piece):
            place = self._string(piece, place) if self.in_string else self._other(piece, place)

    def end(self) -> str:
        if self.in_string or self.depth > 0:
            raise CutOff
        return "".join(self.kept)

    def _string(self, piece: str, place: int) -> int:
        stop = _IN_STRING.match(piece, place).end()
        self.key = (self.key + piece[place : min(stop, place + 20)])[:20]
        if stop == len(piece):
            self._keep(piece[place:stop])
        elif piece[stop] == '"':
            self.in_string = False
            stop += 1
            self._keep(piece[place:stop])
        else:
            self.escaping = piece[stop:]
            self._keep(piece[place:stop])
            stop = len(piece)
        return stop

    def _other(self, piece: str, place: int) -> int:
        if self.skipping is not None:
            stop = _PASSED.match(piece, place).end()
        else:
            stop = _BETWEEN.match(piece, place).end()
        if stop > place:
            self._keep(piece[place:stop])
            if piece[place:stop].strip():
                self.named = ""
        if stop < len(piece):
            self._sign(piece[stop])
            stop += 1
        return stop

    def _sign(self, sign: str) -> None:
        if sign == '"':
            self._keep(sign)
            self.in_string, self.key, self.named = True, "", ""
        elif sign == ":":
            self._keep(sign)
            self.named = self.key if self.key in _LEFT_OUT.get(self.depth, ()) else ""
        elif sign in "[{":
            self._open(sign)
        else:
            self._close(sign)

    def _open(self, sign: str) -> None:
        if self.skipping is None and self.named:
            self._keep(sign + {"[": "]", "{": "}"}[sign])
            self.skipping = self.depth
        self._keep(sign)
        self.depth += 1
        self.named = ""
        if self.depth > DEEPEST:
            raise TooDeep

    def _close(self, sign: str) -> None:
        self.depth -= 1
        if self.skipping == self.depth:
            self.skipping = None
        else:
            self._keep(sign)

    def _keep(self, text: str) -> None:
        if self.skipping is not None:
            return
        self.kept.append(text)
        self.length += len(text)
        if self.length > MOST:
            raise TooLong

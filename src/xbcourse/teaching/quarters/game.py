"""``four_quarters()``: a year as a seller, four decisions, kept beside the learner's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from ...analysis.quarters.levers import LEVERS, QUARTERS, STOP, Choice
from ...analysis.quarters.market import Market, market, new_code
from ...analysis.quarters.scoring import Score, score
from ...analysis.quarters.year import Outlay, most_pieces, outlay, ruined, seen
from ...assumptions.errors import ParameterError
from ...assumptions.formats import plain
from ...assumptions.language import say
from ...charts.dials import DialBoard
from ...charts.record import Record as RecordChart
from ...sliders.quarters.scorecard import score_shown
from ...sliders.quarters.seen import seen_shown
from ...sliders.still import Still
from ...sliders.view import Shown
from .. import records
from ..keeping import keeper
from ..message import Message, in_notebook, show
from ..plainly import plainly
from . import debrief, plays
from .line import read_line, write_line


def four_quarters(code: str | None = None, *, name: str = "", again: bool = False) -> FourQuarters:
    """A game: the one that was begun in this market, or a new one.

    Parameters
    ----------
    code : str, optional
        The code of the class: the same market and the same luck for all. Without one you go on with
        your last game, or a code is drawn for you.
    name : str
        Who plays; it stands in the line to hand in.
    again : bool
        Begin another game in this market, though one was begun. It is counted.

    Raises
    ------
    ParameterError
        What is no code.
    """
    record = keeper().record()
    alone = code is None
    if alone:
        code = plays.last_code(record) or new_code()
    there = market(code)
    before = plays.games(record, there.code)
    game = max(len(before), 1)
    if again and before and before[-1]:
        game += 1
    return FourQuarters(there, game, name=name, alone=alone)


class FourQuarters:
    """One game in one market.

    Attributes
    ----------
    code : str
        Of the market.
    game : int
        Your first, second ... in this market.
    choices : tuple of Choice
        What was decided so far.
    over : bool
        Whether nothing is left to decide.
    """

    def __init__(self, there: Market, game: int = 1, *, name: str = "", alone: bool = False):
        self._market, self.game, self._name, self._alone = there, game, name, alone
        self.code = there.code
        time = records.now()
        self._trouble = keeper().keep(lambda r: plays.note_begun(r, self.code, game, time))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What was decided so far; another notebook may have gone on with the same game."""
        games = plays.games(keeper().record(), self.code)
        return games[self.game - 1] if len(games) >= self.game else ()

    @property
    def ruined(self) -> bool:
        """Whether the cash ran out."""
        return ruined(self.choices, self._market)

    @property
    def over(self) -> bool:
        """Whether nothing is left to decide."""
        choices = self.choices
        return len(choices) == QUARTERS or any(c.stop for c in choices) or self.ruined

    # What somebody plays with.

    @plainly
    def decide(self, quarter: int, **levers: Any) -> None:
        """Decide a quarter, and see how its weeks go.

        Parameters
        ----------
        quarter : int
            1 to 4, so that a cell that runs twice decides nothing twice.
        **levers
            `order` (pieces), `price` (USD), `ads` and `site` (CNY a week), `care` (USD an order),
            or ``stop=True``. What is left out stays as in the quarter before.
        """
        choice = self._asked(quarter, levers)
        if quarter <= len(self.choices):
            self._refuse_change(quarter, choice)
        elif self.over:
            raise ParameterError("quarters.is_over", quarter=quarter)
        elif quarter > len(self.choices) + 1:
            raise ParameterError(
                "quarters.not_yet_quarter", quarter=quarter, next=len(self.choices) + 1
            )
        else:
            for trouble in self.close(choice):
                Message("trouble", trouble).show()
        _display(self._seen_after(quarter))

    def close(self, choice: Choice) -> Sequence[str]:
        """Decide the next quarter; sentences about what stood in the way of saving it."""
        quarter, most = len(self.choices) + 1, self.most()
        if choice.order > most:
            raise ParameterError("quarters.too_many", order=choice.order, most=most)
        return keeper().keep(lambda r: plays.note_choice(r, self.code, self.game, quarter, choice))

    def panel(self) -> Any:
        """The same with sliders. Let it be the last line of a cell."""
        from ...sliders.quarters.panel import RoundPanel

        return RoundPanel(self)

    @plainly
    def debrief(self) -> None:
        """The scorecard and what it says; after all four quarters."""
        if not self.choices:
            Message("wait", say("quarters.not_played")).show()
            return
        if not self.over:
            words = say("quarters.not_over", quarter=len(self.choices) + 1)
            Message("wait", words).show()
            return
        _display(Still(DialBoard(), score_shown(self.score)))
        line = self.result()
        text, html = (f(self.score, self.game, line) for f in (debrief.as_text, debrief.as_html))
        show(text, html, {"quarters": line})

    def result(self, name: str | None = None) -> str:
        """The line to hand in."""
        name = self._name if name is None else name
        return write_line(self.code, self.game, name, self.choices)

    # What programs and the panel ask for.

    def weeks(self) -> pd.DataFrame:
        """What was seen so far, a row a week; see `analysis.quarters.year.seen`."""
        return seen(self.choices, self._market)

    def most(self) -> int:
        """The largest order of the next quarter."""
        return most_pieces(self.choices, self._market)

    def outlay(self, choice: Choice) -> Outlay:
        """What a choice for the next quarter would cost."""
        return outlay(choice, self.choices, self._market)

    @cached_property
    def _scores(self) -> dict[tuple[Choice, ...], Score]:
        return {}

    @property
    def score(self) -> Score:
        """The year, scored over all paths. Only once it is over: it gives the market away."""
        choices = self.choices
        if not self.over:
            raise ParameterError("quarters.not_over", quarter=len(choices) + 1)
        if choices not in self._scores:
            self._scores[choices] = score(self.code, choices)
        return self._scores[choices]

    def scored(self) -> tuple[Shown, str]:
        """The scorecard, and the debrief as HTML."""
        words = debrief.as_html(self.score, self.game, self.result())
        return score_shown(self.score), words

    def __str__(self) -> str:
        return str(self._told())

    def __repr__(self) -> str:
        return str(self)

    def _ipython_display_(self) -> None:
        self._told().show()

    def _told(self) -> Message:
        lines = [say("quarters.begun_alone", code=self.code)] if self._alone else []
        played = len(self.choices)
        for number, choice in enumerate(self.choices, start=1):
            lines.append(say("quarters.quarter_line", quarter=number, choice=in_words(choice)))
        if self.over:
            lines.append(say("quarters.stands_over"))
        elif played:
            lines.append(say("quarters.stands_at", played=played, next=played + 1))
        else:
            lines.append(say("quarters.not_played"))
        headline = say("quarters.begun", code=self.code, game=self.game)
        return Message("note", headline, [*lines, *self._trouble])

    def _asked(self, quarter: Any, levers: dict[str, Any]) -> Choice:
        if type(quarter) is not int or not 1 <= quarter <= QUARTERS:
            raise ParameterError("quarters.which_quarter", value=repr(quarter))
        for name in levers:
            if name not in (*LEVERS, "stop"):
                allowed = ", ".join((*LEVERS, "stop"))
                raise ParameterError("quarters.unknown_lever", name=name, allowed=allowed)
        if levers.get("stop") is True:
            return STOP
        before = self.choices[: quarter - 1]
        start = before[-1] if before and not before[-1].stop else Choice()
        return replace(start, **levers)

    def _refuse_change(self, quarter: int, choice: Choice) -> None:
        stands = self.choices[quarter - 1]
        if stands != choice:
            raise ParameterError(
                "quarters.decided_before",
                quarter=quarter,
                choice=in_words(stands),
                code=self.code,
            )

    def _seen_after(self, quarter: int) -> Still:
        choices = self.choices[:quarter]
        table, broke = seen(choices, self._market), ruined(choices, self._market)
        return Still(RecordChart(), seen_shown(table, choices, broke))


def _display(still: Still) -> None:
    """The picture in a notebook, its sentence and table in a terminal."""
    if in_notebook():
        still._ipython_display_()
    else:
        show(repr(still), "")


def in_words(choice: Choice) -> str:
    """A choice as a sentence names it."""
    if choice.stop:
        return say("quarters.choice_stop")
    values = {name: plain(getattr(choice, name)) for name in LEVERS}
    return say("quarters.choice_words", **values)


@plainly
def replay(line: str) -> None:
    """The debrief of a line that was handed in, whoever played it.

    Parameters
    ----------
    line : str
        As `FourQuarters.result` makes it.
    """
    said = read_line(line) if isinstance(line, str) else None
    if said is None:
        raise ParameterError("quarters.line_unreadable", number=1, line=str(line)[:60])
    if not said.sound:
        Message("trouble", say("quarters.replay_changed")).show()
    found = score(said.code, said.choices)
    _display(Still(DialBoard(), score_shown(found)))
    told = write_line(said.code, said.game, said.name, said.choices)
    text, html = (f(found, said.game, told) for f in (debrief.as_text, debrief.as_html))
    show(text, html, {"quarters": told})

"""The table of a class: everybody's line recomputed, and ranked by skill, not by luck."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ...analysis.quarters.levers import QUARTERS
from ...analysis.quarters.market import Market, market, plain_code
from ...analysis.quarters.policies import RUIN_LIMIT, newsvendor_year
from ...analysis.quarters.year import PATHS, lived, ruined, year
from ...assumptions.errors import ParameterError
from ...assumptions.formats import number, percent
from ...assumptions.language import say
from ...sliders.quarters.scorecard import in_points, less, signed
from ..message import Message
from .line import HandedIn, read_line

#: Columns of `ranked`, in their order.
COLUMNS = (
    *("code", "rank", "name", "game", "mean", "skill", "ruin", "happened", "luck"),
    *("customers", "sound", "finished"),
)


def class_table(handed_in: str | Path | Iterable[str], code: str | None = None) -> pd.DataFrame:
    """The table of a class.

    Parameters
    ----------
    handed_in : str, Path or iterable of str
        The lines, pasted; or a folder of text files, or one file.
    code : str, optional
        The market that was agreed on; lines of others follow at the end, without a rank.

    Returns
    -------
    pandas.DataFrame
        In the reader's language, best first. Everything in it is recomputed from the decisions:
        first who stays within the ruin limit of 10%, then by mean growth over all paths. What
        could not be read is said.
    """
    found, unread = read_all(handed_in)
    for number_, line in unread:
        words = say("quarters.line_unreadable", number=number_, line=line[:60])
        Message("trouble", words).show()
    if not found:
        raise ParameterError("quarters.no_lines")
    return _in_words(ranked(found, code), code)


def read_all(
    handed_in: str | Path | Iterable[str],
) -> tuple[list[HandedIn], list[tuple[int, str]]]:
    """What was handed in, and the lines that are none, by their number."""
    found: list[HandedIn] = []
    unread: list[tuple[int, str]] = []
    for number_, line in enumerate(_lines(handed_in), start=1):
        if not line.strip():
            continue
        one = read_line(line)
        if one is None:
            unread.append((number_, line.strip()))
        elif one not in found:  # the same line twice is one
            found.append(one)
    return found, unread


def ranked(handed_in: Sequence[HandedIn], code: str | None = None) -> pd.DataFrame:
    """The numbers of everybody; see `COLUMNS`. Without a code, that of most lines is the class's.

    Same market, same luck: in each market all years are lived together.
    """
    codes = [one.code for one in handed_in]
    agreed = plain_code(code) if code is not None else max(dict.fromkeys(codes), key=codes.count)
    rows: list[dict[str, object]] = []
    for each in sorted(set(codes), key=lambda c: (c != agreed, c)):
        rows += _of_market([one for one in handed_in if one.code == each], market(each))
    table = pd.DataFrame(rows)
    own = table["code"] == agreed
    table["within"] = table["ruin"] <= RUIN_LIMIT
    table = table.assign(own=own).sort_values(
        ["own", "code", "within", "mean"], ascending=[False, True, False, False], kind="stable"
    )
    counted = table["own"] & table["finished"]
    table["rank"] = np.where(counted, counted.cumsum(), 0)
    return table.reset_index(drop=True)[list(COLUMNS)]


def _of_market(those: Sequence[HandedIn], there: Market) -> list[dict[str, object]]:
    years = {str(k): year(one.choices) for k, one in enumerate(those)}
    run = lived({"rule": newsvendor_year(), **years}, there, PATHS)
    rule = float(run["rule"].growth.mean())
    return [_row(one, run[str(k)], rule, there) for k, one in enumerate(those)]


def _row(one: HandedIn, of, rule: float, there: Market) -> dict[str, object]:
    mean = float(of.growth.mean())
    done = one.finished or len(one.choices) == QUARTERS or ruined(one.choices, there)
    return {
        "code": one.code,
        "name": one.name,
        "game": one.game,
        "mean": mean,
        "skill": mean - rule,
        "ruin": float(of.ruined.mean()),
        "happened": float(of.growth[0]),
        "luck": float(of.growth[0]) - mean,
        "customers": float(of.customers.mean()),
        "sound": one.sound,
        "finished": done,
    }


def _lines(handed_in: str | Path | Iterable[str]) -> list[str]:
    if isinstance(handed_in, Path):
        return _lines_of(handed_in)
    if isinstance(handed_in, str):
        if "|" in handed_in or "｜" in handed_in or "\n" in handed_in:
            return handed_in.splitlines()
        return _lines_of(Path(handed_in)) if handed_in.strip() else []
    return [line for text in handed_in for line in str(text).splitlines()]


def _lines_of(place: Path) -> list[str]:
    if place.is_dir():
        files = sorted(file for file in place.iterdir() if file.suffix.lower() == ".txt")
        return [line for file in files for line in _lines_of(file)]
    try:
        # Editors of Windows write a mark at the start, and old ones another encoding.
        return place.read_bytes().decode("utf-8-sig", errors="replace").splitlines()
    except OSError:
        raise ParameterError("quarters.no_such_place", place=place.name) from None


def _in_words(table: pd.DataFrame, code: str | None) -> pd.DataFrame:
    agreed = plain_code(code) if code is not None else table["code"].iloc[0]
    rows = [
        {
            say("quarters.column_rank"): number(row.rank) if row.rank else "–",
            say("quarters.column_name"): row.name,
            say("quarters.column_mean"): signed(row.mean),
            say("quarters.column_skill"): in_points(less(row.mean, row.mean - row.skill)),
            say("quarters.column_ruin"): percent(row.ruin, 0),
            say("quarters.column_happened"): signed(row.happened),
            say("quarters.column_luck"): in_points(less(row.happened, row.mean)),
            say("quarters.column_customers"): number(row.customers),
            say("quarters.column_note"): _note(row, agreed),
        }
        for row in (_Row(**values) for values in table.to_dict("records"))
    ]
    return pd.DataFrame(rows).set_index(say("quarters.column_rank"))


class _Row:
    """A row by attribute: a table's own `rank` and `mean` are methods."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


def _note(row: _Row, agreed: str) -> str:
    notes = []
    if row.code != agreed:
        notes.append(say("quarters.line_other_market", code=row.code))
    if not row.finished:
        notes.append(say("quarters.line_short"))
    if row.game > 1:
        notes.append(say("quarters.line_again", game=row.game))
    if not row.sound:
        notes.append(say("quarters.line_changed"))
    return say("checks.list_comma").join(notes)

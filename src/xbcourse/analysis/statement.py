"""The statement of an order as a tidy table: a line a row, named in the reader's language."""

from __future__ import annotations

import numpy as np
import pandas as pd
from babel.numbers import is_currency

from ..assumptions.errors import ParameterError
from ..assumptions.language import say
from ..model.economics import ROWS, Contribution
from ..model.economics.statement import ADVERTISING, LANDED, REVENUE, SELLING

#: Which part of the order a line belongs to. The subtotals CM1, CM2 and CM3 stand after "goods",
#: "selling" and "ads".
STAGES = {
    line: stage
    for stage, lines in {
        "revenue": REVENUE,
        "goods": LANDED,
        "selling": SELLING,
        "ads": ADVERTISING,
    }.items()
    for line in lines
}


def statement_table(statement: Contribution, *, currency: str) -> pd.DataFrame:
    """The lines of one order, from the price down; lines that are zero are left out.

    Parameters
    ----------
    statement : Contribution
        Of one order, not of an array of orders.
    currency : str
        ISO code of the currency that the statement is in.

    Returns
    -------
    pandas.DataFrame
        Columns `line` (the name in code), `label` (the name in the reader's language), `stage`
        ("revenue", "goods", "selling" or "ads"), `amount` (negative where money leaves) and
        `currency`. The amounts add up to CM3.

    Raises
    ------
    ParameterError
        A statement of several orders, or a currency that does not exist.

    >>> from xbcourse.assumptions.language import speaking
    >>> from xbcourse.model.economics import OrderTerms, contribution
    >>> lamp = contribution(OrderTerms(price=30.0, unit_cost=7.5, referral_rate=0.15))
    >>> with speaking("en"):
    ...     print(statement_table(lamp, currency="USD").to_string(index=False))
         line        label   stage  amount currency
        price        Price revenue    30.0      USD
    unit_cost    Unit cost   goods    -7.5      USD
     referral Referral fee selling    -4.5      USD
    """
    if not isinstance(currency, str) or not is_currency(currency):
        raise ParameterError("statement.no_currency", value=repr(currency))
    if any(np.ndim(statement.rows[line]) for line in ROWS):
        raise ParameterError("statement.several_orders", count=np.size(statement.cm3))
    lines = [line for line in ROWS if statement.rows[line] != 0]
    return pd.DataFrame(
        {
            "line": lines,
            "label": [say(f"economics.{line}") for line in lines],
            "stage": [STAGES[line] for line in lines],
            "amount": [float(statement.rows[line]) for line in lines],
            "currency": currency,
        }
    )

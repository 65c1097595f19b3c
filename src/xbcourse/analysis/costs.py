"""Cost structure: what an order costs in each mode, and what a whole simulation cost."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..assumptions.scenario import Scenario
from ..model.economics import Contribution, contribution
from ..model.orders import mode_order
from ..model.simulation import Simulation
from .statement import statement_table
from .tidy import quantities

MARGINS = {
    "cm1": "CNY/order",
    "cm2": "CNY/order",
    "cm3": "CNY/order",
    "breakeven_acos": "share",
    "roi": "share",
}
TOTALS = {
    "sold": "units",
    "earned": "CNY",
    "spent": "CNY",
    "ads": "CNY",
    "earned_per_unit": "CNY/unit",
    "spent_per_unit": "CNY/unit",
    "ads_per_unit": "CNY/unit",
}


def order_costs(scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """The statement of one order of each scenario, on each of its channels.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        By name. Staged supply counts as stocked.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, `channel`, and those of `statement_table`; CNY an order, at the rates of
        the scenario.

    >>> table = order_costs({"a": Scenario("self_batch")})
    >>> float(table.loc[table["line"] == "unit_cost", "amount"].iloc[0])
    -38.0
    """
    parts = []
    for (scenario, channel), statement in _statements(scenarios).items():
        table = statement_table(statement, currency="CNY")
        table.insert(0, "channel", channel)
        table.insert(0, "scenario", scenario)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def order_margins(scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """What the orders of `order_costs` leave: CM1, CM2, CM3, break-even ACoS and ROI.

    Returns
    -------
    pandas.DataFrame
        As `tidy.quantities`, with a column `channel`.

    >>> table = order_margins({"a": Scenario("self_batch")}).set_index("quantity")
    >>> float(table.loc["cm2", "value"].round(1))
    49.6
    """
    parts = []
    for (scenario, channel), statement in _statements(scenarios).items():
        found = {name: float(getattr(statement, name)) for name in MARGINS}
        part = quantities({scenario: found}, MARGINS)
        part.insert(1, "channel", channel)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def totals_table(simulation: Simulation) -> pd.DataFrame:
    """What a simulated path sells, earns and spends on average, in all and by the unit.

    `earned` is what was paid out, after fees, fulfilment and returns; `spent` is all else that was
    paid, ads among it. A row for each scenario and quantity; see `tidy.quantities`.
    """
    return quantities({name: _totals(simulation, name) for name in simulation.scenarios}, TOTALS)


def _totals(simulation: Simulation, name: str) -> dict[str, float]:
    found = {
        total: float(simulation.outcome(total, name).mean(dtype=float))
        for total in ("sold", "earned", "spent", "ads")
    }
    sold = found["sold"] or np.nan
    return found | {
        f"{money}_per_unit": found[money] / sold for money in ("earned", "spent", "ads")
    }


def _statements(scenarios: Mapping[str, Scenario]) -> dict[tuple[str, str], Contribution]:
    return {
        (name, channel): contribution(mode_order(scenario, channel))
        for name, scenario in scenarios.items()
        for channel in ("marketplace", "own_site")
        if scenario.channels in (channel, "both")
    }

"""Supply-chain control: can orders be filled, how fast, at what stock, with what quality."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..model.economics import contribution
from ..model.orders import mode_order
from ..model.simulation import Simulation
from .tidy import quantities

#: Quantities to keep of a simulation whose supply is to be read.
KEPT = ("stock", "on_order", "stars")

UNITS = {
    "fill_rate": "share",
    "lead_time": "weeks",
    "delivery_days": "days",
    "stock_at_risk": "CNY",
    "stock_share": "share",
    "written_off": "share",
    "final_stars": "stars",
}


def supply_table(simulation: Simulation) -> pd.DataFrame:
    """Supply-chain control of each scenario.

    Parameters
    ----------
    simulation : Simulation
        With `KEPT` kept.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario and quantity; see `tidy.quantities`. `fill_rate`: units sold of
        units wanted. `lead_time`: from order to sale; 0 without own stock. `stock_at_risk`: units
        on hand and under way at their landed cost, in the week of a path in which it is highest,
        mean over paths; `stock_share`: of the capital. `written_off`: units cleared, or unsold at
        the end, of units received; NaN where none ever were. `final_stars`: rating after the last
        week.

    Raises
    ------
    ParameterError
        Something of `KEPT` was not kept.
    """
    return quantities({name: _supply(simulation, name) for name in simulation.scenarios}, UNITS)


def _supply(simulation: Simulation, name: str) -> dict[str, float]:
    scenario = simulation.scenarios[name]
    total = {
        outcome: simulation.outcome(outcome, name).sum(dtype=float)
        for outcome in ("sold", "wanted", "received", "liquidated", "unsold")
    }
    stocks = scenario.supply != "from_supplier"
    units = simulation.trajectory("stock", name) + simulation.trajectory("on_order", name)
    landed = float(contribution(mode_order(scenario)).landed_cost)
    at_risk = float(units.max(axis=0).mean(dtype=float)) * landed
    lost = total["liquidated"] + total["unsold"]
    return {
        "fill_rate": total["sold"] / total["wanted"] if total["wanted"] else np.nan,
        "lead_time": scenario.lead if stocks else 0,
        "delivery_days": scenario.delay_days if stocks else scenario.ds_days,
        "stock_at_risk": at_risk,
        "stock_share": at_risk / scenario.capital,
        "written_off": lost / total["received"] if total["received"] else np.nan,
        "final_stars": simulation.trajectory("stars", name)[-1].mean(dtype=float),
    }

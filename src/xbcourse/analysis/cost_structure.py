"""Where the money of a simulated business goes: every sale's income split into what it paid for.

The parts add up. What the goods, fees and ads of the units sold do not explain is the loss on goods
that never sold well: stock written down, clearances, new products, and what a failure destroys. So
the parts and the profit together are the sales.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..assumptions.language import say
from ..assumptions.scenario import Scenario
from ..model.simulation import Simulation
from ..model.simulation.plan import vat_rate
from ..model.simulation.tariff import Fees, fees_in, month_of

#: Quantities to keep of a simulation whose costs are to be split.
BOOKED = ("sold", "sold_on_market", "stock", "exchange", "spent")

#: The parts of the sales in the order of their reading; the last is what is left.
PARTS = (
    "goods",
    "freight_storage",
    "duty_vat",
    "delivery",
    "selling_fees",
    "promotion",
    "overhead",
    "stock_losses",
    "profit",
)


def cost_structure(simulation: Simulation) -> pd.DataFrame:
    """The sales of each scenario, split into costs and profit.

    Parameters
    ----------
    simulation : Simulation
        Undisturbed by scripted shocks, with `BOOKED` kept.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario and part: `scenario`, `part` (one of `PARTS`), `label`, `amount`
        (CNY, mean over paths, all weeks), `share` of the sales (NaN without sales) and `per_unit`
        (CNY). `goods`: purchase of the units sold. `freight_storage`: packing and first-mile
        freight of those sent from stock, and storage. `delivery`: last mile or direct shipping,
        and returns. `promotion`: ads and content. `stock_losses`: what all of these leave
        unexplained of the profit. `profit`: wealth at the end less capital.

    Raises
    ------
    ParameterError
        Something of `BOOKED` was not kept.
    """
    rows = []
    for name, scenario in simulation.scenarios.items():
        sales, parts = _split(simulation, name, scenario)
        sold = float(simulation.outcome("sold", name).mean(dtype=float))
        for part in PARTS:
            amount = parts[part]
            share = amount / sales if sales > 0 else np.nan
            each = amount / sold if sold > 0 else np.nan
            rows.append((name, part, say(f"analysis.part_{part}"), amount, share, each))
    return pd.DataFrame(rows, columns=["scenario", "part", "label", "amount", "share", "per_unit"])


def _split(sim: Simulation, name: str, s: Scenario) -> tuple[float, Mapping[str, float]]:
    """Sales, and the parts that add up to them; CNY, mean over paths."""
    months = [month_of(s.month, week) for week in range(sim.weeks)]
    of_month = {month: fees_in(s, month) for month in set(months)}
    fees = [of_month[month] for month in months]
    exchange = sim.trajectory("exchange", name)
    market = sim.trajectory("sold_on_market", name)
    site = sim.trajectory("sold", name) - market
    # Units at the exchange rate of their week: times USD they are CNY.
    market, site = _weekly(exchange * market), _weekly(exchange * site)
    sales = s.price_usd * float((market + site).sum())
    total = {k: float(sim.outcome(k, name).mean(dtype=float)) for k in ("sold", "from_stock")}
    supplied = total["sold"] - total["from_stock"]
    stocked = total["from_stock"] / total["sold"] if total["sold"] else 0.0
    net = 1 / (1 + vat_rate(s.destination))
    in_business = float((sim.trajectory("spent", name) > 0).sum(axis=0).mean())
    content = s.content if s.channels != "marketplace" else 0.0
    parts = {
        "goods": s.cogs * total["from_stock"] + s.ds_cogs * supplied,
        "freight_storage": (s.pack + s.freight) * total["from_stock"]
        + float(_each("hold", fees) @ _weekly(sim.trajectory("stock", name))),
        "duty_vat": s.duty
        * s.customs_value_share
        * (s.cogs * total["from_stock"] + s.ds_cogs * supplied)
        + (1 - net) * sales,
        "delivery": stocked * float(_each("fulfil_usd", fees) @ (market + site))
        + (s.ds_ship + s.ds_parcel) * supplied
        + _returned(s, fees, net, market, site)
        + s.ret * (s.ret_cost * total["sold"])
        - s.ret * s.resale_share * (s.cogs * total["from_stock"] + s.ds_cogs * supplied),
        "selling_fees": s.price_usd * float(_each("ref", fees) @ market)
        + float((s.price_usd * _each("pay", fees) + _each("pay_fix_usd", fees)) @ site),
        "promotion": float(sim.outcome("ads", name).mean(dtype=float)) + content * in_business,
        "overhead": s.fixed * in_business,
        "profit": float(sim.outcome("wealth", name).mean(dtype=float)) - s.capital,
    }
    parts["stock_losses"] = sales - sum(parts.values())
    return sales, parts


def _returned(s: Scenario, fees: list[Fees], net: float, market: NDArray, site: NDArray) -> float:
    """What is paid back to buyers, less the commission that comes back with it, CNY."""
    kept_by_platform = _each("ref", fees)
    refund = float((net - kept_by_platform) @ market) + net * float(site.sum())
    return s.ret * s.price_usd * refund


def _weekly(values: NDArray) -> NDArray[np.float64]:
    """Mean over paths, week by week."""
    return values.mean(axis=1, dtype=float)


def _each(name: str, fees: list[Fees]) -> NDArray[np.float64]:
    """One fee in every week."""
    return np.array([getattr(fee, name) for fee in fees])

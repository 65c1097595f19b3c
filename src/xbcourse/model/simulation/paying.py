"""What a week brings in and what it costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .quick import ONE, ZERO, flags
from .selling import Sales
from .state import State


def earn(s: State, week: int, sales: Sales) -> NDArray:
    """What is paid out this week (C1). Fees, fulfilment and expected returns are taken off."""
    every, site, money, part, held = s.plan.all, s.plan.site, s.money, s.plan.sited, s.plan.held
    exchange = s.market.exchange[week]
    costs = money.lost_to_returns * sales.sold
    fulfilment = money.fulfil_usd[held] * sales.from_stock
    fulfilment *= exchange[held] if len(exchange) > 1 else exchange
    costs[held] += fulfilment
    on_site = sales.sold[part] - sales.on_market[part]
    # Each channel bears fulfilment and returns of its own sales.
    site_costs = on_site / np.maximum(sales.sold[part], ONE)
    site_costs *= costs[part]
    costs[part] -= site_costs
    s.revenue = every.price_usd * sales.on_market
    s.revenue *= exchange
    due = money.market_usd * sales.on_market
    due *= exchange
    due -= costs
    frozen = s.suspension > ZERO
    frozen |= s.alive <= ZERO
    paid = s.receivable.pay(week, due, flags(frozen))
    # The card company pays a week later, whatever the marketplace does.
    paid[part] += s.site_due
    on_site *= exchange[part] if len(exchange) > 1 else exchange
    s.site_due = money.site_usd[part] * on_site
    s.site_due -= site_costs
    s.site_revenue = site.price_usd * on_site
    return paid


def spend(s: State, week: int, sales: Sales, arrived: NDArray, active: NDArray) -> NDArray:
    """What leaves this week, but for new orders (C2, C3)."""
    every, site, stock, money = s.plan.all, s.plan.site, s.plan.stock, s.money
    held, part = s.plan.held, s.plan.sited
    shipped = sales.sold.copy()
    shipped[held] -= sales.from_stock
    spent = every.fixed * active
    spent += sales.market.ads
    spent[part] += site.content * active[part]
    spent[part] += sales.site.ads
    spent += money.from_supplier * shipped
    if np.count_nonzero(arrived):
        spent[held] += money.on_arrival[held] * arrived
        s.deposits -= money.deposit[held] * arrived
    aged = s.ageing.aged(week, arrived, sales.from_stock)
    aged *= stock.aged_fee
    aged += money.hold[held] * s.stock
    spent[held] += aged
    return spent


def watch(s: State, week: int) -> None:
    """The lowest cash so far, and who is ruined (C4)."""
    lower = s.cash < s.lowest
    np.minimum(s.lowest, s.cash, out=s.lowest)
    # Weeks only grow, so that the last week with a new low is the greatest.
    np.maximum(s.lowest_week, lower * np.int16(week), out=s.lowest_week)
    ruined = s.cash < s.overdraft
    ruined &= s.alive > ZERO
    if np.count_nonzero(ruined):
        s.ruin_week[ruined] = week
        s.alive[ruined] = 0
        _wind_up(s, ruined)


def _wind_up(s: State, ruined: NDArray) -> None:
    """Orders under way are cancelled and their deposits lost; who owes money keeps it for now."""
    places = np.flatnonzero(ruined[s.plan.held])
    s.pipeline.cancel(places)
    s.deposits.ravel()[places] = 0
    part = s.plan.sited
    s.receivable.frozen[part] += s.site_due * ruined[part]
    s.site_due *= ~ruined[part]

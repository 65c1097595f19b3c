"""What one customer of the own site costs and brings, week by week.

A visit is paid for, one in many becomes a customer, and the first order rarely pays for all of
them. Whether the customer does depends on how often they come back (BG/NBD, `repeat_purchase`) and
on how long one counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..assumptions.scenario import Scenario
from ..model.economics import contribution
from ..model.orders import mode_order
from ..model.theory.advertising import average_click_price
from ..model.theory.content import content_steady
from ..model.theory.customer_value import weekly_rate
from ..model.theory.repeat_purchase import expected_purchases


@dataclass(frozen=True, eq=False)
class CustomerAccount:
    """The account of one customer who was won by an ad for the own site. Money in CNY.

    Attributes
    ----------
    click : float
        Average price of a click at the launch budget.
    acquisition : float
        What the clicks behind one customer cost.
    by_content : float
        The same for a customer whom content brought.
    first : float
        Contribution before ads of the first order.
    orders : ndarray, shape (weeks + 1,)
        Repeat orders expected until the end of each week.
    balance : ndarray, shape (weeks + 1,)
        First order and discounted repeat orders, less the acquisition.
    payback : int or None
        First week at whose end the balance is not negative; None: not within these weeks.
    """

    click: float
    acquisition: float
    by_content: float
    first: float
    orders: NDArray
    balance: NDArray
    payback: int | None


def customer_account(scenario: Scenario, weeks: int = 208) -> CustomerAccount:
    """The account of one customer of the own site over so many weeks.

    Parameters
    ----------
    scenario : Scenario
        Its launch budget and clicks of the own site, its conversion there, the order, the repeat
        purchase and the discount rate. Conversion is that of an average product, less what a price
        above the going price costs of it. Repeat orders come by e-mail and cost no ads.
    weeks : int
        How far the account is kept.

    >>> dear = customer_account(Scenario("hybrid_staged"))
    >>> round(dear.acquisition), round(dear.first), dear.payback  # 2.45 CNY a click, 1.8 %
    (136, 66, None)
    """
    dearness = scenario.price_usd / scenario.p0_usd
    conversion = min(1.0, scenario.cvr_d * dearness**-scenario.eps_p)
    click = float(average_click_price(scenario.launch_d_b, scenario.ads_d_c0, scenario.ads_d_k))
    # What one yuan of content brings over its life.
    visits = float(content_steady(1.0, scenario.eta_c, scenario.delta_c))
    margin = float(contribution(mode_order(scenario, "own_site")).cm2)
    week = np.arange(weeks + 1)
    repeat = (scenario[f"bgnbd_{name}"] for name in ("r", "alpha", "a", "b"))
    orders = expected_purchases(week, *repeat) + 0.0  # not minus zero
    worth = np.diff(orders, prepend=0.0) * (1 + weekly_rate(scenario.discount)) ** -week
    balance = margin - click / conversion + margin * np.cumsum(worth)
    paid = np.flatnonzero(balance >= 0)
    return CustomerAccount(
        click=click,
        acquisition=click / conversion,
        by_content=1 / visits / conversion,
        first=margin,
        orders=orders,
        balance=balance,
        payback=int(paid[0]) if paid.size else None,
    )

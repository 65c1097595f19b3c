"""Money: what a sale pays and when, what goods cost and when, and when the money runs out.

C1  receivable   marketplace sales less fees, fulfilment and returns are paid `settle` weeks later,
                 frozen while the account is suspended; those of the own site a week later, always
C2  purchase     the deposit when ordering; the rest, packing, freight and duty on arrival; what
                 the supplier ships is paid at once
C3  weekly       ads, content, overheads, storage, surcharge on aged stock
C4  ruin         the first week with cash below −credit · capital, after all payments and decisions
                 of the week; nothing moves after it: orders under way are cancelled and their
                 deposits lost, stock is worth its salvage, `RECOVERED_AFTER_RUIN` of what
                 marketplace and card company owe comes in

The payout of a sale is the statement of `model.economics` rearranged: with price p in USD, X yuan
to the dollar, VAT v, referral φ, returns ρ, handling h and resaleable share s_r at cost c,

    X [p (1 − ρ)(1/(1 + v) − φ) − u] − ρ h + ρ s_r c     on a marketplace,
    X [p ((1 − ρ)/(1 + v) − π) − π0 − u] − ρ h + ρ s_r c  on the own site,

u being the fulfilment fee of units from own stock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from .quick import ZERO

#: What is left of the receivables when a business fails: the marketplace settles most of them.
RECOVERED_AFTER_RUIN = 0.8
#: Weeks of sales for which stock at the end counts at its landed cost; the rest at salvage.
SALEABLE_WEEKS = 8.0


@dataclass(frozen=True)
class UnitMoney:
    """What a unit pays and costs, repeated along the paths.

    Attributes
    ----------
    market_usd, site_usd, fulfil_usd : ndarray
        Payout in USD before fulfilment; fulfilment in USD.
    hold : ndarray
        Storage of a unit for a week, CNY.
    lost_to_returns : ndarray
        CNY a unit: handling of returns less what sells again.
    deposit, on_arrival, landed, from_supplier : ndarray
        CNY a unit: paid when ordering, on arrival, both together, and for a unit that the
        supplier ships.
    """

    market_usd: NDArray
    site_usd: NDArray
    fulfil_usd: NDArray
    hold: NDArray
    lost_to_returns: NDArray
    deposit: NDArray
    on_arrival: NDArray
    landed: NDArray
    from_supplier: NDArray


def unit_money(
    p: SimpleNamespace,
    fees: Mapping[str, NDArray],
    more_duty: NDArray = ZERO,
    more_parcel: NDArray = ZERO,
) -> UnitMoney:
    """The money of one unit at the fees of a month (`tariff.monthly`), with the scripted steps of
    duty and parcel fee of each row, shape (rows, 1)."""
    kept, net = 1 - p.ret, 1 / (1 + p.vat)
    duty = p.duty + more_duty * p.pays_duty
    on_arrival = (
        (1 - p.deposit) * p.cogs + p.pack + p.freight + duty * p.customs_value_share * p.cogs
    )
    supplier = (
        p.ds_cogs * (1 + duty * p.customs_value_share)
        + p.ds_ship
        + p.ds_parcel
        + more_parcel * p.pays_duty
    )
    cost = np.where(p.stocks, p.cogs, p.ds_cogs)
    return UnitMoney(
        market_usd=p.price_usd * kept * (net - fees["ref"]),
        site_usd=p.price_usd * (kept * net - fees["pay"]) - fees["pay_fix_usd"],
        fulfil_usd=fees["fulfil_usd"] * np.ones_like(p.price_usd),
        hold=fees["hold"] * np.ones_like(p.price_usd),
        lost_to_returns=p.ret * (p.ret_cost - p.resale_share * cost),
        deposit=p.deposit * p.cogs,
        on_arrival=on_arrival,
        landed=p.deposit * p.cogs + on_arrival,
        from_supplier=supplier,
    )


class Receivable:
    """Money that was earned and has not arrived: a ring of payout weeks, and what is frozen."""

    def __init__(self, settle: NDArray, paths: int) -> None:
        self.settle, self.length = settle, int(settle.max(initial=0)) + 1
        self.rows = np.arange(len(settle))
        self.ring = np.zeros((self.length, len(settle), paths), dtype=np.float32)
        self.frozen = np.zeros((len(settle), paths), dtype=np.float32)

    def pay(self, week: int, earned: NDArray, frozen: NDArray) -> NDArray:
        """What is paid out in a week in which so much was earned; `frozen` is 1 while suspended."""
        self.ring[(week + self.settle) % self.length, self.rows] = earned
        due = self.frozen + self.ring[week % self.length]
        np.multiply(due, frozen, out=self.frozen)
        due -= self.frozen
        return due

    def outstanding(self, week: int) -> NDArray:
        """Everything earned and not paid at the end of a week."""
        waiting = np.zeros_like(self.frozen)
        for row, settle in enumerate(self.settle):
            for ahead in range(1, settle + 1):
                waiting[row] += self.ring[(week + ahead) % self.length, row]
        return waiting + self.frozen

"""Cash conversion cycle: how many days a yuan is away before it comes back (现金周转期).

    CCC = DIO + DSO − DPO

days that goods lie (inventory), plus days until buyers' money arrives (sales), less days that
suppliers wait for theirs (payables). Richards & Laughlin (1980), "A cash conversion cycle approach
to liquidity analysis", *Financial Management* 9(1):32-38.
"""

from __future__ import annotations

from numpy.typing import ArrayLike, NDArray

from .checks import AMOUNT, POSITIVE, checked


def days_inventory(average_stock: ArrayLike, daily_cost: ArrayLike) -> NDArray:
    """DIO: stock at cost / cost of goods sold a day. Goods under way that are paid count.

    >>> float(days_inventory(average_stock=180_000, daily_cost=2_000))
    90.0
    """
    stock, cost = checked(average_stock=(average_stock, AMOUNT), daily_cost=(daily_cost, POSITIVE))
    return stock / cost


def days_sales(receivables: ArrayLike, daily_revenue: ArrayLike) -> NDArray:
    """DSO: what the platform still owes / revenue a day.

    >>> float(days_sales(receivables=84_000, daily_revenue=4_000))
    21.0
    """
    owed, revenue = checked(
        receivables=(receivables, AMOUNT), daily_revenue=(daily_revenue, POSITIVE)
    )
    return owed / revenue


def days_payable(payables: ArrayLike, daily_cost: ArrayLike) -> NDArray:
    """DPO: what suppliers are still owed / cost of goods sold a day.

    >>> float(days_payable(payables=60_000, daily_cost=2_000))
    30.0
    """
    owed, cost = checked(payables=(payables, AMOUNT), daily_cost=(daily_cost, POSITIVE))
    return owed / cost


def cash_conversion_cycle(
    days_inventory: ArrayLike, days_sales: ArrayLike, days_payable: ArrayLike
) -> NDArray:
    """CCC in days. Negative: buyers pay before the supplier must be paid.

    >>> float(cash_conversion_cycle(days_inventory=90, days_sales=21, days_payable=30))
    81.0
    """
    lie, wait, owe = checked(
        days_inventory=(days_inventory, AMOUNT),
        days_sales=(days_sales, AMOUNT),
        days_payable=(days_payable, AMOUNT),
    )
    return lie + wait - owe


def working_capital(
    daily_cost: ArrayLike,
    daily_revenue: ArrayLike,
    days_inventory: ArrayLike,
    days_sales: ArrayLike,
    days_payable: ArrayLike,
) -> NDArray:
    """Money that is away at any time: DIO·cost + DSO·revenue − DPO·cost (Little's law, in money).

    Parameters
    ----------
    daily_cost, daily_revenue : array_like
        Cost of goods sold and revenue, money a day.
    days_inventory, days_sales, days_payable : array_like
        DIO, DSO and DPO.

    >>> float(working_capital(2_000, 4_000, 90, 21, 30))
    204000.0
    """
    cost, revenue, lie, wait, owe = checked(
        daily_cost=(daily_cost, POSITIVE),
        daily_revenue=(daily_revenue, POSITIVE),
        days_inventory=(days_inventory, AMOUNT),
        days_sales=(days_sales, AMOUNT),
        days_payable=(days_payable, AMOUNT),
    )
    return lie * cost + wait * revenue - owe * cost

"""An order on eBay, at the dated fees: they are taken on all that the buyer pays, tax included."""

from __future__ import annotations

from dataclasses import replace

from ..assumptions import fees
from ..assumptions.scenario import Scenario
from .economics import OrderTerms
from .orders import mode_order

#: The day of the fees: the last on which all three of them are vouched for.
DAY = "2025-12-31"
#: What a vintage-style lamp is listed under.
CATEGORY = "Most categories"


def buyer_pays(scenario: Scenario) -> float:
    """What the buyer pays in all, USD: the price (shipping is free) and the sales tax on it.

    >>> buyer_pays(Scenario(price_usd=50, sales_tax=0.08))
    54.0
    """
    return scenario.price_usd * (1 + scenario.sales_tax)


def ebay_order(scenario: Scenario) -> OrderTerms:
    """The terms of an order that the supplier ships from China, in USD.

    Parameters
    ----------
    scenario : Scenario
        Price, sales tax, goods, shipping, returns; the ad rate and how many orders come through
        promoted listings.

    Returns
    -------
    OrderTerms
        `referral_rate` is the final value fee, which is charged on the total, as a share of the
        price; `closing` the fee for a buyer abroad, at the rate of sellers registered in the US;
        `tacos` the promotion of the orders that came through it.

    >>> terms = ebay_order(Scenario("ebay_lamp", price_usd=50, sales_tax=0.08))
    >>> float((terms.referral_rate * terms.price).round(2))  # 13.6 % of 54 and 0.40
    7.74
    """
    s, total = scenario, buyer_pays(scenario)
    # Shipped by the supplier, whatever else the scenario says of its supply.
    goods = mode_order(s, source="supplier")
    in_dollars = {
        name: getattr(goods, name) / s.fx0
        for name in (
            "unit_cost",
            "customs_value",
            "supplier_shipping",
            "parcel_fee",
            "return_handling",
        )
    }
    return replace(
        goods,
        price=s.price_usd,
        referral_rate=float(fees.ebay_final_value(total, CATEGORY, on=DAY).amount) / s.price_usd,
        closing=float(fees.ebay_international(total, on=DAY).amount),
        tacos=s.promoted_rate * (1 + s.sales_tax) * s.ad_order_share,
        **in_dollars,
    )

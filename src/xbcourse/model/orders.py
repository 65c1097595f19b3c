"""The terms of an average order of an operating mode, from the rates in the registry.

The modes are compared on these rates. A real order with dated fees is in `listing`.
"""

from __future__ import annotations

from ..assumptions.errors import ParameterError
from ..assumptions.scenario import Scenario
from .economics import OrderTerms

CHANNELS = ("marketplace", "own_site")
SOURCES = ("stock", "supplier")


def mode_order(
    scenario: Scenario, channel: str = "marketplace", source: str | None = None
) -> OrderTerms:
    """Terms of one order, in CNY, at the exchange rate of the scenario.

    Parameters
    ----------
    scenario : Scenario
        A preset of a mode, or any change of one.
    channel : {"marketplace", "own_site"}
        Commission on a marketplace, a card fee on the own site.
    source : {"stock", "supplier"}, optional
        Whether the unit comes from own stock or is sent by the supplier. Default: what the
        scenario's way of supply says; staged supply counts as stocked.

    Returns
    -------
    OrderTerms
        Advertising at the TACoS of the scenario.

    Raises
    ------
    ParameterError
        Unknown channel or source.

    >>> from xbcourse.model.economics import contribution
    >>> statement = contribution(mode_order(Scenario("self_batch")))
    >>> round(float(statement.cm1), 1), round(float(statement.cm2), 1)
    (110.3, 49.6)
    """
    _known("channel", channel, CHANNELS)
    if source is None:
        source = "supplier" if scenario.supply == "from_supplier" else "stock"
    _known("source", source, SOURCES)
    fees = _marketplace_fees(scenario) if channel == "marketplace" else _own_site_fees(scenario)
    goods = _from_stock(scenario) if source == "stock" else _from_supplier(scenario)
    return OrderTerms(
        price=scenario.price_usd * scenario.fx0,
        return_rate=scenario.ret,
        return_handling=scenario.ret_cost,
        resale_share=scenario.resale_share,
        tacos=scenario.tacos,
        **fees,
        **goods,
    )


def _marketplace_fees(s: Scenario) -> dict[str, float]:
    return {"referral_rate": s.ref}


def _own_site_fees(s: Scenario) -> dict[str, float]:
    return {"payment_rate": s.pay, "payment_fixed": s.pay_fix_usd * s.fx0}


def _from_stock(s: Scenario) -> dict[str, float]:
    return {
        "unit_cost": s.cogs,
        "packing": s.pack,
        "first_mile": s.freight,
        "duty_rate": s.duty,
        "customs_value": s.customs_value_share * s.cogs,
        "fulfilment": s.fulfil_usd * s.fx0,
    }


def _from_supplier(s: Scenario) -> dict[str, float]:
    return {
        "unit_cost": s.ds_cogs,
        "supplier_shipping": s.ds_ship,
        "parcel_fee": s.ds_parcel,
        "duty_rate": s.duty,
        "customs_value": s.customs_value_share * s.ds_cogs,
    }


def _known(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ParameterError(
            "errors.unknown_choice", name=name, value=value, allowed=", ".join(allowed)
        )

"""What is wanted, what of it can be served, and what buyers then say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import demand, reputation, supply, traffic
from .noise import ORDERS, ORDERS_ROUNDING, SITE_ORDERS, SITE_ROUNDING, STARS
from .quick import ONE, ZERO, flags, number
from .state import State

#: So few orders are none; something must still divide.
NEARLY_NONE = number(1e-9)


class OnSale(NamedTuple):
    """1 or 0: whether something can be sold; whether buyers know the listing; and the share of
    orders that is late."""

    selling: NDArray
    live: NDArray
    late: NDArray


class Demand(NamedTuple):
    """Demand of one channel in a week.

    `units` wanted, `ads` in CNY, `visits` by source, `conversion` of a visit into an order; of the
    own site also the `repeat` orders expected of the customer list, and the share of `new` buyers.
    """

    units: NDArray
    ads: NDArray
    visits: Mapping[str, NDArray]
    conversion: NDArray
    repeat: NDArray | None = None
    new: NDArray | None = None


class Sales(NamedTuple):
    """Units of a week: wanted and sold in all, sold on the marketplace, and from own stock; and the
    demand of both channels behind them."""

    wanted: NDArray
    sold: NDArray
    on_market: NDArray
    from_stock: NDArray
    market: Demand
    site: Demand


def on_sale(s: State, week: int, active: NDArray) -> OnSale:
    """Where there is something to sell; who ships it; how much of it is late."""
    held = s.plan.held
    stocked = flags(s.stock > ZERO)
    _switch_supplier(s, stocked)
    selling = active.copy()
    selling[held] *= np.maximum(stocked, s.supplier[held])
    live = np.maximum(selling, active * flags(s.age > ZERO))
    late = s.market.delayed[week] * s.exposed
    return OnSale(selling, live, late)


def _switch_supplier(s: State, stocked: NDArray) -> None:
    """A staged seller ships from stock when there is any, and through the supplier when not."""
    test, part = s.plan.test, s.plan.staged
    s.supplier[part] = ONE - stocked[part]
    s.patience[part] = demand.waiting(test, s.supplier[part])
    s.exposed[part] = reputation.exposure(test, s.supplier[part])


def sell(s: State, week: int, sale: OnSale) -> Sales:
    """Demand on all channels, served from stock or by the supplier; the rest is lost (S1)."""
    strength = demand.attraction(
        s.plan.all,
        s.log_appeal,
        s.patience,
        s.stars,
        s.reviews,
        sale.late,
        s.market.log_demand[week],
    )
    market, site = _market_demand(s, week, strength, sale), _site_demand(s, week, strength, sale)
    sited, held = s.plan.sited, s.plan.held
    wanted = market.units.copy()
    wanted[sited] += site.units
    share = market.units[sited] / np.maximum(wanted[sited], ONE)
    from_stock = np.minimum(wanted[held], s.stock)
    s.stock -= from_stock
    sold = wanted.copy()
    sold[held] = from_stock
    # The supplier fills in for a staged seller, and for nobody else who holds stock.
    sold[s.plan.staged] = wanted[s.plan.staged]
    on_market = sold.copy()
    on_market[sited] *= share
    return Sales(wanted, sold, on_market, from_stock, market, site)


def _market_demand(s: State, week: int, strength: NDArray, sale: OnSale) -> Demand:
    """Nobody advertises an empty shelf, but what buyers want from one is wanted all the same."""
    every, noise = s.plan.all, s.noise
    listed = flags(s.suspension <= ZERO)
    listed *= sale.live
    ads = np.where(s.age < every.launch_w, every.launch_b, every.market_tacos * s.revenue)
    ads *= sale.selling
    ads *= listed
    ads *= flags(s.cash > ZERO)
    visits = {
        "rank": traffic.organic_clicks(every, s.velocity, s.demotion),
        "ads": traffic.paid_clicks(ads, every.ad_k, every.ad_c0),
        # Without an own site, recommendation arrives as searches for the brand.
        "word_of_mouth": every.branded * s.word_of_mouth,
    }
    conversion = np.minimum(every.cvr_m * strength, ONE)
    conversion *= listed
    mean = visits["rank"] + visits["ads"]
    mean += visits["word_of_mouth"]
    mean *= conversion
    units = demand.orders(mean, noise.normal[week, ORDERS], noise.uniform[week, ORDERS_ROUNDING])
    units *= every.lump
    return Demand(units, ads, visits, conversion)


def _site_demand(s: State, week: int, strength: NDArray, sale: OnSale) -> Demand:
    site, part, noise = s.plan.site, s.plan.sited, s.noise
    ads = np.where(s.age[part] < site.launch_w, site.launch_d_b, site.tacos * s.site_revenue)
    ads *= sale.selling[part]
    ads *= flags(s.cash[part] > ZERO)
    visits = {
        "content": s.content.copy(),
        "word_of_mouth": s.word_of_mouth[part],
        "ads": traffic.paid_clicks(ads, site.ads_d_k, site.ads_d_c0),
    }
    conversion = np.minimum(site.cvr_d * strength[part], ONE)
    conversion *= sale.live[part]
    repeat = s.list[0] + s.list[1]
    repeat += s.list[2]
    repeat *= sale.live[part]
    new = s.content + visits["word_of_mouth"]
    new += visits["ads"]
    new *= conversion
    mean = new + repeat
    new /= np.maximum(mean, NEARLY_NONE)
    units = demand.orders(mean, noise.normal[week, SITE_ORDERS], noise.uniform[week, SITE_ROUNDING])
    units *= site.lump
    return Demand(units, ads, visits, conversion, repeat, new)


def learn(s: State, week: int, sale: OnSale, sales: Sales) -> None:
    """Reviews, rank, recommendation, the customer list and the forecast after the week."""
    every, site, part = s.plan.all, s.plan.site, s.plan.sited
    ordered = sales.sold / every.lump
    s.stars = reputation.review(
        every, s.reviews, s.stars, ordered, sale.late, s.noise.normal[week, STARS]
    )
    s.velocity = traffic.next_velocity(every, s.velocity, sales.on_market)
    s.word_of_mouth = traffic.next_word_of_mouth(every, s.word_of_mouth, ordered, s.stars)
    s.content *= site.content_kept
    s.content += site.content_grown
    new = sales.sold[part] - sales.on_market[part]
    new *= sales.site.new
    new /= site.lump  # buyers, not units
    s.list *= s.plan.repeat.decay
    s.list += s.plan.repeat.weight * new
    censored = sales.sold < sales.wanted
    censored |= sale.selling <= ZERO
    censored |= s.suspension > ZERO
    s.forecast = supply.next_forecast(every, s.forecast, sales.sold, censored)
    s.age += sale.selling

"""The simulation once more, the plain way: one path of one scenario, one number at a time.

Written from the equations (T1-T12, S1-S7, C1-C5) for reading, in Python's own 64-bit numbers and
without arrays. It shares with the engine what is looked up and not computed week by week (luck,
scenarios, fees of a month, weights of the repeat curve), and nothing else. So it is two things:
what the engine is compared with for speed, and a second opinion that its results are tested against
(`tests/model/simulation/test_against_plain.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, floor, sqrt
from types import SimpleNamespace

from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import Decision, Shock
from xbcourse.model.simulation.noise import (
    CANDIDATES,
    DELAY,
    DEMOTION,
    EXCHANGE,
    MARKET,
    ORDERS,
    ORDERS_ROUNDING,
    SITE_ORDERS,
    SITE_ROUNDING,
    STARS,
    SUSPENSION,
    Noise,
)
from xbcourse.model.simulation.plan import vat_rate
from xbcourse.model.simulation.repeat import MEMORY, fitted_weights
from xbcourse.model.simulation.tariff import fees_in, month_of


def run(
    scenario: Scenario,
    noise: Noise,
    path: int,
    shocks: Sequence[Shock] = (),
    decisions: Sequence[Decision] = (),
) -> Path:
    """Live one path through all its weeks."""
    lived = Path(scenario, noise, path, shocks, decisions)
    for week in range(noise.weeks):
        lived.live(week)
    return lived


def poisson(mean: float, normal: float, uniform: float) -> float:
    """T10: a gamma quantile (Wilson & Hilferty) of shape μ + 1/6, rounded at random."""
    shape = mean + 1 / 6
    third = 1 / (3 * sqrt(shape))
    quantile = max(1 - third**2 + third * normal, 0) ** 3
    return floor(mean * quantile * (1 + 0.0033 / shape**2) + uniform)


class Path:
    """One seller in one world. Attributes are named as in the engine's `State`."""

    def __init__(
        self,
        scenario: Scenario,
        noise: Noise,
        path: int,
        shocks: Sequence[Shock],
        decisions: Sequence[Decision],
    ) -> None:
        self.shocks, self.weeks = shocks, noise.weeks
        self.decisions = {decision.week: decision for decision in decisions}
        self.adopt(scenario.but(**self.decisions[0].changes) if 0 in self.decisions else scenario)
        p = self.p
        self.normal = noise.normal[:, :, path].tolist()
        self.uniform = noise.uniform[:, :, path].tolist()
        self.appeal = noise.appeal[:, path].tolist()
        self.on_market, self.on_site = p.channels != "own_site", p.channels != "marketplace"
        self.stocks, self.staged = p.supply != "from_supplier", p.supply == "staged"
        self.skill = 0.8 + 0.4 * p.exper
        self.prior = p.mu0 * (1 + p.bias0 * (1 - p.exper))
        self.net = 1 / (1 + vat_rate(p.destination))
        self.repeat_weights = fitted_weights(p.bgnbd_r, p.bgnbd_alpha, p.bgnbd_a, p.bgnbd_b)
        self.make_world()

        self.cash = self.lowest_cash = p.capital
        self.lowest_week, self.ruin_week = 0, -1
        self.alive = self.trading = True
        self.suspension = 0
        self.stock = self.received = self.gone = self.liquidated = self.deposits = 0.0
        self.under_way: dict[int, float] = {}  # units by week of arrival
        self.receipts = [0.0] * self.weeks
        self.revenue = self.site_revenue = self.site_due = self.frozen = 0.0
        self.due = [0.0] * (self.weeks + p.settle)
        self.content = 0.0
        self.customers = [0.0] * len(MEMORY)
        self.totals = dict.fromkeys(
            ("wanted", "sold", "sold_on_market", "from_stock", "joined", "ads", "earned", "spent"),
            0.0,
        )
        self.cash_by_week: list[float] = []
        self.candidate = -1
        self.ship_from_supplier = not self.stocks or self.staged
        self.money(0)
        self.launch(0)

    # ----------------------------------------------------------------------------- the decisions

    def adopt(self, scenario: Scenario) -> None:
        """From now on these parameters."""
        self.scenario, self.p = scenario, SimpleNamespace(**scenario)
        self.price_effect = (self.p.price_usd / self.p.p0_usd) ** -self.p.eps_p
        self.fees = [fees_in(scenario, month) for month in range(1, 13)]

    def decide(self, week: int) -> None:
        """What is decided at the start of a week: changes, an order, or to close."""
        decision = self.decisions.get(week)
        if decision is None:
            return
        self.adopt(self.scenario.but(**decision.changes))
        self.money(week)
        if not (self.alive and self.trading):
            return
        if decision.stop:
            self.clear()
            self.under_way.clear()
            self.deposits, self.trading = 0.0, False
        elif decision.cover is not None:
            wanted = decision.cover * self.forecast - self.stock - self.on_order
            if wanted > 0:
                self.buy(week, wanted)
        elif decision.order:
            self.buy(week, decision.order, 0.0)

    # ------------------------------------------------------------------------------- the world

    def make_world(self) -> None:
        """Market, exchange rate and delays of all weeks (T1), with the scripted events."""
        p = self.p
        self.market, self.exchange, self.delayed = [], [], []
        level, rate, late = self.normal[0][MARKET], p.fx0, False
        for week in range(self.weeks):
            normal, uniform = self.normal[week], self.uniform[week]
            if week:
                level = p.eps_rho * level + sqrt(1 - p.eps_rho**2) * normal[MARKET]
            late = uniform[DELAY] < (1 - p.p_out if late else p.p_in)
            self.market.append(exp(p.eps_sd * level - p.eps_sd**2 / 2))
            self.delayed.append(late or self.scripted_delay(week))
            self.exchange.append(rate * self.scripted_exchange(week))
            rate *= exp(p.fx_vol * normal[EXCHANGE] - p.fx_vol**2 / 2)

    def scripted_delay(self, week: int) -> bool:
        return any(s.kind == "delay" and s.week <= week < s.week + s.size for s in self.shocks)

    def scripted_exchange(self, week: int) -> float:
        factor = 1.0
        for shock in self.shocks:
            if shock.kind == "exchange" and shock.week <= week:
                factor *= 1 + shock.size
        return factor

    def step(self, kind: str, week: int) -> float:
        return sum(s.size for s in self.shocks if s.kind == kind and s.week <= week)

    def platform_acts(self, week: int) -> None:
        p, luck = self.p, self.uniform[week]
        danger = max(3.9 - self.stars, 0)
        self.demotion += p.dem_rec * (1 - self.demotion)
        if luck[DEMOTION] < p.haz_dem * p.haz_mult * (1 - 0.5 * p.exper) + 0.10 * danger:
            self.demotion = min(self.demotion, p.dem_mult)
        self.suspension = max(self.suspension - 1, 0)
        hazard = p.haz_sus * p.haz_mult * (1 - 0.6 * p.exper) * (1 + 6 * danger)
        if self.on_market and luck[SUSPENSION] < hazard:
            self.suspension = max(self.suspension, p.sus_weeks)
        for shock in self.shocks:
            if shock.week == week and shock.kind == "demotion":
                self.demotion = min(self.demotion, shock.size)
            if shock.week == week and shock.kind == "suspension" and self.on_market:
                self.suspension = max(self.suspension, shock.size)

    # ------------------------------------------------------------------------ money of one unit

    def money(self, week: int) -> None:
        """What a unit pays and costs this week (`cash`)."""
        p, fees = self.p, self.fees[month_of(self.p.month, week) - 1]
        pays_duty = p.duty > 0 or p.lump == 1
        duty = p.duty + self.step("duty", week) * pays_duty
        kept = 1 - p.ret
        self.market_usd = p.price_usd * kept * (self.net - fees.ref)
        self.site_usd = p.price_usd * (kept * self.net - fees.pay) - fees.pay_fix_usd
        self.fulfil_usd, self.hold = fees.fulfil_usd, fees.hold
        cost = p.cogs if self.stocks else p.ds_cogs
        self.lost_to_returns = p.ret * (p.ret_cost - p.resale_share * cost)
        self.deposit = p.deposit * p.cogs
        self.landed = p.cogs + p.pack + p.freight + duty * p.customs_value_share * p.cogs
        self.from_supplier = p.ds_cogs + p.ds_ship + p.ds_parcel
        self.from_supplier += duty * p.customs_value_share * p.ds_cogs
        self.from_supplier += self.step("parcel_fee", week) * pays_duty

    # ------------------------------------------------------------------------------- the seller

    def launch(self, week: int) -> None:
        """List the next candidate, without rank and reviews, and order it where one stocks (S4)."""
        p = self.p
        self.candidate += 1
        self.theta = exp(p.theta_sigma * self.appeal[self.candidate] - p.theta_sigma**2 / 2)
        self.velocity, self.stars, self.reviews = p.v_floor, p.quality, 5.0
        self.forecast, self.weeks_on_sale = self.prior, 0
        self.demotion, self.word_of_mouth, self.owned = 1.0, 0.0, False
        if self.stocks and not self.staged and not self.decisions:
            self.trading = self.buy(week, max(p.moq, self.prior * p.cover0), 1.0)

    def buy(self, week: int, units: float, share: float = 0.6) -> bool:
        """Order what the cash carries at the start of a week (S3); whether it was enough."""
        p = self.p
        carried = max(share * self.landed, self.deposit)
        units = floor(min(units, (self.cash - p.cmin) / max(carried, 1e-6)))
        if units < p.moq:
            return False
        arrival = week + p.lead + 2 * self.delayed[min(week, self.weeks - 1)]
        self.under_way[arrival] = self.under_way.get(arrival, 0) + units
        self.deposits += self.deposit * units
        self.pay(self.deposit * units)
        self.owned = True
        return True

    def pay(self, amount: float) -> None:
        self.cash -= amount
        self.totals["spent"] += amount

    def give_up(self, week: int) -> None:
        """After the test, a product that sells too little makes room for the next (S6)."""
        p = self.p
        tested = self.weeks_on_sale >= p.t_test and not self.on_order
        if not (self.alive and self.trading and tested and self.forecast < p.kill):
            return
        self.clear()
        if self.candidate == CANDIDATES - 1:
            self.trading = False
            return
        self.pay(p.relaunch)
        self.launch(week + 1)

    def clear(self) -> None:
        """Sell all stock off."""
        self.pay(-self.p.salv * self.p.cogs * self.stock)
        self.gone += self.stock
        self.liquidated += self.stock
        self.stock = 0.0

    def restock(self, week: int) -> None:
        """Order again below the reorder point (S3); after a test, for the first time (S5)."""
        p = self.p
        if self.decisions:
            return
        if not (self.stocks and self.alive and self.trading and self.weeks_on_sale):
            return
        lead, position = p.lead + 1, self.stock + self.on_order
        expected = self.forecast * lead
        point = expected + p.z * sqrt(expected + 0.09 * self.forecast * expected)
        units = max(p.moq, point + p.cover * self.forecast - position)
        due = position < point
        if not self.owned:
            units = p.moq
            if self.staged:
                due = self.weeks_on_sale >= p.t_test and 12 * self.forecast >= p.moq
        if due and 26 * self.forecast >= units:
            self.buy(week + 1, units)

    @property
    def on_order(self) -> float:
        return sum(self.under_way.values())

    # --------------------------------------------------------------------------------- the week

    def live(self, week: int) -> None:
        self.money(week)
        self.decide(week)
        self.platform_acts(week)
        arrived = self.under_way.pop(week, 0)
        self.stock += arrived
        self.received += arrived
        self.receipts[week] = arrived
        self.set_out(week)
        self.sell(week)
        earned = self.earn(week)
        spent = self.spend(week, arrived) if self.alive else 0.0
        self.cash += earned
        self.totals["earned"] += earned
        self.pay(spent)
        self.learn(week)
        self.give_up(week)
        self.restock(week)
        self.watch(week)
        self.cash_by_week.append(self.cash)

    def set_out(self, week: int) -> None:
        """What is on sale, who ships it, and whether it comes late."""
        if self.staged:
            self.ship_from_supplier = self.stock <= 0
        active = self.alive and self.trading
        self.selling = active and (self.ship_from_supplier or self.stock > 0)
        self.live_listing = self.selling or (active and self.weeks_on_sale > 0)
        crosses_border = 1.0 if self.ship_from_supplier else self.p.stock_in_china
        self.late = self.delayed[week] * crosses_border

    def conversion(self, week: int, base: float) -> float:
        """T9: how likely a visit becomes an order."""
        p = self.p
        days = p.ds_days if self.ship_from_supplier else p.delay_days
        days += p.late_days * self.late
        chance = base * self.skill * self.price_effect * self.theta * self.market[week]
        chance *= exp(p.beta_r * (self.stars - 4.3)) * exp(-p.beta_d * (days - 3))
        return min(chance * (1 - 0.35 * exp(-self.reviews / 20)), 1)

    def budget(self, launch: float, revenue: float) -> float:
        """Ads: a fixed budget in the first weeks, then a share of last week's revenue."""
        if not (self.selling and self.cash > 0):
            return 0.0
        p = self.p
        return launch if self.weeks_on_sale < p.launch_w else p.tacos * revenue

    def sell(self, week: int) -> None:
        """Demand of both channels (T3, T6-T8, T10, T12), and what the shelf serves of it (S1)."""
        from_market = self.market_demand(week) if self.on_market else 0.0
        from_site = self.site_demand(week) if self.on_site else 0.0
        self.wanted = from_market + from_site
        self.from_stock = min(self.wanted, self.stock) if self.stocks else 0.0
        self.stock -= self.from_stock
        self.gone += self.from_stock
        self.sold = self.wanted if not self.stocks or self.staged else self.from_stock
        self.sold_on_market = self.sold * from_market / self.wanted if self.wanted else 0.0
        self.sold_on_site = self.sold - self.sold_on_market
        for name in ("wanted", "sold", "sold_on_market", "from_stock"):
            self.totals[name] += getattr(self, name)

    def market_demand(self, week: int) -> float:
        p = self.p
        self.ads = 0.0
        if self.suspension > 0 or not self.live_listing:
            return 0.0
        self.ads = self.budget(p.launch_b, self.revenue)
        share = min(1, max(self.velocity, p.v_floor) / p.a_rank) ** (p.gamma / p.b_rank)
        visits = p.search * share * self.demotion
        visits += clicks(self.ads, p.ad_k, p.ad_c0)
        if not self.on_site:
            visits += 2 * self.word_of_mouth
        mean = visits * self.conversion(week, p.cvr_m)
        return p.lump * poisson(
            mean, self.normal[week][ORDERS], self.uniform[week][ORDERS_ROUNDING]
        )

    def site_demand(self, week: int) -> float:
        p = self.p
        self.site_ads, self.share_of_new = 0.0, 0.0
        if not self.live_listing:
            return 0.0
        self.site_ads = self.budget(p.launch_d_b, self.site_revenue)
        visits = self.content + self.word_of_mouth + clicks(self.site_ads, p.ads_d_k, p.ads_d_c0)
        new = visits * self.conversion(week, p.cvr_d)
        mean = new + sum(self.customers)
        self.share_of_new = new / mean if mean else 0.0
        return p.lump * poisson(
            mean, self.normal[week][SITE_ORDERS], self.uniform[week][SITE_ROUNDING]
        )

    def earn(self, week: int) -> float:
        """What is paid out this week (C1)."""
        p, rate = self.p, self.exchange[week]
        costs = self.lost_to_returns * self.sold + self.fulfil_usd * rate * self.from_stock
        a_unit = costs / self.sold if self.sold else 0.0
        self.revenue = p.price_usd * rate * self.sold_on_market
        self.due[week + p.settle] = (self.market_usd * rate - a_unit) * self.sold_on_market
        self.frozen += self.due[week]
        paid = 0.0
        if self.alive and self.suspension <= 0:
            paid, self.frozen = self.frozen, 0.0
        if self.on_site:
            paid += self.site_due
            self.site_due = (self.site_usd * rate - a_unit) * self.sold_on_site
            self.site_revenue = p.price_usd * rate * self.sold_on_site
        return paid

    def spend(self, week: int, arrived: float) -> float:
        """Ads, overheads, goods and storage of the week (C2, C3)."""
        p = self.p
        spent = (p.fixed + p.content * self.on_site) * self.trading
        ads = (self.ads if self.on_market else 0.0) + (self.site_ads if self.on_site else 0.0)
        self.totals["ads"] += ads
        spent += ads + self.from_supplier * (self.sold - self.from_stock)
        if self.stocks:
            spent += (self.landed - self.deposit) * arrived
            self.deposits -= self.deposit * arrived
            old = sum(self.receipts[: max(week - 25, 0)])  # S7: came 26 weeks ago or earlier
            spent += self.hold * self.stock + p.aged_fee * max(old - self.gone, 0)
        return spent

    def learn(self, week: int) -> None:
        """Stars (T11), rank (T4), what others tell (T8), content (T7), customers (T12), F (S2)."""
        p, orders = self.p, self.sold / self.p.lump
        new = p.rev_rate * orders
        old = 0.99 * self.reviews
        total = self.stars * old + new * (p.quality - p.late_pen * self.late)
        total += 1.1 * sqrt(new) * self.normal[week][STARS]
        self.reviews = old + new
        self.stars = min(max(total / self.reviews, 1), 5)
        self.velocity += p.omega * (self.sold_on_market - self.velocity)
        told = p.wom * orders * max(self.stars - 4.2, 0)
        self.word_of_mouth = min((1 - p.delta_w) * self.word_of_mouth + told, p.search)
        if self.on_site:
            self.content = (1 - p.delta_c) * self.content + p.eta_c * p.content
            buyers = self.share_of_new * self.sold_on_site / p.lump
            self.totals["joined"] += buyers
            self.customers = [
                expected * exp(-1 / memory) + weight * buyers
                for expected, memory, weight in zip(
                    self.customers, MEMORY, self.repeat_weights, strict=True
                )
            ]
        change = p.alpha * (self.sold - self.forecast)
        if self.sold < self.wanted or not self.selling or self.suspension > 0:
            change = max(change, 0)
        self.forecast += change
        self.weeks_on_sale += self.selling

    def watch(self, week: int) -> None:
        """The lowest cash, and ruin (C4)."""
        if self.cash < self.lowest_cash:
            self.lowest_cash, self.lowest_week = self.cash, week
        if self.alive and self.cash < -self.p.credit * self.p.capital:
            self.alive, self.ruin_week = False, week
            self.under_way.clear()
            self.deposits = 0.0
            self.frozen += self.site_due
            self.site_due = 0.0

    # ------------------------------------------------------------------------------ the outcome

    @property
    def wealth(self) -> float:
        """C5: cash, receivables, saleable stock at its landed cost, the rest at salvage."""
        p = self.p
        waiting = self.frozen + self.site_due + sum(self.due[self.weeks :])
        saleable = min(self.stock, 8 * self.forecast) if self.alive and self.trading else 0.0
        worth = saleable * self.landed + (self.stock - saleable) * p.salv * p.cogs
        return self.cash + waiting * (1 if self.alive else 0.8) + worth + self.deposits

    @property
    def outcomes(self) -> dict[str, float]:
        """By the names that the simulation gives them."""
        return {
            "wealth": self.wealth,
            "lowest_cash": self.lowest_cash,
            "lowest_week": self.lowest_week,
            "ruin_week": self.ruin_week,
            "products_tried": self.candidate + 1,
            "received": self.received,
            "liquidated": self.liquidated,
            "unsold": self.stock,
            **self.totals,
        }


def clicks(budget: float, available: float, first_price: float) -> float:
    """T6."""
    if not budget:
        return 0.0
    return available * budget / (budget + max(first_price, 1e-6) * available)

"""Each mechanism meets its closed form in the special case that has one.

Tolerances are of two kinds. Without luck (`no_counting`) they are what 32-bit numbers allow: a
recursion x ← (1 − δ) x + … carries its rounding errors 1/δ weeks, about 6e-8/δ of its value. With
luck they are four standard errors of the mean over the paths, known from the distribution.
"""

import numpy as np
import pytest
from scipy import stats
from scipy.special import hyp2f1

from xbcourse.model.economics import contribution
from xbcourse.model.orders import mode_order
from xbcourse.model.simulation import cash, plan, repeat, simulate, tariff
from xbcourse.model.simulation.market import make_market
from xbcourse.model.simulation.noise import draw
from xbcourse.model.simulation.traffic import paid_clicks

FOUR = 4.0  # standard errors


def one(scenario, **how):
    """The result of one scenario; its outcomes and trajectories are asked for by name alone."""
    result = simulate(scenario, **how)
    return (
        lambda name: result.outcome(name, "scenario").astype(float),
        lambda name: result.trajectory(name, "scenario").astype(float),
    )


# ---------------------------------------------------------------------------- traffic and demand


def test_flywheel_settles_where_sales_keep_their_own_rank(quiet, no_counting):
    s = quiet("platform_direct", omega=0.25)
    phi = s.gamma / s.b_rank
    fixed_point = (s.cvr_m * s.search * s.a_rank**-phi) ** (1 / (1 - phi))
    _, path = one(s, paths=1, weeks=400, keep="velocity")
    assert path("velocity")[-1, 0] == pytest.approx(fixed_point, rel=3e-6)


def test_flywheel_halves_its_distance_in_the_time_of_the_formula(quiet, no_counting):
    s = quiet("platform_direct", omega=0.25)
    phi = s.gamma / s.b_rank
    fixed_point = (s.cvr_m * s.search * s.a_rank**-phi) ** (1 / (1 - phi))
    near = quiet("platform_direct", omega=0.25, v_floor=0.95 * fixed_point)
    _, path = one(near, paths=1, weeks=10, keep="velocity")
    distance = np.log(fixed_point / path("velocity")[:, 0])
    # ln 2 / (ω (1 − φ)) in continuous time; week by week the distance shrinks by 1 − ω (1 − φ).
    assert distance[5] / distance[0] == pytest.approx((1 - 0.25 * (1 - phi)) ** 5, rel=0.01)


def test_elasticity_of_sales_to_conversion_is_that_of_the_flywheel(quiet, no_counting):
    sold = []
    for conversion in (0.05, 0.055):
        _, path = one(quiet("platform_direct", cvr_m=conversion), paths=1, weeks=400, keep="sold")
        sold.append(path("sold")[-1, 0])
    s = quiet()
    elasticity = 1 / (1 - s.gamma / s.b_rank)
    assert np.log(sold[1] / sold[0]) / np.log(1.1) == pytest.approx(elasticity, rel=1e-4)


def test_best_ad_budget_is_that_of_the_formula():
    price, available, value_of_click = 4.5, 1500.0, 6.0  # c0, K, CM2 · conversion
    budget = np.linspace(0, 5000, 500_001)
    gain = value_of_click * paid_clicks(budget, np.array(available), np.array(price)) - budget
    best = price * available * (np.sqrt(value_of_click / price) - 1)
    assert budget[gain.argmax()] == pytest.approx(best, abs=0.01)
    # Where a click is worth no more than the first one costs, no budget gains anything.
    assert (4.5 * paid_clicks(budget, np.array(available), np.array(price)) - budget).max() <= 0


def test_ads_buy_the_clicks_of_the_auction_in_the_launch_weeks_only(quiet, no_counting):
    s = quiet("platform_direct", launch_b=2500.0, launch_w=3)
    outcome, path = one(s, paths=1, weeks=6, keep=("ads", "from_ads"))
    clicks = 2500 / (s.ad_c0 + 2500 / s.ad_k)  # a click costs c0 + B/K on average
    assert path("ads")[:, 0] == pytest.approx([2500, 2500, 2500, 0, 0, 0])
    assert path("from_ads")[:, 0] == pytest.approx([clicks * s.cvr_m] * 3 + [0, 0, 0], rel=1e-5)
    assert outcome("ads") == pytest.approx(7500)


def test_content_settles_where_decay_eats_what_is_added(quiet, no_counting):
    s = quiet("hybrid_drop", delta_c=0.05, content=1000.0, launch_d_b=0.0)
    _, path = one(s, paths=1, weeks=520, keep="from_content")
    visits = path("from_content")[:, 0] / s.cvr_d
    # 0.95^520 is 3e-12; what is left is the rounding of 32 bits: 6e-8 / 0.05.
    assert visits[-1] == pytest.approx(s.eta_c * 1000 / 0.05, rel=3e-6)
    # Half of the effect is there after ln 2 / −ln(1 − δ) weeks.
    half = round(np.log(2) / -np.log1p(-0.05))
    assert visits[half] / visits[-1] == pytest.approx(1 - 0.95**half, rel=1e-5)


def test_word_of_mouth_multiplies_sales_by_its_reproduction_number(quiet, no_counting, monkeypatch):
    monkeypatch.setattr(repeat, "fitted_weights", lambda *shape: (0.0, 0.0, 0.0))
    s = quiet(
        "hybrid_drop", channels="own_site", launch_d_b=0.0, delta_c=0.05, quality=4.7, beta_r=0.0,
        wom=0.5, cvr_d=0.02, delta_w=0.05, capital=1e8,
    )  # fmt: skip
    reproduction = 0.5 * (4.7 - 4.2) * 0.02 / 0.05
    without = 0.02 * s.eta_c * s.content / 0.05
    _, path = one(s, paths=1, weeks=520, keep="sold")
    # R − 4.2 loses two digits of the 32-bit stars.
    assert path("sold")[-1, 0] == pytest.approx(without / (1 - reproduction), rel=1e-5)


def test_recommendation_of_a_wholesale_lot_is_one_buyers(quiet, no_counting):
    how = {"wom": 0.5, "quality": 4.7, "beta_r": 0.0, "gamma": 0.0, "cvr_m": 0.008}
    one_by_one = quiet("platform_b2b", lump=1, **how)
    in_lots = quiet("platform_b2b", lump=200, **how)
    result = simulate({"one": one_by_one, "lots": in_lots}, paths=1, weeks=30, keep="sold")
    sold = {name: result.trajectory("sold", name)[:, 0] for name in ("one", "lots")}
    assert sold["lots"] == pytest.approx(200 * sold["one"], rel=1e-5)
    assert sold["one"][-1] > sold["one"][0]  # recommendation is at work


@pytest.mark.parametrize(
    "shape", [(0.12, 16.0, 0.8, 2.5), (0.243, 4.414, 0.793, 2.426)], ids=["default", "CDNOW"]
)
def test_cohort_comes_back_as_bgnbd_says(quiet, no_counting, shape):
    r, alpha, a, b = shape
    s = quiet(
        "hybrid_drop", channels="own_site", content=0.0, launch_w=1, launch_d_b=5000.0, capital=1e8,
        bgnbd_r=r, bgnbd_alpha=alpha, bgnbd_a=a, bgnbd_b=b,
    )  # fmt: skip
    _, path = one(s, paths=1, weeks=209, keep=("sold", "from_list"))
    buyers = path("sold")[0, 0]
    assert path("from_list")[0, 0] == 0 < buyers
    repeats = path("from_list")[:, 0].cumsum() / buyers
    weeks = np.array([13, 26, 52, 104, 208])
    # Fader, Hardie & Lee (2005), eq. 9.
    gauss = hyp2f1(r, b, a + b - 1, weeks / (alpha + weeks))
    expected = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + weeks)) ** r * gauss)
    # Three exponentials are not the curve: within 4% at all these times and exact after four years.
    assert repeats[weeks] == pytest.approx(expected, rel=0.04)
    assert repeats[208] == pytest.approx(expected[-1], rel=1e-4)


# ------------------------------------------------------------------------------------- the world


def test_market_and_exchange_rate_have_mean_one_and_no_drift(scenario):
    paths, weeks = 4096, 60
    s = scenario(eps_sd=0.3, eps_rho=0.7, fx0=6.65, fx_vol=0.02)
    market = make_market([s], draw(paths, weeks, seed=5))
    strength = np.exp(market.log_demand[:, 0].astype(float))
    error = np.sqrt(np.expm1(0.3**2) / paths)
    assert np.abs(strength.mean(axis=1) - 1).max() < FOUR * error
    level = (market.log_demand[:, 0].astype(float) + 0.3**2 / 2) / 0.3
    neighbours = (level[1:] * level[:-1]).mean()
    assert neighbours == pytest.approx(0.7, abs=FOUR * np.sqrt(3 / (paths * weeks)))
    last = market.exchange[-1, 0].astype(float) / 6.65
    assert (market.exchange[0] == np.float32(6.65)).all()
    assert last.mean() == pytest.approx(1, abs=FOUR * np.sqrt(np.expm1(59 * 0.02**2) / paths))
    assert np.log(last).std() == pytest.approx(0.02 * np.sqrt(59), rel=FOUR / np.sqrt(2 * paths))


def test_share_of_delayed_weeks_is_that_of_the_chain(scenario):
    enter, leave, paths, weeks = 0.02, 0.20, 2048, 300
    market = make_market([scenario(p_in=enter, p_out=leave)], draw(paths, weeks))
    settled = market.delayed[100:, 0]
    share, memory = enter / (enter + leave), 1 - enter - leave
    error = np.sqrt(share * (1 - share) / settled.size * (1 + memory) / (1 - memory))
    assert settled.mean(dtype=float) == pytest.approx(share, abs=FOUR * error)
    assert market.delayed[0].mean() == pytest.approx(
        enter, abs=FOUR * np.sqrt(enter * (1 - enter) / paths)
    )


@pytest.mark.parametrize("sigma", [0.3, 0.8, 1.4])
def test_appeal_has_mean_one_whatever_its_spread(sigma):
    points = draw(4096, 1, seed=3).appeal.astype(float)
    appeal = np.exp(sigma * points - sigma**2 / 2)
    error = np.sqrt(np.expm1(sigma**2) / 4096)  # even points do better than this
    assert np.abs(appeal.mean(axis=1) - 1).max() < FOUR * error
    # The candidates are independent of one another.
    assert np.abs(np.corrcoef(points) - np.eye(6)).max() < FOUR / np.sqrt(4096)


# ----------------------------------------------------------------------------------------- stock


def batch_without_reorder(quiet, units, **changes):
    """One order that arrives before the first week; the forecast stays near zero."""
    return quiet(
        moq=units, lead=0, alpha=0.0, mu0=0.01, gamma=0.0, search=200.0, cvr_m=0.1,
        hold=0.0, aged_fee=0.0, fixed=0.0, settle=0, capital=10_000_000.0, **changes,
    )  # fmt: skip


@pytest.mark.parametrize("units", [170, 200, 215])
def test_one_batch_earns_what_the_newsvendor_expects(quiet, units):
    paths, weeks = 8192, 10
    s = batch_without_reorder(quiet, units)
    outcome, _ = one(s, paths=paths, weeks=weeks)
    total = stats.poisson(s.search * s.cvr_m * weeks)  # 20 a week
    wanted = np.arange(2000)
    sold = total.expect(lambda d: np.minimum(d, units))
    error = np.sqrt(total.pmf(wanted) @ (np.minimum(wanted, units) - sold) ** 2 / paths)
    assert outcome("from_stock").mean() == pytest.approx(sold, abs=FOUR * error)
    assert outcome("unsold").mean() == pytest.approx(units - sold, abs=FOUR * error)
    # π(Q) = Cu E[sold] − Co E[left], with the unit's money from the order statement.
    order = mode_order(s)
    landed = (
        order.unit_cost + order.packing + order.first_mile + order.duty_rate * order.customs_value
    )
    margin = float(contribution(order).cm2)
    loss = landed - s.salv * s.cogs
    profit = margin * sold - loss * (units - sold)
    assert (outcome("wealth") - s.capital).mean() == pytest.approx(
        profit,
        abs=FOUR * error * (margin + loss) + 0.08 * loss,  # 8 weeks of F = 0.01 at cost
    )


def stocked_to(quiet, weekly, lead, **changes):
    """Order up to F · (lead + 1) every week; the forecast stands still."""
    return quiet(
        moq=1, lead=lead, alpha=0.0, mu0=float(weekly), z=0.0, cover=0.0, cover0=lead + 1.0,
        gamma=0.0, search=1000.0, capital=1e8, **changes,
    )  # fmt: skip


def test_fill_rate_of_weekly_restock_is_one_minus_the_loss(quiet):
    paths, weeks, level, mean = 1024, 200, 22, 20.0
    s = stocked_to(quiet, level, 0, cvr_m=mean / 1000)
    outcome, _ = one(s, paths=paths, weeks=weeks)
    demand = stats.poisson(mean)
    lost = demand.expect(lambda d: np.maximum(d - level, 0))
    spread = np.sqrt(demand.expect(lambda d: np.maximum(d - level, 0) ** 2) - lost**2)
    measured = (outcome("wanted") - outcome("sold")).mean() / weeks
    # Orders have a slightly heavier tail than Poisson's (`demand.orders`): up to 3% more is lost.
    assert measured == pytest.approx(
        1.015 * lost, abs=FOUR * spread / np.sqrt(paths * weeks) + 0.015 * lost
    )


def test_fill_rate_with_a_lead_time_is_that_of_the_base_stock(quiet):
    # Type-2 fill 1 − [EB(L + 1) − EB(L)] / μ, EB(k) = E[(D_k − S)⁺]: with back-orders. Lost sales
    # free the shelf, but at a fill near 1 that is of second order.
    paths, weeks, lead, mean = 512, 300, 3, 20.0
    level = 26 * (lead + 1)
    s = stocked_to(quiet, 26, lead, cvr_m=mean / 1000)
    _, path = one(s, paths=paths, weeks=weeks, keep=("wanted", "sold"))

    def short(periods):
        return stats.poisson(mean * periods).expect(lambda d: np.maximum(d - level, 0))

    expected = (short(lead + 1) - short(lead)) / mean
    settled = slice(20, None)
    lost = 1 - path("sold")[settled].sum(axis=0) / path("wanted")[settled].sum(axis=0)
    assert lost.mean() == pytest.approx(
        expected, abs=FOUR * lost.std() / np.sqrt(paths) + 0.1 * expected
    )
    assert 0.0005 < expected < 0.02


def test_stock_is_flow_times_time_on_every_path(scenario):
    # Little (1961), exactly: match the k-th unit in with the k-th unit out (first in, first out).
    result = simulate(scenario("self_quick"), paths=40, weeks=104, keep=("stock", "received"))
    received = result.trajectory("received", "scenario").astype(int)
    stock = result.trajectory("stock", "scenario").astype(int)
    gone = received - stock
    weeks = len(stock)
    for path in range(40):
        came = np.searchsorted(received[:, path], np.arange(received[-1, path]), side="right")
        left = np.searchsorted(gone[:, path], np.arange(received[-1, path]), side="right")
        time = np.minimum(left, weeks) - came  # what is still there leaves with the end
        assert received[-1, path] > 0
        assert time.min() >= 0
        throughput = received[-1, path] / weeks
        assert stock[:, path].sum() == time.sum()
        assert stock[:, path].mean() == pytest.approx(throughput * time.mean(), rel=1e-12)


# ------------------------------------------------------------------------------------------ cash


def test_payout_of_every_preset_is_that_of_the_order_statement(scenario, quiet, no_counting):
    cases = [
        ("self_batch", "marketplace", "stock"),
        ("self_quick", "marketplace", "stock"),
        ("platform_direct", "marketplace", "supplier"),
        ("platform_b2b", "marketplace", "supplier"),
        ("hybrid_drop", "own_site", "supplier"),
        ("hybrid_staged", "own_site", "stock"),
    ]
    for preset, channel, source in cases:
        s = scenario(preset, fee_basis="rates", channels=channel, fx_vol=0.0, resale_share=0.3)
        if preset == "hybrid_staged":
            s = s.but(supply="batch")
        p = plan.make_plan([s])
        unit = cash.unit_money(p.all, tariff.monthly(p.scenarios, 1)[0])
        usd = unit.market_usd if channel == "marketplace" else unit.site_usd
        own = 1.0 if source == "stock" else 0.0
        payout = s.fx0 * (usd - own * unit.fulfil_usd) - unit.lost_to_returns
        cost = unit.landed if source == "stock" else unit.from_supplier
        cm2 = float(contribution(mode_order(s, channel, source)).cm2)
        assert float((payout - cost)[0, 0]) == pytest.approx(cm2, abs=2e-4), preset


def test_days_sales_outstanding_are_the_weeks_until_payout(quiet, no_counting):
    s = quiet("platform_direct", settle=5, gamma=0.0, capital=1e7)
    outcome, path = one(s, paths=1, weeks=60, keep=("cash", "earned"))
    outstanding = outcome("wealth")[0] - path("cash")[-1, 0]
    assert outstanding / path("earned")[-1, 0] == pytest.approx(5, rel=1e-4)
    assert (path("earned")[:5] == 0).all() and path("earned")[5, 0] > 0


def test_ruin_is_as_likely_as_that_of_a_brownian_motion(quiet):
    # Brownian first passage by week T, looked at weekly: u + 0.5826 σ (Siegmund 1979).
    paths, weeks, capital, mean = 8192, 100, 3_000.0, 100.0
    s = quiet(
        "platform_direct", settle=0, gamma=0.0, search=1000.0, cvr_m=mean / 1000, credit=0.0,
        capital=capital, cmin=0.0,
    )  # fmt: skip
    margin = float(contribution(mode_order(s)).cm2)
    drift = 20.0
    s = s.but(fixed=margin * mean - drift)
    spread = margin * np.sqrt(mean)
    outcome, _ = one(s, paths=paths, weeks=weeks)
    u = capital + 0.5826 * spread
    scale = spread * np.sqrt(weeks)
    ruin = stats.norm.cdf(-(u + drift * weeks) / scale) + np.exp(
        -2 * drift * u / spread**2
    ) * stats.norm.cdf((-u + drift * weeks) / scale)
    error = np.sqrt(ruin * (1 - ruin) / paths)
    measured = (outcome("ruin_week") >= 0).mean()
    assert 0.005 < ruin < 0.9
    assert measured == pytest.approx(ruin, abs=FOUR * error)

"""What sellers decide: forecasts, orders, launches, and when a product is given up."""

import numpy as np
import pytest

from xbcourse.model.simulation import Shock, simulate


def lived(scenario, *events, paths=1, weeks=40, keep):
    result = simulate(scenario, paths=paths, weeks=weeks, shocks=events, keep=keep)
    return (
        lambda name: result.trajectory(name, "scenario").astype(float),
        lambda name: result.outcome(name, "scenario").astype(float),
    )


def test_forecast_is_smoothed_sales(quiet):
    s = quiet("platform_direct", alpha=0.2, mu0=50.0)
    path, _ = lived(s, keep=("forecast", "sold"))
    expected = 50.0
    for week in range(40):
        expected += 0.2 * (path("sold")[week, 0] - expected)
        assert path("forecast")[week, 0] == pytest.approx(expected, rel=1e-5)


def test_empty_shelf_never_lowers_the_forecast_and_a_record_week_lifts_it(quiet):
    s = quiet(moq=100, lead=6, cover0=1.0, cover=1.0, mu0=20.0, z=-5.0, alpha=0.3, gamma=0.0,
              search=400.0, cvr_m=0.1)  # fmt: skip
    path, _ = lived(s, paths=50, keep=("forecast", "sold", "wanted"))
    before, after = path("forecast")[:-1], path("forecast")[1:]
    sold, short = path("sold")[1:], (path("sold") < path("wanted"))[1:]
    assert (after >= before)[short].all()
    assert (after > before)[short & (sold > before)].all() and (short & (sold > before)).any()
    assert (after < before)[~short & (sold > 0) & (sold < before)].all()


def test_suspended_weeks_are_no_lack_of_buyers(quiet):
    s = quiet("platform_direct", mu0=50.0)
    path, _ = lived(s, Shock("suspension", 10, 6), keep=("forecast", "sold"))
    assert (path("sold")[10:16] == 0).all()
    assert (path("forecast")[10:16] == path("forecast")[9]).all()


def test_launch_weeks_count_from_the_first_day_on_sale(quiet):
    s = quiet(lead=5, launch_b=1000.0, launch_w=4)
    path, _ = lived(s, weeks=20, keep=("ads", "wanted"))
    assert path("ads")[:, 0].tolist() == [0] * 5 + [1000] * 4 + [0] * 11
    # Nobody can want what was never on sale.
    assert (path("wanted")[:5] == 0).all() and path("wanted")[5:].sum() > 0


def test_tacos_is_a_share_of_last_weeks_revenue(quiet):
    s = quiet("platform_direct", tacos=0.1, launch_w=0, gamma=0.0)
    path, _ = lived(s, weeks=20, keep=("ads", "sold"))
    revenue = path("sold")[:, 0] * s.price_usd * s.fx0
    assert path("ads")[1:, 0] == pytest.approx(0.1 * revenue[:-1], rel=1e-5)


def test_first_order_arrives_after_the_lead_time_and_is_paid_in_two_parts(quiet):
    s = quiet(lead=5, moq=100, cover0=10.0, mu0=30.0, fixed=0.0, alpha=0.0, z=-5.0, cover=1.0)
    path, _ = lived(s, weeks=6, keep=("on_order", "stock", "spent", "received", "sold"))
    deposit = s.deposit * s.cogs
    rest = s.cogs - deposit + s.pack + s.freight + s.duty * s.cogs
    assert path("on_order")[:5, 0].tolist() == [300] * 5
    assert path("received")[5, 0] == 300
    assert path("spent")[:5, 0] == pytest.approx([300 * deposit, 0, 0, 0, 0], rel=1e-6)
    paid = path("spent")[5, 0] - s.hold * path("stock")[5, 0]
    ordered = path("on_order")[5, 0]
    assert paid == pytest.approx(300 * rest + ordered * deposit, rel=1e-5)


def test_order_never_exceeds_what_the_cash_can_carry(quiet):
    rich = quiet(moq=100, cover0=50.0, mu0=100.0, cmin=5000.0, capital=10_000_000.0)
    poor = rich.but(capital=50_000.0)
    landed = rich.cogs + rich.pack + rich.freight + rich.duty * rich.cogs
    ordered = [lived(s, weeks=1, keep="on_order")[0]("on_order")[0, 0] for s in (rich, poor)]
    # The first order is carried whole: nothing is earned before it arrives.
    assert ordered == [5000, np.floor((50_000 - 5_000) / landed)]


def test_nobody_restocks_before_the_first_sale(quiet):
    """The reorder point of nine weeks' lead lies above a first order for two weeks."""
    s = quiet(moq=100, lead=9, cover0=2.0, mu0=50.0, capital=1_000_000.0)
    path, _ = lived(s, weeks=12, keep=("on_order", "received"))
    assert path("on_order")[:9, 0].tolist() == [100] * 9
    assert path("on_order")[9, 0] > 0 and path("received")[9, 0] == 100


def test_staged_seller_buys_one_least_order_when_the_test_has_gone_well(quiet):
    s = quiet("hybrid_staged", t_test=8, moq=300, lead=4, mu0=60.0)
    path, _ = lived(s, weeks=20, paths=20, keep=("on_order", "forecast", "received"))
    assert (path("on_order")[:7] == 0).all()
    # The decision is taken at the end of the eighth week on sale.
    well = 12 * path("forecast")[7] >= 300
    assert well.any()
    assert (path("on_order")[7] == np.where(well, 300, 0)).all()
    assert (path("received")[12][well] >= 300).all()


def test_staged_seller_tests_every_product_anew(scenario):
    """Goods of a product that was given up are no reason to stock its successor untested."""
    s = scenario(
        "hybrid_staged",
        **{"moq": 50, "lead": 0, "t_test": 6, "kill": 60.0, "capital": 3_000_000.0},
    )
    result = simulate(s, paths=100, weeks=80, keep=("candidate", "on_order", "received"))
    number = result.trajectory("candidate", "scenario")
    bought = result.trajectory("received", "scenario") + result.trajectory("on_order", "scenario")
    successors = 0
    for path in range(100):
        for week in np.flatnonzero(np.diff(number[:, path]) > 0) + 1:
            # On sale from the next week on; the sixth week on sale may end with an order.
            test = bought[week - 1 : week + s.t_test, path]
            assert (test == test[0]).all()
            successors += bought[week - 1, path] > 0
    assert successors >= 10  # who had bought goods of a product before


def test_staged_seller_whose_product_hardly_sells_never_buys(quiet):
    s = quiet("hybrid_staged", moq=5000, mu0=20.0, search=500.0)
    _, outcome = lived(s, weeks=80, paths=20, keep=())
    assert (outcome("received") == 0).all() and (outcome("sold") > 0).all()


def test_product_below_the_stop_level_gives_way_to_the_next_until_none_is_left(quiet):
    s = quiet("platform_direct", t_test=5, kill=1000.0, relaunch=800.0, fixed=0.0)
    path, outcome = lived(s, weeks=60, keep=("candidate", "wanted", "spent"))
    # Each of the six products is given up after five weeks on sale.
    assert path("candidate")[:, 0].tolist() == [min((w + 1) // 5, 5) for w in range(60)]
    assert outcome("products_tried")[0] == 6
    assert (path("wanted")[30:] == 0).all() and (path("spent")[30:] == 0).all()
    cost = s.ds_cogs * (1 + s.duty) + s.ds_ship + s.ds_parcel
    relaunch = path("spent")[4, 0] - path("wanted")[4, 0] * cost
    assert relaunch == pytest.approx(800, rel=1e-3)


def test_nobody_stocks_up_on_the_last_product_after_giving_it_up(quiet):
    s = quiet("self_quick", t_test=4, kill=60.0, lead=0, mu0=59.0, alpha=0.05, gamma=0.0,
              search=550.0, cvr_m=0.1, capital=3_000_000.0)  # fmt: skip
    path, outcome = lived(s, weeks=80, paths=40, keep=("on_order", "received", "stock", "sold"))
    assert (outcome("products_tried") == 6).all()
    stopped = path("sold")[-20:].sum(axis=0) == 0
    assert stopped.all()
    assert (path("on_order")[-1] == 0).all() and (outcome("unsold") == 0).all()
    assert (outcome("liquidated") > 0).all()


def test_own_site_bears_its_costs_when_it_is_paid(quiet, no_counting):
    s = quiet("hybrid_drop", channels="own_site", supply="batch", lead=0, settle=9, moq=500,
              capital=1e7, ret=0.2, fulfil_usd=5.0)  # fmt: skip
    path, _ = lived(s, weeks=6, keep=("earned", "sold"))
    sold, earned = path("sold")[:, 0], path("earned")[:, 0]
    usd = s.price_usd * (1 - s.ret - s.pay) - s.pay_fix_usd - s.fulfil_usd
    assert earned[0] == 0
    assert earned[1:] == pytest.approx(sold[:-1] * (usd * s.fx0 - s.ret * s.ret_cost), rel=1e-4)


def test_suspended_marketplace_is_nothing_to_a_seller_who_is_not_on_it(quiet):
    s = quiet("hybrid_drop", channels="own_site")
    keep = ("cash", "forecast", "sold", "suspended")
    calm, struck = lived(s, keep=keep)[0], lived(s, Shock("suspension", 5, 9), keep=keep)[0]
    for name in keep:
        assert (calm(name) == struck(name)).all()


def test_end_of_an_exemption_is_a_step_from_a_duty_of_nothing(quiet):
    """As in the United States on 29 August 2025. A wholesaler, whose buyer imports, feels none."""
    exempt = quiet("platform_direct", duty=0.0)
    lots = quiet("platform_b2b")
    end = Shock("duty", 10, 0.3)
    for s, rate in ((exempt, 0.3), (lots, 0.0)):
        keep = ("spent", "sold")
        before, after = lived(s, keep=keep)[0], lived(s, end, keep=keep)[0]
        more = after("spent") - before("spent")
        assert not more[:10].any()
        assert more[10:] == pytest.approx(rate * s.ds_cogs * after("sold")[10:], rel=1e-4)

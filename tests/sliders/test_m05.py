"""What lesson 05 tells its readers to try happens on the sliders."""

import numpy as np
import pytest
from looking import shown

from xbcourse.analysis.modes import MODES, alike
from xbcourse.analysis.scorecard import DIMENSIONS
from xbcourse.analysis.traffic import SOURCES
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate
from xbcourse.sliders.view import find
from xbcourse.sliders.views import m05, m05_risk, m05_scores


def costs(**changes):
    """Mode → part → share of its sales."""
    view = find("mode_costs")
    return m05._cost_shares(view.start(**changes), view.paths)


def orders(**changes):
    view = find("mode_traffic")
    return m05._orders(view.start(**changes), view.paths)


def risks(**changes):
    view = find("mode_risks")
    return m05_risk._risks(view.start(**changes), view.paths)


def losses(**changes):
    view = find("mode_shocks")
    return m05_risk._losses(view.start(**changes), view.paths)


def card(**changes):
    view = find("mode_scores")
    return m05_scores._card(m05_scores._unweighted(view.start(**changes)), view.paths)


def duel(**changes):
    view = find("mode_flips")
    return m05_scores._duel(view.start(**changes), view.paths)


def winner(**changes):
    """The mode that the heat map names first, by its preset."""
    view = find("mode_scores")
    sentence = view(view.start(**changes)).sentence
    names = {m05.mode_name(name): name for name in MODES}
    first, _, _ = sentence.partition(" leads (")
    return names[first]


def own_share(found):
    """Content and returning buyers in the last quarter of testing first."""
    return m05._late_share(found["hybrid_staged"], ("from_content", "from_list"))


# Costs.


def test_first_mile_packing_and_storage_are_the_small_lines():
    start = costs()
    assert start["self_batch"]["freight_storage"] == pytest.approx(0.042, abs=0.003)
    assert start["self_quick"]["freight_storage"] == pytest.approx(0.085, abs=0.005)
    batch = start["self_batch"]
    for larger in ("goods", "delivery", "selling_fees"):
        assert batch[larger] > 3 * batch["freight_storage"]


def test_direct_parcels_pay_almost_as_much_toll_as_they_keep():
    direct = costs()["platform_direct"]
    assert direct["selling_fees"] + direct["promotion"] == pytest.approx(0.141, abs=0.004)
    assert direct["profit"] == pytest.approx(0.156, abs=0.008)


def test_cheap_parcels_nearly_double_what_direct_parcels_keep():
    cheap = costs(ds_ship=15.0)["platform_direct"]["profit"]
    assert 1.7 < cheap / costs()["platform_direct"]["profit"] < 2.0


def test_a_duty_of_sixty_percent_leaves_wholesale_alone_and_sinks_quick_response():
    start, dear = costs(), costs(duty=0.6)
    assert dear["platform_b2b"]["profit"] == start["platform_b2b"]["profit"]
    assert dear["self_quick"]["profit"] < 0 < start["self_quick"]["profit"]
    assert dear["hybrid_drop"]["profit"] < 0
    for name in set(MODES) - {"platform_b2b"}:
        assert dear[name]["profit"] < start[name]["profit"]


def test_without_ads_retail_keeps_more_and_wholesale_loses():
    start, quiet = costs(), costs(tacos=0.0, launch_b=0.0)
    for name in ("self_batch", "self_quick", "platform_direct"):
        assert quiet[name]["profit"] > start[name]["profit"]
    assert quiet["platform_b2b"]["profit"] < 0 < start["platform_b2b"]["profit"]


# Traffic.


def test_content_is_slow_and_thickens():
    start, rich = orders(), orders(content=5000.0)
    early = start["hybrid_staged"][:13].sum(axis=0)
    own = early[SOURCES.index("from_content")] + early[SOURCES.index("from_list")]
    assert 0.03 < own / early.sum() < 0.04
    assert own_share(start) == pytest.approx(0.16, abs=0.01)
    assert own_share(rich) == pytest.approx(0.44, abs=0.015)
    concentrated = float(shown("mode_traffic").figures[1].value)
    spread = float(shown("mode_traffic", content=5000.0).figures[1].value)
    assert (concentrated, spread) == pytest.approx((0.48, 0.32), abs=0.01)


def test_more_content_earns_less_within_two_years():
    both = {}
    for content in (900.0, 5000.0):
        found = simulate(alike(Scenario(content=content), ["hybrid_staged"]), paths=1000)
        both[content] = float(found.outcome("wealth", "hybrid_staged").mean(dtype=float))
    assert 40_000 < both[900.0] - both[5000.0] < 90_000


def test_a_batch_without_ads_starts_slowly_and_ends_as_well():
    names = ["self_batch", "platform_b2b"]
    start = ordered(names)
    quiet = ordered(names, launch_b=0.0, tacos=0.0)
    assert start["self_batch"][8:13].sum(axis=1).mean() == pytest.approx(52, abs=2)
    assert quiet["self_batch"][8:13].sum(axis=1).mean() == pytest.approx(14, abs=1)
    late = [found["self_batch"][-12:].sum() for found in (quiet, start)]
    assert 0.9 < late[0] / late[1] < 1.0
    wholesale = [found["platform_b2b"][-12:].sum() for found in (quiet, start)]
    assert wholesale[0] / wholesale[1] == pytest.approx(0.25, abs=0.03)


def ordered(names, **changes):
    found = simulate(alike(Scenario(**changes), names), paths=500, keep=SOURCES)
    return {
        name: np.stack([found.trajectory(s, name).mean(axis=1) for s in SOURCES], axis=1)
        for name in names
    }


def test_rank_brings_two_to_four_fifths_of_retail_and_a_third_of_wholesale():
    rank = {name: m05._late_share(found, ("from_rank",)) for name, found in orders().items()}
    retail = [share for name, share in rank.items() if name != "platform_b2b"]
    assert 0.38 < min(retail) < max(retail) < 0.82
    assert rank["platform_b2b"] == pytest.approx(0.33, abs=0.02)


def test_talk_is_what_spreads_quick_response():
    start, silent = shown("mode_traffic").data, shown("mode_traffic", wom=0.0).data
    of_talk = [
        next(layer.y[-1] for layer in data.panels[1].layers if layer.name == "Word of mouth")
        for data in (start, silent)
    ]
    assert of_talk[0] > 0.4 and of_talk[1] == 0


# Risk.


def test_a_million_ends_ruin_and_makes_the_worst_years_worse():
    start, rich = risks()["self_batch"], risks(capital=1_000_000.0)["self_batch"]
    assert start.ruin == pytest.approx(0.105, abs=0.01) and rich.ruin < 0.01
    assert rich.worst < start.worst < -300_000


@pytest.mark.parametrize("capital", [300_000.0, 1_000_000.0, 3_000_000.0])
def test_own_stock_never_has_the_milder_worst_years(capital):
    found = risks(capital=capital)
    for own in ("self_batch", "self_quick"):
        assert found[own].worst < 2 * found["platform_direct"].worst < 0


def test_a_known_product_shortens_every_bar():
    start, known = risks(), risks(theta_sigma=0.3)
    for name in MODES:
        assert known[name].high - known[name].low < 0.65 * (start[name].high - start[name].low)


def test_without_a_stop_rule_own_stock_and_testing_lose_in_most_runs():
    start, stubborn = risks(), risks(kill=0.0)
    for name in ("self_batch", "platform_direct", "hybrid_staged"):
        assert stubborn[name].middle < 0 < start[name].middle


def test_what_a_suspension_takes():
    early, late = losses().loc["suspension"], losses(event_week=48).loc["suspension"]
    assert late["self_batch"] == pytest.approx(2 * early["self_batch"], rel=0.15)
    assert late["self_quick"] == pytest.approx(0.67, abs=0.04)
    assert late["self_batch"] == pytest.approx(0.31, abs=0.03)
    assert late["platform_direct"] < 0.15 and late["platform_b2b"] < 0.15
    assert early["hybrid_staged"] == pytest.approx(0.32, abs=0.03)
    assert early["hybrid_staged"] > 2 * early["platform_direct"]


def test_a_strong_own_site_spreads_risk():
    strong = losses(event_week=48, content=3000.0, cvr_d=0.03).loc["suspension"]
    weak = losses(event_week=48).loc["suspension"]
    assert weak["hybrid_staged"] == pytest.approx(0.25, abs=0.03)
    assert strong["hybrid_staged"] == pytest.approx(0.08, abs=0.02)
    assert strong["hybrid_staged"] < strong["platform_direct"]


# Scores.


def test_no_mode_is_best_on_all_four():
    best = card().scores.idxmax()
    assert best[["cost", "traffic"]].tolist() == ["hybrid_staged"] * 2
    assert best[["supply", "risk"]].tolist() == ["platform_b2b"] * 2


def test_weights_alone_make_two_win_and_a_known_product_five():
    able = {name for name, wins in card().wins.items() if wins > 0}
    assert able == {"platform_b2b", "hybrid_staged"}
    known = card(theta_sigma=0.3).wins
    assert {name for name in MODES if known[name] > 0} == set(MODES) - {"self_quick"}


def test_cheaper_goods_besides_make_all_six_able_to_win():
    assert all(wins > 0 for wins in card(theta_sigma=0.3, cogs=25.0).wins.values())


@pytest.mark.parametrize(
    ("preset", "wins"),
    {
        "cost_only": "hybrid_staged",
        "risk_first": "platform_b2b",
        "batch_wins": "self_batch",
        "quick_wins": "self_quick",
        "direct_wins": "platform_direct",
        "drop_wins": "hybrid_drop",
    }.items(),
)
def test_each_mode_can_be_made_to_win(preset, wins):
    changes = find("mode_scores").presets[preset][1]
    assert winner(**changes) == wins


@pytest.mark.parametrize("preset", ["batch_wins", "quick_wins", "direct_wins", "drop_wins"])
def test_those_four_need_an_assumption_besides_their_weights(preset):
    changes = find("mode_scores").presets[preset][1]
    weights = {name: value for name, value in changes.items() if name.startswith("weight_")}
    assert winner(**weights) in ("platform_b2b", "hybrid_staged")


def test_weights_of_zero_count_alike():
    none = dict.fromkeys((f"weight_{dimension}" for dimension in DIMENSIONS), 0.0)
    data = shown("mode_scores", **none).data
    assert (data.shares == shown("mode_scores").data.shares).all()
    assert "All weights are zero" in data.finding


def test_only_the_proportion_of_weights_matters():
    twice = {"weight_cost": 4.0, "weight_traffic": 2.0, "weight_supply": 6.0, "weight_risk": 8.0}
    once = {name: value / 2 for name, value in twice.items()}
    assert shown("mode_scores", **twice).data.words == shown("mode_scores", **once).data.words


# What turns it.


def turning(**changes):
    table = duel(**changes)
    return set(table.loc[table["flips"], "parameter"])


def lead(**changes):
    return float(duel(**changes)["base"].iloc[0])


def test_by_default_only_the_unit_cost_turns_it():
    assert lead() == pytest.approx(-129_000, abs=10_000)
    assert turning() == {"cogs"}
    assert turning(doubt=0.1) == set()
    assert turning(doubt=0.5) == {"cogs", "ds_cogs", "ds_ship", "lead", "theta_sigma"}


def test_whoever_minds_no_risk_takes_own_stock():
    assert lead(risk_aversion=0.0) > 0 > lead()


def test_the_sliders_turn_it_where_the_lesson_says():
    assert lead(cogs=30.0) > 0 > lead(cogs=32.0)
    assert lead(theta_sigma=0.5) > 0 > lead(theta_sigma=0.6)
    assert lead(lead=4) > 0


def test_with_a_million_a_suspension_still_hurts_own_stock_most():
    table = shown("mode_shocks", event_week=48, capital=1_000_000.0).table.set_index("Mode")
    taken = table["suspension"].str.rstrip("%").astype(int)
    assert taken[["Quick response", "Batch stock", "Direct parcels"]].tolist() == [37, 15, 13]


def test_a_mode_that_sells_nothing_is_not_said_to_keep_most():
    most = {parameter.name: parameter.high for parameter in find("mode_costs").parameters()}
    seen = shown("mode_costs", **most)
    table = seen.table.set_index("Share of sales")
    assert set(table["Batch stock"]) == {"–"}
    assert seen.figures[0].text == "nothing sold" and "0.0%" not in seen.data.rows[0].total
    assert "Wholesale (B2B) keeps the most (-58.5)" in seen.sentence


def test_no_mode_is_called_the_frailest_where_none_runs_out_of_cash():
    assert "no mode runs out of cash" in shown("mode_risks", capital=5e6).sentence
    assert "most likely to run out of cash" in shown("mode_risks").sentence


def test_what_a_suspension_does_not_take_is_nothing():
    view = find("mode_shocks")
    assert "nothing from Dropshipping" in view.draft(view.start(event_week=4)).sentence
    assert "nothing from" not in shown("mode_shocks").sentence

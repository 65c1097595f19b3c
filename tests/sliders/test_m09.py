"""What lesson 09 tells its readers to try happens on the sliders."""

import numpy as np
import pytest
from looking import shown

from xbcourse.analysis.decision_map import decision_map
from xbcourse.analysis.modes import MODES
from xbcourse.analysis.recommend import recommend
from xbcourse.analysis.switching import highest_cost, threshold
from xbcourse.assumptions.scenario import Scenario
from xbcourse.charts.atlas import NONE
from xbcourse.model.simulation import simulate
from xbcourse.sliders.view import find
from xbcourse.sliders.views import m09, m09_position

HE = {"capital": 300_000.0, "theta_sigma": 0.8, "exper": 0.3}
KAI = {"capital": 800_000.0, "theta_sigma": 0.5, "exper": 0.5}
QIU = {"capital": 2_000_000.0, "theta_sigma": 0.4, "exper": 0.8}
PEOPLE = pytest.mark.parametrize("person", [HE, KAI, QIU], ids=["he", "kai", "qiu"])


def spot(**changes):
    """The answer at a position: a mode, two that tie, or None to stay out."""
    own = m09.here(find("stage_map").start(**changes))
    if own.out:
        return None
    return {MODES[int(own.best)]} | ({MODES[int(own.second)]} if own.tie else set())


def area(answer, **changes):
    """Share of the map: of a mode as the leader, or of staying out (None)."""
    found = m09.answers(find("stage_map").start(**changes))
    leader = np.where(found.out, NONE, found.best)
    return float((leader == (NONE if answer is None else MODES.index(answer))).mean())


def alone(answer, **changes):
    """Share of the map where a mode is best and ties with nobody."""
    found = m09.answers(find("stage_map").start(**changes))
    return float(((found.best == MODES.index(answer)) & ~found.tie & ~found.out).mean())


def simulated(**changes):
    view = find("stage_position")
    return m09_position.position(view.start(**changes), view.paths)[1]


def sure(**changes):
    """Mode → sure change of the capital in two years, by simulation."""
    return np.expm1(simulated(**changes).modes.set_index("scenario")["growth"])


def middle(**changes):
    """Sure change without a site, and with one at each content spend."""
    view = find("stage_middle")
    alone, ahead = m09_position.middle(view.start(**changes), view.paths)
    return float(np.expm1(alone)), np.expm1(alone + np.array([one.mean for one in ahead]))


# The map.


def test_he_min_should_sell_direct_parcels_and_with_little_money_nothing():
    assert spot(**HE) == {"platform_direct"}
    assert spot(**HE | {"capital": 700_000.0}) == {"platform_direct", "self_batch"}
    assert spot(**HE | {"capital": 200_000.0}) == {"platform_direct"}
    assert spot(**HE | {"capital": 170_000.0}) is None
    assert spot(**HE | {"capital": 170_000.0, "theta_sigma": 0.5}) is not None


@pytest.mark.parametrize(
    ("capital", "border", "leader"),
    [(300_000.0, 497_000, "platform_direct"), (500_000.0, 787_000, "self_batch")],
)
def test_he_min_goes_over_two_borders_to_the_right(capital, border, leader):
    found, answer = m09.next_border(find("stage_map").start(**HE | {"capital": capital}))
    assert found == pytest.approx(border, rel=0.01)
    assert MODES[int(answer.best)] == leader and answer.tie


def test_he_min_goes_over_two_borders_downwards():
    assert spot(**HE) == {"platform_direct"}
    assert spot(**HE | {"theta_sigma": 0.5}) == {"platform_direct", "self_batch"}
    assert spot(**HE | {"theta_sigma": 0.3}) == {"self_batch"}


def test_the_next_border_is_a_line_of_the_map():
    """What the sentence says changes where the picture changes, ties and all."""
    for person in (HE, KAI, QIU):
        scenario = find("stage_map").start(**person)
        found = m09.next_border(scenario)
        capital = m09.cells()[0]
        row = m09.here(scenario, capital=capital)
        drawn = shown("stage_map", **person).data
        assert drawn.best.shape[1] == len(capital)
        codes = m09._code(row)
        right = capital > scenario.capital
        other = capital[right][codes[right] != m09._code(m09.here(scenario))]
        if found is None:
            assert not len(other)
        else:
            assert other[0] / 1.08 < found[0] <= other[0] * 1.001
    assert "(a tie)" in shown("stage_map", **HE).sentence


def test_experience_pushes_the_border_of_direct_parcels_to_the_left():
    start = m09.next_border(find("stage_map").start(**HE))[0]
    seasoned = m09.next_border(find("stage_map").start(**HE | {"exper": 0.8}))[0]
    assert seasoned == pytest.approx(417_000, rel=0.01) and seasoned < start
    assert alone("hybrid_staged") == 0
    assert alone("hybrid_staged", exper=0.8) == pytest.approx(0.12, abs=0.02)


def test_cheap_parcels_eat_the_map_and_are_enough_for_kai():
    assert alone("platform_direct", ds_ship=15.0) == pytest.approx(0.47, abs=0.02)
    assert all(alone(name, ds_ship=15.0) == 0 for name in MODES if name != "platform_direct")
    assert "platform_direct" in spot(**KAI, ds_ship=15.0)


def test_a_quiet_category_leaves_four_fifths_to_staying_out_and_all_three():
    assert area(None, search=1000.0) == pytest.approx(0.82, abs=0.02)
    assert area(None) == pytest.approx(0.23, abs=0.02)
    for person in (HE, KAI, QIU):
        assert spot(**person, search=1000.0) is None


def test_who_tolerates_no_ruin_is_left_with_wholesale():
    assert spot(**HE, ruin_limit=0.0) == {"platform_b2b"}


def test_dropshipping_leads_nowhere_at_the_usual_traffic():
    for exper in (0.0, 0.3, 0.8):
        assert area("hybrid_drop", exper=exper) == 0


@pytest.mark.parametrize("exper", [0.3, 0.8])
def test_testing_first_takes_the_rich_who_do_not_know(exper):
    found = m09.answers(find("stage_map").start(exper=exper))
    capital, uncertainty = m09.cells()
    rich = (capital >= 1e6) & (capital <= 2e6)
    there = MODES.index("hybrid_staged")
    among = (found.best == there) | (found.tie & (found.second == there))
    assert among[uncertainty > 0.7][:, rich].all()


def test_known_demand_is_heavy_at_any_size_and_guesswork_is_not():
    for capital in (250_000.0, 500_000.0, 2_000_000.0):
        assert "self_batch" in spot(capital=capital, theta_sigma=0.3)
    axes = {"capital": [2_000_000.0], "theta_sigma": [0.9, 1.2], "exper": [0.3]}
    many = decision_map(axes, MODES, paths=2000, scheduler="serial", progress=False)
    assert many.choices().tolist() == ["hybrid_staged"] * 2
    assert many.cells["lead"].iloc[0] == pytest.approx(0.03, abs=0.005)
    assert spot(capital=2_000_000.0, theta_sigma=0.9) == {"self_batch", "hybrid_staged"}


@PEOPLE
def test_map_and_simulation_name_the_same_best(person):
    """Another luck, more paths: the grid's answer stands, or it was a tie."""
    axes = {name: [value] for name, value in person.items()}
    fresh = decision_map(axes, MODES, paths=1000, seed=7, scheduler="serial", progress=False)
    assert fresh.cells["best"].iloc[0] in spot(**person)


def test_the_map_says_where_it_comes_from_and_where_it_ends():
    data = shown("stage_map").data
    assert "Precomputed grid" in data.source
    assert "Beyond the grid" in shown("stage_map", search=20_000.0).sentence
    assert "Beyond the grid" not in shown("stage_map").sentence


# At a position, simulated.


def test_who_should_hold_stock():
    kai, qiu, he = sure(**KAI), sure(**QIU), sure(**HE)
    assert (kai["self_batch"], kai["hybrid_staged"], kai["platform_direct"]) == pytest.approx(
        (0.41, 0.31, 0.26), abs=0.01
    )
    assert (qiu["self_batch"], qiu["platform_direct"]) == pytest.approx((0.24, 0.13), abs=0.01)
    assert (he["platform_direct"], he["self_batch"], he["hybrid_drop"]) == pytest.approx(
        (0.60, 0.14, -0.43), abs=0.015
    )
    assert he.idxmin() == "hybrid_drop"


def test_cheap_goods_make_mr_qiu_restock_in_small_lots():
    assert simulated(**QIU, cogs=25.0).choice == "self_quick"
    assert sure(**QIU, cogs=25.0)["self_quick"] == pytest.approx(0.56, abs=0.02)


def test_a_duty_of_sixty_percent_sends_the_others_to_wholesale():
    he = simulated(**HE, duty=0.6)
    assert he.answer == "tie" and {he.best, he.second} == {"platform_direct", "platform_b2b"}
    for person in (KAI, QIU):
        assert simulated(**person, duty=0.6).choice == "platform_b2b"


def test_direct_parcels_stand_where_losing_is_feared():
    assert simulated(**HE, risk_aversion=3.0).choice == "platform_direct"


# Changing.


def changing(**changes):
    return m09.thresholds(find("stage_switch").start(**changes))


def test_a_small_cost_doubles_the_threshold():
    assert changing() == (775_000.0, 1_475_000.0)
    assert changing(switch_cost=150_000.0)[1] is None
    assert "does not pay up to CN¥3M" in shown("stage_switch", switch_cost=150_000.0).sentence


def test_knowledge_and_experience_bring_it_nearer():
    assert changing(theta_sigma=0.4)[1] == 375_000.0
    assert changing(exper=0.8)[1] == 775_000.0


def test_with_cheap_parcels_there_is_no_reason_to_change():
    assert changing(ds_ship=20.0)[1] is None


def test_what_changing_is_worth_to_kai():
    view = find("stage_switch")
    place = m09.ground(view.start(**KAI))
    free, paid = (shown("stage_switch", **KAI, switch_cost=c).figures[0].value for c in (0.0, 60e3))
    assert (free, paid) == pytest.approx((119_000, 54_000), abs=1_000)
    assert highest_cost(place, 800_000.0) == pytest.approx(108_000, abs=1_000)
    assert threshold(place | {"theta_sigma": 0.8}, 60_000.0) > 800_000


# The middle.


def test_both_ends_are_better_where_the_site_converts():
    alone, mixed = middle(cvr_d=0.03)
    assert (alone, mixed[0], mixed[-1]) == pytest.approx((0.53, 0.32, 0.76), abs=0.015)
    level = m09_position.overtaking(mixed, alone)
    assert level == pytest.approx(1_900, abs=100)


@pytest.mark.parametrize(
    "changes", [{}, {"cvr_d": 0.03, "weeks": 52}, {"cvr_d": 0.03, "capital": 300_000.0}]
)
def test_there_is_no_other_end_without_conversion_time_and_money(changes):
    alone, mixed = middle(**changes)
    assert mixed.max() < alone


def test_time_widens_both_ends():
    alone, mixed = middle(cvr_d=0.03, weeks=208)
    assert mixed[0] < alone < mixed[-1]
    assert m09_position.overtaking(mixed, alone) < 1_500


def test_without_talk_the_step_down_nearly_disappears():
    alone, mixed = middle(wom=0.0)
    assert alone == pytest.approx(0.31, abs=0.01)
    assert alone - mixed[0] < 0.05 < middle()[0] - middle()[1][0]


# Pace and track.


def without_site(person):
    """Sure gain and ruin of the six modes, and of the hybrid that tests first without its site."""
    ways = {name: Scenario(name, **person) for name in MODES}
    ways["no_site"] = ways["hybrid_staged"].but(channels="marketplace")
    modes = recommend(simulate(ways, paths=1000)).modes.set_index("scenario")
    return np.expm1(modes["growth"]), modes["ruin"]


@pytest.mark.parametrize(("person", "gain"), [(HE, 0.67), (KAI, 0.54), (QIU, 0.31)])
def test_light_first_heavy_later_and_no_site_beats_all_six(person, gain):
    sure_gain, ruin = without_site(person)
    assert sure_gain["no_site"] == pytest.approx(gain, abs=0.01)
    assert sure_gain.idxmax() == "no_site" and ruin["no_site"] < 0.1


@PEOPLE
def test_the_track_makes_more_of_a_difference_than_the_pace(person):
    axes = {name: [value] for name, value in person.items()}
    best = []
    for traffic in (0.3, 1.7):
        there = decision_map(
            axes, MODES, factors={"search": traffic}, paths=400, scheduler="serial", progress=False
        )
        usable = there.modes[there.modes["feasible"]]
        best.append(float(np.expm1(usable["growth"].max())))
        assert traffic == 1.7 or there.choices().iloc[0] == "stay_out"
    track = best[1] - best[0]
    usual = sure(**person)
    pace = abs(usual["self_batch"] - usual["platform_direct"])
    assert 0.55 < track < 1.45
    assert track > 2 * pace > 0.2


def test_a_site_that_only_costs_is_not_said_to_be_overtaken_at_nothing():
    sentence = shown("stage_middle", cogs=500.0).sentence
    assert "content only costs" in sentence and "level at" not in sentence


@pytest.mark.parametrize(
    ("capital", "label"), [(300_000.0, "you: CN¥300K"), (5e6, "you: CN¥5M, off the chart")]
)
def test_who_is_off_the_chart_is_told(capital, label):
    assert shown("stage_switch", capital=capital).data.here_label == label

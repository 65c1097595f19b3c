"""Four quarters: the market of a code, benchmarks, luck and skill, and what a decision cost."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from xbcourse.analysis.quarters import policies, scoring
from xbcourse.analysis.quarters.levers import LEVERS, STOP, Choice, quality
from xbcourse.analysis.quarters.market import ALPHABET, market, new_code, plain_code
from xbcourse.analysis.quarters.scoring import POLICIES, first_decision, score
from xbcourse.analysis.quarters.year import VISIBLE, lived, most_pieces, ruined, seen, year
from xbcourse.assumptions.errors import ParameterError

PLAYED = (
    Choice(order=900, care=0.6),
    Choice(order=1200),
    Choice(order=1400, price=25.99),
    Choice(order=600, site=500),
)
GREEDY = (Choice(order=3000, ads=6000), *[Choice(order=3000, ads=6000)] * 3)


@pytest.fixture(scope="module")
def scored():
    return score("CLASS 1", PLAYED)


def test_a_code_draws_the_same_market_everywhere():
    """The numbers that it drew when this was written: SHA-256 and a generator that Python promises
    to keep."""
    there = market("class-1")
    assert there == market(" Class 1") and there.code == "CLASS1"
    assert dict(there.facts) == {
        "appeal": 0.77,
        "traffic": 0.8,
        "clicks": 0.71,
        "elasticity": 2.5,
        "stars": 4.04,
    }
    assert there.seed == 5229907026701077080
    assert there.scenario.search == 2800 and there.scenario.cvr_m == 0.077
    assert market("电商2班") != market("电商3班")
    assert market(7) == market("7")


def test_what_a_code_sells_is_the_same_on_every_computer():
    table = seen(PLAYED[:1], market("CLASS1"))
    assert table["sold"].tolist()[:9] == [0, 0, 0, 0, 0, 24, 42, 55, 79]


@pytest.mark.parametrize("wrong", ["", "   ", "---", "A" * 25, "a/b", "<b>", None, 1.5, True, []])
def test_what_is_no_code_is_refused(wrong):
    with pytest.raises(ParameterError):
        plain_code(wrong)


def test_drawn_codes_differ_and_can_be_read_aloud():
    codes = {new_code() for _ in range(40)}
    assert len(codes) == 40
    assert set("".join(codes)) <= set(ALPHABET) and not set("0O1ILS5Z2") & set(ALPHABET)


def test_markets_differ_as_they_are_said_to():
    drawn = [market(f"many {k}") for k in range(400)]
    for name, spread in {"appeal": 0.4, "traffic": 0.25, "clicks": 0.25}.items():
        values = np.array([there.facts[name] for there in drawn])
        assert values.mean() == pytest.approx(1, abs=0.06), name
        assert np.log(values).std() == pytest.approx(spread, rel=0.12), name
    stars = [there.stars for there in drawn]
    assert 4.0 <= min(stars) < 4.05 and 4.35 < max(stars) <= 4.4


def test_a_seller_sees_the_weeks_played_and_none_of_what_is_hidden():
    there = market("CLASS1")
    assert seen((), there).empty
    half = seen(PLAYED[:2], there)
    assert list(half.columns) == ["week", "quarter", *VISIBLE]
    assert half["week"].tolist() == list(range(1, 27))
    whole = seen(PLAYED, there)
    assert whole.iloc[:26].equals(half)
    assert not {"wanted", "forecast", "velocity", "demotion"} & set(half.columns)
    # Nothing sold, no rating: the simulation's own start would give the market away.
    assert whole["stars"].isna().tolist() == [week <= 5 for week in range(1, 53)]
    # Nothing appears and nothing is lost: what came in is sold or in stock.
    assert whole["sold"].sum() + whole["stock"].iloc[-1] == 900 + 1200 + 1400 + 600


def test_the_path_that_happens_is_the_one_that_was_played(scored):
    whole = seen(PLAYED, market("CLASS1"))
    assert scored.happened.stars == pytest.approx(whole["stars"].iloc[-1], abs=1e-6)
    assert scored.happened.lowest_cash == pytest.approx(whole["cash"].min(), abs=0.1)


def test_luck_is_nothing_on_average_and_skill_is_the_same_whatever_happens(scored):
    own = scored.growth["you"]
    assert scored.luck == pytest.approx(own[0] - own.mean(), abs=1e-12)
    assert (own - own.mean()).mean() == pytest.approx(0, abs=1e-12)
    # More paths are other luck; the skill stays within what 200 paths can tell.
    fewer = score("CLASS1", PLAYED, paths=200)
    assert fewer.happened == scored.happened
    error = (own - scored.growth["newsvendor"]).std() / np.sqrt(200)
    assert abs(fewer.skill - scored.skill) < 4 * error


def test_the_rule_that_keeps_its_orders_is_as_rigid_as_a_learner(scored):
    """On the path that happens it is the rule itself; on the others it no longer follows sales."""
    there = scored.market
    kept = policies.kept_year(there)
    assert all(quarter.cover is None for quarter in kept)
    run = lived({"rule": policies.newsvendor_year(), "kept": kept}, there)
    assert run["kept"].growth[0] == pytest.approx(run["rule"].growth[0], abs=1e-3)
    assert np.abs(run["kept"].growth - run["rule"].growth)[1:].max() > 0.05
    assert scored.kept == pytest.approx(run["kept"].growth.mean(), abs=1e-12)
    assert [policies._orderable(n) for n in (49, 51, 849.4, 5000)] == [0, 100, 849, 3000]


def test_staying_out_keeps_the_capital_and_nothing_else(scored):
    out = scored.dials["stay_out"]
    assert (out.growth, out.growth_low, out.ruin, out.customers) == (0, 0, 0, 0)
    assert out.lowest_cash == 300_000 and np.isnan(out.stars)


@pytest.mark.parametrize("code", ["CLASS1", "K7MQ2", "FOSHAN"])
def test_benchmarks_stand_in_their_order(code):
    dials = score(code, PLAYED).dials
    best = dials["best_found"]
    assert best.growth >= max(dials["newsvendor"].growth, dials["stay_out"].growth)
    assert best.ruin <= policies.RUIN_LIMIT
    assert dials["random"].growth < dials["newsvendor"].growth


def test_the_newsvendor_is_worth_something_where_nobody_knows_the_market():
    """Over many markets it gains; it orders less than mean demand for want of knowledge."""
    of_rule, again = first_decision(Choice(order=0)), first_decision(Choice(order=900))
    assert of_rule.rule == again.rule > 0.1
    # Nothing on sale for a quarter is a quarter of the year lost.
    assert of_rule.mine < of_rule.rule and again.mine > of_rule.mine
    first = policies.newsvendor_year()[0].cover
    assert first == pytest.approx(13 * np.exp(0.8 * 0.1474 - 0.8**2 / 2), rel=1e-3)
    assert first < 13


def test_a_decision_that_is_the_newsvendors_own_costs_nothing(scored):
    costs = scored.costs.set_index(["quarter", "lever"])["gain"]
    assert costs[1, "ads"] == costs[1, "price"] == costs[1, "site"] == 0
    assert costs[3, "price"] != 0 and costs[4, "site"] > 0
    assert list(scored.costs.columns) == ["quarter", "lever", "gain", "low", "high"]
    assert len(scored.costs) == 4 * (len(LEVERS) + 1)


def test_the_costliest_decision_of_a_greedy_year_is_its_first_large_order():
    greedy = score("CLASS1", GREEDY)
    quarter, lever, gain = greedy.costliest
    assert gain > 0.1 and lever in LEVERS
    whole = greedy.costs[greedy.costs["lever"] == "all"]
    assert whole.loc[whole["gain"].idxmax(), "quarter"] == quarter
    assert greedy.dials["you"].ruin > 0.9 and greedy.skill < -0.5
    assert ruined(GREEDY, greedy.market)


def test_the_newsvendors_own_mean_order_has_no_costly_quarter():
    """Who stays out at once decided one thing: the rule from the first day is the only other."""
    out = score("K7MQ2", [STOP])
    assert out.costs["lever"].tolist() == ["all"]
    assert out.costs["gain"].iloc[0] == pytest.approx(out.dials["newsvendor"].growth, abs=1e-12)
    assert out.luck == 0 and out.happened.growth == 0


def test_who_closes_is_closed_for_the_rest_of_the_year():
    own = year([Choice(order=200), STOP, Choice(order=900)])
    assert [quarter.choice.stop for quarter in own] == [False, True, True, True]
    assert year([Choice()])[1].choice.stop


@pytest.mark.parametrize("lever", LEVERS)
@pytest.mark.parametrize("end", ["low", "high"])
def test_every_lever_can_be_pressed_to_its_ends(lever, end):
    value = getattr(LEVERS[lever], end)
    choice = Choice(**{lever: int(value) if lever == "order" else value})
    one = lived({"one": year([choice] * 4)}, market("CORNER"), paths=20)["one"]
    for values in (one.growth, one.lowest, one.customers):
        assert np.isfinite(values).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": -100},
        {"order": 3001},
        {"order": 50},
        {"order": 500.5},
        {"order": True},
        {"price": 5.0},
        {"ads": -1},
        {"care": 9},
        {"site": "much"},
        {"ads": float("nan")},
        {"stop": "yes"},
    ],
)
def test_what_cannot_be_chosen_is_refused(wrong):
    with pytest.raises(ParameterError), warnings.catch_warnings():
        warnings.simplefilter("error")
        Choice(**wrong)


def test_care_brings_stars_less_and_less():
    gains = np.diff([quality(4.0, care) for care in (0.0, 0.5, 1.0, 1.5, 2.0)])
    assert (gains > 0).all() and (np.diff(gains) < 0).all()


def test_an_order_is_limited_by_the_cash_for_its_deposit():
    there = market("CLASS1")
    assert most_pieces((), there) == 3000
    poor = GREEDY[:2]
    cash = seen(poor, there)["cash"].iloc[-1]
    assert most_pieces(poor, there) == max(int((cash - 5000) / (0.3 * 34)), 0) or cash > 40_000


def test_the_numbers_that_the_lesson_tells():
    """Sixty markets on the usual levers; what the rule comes to in them; Cheng Xiao's year."""
    there = [market(f"other {k}") for k in range(scoring.MARKETS)]
    plenty = [Choice(order=3000)]
    sold = np.array([seen(plenty, one)["sold"].iloc[5:13].mean() for one in there])
    assert np.quantile(sold, [0.05, 0.25, 0.5, 0.75, 0.95]).round().tolist() == [
        14,
        34,
        55,
        103,
        208,
    ]
    # What the newsvendor's rule takes for known: a mean of 80 a week, and their spread.
    assert sold.mean() == pytest.approx(80, abs=2)
    assert np.log(sold).std() == pytest.approx(policies.UNKNOWN, abs=0.05)
    first = Choice(order=1500, ads=3000)
    (mine, rule), ruin = scoring.in_other_markets(first)
    assert ruin.mean(axis=1).round(2).tolist() == [0.01, 0.02]
    all_in = first_decision(Choice(order=3000, ads=6000, care=2.0, site=3000))
    assert (round(all_in.mine, 3), round(all_in.mine_ruin, 2)) == (0.3, 0.07)
    assert (round(mine.mean(), 3), round(rule.mean(), 3)) == (0.306, 0.202)
    assert (rule < 0).mean() == pytest.approx(1 / 3, abs=0.01)
    year_of_hers = [first, Choice(order=1000, ads=3000), Choice(order=1500, ads=2000), Choice(1000)]
    hers = score("FOSHAN1", year_of_hers)
    means = [hers.dials[name].growth for name in ("you", "newsvendor", "best_found")]
    assert np.round([*means, hers.happened.growth], 3).tolist() == [0.189, 0.159, 0.343, 0.151]
    assert round(hers.kept, 3) == 0.16
    costs = hers.costs.set_index(["quarter", "lever"])["gain"].round(3)
    assert (costs[1, "order"], costs[2, "ads"]) == (-0.075, 0.044)
    weeks = seen(year_of_hers, hers.market).set_index("week")
    assert (weeks.loc[27:31, "stock"] == 0).all() and weeks.loc[32, "stock"] > 0
    assert weeks.loc[[26, 31], "visits"].round().tolist() == [1775, 715]
    assert weeks.loc[13, "stock"] == 927


def test_what_the_lesson_says_of_markets_of_the_own_site_and_of_kept_orders():
    """Over sixty markets: how far the rule differs, what content costs it, what keeping costs."""
    rule = policies.newsvendor_year()
    site = tuple(replace(q, choice=replace(q.choice, site=1000.0)) for q in rule)
    points = []
    for k in range(scoring.MARKETS):
        there = market(f"other {k}")
        run = lived({"rule": rule, "site": site, "kept": policies.kept_year(there)}, there)
        points.append([100 * run[name].growth.mean() for name in ("rule", "site", "kept")])
    follows, with_site, kept = np.array(points).T
    assert np.quantile(follows, [0.05, 0.95]).round().tolist() == [-24, 85]
    assert round((with_site - follows).mean(), 1) == -5.4 and (with_site > follows).sum() == 13
    assert round(np.median(follows - kept), 1) == 2.0
    assert ((kept > follows).sum(), (abs(follows - kept) > 5).sum()) == (23, 25)


def test_policies_are_named_once(scored):
    assert tuple(scored.dials) == POLICIES == tuple(scoring.POLICIES)

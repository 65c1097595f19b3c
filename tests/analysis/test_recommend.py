"""Recommendations on wealth that is known: modes, ties, staying out, the ruin limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.analysis.recommend import choose, recommend
from xbcourse.analysis.utility import growth, growth_interval
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.language import speaking
from xbcourse.assumptions.scenario import Scenario
from xbcourse.model.simulation import simulate

N = 400
SAFE = np.zeros(N, bool)
LUCK = np.random.default_rng(5).normal(0, 0.3, N)
wealths = st.lists(st.floats(1.0, 1e4), min_size=2, max_size=30)


def ruined(share):
    return np.arange(N) < share * N


# ---------------------------------------------------------------------------------- utility


def test_growth_at_known_risk_aversions():
    wealth = [50.0, 100.0, 400.0]
    assert growth(wealth, 100) == pytest.approx(np.log(2) / 3)  # geometric mean of ½, 1, 4
    assert growth(wealth, 100, 0) == pytest.approx(np.log(5.5 / 3))
    assert growth(wealth, 100, 2) == pytest.approx(np.log(3 / (2 + 1 + 0.25)))  # harmonic mean
    assert growth(wealth, 100, 1 + 1e-9) == pytest.approx(growth(wealth, 100), abs=1e-8)


def test_nobody_is_poorer_than_the_floor():
    assert growth([-500.0, -500.0], 100) == pytest.approx(np.log(0.05))


@given(wealths, st.floats(0, 5), st.floats(0, 5))
def test_more_aversion_never_likes_a_gamble_better(wealth, one, other):
    less, more = sorted((one, other))
    assert growth(wealth, 100, more) <= growth(wealth, 100, less) + 1e-9
    assert np.log(max(min(wealth) / 100, 0.05)) - 1e-9 <= growth(wealth, 100, more)


@given(wealths, st.floats(0.1, 1000), st.floats(0, 4))
def test_growth_has_no_currency(wealth, rate, aversion):
    converted = growth(np.array(wealth) * rate, 100 * rate, aversion)
    assert converted == pytest.approx(growth(wealth, 100, aversion), abs=1e-9)


@pytest.mark.parametrize("aversion", [0, 1, 3])
def test_the_interval_of_growth_covers_the_true_one(aversion):
    # ln W is normal: growth is m + (1 − γ) s²/2.
    luck, true = np.random.default_rng(2), 0.1 + (1 - aversion) * 0.04 / 2
    samples = 100 * np.exp(luck.normal(0.1, 0.2, (600, 300)))
    found = [growth_interval(sample, 100, aversion) for sample in samples]
    assert np.mean([f.low <= true <= f.high for f in found]) == pytest.approx(0.95, abs=0.025)


# ----------------------------------------------------------------------------------- choose


def test_the_best_by_risk_adjusted_growth_and_not_by_the_mean():
    steady, wild = np.full(N, 130.0), np.where(np.arange(N) % 2, 290.0, 20.0)
    assert wild.mean() > steady.mean()
    terms = {"wealth": {"wild": wild, "steady": steady}, "ruined": {"wild": SAFE, "steady": SAFE}}
    found = choose(**terms, capital=100.0)
    assert (found.answer, found.best, found.second) == ("mode", "steady", "wild")
    assert found.growth == pytest.approx(np.log(1.3))
    assert choose(**terms, capital=100.0, risk_aversion=0).best == "wild"


def test_a_difference_within_its_noise_is_a_tie_and_a_steady_one_is_not():
    base = 100 * np.exp(0.2 + LUCK)
    other = 100 * np.exp(0.21 + np.random.default_rng(6).normal(0, 0.3, N))
    safe = {"a": SAFE, "b": SAFE}
    tie = choose({"a": base, "b": other}, safe, 100.0)
    assert tie.answer == "tie"
    assert tie.lead.low <= 0 <= tie.lead.high
    assert tie.choice == tie.best
    # The same lead of one percent on the same luck: certain, although the luck is as wild.
    paired = choose({"a": base, "b": base * np.exp(0.01)}, safe, 100.0)
    assert (paired.answer, paired.best) == ("mode", "b")
    assert paired.lead.mean == pytest.approx(0.01)


def test_the_same_mode_twice_ties():
    wealth = 100 * np.exp(0.2 + LUCK)
    assert choose({"a": wealth, "b": wealth}, {"a": SAFE, "b": SAFE}, 100.0).answer == "tie"


def test_who_goes_under_too_often_is_not_chosen():
    rich, modest = np.full(N, 300.0), np.full(N, 120.0)
    wealth = {"rich": rich, "modest": modest}
    at_limit = choose(wealth, {"rich": ruined(0.10), "modest": SAFE}, 100.0)
    assert at_limit.best == "rich"
    beyond = choose(wealth, {"rich": ruined(0.11), "modest": SAFE}, 100.0)
    assert (beyond.answer, beyond.best, beyond.second, beyond.lead) == (
        "mode",
        "modest",
        None,
        None,
    )
    assert beyond.modes.set_index("scenario")["feasible"].to_dict() == {
        "rich": False,
        "modest": True,
    }
    wider = choose(wealth, {"rich": ruined(0.11), "modest": SAFE}, 100.0, ruin_limit=0.2)
    assert wider.best == "rich"


def test_staying_out_when_all_go_under_and_when_all_lose():
    doomed = choose({"a": np.full(N, 300.0)}, {"a": ruined(0.5)}, 100.0)
    assert (doomed.answer, doomed.best, doomed.choice) == ("stay_out", None, None)
    assert doomed.growth == -np.inf
    losing = choose({"a": np.full(N, 99.0), "b": np.full(N, 80.0)}, {"a": SAFE, "b": SAFE}, 100.0)
    assert (losing.answer, losing.best, losing.choice) == ("stay_out", "a", None)
    assert losing.growth == pytest.approx(np.log(0.99))
    # Neither winning nor losing is not yet a reason to stay out.
    assert choose({"a": np.full(N, 100.0)}, {"a": SAFE}, 100.0).answer == "mode"


def test_each_is_measured_by_its_own_capital():
    found = choose(
        {"small": np.full(N, 150.0), "large": np.full(N, 1200.0)},
        {"small": SAFE, "large": SAFE},
        {"small": 100.0, "large": 1000.0},
    )
    assert found.best == "small"
    assert found.modes.set_index("scenario")["certain_wealth"].round(6).to_dict() == {
        "small": 150.0,
        "large": 1200.0,
    }


def test_the_answer_in_words():
    safe = {"self_batch": SAFE, "x": SAFE}
    won = choose({"self_batch": np.full(N, 120.0), "x": np.full(N, 110.0)}, safe, 100.0)
    with speaking("en"):
        assert str(won).startswith("Choose Self-operated, batch stock: with risk allowed for")
        assert "+20%" in str(won)
        doomed = choose({"x": np.full(N, 120.0)}, {"x": ruined(1)}, 100.0)
        assert "probability of ruin above 10%" in str(doomed)
    with speaking("zh"):
        assert str(won) == "推荐自营·大批量备货：考虑风险之后，相当于本金稳稳地变动 +20%。"


def test_what_cannot_be_judged_is_refused():
    with pytest.raises(ParameterError, match="no scenario"):
        choose({}, {}, 100.0)
    with pytest.raises(ParameterError, match="ruin_limit"):
        choose({"a": [1.0, 2.0]}, {"a": [0, 0]}, 100.0, ruin_limit=-0.1)
    with pytest.raises(ParameterError, match="capital must be above 0"):
        choose({"a": [1.0, 2.0]}, {"a": [0, 0]}, 0.0)


# -------------------------------------------------------------------------------- recommend


def test_a_simulation_is_judged_by_what_its_scenarios_say():
    names = ("self_quick", "hybrid_staged", "platform_direct")
    run = simulate({n: Scenario(n, risk_aversion=2) for n in names}, paths=200, keep=())
    found = recommend(run)
    assert found.risk_aversion == 2
    by_hand = {n: growth(run.outcome("wealth", n), 300_000, 2) for n in names}
    table = found.modes.set_index("scenario")
    assert table["growth"].to_dict() == pytest.approx(by_hand)
    assert table["ruin"].to_dict() == {n: run.ruined(n).mean() for n in names}
    feasible = {n: g for n, g in by_hand.items() if run.ruined(n).mean() <= 0.10}
    assert found.best == max(feasible, key=feasible.get)
    mild = recommend(run, risk_aversion=0, ruin_limit=1)
    wealth = {n: run.outcome("wealth", n).mean() for n in names}
    assert mild.best == max(wealth, key=wealth.get)


def test_dropping_a_mode_changes_no_number_of_the_others():
    three = simulate(["self_batch", "self_quick", "platform_direct"], paths=100, keep=())
    two = simulate(["self_quick", "platform_direct"], paths=100, keep=())
    many, few = (recommend(run).modes.set_index("scenario") for run in (three, two))
    assert many.loc[few.index].equals(few)

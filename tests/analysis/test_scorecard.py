"""Scores among those compared, and the weights under which each wins."""

import numpy as np
import pandas as pd
import pytest

from xbcourse.analysis.compare import compare
from xbcourse.analysis.modes import assuming
from xbcourse.analysis.scorecard import DIMENSIONS, scorecard, weighted, winning_weights
from xbcourse.assumptions.errors import ParameterError
from xbcourse.assumptions.scenario import Scenario


def scores(**by_scenario):
    """Scores of scenarios on cost, traffic, supply and risk."""
    rows = [
        (name, dimension, score)
        for name, values in by_scenario.items()
        for dimension, score in zip(DIMENSIONS, values, strict=True)
    ]
    return pd.DataFrame(rows, columns=["scenario", "dimension", "score"])


@pytest.fixture(scope="module")
def comparison():
    names = ["self_batch", "self_quick", "platform_direct", "hybrid_staged"]
    return compare(names, paths=100, weeks=52, shocks={})


def test_scores_say_where_a_scenario_stands(comparison):
    table = scorecard(comparison)
    assert len(table) == 4 * 4
    assert table["score"].between(0, 1).all()
    supply = comparison.supply.pivot(index="scenario", columns="quantity", values="value")
    between = (supply - supply.min()) / (supply.max() - supply.min())
    row = between.loc["self_quick"]
    by_hand = np.mean(
        [
            row["fill_rate"],
            1 - row["lead_time"],
            1 - row["delivery_days"],
            1 - row["stock_share"],
            row["final_stars"],
        ]
    )
    found = table.set_index(["scenario", "dimension"])["score"]
    assert found["self_quick", "supply"] == pytest.approx(by_hand)


def test_best_and_worst_of_two_are_one_and_zero():
    table = scorecard(compare(["self_batch", "platform_b2b"], paths=50, weeks=40, shocks={}))
    risk = table.query("dimension == 'risk'").set_index("scenario")["score"]
    assert risk["platform_b2b"] > 0.6
    assert risk.sum() == pytest.approx(1)


def test_weights_decide():
    table = scores(a=(1, 0, 0, 0.5), b=(0, 1, 0.2, 0.5))
    assert weighted(table, {"cost": 1}).to_dict() == {"a": 1, "b": 0}
    assert weighted(table, {"cost": 30, "traffic": 30, "supply": 40}).round(9).to_dict() == {
        "b": 0.38,
        "a": 0.3,
    }
    assert weighted(table, {"risk": 2}).tolist() == [0.5, 0.5]


def test_who_is_best_in_everything_wins_whatever_one_values():
    table = winning_weights(scores(a=(1, 1, 1, 1), b=(0.5, 0.2, 0.9, 0))).set_index("scenario")
    assert table["wins"].to_dict() == {"a": 1, "b": 0}
    assert table.loc["a", list(DIMENSIONS)].tolist() == pytest.approx([0.25] * 4)
    assert table.loc["b", list(DIMENSIONS)].isna().all()


def test_specialists_win_where_their_dimension_counts():
    table = winning_weights(scores(a=(1, 0, 0, 0), b=(0, 1, 0, 0), c=(0, 0, 1, 0), d=(0, 0, 0, 1)))
    assert table["wins"].tolist() == pytest.approx([0.25] * 4)
    own = np.diag(table[list(DIMENSIONS)])
    assert (own > 0.4).all()
    assert np.allclose(table[list(DIMENSIONS)].sum(axis=1), 1)


def test_a_weighting_on_the_border_is_shared():
    table = winning_weights(scores(a=(1, 0, 0, 0), b=(1, 0, 0, 0)))
    assert table["wins"].tolist() == pytest.approx([0.5, 0.5])


def test_what_is_no_weight_is_refused(comparison):
    table = scorecard(comparison)
    with pytest.raises(ParameterError, match="weights cannot be 'luck'"):
        weighted(table, {"luck": 1})
    with pytest.raises(ParameterError, match="cost cannot be -1"):
        weighted(table, {"cost": -1, "risk": 2})
    with pytest.raises(ParameterError, match="weights must be above 0"):
        weighted(table, {"cost": 0})
    with pytest.raises(ParameterError, match="nothing to compare it with"):
        scorecard(compare(["self_batch"], paths=2, weeks=4, shocks={}))


def test_who_never_sells_anything_has_no_traffic_to_be_proud_of():
    # One yuan buys no batch, and overhead ruins the shop at once.
    poor = {
        "broke": assuming(Scenario("self_batch"), capital=1.0),
        "well": Scenario("platform_direct"),
    }
    table = scorecard(compare(poor, paths=20, weeks=20, shocks={}))
    found = table.set_index(["scenario", "dimension"])["score"]
    assert found["broke", "traffic"] == 0
    assert winning_weights(table)["wins"].sum() == pytest.approx(1)

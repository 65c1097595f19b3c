"""The value of a test: bounds that any information obeys, and cases that can be solved by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcourse.analysis.trial import trial_value
from xbcourse.assumptions.errors import ParameterError

TERMS = {"margin": 40.0, "loss": 30.0, "season_weeks": 40.0}


def test_a_test_as_short_as_a_day_of_nothing_teaches_nothing():
    found = trial_value(50.0, 0.8, test_weeks=1e-9, **TERMS)
    assert found.information == pytest.approx(0, abs=1e-3)
    assert found.value == pytest.approx(0, abs=0.1)


def test_a_long_and_free_test_teaches_nearly_all():
    found = trial_value(50.0, 0.8, test_weeks=39.0, **TERMS)
    assert 0.97 * found.perfect < found.information <= found.perfect
    # But then nothing is left to sell.
    assert found.value < 0


def test_perfect_information_about_a_known_product_is_worth_nothing():
    found = trial_value(50.0, 0.0, test_weeks=4.0, **TERMS)
    assert found.perfect == pytest.approx(0, abs=1e-6)
    assert found.information == pytest.approx(0, abs=1e-6)
    # A batch of about 2,000 at 40 each, less what chance leaves over or turns away.
    assert found.now == pytest.approx(50 * 40 * 40, rel=0.03)
    assert found.order_now == pytest.approx(2000, rel=0.04)


def test_the_order_is_the_newsvendors_where_demand_is_log_normal():
    # Poisson noise is small beside the spread, so that the best batch is the quantile at 40/70.
    found = trial_value(500.0, 0.8, test_weeks=4.0, **TERMS)
    median = 500 * 40 * np.exp(-(0.8**2) / 2)
    assert found.order_now == pytest.approx(median * np.exp(0.8 * 0.1800), rel=0.05)


def test_a_large_least_order_turns_buying_into_testing():
    # Nobody buys 4,000 of what sells 20 a week; after a test, some are bought.
    terms = TERMS | {"test_weeks": 4.0, "least_order": 4000}
    found = trial_value(20.0, 1.2, **terms)
    assert (found.now, found.order_now) == (0, 0)
    assert found.value > 0
    assert found.decisions["probability"].sum() == pytest.approx(1)
    ordered = found.decisions["order"] > 0
    assert found.decisions.loc[ordered, "sold"].min() == found.threshold
    assert ordered.is_monotonic_increasing  # the more was sold, the rather it is bought
    # On the border, the expected sales are worth the least order.
    assert 4000 * 0.3 < found.threshold / 4 * 36 < 4000


def test_the_value_is_what_it_brings_less_what_it_costs():
    free = trial_value(50.0, 0.8, test_weeks=4.0, **TERMS)
    dear = trial_value(50.0, 0.8, test_weeks=4.0, test_cost=700.0, test_margin=3.0, **TERMS)
    assert dear.information == free.information
    assert dear.value == pytest.approx(free.value - 700 + 3 * 4 * 50, abs=1)
    assert free.value == free.tested - free.now


def test_few_pieces_teach_less_and_their_rest_is_lost():
    terms = TERMS | {"test_weeks": 4.0}
    endless, many, few = (trial_value(50.0, 0.8, test_pieces=n, **terms) for n in (None, 9999, 60))
    assert many.information == pytest.approx(endless.information)
    assert few.information < endless.information
    assert few.decisions["sold"].max() == 60
    # 9,999 pieces of which some 200 sell: the rest is lost at 30 each.
    assert many.value == pytest.approx(endless.value - 30 * (9999 - 200), rel=0.001)


@settings(max_examples=25, deadline=None)
@given(
    mean=st.floats(5, 100),
    spread=st.floats(0, 1.5),
    margin=st.floats(1, 100),
    loss=st.floats(1, 100),
    weeks=st.floats(0.5, 20),
    least=st.integers(1, 3000),
)
def test_information_never_hurts_and_is_never_worth_more_than_knowing(
    mean, spread, margin, loss, weeks, least
):
    found = trial_value(
        mean, spread, margin=margin, loss=loss, season_weeks=30, test_weeks=weeks, least_order=least
    )
    slack = 1e-6 * (1 + abs(found.now))
    assert -slack <= found.information <= found.perfect + slack
    assert found.now >= -slack
    assert found.value <= found.information + slack  # time that was tested away is lost


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mean": 0}, "mean must be above 0"),
        ({"margin": np.inf}, "margin must be above 0 and finite"),
        ({"spread": -1}, "spread cannot be -1"),
        ({"test_weeks": 40.0}, "leaves nothing to sell"),
        ({"test_pieces": 0}, "test_pieces must be a whole number"),
        ({"least_order": 2.5}, "least_order must be a whole number"),
    ],
)
def test_what_is_no_test_is_refused(change, words):
    terms = {"mean": 50.0, "spread": 0.8, "test_weeks": 4.0, **TERMS, **change}
    with pytest.raises(ParameterError, match=words):
        trial_value(**terms)
